"""Every error that reachmap raises on purpose.

::

    ReachMapError
    ├── InputError (ValueError)
    │   ├── InvalidMap        .issues: every problem of a map, at once
    │   ├── UndecidedMerge    .answer: what is to be decided before two maps become one
    │   ├── UnknownNode       .id, .nearest
    │   └── UnreadableFile
    ├── StoreError
    │   ├── StoreUnavailable
    │   ├── StoreAccess
    │   └── StoreConflict
    ├── PlanError
    │   ├── InfeasiblePlan    .relax: the smallest change that would make it feasible
    │   └── SolverError
    └── RenderError

Each has a stable ``code`` and survives pickling. `MapWarning` is the one warning.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

QUOTED_CHARACTERS = 80

UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Kinds of characters that people cannot see: they hide text, or make two names look alike."""


Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem, where it is and how to mend it.

    Attributes
    ----------
    message
        What is wrong, in plain words.
    remedy
        How to put it right.
    severity
        ``"error"`` stops the map from being read; ``"warning"`` does not.
    file, sheet, row, column
        Where it is, with `row` as a spreadsheet counts it (the heading is row 1).
    value
        The value there, as typed.
    more
        How many other problems like it there are, where they are summed up.
    rows
        Rows of those others, up to 3,000 of a kind.
    kind
        Of warnings: ``"slip"`` for what is probably one, ``"made"`` for what was done for you.

    Examples
    --------
    >>> str(Issue("no such organisation", "Did you mean 'carers-hub'?", file="links.csv", row=4))
    "links.csv, row 4: no such organisation. Did you mean 'carers-hub'?"
    """

    message: str
    remedy: str
    severity: Severity = "error"
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    more: int = 0
    kind: Literal["", "slip", "made"] = ""
    rows: tuple[int, ...] = ()

    @property
    def location(self) -> str:
        """Where the problem is, in words; empty if nowhere in particular."""
        parts = [self.file, self.sheet and f"sheet {self.sheet}"]
        parts += [f"row {self.row}" if self.row else None]
        parts += [f"column {self.column}" if self.column else None]
        return ", ".join(shortened(part) for part in parts if part)

    @property
    def with_value(self) -> str:
        """The message, and the value where it does not name it."""
        if self.value is None or quoted(self.value) in self.message:
            return self.message
        return f"{self.message} (found: {quoted(self.value)})"

    def to_dict(self) -> dict[str, str | int | list[int] | None]:
        """Return the problem as plain values that JSON can hold."""
        return asdict(self) | {"rows": list(self.rows)}

    def __str__(self) -> str:
        """Return the whole problem on one line."""
        where = f"{self.location}: " if self.location else ""
        return f"{where}{self.with_value}. {self.remedy}"


class MapWarning(UserWarning):
    """Something of a map that was read is probably a slip, or a part of it was not read.

    It names the first such thing; the map's ``remarks`` are all that is worth a look.
    """


def shortened(text: str) -> str:
    """Return a text cut at 80 characters."""
    return text if len(text) <= QUOTED_CHARACTERS else f"{text[: QUOTED_CHARACTERS - 1]}…"


def quoted(value: str) -> str:
    r"""Return a value for a message: cut at 80 characters, invisible ones as U+XXXX.

    Examples
    --------
    >>> quoted("a\u200bb")
    "'aU+200Bb'"
    """
    cut = value if len(value) <= QUOTED_CHARACTERS else value[: QUOTED_CHARACTERS - 1] + "…"
    return f"'{visible(cut)}'"


_BREAK = re.compile(r"\s*(?:\r\n|\r|\n)\s*")


def visible(text: str, *, allowed: str = "") -> str:
    r"""Return a text with the characters that people cannot see as U+XXXX, but for some.

    Examples
    --------
    >>> visible("a\x1b[31m\n", allowed="\n")
    'aU+001B[31m\n'
    """
    if text.translate(str.maketrans("", "", allowed)).isprintable():
        return text
    text = text if "\n" in allowed else _BREAK.sub(" (line break) ", text)
    return "".join(c if c in allowed else _visible(c) for c in text)


def _visible(character: str) -> str:
    hidden = unicodedata.category(character) in UNSEEN
    return f"U+{ord(character):04X}" if hidden else character


class ReachMapError(Exception):
    """The base of every error that reachmap raises on purpose."""

    code: ClassVar[str] = "reachmap"


class InputError(ReachMapError, ValueError):
    """An argument, a name or a file that cannot be used as it is."""

    code = "input"


class InvalidMap(InputError):
    """A map that breaks its rules.

    Attributes
    ----------
    issues
        Every problem, where it is and how to mend it.
    read
        Rows read by table, where the map comes from a file.
    warnings
        What else is worth a second look.
    """

    code = "invalid-map"

    def __init__(
        self,
        issues: tuple[Issue, ...],
        read: Mapping[str, int] | None = None,
        warnings: tuple[Issue, ...] = (),
    ) -> None:
        super().__init__(issues, read, warnings)
        self.issues = issues
        self.read = dict(read or {})
        self.warnings = warnings

    def __str__(self) -> str:
        """Return every problem, a line each."""
        count = len(self.issues)
        things = "1 thing" if count == 1 else f"{count} things"
        return "\n".join([f"the map has {things} to mend:", *map(str, self.issues)])


class UnknownNode(InputError):
    """An id or name that no node has, or that several have.

    Attributes
    ----------
    id
        The id or name asked for.
    nearest
        Known names most like it.
    kind
        Kind of node that was looked for.
    """

    code = "unknown-node"

    def __init__(self, id: str, nearest: tuple[str, ...] = (), kind: str = "node") -> None:  # noqa: A002  the contract names it id
        super().__init__(id, nearest, kind)
        self.id = id
        self.nearest = nearest
        self.kind = kind

    def __str__(self) -> str:
        """Return the id or name and the nearest known ones."""
        nearest = ", ".join(quoted(name) for name in self.nearest)
        hint = f"; the nearest: {nearest}" if nearest else ""
        return f"no single {self.kind} goes by {quoted(self.id)}{hint}"


class UndecidedMerge(InputError):
    """Two maps that differ, where it is not decided yet what holds.

    Attributes
    ----------
    answer
        What is to be decided, an answer with a row each; a decision goes under ``decision``.
    """

    code = "undecided-merge"

    def __init__(self, message: str, answer: Any = None) -> None:  # noqa: ANN401  errors know no answers
        super().__init__(message, answer)
        self.message = message
        self.answer = answer

    def __str__(self) -> str:
        """Return everything that is to be decided."""
        return self.message


class UnreadableFile(InputError):
    """A file that cannot be opened, or is not what its name says."""

    code = "unreadable-file"


class StoreError(ReachMapError):
    """A store of maps that failed."""

    code = "store"


class StoreUnavailable(StoreError):
    """A store that does not answer."""

    code = "store-unavailable"


class StoreAccess(StoreError):
    """A store, file or folder that refuses access."""

    code = "store-access"


class StoreConflict(StoreError):
    """A map that another writer changed first, or a file that is in the way."""

    code = "store-conflict"


class PlanError(ReachMapError):
    """A decision that could not be made."""

    code = "plan"


class InfeasiblePlan(PlanError):
    """Limits that no choice meets.

    Attributes
    ----------
    message
        Which limits, in plain words.
    relax
        The smallest change of the limits under which a choice exists.
    """

    code = "infeasible-plan"

    def __init__(self, message: str, relax: tuple[str, ...] = ()) -> None:
        super().__init__(message, relax)
        self.message = message
        self.relax = relax

    def __str__(self) -> str:
        """Return what is impossible, and the change that makes it possible."""
        return ". ".join([self.message, *self.relax])


class SolverError(PlanError):
    """A solver that stopped without an answer."""

    code = "solver"


class RenderError(ReachMapError):
    """A page or picture that could not be made."""

    code = "render"
