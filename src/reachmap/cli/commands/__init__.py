"""The commands: a file a question, named as the question is, and what is no question."""
