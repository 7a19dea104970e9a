"""What was decided, and what is still to be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from reachmap.analysis.merging.alike import Pair
from reachmap.analysis.merging.rows import Choice, ToDecide
from reachmap.analysis.merging.united import Difference
from reachmap.analysis.merging.words import FAULTS, WHY
from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.model.content import Content
from reachmap.model.tables import NODE_TABLES
from reachmap.words import join_names

ANY: tuple[Choice, ...] = get_args(Choice)
ONE: tuple[Choice, ...] = ANY[:2]
TURNED: Mapping[Choice, Choice] = {"first": "second", "second": "first", "both": "both"}

Names = tuple[str, str]
"""What the two maps are called: their files, as a rule."""

NewIds = tuple[dict[str, str], dict[str, str]]
"""Of each map, the ids that change, and to what."""


class Deciding:
    """Decisions on two maps, looked up as they are needed; what is open is noted.

    Attributes
    ----------
    rows
        What was to be decided so far, with the decision if there is one.
    """

    def __init__(self, decisions: Iterable[ToDecide], names: Names) -> None:
        self._names = names
        self._decided = {row.subject: row for row in decisions if row.decision}
        self._named_by: dict[tuple[str, str], Choice] = {}
        self.rows: list[ToDecide] = []

    @property
    def unused(self) -> int:
        """How many decisions are on something that is not to be decided here."""
        return len(self._decided.keys() - {row.subject for row in self.rows})

    def join(self, pairs: Sequence[Pair]) -> NewIds:
        """Return the new ids of nodes that are decided to be one."""
        new_ids: NewIds = ({}, {})
        joined: list[tuple[int, str]] = []
        for pair in pairs:
            decision = self._decision_on(pair)
            if decision == "first":
                new_ids[1][pair.second.id] = pair.first.id
                self._named_by[pair.table, pair.first.id] = "first"
            elif decision == "second":
                new_ids[0][pair.first.id] = pair.second.id
                self._named_by[pair.table, pair.second.id] = "second"
            if decision in ONE:
                joined += [(0, pair.first.id), (1, pair.second.id)]
        twice = sorted({each for each in joined if joined.count(each) > 1})
        if twice:
            slots = [{"id": quoted(id_), "source": self._names[side]} for side, id_ in twice]
            raise InvalidMap(tuple(_issue("twice", each) for each in slots))
        return new_ids

    def refuse_contradictions(self, first: Content, second: Content, new_ids: NewIds) -> None:
        """Raise where no decision makes one map of the two."""
        issues = [*self._currencies(first, second), *self._kinds(first, second, new_ids)]
        if issues:
            raise InvalidMap(tuple(issues))

    def decide(self, difference: Difference) -> Any:  # noqa: ANN401  any value of a field
        """Return which of two values holds; the first while nothing is decided."""
        values = {"first": difference.first, "second": difference.second}
        named_by = (
            self._named_by.get((difference.table, str(difference.key[0])))
            if difference.key
            else None
        )
        if difference.field == "name" and named_by is not None:
            return values[named_by]
        several = isinstance(difference.first, tuple)
        row = self._with_decision(
            ToDecide(
                table=difference.table,
                id=";".join(map(text_of, difference.key)).rstrip(";"),
                field=difference.field,
                first=text_of(difference.first),
                first_source=self._names[0],
                second=text_of(difference.second),
                second_source=self._names[1],
                why=WHY["values"],
                choices=ANY if several else ONE,
            )
        )
        if row.decision == "both":
            return tuple(sorted({*difference.first, *difference.second}))
        return values[row.decision or "first"]

    def _decision_on(self, pair: Pair) -> Choice | None:
        row = ToDecide(
            table=pair.table,
            id=pair.first.id,
            other=pair.second.id,
            first=pair.first.name,
            first_source=self._names[0],
            second=pair.second.name,
            second_source=self._names[1],
            why=WHY[pair.why].format(groups=join_names(pair.groups)),
            choices=ANY,
        )
        return self._with_decision(row).decision

    def _with_decision(self, row: ToDecide) -> ToDecide:
        """Return a row with what was decided, and note it."""
        decided = self._decided.get(row.subject)
        if decided is not None and decided.decision is not None:
            turned = decided.is_turned(row)
            decision = TURNED[decided.decision] if turned else decided.decision
            if decision in row.choices:
                row = row.model_copy(update={"decision": decision})
        self.rows.append(row)
        return row

    def _currencies(self, first: Content, second: Content) -> Iterator[Issue]:
        ours, theirs = first.about.currency, second.about.currency
        if ours != theirs:
            yield _issue("currency", {"first": ours, "second": theirs} | self._sources())

    def _kinds(self, first: Content, second: Content, new_ids: NewIds) -> Iterator[Issue]:
        ours, theirs = (
            {new.get(node.id, node.id): NODE_TABLES[node.kind] for node in each.nodes()}
            for each, new in zip((first, second), new_ids, strict=True)
        )
        for id_ in sorted(ours.keys() & theirs.keys()):
            if ours[id_] != theirs[id_]:
                tables = {"first_table": ours[id_], "second_table": theirs[id_]}
                yield _issue("kinds", {"id": quoted(id_)} | tables | self._sources())

    def _sources(self) -> dict[str, str]:
        return {"first_source": self._names[0], "second_source": self._names[1]}


def _issue(fault: str, slots: Mapping[str, str]) -> Issue:
    return Issue(FAULTS[fault].format(**slots), FAULTS[f"{fault}_remedy"])


def text_of(value: object) -> str:
    """Return a value as text in a sheet of decisions.

    Examples
    --------
    >>> from datetime import date
    >>> text_of(None), text_of(("en", "pl")), text_of(date(2026, 3, 31)), text_of(True)
    ('', 'en;pl', '2026-03-31', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def decisions_of(rows: Iterable[tuple[int, Mapping[str, str]]], *, file: str) -> list[ToDecide]:
    """Return the decisions of a sheet, by row number and column."""
    decisions: list[ToDecide] = []
    issues: list[Issue] = []
    for number, cells in rows:
        decision = cells.get("decision", "").strip().casefold()
        if decision in ANY:
            values = {name: cells.get(name, "") for name in ToDecide.model_fields}
            decisions.append(
                ToDecide.model_validate({**values, "choices": ANY, "decision": decision})
            )
        elif decision:
            remedy = f"Write {join_names(ANY, last=' or ')}, or leave it blank"
            issue = Issue(
                "no such decision",
                remedy,
                file=file,
                row=number,
                column="decision",
                value=cells["decision"],
            )
            issues.append(issue)
    if issues:
        raise InvalidMap(tuple(issues))
    return decisions
