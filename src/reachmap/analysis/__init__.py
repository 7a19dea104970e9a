"""Questions: each takes a store and gives back a record."""
