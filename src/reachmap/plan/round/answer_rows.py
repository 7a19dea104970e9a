"""From a chosen plan to the rows of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from reachmap.analysis.routes.brief import Request
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.fields import from_pence
from reachmap.model.hierarchy import wider_groups
from reachmap.plan.round.building import Targets
from reachmap.plan.round.candidates import AWAY, Candidate, Candidates
from reachmap.plan.round.contacts import contact_of
from reachmap.plan.round.outlook import ends_of, people_drawn
from reachmap.plan.round.problem import SLACK, Bools, Floats, RoundProblem
from reachmap.plan.round.reasons import Comparison, first_asked
from reachmap.plan.round.relaxation import rounded_up
from reachmap.plan.round.room import Room
from reachmap.plan.round.rows import CostItem, GroupOutlook, PlannedAction
from reachmap.plan.round.terms import Terms
from reachmap.plan.round.words import (
    STAFF_HOUR,
    TAKES,
    count_of_hours,
    words_of_contact,
    words_of_items,
    words_of_purpose,
    words_of_step,
    words_of_why,
)
from reachmap.plan.round.working_days import WorkingDays, working_days
from reachmap.words import (
    join_names,
    within_sentence,
    words_of_count,
    words_of_day,
    words_of_expected,
    words_of_money,
)


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of one plan."""

    snapshot: Snapshot
    targets: Targets
    every: Candidates
    comparison: Comparison
    terms: Terms
    room: Room

    @property
    def actions(self) -> Sequence[Candidate]:
        """The actions there are."""
        return self.comparison.actions

    @property
    def problem(self) -> RoundProblem:
        """The arrays of the plan."""
        return self.comparison.problem

    @property
    def chosen(self) -> Bools:
        """Which actions are chosen."""
        return self.comparison.chosen

    @cached_property
    def numbers(self) -> list[int]:
        """The chosen actions, by the day to ask, those that can wait least first, and id."""
        chosen: list[int] = np.flatnonzero(self.chosen).tolist()
        return sorted(
            chosen,
            key=lambda a: (
                self.actions[a].ask_from,
                self._latest(self.actions[a]),
                self.actions[a].id,
            ),
        )

    @cached_property
    def _days(self) -> WorkingDays:
        return working_days(self.snapshot)

    @cached_property
    def _drawn(self) -> Floats:
        return people_drawn(self.snapshot, [self.actions[a] for a in self.numbers])

    @cached_property
    def outlooks(self) -> tuple[GroupOutlook, ...]:
        """Return how each group is heard before and after."""
        wider = wider_groups(self.snapshot.outline.groups)
        expected = self.problem.expected(self.chosen)
        rows = []
        for number, group in enumerate(self.targets.groups):
            mine = [
                row
                for row, a in enumerate(self.numbers)
                if group.id in {self.actions[a].group.id, *wider[self.actions[a].group.id]}
            ]
            before = float(self.targets.heard[number])
            low, high = ends_of(self._drawn[mine].sum(axis=0, keepdims=True))[0].tolist()
            fair = float(self.targets.fair[number])
            after = before + float(expected[number])
            takes, lacks = ("", "") if mine else self._takes(number)
            known = fair == fair  # noqa: PLR0124  not a number outside fairness
            rows.append(
                GroupOutlook(
                    group=group.id,
                    name=group.name,
                    population=group.population,
                    fair_share=fair if known else None,
                    before=before,
                    expected=float(expected[number]),
                    after=after,
                    low=min(before + low, after),
                    high=max(before + high, after),
                    share_before=min(before / fair, 1.0) if known else None,
                    share_after=min(after / fair, 1.0) if known else None,
                    assumed_share=self.targets.is_assumed(number),
                    is_recorded=self.targets.rows[number].status != "not-recorded",
                    takes=takes,
                    lacks=lacks,
                )
            )
        return tuple(rows)

    def _takes(self, number: int) -> tuple[str, str]:
        """Return what it would take to reach a group that the plan leaves out, and its code."""
        group = self.targets.groups[number]
        if self.problem.missing[number] <= SLACK:
            return _lacking("heard")
        if group.id in self.every.without:
            return _lacking(self.every.without[group.id])
        mine = [a for a, each in enumerate(self.actions) if each.group.id == group.id]
        if not mine:
            later = [each for each in self.every.actions if each.group.id == group.id]
            first = min(later, key=lambda each: (each.start_from, each.id))
            return _lacking(
                "late",
                method=within_sentence(first.method.name),
                day=words_of_day(first.start_from),
                days=words_of_count((first.start_from - self.terms.by).days, "day"),
            )
        use, limit = self.problem.use, self.problem.limit
        left = limit - use[:, self.chosen].sum(axis=1)
        with_room = [a for a in mine if (use[2:, a] <= left[2:]).all()]
        if not with_room:
            return _lacking("room")
        best = min(with_room, key=lambda a: (use[0, a] + HOUR * use[1, a], self.actions[a].id))
        action = self.actions[best]
        more = self._more(float(use[0, best] - left[0]), float(use[1, best] - left[1]))
        return _lacking(
            "afford" if more else "fits",
            more=join_names(more),
            method=within_sentence(action.method.name),
            who=first_asked(action),
            cost=words_of_money(from_pence(action.cost), self.snapshot.outline.about.currency),
            people=words_of_expected(action.expected),
        )

    def _more(self, money: float, hours: float) -> list[str]:
        """Return how much more money and hours something takes, each in words."""
        currency = self.snapshot.outline.about.currency
        words = [words_of_money(rounded_up(money, 1), currency)] if money > SLACK else []
        if hours > SLACK:
            words.append(count_of_hours(rounded_up(hours, 10), STAFF_HOUR))
        return words

    def planned(self) -> tuple[PlannedAction, ...]:
        """Return the chosen actions, in the order of days."""
        ends = ends_of(self._drawn) if self.numbers else np.zeros((0, 2))
        return tuple(
            self._action(a, float(low), float(high))
            for a, (low, high) in zip(self.numbers, ends.tolist(), strict=True)
        )

    def _action(self, number: int, low: float, high: float) -> PlannedAction:
        action = self.actions[number]
        items = tuple(CostItem(name=n, cost=from_pence(p)) for n, p in action.items)
        currency = self.snapshot.outline.about.currency
        contact = self._contact(action)
        return PlannedAction(
            ask_by=action.ask_from,
            start=action.start_from,
            group=action.group.id,
            who=first_asked(action),
            step=words_of_step(first_asked(action), asked=action.asked, way=action.route.nodes),
            method=action.method.name,
            venue=action.venue.name if action.venue else None,
            cost=from_pence(action.cost),
            staff_hours=action.hours,
            expected=action.expected,
            why=self._why(action),
            action=action.id,
            name=action.group.name,
            method_code=action.method.code,
            venue_id=action.venue.id if action.venue else None,
            way=action.route.nodes,
            asked=action.asked,
            through=self._through(action),
            **contact,
            waits=action.ask_from > self._days.first_from(self.terms.since),
            latest=self._latest(action),
            come=action.come,
            chance=action.route.chance or 0.0,
            low=min(low, action.expected),
            high=max(high, action.expected),
            supports=tuple(support.code for support in action.supports),
            paid_for=words_of_items(items, currency),
            items=items,
            own_time=AWAY in action.group.barriers and not action.together,
            unlifted=action.unlifted,
            instead=self.comparison.instead_of(number),
            request=_request(action, contact["contacts"]),
        )

    def _contact(self, action: Candidate) -> dict[str, Any]:
        """Return the fields of an action on who to write to, and who of us knows them."""
        contact = contact_of(self.snapshot, self.room, action)
        words = words_of_contact(first_asked(action), **contact._asdict())
        names, at, owner = contact.names, contact.at, contact.owner
        return {"contact": words, "contacts": names, "at": at, "owner": owner}

    def _why(self, action: Candidate) -> str:
        outlook = next(row for row in self.outlooks if row.group == action.group.id)
        row = self.targets.rows[self.targets.groups.index(action.group)]
        return words_of_why(outlook, row, action.route.chance or 0.0)

    def _through(self, action: Candidate) -> tuple[str, ...]:
        """Return the names of those who are asked after the first."""
        named = zip(action.route.nodes, action.route.names, strict=True)
        return tuple(name for id_, name in named if id_ in action.asked)[1:]

    def _latest(self, action: Candidate) -> date:
        """Return the last working day to ask, if it is to begin on a working day in time."""
        last_start = self._days.last_until(self.terms.by)
        return self._days.last_until(last_start - timedelta(days=action.days))


def _lacking(reason: str, **slots: str) -> tuple[str, str]:
    return TAKES[reason].format(**slots), reason


HOUR = 20.0
"""What an hour counts beside one of the currency where the cheapest action is told."""


def _request(action: Candidate, contacts: Sequence[str]) -> Request | None:
    """Return what the first ask rests on: it offers what the plan pays for, and nothing else."""
    request = action.route.request
    if request is None:
        return None
    helps = tuple(support.name for support in action.supports)
    venue = action.venue.name if action.venue else None
    purpose = words_of_purpose(action.method.name, venue, action.start_from)
    known: dict[str, Any] = {"helps": helps, "offered": True, "purpose": purpose}
    reads = request.to not in contacts and [*contacts] == [request.onward]
    return request.model_copy(update=known | {"onward_reads": reads})
