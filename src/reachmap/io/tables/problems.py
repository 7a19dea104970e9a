"""A cell that cannot be read."""


class CellError(ValueError):
    """A cell that cannot be read: what is wrong, and how to put it right."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy
