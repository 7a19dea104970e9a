"""Groups within groups: which are above each, and how much it takes to know."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bars import assert_within
from reachmap.model.hierarchy import MOST_LEVELS, narrower_groups, wider_groups
from reachmap.model.nodes import Group

IDS = [f"g{n}" for n in range(10)]
PARTS = st.lists(st.lists(st.sampled_from(IDS), max_size=3), min_size=len(IDS), max_size=len(IDS))


def above(group: str, direct: dict[str, tuple[str, ...]]) -> set[str]:
    """Return a group and all above it, in the plainest way."""
    seen: set[str] = set()
    waiting = [group]
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            waiting += direct[each]
    return seen


@given(parts=PARTS)
def test_a_group_is_within_all_that_it_is_part_of_however_far_up(parts: list[list[str]]) -> None:
    groups = [Group(id=i, name=i, part_of=tuple(p)) for i, p in zip(IDS, parts, strict=True)]
    direct = {group.id: group.part_of for group in groups}
    wider = wider_groups(groups)
    assert wider == {id_: tuple(sorted(above(id_, direct))) for id_ in IDS}
    assert narrower_groups(groups) == {
        id_: tuple(each for each in IDS if id_ in wider[each]) for id_ in IDS
    }


@pytest.mark.timed
def test_thousands_of_groups_of_many_levels_take_a_second() -> None:
    def level(number: int) -> tuple[str, ...]:
        return tuple(f"g{number:02}-{n:02}" for n in range(60))

    groups = [
        Group(id=id_, name=id_, part_of=level(number - 1) if number else ())
        for number in range(MOST_LEVELS)
        for id_ in level(number)
    ]
    start = time.process_time()
    wider = wider_groups(groups)
    assert_within(time.process_time() - start, 1)
    assert len(wider["g49-00"]) == 60 * (MOST_LEVELS - 1) + 1
