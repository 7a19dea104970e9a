"""Who is not heard, who could introduce you to them, and whose voices fill the room."""

__version__ = "0.1.0"
