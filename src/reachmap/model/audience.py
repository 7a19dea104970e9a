"""The audiences of pages and files, the stamp of each, and what a paper is for."""

from typing import Literal, get_args

Audience = Literal["internal", "partner", "public"]
AUDIENCES: tuple[str, ...] = get_args(Audience)

Purpose = Literal["committee", "equality"]
"""What a paper is for."""

STAMPS: dict[Audience, str] = {
    "internal": "Internal: not for sharing. It may hold details about people.",
    "partner": "For partners: made without people, counts or free text.",
    "public": "Public: made without people, counts or free text.",
}
"""Stamp that every page and file for an audience shows."""
