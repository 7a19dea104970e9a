"""A panel drawn by lot: fair chances within quotas, and rest for those asked too often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import InfeasiblePlan
from reachmap.model.assumptions import Assumptions
from reachmap.plan.panel.draw import Bools, Draw, Lottery
from reachmap.plan.panel.leximin import leximin
from reachmap.plan.panel.quotas import Range, checked_quotas, smallest_change
from reachmap.plan.panel.rows import DrawRecord, Panel, PersonChance, Quota, Seat
from reachmap.plan.panel.seats import alternates, drawn_from
from reachmap.store.counts import Person
from reachmap.words import words_of_people


def panel(
    snapshot: Snapshot,
    *,
    size: int,
    quotas: Mapping[str, Range],
    seed: int = 0,
    rest: bool = True,
    as_of: date | None = None,
) -> Panel:
    """Draw a panel by lot from the voices and champions we know.

    Chances over weights are leximin: the least is as great as can be, then the next, and so
    on. A person's weight is halved (``panel_weight``) for each panel they sat on before, so
    that seats go round over the years and not only within one draw. `panel_leximin` has the
    formulation.

    Parameters
    ----------
    size
        Seats, 1 or more.
    quotas
        Fewest and most seats by id or name of a group; whoever is of a narrower group counts.
    seed
        Of the draw: the same seed gives the same panel.
    rest
        Whether to leave out whoever was asked beyond capacity in the last quarter, or sat
        on a panel within the days of rest.
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    Panel
        Seats, chances, alternates, and how it was drawn.

    Raises
    ------
    InfeasiblePlan
        If too few people can be drawn, or no panel keeps to the quotas; `relax` is the
        smallest change that helps.
    UnknownNode
        If no single group goes by a name.
    InputError
        If the size or a quota makes no sense.

    References
    ----------
    .. [1] Flanigan, B., Gölz, P., Gupta, A., Hennig, B. and Procaccia, A. D. (2021). Fair
       algorithms for selecting citizens' assemblies. Nature 596, 548-552.
    """
    now = snapshot.on(as_of)
    outline, day = now.outline, now.day
    limits = checked_quotas(outline, quotas, size=size)
    pool, rested = _pool(now, rest=rest)
    if len(pool) < size:
        raise _too_few(size, len(pool), len(rested))
    types = _types(pool, limits, outline.assumptions, size=size)
    lottery = leximin(types.draw)
    if lottery is None:
        names = [outline.node(group).name for group in limits]
        message = f"no panel of {size} keeps to all of these quotas"
        raise InfeasiblePlan(message, smallest_change(types.draw, names))
    terms = DrawRecord(
        size=size,
        seed=seed,
        drawn_on=day,
        rest=rest,
        rest_days=outline.assumptions.rest_days,
        panel_weight=outline.assumptions.panel_weight,
        quotas=tuple(
            Quota(group=group, name=outline.node(group).name, low=low, high=high)
            for group, (low, high) in limits.items()
        ),
        pool=len(pool),
        rested=len(rested),
        sat_before=sum(person.panels > 0 for person in pool),
    )
    return _answer(types, lottery, terms)


def _pool(snapshot: Snapshot, *, rest: bool) -> tuple[list[Person], list[Person]]:
    """Return who can be drawn, and who rests."""
    assumed, day = snapshot.assumptions, snapshot.day
    champions = {champion.id: champion for champion in snapshot.outline.champions}
    pool: list[Person] = []
    rested: list[Person] = []
    for person in snapshot.store.people(after=day - timedelta(assumed.quarter_days), as_of=day):
        champion = champions.get(person.id)
        if champion is not None and champion.until is not None and champion.until < day:
            continue
        capacity = champion.capacity if champion is not None else None
        most = assumed.assumed_capacity if capacity is None else capacity
        last = person.last_panel
        sat = last is not None and (day - last).days < assumed.rest_days
        (rested if rest and (person.load > most or sat) else pool).append(person)
    return pool, rested


def _too_few(size: int, pool: int, rested: int) -> InfeasiblePlan:
    if not pool and rested:
        message = f"all {words_of_people(rested)} we know rest, as we have asked a lot of them"
        return InfeasiblePlan(message, ("Let them rest, and look for people not yet asked",))
    if not pool:
        message = "the map knows no voice or champion who could be drawn"
        return InfeasiblePlan(message, ("Add them to the tables voices and champions",))
    resting = f", while {words_of_people(rested)} rest" if rested else ""
    verb = "is" if pool == 1 else "are"
    message = f"a panel of {size} is wanted, and {words_of_people(pool)} {verb} there to draw from"
    return InfeasiblePlan(message + resting, (f"Draw a panel of {pool} instead of {size}",))


@dataclass(frozen=True, eq=False)
class _Types:
    """The pool, with people alike in every quota and in past panels merged.

    `member` is of shape (groups, pool), `members` lists who of the pool is of each type.
    """

    draw: Draw
    pool: Sequence[Person]
    member: Bools
    members: Sequence[Sequence[int]]


def _types(
    pool: Sequence[Person], limits: Mapping[str, Range], assumed: Assumptions, *, size: int
) -> _Types:
    member = np.array([[g in person.groups for person in pool] for g in limits], bool)
    member = member.reshape(len(limits), len(pool))
    alike: dict[tuple[bytes, int], list[int]] = {}
    for place, person in enumerate(pool):
        alike.setdefault((member[:, place].tobytes(), person.panels), []).append(place)
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
    return _Types(draw, pool, member, [alike[key] for key in order])


def _answer(types: _Types, lottery: Lottery, terms: DrawRecord) -> Panel:
    dice = np.random.default_rng(terms.seed)
    seats = drawn_from(lottery, types.members, dice)
    others = alternates(seats, types.member, types.draw, dice)
    each = np.empty(len(types.pool))
    for members, share in zip(types.members, lottery.expected() / types.draw.people, strict=True):
        each[[*members]] = round(float(share), 9)
    names = [quota.name for quota in terms.quotas]
    ids = [person.id for person in types.pool]
    quotas = tuple(
        quota.model_copy(update={"pool": int(line.sum()), "drawn": int(line[seats].sum())})
        for quota, line in zip(terms.quotas, types.member, strict=True)
    )
    return Panel(
        seats=tuple(
            Seat(
                seat=number,
                person=ids[place],
                groups=tuple(n for n, line in zip(names, types.member, strict=True) if line[place]),
                chance=float(each[place]),
                alternates=tuple(ids[other] for other in others[place]),
            )
            for number, place in enumerate(seats, 1)
        ),
        people=tuple(
            PersonChance(person=person.id, chance=float(chance), panels=person.panels)
            for person, chance in zip(types.pool, each, strict=True)
        ),
        record=terms.model_copy(
            update={
                "quotas": quotas,
                "min_chance": float(each.min()),
                "max_chance": float(each.max()),
            }
        ),
        missing=("Only people on the map can be drawn; who is not yet known has no chance.",),
    )
