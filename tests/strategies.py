"""Whole maps made up by hypothesis: every table, every field, ties, odd texts, blanks."""

from datetime import timedelta
from typing import Any, get_args

from hypothesis import strategies as st

import reachmap as rm
from reachmap.model.choices import Speaking
from values import (
    AS_OF,
    BARRIERS,
    CODES,
    METHODS,
    SUPPORTS,
    chances,
    counts,
    days,
    ends,
    few,
    hours,
    levels,
    maybe,
    names,
    one_of,
    some,
    texts,
    vocabularies,
)

__all__ = ["AS_OF", "maps"]


@st.composite
def maps(draw: st.DrawFn, *, rich: bool = False) -> rm.StakeholderMap:
    """Return a whole valid map; a rich one has a dense trust network and a hop limit that bites."""
    size = st.integers(2 if rich else 0, 4)
    ids = {
        kind: [f"{kind[:2]}{kind[-1]}{n}" for n in range(draw(size))]
        for kind in ("group", "worker", "champion", "channel", "venue", "activity", "voice")
    }
    bodies = draw(st.integers(3, 4)) if rich else draw(size)
    ids["organisation"] = ["team", *(f"or{n}" for n in range(bodies))]
    nodes = _nodes(draw, ids, rich=rich)
    links = draw(_links(nodes, ids, rich=rich))
    activities = {activity.id: activity for activity in nodes["activities"]}
    ledgers = _ledgers(draw, ids, activities)
    nodes["activities"] = tuple(_sound(activity, ledgers) for activity in nodes["activities"])
    hops = draw(st.sampled_from([2, 3])) if rich else draw(st.sampled_from([1, 2, 5]))
    return rm.StakeholderMap(
        about=rm.About(
            title=draw(maybe(texts)),
            area=draw(maybe(names)),
            area_population=draw(maybe(st.integers(100, 1000))),
            team=draw(st.sampled_from([None, "team"])),
            as_of=AS_OF,
            date_order=draw(st.sampled_from([None, "dmy", "mdy"])),
            currency=draw(st.sampled_from(["GBP", "EUR"])),
            register_complete=draw(st.booleans()),
            illustrative=draw(st.booleans()),
        ),
        **nodes,
        links=links,
        **ledgers,
        **draw(vocabularies()),
        assumptions=rm.Assumptions.of([("max_hops", hops), ("chance.KNOWS", draw(chances))]),
    )


def _nodes(draw: st.DrawFn, ids: dict[str, list[str]], *, rich: bool) -> dict[str, Any]:
    groups = ids["group"]
    organisations, workers = ids["organisation"], ids["worker"]
    languages = st.sampled_from([(), ("Polish",), ("Arabic", "BSL")])
    staying = {*organisations[1:4], *workers[:2]} if rich else set()
    return {
        "groups": tuple(
            rm.Group(
                id=id_,
                name=draw(names),
                category=draw(maybe(st.sampled_from(["bakers", *CODES]))),
                population=draw(maybe(st.integers(1, 100))),
                population_source=draw(maybe(texts)),
                part_of=draw(some(groups[:place], 2)),
                barriers=draw(some(list(BARRIERS))),  # type: ignore[arg-type]  # barriers all
                languages=draw(languages),
                hidden=draw(st.booleans()),
                finding_question=draw(maybe(texts)),
                notes=draw(maybe(texts)),
            )
            for place, id_ in enumerate(groups)
        ),
        "organisations": tuple(
            rm.Organisation(
                id=id_,
                name=draw(names),
                team=id_ == "team" or (id_ not in staying and draw(st.integers(0, 11)) == 0),
                sector=draw(maybe(st.sampled_from(["charity", "council"]))),
                capacity=draw(maybe(st.integers(0, 6))),
                influence=draw(maybe(levels)),
                interest=draw(maybe(levels)),
                languages=draw(languages),
                notes=draw(maybe(texts)),
            )
            for id_ in organisations
        ),
        "workers": tuple(
            rm.KeyWorker(
                id=id_,
                name=draw(names),
                role=draw(maybe(names)),
                organisation=draw(one_of(organisations)),
                capacity=draw(maybe(st.integers(0, 6))),
                until=None if id_ in staying else draw(maybe(ends)),
                consent=draw(st.booleans()),
                languages=draw(languages),
                influence=draw(maybe(levels)),
                interest=draw(maybe(levels)),
                notes=draw(maybe(texts)),
            )
            for id_ in workers
        ),
        "champions": tuple(
            rm.Champion(
                id=id_,
                name=draw(names),
                groups=draw(some(groups)),
                supported_by=draw(one_of([*organisations, *workers])),
                trained_on=draw(maybe(days)),
                lived_experience=draw(maybe(st.sampled_from(["current", "past"]))),
                lived_until=draw(maybe(days)),
                languages=draw(languages),
                capacity=draw(maybe(st.integers(0, 6))),
                until=draw(maybe(ends)),
                consent=draw(st.booleans()),
                notes=draw(maybe(texts)),
            )
            for id_ in ids["champion"]
        ),
        "channels": tuple(
            rm.Channel(
                id=id_,
                name=draw(names),
                method=draw(maybe(st.sampled_from(["tea", *METHODS]))),
                run_by=draw(one_of(organisations)),
                capacity=draw(maybe(st.integers(0, 6))),
                anonymous=draw(maybe(st.booleans())),
                notes=draw(maybe(texts)),
            )
            for id_ in ids["channel"]
        ),
        "venues": tuple(
            rm.Venue(
                id=id_,
                name=draw(names),
                setting=draw(maybe(names)),
                area=draw(maybe(names)),
                accessible=draw(maybe(st.booleans())),
                notes=draw(maybe(texts)),
            )
            for id_ in ids["venue"]
        ),
        "activities": tuple(draw(_activity(id_, ids)) for id_ in ids["activity"]),
        "voices": tuple(
            rm.Voice(
                id=id_,
                name=draw(names),
                groups=draw(some(groups)),
                lived_experience=draw(maybe(st.sampled_from(["current", "past"]))),
                lived_until=draw(maybe(days)),
                notes=draw(maybe(texts)),
            )
            for id_ in ids["voice"]
        ),
    }


@st.composite
def _activity(draw: st.DrawFn, id_: str, ids: dict[str, list[str]]) -> rm.Activity:
    return rm.Activity(
        id=id_,
        name=draw(names),
        date=draw(maybe(days | st.just(AS_OF + timedelta(30)))),
        level=draw(maybe(st.sampled_from(["engagement", "co-design"]))),
        method=draw(maybe(st.sampled_from(["tea", *METHODS]))),
        channel=draw(one_of(ids["channel"])),
        venue=draw(one_of(ids["venue"])),
        run_by=draw(one_of(ids["organisation"])),
        groups=draw(some(ids["group"])),
        records=draw(st.just(()) | some([*ids["group"], "bakers", *CODES])),
        topic=draw(maybe(st.sampled_from(["stroke", "parking"]))),
        sensitive=draw(st.booleans()),
        anonymous=draw(maybe(st.booleans())),
        can_change=draw(maybe(texts)),
        staff_hours=draw(maybe(hours)),
        attended=draw(maybe(st.integers(0, 40))),
        invited=draw(maybe(counts)),
        supports=draw(some(["cake", *SUPPORTS])),
        notice_days=draw(maybe(counts)),
        decided_on=draw(maybe(days)),
        feedback_on=draw(maybe(days)),
        concerns=draw(one_of(ids["organisation"])),
        no_choice=draw(maybe(st.sampled_from(["safety", "legal"]))),
        cost=draw(maybe(counts)),
        frontline_staff=draw(maybe(st.booleans())),
        notes=draw(maybe(texts)),
    )


def _ledgers(
    draw: st.DrawFn, ids: dict[str, list[str]], activities: dict[str, rm.Activity]
) -> dict[str, Any]:
    past = [id_ for id_, each in activities.items() if each.date is None or each.date <= AS_OF]
    kinds: st.SearchStrategy[Any] = st.sampled_from(["own", *get_args(Speaking)])
    came = [
        rm.Attendance(voice=voice, activity=activity, speaking=draw(kinds))
        for voice in ids["voice"]
        for activity in past
        if draw(st.booleans())
    ]
    heads = [
        draw(_heads(a, g)) for a in activities for g in ids["group"] if draw(st.integers(0, 2)) == 0
    ]
    askers = [*ids["organisation"], *ids["worker"], *ids["champion"], *ids["channel"]]
    ask = st.builds(
        rm.Ask,
        date=st.dates(AS_OF - timedelta(200), AS_OF + timedelta(5)),
        from_=st.sampled_from(askers),
        to=st.sampled_from([*askers, *ids["venue"], *ids["voice"]]),
        group=one_of(ids["group"]),
        activity=one_of(ids["activity"]),
        outcome=maybe(st.sampled_from(["passed-on", "declined", "no-answer", "full"])),
    )
    told = [
        rm.Said(
            activity=a,
            group=draw(one_of(ids["group"])),
            question=draw(maybe(texts)),
            theme=draw(maybe(names)),
            summary=draw(maybe(texts)),
            response=draw(maybe(texts)),
            told_on=draw(maybe(days)),
            owner=draw(maybe(names)),
        )
        for a in ids["activity"]
        if draw(st.booleans())
    ]
    seats = [
        rm.PanelSeat(date=draw(days), voice=v, chance=draw(maybe(chances)))
        for v in [*ids["voice"], *ids["champion"]]
        if draw(st.booleans())
    ]
    answers = [
        rm.Finding(rule=rule, subject=subject, answer=draw(texts), on=draw(maybe(days)))
        for rule in ("cold", "silent")
        for subject in ("team", *ids["group"])
        if draw(st.booleans())
    ]
    return {
        "attendance": rm.Ledger.of(rm.Attendance, came),
        "turnout": rm.Ledger.of(rm.Turnout, heads),
        "asks": rm.Ledger.of(rm.Ask, draw(st.lists(ask, max_size=12))),
        "said": rm.Ledger.of(rm.Said, told),
        "panels": rm.Ledger.of(rm.PanelSeat, seats),
        "findings": rm.Ledger.of(rm.Finding, answers),
    }


@st.composite
def _heads(draw: st.DrawFn, activity: str, group: str) -> rm.Turnout:
    """Return a head count; now and then only how many were invited is known."""
    attended = draw(few | st.none())
    invited = draw(counts if attended is None else maybe(counts))
    return rm.Turnout(activity=activity, group=group, invited=invited, attended=attended)


def _sound(activity: rm.Activity, ledgers: dict[str, Any]) -> rm.Activity:
    """Return the activity with at least as many people as its attendance and turnout have."""
    if activity.attended is None:
        return activity
    rows = sum(row.activity == activity.id for row in ledgers["attendance"])
    heads = [row.attended or 0 for row in ledgers["turnout"] if row.activity == activity.id]
    return activity.model_copy(update={"attended": max(activity.attended, rows, *heads, 0)})


def _skeleton(ids: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """Return links of three short ways to a group, of a long one, and of one way to another."""
    (group, other), (first, second) = ids["group"][:2], ids["worker"][:2]
    bodies = ids["organisation"][1:4]
    return [
        *(("KNOWS", "team", body) for body in bodies),
        *(("TRUSTED_BY", body, group) for body in bodies),
        ("KNOWS", bodies[0], first),
        ("KNOWS", first, second),
        ("TRUSTED_BY", second, group),
        ("TRUSTED_BY", bodies[1], other),
    ]


@st.composite
def _links(
    draw: st.DrawFn, nodes: dict[str, Any], ids: dict[str, list[str]], *, rich: bool
) -> list[rm.Link]:
    contacts = [*ids["organisation"], *ids["worker"], *ids["champion"], *ids["channel"]]
    trusted = [*ids["organisation"], *ids["worker"], *ids["champion"]]
    pairs = {
        "KNOWS": [(a, b) for a in contacts for b in contacts if a != b],
        "USES": [(a, b) for a in ids["organisation"] for b in ids["venue"]],
        "TRUSTED_BY": [(a, b) for a in trusted for b in ids["group"]],
        "HEARS": [(a, b) for a in ids["channel"] for b in ids["group"]],
        "GATHERS": [(a, b) for a in ids["venue"] for b in ids["group"]],
        "EMPLOYS": [(w.organisation, w.id) for w in nodes["workers"] if w.organisation],
    }
    every = [(type_, *pair) for type_, found in pairs.items() for pair in found]
    if not every:
        return []
    chosen = draw(st.lists(st.sampled_from(every), max_size=24, unique=True))
    if rich:
        chosen = [*dict.fromkeys([*_skeleton(ids), *chosen])]
    sources = st.sampled_from([None, "manager"])
    links = [
        rm.Link(
            from_=tail,
            type=type_,
            to=head,
            source=draw(sources),
            both_ways=type_ == "KNOWS" and draw(st.booleans()),
            trust=draw(maybe(st.integers(1, 5))),
            chance=draw(maybe(chances)),
            days=draw(maybe(st.integers(0, 9))),
            cost=draw(maybe(st.sampled_from([0, 0, 100, 250]))),
            last_contact=draw(maybe(days)),
            owner=draw(maybe(names)),
            notes=draw(maybe(texts)),
        )
        for type_, tail, head in chosen
    ]
    twice = [link.model_copy(update={"source": "officer", "trust": 2}) for link in links[:2]]
    return [*links, *twice]
