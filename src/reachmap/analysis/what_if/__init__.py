"""What changes if somebody leaves, or links come, go or weaken."""
