"""Decisions: what to choose under a limit, and which relationships to build."""
