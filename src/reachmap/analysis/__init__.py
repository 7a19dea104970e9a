"""Questions: each takes a map on a day and gives back a record with its words."""
