"""Changes of a file: whole, checked, and told to whoever reads it."""

import random
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from bars import assert_within
from builders import AS_OF, came, heads, town
from reachmap.model.columns import columns_of
from reachmap.model.tables import LEDGERS
from reachmap.store import MemoryStore
from reachmap.store.counts import Span
from reachmap.store.sqlite import SQLiteStore
from store.contract import same_counts
from strategies import made_up, maps

many = settings(max_examples=some_of(300, usual=8), suppress_health_check=list(HealthCheck))


def made(path: Path, stakeholders: rm.StakeholderMap) -> SQLiteStore:
    """Return a store of a map in a file of that folder."""
    store = SQLiteStore(path / "map.db", make=True)
    store.write(stakeholders)
    return store


def test_the_same_map_again_changes_nothing(tmp_path: Path) -> None:
    store = made(tmp_path, town())
    before, version = (tmp_path / "map.db").read_bytes(), store.version()
    store.write(town())
    assert store.version() == version
    assert (tmp_path / "map.db").read_bytes() == before
    store.append({"said": {"activity": ["spring"], "summary": ["more seats"]}})
    version = store.version()
    store.write(store.whole())
    assert store.version() == version
    store.write(town())
    assert store.version() != version
    assert store.whole() == town()


@pytest.mark.parametrize("added", [[], ["spring"]], ids=["as written", "with a row added"])
def test_a_map_that_was_broken_by_hand_is_put_right_by_writing_it_anew(
    tmp_path: Path, added: list[str]
) -> None:
    store = made(tmp_path, town())
    store.append({"said": {"activity": added}})
    whole, version = store.whole(), store.version()
    with closing(sqlite3.connect(tmp_path / "map.db")) as db, db:
        db.execute("UPDATE channels SET run_by = 'nobody'")
    assert store.version() != version
    with pytest.raises(rm.InvalidMap):
        store.whole()
    with pytest.raises(rm.StoreConflict, match="changed since it was read here, by hand"):
        store.write(whole)
    again = SQLiteStore(tmp_path / "map.db")
    again.write(whole)
    assert again.whole() == whole


def test_two_changes_of_one_map_are_two_versions(tmp_path: Path) -> None:
    store = made(tmp_path, town())
    copy = tmp_path / "copy.db"
    copy.write_bytes((tmp_path / "map.db").read_bytes())
    other = SQLiteStore(copy)
    assert other.version() == store.version()
    store.append({"said": {"activity": ["spring"]}})
    other.append({"said": {"activity": ["autumn"]}})
    assert other.version() != store.version()


def test_another_map_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    store = made(tmp_path, rm.demo().stakeholders)
    store.write(town())
    assert store.whole() == town()
    same_counts(store, MemoryStore(town()), town())
    assert store.whole() != rm.demo().stakeholders


def test_progress_is_reported_now_and_then_while_a_map_is_written(tmp_path: Path) -> None:
    names = [f"v{n}" for n in range(60_000)]
    voices = [rm.Voice(id=name, name=name) for name in names]
    changed = rm.Assumptions.of([("max_hops", 4), ("rest_days", 80)])
    big = town(voices=voices, attendance=came(), assumptions=changed)
    reports: list[tuple[str, int, int]] = []
    store = SQLiteStore(tmp_path / "map.db", make=True)
    store.write(big, progress=lambda what, done, of: reports.append((what, done, of)))
    assert 4 <= len(reports) <= 20
    assert [done for _, done, _ in reports] == sorted(done for _, done, _ in reports)
    assert reports[-1][1:] == (reports[-1][2],) * 2
    assert reports[-1][2] == sum(big.sizes().values())
    assert {what for what, _, _ in reports} == {"voices", "turnout"}


def test_a_change_by_another_is_seen_at_once(tmp_path: Path) -> None:
    store = made(tmp_path, town())
    other = SQLiteStore(tmp_path / "map.db")
    version, outline = other.version(), other.outline()
    assert other.outline() is outline
    asked = len(other.node_asks(Span(AS_OF - timedelta(9), AS_OF)).to)
    store.append({"asks": {"date": [AS_OF], "from": ["team"], "to": ["v1"]}})
    assert other.version() != version
    assert other.outline() is not outline
    assert len(other.node_asks(Span(AS_OF - timedelta(9), AS_OF)).to) == asked + 1


def test_an_outline_never_mixes_two_versions(tmp_path: Path) -> None:
    store = made(tmp_path, town())
    outline = store.outline()
    assert [group.id for group in outline.groups] == ["carers", "students"]
    SQLiteStore(tmp_path / "map.db").write(rm.demo().stakeholders)
    assert [group.id for group in outline.groups] == ["carers", "students"]
    with pytest.raises(rm.StoreConflict, match="changed while it was looked at: ask again"):
        _ = outline.organisations
    assert len(store.outline().organisations) == len(rm.demo().stakeholders.organisations)


def test_links_are_of_the_map_that_a_question_began_with(tmp_path: Path) -> None:
    store = made(tmp_path, town())
    early = store.at_one_state()
    with closing(SQLiteStore(tmp_path / "map.db")) as other:
        other.append({"links": {"from_": ["forum"], "type": ["HEARS"], "to": ["students"]}})
    with pytest.raises(rm.StoreConflict, match="ask again"):
        early.links()
    # What it looked up of the later map must not speak of its own beginning to others.
    assert early.outline().groups
    late = store.at_one_state()
    assert ("forum", "students") in {(link.from_, link.to) for link in late.outline().links}
    assert len(late.links()["to"]) == len(late.outline().links)


def test_links_have_one_order_wherever_a_map_lives(tmp_path: Path) -> None:
    stakeholders = next(each for each in map(made_up, range(50)) if len(each.links) > 5)
    store = made(tmp_path, stakeholders)
    some = {name: values[:3] for name, values in columns_of(stakeholders, "links").items()}
    store.append({"links": some})
    assert store.whole() == stakeholders
    assert {name: [*each] for name, each in store.links().items()} == MemoryStore(
        stakeholders
    ).links()


def test_what_others_added_since_it_was_read_is_never_written_over(tmp_path: Path) -> None:
    store = made(tmp_path, town())
    read = store.whole()
    other = SQLiteStore(tmp_path / "map.db")
    other.append({"findings": {"rule": ["cold"], "subject": ["team"], "answer": ["we know"]}})
    changed = replace(read, about=rm.About(title="Another", as_of=AS_OF))
    with pytest.raises(rm.StoreConflict, match=r"since it was read here, by process \d+ on"):
        store.write(changed)
    store.append({"said": {"activity": ["spring"]}})
    with pytest.raises(rm.StoreConflict):
        store.write(changed)
    both = replace(store.whole(), about=changed.about)
    store.write(both)
    assert [row.answer for row in store.whole().findings] == ["we know"]


BAD: dict[str, tuple[dict[str, Any], list[str]]] = {
    "who is not there": (
        {"asks": {"date": [AS_OF, AS_OF], "from": ["team", "team"], "to": ["v9", "vv1"]}},
        ["there is no .* 'v9'", "there is no .* 'vv1'. Did you mean 'v1'"],
    ),
    "of the wrong kind": (
        {"attendance": {"voice": ["team"], "activity": ["carers"]}},
        ["'team' is an organisation, not a voice", "'carers' is a group, not an activity"],
    ),
    "there already": (
        {"attendance": {"voice": ["v1"], "activity": ["spring"]}},
        ["row 1.*has a row of the same voice, activity already"],
    ),
    "twice": (
        {"attendance": {"voice": ["v1", "v1"], "activity": ["autumn", "autumn"]}},
        ["row 2.*this row repeats another of the same voice, activity"],
    ),
    "yet to come": (
        {"attendance": {"voice": ["v1"], "activity": ["planned"]}},
        ["'planned' takes place on 2026-04-30, after 2026-03-31"],
    ),
    "more than came": (
        {"turnout": {"activity": ["full"], "group": ["carers"], "attended": [4]}},
        ["3 came to 'full' in all, but turnout would have 4"],
    ),
    "one too many": (
        {"attendance": {"voice": ["v1", "v2"], "activity": ["full", "full"]}},
        ["3 came to 'full' in all, but attendance would have 4"],
    ),
    "no count": (
        {"turnout": {"activity": ["spring"], "group": ["carers"]}},
        ["neither how many were invited nor how many came"],
    ),
    "bad values": (
        {"asks": {"date": ["2026-01-01"], "from": ["team"], "to": ["v1"], "outcome": ["so-so"]}},
        ["column date.*valid date", "column outcome.*input should be 'passed-on'"],
    ),
    "a table that cannot grow": (
        {"methods": {"code": ["m9"]}, "ask": {"to": ["v1"]}},
        ["no rows can be added to 'methods'", "'ask'. Did you mean 'asks'"],
    ),
    "a column of no table": (
        {"asks": {"date": [AS_OF], "form": ["team"], "to": ["v1"]}},
        ["there is no column 'form'"],
    ),
    "columns of two lengths": (
        {"links": {"from_": ["team"], "type": ["KNOWS", "KNOWS"], "to": ["forum"]}},
        ["links: the columns are not of one length"],
    ),
    "links that cannot be": (
        {
            "links": {
                "from": ["team", "team", "forum", "team"],
                "type": ["HEARS", "KNOWS", "RUNS", "EMPLOYS"],
                "to": ["carers", "team", "team", "nobody"],
            }
        },
        [
            "HEARS leads from channel to group; 'team' is",
            "'team' is linked to itself",
            "no record gives RUNS",
            "there is no organisation or .*'nobody'",
        ],
    ),
    "a mark of two tables": (
        {
            "panels": {"date": [AS_OF], "voice": ["team"]},
            "said": {"activity": ["spring"], "group": ["nobody"]},
        },
        ["panels.*'team' is an organisation", "said.*there is no group 'nobody'"],
    ),
    "how to reach a person": (
        {"said": {"activity": ["spring"], "owner": ["kim@example.org"]}},
        ["said.*column owner: holds an e-mail address, which a map is not for"],
    ),
}


def full_town() -> rm.StakeholderMap:
    """Return a town with a meeting to which three came in all, two of them by name."""
    activities = [*town().activities, rm.Activity(id="full", name="Full", attended=3)]
    voices = [*town().voices, *(rm.Voice(id=f"w{n}", name=f"w{n}") for n in range(2))]
    rows = came(("v1", "spring"), ("w0", "full"), ("w1", "full"))
    return town(activities=activities, voices=voices, attendance=rows)


@pytest.mark.parametrize("what", BAD)
def test_rows_that_do_not_fit_are_refused_all_at_once_and_nothing_is_added(
    tmp_path: Path, what: str
) -> None:
    store = made(tmp_path, full_town())
    version = store.version()
    changes, told = BAD[what]
    good = {"findings": {"rule": ["cold"], "subject": ["team"], "answer": ["we know"]}}
    with pytest.raises(rm.InvalidMap) as caught:
        store.append(good | changes)
    for each in told:
        assert caught.match(each)
    assert store.version() == version
    assert store.whole() == full_town()


def test_a_link_of_the_same_key_gives_way(tmp_path: Path) -> None:
    old = rm.Link(from_="team", type="KNOWS", to="forum", trust=1)
    told = rm.Link(from_="team", type="KNOWS", to="forum", trust=2, source="manager")
    store = made(tmp_path, town(links=[old, told]))
    store.append({"links": {"from": ["team"], "type": ["KNOWS"], "to": ["forum"], "trust": [5]}})
    assert [(link.source, link.trust) for link in store.whole().links] == [
        (None, 5),
        ("manager", 2),
    ]
    runs = {"from": ["team"], "type": ["RUNS"], "to": ["forum"], "notes": ["since May"]}
    store.append({"links": runs})
    assert len(store.whole().links) == 3


def test_adding_nothing_changes_nothing(tmp_path: Path) -> None:
    store = made(tmp_path, town())
    version = store.version()
    store.append({"asks": {}, "links": {"from_": [], "type": [], "to": []}})
    assert store.version() == version


@many
@given(town=maps())
def test_a_voice_forgotten_leaves_no_trace(
    tmp_path_factory: pytest.TempPathFactory, town: rm.StakeholderMap
) -> None:
    if not town.voices:
        return
    gone = random.Random(len(town.voices)).choice(town.voices).id  # noqa: S311  any of them
    store = made(tmp_path_factory.mktemp("town"), town)
    before = {name: len(getattr(town, name)) for name in (*LEDGERS, "links", "voices")}
    removed = store.forget(gone)
    whole = store.whole()
    assert removed == sum(before[name] - len(getattr(whole, name)) for name in before)
    same_counts(store, MemoryStore(whole), whole)
    assert gone not in {voice.id for voice in whole.voices}
    assert [row for row in whole.attendance if row.voice == gone] == []
    assert [row for row in whole.asks if gone in {row.to, row.from_}] == []
    assert [row for row in whole.panels if row.voice == gone] == []
    store.close()


def test_no_byte_of_a_voice_forgotten_stays_in_the_file(tmp_path: Path) -> None:
    secret = "zq-canary-zq"  # noqa: S105  a name to look for
    voices = [rm.Voice(id=f"v{n}", name=f"v{n}") for n in range(500)]
    voices.append(rm.Voice(id=secret, name=f"Name {secret}", notes=f"notes on {secret} " * 400))
    asks = [
        rm.Ask.model_validate({"date": AS_OF, "from": "team", "to": to})
        for to in [voice.id for voice in voices] * 2
    ]
    rows = came((secret, "spring"), *((f"v{n}", "spring") for n in range(400)))
    big = town(voices=voices, asks=rm.Ledger.of(rm.Ask, asks), attendance=rows)
    store = made(tmp_path, big)
    assert secret.encode() in (tmp_path / "map.db").read_bytes()
    assert store.forget(secret) == 4
    assert secret.encode() not in (tmp_path / "map.db").read_bytes()
    store.write(town())
    assert b"v499" not in (tmp_path / "map.db").read_bytes()


def test_who_is_to_be_forgotten_must_be_a_voice(tmp_path: Path) -> None:
    store = made(tmp_path, town())
    version = store.version()
    for name in ("v11", "team"):
        with pytest.raises(rm.UnknownNode) as caught:
            store.forget(name)
        assert caught.value.kind == "voice"
    with pytest.raises(rm.UnknownNode, match="the nearest: 'v1'"):
        store.forget("v11")
    assert store.version() == version


@pytest.mark.timed
def test_ten_thousand_rows_are_added_in_well_under_a_second(tmp_path: Path) -> None:
    days = [date(2026, 1, 1) + timedelta(n % 80) for n in range(10_000)]
    names = [f"v{n:05d}" for n in range(10_000)]
    voices = [rm.Voice(id=name, name=name, groups=("carers",)) for name in names]
    store = made(tmp_path, town(voices=voices, attendance=came()))
    start = time.process_time()
    store.append({"attendance": {"voice": names, "activity": ["spring"] * 10_000}})
    store.append({"asks": {"date": days, "from": ["team"] * 10_000, "to": names}})
    took = time.process_time() - start
    print(f"20,000 rows in {took:.2f} s")  # noqa: T201  the figure
    assert_within(took, 1)
    assert store.voices_alike(["spring"], []).people.tolist() == [10_000]


def test_heads_that_are_counted_are_there_for_the_answers(tmp_path: Path) -> None:
    store = made(tmp_path, town(turnout=heads()))
    store.append({"turnout": {"activity": ["spring"], "group": ["students"], "attended": [7]}})
    desk, other = rm.ReachMap(store), rm.ReachMap.of(store.whole())
    assert desk.participation().to_dict() == other.participation().to_dict()
