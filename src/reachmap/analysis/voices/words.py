"""What voices says in words: people and places, never a bare index."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reachmap.analysis.voices.rows import (
    Concentration,
    Measure,
    PoolBasis,
    Recency,
    Reliance,
    StandingChannel,
    Unjudged,
    Verdict,
)
from reachmap.words import (
    TableWords,
    join_clauses,
    join_names,
    sentence_tables,
    words_of_count,
    words_of_day,
    words_of_number,
    words_of_people,
    words_of_times,
)

WORTH_SAYING = 0.1
"""Share of past or unknown experience from which it is mentioned."""

TENTHS_BELOW = 10
"""A number of people or times below this has tenths."""

FEWEST_FOR_TENTH = 10
"""Fewer people than this have no tenth."""

FEWEST_FOR_SHARE = 100
"""Of fewer places than this a part is told as it was counted."""

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
VERDICTS: Mapping[Verdict, str] = WORDS["VERDICTS"]
UNJUDGED: Mapping[Unjudged, str] = WORDS["UNJUDGED"]
BY_MEASURE: Mapping[str, str] = WORDS["BY_MEASURE"]
OF_ONE: Mapping[str, str] = WORDS["OF_ONE"]
MEASURE: Mapping[str, str] = WORDS["MEASURE"]
PHRASES: Mapping[str, str] = WORDS["PHRASES"]
FACT: tuple[str, str] = WORDS["FACT"]
CHANNELS = TableWords(**WORDS["CHANNELS"])
STANDING = TableWords(**WORDS["STANDING"])
RELIANCE = TableWords(**WORDS["RELIANCE"])
MOST_OFTEN = TableWords(**WORDS["MOST_OFTEN"])
PAGE: Mapping[str, str] = WORDS["PAGE"]
CHART: Mapping[str, str] = WORDS["CHART"]


class VoicesTerms(NamedTuple):
    """What an answer rests on: its days, the draws made and wanted, and what is beyond luck."""

    window: str
    draws: int
    samples: int
    more_than_luck: float


def sentences(
    voices: tuple[Concentration, Concentration],
    parts: tuple[Sequence[Concentration], Sequence[Concentration], Sequence[StandingChannel]],
    reliance: Sequence[Reliance],
    recency: Recency,
    terms: VoicesTerms,
) -> tuple[str, ...]:
    """Return the answer in sentences; what it leaves blank is not spoken of.

    `voices` are all of them, overall and where luck is the judge; `parts` the channels, the
    groups where luck is the judge, and the standing channels.
    """
    by_channel, by_group, standing = parts
    return (
        *_overall(*voices, terms),
        *_channels(by_channel, terms.more_than_luck),
        *_standing(standing),
        *_groups(by_group, terms.more_than_luck),
        *_estimates((voices[1], *by_channel, *by_group), terms.more_than_luck),
        *_fewer_draws(terms),
        *_dependence(reliance),
        *_recency(recency),
        *_past_by_channel(by_channel),
    )


def in_brief(
    voices: tuple[Concentration, Concentration],
    by_channel: Sequence[Concentration],
    reliance: Sequence[Reliance],
    terms: VoicesTerms,
) -> tuple[str, ...]:
    """Return how all the talking is shared, by channel, and who is heard through one alone.

    How often a single person came stays with the team that works with the records, and so does
    a channel in which one person fills half the places. So does one of which luck is no judge.
    """
    overall = _overall(*voices, terms, is_brief=True)
    several = [
        scope for scope in by_channel if scope.half != 1 and scope.verdict(terms.more_than_luck)
    ]
    channels = _channels(several, terms.more_than_luck, is_brief=True)
    alone = " ".join(_dependence(reliance))
    return (*overall, *channels, *_fewer_draws(terms), *([alone] if alone else []))


def _overall(
    scope: Concentration, judged: Concentration, terms: VoicesTerms, *, is_brief: bool = False
) -> list[str]:
    """Return how all the talking is shared, and but in brief how often the same people came."""
    if scope.voices is None or scope.attendances is None or scope.half is None:
        return [SENTENCES["records"].format(window=terms.window)]
    if scope.voices == 0:
        return [SENTENCES["nobody"].format(window=terms.window)]
    half = SENTENCES["half_of_one" if scope.attendances == 1 else "half"].format(
        people=words_of_people(scope.half).capitalize(),
        voices=scope.voices,
        places=scope.attendances,
        window=terms.window,
        even_people=words_of_count(-(-scope.voices // 2), "person", "people"),
        even=words_of_figure(scope.attendances / scope.voices),
    )
    luck = _against_luck(scope, judged, terms.more_than_luck)
    again = [] if is_brief else _met_again(scope)
    tenth = _tenth(scope, most_often=not is_brief)
    return [half, SENTENCES["counted"], *again, *luck, *tenth]


def _met_again(scope: Concentration) -> list[str]:
    """Return as if how many people were ever asked."""
    if scope.same_person is None:
        return []
    if scope.as_if_asked is None:
        return [SENTENCES["nobody_again"]]
    return [SENTENCES["same"].format(people=words_of_people(round(scope.as_if_asked)))]


def _against_luck(scope: Concentration, judged: Concentration, more_than_luck: float) -> list[str]:
    """Return whether luck alone would have given as much, or why it is no judge."""
    half, verdict = judged.by_luck("half"), judged.verdict(more_than_luck)
    if verdict is None or half is None or judged.pool is None:
        why = judged.unjudged
        return [SENTENCES[why]] if why and why in SENTENCES else []
    line = SENTENCES["estimated" if judged.pool_basis == "estimated" else "register"].format(
        verdict=VERDICTS[verdict],
        people=words_of_people(round(half.expected)),
        pool=words_of_people(judged.pool),
    )
    if judged is scope or judged.half is None:
        return [line]
    at_open = SENTENCES["open"].format(
        people=words_of_people(judged.half), voices=judged.voices, places=judged.attendances
    )
    return [at_open, line]


def _most_often(scope: Concentration) -> list[str]:
    """Return how often the most frequent of a few people came, if more than once."""
    most, even = max(scope.frequencies, default=0), (scope.attendances or 0) / (scope.voices or 1)
    if most <= 1 or scope.voices == 1:
        return []
    key = "most_times" if most >= 2 * even else "most"
    times = words_of_times(round(most / even))
    return [SENTENCES[key].format(most=most, places=scope.attendances, times=times)]


def _tenth(scope: Concentration, *, most_often: bool) -> list[str]:
    """Return how much the most frequent tenth came, and where wanted the most frequent of all."""
    if scope.top_share is None:
        return []
    if (scope.voices or 0) < FEWEST_FOR_TENTH:
        return _most_often(scope) if most_often else []
    most = max(scope.frequencies, default=0) if most_often else 0
    even = (scope.attendances or 0) / (scope.voices or 1)
    times = "_times" if even and most >= 2 * even else ""
    line = SENTENCES[f"tenth_most{times}" if most > 1 else "tenth"].format(
        share=round(100 * scope.top_share),
        most=most,
        times=words_of_times(round(most / (even or 1))),
    )
    return [line]


def _channels(
    scopes: Sequence[Concentration], more_than_luck: float, *, is_brief: bool = False
) -> list[str]:
    """Return the channels in which a few fill half the places, the narrowest first."""
    known = [scope for scope in scopes if scope.half and scope.voices and scope.voices > 1]
    if not known:
        return []
    narrow_first = sorted(known, key=_narrowness)
    channels = (_channel(scope, more_than_luck, is_brief=is_brief) for scope in narrow_first)
    return [SENTENCES["channels"].format(channels=join_clauses(channels))]


def _narrowness(scope: Concentration) -> float:
    return (scope.half or 0) / (scope.voices or 1)


def _channel(scope: Concentration, more_than_luck: float, *, is_brief: bool) -> str:
    """Return who fills half the places of a channel, beside what luck would give."""
    half, verdict = scope.by_luck("half"), scope.verdict(more_than_luck)
    beside_luck = "channel_verdict" if is_brief else "channel_luck"
    return PHRASES[beside_luck if half and verdict else "channel"].format(
        scope=scope.name,
        people=words_of_people(scope.half or 0),
        voices=scope.voices,
        expected=words_of_number(round(half.expected)) if half else "",
        pool=words_of_pool(scope),
        verdict=words_of_verdict(verdict),
    )


def words_of_pool(row: Concentration | Measure, phrase: str = "pool") -> str:
    """Return how many people luck would choose from, where that is an estimate."""
    estimated = row.pool_basis == "estimated" and row.pool is not None
    return PHRASES[phrase].format(pool=row.pool) if estimated else ""


def _estimates(scopes: Sequence[Concentration], more_than_luck: float) -> list[str]:
    """Return that how many could have come is an estimate, where the words rest on one."""
    rests = any(words_of_pool(scope) and scope.verdict(more_than_luck) for scope in scopes)
    return [SENTENCES["estimates"]] if rests else []


def _standing(rows: Sequence[StandingChannel]) -> list[str]:
    """Return who is new in each standing channel, and how evenly its places are shared."""
    known = [row for row in rows if row.members is not None]
    if not known:
        return []
    channels = join_clauses(map(_standing_channel, known))
    day = words_of_day(known[0].until)
    return [SENTENCES["standing_channels"].format(day=day, channels=channels)]


def _standing_channel(row: StandingChannel) -> str:
    new = PHRASES["new_unknown"] if row.members else ""
    if row.new_members is not None and row.members:
        number = words_of_number(row.new_members) if row.new_members else "none"
        new = PHRASES["new"].format(new=number)
    even = ""
    if row.evenness is not None and row.members:
        number = words_of_number(round(row.evenness * row.members))
        even = PHRASES["even"].format(even=number, voices=row.members)
    return PHRASES["standing"].format(
        scope=row.name, members=words_of_people(row.members or 0), new=new, even=even
    )


def words_of_reason(scope: Concentration) -> str:
    """Return why luck is no judge of a scope; empty where it is."""
    return UNJUDGED[scope.unjudged] if scope.unjudged else ""


def _groups(scopes: Sequence[Concentration], more_than_luck: float) -> list[str]:
    """Return the groups in which a few fill half the places, more than luck explains."""
    known = [scope for scope in scopes if scope.verdict(more_than_luck)]
    few = [scope for scope in known if scope.verdict(more_than_luck) == "more"]
    usual = len(known) - len(few)
    lines = []
    if few:
        groups = join_clauses(_group(scope) for scope in sorted(few, key=_narrowness))
        lines.append(SENTENCES["few_groups"].format(groups=groups))
    if usual:
        number = PHRASES["one_group" if usual == 1 else "groups"]
        groups = number.format(number=words_of_number(usual))
        lines.append(SENTENCES["other_groups" if few else "usual_groups"].format(groups=groups))
    return lines


def _group(scope: Concentration) -> str:
    half = scope.by_luck("half")
    return PHRASES["group_open" if scope.scope == "open" else "group"].format(
        scope=scope.name,
        half=words_of_number(scope.half or 0),
        voices=scope.voices,
        expected=words_of_number(round(half.expected)) if half else "",
        pool=words_of_pool(scope),
    )


def _fewer_draws(terms: VoicesTerms) -> list[str]:
    if not 0 < terms.draws < terms.samples:
        return []
    return [SENTENCES["fewer_draws"].format(draws=terms.draws, samples=terms.samples)]


def _dependence(rows: Sequence[Reliance]) -> list[str]:
    by_channel: dict[str, list[str]] = {}
    for row in rows:
        if row.depends_on:
            by_channel.setdefault(row.depends_on, []).append(row.name)
    return [
        SENTENCES[
            "depends_on" if channel.casefold().startswith("the ") else "depends_on_the"
        ].format(groups=join_clauses(groups), channel=channel)
        for channel, groups in sorted(by_channel.items())
    ]


def _recency(recency: Recency) -> list[str]:
    lines = []
    if recency.past is not None and recency.past >= WORTH_SAYING:
        lines.append(SENTENCES["past"].format(share=_of_places(recency.past, recency)))
    if recency.unknown is not None and recency.unknown >= WORTH_SAYING:
        key = "unknown" if recency.unknown < 1 else "all_unknown"
        lines.append(SENTENCES[key].format(share=_of_places(recency.unknown, recency)))
    return lines


def _of_places(share: float, recency: Recency) -> str:
    """Return a share of the places: as it was counted where they are few."""
    places = recency.attendances or 0
    few = places < FEWEST_FOR_SHARE
    part, whole = (round(share * places), places) if few else (round(100 * share), 100)
    return PHRASES["of_few" if few else "of_100"].format(part=part, whole=whole)


def _past_by_channel(scopes: Sequence[Concentration]) -> list[str]:
    """Return the channels in which many places went to people whose experience is past."""
    channels = [
        PHRASES["past"].format(scope=scope.name, past=scope.past, attendances=scope.attendances)
        for scope in scopes
        if scope.past and scope.attendances and scope.past / scope.attendances >= WORTH_SAYING
    ]
    if not channels or len(scopes) == 1:
        return []  # of one channel the words before say it
    return [SENTENCES["past_by_channel"].format(channels=join_names(channels))]


def words_of_verdict(verdict: Verdict | None) -> str:
    """Return how a figure compares with luck; empty where that is not known."""
    return VERDICTS[verdict] if verdict else ""


def words_of_figure(number: float) -> str:
    """Return a number with its tenths where it is small and no whole number, or what it has.

    Examples
    --------
    >>> words_of_figure(12.3), words_of_figure(2.0), words_of_figure(0.0312), words_of_figure(0)
    ('12', '2', '0.03', '0')
    """
    if 0 < number < 1 / TENTHS_BELOW:
        return f"{number:.1g}"
    return f"{number:.1f}".removesuffix(".0") if number < TENTHS_BELOW else f"{number:,.0f}"


def words_of_scope(scope: Concentration, more_than_luck: float) -> str:
    """Return a scope against luck, in a sentence; empty where nobody came."""
    if not scope.half or scope.voices is None:
        return ""
    half, verdict = scope.by_luck("half"), scope.verdict(more_than_luck)
    return SENTENCES["scope" if half and verdict else "scope_alone"].format(
        scope=scope.name,
        people=words_of_people(scope.half),
        voices=scope.voices,
        fill=PHRASES["one_fills" if scope.half == 1 else "several_fill"],
        verdict=words_of_verdict(verdict),
        expected=words_of_people(round(half.expected)) + words_of_pool(scope) if half else "",
        why=words_of_reason(scope) or PAGE["untried"],
    )


def missing(
    voices: int | None, unknown: float | None, basis: PoolBasis | None, *, by_chance: bool
) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    unsaid = {
        "missing_attendance": not voices,
        "missing_experience": voices and unknown and unknown >= WORTH_SAYING,
        "missing_register": voices and basis == "estimated",
        "missing_sizes": voices and by_chance,
    }
    return tuple(SENTENCES[key] for key, is_so in unsaid.items() if is_so)


MEASURES = TableWords("Same voices: measures")
