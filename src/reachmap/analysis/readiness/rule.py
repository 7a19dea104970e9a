"""A rule of readiness: what may be missing, where it is filled in, and how it is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reachmap.analysis.readiness.facts import ReadinessFacts
from reachmap.analysis.readiness.rows import Gap, Loss


class GapSize(NamedTuple):
    """How much is missing, and of how many groups it matters."""

    groups: int | None
    """Groups of which the answer would be better."""
    missing: int | None = None
    """Rows in which it is blank; None where there are no rows at all."""
    of: int | None = None
    """Rows that could hold it."""
    names: tuple[str, ...] = ()
    """Names of the groups it is missing for, where that helps."""
    loss: Loss | None = None
    """In place of the rule's own, where this map loses more or less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRule:
    """Something that a map may not hold; what the fields mean, `Gap` says."""

    table: str
    column: str | None = None
    question: str
    loss: Loss
    subject: str
    things: str = ""
    effect: str
    from_memory: bool = True
    count: Callable[[ReadinessFacts], GapSize | None]
    """Counts what is missing; None where nothing is."""

    def gap(self, facts: ReadinessFacts) -> Gap | None:
        """Return what is missing, if anything is."""
        size = self.count(facts)
        if size is None:
            return None
        return Gap(
            table=self.table,
            column=self.column,
            missing=size.missing,
            of=size.of,
            question=self.question,
            loss=size.loss or self.loss,
            groups=size.groups,
            effect=self.effect,
            subject=self.subject,
            things=self.things,
            names=size.names,
            from_memory=self.from_memory,
        )
