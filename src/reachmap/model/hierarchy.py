"""Groups within groups: the wider and the narrower ones."""

from collections.abc import Iterable

from reachmap.model.nodes import Group


def wider_groups(groups: Iterable[Group]) -> dict[str, tuple[str, ...]]:
    """Return each group with itself and every group it is part of, however far up.

    Examples
    --------
    >>> wider_groups([Group(id="a", name="A"), Group(id="b", name="B", part_of=("a",))])
    {'a': ('a',), 'b': ('a', 'b')}
    """
    direct = {group.id: group.part_of for group in groups}
    above: dict[str, tuple[str, ...]] = {}
    for start in direct:
        reached, waiting = {start}, [start]
        while waiting:
            for wider in direct[waiting.pop()]:
                if wider not in reached:
                    reached.add(wider)
                    waiting.append(wider)
        above[start] = tuple(sorted(reached))
    return above


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
