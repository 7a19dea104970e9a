"""Whether introductions worked as often as we promised."""
