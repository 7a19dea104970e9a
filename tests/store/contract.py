"""What every store is held to: the same counts, the same answers, in the same order."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import numpy as np

import reachmap as rm
from reachmap.model.fields import reference
from reachmap.model.nodes import Node
from reachmap.model.tables import NODE_TABLES
from reachmap.store.counts import Span
from reachmap.store.protocol import Store
from values import AS_OF

QUARTER = timedelta(days=91)
EARLIER = AS_OF - timedelta(days=200)


def plain(value: Any) -> Any:
    """Return a count as plain values that can be compared: arrays as lists, records as dicts."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in sorted(value.items())}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


def counts(store: Store, town: rm.StakeholderMap) -> Iterator[tuple[str, Any]]:
    """Yield every count of a store, by name; `town` gives the ids to ask about."""
    activities = [activity.id for activity in town.activities]
    halves = {"all": activities, "first": activities[: len(activities) // 2], "none": []}
    groups = [None, *(group.id for group in town.groups)]
    voices = [voice.id for voice in town.voices]
    span = Span(AS_OF - QUARTER, AS_OF)
    held = sorted({activity.date for activity in town.activities if activity.date})
    asked = sorted({*town.asks.days("date").tolist()})
    links = store.links()
    yield "links", sorted(map(repr, zip(*(links[name] for name in sorted(links)), strict=True)))
    yield "sizes", store.sizes()
    yield "turnout", [*store.turnout()]
    yield "said", [*store.said()]
    yield "findings", [*store.findings()]
    yield "pair_asks", store.pair_asks(AS_OF)
    yield "earlier pair_asks", store.pair_asks(EARLIER)
    yield "node_asks", store.node_asks(span)
    yield "group_asks", store.group_asks(span)
    yield "activity_asks", store.activity_asks([*activities[::2], "nowhere"])
    yield "attendance_by_voice", store.attendance_by_voice(span)
    yield "groups_of", store.groups_of(voices)
    yield "attendance_by_activity", store.attendance_by_activity()
    yield "people", store.people(span)
    for days in (held, asked):
        for edge in (Span(days[0], days[-1]),) if days else ():
            yield f"attendance_by_voice at {edge}", store.attendance_by_voice(edge)
            yield f"node_asks at {edge}", store.node_asks(edge)
            yield f"group_asks at {edge}", store.group_asks(edge)
            yield f"pair_asks at {edge}", store.pair_asks(edge.until)
            yield f"people at {edge}", store.people(edge)
    busy = {voice: number % 3 for number, voice in enumerate(voices[::2])}
    sets = [[group for group in groups[1:] if group], *([g] for g in groups if g), []]
    for n in (1, 3):
        yield f"similar_voices {n}", store.similar_voices(sets, busy=busy, rested=voices[:1], n=n)
    for name, some in halves.items():
        for step in (1, 2, 3):
            kinds = [some[start::step] for start in range(min(step, len(some)))]
            yield f"voices_alike {name} {step}", store.voices_alike(some, kinds)
            yield f"voices_alike {name} but {step}", store.voices_alike(some, kinds[1:])
        yield f"talking_voices {name}", store.talking_voices(some)
        yield f"most_frequent {name}", store.most_frequent(some, n=3)
        for group in groups:
            yield f"frequencies {name} {group}", store.frequencies(some, group=group)
            yield f"places {name} {group}", store.places(some, group=group)
            yield f"register {name} {group}", store.register(some, group=group)


def same_counts(store: Store, other: Store, town: rm.StakeholderMap) -> None:
    """Assert that two stores of a map give the same counts."""
    for (name, one), (_, two) in zip(counts(store, town), counts(other, town), strict=True):
        assert plain(one) == plain(two), name


def answers(desk: rm.ReachMap, town: rm.StakeholderMap) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield every public question about a map, ready to be asked."""
    groups = [group.id for group in town.groups]
    topics = sorted({a.topic for a in town.activities if a.topic})
    removable = [node.id for node in (*town.workers, *town.organisations) if node.id != "team"]
    yield "overview", desk.overview
    yield "participation", desk.participation
    yield "participation since", lambda: desk.participation(since=EARLIER)
    yield "voices", lambda: desk.voices(samples=20)
    yield "burden", desk.burden
    yield "methods", desk.methods
    yield "change", lambda: desk.change(seed=1)
    yield "routes_to_all", desk.routes_to_all
    yield "reach", lambda: desk.reach(samples=64)
    yield "calibration", desk.calibration
    yield "gatekeepers", desk.gatekeepers
    yield "links_to_build", lambda: desk.links_to_build(n=3)
    yield "review", desk.review
    yield "evidence", desk.evidence
    yield "readiness", desk.readiness
    for group in groups[:2]:
        yield f"routes {group}", partial(desk.routes, group, k=2)
        yield f"methods {group}", partial(desk.methods, group)
    for topic in topics[:1]:
        yield "methods by topic", partial(desk.methods, topic=topic)
    for node in removable[:1]:
        yield "what_if", partial(desk.what_if, remove=[node], samples=64)
    if town.voices:
        yield "panel", lambda: desk.panel(size=1, quotas={})


def answer_or_error(question: Callable[[], Any]) -> Any:
    """Return an answer as plain values, or the error instead of one."""
    try:
        answer = question()
    except rm.InputError as error:
        return repr(error)
    except rm.PlanError as error:
        return repr(error)
    return {"answer": answer.to_dict(), "words": answer.explain()}


def same_answers(desk: rm.ReachMap, other: rm.ReachMap, town: rm.StakeholderMap) -> None:
    """Assert that two front desks of a map give equal answers in equal words."""
    for (name, one), (_, two) in zip(answers(desk, town), answers(other, town), strict=True):
        assert answer_or_error(one) == answer_or_error(two), name


def unnamed_nodes(
    town: rm.StakeholderMap, named: set[str], wanted: Callable[[], bool]
) -> dict[str, list[Node]]:
    """Return some nodes that neither `named` nor any other node names, by table."""
    about = {town.about.team, town.about.subject, *town.about.asked}
    chosen = {
        node.id
        for node in town.nodes()
        if wanted() and node.id not in named | about and node.id not in town.teams
    }
    while True:
        others = (node for node in town.nodes() if node.id not in chosen)
        kept = {value for node in others for value in _ids_in(node)}
        if not kept & chosen:
            break
        chosen -= kept
    return {
        table: [node for node in getattr(town, table) if node.id in chosen]
        for table in NODE_TABLES.values()
    }


def _ids_in(node: Node) -> Iterator[str]:
    """Yield what a node names."""
    for name, field in type(node).model_fields.items():
        value = getattr(node, name)
        if reference(field) is not None and value is not None:
            yield from value if isinstance(value, tuple) else (value,)
