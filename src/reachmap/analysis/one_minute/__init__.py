"""The answer in one minute: three sentences, and the next three actions."""
