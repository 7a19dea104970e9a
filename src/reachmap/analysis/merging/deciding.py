"""What was decided, and what is still to be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from reachmap.analysis.merging.alike import Pair
from reachmap.analysis.merging.rows import Choice, ToDecide, mark_of
from reachmap.analysis.merging.united import Difference
from reachmap.analysis.merging.words import FAULTS, WHY
from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.model.content import Content
from reachmap.model.tables import NODE_TABLES
from reachmap.words import join_names

ANY: tuple[Choice, ...] = get_args(Choice)
ONE: tuple[Choice, ...] = ANY[:2]
TURNED: Mapping[Choice, Choice] = {"first": "second", "second": "first", "both": "both"}

LONGEST = 1_000
"""Characters of a value that a sheet shows; its mark is of the whole value."""

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

    def __init__(self, decisions: Mapping[str, Choice], names: Names) -> None:
        self._names = names
        self._decided = decisions
        self._used: set[str] = set()
        self._named_by: dict[tuple[str, str], Choice] = {}
        self.rows: list[ToDecide] = []

    @property
    def unused(self) -> int:
        """How many decisions are on something that is not to be decided here."""
        return len(self._decided.keys() - self._used)

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
            fault_slots = [{"id": quoted(id_), "source": self._names[side]} for side, id_ in twice]
            raise InvalidMap(tuple(_issue("twice", each) for each in fault_slots))
        return new_ids

    def refuse_contradictions(
        self, first_map: Content, second_map: Content, new_ids: NewIds
    ) -> None:
        """Raise where no decision makes one map of the two."""
        issues = [
            *self._currencies(first_map, second_map),
            *self._kinds(first_map, second_map, new_ids),
        ]
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
        row = self._noted(
            table=difference.table,
            ids=(";".join(map(text_of, difference.key)).rstrip(";"), ""),
            field=difference.field,
            texts=(text_of(difference.first), text_of(difference.second)),
            why=WHY["values"],
            choices=ANY if several else ONE,
        )
        if row.decision == "both":
            return tuple(sorted({*difference.first, *difference.second}))
        return values[row.decision or "first"]

    def _decision_on(self, pair: Pair) -> Choice | None:
        return self._noted(
            table=pair.table,
            ids=(pair.first.id, pair.second.id),
            field="",
            texts=(pair.first.name, pair.second.name),
            why=WHY[pair.why].format(groups=join_names(pair.groups)),
            choices=ANY,
        ).decision

    def _noted(
        self,
        *,
        table: str,
        ids: tuple[str, str],
        field: str,
        texts: tuple[str, str],
        why: str,
        choices: tuple[Choice, ...],
    ) -> ToDecide:
        """Note something to decide, and return it with what was decided."""
        mark = mark_of(table, *ids, field, *texts)
        turned = mark_of(table, *(ids[::-1] if ids[1] else ids), field, *texts[::-1])
        decision = self._decided.get(mark)
        if decision is None and turned in self._decided:
            decision = TURNED[self._decided[turned]]
        self._used |= {mark, turned}
        row = ToDecide(
            table=table,
            id=ids[0],
            other=ids[1],
            field=field,
            first=_cut(texts[0]),
            first_source=self._names[0],
            second=_cut(texts[1]),
            second_source=self._names[1],
            why=why,
            choices=choices,
            decision=decision if decision in choices else None,
            mark=mark,
        )
        self.rows.append(row)
        return row

    def _currencies(self, first_map: Content, second_map: Content) -> Iterator[Issue]:
        ours, theirs = first_map.about.currency, second_map.about.currency
        if ours != theirs:
            yield _issue("currency", {"first": ours, "second": theirs} | self._sources())

    def _kinds(self, first_map: Content, second_map: Content, new_ids: NewIds) -> Iterator[Issue]:
        ours, theirs = (
            {new.get(node.id, node.id): NODE_TABLES[node.kind] for node in each.nodes()}
            for each, new in zip((first_map, second_map), new_ids, strict=True)
        )
        for id_ in sorted(ours.keys() & theirs.keys()):
            if ours[id_] != theirs[id_]:
                tables = {"first_table": ours[id_], "second_table": theirs[id_]}
                yield _issue("kinds", {"id": quoted(id_)} | tables | self._sources())

    def _sources(self) -> dict[str, str]:
        return {"first_source": self._names[0], "second_source": self._names[1]}


def _issue(fault: str, fault_slots: Mapping[str, str]) -> Issue:
    return Issue(FAULTS[fault].format(**fault_slots), FAULTS[f"{fault}_remedy"])


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


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def decisions_of(
    decision_rows: Iterable[tuple[int, Mapping[str, str]]], *, file: str
) -> dict[str, Choice]:
    """Return the decisions of a sheet, by the mark of what is decided."""
    decisions: dict[str, Choice] = {}
    issues: list[Issue] = []
    for number, decision_cells in decision_rows:
        typed = decision_cells.get("decision", "").strip()
        decision = next((each for each in ANY if each == typed.casefold()), None)
        if decision is not None:
            decisions[decision_cells.get("mark", "").strip()] = decision
        elif typed:
            remedy = f"Write {join_names(ANY, last=' or ')}, or leave it blank"
            issue = Issue(
                "no such decision", remedy, file=file, row=number, column="decision", value=typed
            )
            issues.append(issue)
    if issues:
        raise InvalidMap(tuple(issues))
    return decisions
