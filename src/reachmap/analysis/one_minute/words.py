"""The answer in one minute, in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from reachmap.analysis.participation.rows import FEWEST_EXPECTED, GroupHeard
from reachmap.analysis.readiness.rows import SignInSheet
from reachmap.analysis.review.rows import AnswerOwed
from reachmap.analysis.routes.rows import GroupRoute
from reachmap.analysis.voices.rows import Concentration, Verdict
from reachmap.words import (
    capitalised,
    join_names,
    sentence_tables,
    within_sentence,
    words_of_count,
    words_of_day,
    words_of_number,
    words_of_people,
)

WORDS = sentence_tables(__name__)
NOT_HEARD: Mapping[str, str] = WORDS["NOT_HEARD"]
LEAST_HEARD: Mapping[str, str] = WORDS["LEAST_HEARD"]
VOICES: Mapping[str, str] = WORDS["VOICES"]
VERDICTS: Mapping[Verdict, str] = WORDS["VERDICTS"]
ACTIONS: Mapping[str, str] = WORDS["ACTIONS"]
PHRASES: Mapping[str, str] = WORDS["PHRASES"]
LEFT_OUT: Mapping[str, str] = WORDS["LEFT_OUT"]

HELPS = 2
"""Most supports that one action names; the rest are counted."""


def words_of_unheard(unheard: Sequence[str], never: int, groups: int) -> str:
    """Return who is not heard: their names, and of how many groups that cannot be told."""
    if not groups:
        return NOT_HEARD["no_groups"]
    key = "unheard" if unheard else "never" if never else "none"
    if unheard and never:
        key = "unheard_and_never"
    elif never == groups:
        key = "all_never"
    return NOT_HEARD[key].format(
        groups=join_names(unheard),
        more=PHRASES["one_more" if never == 1 else "more"].format(number=words_of_number(never)),
        never=words_of_count(never, "group"),
        settle=NOT_HEARD["settle"],
    )


def words_of_least(least_heard: GroupHeard, others: int) -> str:
    """Return how many are known of the group heard least, and how many groups are like it."""
    fair, never = least_heard.fair_share or 0, (least_heard.people or 0) - (least_heard.asked or 0)
    key = "few" if fair < FEWEST_EXPECTED else "most" if never else "asked"
    if key == "most" and least_heard.unasked_factor is None:
        key = "most_all"
    words = LEAST_HEARD[key].format(
        name=least_heard.name,
        heard=f"{least_heard.heard or 0:,}",
        fair=f"{round(fair):,}",
        most=f"{round(least_heard.most or 0):,}",
    )
    if not others:
        return words
    number = words_of_number(others).capitalize()
    phrase = PHRASES["is_more" if others == 1 else "are_more"].format(number=number)
    return f"{words} {LEAST_HEARD['others'].format(others=phrase)}"


def words_of_voices(scope: Concentration, judged: Concentration, more_than_luck: float) -> str:
    """Return how few people filled half of the places, and whether luck would give as much."""
    if not scope.voices or not scope.half:
        return VOICES["nobody"]
    half = VOICES["half_of_one" if scope.attendances == 1 else "half"].format(
        people=words_of_people(scope.half).capitalize(),
        voices=f"{scope.voices:,}",
        places=f"{scope.attendances or 0:,}",
    )
    verdict = judged.verdict(more_than_luck)
    if verdict is None or not judged.half:
        return VOICES["standing" if judged.unjudged == "standing" else "plain"].format(half=half)
    words = VERDICTS[verdict]
    if judged.pool_basis == "estimated" and judged.pool is not None:
        words = VOICES["pool"].format(verdict=words, pool=words_of_people(judged.pool))
    return VOICES["verdict" if judged is scope else "open"].format(
        half=half, open=words_of_number(judged.half), voices=f"{judged.voices:,}", verdict=words
    )


def words_of_introduction(
    route: GroupRoute, day: date, *, today: date, asker: str, helps: Sequence[str]
) -> str:
    """Return what to ask first on a route, from which day, by whom, and what helps to join."""
    group, names = route.name, route.names[1:-1]
    if route.state == "part" and route.reached:
        group = ACTIONS["part_of"].format(reached=route.reached, group=group)
    opened = {"HEARS": ("through", "own_channel"), "GATHERS": ("at", "own_venue")}
    with_others, alone = opened.get(route.steps[-1].type or "", ("introduction", "own_trust"))
    askers = names[:-1] if with_others != "introduction" else names
    words = ACTIONS[with_others if askers else alone].format(
        names=f"{PHRASES['then'].join(askers)}{',' if len(askers) > 1 else ''}",
        group=group,
        last=names[-1] if names else "",
        day=words_of_day(day),
    )
    parts = [words, *words_of_asker(asker)]
    resting = [*route.waits_for, *(rest.name for rest in route.rests if rest.name)]
    if resting and day > today:
        parts.append(ACTIONS["rest"].format(names=join_names(dict.fromkeys(resting))))
    if helps:
        supports = join_names(map(within_sentence, helps), most=HELPS)
        parts.append(ACTIONS["helps"].format(helps=supports))
    return " ".join(parts)


def words_of_asker(asker: str) -> tuple[str, ...]:
    """Return who of us asks; nothing where that is not written down."""
    return (ACTIONS["asker"].format(asker=asker),) if asker else ()


def words_of_handover(
    name: str, day: date, *, has_room: bool, groups: Sequence[str], asker: str
) -> str:
    """Return whom to ask for a handover, by when, for which groups, and who of us asks.

    Who has been asked as often as they can manage is not asked at once.
    """
    words = ACTIONS["handover"].format(
        name=name,
        day=words_of_day(day),
        when=PHRASES["now" if has_room else "before_then"],
        groups=join_names(groups),
    )
    return " ".join([words, *words_of_asker(asker)])


def words_of_answer(answer_due: AnswerOwed, due: date, others: int) -> str:
    """Return which answer to give first, by when, and how many more wait."""
    words = ACTIONS["answer_late" if answer_due.late else "answer_due"].format(
        name=answer_due.name, day=words_of_day(due)
    )
    if answer_due.owners:
        owner = capitalised(join_names(answer_due.owners))
        words = ACTIONS["answer_owner"].format(owner=owner, words=within_sentence(words))
    more = ACTIONS["answers_more"].format(more=words_of_count(others, "more answer"))
    return f"{words} {more}" if others else words


def words_of_sign_in(sheet: SignInSheet, today: date) -> str:
    """Return what to ask on a sign-in sheet, when, and what it settles."""
    key = "sign_in" if sheet.day else "sign_in_next" if sheet.name else "sign_in_any"
    key = "sign_in_year" if sheet.sittings else key
    result = ACTIONS["settles" if sheet.settles else "settles_up_to"]
    return ACTIONS[key].format(
        questions=join_names(question.words for question in sheet.questions),
        name=sheet.name,
        day=words_of_day(sheet.day or today),
        result=result.format(
            settles=sheet.settles,
            perhaps=sheet.perhaps,
            groups=words_of_count(sheet.of, "group"),
        ),
    )
