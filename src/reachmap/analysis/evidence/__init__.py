"""Evidence towards due regard."""
