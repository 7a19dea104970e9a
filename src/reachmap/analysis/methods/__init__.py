"""Which way of hearing people works for each group."""
