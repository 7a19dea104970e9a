"""The first screen: the answer in words, before any picture."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from reachmap.analysis.briefing import Findings
from reachmap.analysis.helps import supports_for
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.routes.answers import Routes
from reachmap.analysis.routes.rows import GroupRoute, RouteRow
from reachmap.analysis.routes.words import WORDS_OF_WHY
from reachmap.model.nodes import Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.charts import out_of_ten
from reachmap.view.tables import Cell, Table, table
from reachmap.words import words_of_day, words_of_money

HELPS = 4
"""Most supports that are named in a row."""

WAY_COLUMNS = (
    "Group",
    "People heard",
    "Who could introduce us",
    "What to ask",
    "What helps people join",
    "How we know",
    "Earliest",
    "Cost",
)


def first_tables(
    findings: Findings, town: StakeholderMap, nearest: Mapping[str, str]
) -> tuple[Table, ...]:
    """Return the tables of the first screen; those without a row are left out."""
    said = _Said(findings, town, nearest)
    heard = findings.heard
    unheard = table(
        "not-yet-heard",
        "Not yet heard, though we asked",
        WAY_COLUMNS,
        (said.with_way(row) for row in sorted(heard.of("unheard"), key=_largest_first)),
        lead="Nobody of these groups came. That is no fault of theirs: somebody they trust "
        "could introduce us.",
    )
    silent = table(
        "not-recorded",
        "We did not ask, so cannot tell",
        ("Group", "What to add to the sign-in sheet", "Who could introduce us"),
        (said.to_be_asked(row) for row in sorted(heard.of("not-recorded"), key=_largest_first)),
        lead="Nobody was ever asked about these groups. It does not mean that they were not there.",
    )
    alone = table(
        "nobody-known",
        "We know nobody yet",
        ("Group", "Why", "Who is nearest", "First question"),
        (said.unknown(row) for row in findings.best.without),
        lead="No introduction on our map leads to these groups.",
    )
    seldom = table(
        "seldom-heard",
        "Heard less than their share",
        WAY_COLUMNS,
        (said.with_way(row) for row in sorted(heard.of("under"), key=_least_first)),
    )
    return tuple(each for each in (unheard, silent, alone, seldom) if each.rows)


def _largest_first(row: GroupHeard) -> tuple[int, str]:
    return -(row.population or 0), row.name


def _least_first(row: GroupHeard) -> tuple[float, str]:
    return row.ppr or 0, row.name


class _Said:
    """The cells of a group, from all that is known of it."""

    def __init__(
        self, findings: Findings, town: StakeholderMap, nearest: Mapping[str, str]
    ) -> None:
        self.findings = findings
        self.nearest = nearest
        self.alone = {row.group for row in findings.reach.groups if row.sole}
        self.supports = town.support_table
        self.ways = {row.group: row for row in findings.best.groups}
        self.routes = {answer.group: answer for answer in findings.routes}
        self.groups = {group.id: group for group in town.groups}

    def with_way(self, row: GroupHeard) -> tuple[Cell | str, ...]:
        """Return the cells of a group that could be introduced to us."""
        way, answer = self.ways[row.group], self.routes.get(row.group)
        helps = supports_for(self.groups[row.group], self.supports)
        return (
            Cell(row.name, node=row.group),
            _heard(row),
            _who(way),
            _ask(way, answer),
            ", ".join(each.name for each in helps[:HELPS]),
            _known(way, only=row.group in self.alone),
            _earliest(way, self.findings.as_of),
            _cost(way, self.findings.best.currency),
        )

    def to_be_asked(self, row: GroupHeard) -> tuple[Cell | str, ...]:
        """Return the cells of a group that was never asked about."""
        name = Cell(row.name, node=row.group)
        return name, _to_add(self.groups[row.group]), _who(self.ways[row.group])

    def unknown(self, row: GroupRoute) -> tuple[Cell | str, ...]:
        """Return the cells of a group that nobody we know knows."""
        why = WORDS_OF_WHY[row.why] if row.why else "no introduction is known"
        name, question = Cell(row.name, node=row.group), _question(self.groups[row.group])
        return name, why, self.nearest.get(row.group, ""), question


def _heard(row: GroupHeard) -> Cell:
    if row.heard is None:
        return Cell("")
    if row.heard == 0:
        return Cell("none, though we asked", sort="0")
    share = f": {out_of_ten(row.ppr)}" if row.ppr is not None else ""
    return Cell(f"{row.heard:,}{share}", sort=str(row.heard))


def _who(way: GroupRoute) -> str:
    """Return the last person or body on the way: whom the group will hear."""
    if way.state is None:
        return "nobody we know yet"
    if not way.names:
        return "a way in is known: ask the team"
    through = way.names[1:-1]
    return ", then ".join(through) if through else "we can go ourselves"


def _ask(way: RouteRow, answer: Routes | None) -> str:
    steps = [step.how for step in way.steps if step.how]
    told = f"{steps[0]}." if steps else ""
    if answer is not None and answer.question:
        told = f"{told} To find people: “{answer.question}”".strip()
    return told


def _known(way: RouteRow, *, only: bool) -> str:
    if way.state is None:
        return ""
    words = next((s.how_known for s in way.steps if s.basis == way.basis and s.how_known), "")
    told = [words] if words else []
    if only:
        told.append("the only introduction we know")
    if way.waits_for:
        until = f" to {words_of_day(way.free_on)}" if way.free_on else ""
        told.append(f"{' and '.join(way.waits_for)}: diary full{until}")
    told += [f"{s.to_name}: in the role to {words_of_day(s.until)}" for s in way.steps if s.until]
    if way.state == "part" and way.reached:
        told.append(f"reaches {way.reached}, a part of the group")
    return "; ".join(told)


def _earliest(way: RouteRow, as_of: date) -> Cell:
    if way.days is None or way.state is None or (way.state == "full" and way.free_on is None):
        return Cell("")
    start = max(as_of, way.free_on) if way.free_on else as_of
    day = start + timedelta(days=way.days)
    return Cell(words_of_day(day), sort=day.isoformat())


def _cost(way: RouteRow, currency: str) -> Cell:
    if way.cost is None:
        return Cell("")
    known = all(step.cost_given for step in way.steps)
    words = words_of_money(way.cost, currency) if known or way.cost else "none recorded"
    return Cell(words, sort=str(way.cost))


def _to_add(group: Group) -> str:
    asked = f"“{group.finding_question}”" if group.finding_question else f"a box for “{group.name}”"
    # What others must not read is never asked on a sheet that lies open.
    return f"{asked}, on a form that nobody else sees" if "stigma" in group.barriers else asked


def _question(group: Group) -> str:
    if group.finding_question:
        where = "Ask in private" if "stigma" in group.barriers else "Ask wherever you go"
        return f"{where}: “{group.finding_question}”"
    return f"Who do we know who knows {group.name}?"
