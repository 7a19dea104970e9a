"""What readiness says in words: what was read, what is missing, what can be asked now."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from reachmap.analysis.readiness.rows import Gap, Loss, ReadyQuestion, SignInSheet
from reachmap.words import (
    first_few,
    join_names,
    sentence_tables,
    words_of_count,
    words_of_day,
    words_of_times,
)

WORDS = sentence_tables(__name__)
LOSS_WORDS: Mapping[Loss, str] = WORDS["LOSS_WORDS"]
NEXT_STEP: str = WORDS["NEXT_STEP"]
NEXT_COLUMN: str = WORDS["NEXT_COLUMN"]
NEXT_COLUMNS: str = WORDS["NEXT_COLUMNS"]
THINGS: Mapping[str, tuple[str, str]] = WORDS["THINGS"]
SETTLE: Mapping[str, str] = WORDS["SETTLE"]
PHRASES: Mapping[str, str] = WORDS["PHRASES"]
PRINT: str = SETTLE["print"]
PAGE: Mapping[str, str] = WORDS["PAGE"]

FIRST = 3
"""Columns of one sheet that the next step names."""
NAMED = 2
"""Groups that the next step names for each column; more are counted."""
SHEETS = 3
"""Sign-in sheets that sentences name."""

GAP = "{subject}: {effect} is not known. {sheet} (for {question})."
GAP_OF_THINGS = "{subject} {things}: {effect} is not known. {sheet} (for {question})."
SHEET = "Sheet '{table}'"
COLUMN = "Sheet '{table}', column '{column}'"
SOME = "some {things}"
SOME_OF = "{missing:,} of {of:,} {things}"
ANY_OF = "any of the {of:,} {things}"
THE_ONE = "the one {thing}"
WITH_NAMES = "{words} ({names})"

FOR_GROUPS = "{words} (for {groups} of {of} groups)"
CAN_ASK = "You can ask now: {questions}."

ALL_THERE = "Nothing is missing that you could fill in from memory."
NOTHING_READ = "nothing but what the map says of itself"

DAYS_A_MONTH = 365.25 / 12
MONTHS_A_YEAR = 12
MANY_MONTHS = 36
"""From here on, a span is given in years."""

ON = "on {first}"
OVER = "over {length} ({first} to {last})"
ABOUT_YEARS = "about {years} years"


def words_of_tables(counts: Mapping[str, int], days: tuple[date, date] | None = None) -> str:
    """Return how many rows of each table there are, in words.

    Examples
    --------
    >>> words_of_tables({"groups": 1, "activities": 2}, (date(2025, 4, 1), date(2026, 3, 31)))
    '1 group and 2 activities over 12 months (1 April 2025 to 31 March 2026)'
    """
    parts = []
    for table, things in THINGS.items():
        number = counts.get(table, 0)
        if number:
            span = f" {words_of_span(*days)}" if table == "activities" and days else ""
            parts.append(f"{words_of_count(number, *things)}{span}")
    return join_names(parts, most=None) or NOTHING_READ


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
        return ON.format(first=words_of_day(first))
    days = (last - first).days + 1
    months = round(days / DAYS_A_MONTH)
    if months <= 1:
        length = words_of_count(days, "day")
    elif months % MONTHS_A_YEAR == 0 and months > MONTHS_A_YEAR:
        length = words_of_count(months // MONTHS_A_YEAR, "year")
    elif months < MANY_MONTHS:
        length = words_of_count(months, "month")
    else:
        length = ABOUT_YEARS.format(years=round(months / MONTHS_A_YEAR))
    return OVER.format(length=length, first=words_of_day(first), last=words_of_day(last))


def words_of_gap(gap: Gap) -> str:
    """Return what is missing, what it leaves unknown, and where to fill it in."""
    return (GAP_OF_THINGS if gap.things else GAP).format(
        subject=gap.subject,
        things=_things(gap),
        effect=gap.effect,
        sheet=(COLUMN if gap.column else SHEET).format(table=gap.table, column=gap.column),
        question=gap.question,
    )


def _things(gap: Gap) -> str:
    """Return the things for which something is missing, counted and named where known."""
    if gap.missing is None or gap.of is None:
        words = SOME
    elif gap.missing < gap.of:
        words = SOME_OF
    else:
        words = THE_ONE if gap.of == 1 else ANY_OF
    things = words.format(
        missing=gap.missing, of=gap.of, things=gap.things, thing=_singular(gap.things)
    )
    return _with_names(things, gap.names if gap.missing != gap.of else ())


def _singular(things: str) -> str:
    """Return the singular of things, as "key worker on the best ways"."""
    pairs = (pair for pair in THINGS.values() if pair[1] in things)
    one, many = next(pairs, ("", ""))
    return things.replace(many, one)


def _with_names(words: str, names: Iterable[str]) -> str:
    """Return words with the first names after them."""
    names = join_names(names)
    return WITH_NAMES.format(words=words, names=names) if names else words


def words_of_question(row: ReadyQuestion) -> str:
    """Return a question that can be asked, and for how many groups.

    Examples
    --------
    >>> words_of_question(ReadyQuestion(question="heard", words="who is heard", groups=1, of=2))
    'who is heard (for 1 of 2 groups)'
    """
    if row.groups is None or row.of is None or row.groups == row.of:
        return row.words
    return FOR_GROUPS.format(words=row.words, groups=row.groups, of=row.of)


def words_of_questions(rows: Iterable[ReadyQuestion]) -> str:
    """Return every question that can be asked now."""
    return CAN_ASK.format(questions="; ".join(words_of_question(row) for row in rows))


def next_step(gaps: Sequence[Gap]) -> str | None:
    """Return the sheet on which the next ten minutes are best spent, in words."""
    from_memory = [gap for gap in gaps if gap.from_memory]
    if not from_memory:
        return None
    table = from_memory[0].table
    same, _ = first_few([gap for gap in from_memory if gap.table == table], FIRST)
    columns = [f"'{gap.column}'" for gap in same if gap.column]
    words = (NEXT_STEP, NEXT_COLUMN, NEXT_COLUMNS)[min(len(columns), 2)]
    effects = join_names([_effect(gap) for gap in same], last=", and ")
    return words.format(table=table, columns=join_names(columns), effects=effects)


def _effect(gap: Gap) -> str:
    """Return what is known once a gap is filled in, and of which groups."""
    if not gap.effect_of:
        return gap.effect.removesuffix(",")
    many = len(gap.names) > NAMED
    groups = words_of_count(len(gap.names), "group") if many else join_names(gap.names)
    return gap.effect_of.format(groups=groups)


def words_of_best_sheet(sheets: Sequence[SignInSheet]) -> tuple[str, ...]:
    """Return what to ask on the sign-in sheet that settles most, and on what guess."""
    if not sheets:
        return ()
    lead = SETTLE["lead"].format(groups=words_of_count(sheets[0].of, "group"))
    guess = () if sheets[0].settles is None else (SETTLE["guess"],)
    return (lead, _sheet(sheets[0]), *guess)


def words_of_sheets(sheets: Sequence[SignInSheet]) -> tuple[str, ...]:
    """Return what to ask on the first few sign-in sheets, what it settles, and on what guess."""
    if not sheets:
        return ()
    first, rest = first_few(sheets, SHEETS)
    lead = SETTLE["lead"].format(groups=words_of_count(sheets[0].of, "group"))
    lines = [lead, *map(_sheet, first)]
    if rest:
        lines.append(SETTLE["more"].format(sittings=words_of_count(rest, "sitting")))
    if sheets[0].settles is not None:
        factor = sheets[0].factor
        key = "half" if factor == 2 else "part"  # noqa: PLR2004  one part of two
        low, high = PHRASES[key].format(factor=factor), words_of_times(factor)
        lines += [SETTLE["guess"], SETTLE["tried"].format(low=low, high=high)]
    return tuple(lines)


def _sheet(sheet: SignInSheet) -> str:
    """Return what to ask on one sign-in sheet, and what it settles."""
    key = "planned" if sheet.day else "channel" if sheet.name else "any"
    key = "year" if sheet.sittings else key
    return SETTLE[key].format(
        name=sheet.name,
        day=words_of_day(sheet.day) if sheet.day else "",
        questions=join_names(question.words for question in sheet.questions),
        result=SETTLE[_result(sheet)].format(
            settles=sheet.settles,
            perhaps=sheet.perhaps,
            of=sheet.of,
            groups=join_names(sheet.settled),
        ),
    )


def _result(sheet: SignInSheet) -> str:
    """Return what a sign-in sheet comes to, by the key of its words."""
    if sheet.settles is None:
        return "not_known"
    if not sheet.perhaps:
        return "none"
    if not sheet.settles:
        return "perhaps"
    return "sure" if sheet.settles == sheet.perhaps else "sure_and_perhaps"
