"""What may be missing: a row of a table of gaps, and the function that counts it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from reachmap.analysis.readiness.facts import ReadinessFacts
from reachmap.analysis.readiness.rows import Gap, Loss
from reachmap.words import toml_tables


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


GapCounts = Mapping[str, Callable[[ReadinessFacts], GapSize | None]]
"""By the code of a gap, what counts how much is missing; it gives None where nothing is."""

GAPS = {
    **toml_tables(__name__, "gaps.toml"),
    **toml_tables(__name__, "gaps_of_routes.toml"),
}
"""Every gap by its code: where it is filled in, who gains, and the words."""


def gaps_of(facts: ReadinessFacts, counts: GapCounts, questions: Collection[str]) -> Iterator[Gap]:
    """Yield what is missing for some questions."""
    for code, count in counts.items():
        rule = GAPS[code]
        size = count(facts) if rule["question"] in questions else None
        if size is not None:
            gap = Gap(**rule, groups=size.groups, missing=size.missing, of=size.of)
            yield gap.model_copy(update={"names": size.names, "loss": size.loss or gap.loss})
