"""Who can introduce us to a group."""
