"""Two maps made one, and what is to be decided first."""
