"""From cells to records and back: what every form of file shares."""
