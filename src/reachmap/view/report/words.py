"""What a paper says of itself; the words of its answers stand with their questions."""

from collections.abc import Mapping

from reachmap.words import sentence_tables

WORDS = sentence_tables(__name__)
HEADINGS: Mapping[str, str] = WORDS["HEADINGS"]
PAPER: Mapping[str, str] = WORDS["PAPER"]
COLUMNS: Mapping[str, tuple[str, ...]] = WORDS["COLUMNS"]
AGREE: Mapping[str, str] = WORDS["AGREE"]
COSTS: Mapping[str, str] = WORDS["COSTS"]
STEPS: Mapping[str, str] = WORDS["STEPS"]
PLAN: Mapping[str, str] = WORDS["PLAN"]
METHOD: Mapping[str, str] = WORDS["METHOD"]
EQUALITY: Mapping[str, str] = WORDS["EQUALITY"]
