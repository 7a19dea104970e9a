"""Questions that are counted inside the server, and what their answers must be like."""

from dataclasses import dataclass
from typing import Any

from reachmap.model.tables import kinds_of
from reachmap.store.neo4j.answers import (
    Count,
    Counts,
    Day,
    DayNumbers,
    Question,
    Text,
    Texts,
    Yes,
    question,
)
from reachmap.store.neo4j.gathering import day_number
from reachmap.store.neo4j.patterns import OWN, Patterns, where

OTHER, NOT_PASSED_ON, PASSED_ON = 0, 1, 2
"""Codes of asks by outcome: of no introduction, full or still open; declined or not answered."""
PEOPLE = ("voice", "champion")
NODES = tuple(sorted(kinds_of(("organisations", "workers", "champions", "channels", "venues"))))
"""Kinds that may be asked, but for voices."""


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions to one layout of the graph; one about tables it has not is empty."""

    everyone: Question
    groups_of: Question
    least_busy: Question
    pair_asks: Question
    asks: Question
    activity_asks: Question
    voice_attendance: Question
    asked_attendance: Question
    people: Question
    loads: Question
    seats: Question
    only_staff: Question
    talked: Question
    kinds: Question
    alike: Question
    often_few: Question
    often_many: Question
    sittings: Question
    most_frequent: Question
    beyond: Question


def questions_of(graph: Patterns) -> Questions:
    """Return the questions to a layout of the graph."""
    return Questions(
        **_of_voices(graph),
        **_of_asks(graph),
        **_of_planned(graph),
        **_of_attendance(graph),
        **_of_kinds(graph),
        **_of_frequency(graph),
    )


def _if(graph: Patterns, tables: tuple[str, ...], asked: Question) -> Question:
    """Return a question, emptied where the graph lacks a table that it is about."""
    return asked if all(map(graph.has, tables)) else asked._replace(text="")


def _of_voices(graph: Patterns) -> dict[str, Question]:
    voices, own, id_ = graph.every("v", "voice"), graph.groups("v", "voice"), _voice_id(graph)
    people = graph.every("p", *PEOPLE)
    seated, seat = graph.value("panels", "voice", "s"), graph.value("panels", "date", "s")
    asked = {
        "everyone": question(
            "voices", f"{voices} RETURN {own} AS own, collect({id_}) AS ids", Texts, Texts
        ),
        "groups_of": question(
            "voices",
            f"{graph.among('v', 'voice', 'voices')} RETURN {own} AS own, collect({id_}) AS ids",
            *(Texts, Texts),
        ),
        # Voices of the same groups share as much of any set: the least busy are enough.
        "least_busy": question(
            "voices",
            f"{voices} WITH v, {own} AS own, {id_} AS id WHERE size(own) > 0 AND NOT id IN $rested "
            "WITH own, id ORDER BY coalesce($busy[id], 0), id "
            "RETURN own, collect(id)[..$n] AS ids",
            *(Texts, Texts),
        ),
    }
    rows = {
        "people": question(
            "people",
            f"{people} RETURN {graph.groups('p', *PEOPLE)} AS own, "
            f"collect({graph.identity('p', *PEOPLE)}) AS ids",
            *(Texts, Texts),
        ),
        "seats": question(
            "panels",
            f"{graph.every_row('panels', 's')} AND {seat} <= $until "
            f"RETURN {seated}, count(*), max({seat})",
            *(Text, Count, Day),
        ),
    }
    named = {name: _if(graph, ("voices",), each) for name, each in asked.items()}
    return named | {"people": rows["people"], "seats": _if(graph, ("panels",), rows["seats"])}


def _of_asks(graph: Patterns) -> dict[str, Question]:
    asks = graph.all_joined("asks", "n", "r", "m")
    day, group, activity, outcome = (
        graph.value("asks", name, "r") for name in ("date", "group", "activity", "outcome")
    )
    inside = f"{day} > $after AND {day} <= $until"
    asked = {
        "pair_asks": question(
            "asks",
            f"{asks} AND {day} <= $until AND NOT ({graph.is_of('m', 'voice')}) "
            f"WITH n, m, collect({day_number(day)}) AS days, "
            f"collect(CASE WHEN {group} IS NULL AND {activity} IS NOT NULL THEN {OTHER} "
            f"WHEN {outcome} = 'passed-on' THEN {PASSED_ON} "
            f"WHEN {outcome} IN $scored THEN {NOT_PASSED_ON} ELSE {OTHER} END) AS outcomes "
            f"RETURN collect({graph.identity('n', *NODES)}), "
            f"collect({graph.identity('m', *NODES)}), collect(days), collect(outcomes)",
            *(Texts, Texts, list[DayNumbers], list[Counts]),
            even=(0, 1, 2, 3),
        ),
        "asks": question(
            "asks",
            f"{asks} AND {inside} WITH {graph.identity('m', *NODES, 'voice')} AS to, "
            f"{group} AS group, {day_number(day)} AS day "
            "RETURN collect(to), collect(day), "
            "collect(group), collect(CASE WHEN group IS NOT NULL THEN day END)",
            *(Texts, DayNumbers, Texts, DayNumbers),
        ),
        "loads": question(
            "asks",
            f"{asks} AND {inside} AND ({graph.is_of('m', *PEOPLE)}) "
            f"RETURN {graph.identity('m', *PEOPLE)}, count(*)",
            *(Text, Count),
        ),
    }
    return {name: _if(graph, ("asks",), each) for name, each in asked.items()}


def _of_planned(graph: Patterns) -> dict[str, Question]:
    asks, activity = graph.all_joined("asks", "n", "r", "m"), graph.value("asks", "activity", "r")
    day, outcome = graph.value("asks", "date", "r"), graph.value("asks", "outcome", "r")
    asked = question(
        "asks",
        f"{asks} AND {activity} IN $activities AND NOT ({graph.is_of('m', 'voice')}) "
        f"WITH {activity} AS id, {day} AS day, {outcome} AS outcome "
        "RETURN id, min(day), count(*), count(outcome), "
        "sum(CASE outcome WHEN 'passed-on' THEN 1 ELSE 0 END)",
        *(Text, Day, Count, Count, Count),
    )
    return {"activity_asks": _if(graph, ("asks",), asked)}


def _of_attendance(graph: Patterns) -> dict[str, Question]:
    voices, own, id_ = graph.every("v", "voice"), graph.groups("v", "voice"), _voice_id(graph)
    activity = graph.identity("a", "activity")
    until, lived = _lived(graph)
    held = graph.value("activities", "date", "a")
    asked = {
        "voice_attendance": question(
            "attendance",
            f"{graph.every('a', 'activity')} AND {held} > $after AND {held} <= $until "
            f"WITH a, {day_number(held)} AS day {_came(graph)} "
            f"WITH v, collect(day) AS days RETURN collect({id_}), collect(days)",
            *(Texts, list[DayNumbers]),
            even=(0, 1),
        ),
        "only_staff": question(
            "attendance",
            f"{voices} AND EXISTS {{ {_came_by(graph)} }} "
            f"AND NOT EXISTS {{ {_came_by(graph, talking=True)} }} RETURN {id_}",
            Text,
        ),
        "talked": question(
            "voices",
            "CALL { "
            f"{graph.among('a', 'activity', 'activities')} {_came(graph)} RETURN DISTINCT v "
            "} "
            f"WITH {own} AS own, {lived} IS NULL AND {until} IS NULL AS unknown "
            "RETURN own, unknown, count(*)",
            *(Texts, Yes, Count),
        ),
        "beyond": question(
            "attendance",
            f"{graph.given('a', 'activity', 'pools', 'pool')} {_came(graph)} "
            f"AND NOT any(g IN {own} WHERE g IN pool) RETURN {activity}, {id_}",
            *(Text, Text),
        ),
    }
    named = {name: _if(graph, _ATTENDED, each) for name, each in asked.items()}
    return named | {"asked_attendance": _if(graph, (*_ATTENDED, "asks"), _asked_attendance(graph))}


def _asked_attendance(graph: Patterns) -> Question:
    """Return the question on which days voices came to what an ask to them had named.

    From the asks, which are few: whether there was one is long in finding for each who came.
    """
    to_voice = where(f"({graph.is_of('v', 'voice')})", graph.fits("v", "voice"))
    asked, named = (graph.value("asks", name, "q") for name in ("date", "activity"))
    held = graph.value("activities", "date", "a")
    came = where(
        graph.fits("a", "activity"),
        f"{graph.identity('a', 'activity')} = named",
        f"{held} > $after AND {held} <= $until",
        f"{_spoke(graph)} IN $talking",
    )
    return question(
        "attendance",
        f"{graph.all_joined('asks', 'n', 'q', 'v')} AND {named} IS NOT NULL "
        f"AND {asked} > $after AND {asked} <= $until "
        f"WITH DISTINCT v, {named} AS named {to_voice} MATCH {_joined(graph)} {came} "
        f"WITH v, collect({day_number(held)}) AS days RETURN collect({_voice_id(graph)}), "
        "collect(days)",
        *(Texts, list[DayNumbers]),
        even=(0, 1),
    )


def _lived(graph: Patterns) -> tuple[str, str]:
    """Return until when a voice lived through what it speaks of, and whether it does."""
    return graph.value("voices", "lived_until", "v"), graph.value("voices", "lived_experience", "v")


def _of_kinds(graph: Patterns) -> dict[str, Question]:
    voices, own = graph.every("v", "voice"), graph.groups("v", "voice")
    activity = graph.identity("a", "activity")
    until, lived = _lived(graph)
    asked = {
        # Looking up a text of a node for each row costs more than walking to it: people alike
        # are gathered first, and their rows are walked together.
        "kinds": question(
            "attendance",
            f"{voices} WITH {own} AS own, {until} AS until, "
            f"CASE {lived} WHEN 'past' THEN 1 WHEN 'current' THEN 0 ELSE 2 END AS experience, "
            "collect(v) AS voices "
            "CALL (voices) { UNWIND voices AS v "
            f"MATCH {_joined(graph)} {where(graph.fits('a', 'activity'))} "
            f"WITH a, {_spoke(graph)} AS speaking, count(*) AS came "
            f"RETURN speaking, collect(coalesce({activity}, '')) AS activities, "
            "collect(came) AS counts } "
            "RETURN own, until, experience, speaking, activities, counts",
            *(Texts, Any, Count, Any, Texts, Counts),
            even=(4, 5),
        ),
        "sittings": question(
            "attendance",
            f"{voices} MATCH {_joined(graph)} "
            f"{where(graph.fits('a', 'activity'), f'{_spoke(graph)} IN $talking')} "
            f"WITH v, collect({activity}) AS activities RETURN {own} AS own, activities",
            *(Texts, Texts),
        ),
        "alike": question(
            "attendance",
            f"{graph.given('a', 'activity', 'kinds', 'kind')} {_came(graph, 'heard')} "
            "WITH DISTINCT v, kind WITH v, collect(kind) AS kinds "
            f"WITH {own} AS own, kinds, count(*) AS people "
            "RETURN own, collect(kinds), collect(people)",
            *(Texts, list[Counts], Counts),
            even=(1, 2),
        ),
    }
    return {name: _if(graph, _ATTENDED, each) for name, each in asked.items()}


def _of_frequency(graph: Patterns) -> dict[str, Question]:
    voices, own, id_ = graph.every("v", "voice"), graph.groups("v", "voice"), _voice_id(graph)
    talking = f"{_spoke(graph)} IN $talking"
    activity = graph.identity("a", "activity")
    fits = graph.fits("a", "activity")
    # For most activities, going through all voices and leaving out the others is quicker.
    few = f"{graph.among('a', 'activity', 'activities')} {_came(graph)}"
    many = (
        "OPTIONAL "
        f"{graph.every('x', 'activity')} AND NOT {graph.identity('x', 'activity')} IN $activities "
        f"WITH collect(x) AS others {voices} "
        f"MATCH {_joined(graph)} {where(fits, talking, 'NOT a IN others')}"
    )
    often = (
        "WITH v, count(*) AS came, "
        f"max(CASE WHEN {_spoke(graph)} IN $heard THEN 1 ELSE 0 END) AS heard "
        f"WITH {own} AS own, came, heard, count(*) AS people "
        "RETURN own, collect(came), collect(heard), collect(people)"
    )
    columns: dict[str, Any] = {"even": (1, 2, 3)}
    asked = {
        "often_few": question(
            "attendance", f"{few} {often}", Texts, Counts, Counts, Counts, **columns
        ),
        "often_many": question(
            "attendance", f"{many} {often}", Texts, Counts, Counts, Counts, **columns
        ),
        # A voice came at most as often as it has rows, and those are counted without walking.
        "most_frequent": question(
            "attendance",
            f"{voices} AND COUNT {{ {graph.joined('attendance', 'v', '', '')} }} >= $least "
            f"MATCH {_joined(graph)} {where(fits, talking, f'{activity} IN $activities')} "
            "WITH v, count(*) AS came WHERE came >= $least "
            f"WITH {id_} AS id, came RETURN id, came ORDER BY came DESC, id LIMIT $n",
            *(Text, Count),
        ),
    }
    return {name: _if(graph, _ATTENDED, each) for name, each in asked.items()}


_ATTENDED = ("voices", "activities", "attendance")


def _voice_id(graph: Patterns) -> str:
    return graph.identity("v", "voice")


def _joined(graph: Patterns) -> str:
    return graph.joined("attendance", "v", "r", "a")


def _spoke(graph: Patterns) -> str:
    return graph.value("attendance", "speaking", "r")


def _came(graph: Patterns, how: str = "talking") -> str:
    """Return the clause that walks from activities to the voices that came and talked."""
    spoke = f"{_spoke(graph)} IN ${how}"
    return f"MATCH {_joined(graph)} {where(graph.fits('v', 'voice'), spoke)}"


def _came_by(graph: Patterns, *, talking: bool = False) -> str:
    """Return the pattern of a voice that came to an activity by a day."""
    held = graph.value("activities", "date", "a")
    day = f"({held} IS NULL OR {held} <= $until)"
    spoke = f"{_spoke(graph)} IN $talking" if talking else ""
    return f"MATCH {_joined(graph)} {where(graph.fits('a', 'activity'), day, spoke)}"


QUESTIONS = questions_of(OWN)
"""Those to our own layout."""
