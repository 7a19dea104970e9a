"""How likely it is that some introduction works."""
