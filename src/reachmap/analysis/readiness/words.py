"""What readiness says in words: what was read, what is lacking, what can be asked now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reachmap.analysis.readiness.rows import Answered, Gap, Loss
from reachmap.words import words_of_day

LOSS_WORDS: Mapping[Loss, str] = {
    "all": "Leaves a question without an answer",
    "part": "Leaves a part of an answer unknown",
    "detail": "Would make an answer surer or finer",
}
"""What a gap costs, in words."""

NAMED = 6
"""Most groups named in one sentence."""

TOLD = 3
"""Most things told of what one sheet would tell."""

THINGS: Mapping[str, tuple[str, str]] = {
    "groups": ("group", "groups"),
    "organisations": ("organisation", "organisations"),
    "workers": ("key worker", "key workers"),
    "champions": ("champion", "champions"),
    "channels": ("channel", "channels"),
    "venues": ("venue", "venues"),
    "activities": ("activity", "activities"),
    "voices": ("voice", "voices"),
    "links": ("link", "links"),
    "contacts": ("contact", "contacts"),
    "attendance": ("row of attendance", "rows of attendance"),
    "turnout": ("head count", "head counts"),
    "asks": ("ask", "asks"),
    "said": ("thing said", "things said"),
    "panels": ("seat on a panel", "seats on panels"),
    "findings": ("answer to a finding", "answers to findings"),
    "methods": ("method of your own", "methods of your own"),
    "supports": ("support of your own", "supports of your own"),
    "taxonomy": ("term of your own taxonomy", "terms of your own taxonomy"),
    "assumptions": ("assumption of your own", "assumptions of your own"),
}
"""One row of each table in words, and several."""

DAYS_A_MONTH = 365.25 / 12
MONTHS_A_YEAR = 12
MONTHS_TOLD = 36
"""From here on, a span is told in years."""


def words_of_tables(counts: Mapping[str, int], days: tuple[date, date] | None = None) -> str:
    """Return how many rows of each table there are, in words.

    Examples
    --------
    >>> words_of_tables({"groups": 1, "activities": 2}, (date(2025, 4, 1), date(2026, 3, 31)))
    '1 group and 2 activities over 12 months (1 April 2025 to 31 March 2026)'
    """
    told = []
    for table, things in THINGS.items():
        number = counts.get(table, 0)
        if number:
            span = f" {words_of_span(*days)}" if table == "activities" and days else ""
            told.append(f"{number:,} {things[number != 1]}{span}")
    return _listed(told) or "nothing but what the map says of itself"


def words_of_span(first: date, last: date) -> str:
    """Return a span of days in words, both days counted.

    Examples
    --------
    >>> words_of_span(date(2024, 4, 1), date(2026, 3, 31))
    'over 2 years (1 April 2024 to 31 March 2026)'
    >>> words_of_span(date(2026, 3, 1), date(2026, 3, 1))
    'on 1 March 2026'
    """
    if first == last:
        return f"on {words_of_day(first)}"
    days = (last - first).days + 1
    months = round(days / DAYS_A_MONTH)
    if months <= 1:
        length = f"{days} days"
    elif months % MONTHS_A_YEAR == 0 and months > MONTHS_A_YEAR:
        length = f"{months // MONTHS_A_YEAR} years"
    elif months < MONTHS_TOLD:
        length = f"{months} months"
    else:
        length = f"about {round(months / MONTHS_A_YEAR)} years"
    return f"over {length} ({words_of_day(first)} to {words_of_day(last)})"


def words_of_gap(gap: Gap) -> str:
    """Return what is missing, what it leaves unknown, and where to fill it in."""
    names = f" ({_named(gap.names)})" if gap.names and gap.missing != gap.of else ""
    part = f" {_part(gap)}{names}" if gap.things else ""
    place = f"{words_of_place(gap)} (for {gap.question})"
    return f"{gap.subject}{part}: {gap.effect} is not known. {place}."


def words_of_place(gap: Gap) -> str:
    """Return the sheet, and the column, where a gap is filled in."""
    column = f", column '{gap.column}'" if gap.column else ""
    return f"Sheet '{gap.table}'{column}"


def _part(gap: Gap) -> str:
    """Return the things that lack something, counted where that may be told."""
    if gap.missing is None or gap.of is None:
        return f"some {gap.things}"
    if gap.missing < gap.of:
        return f"{gap.missing:,} of {gap.of:,} {gap.things}"
    if gap.of == 1:
        return f"the one {_one_of(gap.things)}"
    return f"any of the {gap.of:,} {gap.things}"


def _one_of(things: str) -> str:
    """Return the singular of things, as "key worker on the best ways"."""
    one, many = next(pair for pair in THINGS.values() if pair[1] in things)
    return things.replace(many, one)


def words_of_answered(row: Answered) -> str:
    """Return a question that can be asked, and for how many groups.

    Examples
    --------
    >>> words_of_answered(Answered(question="heard", words="who is heard", groups=1, of=2))
    'who is heard (for 1 of 2 groups)'
    """
    if row.groups is None or row.of is None or row.groups == row.of:
        return row.words
    return f"{row.words} (for {row.groups} of {row.of} groups)"


def next_step(gaps: Sequence[Gap]) -> str | None:
    """Return the sheet on which the next ten minutes are best spent, in words."""
    known = [gap for gap in gaps if gap.from_memory]
    if not known:
        return None
    table = known[0].table
    same = [gap for gap in known if gap.table == table][:TOLD]
    columns = [f"'{gap.column}'" for gap in same if gap.column]
    where = f", {'columns' if len(columns) > 1 else 'column'} {_listed(columns)}" if columns else ""
    told = _listed([_told(gap) for gap in same], last=", and ")
    return (
        f"The next ten minutes are best spent on the sheet '{table}'{where}: "
        f"it would also tell {told}."
    )


def _told(gap: Gap) -> str:
    """Return what filling a gap in would tell, and of which groups."""
    effect = gap.effect.removesuffix(",")
    if gap.things != "groups":
        return effect
    counted = f"{gap.missing:,} groups" if gap.missing and gap.missing > 1 else ""
    of = _named(gap.names) or counted
    return f"{effect} ({of})" if of else effect


def _named(names: Sequence[str]) -> str:
    """Return the first names, the rest counted."""
    rest = len(names) - NAMED
    return _listed([*names[:NAMED], f"{rest} more"]) if rest > 0 else _listed(names)


def _listed(names: Sequence[str], *, last: str = " and ") -> str:
    """Return names joined as people say them."""
    listed = list(names)
    return f"{', '.join(listed[:-1])}{last}{listed[-1]}" if len(listed) > 1 else "".join(listed)
