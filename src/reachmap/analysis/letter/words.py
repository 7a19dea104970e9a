"""You said, we did, in words: nothing is promised, and nobody is named."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reachmap.analysis.letter.rows import Planned, SaidRow
from reachmap.release.gate import FEWEST
from reachmap.words import join_names, sentence_tables, words_of_count, words_of_day

WORDS = sentence_tables(__name__)
LETTER: Mapping[str, str] = WORDS["LETTER"]
HEADINGS: Mapping[str, str] = WORDS["HEADINGS"]
SAID: Mapping[str, str] = WORDS["SAID"]
RESULT: Mapping[str, str] = WORDS["RESULT"]
NEXT: Mapping[str, str] = WORDS["NEXT"]
ASK: Mapping[str, str] = WORDS["ASK"]


def words_of_said(said_row: SaidRow, *, whole: bool) -> str:
    """Return what was said, and where unless few of the group were there.

    `whole` says whether free text may be seen: what is left out is not called unwritten.

    Examples
    --------
    >>> words_of_said(SaidRow(activity="Tea", said="Letters are hard", people=3), whole=True)
    'Letters are hard (at one of our sessions)'
    >>> words_of_said(SaidRow(activity="Open day", theme="transport", people=20), whole=False)
    'Something on transport, at Open day.'
    """
    key = "theme" if said_row.theme else "neither"
    key = "said" if said_row.said else key if whole else f"{key}_left_out"
    return SAID[key].format(
        said=said_row.said, theme=said_row.theme, source=_source(said_row, whole=whole)
    )


def _source(said_row: SaidRow, *, whole: bool) -> str:
    """Return where something was said; a copy for others has no row where few were."""
    if whole and (said_row.people or 0) < FEWEST:
        return SAID["few"]
    day = words_of_day(said_row.day) if said_row.day else ""
    return SAID["at_on" if day else "at"].format(activity=said_row.activity, day=day)


def words_of_result(said_row: SaidRow, today: date, *, whole: bool) -> str:
    """Return what happened as a result, or that no answer is recorded.

    Examples
    --------
    >>> row = SaidRow(activity="Tea", due=date(2026, 5, 4))
    >>> words_of_result(row, date(2026, 3, 31), whole=True)
    'We have no record yet of what happened as a result. You should hear by 4 May 2026.'
    """
    return RESULT[_result(said_row, today, whole=whole)].format(
        response=_sentence(said_row.response or ""),
        day=words_of_day(day) if (day := said_row.told_on or said_row.due) else "",
    )


def _result(said_row: SaidRow, today: date, *, whole: bool) -> str:
    """Return the key of the words for what happened as a result."""
    if said_row.told_on:
        return "told" if said_row.response else "told_unwritten" if whole else "told_left_out"
    if said_row.response:
        return "untold"
    if not whole:
        return "owed_left_out"
    if said_row.due is None:
        return "owed_some_day"
    return "owed" if said_row.due < today else "owed_soon"


def _sentence(text: str) -> str:
    """Return a text with a full stop at its end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def words_of_next(
    said: Sequence[SaidRow], planned: Sequence[Planned], *, whole: bool
) -> Iterator[str]:
    """Yield what is still to answer, and when the group is met again."""
    owed = sum(not said_row.is_answered for said_row in said)
    if owed:
        yield NEXT["owed" if whole else "owed_left_out"].format(
            things=words_of_count(owed, "thing")
        )
    elif said:
        yield NEXT["answered"]
    for meant_for in ("group", "part", "everybody"):
        names = [
            NEXT["planned_one"].format(name=each.name, day=words_of_day(each.day))
            for each in planned
            if each.meant_for == meant_for
        ]
        if names:
            yield NEXT[meant_for].format(activities=join_names(names))
    if all(each.meant_for == "part" for each in planned):
        yield NEXT["nothing_but_part" if planned else "nothing"]


def words_of_parts(parts: Sequence[str]) -> Iterator[str]:
    """Yield which narrower groups have letters of their own.

    Examples
    --------
    >>> [*words_of_parts(["Young carers"])]
    ['What Young carers told us, who are a part of you, stands in a letter of their own.']
    """
    if parts:
        yield LETTER["one_part" if len(parts) == 1 else "parts"].format(groups=join_names(parts))


def words_of_asking(team: Sequence[str], said: Sequence[SaidRow]) -> Iterator[str]:
    """Yield whom to ask: the team, and for what is still to answer those who owe it."""
    yield ASK["team"].format(team=join_names(team))
    owners = dict.fromkeys(
        said_row.owner for said_row in said if said_row.owner and not said_row.is_answered
    )
    if owners:
        yield ASK["owners"].format(owners=join_names(owner for owner in owners if owner))
