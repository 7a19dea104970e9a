"""Which way of hearing people works for whom."""
