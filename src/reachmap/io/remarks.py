"""What is worth a look in a map that was read, told to programs as one warning of Python."""

import warnings

from reachmap.errors import Issue, MapWarning
from reachmap.io.tables.collector import Reading
from reachmap.io.tables.headings import NOT_READ
from reachmap.words import words_of_count

CALLER = 4
"""How many calls up the line is that asked for the map: past here, the desk and the way in."""


def warn_of(reading: Reading, source: str) -> None:
    """Warn once where something is probably a slip, or a sheet or column was not read."""
    first = next(filter(_is_pressing, reading.warnings), None)
    if first is not None:
        count = words_of_count(len(reading.warnings), "thing")
        message = f"{source}: {count} worth a look, such as: {first} (the map's .remarks has all)"
        warnings.warn(message, MapWarning, stacklevel=CALLER)


def _is_pressing(issue: Issue) -> bool:
    return issue.kind == "slip" or issue.message.endswith(NOT_READ)
