"""A panel drawn by lot: fair chances within quotas, and rest for those asked too often."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

import numpy as np

from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import InfeasiblePlan
from reachmap.model.answer import Answer, Row
from reachmap.model.arguments import check_seed
from reachmap.model.fields import ORGANISATION, PUBLIC
from reachmap.plan.panel.draw import Lottery
from reachmap.plan.panel.leximin import leximin
from reachmap.plan.panel.pool import Types, known_people
from reachmap.plan.panel.quotas import Range, quotas_by_group, smallest_change
from reachmap.plan.panel.rows import DrawRecord, PersonChance, Quota, Seat
from reachmap.plan.panel.seats import alternates, draw_people
from reachmap.plan.panel.words import MISSING, REFUSALS, words_of_draw, words_of_shortage


class Panel(Answer):
    """A panel drawn by lot."""

    row: ClassVar[type[Row]] = Seat

    seats: Annotated[tuple[Seat, ...], ORGANISATION]
    """The seats, by the id of the person drawn."""

    people: Annotated[tuple[PersonChance, ...], ORGANISATION]
    """Everybody in the pool, by id."""

    record: Annotated[DrawRecord, PUBLIC]
    """How it was drawn."""

    @property
    def selected(self) -> tuple[str, ...]:
        """Ids of those drawn, sorted."""
        return tuple(seat.person for seat in self.seats if seat.person is not None)

    @property
    def chances(self) -> dict[str, float]:
        """Chance of being drawn of everybody in the pool, by id."""
        return {
            row.person: row.chance
            for row in self.people
            if row.person is not None and row.chance is not None
        }

    @property
    def min_chance(self) -> float | None:
        """Least chance of anybody in the pool."""
        return self.record.min_chance

    @property
    def alternates(self) -> dict[str, tuple[str, ...]]:
        """For each person drawn, who could take the seat, in the order in which to ask."""
        return {seat.person: seat.alternates for seat in self.seats if seat.person is not None}

    def rows(self) -> tuple[Seat, ...]:
        """Return the seats."""
        return self.seats

    def sentences(self) -> tuple[str, ...]:
        """Return how it was drawn, in words to be read out; they name no one."""
        return words_of_draw(self.record)


def panel(
    snapshot: Snapshot,
    *,
    size: int,
    quotas: Mapping[str, Range] | None = None,
    seed: int = 0,
    rest: bool = True,
    as_of: date | None = None,
) -> Panel:
    """Draw a panel by lot from the voices and champions we know.

    Whoever came so far only as staff or facilitator is left out; a voice of whom no coming is
    on record is not.

    Chances over weights are leximin: the least is as great as can be, then the next, and so on
    (`reachmap.plan.panel.leximin` has the formulation)::

        chance[person] / weight[person]  as even as the quotas allow
        weight[person]  =  panel_weight ^ (panels they sat on before)

    where `panel_weight`, an assumption of the map, is a half unless it was changed: seats go
    round over the years and not only within one draw.

    Parameters
    ----------
    size
        Seats, 1 or more.
    quotas
        Fewest and most seats by id or name of a group; whoever is of a narrower group counts.
        By lot alone where left out.
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

    Examples
    --------
    >>> import reachmap as rm
    >>> drawn = rm.demo().panel(size=4, quotas={"carers": (1, 2)})
    >>> len(drawn.selected), drawn.record.quotas[0].drawn, round(drawn.min_chance or 0, 3)
    (4, 1, 0.012)

    References
    ----------
    .. [1] Flanigan, B., Gölz, P., Gupta, A., Hennig, B. and Procaccia, A. D. (2021). Fair
       algorithms for selecting citizens' assemblies. Nature 596, 548-552.
    """
    check_seed(seed)
    now = snapshot.on(as_of)
    outline, day = now.outline, now.day
    limits = quotas_by_group(outline, quotas or {}, size=size)
    known = known_people(now, rest=rest)
    pool, resting, staff = known.pool, known.resting, known.staff
    if len(pool) < size:
        why, relax = words_of_shortage(size, len(pool), len(resting), staff=len(staff))
        raise InfeasiblePlan(why, (relax,))
    types = Types.of(pool, limits, outline.assumptions, size=size)
    lottery = leximin(types.draw)
    if lottery is None:
        names = [outline.node(group).name for group in limits]
        why = REFUSALS["quotas"].format(size=size)
        raise InfeasiblePlan(why, smallest_change(types.draw, names))
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
        rested=len(resting),
        staff=len(staff),
        sat_before=sum(person.panels > 0 for person in pool),
    )
    return _answer(types, lottery, terms)


def _answer(types: Types, lottery: Lottery, terms: DrawRecord) -> Panel:
    dice = np.random.default_rng(terms.seed)
    seats = draw_people(lottery, types.members, dice)
    others = alternates(seats, types.member, types.draw, dice)
    each = np.empty(len(types.pool))
    for members, share in zip(types.members, lottery.expected() / types.draw.people, strict=True):
        each[[*members]] = round(float(share), 9)
    ids = [person.id for person in types.pool]
    quotas = tuple(
        quota.model_copy(update={"pool": int(line.sum()), "drawn": int(line[seats].sum())})
        for quota, line in zip(terms.quotas, types.member, strict=True)
    )
    return Panel(
        seats=tuple(
            Seat(
                seat=number,
                person=ids[person],
                groups=tuple(
                    quota.name
                    for quota, line in zip(terms.quotas, types.member, strict=True)
                    if line[person]
                ),
                chance=float(each[person]),
                alternates=tuple(ids[other] for other in others[person]),
            )
            for number, person in enumerate(seats, 1)
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
        missing=(MISSING,),
    )
