"""What helps people of a group to join, the most to the point first."""

from __future__ import annotations

from collections.abc import Mapping

from reachmap.model.nodes import Group
from reachmap.model.vocabulary import Support


def supports_for(group: Group, supports: Mapping[str, Support]) -> tuple[Support, ...]:
    """Return the supports that lift a barrier of a group, the most to the point first.

    First those that lift the most of its barriers; then those made for these barriers and
    few others; then those that cost least before anybody comes.

    Examples
    --------
    >>> from reachmap.model.vocabulary import by_code, standard_supports
    >>> carers = Group(id="carers", name="Carers", barriers=("caring", "timing"))
    >>> [each.code for each in supports_for(carers, by_code(standard_supports(), ()))][:2]
    ['school-hours-slot', 'replacement-care']
    """
    barriers = set(group.barriers)

    def order(support: Support) -> tuple[int, int, int, str]:
        lifted = barriers.intersection(support.lifts)
        return -len(lifted), len(support.lifts), support.fixed_cost or 0, support.name

    found = (each for each in supports.values() if barriers.intersection(each.lifts))
    return tuple(sorted(found, key=order))
