"""Groups within groups: the wider and the narrower ones."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

import numpy as np
from numpy.typing import NDArray

from reachmap.model.nodes import Group

MOST_LEVELS = 50
"""Most groups that may each be part of the next."""

Wider = Mapping[str, Sequence[str]]
"""The other groups that each group is part of."""


def rings(wider: Wider) -> list[list[str]]:
    """Return one ring of groups for all those that are part of each other, the shortest first.

    Examples
    --------
    >>> rings({"a": ["b"], "b": ["a", "c"], "c": []})
    [['a', 'b']]
    """
    try:
        TopologicalSorter(wider).prepare()
    except CycleError:
        return [_ring_of(circle, wider) for circle in _circles(wider)]
    return []


def _circles(wider: Wider) -> list[list[str]]:
    """Return the groups that are part of each other, however far round, together."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    group_ids = [*wider]
    numbers = {group: number for number, group in enumerate(group_ids)}
    known = [[numbers[each] for each in wider[group] if each in numbers] for group in group_ids]
    narrow_numbers = np.repeat(np.arange(len(group_ids)), [len(parts) for parts in known])
    wide_numbers = np.array([number for parts in known for number in parts], np.int64)
    links = coo_array(
        (np.ones(len(wide_numbers), bool), (narrow_numbers, wide_numbers)),
        shape=(len(group_ids), len(group_ids)),
    )
    _, circle_labels = connected_components(links, directed=True, connection="strong")
    together: dict[int, list[str]] = {}
    for group, label in zip(group_ids, circle_labels.tolist(), strict=True):
        together.setdefault(label, []).append(group)
    return [circle for circle in together.values() if len(circle) > 1]


def _ring_of(circle: Sequence[str], wider: Wider) -> list[str]:
    """Return the shortest way from the first group of a circle round to itself."""
    start, within = circle[0], {*circle}
    before: dict[str, str] = {}
    waiting = deque([start])
    while start not in before:
        group = waiting.popleft()
        for each in wider[group]:
            if each in within and each not in before:
                before[each] = group
                waiting.append(each)
    ring = [before[start]]
    while ring[-1] != start:
        ring.append(before[ring[-1]])
    return ring[::-1]


def chains(wider: Wider, *, most: int) -> Iterator[list[str]]:
    """Yield the longest chain up from each group with more than so many groups above.

    Of such groups only those just beyond the limit are given, not all below them.

    Examples
    --------
    >>> [*chains({"a": ["b"], "b": ["c"], "c": []}, most=2)]
    [['a', 'b', 'c']]
    """
    levels: dict[str, int] = {}
    groups_above: dict[str, str] = {}
    for group in TopologicalSorter(wider).static_order():
        highest = max(wider.get(group, ()), key=levels.__getitem__, default=None)
        levels[group] = 1
        if highest is not None:
            groups_above[group], levels[group] = highest, levels[highest] + 1
        if levels[group] == most + 1:
            chain = [group]
            while chain[-1] in groups_above:
                chain.append(groups_above[chain[-1]])
            yield chain


def wider_groups(groups: Iterable[Group]) -> dict[str, tuple[str, ...]]:
    """Return each group with itself and every group it is part of, however far up.

    Examples
    --------
    >>> wider_groups([Group(id="a", name="A"), Group(id="b", name="B", part_of=("a",))])
    {'a': ('a',), 'b': ('a', 'b')}
    """
    direct = {group.id: group.part_of for group in groups}
    wide = sorted({wider for part_of in direct.values() for wider in part_of})
    own = {group: 1 << number for number, group in enumerate(wide)}
    groups_above = {group: own.get(group, 0) for group in direct}
    order, before = _upwards(direct), None
    while groups_above != before:  # twice, unless groups are part of each other
        before = dict(groups_above)
        for group in order:
            for wider in direct[group]:
                groups_above[group] |= groups_above[wider]
    group_ids, size = np.array(wide, object), len(wide) // 8 + 1
    wider_ids = {
        group: group_ids[_numbers(bits, size)].tolist() if bits else []
        for group, bits in groups_above.items()
    }
    return {group: tuple(sorted({group, *names})) for group, names in wider_ids.items()}


def _upwards(wider: Wider) -> list[str]:
    """Return groups after all that they are part of, as far as there is such an order."""
    try:
        return [*TopologicalSorter(wider).static_order()]
    except CycleError:
        return [*wider]


def _numbers(bits: int, size: int) -> NDArray[np.intp]:
    """Return the numbers of the bits that are set."""
    raw = np.frombuffer(bits.to_bytes(size, "little"), np.uint8)
    return np.flatnonzero(np.unpackbits(raw, bitorder="little"))


def narrower_groups(groups: Iterable[Group]) -> dict[str, tuple[str, ...]]:
    """Return each group with itself and every group that is part of it, however far down.

    Examples
    --------
    >>> narrower_groups([Group(id="a", name="A"), Group(id="b", name="B", part_of=("a",))])
    {'a': ('a', 'b'), 'b': ('b',)}
    """
    below: dict[str, list[str]] = {}
    for narrow, wide in sorted(wider_groups(groups).items()):
        for group in wide:
            below.setdefault(group, []).append(narrow)
    return {group: tuple(below[group]) for group in sorted(below)}
