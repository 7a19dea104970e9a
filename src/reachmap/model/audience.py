"""Whom a page or a file is for, and the words that it then carries."""

from typing import Literal, get_args

Audience = Literal["internal", "partner", "public"]
AUDIENCES: tuple[str, ...] = get_args(Audience)

STAMPS: dict[Audience, str] = {
    "internal": "Internal: not for sharing. It may hold details about people.",
    "partner": "For partners: made without people, counts or free text.",
    "public": "Public: made without people, counts or free text.",
}
"""Words that what is made for an audience carries in sight."""
