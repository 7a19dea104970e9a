"""What-if: held against maps that were truly changed, and what must never happen."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import reachmap as rm
from amounts import some_of
from builders import AS_OF
from folders import TOWN
from reachmap.analysis.routes.question import routes_to_all
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.what_if.leaving import leaving
from reachmap.analysis.what_if.question import WhatIf, what_if
from reachmap.errors import InputError
from reachmap.model.derived import all_links
from reachmap.network.reach import reach
from reachmap.network.touched import NetworkChances, touched_nodes
from reachmap.release import release
from reachmap.store.memory import MemoryStore
from strategies import maps

many = settings(max_examples=some_of(200, usual=12), suppress_health_check=list(HealthCheck))
ROUTE_KINDS = ("organisation", "worker", "champion", "channel", "venue")


def asked(town: rm.StakeholderMap, **options: Any) -> WhatIf:
    """Ask what-if of a map."""
    return what_if(Snapshot.of(town), **options)


def truly(town: rm.StakeholderMap, before: rm.StakeholderMap) -> dict[str, tuple[Any, ...]]:
    """Return, for each group of a map, what a what-if should say of it.

    What a link usually does is what it did on the map before.
    """
    usual = Snapshot.of(before).network.usual
    trust = Snapshot(MemoryStore(town), usual=usual).network
    net = trust.network
    groups = [group.id for group in town.groups]
    numbers = [net.ids.index(group) for group in groups]
    sources = [net.ids.index(team) for team in town.teams]
    hops = town.assumptions.max_hops
    found = reach(net, numbers, sources=sources, closed=net.gone, max_hops=hops)
    roomy = routes_to_all(Snapshot(MemoryStore(with_room(town)), usual=usual))
    best = {row.group: row for row in roomy.groups if row.state == "open"}
    return {
        group: (
            pytest.approx(chance, abs=1e-12),
            pytest.approx(best[group].chance) if group in best else None,
            best[group].nodes if group in best else (),
        )
        for group, chance in zip(groups, found.chance.tolist(), strict=True)
    }


def with_room(town: rm.StakeholderMap) -> rm.StakeholderMap:
    """Return a map in which nobody's diary can be full."""
    tables = town.as_tables()
    for table in ("organisations", "workers", "champions", "channels"):
        tables[table] = tuple(
            row.model_copy(update={"capacity": None}) for row in getattr(town, table)
        )
    return rm.StakeholderMap(**tables)  # type: ignore[arg-type]  # by table name


def those_who_go_with(town: rm.StakeholderMap, gone: str) -> set[str]:
    """Return whom a body employs, runs or supports, and whom those it employs support."""
    links = [(link.from_, link.type, link.to) for link in all_links(town)]
    people: tuple[rm.KeyWorker | rm.Champion, ...] = (*town.workers, *town.champions)
    left = {each.id for each in people if each.until and each.until < AS_OF}
    own = {"EMPLOYS", "RUNS", "SUPPORTS"}
    first = {to for from_, type_, to in links if from_ == gone and type_ in own} - left
    second = {to for from_, type_, to in links if from_ in first and type_ == "SUPPORTS"} - left
    return first | second


def bereft(town: rm.StakeholderMap, gone: str) -> rm.StakeholderMap:
    """Return a map without a node, and without every mention of it."""
    tables: dict[str, Any] = dict(town.as_tables())
    for table, rows in tables.items():
        if isinstance(rows, rm.Ledger):
            kept = [row for row in rows if gone not in row.model_dump().values()]
            tables[table] = rm.Ledger.of(rows.record, kept)
        elif isinstance(rows, tuple):
            tables[table] = tuple(
                forgetting(row, gone) for row in rows if getattr(row, "id", None) != gone
            )
    tables["links"] = tuple(link for link in town.links if gone not in {link.from_, link.to})
    tables["about"] = town.about.model_copy(update={"team": None})
    return rm.StakeholderMap(**tables)


def forgetting(row: Any, gone: str) -> Any:
    """Return a row with references to a node made blank."""
    blank = {name: None for name in type(row).model_fields if getattr(row, name) == gone}
    return row.model_copy(update=blank)


def states(answer: WhatIf, side: str) -> dict[str, tuple[Any, ...]]:
    """Return what an answer says of each group, before or after."""
    return {
        row.group: tuple(
            getattr(row, f"{field}_{side}") for field in ("chance", "best_chance", "best_route")
        )
        for row in answer.groups
    }


@many
@given(town=maps(rich=True), data=st.data())
def test_a_node_removed_is_as_if_it_had_never_been(
    town: rm.StakeholderMap, data: st.DataObject
) -> None:
    nodes = [n.id for n in town.nodes() if n.kind in ROUTE_KINDS and n.id not in town.teams]
    gone = data.draw(st.sampled_from(nodes))
    keep_staff = data.draw(st.booleans())
    answer = asked(town, remove=[gone], keep_staff=keep_staff)
    assume(not answer.sampled)  # samples are drawn by the ids of links, and here some are gone
    bodies = {body.id for body in town.organisations}
    staff = those_who_go_with(town, gone) if gone in bodies and not keep_staff else set()
    assert {*answer.also_removed} == staff
    assert states(answer, "before") == truly(town, town)
    without = town
    for id_ in (gone, *staff):
        without = bereft(without, id_)
    assert states(answer, "after") == truly(without, town)
    for row in answer.groups:
        assert row.change <= 1e-12
        assert row.lost == (bool(row.best_route_before) and not row.best_route_after)
        assert (row.independent_routes_after or 0) <= (row.independent_routes_before or 0)


@many
@given(town=maps(rich=True), mutual=st.booleans(), data=st.data())
def test_a_link_removed_or_added_is_as_in_a_map_without_or_with_it(
    town: rm.StakeholderMap,
    mutual: bool,  # noqa: FBT001  drawn
    data: st.DataObject,
) -> None:
    if not mutual:
        one_way = [link.model_copy(update={"both_ways": False}) for link in town.links]
        town = replace(town, links=one_way)
    written = [link for link in town.links if link.type in {"KNOWS", "TRUSTED_BY", "HEARS", "USES"}]
    assume(written)
    link = data.draw(st.sampled_from(written))
    key = (link.from_, link.type, link.to)
    turned = (link.to, link.type, link.from_)
    others = tuple(
        each.model_copy(update={"both_ways": False})
        if (each.from_, each.type, each.to) == turned
        else each
        for each in town.links
        if (each.from_, each.type, each.to) != key
    )
    same = [each for each in town.links if (each.from_, each.type, each.to) == key]
    back = [
        each.model_copy(update={"from_": each.to, "to": each.from_, "both_ways": False})
        for each in same
        if each.both_ways
    ]
    known = {(each.from_, each.type, each.to, each.source or "") for each in others}
    assume(not any(each.key in known for each in back))
    tables = {**town.as_tables(), "links": (*others, *back)}
    without = rm.StakeholderMap(**tables)  # type: ignore[arg-type]  # by table name
    answer = asked(town, remove=[key])
    assert states(answer, "after") == truly(without, town)
    if not any(each.both_ways for each in town.links):
        again = asked(without, add=same)
        made = [
            each.model_copy(update={"last_contact": each.last_contact or AS_OF}) for each in same
        ]
        tables["links"] = (*others, *made)
        whole = rm.StakeholderMap(**tables)  # type: ignore[arg-type]  # by table name
        assert states(again, "after") == truly(whole, without)


@many
@given(town=maps(rich=True), data=st.data())
def test_a_weakened_relationship_never_helps_and_a_new_one_never_harms(
    town: rm.StakeholderMap, data: st.DataObject
) -> None:
    net = Snapshot.of(town).network.network
    links = [link for link in all_links(town) if link.type != "PART_OF" and link.from_ in net.ids]
    link = data.draw(st.sampled_from(links))
    place = net.link(net.ids.index(link.from_), net.ids.index(link.to))
    chance = float(net.chance[place])
    answer = asked(town, weaken={(link.from_, link.type, link.to): chance / 2})
    assert all(row.change <= 1e-12 for row in answer.groups)
    same = asked(town, weaken={(link.from_, link.type, link.to): chance})
    assert all(row.change == 0 for row in same.groups)
    assert same.changed == ()
    group = data.draw(st.sampled_from(town.groups)).id
    pairs = {(each.from_, each.to) for each in all_links(town)}
    bodies = [body.id for body in town.organisations if (body.id, group) not in pairs]
    assume(bodies)
    new = rm.Link(from_=data.draw(st.sampled_from(bodies)), type="TRUSTED_BY", to=group)
    assert all(row.change >= -1e-12 for row in asked(town, add=[new]).groups)


@many
@given(town=maps(rich=True), data=st.data())
def test_only_what_can_have_changed_is_touched(
    town: rm.StakeholderMap, data: st.DataObject
) -> None:
    net = Snapshot.of(town).network.network
    place = data.draw(st.integers(0, len(net.tail) - 1))
    chance = net.chance.copy()
    chance[place] = 0.0
    groups = [net.ids.index(group.id) for group in town.groups]
    sources = [net.ids.index(team) for team in town.teams]
    hops = town.assumptions.max_hops
    terms: dict[str, Any] = {"sources": sources, "closed": net.gone, "max_hops": hops}
    was = reach(net, groups, **terms).chance
    is_ = reach(net, groups, **terms, chance=chance).chance
    found = touched_nodes(
        NetworkChances(net, net.chance), NetworkChances(net, chance), max_hops=hops
    )
    other = replace(net, tail=net.tail.copy())
    assert (
        touched_nodes(NetworkChances(net, net.chance), NetworkChances(other, chance), max_hops=hops)
        == found
    )
    moved = {net.ids[group] for group, a, b in zip(groups, was, is_, strict=True) if a != b}
    assert moved <= found
    assert net.ids[net.head[place]] in found


def test_nothing_is_touched_where_nothing_changed() -> None:
    net = Snapshot.of(rm.demo().stakeholders).network.network
    worth = NetworkChances(net, net.chance)
    assert touched_nodes(worth, worth, max_hops=5) == frozenset()


def town() -> rm.StakeholderMap:
    """Return a map of two ways to carers, one of them through a worker alone."""
    return rm.StakeholderMap(
        about=rm.About(as_of=AS_OF),
        organisations=[
            rm.Organisation(id="team", name="Engagement team", team=True),
            rm.Organisation(id="hub", name="Carers' Hub"),
        ],
        workers=[rm.KeyWorker(id="officer", name="Liaison officer", organisation="hub")],
        groups=[rm.Group(id="carers", name="Carers"), rm.Group(id="young", name="Young carers")],
        links=[
            rm.Link(from_="team", type="KNOWS", to="hub", chance=0.5),
            rm.Link(from_="hub", type="TRUSTED_BY", to="carers", chance=0.5),
            rm.Link(from_="officer", type="TRUSTED_BY", to="young", chance=0.4),
        ],
        assumptions=rm.Assumptions.of([("undated_days", 0)]),
    )


def test_the_words_tell_who_is_lost_and_who_is_not() -> None:
    answer = asked(town(), remove=["Liaison officer"])
    assert answer.sentences() == (
        "If Liaison officer is gone:",
        "No known way is left to Young carers.",
        "Nothing changes for the other 1 of 2 groups.",
    )
    assert [row.group for row in answer.changed] == ["young"]
    frame = answer.to_frame()
    assert list(frame.columns) == [
        "group",
        "name",
        "chance_before",
        "chance_after",
        "best_chance_before",
        "best_chance_after",
        "best_route_before",
        "best_route_after",
        "independent_routes_before",
        "independent_routes_after",
        "lost",
    ]
    assert frame["lost"].tolist() == [False, True]
    assert frame["chance_before"].tolist() == pytest.approx([0.25, 0.5 * 0.95 * 0.4])


def test_with_an_organisation_go_its_staff_and_what_it_runs_or_alone_supports() -> None:
    hub = town()
    full = replace(
        hub,
        workers=[
            *hub.workers,
            rm.KeyWorker(
                id="former", name="Former officer", organisation="hub", until=date(2026, 1, 1)
            ),
            rm.KeyWorker(id="free", name="Free worker"),
        ],
        champions=[
            rm.Champion(id="sam", name="Sam", groups=("young",), supported_by="officer"),
            rm.Champion(id="kim", name="Kim", groups=("young",), supported_by="free"),
        ],
        channels=[rm.Channel(id="choir", name="Carers' choir", run_by="hub")],
        links=[*hub.links, rm.Link(from_="team", type="KNOWS", to="officer", chance=0.5)],
    )
    answer = asked(full, remove=["hub"])
    assert answer.also_removed == ("officer", "sam", "choir")
    assert answer.sentences() == (
        "If Carers' Hub is gone:",
        "These go too, as nobody else employs, runs or supports them: Liaison officer, Sam and "
        "Carers' choir.",
        "No known way is left to Young carers and Carers.",
    )
    alone = asked(full, remove=["hub"], keep_staff=True)
    assert alone.also_removed == ()
    assert [row.group for row in alone.groups if row.lost] == ["carers"]
    # One who is employed no more, in the same breath, does not go.
    parted = asked(full, remove=["hub", ("hub", "EMPLOYS", "officer")])
    assert parted.also_removed == ("choir",)
    assert asked(full, remove=["officer"]).also_removed == ()


def test_a_derived_link_can_go_and_a_node_can_come() -> None:
    gone = asked(town(), remove=[("hub", "EMPLOYS", "officer")])
    assert [row.lost for row in gone.groups] == [False, True]
    friend = rm.KeyWorker(id="nurse", name="School nurse")
    new = asked(
        town(),
        add=[
            friend,
            rm.Link(from_="team", type="KNOWS", to="nurse", chance=1.0),
            rm.Link(from_="nurse", type="TRUSTED_BY", to="young", chance=1.0),
        ],
    )
    young = new.groups[1]
    assert young.chance_after == 1
    assert (young.independent_routes_before, young.independent_routes_after) == (1, 2)
    assert "Easier to reach: Young carers" in new.explain()
    assert "School nurse is added" in new.explain()


def test_a_change_that_matters_to_nobody_says_so() -> None:
    lone = rm.Organisation(id="lone", name="Lone body")
    answer = asked(town(), add=[lone])
    assert answer.sentences()[-1] == "No group is easier or harder to reach than before."


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "nothing to change"),
        ({"remove": ["team"]}, "nobody would be left to ask"),
        ({"remove": ["officer "], "max_hops": 0}, "max_hops"),
        ({"remove": ["oficer"]}, "officer"),
        ({"remove": [("team", "USES", "hub")]}, "there is team KNOWS hub"),
        ({"remove": [("hub", "KNOWS", "team")]}, "there is no link hub KNOWS team"),
        ({"remove": [("team", "hub")]}, "a link is (from, type, to)"),
        ({"weaken": {("team", "KNOWS", "hub"): 0}}, "above 0 and at most 1"),
        ({"weaken": {("team", "KNOWS", "hub"): 2}}, "above 0 and at most 1"),
        ({"weaken": {("team", "KNOWS", "hub"): True}}, "above 0 and at most 1"),
        ({"add": [rm.Voice(id="v", name="v")]}, "nodes of the trust network"),
        ({"add": [rm.Organisation(id="hub", name="Twice")]}, "used twice"),
        ({"add": [rm.Link(from_="hub", type="KNOWS", to="nobody")]}, "nobody"),
        ({"remove": ["hub"], "samples": 0}, "samples"),
    ],
)
def test_what_cannot_be_asked_is_told(options: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError) as caught:
        asked(town(), **options)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 400


def test_the_same_seed_gives_the_same_answer_where_there_are_too_many_ways() -> None:
    bodies = [rm.Organisation(id=f"o{n}", name=f"O{n}") for n in range(60)]
    links = [rm.Link(from_="team", type="KNOWS", to=body.id, chance=0.3) for body in bodies]
    links += [
        rm.Link(from_=f"o{n}", type="KNOWS", to=f"o{m}", chance=0.3)
        for n in range(60)
        for m in (n + 1, n + 7, n + 13)
        if m < 60
    ]
    links += [rm.Link(from_=f"o{n}", type="TRUSTED_BY", to="g", chance=0.1) for n in range(60)]
    crowd = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="T", team=True), *bodies],
        groups=[rm.Group(id="g", name="G"), rm.Group(id="h", name="H")],
        links=[*links, rm.Link(from_="o0", type="TRUSTED_BY", to="h", chance=0.5)],
    )
    first, again = (asked(crowd, remove=["o5"], samples=2048) for _ in range(2))
    assert first == again
    assert "g" in first.sampled
    assert first.groups[0].change <= 0
    other = asked(crowd, remove=["o5"], samples=2048, seed=1)
    assert other.groups[0].chance_before != first.groups[0].chance_before


def test_a_group_that_can_be_reached_in_part_alone_changes_with_that_part() -> None:
    town = rm.StakeholderMap(
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            rm.Organisation(id="college", name="College"),
        ],
        groups=[
            rm.Group(id="languages", name="People who use other languages"),
            rm.Group(id="polish", name="Polish speakers", part_of=("languages",)),
            rm.Group(id="women", name="Women"),
        ],
        links=[
            rm.Link(from_="team", type="KNOWS", to="college"),
            rm.Link(from_="college", type="TRUSTED_BY", to="polish"),
        ],
    )
    answer = what_if(Snapshot.of(town), remove=["college"])
    words = "People who use other languages: only a part of them can be reached, and that changes"
    assert answer.sentences()[1:] == (
        "No known way is left to Polish speakers.",
        f"{words} (Polish speakers).",
        "Nothing changes for the other 1 of 3 groups.",
    )
    (departure,) = leaving(Snapshot.of(town), ["college"]).nodes
    assert departure.sentences()[1:] == answer.sentences()[1:]


def test_the_map_after_a_what_if_is_the_one_that_it_speaks_of() -> None:
    desk = rm.read(TOWN)
    made = rm.Link.model_validate({"from": "surgery", "type": "TRUSTED_BY", "to": "young-carers"})
    more = desk.what_if(add=[made])
    free = {row.group: row.chance_if_free for row in more.map.reach().groups}
    assert free == pytest.approx({row.group: row.chance_after or 0 for row in more.groups})
    answer = desk.what_if(remove=["carers-hub"], add=[made])
    after = answer.map
    assert isinstance(after, rm.ReachMap)
    gone = {"carers-hub", *answer.also_removed}
    assert not gone & {node.id for node in after.stakeholders.nodes()}
    assert ("surgery", "young-carers") in {(e.from_, e.to) for e in after.stakeholders.links}
    assert len(after.stakeholders.attendance) == len(desk.stakeholders.attendance)
    assert desk == rm.read(TOWN)
    assert "library" not in after.what_if(remove=["library"]).map.stakeholders.ids("venue")


def test_the_map_after_a_what_if_stays_where_it_was_asked() -> None:
    answer = rm.read(TOWN).what_if(remove=["carers-hub"])
    sent = pickle.loads(pickle.dumps(answer))  # noqa: S301  our own
    assert sent == answer
    read = rm.WhatIf.model_validate_json(answer.model_dump_json())
    assert read == answer
    for other in (sent, read, release(answer, audience="public").content):
        with pytest.raises(rm.InputError, match="made where it was asked"):
            _ = other.map


def test_a_weakened_link_has_its_new_chance_on_the_map() -> None:
    key = ("carers-hub", "TRUSTED_BY", "carers")
    desk = rm.read(TOWN)
    link = next(each for each in desk.stakeholders.links if (each.from_, each.to) == key[::2])
    after = desk.what_if(weaken={(link.from_, link.type, link.to): 0.2}).map
    (same,) = (e for e in after.stakeholders.links if (e.from_, e.to) == key[::2])
    assert (link.chance, same.chance) != (0.2, None)
    assert same == link.model_copy(update={"chance": 0.2})
