"""Routes: the cells of the best way to each group, and who is nearest where none is known."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.readiness.asked import question_about
from reachmap.analysis.routes.question import RoutesToAll
from reachmap.analysis.routes.rows import WORDS_OF_WHY, GroupRoute, RouteRow
from reachmap.analysis.routes.words import BEST_ROUTES, PAGE, words_of_cost
from reachmap.analysis.supports import supports_for
from reachmap.model.nodes import Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.tables import LAST, Cell, Table, day_cell, table_of
from reachmap.words import join_names, words_of_day, words_of_days

HELPS = 2
"""Most supports that are named in a row."""


def routes_tables(answer: RoutesToAll) -> Iterator[Table]:
    """Yield the table for analysts."""
    yield table_of("ways", BEST_ROUTES, answer)


class IntroductionCells:
    """The cells of the best way to each group, or of what to do where none is known."""

    def __init__(
        self, findings: Briefing, town: StakeholderMap, nearest: Mapping[str, str]
    ) -> None:
        self.as_of = findings.as_of
        self.currency = findings.best.currency
        self.best = {row.group: row for row in findings.best.groups}
        self.questions = {answer.group: answer.question for answer in findings.routes}
        self.sole = {row.group: row.sole for row in findings.reach.groups}
        self.groups = {group.id: group for group in town.groups}
        self.supports, self.terms = town.support_table, town.taxonomy_table
        self.nearest = nearest

    def is_private(self, group: str) -> bool:
        """Return whether people are asked about a group where nobody else hears or sees it."""
        return question_about(self.groups[group], self.terms).private

    def cells(self, group: str) -> tuple[Cell | str, ...]:
        """Return who could introduce us, what to ask, how soon; what helps, how we know, cost."""
        route = self.best.get(group)
        supports = supports_for(self.groups[group], self.supports)
        helps = join_names((each.name for each in supports), most=HELPS)
        if route is None:
            return PAGE["ask_team"], "", "", helps, "", ""
        private = self.is_private(group)
        if route.state is None:
            return (
                words_of_nobody(self.nearest.get(group, "")),
                words_of_first_question(self.groups[group], private=private),
                *("", helps, words_of_absence(route), ""),
            )
        return (
            words_of_introducer(route),
            words_of_first_ask(route, self.questions.get(group), private=private),
            _earliest(route, self.as_of),
            helps,
            words_of_grounds(route, sole=self.sole.get(group, ())),
            Cell(words_of_cost(route, self.currency), sort=_number(route.cost)),
        )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _earliest(route: RouteRow, as_of: date) -> Cell:
    """Return the first day on which a group can be met."""
    start = route.free_from(as_of)
    if route.days is None or start is None:
        return Cell("")
    if route.days > (date.max - start).days:
        return Cell(words_of_days(route.days), sort=LAST)
    day = start + timedelta(days=route.days)
    return day_cell(day, words_of_day(day))


def words_of_introducer(route: RouteRow) -> str:
    """Return who is asked on a route, in order; the last of them speaks to the group."""
    return PAGE["then"].join(route.names[1:-1]) or PAGE["ourselves"]


def words_of_nobody(nearest: str) -> str:
    """Return that nobody is known, and who could be the nearest to it."""
    return PAGE["nobody_nearest" if nearest else "nobody"].format(nearest=nearest)


def words_of_first_ask(route: RouteRow, question: str | None, *, private: bool) -> str:
    """Return the first step of a route, and how to find people who may not say so themselves."""
    step = next((step.how for step in route.steps if step.how), None)
    parts = [PAGE["ask"].format(step=step)] if step else []
    if question:
        key = "finding_private" if private else "finding"
        parts.append(PAGE[key].format(question=question))
    return " ".join(parts)


def words_of_grounds(route: RouteRow, *, sole: Sequence[str]) -> str:
    """Return how a route is known, and what may stand against it."""
    known = (step.how_known for step in route.steps if step.basis == route.basis and step.how_known)
    words = [*islice(known, 1)]
    if sole:
        words.append(PAGE["only"].format(names=join_names(sole, most=1)))
    if route.waits_for:
        day = words_of_day(route.free_on) if route.free_on else ""
        names = join_names(route.waits_for, most=None)
        words.append(PAGE["full_until" if day else "full"].format(names=names, day=day))
    words += [
        PAGE["rests"].format(name=rest.name, day=words_of_day(rest.until))
        for rest in route.rests
        if rest.until
    ]
    words += [
        PAGE["in_role_until"].format(name=step.to_name, day=words_of_day(step.until))
        for step in route.steps
        if step.until
    ]
    if route.state == "part" and route.reached:
        words.append(PAGE["reaches_part"].format(group=route.reached))
    return "; ".join(words)


def words_of_absence(row: GroupRoute) -> str:
    """Return why no route is known to a group."""
    return WORDS_OF_WHY[row.why] if row.why else PAGE["no_introduction"]


def words_of_first_question(group: Group, *, private: bool) -> str:
    """Return what to ask first about a group that nobody we know knows."""
    if not group.finding_question:
        return PAGE["question_open"].format(group=group.name)
    key = "question_private" if private else "question"
    return PAGE[key].format(question=group.finding_question)
