"""Which new relationships would help most."""
