"""From a lottery to a panel: who sits, and who could take each seat instead."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from reachmap.plan.panel.draw import Bools, Draw, Lottery

ALTERNATES = 3
"""Alternates listed for a seat, where there are as many."""


def draw_people(
    lottery: Lottery, members: Sequence[Sequence[int]], dice: np.random.Generator
) -> list[int]:
    """Draw a panel, then its people."""
    panel = lottery.panels[dice.choice(len(lottery.chance), p=lottery.chance)]
    people = [
        members[t][index]
        for t, count in enumerate(panel.tolist())
        for index in dice.choice(len(members[t]), size=count, replace=False).tolist()
    ]
    return sorted(people)


def alternates(
    seats: Sequence[int], member: Bools, draw: Draw, dice: np.random.Generator
) -> dict[int, tuple[int, ...]]:
    """Return who could take each seat so that the quotas still hold.

    `member`, shape (groups, people), says who belongs to which group.
    """
    drawn, counts = {*seats}, member[:, [*seats]].sum(axis=1)
    order = dice.permutation(member.shape[1])
    waiting = np.array([person for person in order.tolist() if person not in drawn], np.int64)
    listed: Counter[int] = Counter()
    by_seat: dict[int, tuple[int, ...]] = {}
    for seat in seats:
        after = (counts - member[:, seat])[:, None] + member[:, waiting]
        fits = ((after >= draw.low[:, None]) & (after <= draw.high[:, None])).all(axis=0)
        unlike = (member[:, waiting] != member[:, [seat]]).sum(axis=0)
        ranked = sorted(
            np.flatnonzero(fits).tolist(),
            key=lambda at: (listed[int(waiting[at])], int(unlike[at]), at),
        )
        by_seat[seat] = tuple(int(waiting[at]) for at in ranked[:ALTERNATES])
        listed.update(by_seat[seat])
    return by_seat
