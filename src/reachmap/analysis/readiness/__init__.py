"""What can be answered now, and what would make answers better."""
