"""Who is heard, and who is not."""
