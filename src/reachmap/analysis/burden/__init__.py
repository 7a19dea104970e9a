"""Who was asked how often, and who could help instead."""
