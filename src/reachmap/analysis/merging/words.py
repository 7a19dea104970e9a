"""Merging in words: what is to be decided before two maps become one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reachmap.analysis.merging.rows import ToDecide
from reachmap.words import first_few, join_names, sentence_tables, words_of_count, words_of_people

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
WHY: Mapping[str, str] = WORDS["WHY"]
MISSING: Mapping[str, str] = WORDS["MISSING"]
FAULTS: Mapping[str, str] = WORDS["FAULTS"]
AREAS: Mapping[str, str] = WORDS["AREAS"]


def sentences(
    open_rows: Sequence[ToDecide], *, nodes: int, people: int, unused: int
) -> Iterator[str]:
    """Yield what is to be decided, and what was taken to be the same."""
    yield _number(len(open_rows))
    alike: defaultdict[tuple[str, str], list[ToDecide]] = defaultdict(list)
    for to_decide in open_rows:
        alike[to_decide.table, to_decide.field].append(to_decide)
    for (table, field), to_decide_rows in alike.items():
        few, rest = first_few(to_decide_rows)
        yield from map(_line, few)
        if rest:
            more = SENTENCES["more_values" if field else "more_things"]
            yield more.format(number=rest, field=field, table=table)
    if nodes:
        yield SENTENCES["nodes"].format(things=words_of_count(nodes, "node"))
    if people:
        yield SENTENCES["voices"].format(people=words_of_people(people).capitalize())
    if unused:
        yield SENTENCES["unused"].format(rows=words_of_count(unused, "row"))


def _number(number: int) -> str:
    if number > 1:
        return SENTENCES["several"].format(number=f"{number:,}")
    return SENTENCES["one" if number else "none"]


def _line(to_decide: ToDecide) -> str:
    choices = join_names(to_decide.choices, last=" or ")
    where = ", ".join(part for part in (to_decide.table, to_decide.id, to_decide.field) if part)
    slots = to_decide.model_dump() | {"choices": choices, "where": where}
    return SENTENCES["values" if to_decide.field else "things"].format(**slots)
