"""You said, we did: what a group told us, and what happened as a result."""
