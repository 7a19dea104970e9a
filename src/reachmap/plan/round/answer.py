"""The next round as an answer: what to do when, and who would then be heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal

from reachmap.model.answer import Answer, Row
from reachmap.model.assumptions import NOT_KNOWN
from reachmap.model.choices import ParticipationLevel
from reachmap.model.fields import COUNT, ORGANISATION, PUBLIC, Amount, Record
from reachmap.model.stakeholders import StakeholderMap
from reachmap.plan.round.committing import rows_to_commit
from reachmap.plan.round.diary import calendar_of, letter_and_note_of
from reachmap.plan.round.opening_words import (
    asked_at_once,
    words_of_choice,
    words_of_colleagues,
    words_of_holidays,
    words_of_rounds,
    words_of_short,
    words_of_start,
)
from reachmap.plan.round.problem import SLACK
from reachmap.plan.round.rows import (
    AskingAction,
    Colleague,
    GroupOutlook,
    MoreBuys,
    PlannedAction,
    Resting,
    Short,
)
from reachmap.plan.round.terms import Fairness
from reachmap.plan.round.words import (
    SENTENCES,
    STAFF_HOUR,
    count_of_hours,
    words_of_action,
    words_of_asking,
    words_of_colleague,
    words_of_groups,
    words_of_hours,
    words_of_more,
    words_of_price,
    words_of_proof,
    words_of_rest,
    words_of_supports,
)
from reachmap.words import (
    FOR_TEAM,
    USUAL_CURRENCY,
    words_of_count,
    words_of_day,
    words_of_expected,
    words_of_money,
)


class Plan(Answer):
    """The next round: what to do when, and who would then be heard."""

    row: ClassVar[type[Row]] = PlannedAction

    actions: Annotated[tuple[PlannedAction, ...], ORGANISATION] = ()
    """What to do, in the order of the days to ask."""

    colleagues: Annotated[tuple[Colleague, ...], ORGANISATION] = ()
    """Colleagues to speak to before those whom they know are asked, in the order of days."""

    asking: Annotated[tuple[AskingAction, ...], COUNT] = ()
    """What to ask on the sign-in sheets of sittings that take place anyway."""

    resting: Annotated[tuple[Resting, ...], ORGANISATION] = ()
    """Who has been asked as often as they can manage, and is not asked before they have room."""

    groups: Annotated[tuple[GroupOutlook, ...], COUNT] = ()
    """The groups planned for, those heard least first, before and after."""

    status: Annotated[Literal["optimal", "time limit", "stopped", "greedy"], PUBLIC] = "optimal"
    """Whether the plan is proved to be the best."""

    fairness: Annotated[Fairness, PUBLIC] = "leximin"
    """What makes a plan good."""

    level: Annotated[ParticipationLevel, PUBLIC] = "engagement"
    """How much say people have."""

    objective: Annotated[float | None, COUNT] = None
    """Share of its fair share by which the worst served is heard, of those whom actions reach; of
    a plan that is not proved, at the first place in the order that is not. Of ``total`` people."""

    bound: Annotated[float | None, COUNT] = None
    """No plan has more than this there; blank where that is not known."""

    gap: Annotated[float | None, COUNT] = None
    """How much better a plan might be there, as a part of the bound; blank without one."""

    settled: Annotated[int | None, COUNT] = None
    """How many groups, those served worst, no plan serves better: that is proved. Of groups after
    the next nothing is proved but that."""

    price_of_fairness: Annotated[float | None, COUNT] = None
    """People whom a plan for the most people would bring more."""

    buys: Annotated[tuple[MoreBuys, ...], ORGANISATION] = ()
    """What a little more of each limit would buy on top of the plan."""

    short: Annotated[tuple[Short, ...], ORGANISATION] = ()
    """What keeps further actions out; empty where neither does, and of several rounds."""

    budget: Annotated[Amount | None, ORGANISATION] = None
    """Money there is, in the currency of the map."""

    cost: Annotated[Amount | None, ORGANISATION] = None
    """Money the plan takes."""

    staff_hours: Annotated[float | None, ORGANISATION] = None
    """Hours there are."""

    hours: Annotated[float | None, ORGANISATION] = None
    """Hours the plan takes."""

    by: Annotated[date | None, PUBLIC] = None
    """Last day on which an action may take place."""

    rounds: Annotated[tuple[date, ...], PUBLIC] = ()
    """Last day of each round, where there are several."""

    made_on: Annotated[date | None, PUBLIC] = None
    """Day that the plan counts from."""

    public_holidays: Annotated[str, PUBLIC] = NOT_KNOWN
    """Whose public holidays are left out, as GB-ENG."""

    holidays_are_known: Annotated[bool, PUBLIC] = False
    """Whether these are left out; else the package that knows them is not here, or nothing says
    whose they are."""

    currency: Annotated[str, PUBLIC] = USUAL_CURRENCY
    """Currency of every cost."""

    @property
    def expected(self) -> float:
        """People that the plan is expected to bring, each counted for the group it is for."""
        return sum(action.expected for action in self.actions)

    def rows(self) -> tuple[PlannedAction, ...]:
        """Return what to do, in the order of the days to ask."""
        return self.actions

    @property
    def steps(self) -> tuple[PlannedAction | Colleague, ...]:
        """What to do in the order of days, a talk with a colleague before the asks of its day."""
        return tuple(sorted((*self.colleagues, *self.actions), key=lambda step: step.ask_by))

    def listed(self) -> tuple[Row, ...]:
        """Return what to do as a table has it: the actions, and the talks before them."""
        return self.steps

    def brief(self) -> str:
        """Return what to say to each person who is asked first, a letter each; for internal use."""
        return "\n\n".join(filter(None, map(letter_and_note_of, asked_at_once(self.actions))))

    def rows_for(self, stakeholders: StakeholderMap) -> Mapping[str, Sequence[Record]]:
        """Return the planned activities and asks that it adds to a map, by table."""
        taken = {node.id for node in stakeholders.nodes()}
        made_on = self.made_on or date.min
        return rows_to_commit(self.actions, made_on=made_on, level=self.level, taken=taken)

    def to_ics(self) -> bytes:
        """Return the days to ask, and those of what follows, as a calendar file.

        Raises
        ------
        RenderError
            If icalendar is not installed (``pip install 'reachmap[calendar]'``).
        """
        made_on = self.made_on or date.min
        return calendar_of(self.steps, currency=self.currency, made_on=made_on)

    def sentences(self) -> tuple[str, ...]:
        """Return what to do in the order of days, what is left out, and what more would buy."""
        return (*self._opening(), *map(self._words_of_step, self.steps), *self._ending())

    def footnotes(self) -> tuple[str, ...]:
        """Return what the list of actions cannot say: where to start, who rests, who is left."""
        return (*self._opening(), *self._ending())

    def _words_of_step(self, step: PlannedAction | Colleague) -> str:
        return (
            words_of_colleague(step)
            if isinstance(step, Colleague)
            else words_of_action(step, self.currency)
        )

    def in_brief(self) -> tuple[str, ...]:
        """Return what the plan comes to, and what keeps further actions out of it."""
        return tuple(self._totals())

    def _totals(self) -> Iterator[str]:
        if not self.is_for_team or self.by is None:
            yield FOR_TEAM
            return
        yield SENTENCES["opening"].format(
            actions=words_of_count(len(self.actions), "action"),
            cost=words_of_money(self.cost or 0.0, self.currency),
            budget=words_of_money(self.budget or 0.0, self.currency),
            hours=words_of_hours(self.hours or 0.0),
            staff_hours=count_of_hours(self.staff_hours or 0.0),
            by=words_of_day(self.by),
            people=words_of_expected(self.expected),
        )
        if self.actions:
            yield from words_of_short(self.short, dict(self._left_over()))

    def _left_over(self) -> Iterator[tuple[Short, str]]:
        """Yield the money and hours that the plan leaves of a budget that was given."""
        money = (self.budget or 0.0) - (self.cost or 0.0)
        hours = (self.staff_hours or 0.0) - (self.hours or 0.0)
        if money >= 0.01:  # noqa: PLR2004  a penny
            yield "money", words_of_money(money, self.currency)
        if hours >= 0.1 - SLACK:
            yield "staff hours", count_of_hours(hours, STAFF_HOUR)

    def _opening(self) -> Iterator[str]:
        first, *short = self._totals()
        yield first
        if not self.is_for_team or self.by is None:
            return
        if self.actions:
            yield from words_of_choice(self.groups, self.fairness)
        yield from short
        yield from words_of_rounds(self.actions, self.rounds)
        yield from words_of_start(self.actions)
        yield from words_of_colleagues(self.colleagues)
        if self.actions:
            yield words_of_holidays(self.public_holidays, are_known=self.holidays_are_known)

    def _ending(self) -> Iterator[str]:
        if not self.is_for_team or self.by is None:
            return
        yield from words_of_supports(self.actions)
        yield words_of_rest(self.resting)
        if self.actions:
            yield from (SENTENCES[key] for key in ("tools", "addresses", "record"))
        yield from map(words_of_asking, self.asking)
        if self.level == "co-production":
            yield SENTENCES["level_co_production"]
        yield from words_of_groups(self.groups)
        yield from (words_of_more(each, self.short) for each in self.buys)
        yield from words_of_price(self.price_of_fairness)
        yield from self._proof()

    def _proof(self) -> tuple[str, ...]:
        if self.status == "optimal" and self.rounds:
            return (SENTENCES["optimal_rounds"],)
        if self.status == "optimal":
            return (SENTENCES["optimal_people" if self.fairness == "total" else "optimal"],)
        settled, objective, bound = self.settled, self.objective or 0.0, self.bound
        return tuple(words_of_proof(self.status, settled=settled, objective=objective, bound=bound))
