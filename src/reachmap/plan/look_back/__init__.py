"""What plans promised, beside what is on record."""
