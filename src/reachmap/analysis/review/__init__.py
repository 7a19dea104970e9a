"""Promises made to people, and good practice."""
