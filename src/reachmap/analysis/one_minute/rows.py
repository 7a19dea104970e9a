"""The records of the answer in one minute."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

ActionKind = Literal["introduction", "nobody-known", "handover", "answer", "sign-in"]
"""What to do: ask for a way in, or who might know one; ask for a handover; tell people what
happened as a result; or ask more on a sign-in sheet."""


@dataclass(frozen=True, slots=True)
class NextAction:
    """One thing to do next."""

    kind: ActionKind
    words: str
    """What to do, with its day and a name: a sentence or two."""
    day: date
    """Day from which to do it, or by which."""
    name: str
    """Whom to ask, or what it is about."""
    node: str = ""
    """Id of whom to ask first, where that is a node."""
    group: str = ""
    """Id of the group that it is about, if of one."""
    asker: str = ""
    """Who of us asks, where that is written down; empty where not, or where nobody is asked."""

    @property
    def is_ask(self) -> bool:
        """Whether it is to ask somebody outside the team."""
        return self.kind in {"introduction", "handover"}


@dataclass(frozen=True, slots=True)
class OneMinute:
    """What a committee takes in within a minute: three sentences, and what to do next.

    Where something cannot be said, its sentence says so, and what would settle it.
    """

    not_heard: str
    """Who is not heard."""
    least_heard: str
    """Who is heard least of those we can tell, with how many of how many expected."""
    voices: str
    """Whose voices fill the room."""
    actions: tuple[NextAction, ...]
    """What to do next, at most three things, by day."""
    no_action: str
    """What to say where nothing can be said to do next; else empty."""
