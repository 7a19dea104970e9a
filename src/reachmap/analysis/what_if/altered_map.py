"""The map as it is after a what-if, made when it is wanted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reachmap.analysis.altered import Altered
from reachmap.analysis.subset import without_nodes
from reachmap.errors import InputError
from reachmap.model.content import Content
from reachmap.model.links import Link
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES

NOT_HERE = "the map after a what-if is made where it was asked, for the team alone: ask it again"


@dataclass
class Origin:
    """Where a what-if came from: no part of what it says, so neither compared nor pickled."""

    whole: Callable[[], StakeholderMap] | None = None
    change: Altered | None = None
    gone: frozenset[str] = frozenset()
    desk: Callable[[StakeholderMap], Any] | None = None

    def __eq__(self, other: object) -> bool:
        """Return True: two answers that say the same are equal, wherever they were asked."""
        return isinstance(other, Origin)

    __hash__ = None  # type: ignore[assignment]  # as it can be changed

    def __reduce__(self) -> tuple[type["Origin"], tuple[()]]:
        """Leave the map behind."""
        return Origin, ()

    def of(
        self, whole: Callable[[], StakeholderMap], change: Altered, gone: frozenset[str]
    ) -> None:
        """Keep the map that was asked about, and what was changed."""
        self.whole, self.change, self.gone = whole, change, gone

    def map(self) -> Any:  # noqa: ANN401  the front desk of a map, which stands above
        """Return the front desk of the map after the changes."""
        if self.whole is None or self.change is None or self.desk is None:
            raise InputError(NOT_HERE)
        return self.desk(altered_map(self.whole(), self.change, self.gone))


def altered_map(town: StakeholderMap, change: Altered, gone: frozenset[str]) -> StakeholderMap:
    """Return the whole map after some changes of its outline, without those who are gone.

    A weakened link has its new chance as the one judged for it; asks on record count as before.
    """
    outline = change.outline.as_tables()
    ledgers = {name: table for name, table in town.as_tables().items() if TABLES[name].ledger}
    voices = {voice.id for voice in town.voices}
    links = (*change.outline.links, *(link for link in town.links if link.from_ in voices))
    weaker = tuple(_weakened(link, change.weakened) for link in links)
    tables: dict[str, Any] = outline | ledgers | {"voices": town.voices, "links": weaker}
    whole = StakeholderMap.sealed(replace(Content(), **tables))
    return without_nodes(whole, gone) if gone else whole


def _weakened(link: Link, chances: Mapping[tuple[str, str], float]) -> Link:
    """Return a link with the chance that it is weakened to, if it is."""
    chance = chances.get((link.from_, link.to))
    if chance is None and link.both_ways:
        chance = chances.get((link.to, link.from_))
    return link if chance is None else link.model_copy(update={"chance": chance})
