"""Merging: two maps made one, once it is decided what holds where they differ."""

from collections.abc import Mapping
from itertools import starmap
from types import MappingProxyType
from typing import Annotated, ClassVar, NamedTuple

from reachmap.analysis.merging.alike import alike
from reachmap.analysis.merging.deciding import Deciding, Names
from reachmap.analysis.merging.rows import Choice, ToDecide
from reachmap.analysis.merging.united import columns_by_table, united
from reachmap.analysis.merging.words import MISSING, sentences
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import COUNT, FREE_TEXT
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES
from reachmap.words import FOR_TEAM


class Merging(Answer):
    """What is to be decided before two maps become one, and what was decided."""

    row: ClassVar[type[Row]] = ToDecide

    to_decide: Annotated[tuple[ToDecide, ...], FREE_TEXT] = ()
    """Every two values and every two things on which the maps differ, decided or not."""

    nodes: Annotated[int | None, COUNT] = None
    """Nodes with the same id in both, but for voices."""

    voices: Annotated[int | None, COUNT] = None
    """Voices with the same id in both."""

    unused: Annotated[int | None, COUNT] = None
    """Decisions on what is not to be decided here."""

    @property
    def undecided(self) -> tuple[ToDecide, ...]:
        """What is still to be decided."""
        return tuple(row for row in self.to_decide if row.decision is None)

    def rows(self) -> tuple[ToDecide, ...]:
        """Return what is to be decided or was, what may be one first."""
        return self.to_decide

    def sentences(self) -> tuple[str, ...]:
        """Return what is still to be decided, and what was taken to be the same."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        counts = {"nodes": self.nodes or 0, "people": self.voices or 0, "unused": self.unused or 0}
        return tuple(sentences(self.undecided, **counts))


class Merged(NamedTuple):
    """One map of two, None while anything is to be decided, and what is."""

    content: StakeholderMap | None
    answer: Merging


def merging(
    first: StakeholderMap,
    second: StakeholderMap,
    *,
    decisions: Mapping[str, Choice] = MappingProxyType({}),
    names: Names = ("first", "second"),
) -> Merged:
    """Make two maps one.

    Rows with the same key are one. What only one of them says holds; what they say differently
    is to be decided, and so is whether nodes with names that are alike are one.

    Parameters
    ----------
    decisions
        What was decided, by the ``mark`` of rows of an earlier answer.
    names
        What the maps are called.

    Returns
    -------
    Merged
        The map, or None while anything is to be decided, and what was or is.
    """
    deciding = Deciding(decisions, names)
    pairs = alike(first, second)
    new_ids = deciding.join(pairs.pairs)
    deciding.refuse_contradictions(first, second, new_ids)
    ours, theirs = starmap(columns_by_table, zip((first, second), new_ids, strict=True))
    whole = {name: united(name, ours[name], theirs[name], deciding.decide) for name in TABLES}
    voices = len({*first.ids("voice")} & {*second.ids("voice")})
    nodes = len({node.id for node in first.nodes()} & {node.id for node in second.nodes()})
    answer = Merging(
        to_decide=tuple(deciding.rows),
        nodes=nodes - voices,
        voices=voices,
        unused=deciding.unused,
        missing=() if pairs.is_complete else (MISSING["names"],),
    )
    return Merged(None if answer.undecided else StakeholderMap(**whole), answer)
