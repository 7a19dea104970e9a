"""Who everything depends on."""
