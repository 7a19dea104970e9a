"""Who can be drawn: the pool, who rests, and the types of people who are alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.assumptions import Assumptions
from reachmap.plan.panel.draw import Bools, Draw
from reachmap.plan.panel.quotas import Range
from reachmap.store.counts import Person, Span


@dataclass(frozen=True)
class Known:
    """Who could be drawn of those we know, who rests, and who came only as staff."""

    pool: Sequence[Person]
    resting: Sequence[Person]
    staff: Sequence[Person]


def known_people(snapshot: Snapshot, *, rest: bool) -> Known:
    """Return who can be drawn, who rests, and who came only as staff or facilitator."""
    assumed, day = snapshot.assumptions, snapshot.day
    champions = {champion.id: champion for champion in snapshot.outline.champions}
    pool: list[Person] = []
    resting: list[Person] = []
    staff: list[Person] = []
    for person in snapshot.store.people(Span(day - timedelta(assumed.quarter_days), day)):
        champion = champions.get(person.id)
        if champion is not None and champion.until is not None and champion.until < day:
            continue
        capacity = champion.capacity if champion is not None else None
        most = assumed.assumed_capacity if capacity is None else capacity
        last = person.last_panel
        sat = last is not None and (day - last).days < assumed.rest_days
        rests = rest and (person.load > most or sat)
        (resting if rests else staff if person.only_staff else pool).append(person)
    return Known(pool, resting, staff)


@dataclass(frozen=True, eq=False)
class Types:
    """The pool, with people alike in every quota and in past panels merged.

    `member` is of shape (groups, pool), `members` lists who of the pool is of each type.
    """

    draw: Draw
    pool: Sequence[Person]
    member: Bools
    members: Sequence[Sequence[int]]

    @classmethod
    def of(
        cls, pool: Sequence[Person], limits: Mapping[str, Range], assumed: Assumptions, *, size: int
    ) -> Types:
        """Merge the people of a pool who are alike."""
        member = np.array([[g in person.groups for person in pool] for g in limits], bool)
        member = member.reshape(len(limits), len(pool))
        alike: dict[tuple[bytes, int], list[int]] = {}
        for index, person in enumerate(pool):
            alike.setdefault((member[:, index].tobytes(), person.panels), []).append(index)
        order = sorted(alike)
        first = [alike[key][0] for key in order]
        draw = Draw(
            size=size,
            people=np.array([len(alike[key]) for key in order], np.int64),
            weight=np.array([assumed.panel_weight**panels for _, panels in order], np.float64),
            member=member[:, first],
            low=np.array([low for low, _ in limits.values()], np.int64),
            high=np.array([high for _, high in limits.values()], np.int64),
        )
        return cls(draw, pool, member, [alike[key] for key in order])
