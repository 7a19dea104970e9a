"""The next round: what to do, in which order, whom to ask, and who will then have been heard."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isfinite
from types import MappingProxyType

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.choices import ParticipationLevel
from reachmap.model.fields import from_pence
from reachmap.plan.round.answer import Plan
from reachmap.plan.round.choosing import Choice, chosen_plan
from reachmap.plan.round.colleagues import colleagues_of
from reachmap.plan.round.rows import PlannedAction
from reachmap.plan.round.spreading import Spread, check_rounds, outlooks_of, spread
from reachmap.plan.round.terms import Fairness, Terms, terms_of
from reachmap.plan.round.words import words_of_failure
from reachmap.plan.round.working_days import WorkingDays
from reachmap.store import Progress

NO_FLOORS: Mapping[str, float] = MappingProxyType({})


def plan(
    snapshot: Snapshot,
    *,
    budget: float,
    staff_hours: float,
    by: date,
    groups: Collection[str] | None = None,
    level: ParticipationLevel = "engagement",
    fairness: Fairness = "leximin",
    max_asks: int | None = None,
    rounds: int = 1,
    floors: Mapping[str, float] = NO_FLOORS,
    fixed: Collection[str] = (),
    forbidden: Collection[str] = (),
    decided_on: date | None = None,
    time_limit_s: float = 60,
    progress: Progress | None = None,
    as_of: date | None = None,
) -> Plan:
    """Plan the next round: what to do, in which order, whom to ask, who will then be heard.

    An action is a way to a group, a method that suits it, and the venue where it gathers::

        expected[a]  =  people the method can take x response of the group x chance of the way
        cost[a]      =  method + introductions + supports, for everybody who would come
        start[a]     =  day everyone has room + days of the way + the longest of the notice of
                        the method and the days that supports take

    With x[a] 1 for the actions of a plan, E[g] the people it is expected to bring of group g or
    a narrower one, and missing[g] what g lacks of its fair share::

        share[g]  =  (heard[g] + min(E[g], missing[g])) / fair share[g]
        sum over a of cost[a] x[a]   <=  budget
        sum over a of hours[a] x[a]  <=  staff_hours
        asks of each person or body  <=  the room they have, and max_asks
        asks about each group        <=  what it can be asked about in a quarter
        E[g]  >=  floors[g],   x[a] = 1 for fixed and 0 for forbidden actions

    For ``leximin`` the worst share is as great as can be, then the next, and so on [1]_; ties go
    by people, then money. For ``total`` it is the people, each counted for
    the group the action is for, none beyond what their group lacks. A group without a population
    is taken to lack ten people while nobody of it is known, and counts by people alone
    afterwards. The plan is chosen with whole numbers [2]_, from a greedy one; above 20,000
    actions the greedy one is the plan, with a bound. What is planned already counts as heard.

    Supports lift the barriers of a group that the method excludes by; whoever cares for someone
    is offered replacement care wherever people come together.

    Parameters
    ----------
    budget
        Money there is, in the currency of the map, 0 or more.
    staff_hours
        Hours of staff time there are, 0 or more.
    by
        Last day on which an action may take place.
    groups
        Ids or names; every group not known to be heard its share where left out.
    level
        How much say people have: ``engagement``, ``consultation``, ``co-design`` or
        ``co-production``. The last two take methods in which people talk; co-production takes
        ways through a key worker.
    fairness
        ``leximin`` or ``total``.
    max_asks
        Most asks of one person or body in this plan, 1 or more; their room alone where left out.
    rounds
        How many rounds to spread the asks over, one after the other in even parts of the days,
        money and hours; each counts the asks of those before it, so that nobody is worn out.
    floors
        Least people expected of a group, by id or name.
    fixed, forbidden
        Actions that the plan has, or has not, by the name in `PlannedAction.action`.
    decided_on
        Day of the decision: anything but engagement takes place by then.
    time_limit_s
        Seconds after which the best plan so far is returned; so it is on Ctrl-C.
    progress
        A function that hears how many groups are settled.
    as_of
        Day to count from (the map's own, or today, where not given).

    Returns
    -------
    Plan
        What to do by day, and each group before and after. Its `status` says whether it is
        proved; the same input has the same plan then.

    Raises
    ------
    InfeasiblePlan
        If no action is possible, or none keeps to the terms; `relax` is the smallest change of
        each limit that helps.
    UnknownNode
        If no single group goes by a name.
    InputError
        If a number or a day makes no sense, or there is no such action.
    SolverError
        If the solver gives up, or the time is over, before there is any plan.

    Examples
    --------
    >>> from datetime import date
    >>> import reachmap as rm
    >>> round = rm.demo().plan(budget=300, staff_hours=12, by=date(2026, 5, 31), groups=["carers"])
    >>> round.status, (round.cost or 0) <= 300, round.actions[0].group
    ('optimal', True, 'carers')

    References
    ----------
    .. [1] Ogryczak, W. and Śliwiński, T. (2006). On direct methods for lexicographic min-max
       optimization. Computational Science and Its Applications, LNCS 3982, 802-811.
    .. [2] Tsang, A., Wilder, B., Rice, E., Tambe, M. and Zick, Y. (2019). Group-fairness in
       influence maximization. Proceedings of IJCAI 2019, 5997-6005.
    """
    now = snapshot.on(as_of)
    terms = terms_of(
        now,
        budget=budget,
        staff_hours=staff_hours,
        by=by,
        groups=groups,
        level=level,
        fairness=fairness,
        max_asks=max_asks,
        floors=floors,
        fixed=fixed,
        forbidden=forbidden,
        decided_on=decided_on,
        time_limit_s=time_limit_s,
    )
    check_rounds(rounds, terms, now.day)
    if rounds == 1:
        return _answer(chosen_plan(now, terms, progress), terms.fairness, level)
    every = spread(now, terms, rounds=rounds, level=level, progress=progress)
    return _answer_of_rounds(every, terms, level)


def _answer_of_rounds(every: Spread, terms: Terms, level: ParticipationLevel) -> Plan:
    """Return the answer of several rounds: whatever they choose, and each group after the last."""
    first, last = every.rounds[0], every.rounds[-1]
    worst = max(every.rounds, key=lambda choice: choice.chosen.gap)
    unproved = (each for each in every.rounds if each.chosen.status != "optimal")
    status = next(unproved, last).chosen.status
    actions = tuple(action for choice in every.rounds for action in choice.actions)
    one = replace(
        first,
        chosen=replace(worst.chosen, status=status),
        actions=actions,
        groups=outlooks_of(every.rounds),
        buys=(),
        short=(),
        price=None,
        budget=from_pence(terms.budget),
        staff_hours=terms.staff_hours,
        by=terms.by,
        missing=(*first.missing, *every.missing),
        failure=next(filter(None, (each.failure for each in every.rounds)), ""),
    )
    answer = _answer(one, terms.fairness, level)
    return answer.model_copy(update={"rounds": tuple(choice.by for choice in every.rounds)})


def _answer(choice: Choice, fairness: Fairness, level: ParticipationLevel) -> Plan:
    actions: Sequence[PlannedAction] = choice.actions
    days = WorkingDays(choice.public_holidays)
    return Plan(
        actions=tuple(actions),
        colleagues=colleagues_of(actions, days, choice.made_on),
        asking=choice.asking,
        resting=choice.resting,
        groups=choice.groups,
        status=choice.chosen.status,
        fairness=fairness,
        level=level,
        objective=choice.chosen.objective,
        bound=choice.chosen.bound if isfinite(choice.chosen.bound) else None,
        gap=choice.chosen.gap if isfinite(choice.chosen.bound) else None,
        settled=choice.chosen.settled if fairness == "leximin" else None,
        price_of_fairness=choice.price,
        buys=choice.buys,
        short=choice.short,
        budget=choice.budget,
        cost=round(sum(action.cost for action in actions), 2),
        staff_hours=choice.staff_hours,
        hours=round(sum(action.staff_hours for action in actions), 6),
        by=choice.by,
        made_on=choice.made_on,
        public_holidays=choice.public_holidays,
        holidays_are_known=days.knows_holidays,
        currency=choice.currency,
        missing=(*choice.missing, *words_of_failure(choice.failure)),
    )
