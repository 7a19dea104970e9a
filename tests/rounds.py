"""Small made-up rounds, and the slow obvious ways to plan them."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import numpy as np

import reachmap as rm
from builders import AS_OF, came, desk, heads
from reachmap.plan.round.answer import Plan
from reachmap.plan.round.problem import Bools, RoundProblem

BY = date(2026, 6, 30)
FAIR = rm.Activity(
    id="fair", name="Fair", date=date(2026, 3, 1), attended=100, records=("carers", "students")
)


def made_up(seed: int, *, actions: int = 10, groups: int = 4, floors: bool = False) -> RoundProblem:
    """Return a round with money, hours, and two people who can be asked a few times."""
    dice = np.random.default_rng(seed)
    own = dice.integers(groups, size=actions)
    entries = [(a, int(g), float(dice.integers(1, 60)) / 4) for a, g in enumerate(own)]
    # Group 0 is the wider group of group 1.
    entries += [(a, 0, people) for a, g, people in entries if g == 1]
    entries.sort()
    use = np.stack(
        (
            dice.integers(0, 20, actions) * 5.0,
            dice.integers(1, 10, actions) / 2,
            dice.integers(0, 2, actions),
            dice.integers(0, 2, actions),
        )
    )
    limit = np.array([*(use[:2].sum(axis=1) * dice.uniform(0.1, 0.7, 2)).round(), 2.0, 3.0])
    fair = dice.integers(5, 60, groups).astype(float)
    if groups > 2:
        fair[2] = np.nan
    fixed = np.zeros(actions, bool)
    floor = np.zeros(groups)
    if floors:
        floor[own[0]] = entries[0][2]
        fixed[dice.integers(actions)] = True
    return RoundProblem(
        group=np.array([g for _, g, _ in entries]),
        action=np.array([a for a, _, _ in entries]),
        people=np.array([people for _, _, people in entries]),
        own=own,
        use=use,
        limit=limit,
        heard=np.where(dice.random(groups) < 0.5, 0.0, dice.integers(0, 30, groups)).astype(float),
        fair=fair,
        floor=floor,
        fixed=fixed,
    )


def keeps(problem: RoundProblem, plan: tuple[bool, ...]) -> bool:
    """Return whether a plan keeps to every limit: said again in plain loops."""
    taken = [a for a, chosen in enumerate(plan) if chosen]
    for use, limit in zip(problem.use.tolist(), problem.limit.tolist(), strict=True):
        if sum(use[a] for a in taken) > limit + 1e-6:
            return False
    rows = list(zip(problem.group.tolist(), problem.action.tolist(), problem.people, strict=True))
    for g, floor in enumerate(problem.floor.tolist()):
        if sum(people for group, a, people in rows if group == g and plan[a]) < floor - 1e-6:
            return False
    return all(plan[a] for a in np.flatnonzero(problem.fixed).tolist())


def sorted_shares(problem: RoundProblem, plan: tuple[bool, ...]) -> list[float]:
    """Return the shares of all groups within fairness that are not fairly heard, worst first."""
    rows = list(zip(problem.group.tolist(), problem.action.tolist(), problem.people, strict=True))
    touched = {g for g, _, _ in rows}
    shares = []
    for g, fair in enumerate(problem.fair.tolist()):
        heard = float(problem.heard[g])
        if fair == fair and heard < fair and g in touched:  # noqa: PLR0124  not a number
            brought = sum(float(people) for group, a, people in rows if group == g and plan[a])
            shares.append((heard + min(brought, fair - heard)) / fair)
    return sorted(shares)


def people_of(problem: RoundProblem, plan: tuple[bool, ...]) -> float:
    """Return the people of the groups that actions are for, of none more than it misses."""
    total = 0.0
    for g, fair in enumerate(problem.fair.tolist()):
        own = sum(
            float(problem.people[n])
            for n in range(len(problem.people))
            if problem.group[n] == g
            and problem.own[problem.action[n]] == g
            and plan[problem.action[n]]
        )
        missing = max(0.0, fair - float(problem.heard[g])) if fair == fair else own  # noqa: PLR0124
        total += min(own, missing)
    return total


def all_plans(problem: RoundProblem) -> list[tuple[bool, ...]]:
    """Return every plan that keeps to the limits."""
    return [p for p in product((False, True), repeat=problem.actions) if keeps(problem, p)]


def as_plan(chosen: Bools) -> tuple[bool, ...]:
    """Return a plan as its actions, taken or not."""
    return tuple(chosen.tolist())


def asks(*rows: tuple[str, str, int]) -> rm.Ledger[rm.Ask]:
    """Return asks of (to, group, days ago) by the team."""
    return rm.Ledger.of(
        rm.Ask,
        [
            rm.Ask.model_validate(
                {"date": AS_OF - timedelta(ago), "from": "team", "to": to, "group": group}
            )
            for to, group, ago in rows
        ],
    )


def links(*rows: tuple[str, str, str]) -> list[rm.Link]:
    """Return links that work one time of two."""
    return [
        rm.Link.model_validate(
            {"from": a, "type": t, "to": b, "chance": 0.5, "last_contact": AS_OF}
        )
        for a, t, b in rows
    ]


def village(**changes: Any) -> rm.ReachMap:
    """Return a town whose carers are known through a nurse, students through a club."""
    tables: dict[str, Any] = {
        "activities": [FAIR],
        "attendance": came(("v1", "fair")),
        "turnout": heads(("fair", "students", 5)),
        "groups": [
            rm.Group(id="carers", name="Carers", population=200, barriers=("caring",)),
            rm.Group(id="students", name="Students", population=300),
            rm.Group(id="veterans", name="Veterans", population=50),
        ],
        "organisations": [
            rm.Organisation(id="team", name="Engagement team", team=True),
            rm.Organisation(id="club", name="Youth club", capacity=3),
        ],
        "workers": [rm.KeyWorker(id="nurse", name="District nurse", capacity=2)],
        "venues": [rm.Venue(id="hall", name="Village hall", accessible=True)],
        "links": links(
            ("team", "KNOWS", "nurse"),
            ("nurse", "TRUSTED_BY", "carers"),
            ("team", "KNOWS", "club"),
            ("club", "TRUSTED_BY", "students"),
            ("hall", "GATHERS", "carers"),
        ),
    }
    return desk(**(tables | changes))


def next_round(here: rm.ReachMap, **changes: Any) -> Plan:
    """Return a plan with money and hours for a few actions."""
    terms: dict[str, Any] = {"budget": 1000, "staff_hours": 20, "by": BY}
    return here.plan(**(terms | changes))


def best_of_all(problem: RoundProblem, *, total: bool) -> tuple[list[float], float, float] | None:
    """Return the sorted shares, the people and the money of the best of all plans; None if none."""
    count, groups = problem.actions, problem.groups
    plans = (np.arange(2**count)[:, None] >> np.arange(count) & 1).astype(bool)
    brings = np.zeros((count, groups))
    np.add.at(brings, (problem.action, problem.group), problem.people)
    people = plans @ brings
    within = (plans @ problem.use.T <= problem.limit + 1e-6).all(axis=1)
    enough = (people >= problem.floor - 1e-6).all(axis=1) & plans[:, problem.fixed].all(axis=1)
    plans, people = plans[within & enough], people[within & enough]
    if not len(plans):
        return None
    lacking = np.maximum(problem.fair - problem.heard, 0.0)
    counted = (lacking > 0) & (brings.sum(axis=0) > 0)
    after = problem.heard + np.minimum(people, lacking)
    shares = np.sort((after / problem.fair)[:, counted], axis=1)
    own = np.where(np.arange(groups) == problem.own[:, None], brings, 0.0)
    most = np.where(np.isnan(lacking), np.inf, lacking)
    came = np.minimum(plans @ own, most).sum(axis=1).round(5)
    money = plans @ problem.use[0]
    keys = [came, -money] if total else [*shares.round(5).T, came, -money]
    best = np.lexsort(keys[::-1])[-1]
    return shares[best].tolist(), float(came[best]), float(money[best])


def covered(seed: int, *, people: int = 90, seeds: int = 8) -> RoundProblem:
    """Return whom to ask in a made-up network, so that their neighbours of their group are heard.

    Communities of very unequal sizes hold together, two regions hold the communities: as the
    networks on which fair and plain ways to spread news are compared. Only so many may be asked.
    """
    dice = np.random.default_rng(seed)
    community = np.sort(dice.choice(5, people, p=[0.45, 0.25, 0.15, 0.1, 0.05]))
    chance = np.where(community[:, None] == community, 0.12, 0.01)
    linked = np.triu(dice.random((people, people)) < chance, 1)
    same = (linked | linked.T) & (community[:, None] == community)
    reached = 1 + 0.5 * same.sum(axis=1)
    region = 5 + (community > 1)
    size = np.bincount([*community, *region], minlength=7).astype(float)
    return RoundProblem(
        group=np.stack((community, region), axis=1).ravel(),
        action=np.repeat(np.arange(people), 2),
        people=np.repeat(reached, 2),
        own=community,
        use=np.stack((np.ones(people), np.full(people, 0.5))),
        limit=np.array([float(seeds), float(seeds)]),
        heard=np.zeros(7),
        fair=np.maximum(size, 1),
        floor=np.zeros(7),
        fixed=np.zeros(people, bool),
    )
