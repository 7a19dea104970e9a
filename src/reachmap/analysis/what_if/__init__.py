"""What changes if someone leaves, or links come, go or weaken."""
