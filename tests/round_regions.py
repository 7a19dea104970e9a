"""Made-up rounds of any size, as regions have them, for tests and benchmarks."""

import numpy as np

from reachmap.plan.round.problem import RoundProblem

UNHEARD = 0.3
"""Share of the groups of which nobody is known."""


def region(seed: int, *, actions: int, groups: int) -> RoundProblem:
    """Return a round of groups heard unequally, gatekeepers with room for a few asks.

    Each action is for one group, every fifth group is part of another, and asks one or two
    gatekeepers of a fifth as many as there are groups times four. Money and hours pay for about
    two actions in every three groups.
    """
    dice = np.random.default_rng(seed)
    own = dice.integers(groups, size=actions)
    fair = dice.lognormal(4.5, 1.2, groups).clip(3, 2000)
    heard = np.where(dice.random(groups) < UNHEARD, 0.0, fair * dice.beta(2, 3, groups))
    cost = dice.lognormal(4.5, 0.8, actions).clip(5, 900).round()
    hours = dice.lognormal(1.8, 0.5, actions).clip(1, 40).round(1)
    people = (dice.lognormal(0.5, 0.8, actions) * np.sqrt(hours)).clip(0.2, 60).round(2)
    keepers = max(2, groups * 4 // 5)
    use = np.zeros((2 + keepers + groups, actions))
    use[0], use[1] = cost, hours
    for a in range(actions):
        use[2 + dice.integers(keepers, size=2), a] = 1.0
    use[2 + keepers + own, np.arange(actions)] = 1.0
    limit = np.concatenate(
        (
            [cost.mean() * groups * 0.66, hours.mean() * groups * 0.66],
            dice.integers(1, 6, keepers),
            np.full(groups, 3),
        )
    ).astype(float)
    wider = {g: g - 1 for g in range(4, groups, 5)}
    entries = [(a, int(g), float(people[a])) for a, g in enumerate(own)]
    entries += [(a, wider[g], n) for a, g, n in entries if g in wider]
    entries.sort()
    return RoundProblem(
        group=np.array([g for _, g, _ in entries]),
        action=np.array([a for a, _, _ in entries]),
        people=np.array([n for _, _, n in entries]),
        own=own,
        use=use,
        limit=limit,
        heard=heard,
        fair=fair,
        floor=np.zeros(groups),
        fixed=np.zeros(actions, bool),
    )
