"""From cells to records and back: what every file format shares."""
