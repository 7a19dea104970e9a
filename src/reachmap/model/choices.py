"""What a record may say where it chooses from a few; light enough for the command line."""

from typing import Literal, get_args

Speaking = Literal["own", "for-someone", "representative", "staff", "facilitator"]
Outcome = Literal["passed-on", "declined", "no-answer", "full"]
ParticipationLevel = Literal["engagement", "consultation", "co-design", "co-production"]

SPEAKING: tuple[Speaking, ...] = get_args(Speaking)
HEARD_SPEAKING: tuple[Speaking, ...] = ("own", "for-someone")
"""Kinds of speaking by which a group is heard."""

TALKING_SPEAKING: tuple[Speaking, ...] = (*HEARD_SPEAKING, "representative")
"""Kinds of speaking that count for how much of the talking a voice does."""

SCORED_OUTCOMES: tuple[Outcome, ...] = ("passed-on", "declined", "no-answer")
"""Outcomes that say how well a link works; a full diary does not."""
