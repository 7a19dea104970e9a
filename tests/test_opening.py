"""Opening a map where it lives, copying it between all forms, recording and forgetting."""

import shutil
import signal
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import NoReturn

import pytest

import reachmap as rm
from amounts import some_each_time
from folders import TOWN
from forks import elsewhere, killed
from reachmap.model.additions import Addition
from reachmap.store import MemoryStore, opening

DAY = date(2026, 3, 30)
FILE_FORMATS = ("town", "town.json", "town.xlsx", "town.db")


@pytest.fixture(params=FILE_FORMATS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a file, folder or store that holds the small town."""
    path = tmp_path / str(request.param)
    rm.read(TOWN).write(path)
    return path


@pytest.fixture(scope="module")
def boroughs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the demo borough in every form."""
    folder = tmp_path_factory.mktemp("boroughs")
    for name in FILE_FORMATS:
        rm.demo().write(folder / name)
    return folder


def whole(path: Path) -> rm.StakeholderMap:
    """Return the map that stands somewhere."""
    with rm.open(path) as desk:
        return desk.stakeholders


def an_ask(**changes: object) -> rm.Ask:
    """Return an ask of the small town."""
    given = {"date": DAY, "from": "team", "to": "carers-hub", "group": "young-carers"}
    return rm.Ask.model_validate(given | changes)


@pytest.mark.parametrize("one", some_each_time(FILE_FORMATS, 2))
@pytest.mark.parametrize("other", some_each_time(reversed(FILE_FORMATS), 2))
def test_a_copy_between_any_two_forms_loses_nothing(
    boroughs: Path, tmp_path: Path, one: str, other: str
) -> None:
    with rm.open(boroughs / one) as first:
        first.write(tmp_path / other)
    with rm.open(tmp_path / other) as copy:
        assert copy == rm.demo()


def test_a_map_is_opened_where_it_lives_and_closed_at_the_end(kept: Path) -> None:
    with rm.open(kept) as desk:
        assert isinstance(desk.store, MemoryStore) == (kept.suffix != ".db")
        assert desk.participation() == rm.read(TOWN).participation()
    desk.close()
    if kept.suffix == ".db":
        with pytest.raises(rm.StoreUnavailable):
            desk.participation()


def test_the_same_map_again_changes_nothing_in_a_store(tmp_path: Path) -> None:
    town = rm.read(TOWN)
    assert town.write(tmp_path / "town.db")
    assert not town.write(tmp_path / "town.db")
    assert not town.write(tmp_path / "town.db", force=True)


def test_another_map_is_not_replaced_in_a_store_unasked(tmp_path: Path) -> None:
    town = rm.read(TOWN)
    town.write(tmp_path / "town.db")
    with pytest.raises(rm.StoreConflict, match=r"holds another map; give --force"):
        rm.demo().write(tmp_path / "town.db")
    assert whole(tmp_path / "town.db") == town.stakeholders
    assert rm.demo().write(tmp_path / "town.db", force=True)
    assert whole(tmp_path / "town.db") == rm.demo().stakeholders


def test_a_store_whose_map_breaks_rules_is_replaced_only_when_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town = rm.read(TOWN)

    class Broken(MemoryStore):
        def whole(self) -> rm.StakeholderMap:
            raise rm.InvalidMap((rm.Issue("all is wrong", "Mend it"),))

        def write(self, stakeholders: rm.StakeholderMap, *, progress: object) -> None:
            assert progress is None
            self._map = stakeholders

        def version(self) -> int:
            return id(self._map)

    store = Broken(rm.demo().stakeholders)
    monkeypatch.setattr(opening, "open_store", lambda *_, **__: store)
    with pytest.raises(rm.StoreConflict, match=r"breaks rules \(reachmap check neo4j://host\)"):
        town.write("neo4j://host")
    assert town.write("neo4j://host", force=True)
    assert store._map == town.stakeholders


def test_a_store_takes_the_whole_map_alone(tmp_path: Path) -> None:
    with pytest.raises(rm.InputError, match="write what is for partner to a file"):
        rm.read(TOWN).write(tmp_path / "town.db", audience="partner")
    assert list(tmp_path.iterdir()) == []


def test_what_happened_is_written_into_any_form_in_one_step(kept: Path) -> None:
    before = whole(kept)
    rows: list[Addition] = [
        an_ask(outcome="passed-on"),
        an_ask(to="v1", group=None),
        rm.Finding(rule="feedback", subject="=1+1", answer="Told them\nand again"),
    ]
    with rm.record(kept, rows) as now:
        after = now.stakeholders
    assert whole(kept) == after
    assert len(after.asks) == len(before.asks) + 2
    assert set(rows[:2]) <= set(after.asks)
    assert rows[2] in list(after.findings)
    assert after.links == before.links
    assert after.attendance == before.attendance
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_a_link_takes_the_place_of_the_one_with_its_key(kept: Path) -> None:
    before = whole(kept)
    old = next(link for link in before.links if link.type == "KNOWS")
    fresh = old.model_copy(update={"last_contact": DAY, "owner": "the officer", "trust": None})
    rm.record(kept, [fresh]).close()
    after = whole(kept)
    assert fresh in after.links
    assert len(after.links) == len(before.links)


def test_a_row_that_does_not_fit_changes_nothing(kept: Path) -> None:
    before = whole(kept)
    rows: list[Addition] = [
        rm.Attendance(voice="nobody", activity="nowhere"),
        an_ask(to="carers-hubb"),
        an_ask(group="team"),
    ]
    with pytest.raises(rm.InvalidMap) as caught:
        rm.record(kept, rows)
    told = str(caught.value)
    for words in ("'nobody'", "'nowhere'", "'carers-hubb'", "Did you mean 'carers-hub'?", "'team'"):
        assert words in told
    assert whole(kept) == before


def test_a_voice_is_recorded_once_at_an_activity(kept: Path) -> None:
    before = whole(kept)
    row = next(iter(before.attendance))
    again = rm.Attendance(voice=row.voice, activity=row.activity)
    with pytest.raises(rm.InvalidMap):
        rm.record(kept, [again])
    came = {(each.voice, each.activity) for each in before.attendance}
    held = [each.id for each in before.activities if each.date and each.date < DAY]
    new = next(pair for pair in product([v.id for v in before.voices], held) if pair not in came)
    with pytest.raises(rm.InvalidMap):
        rm.record(kept, [rm.Attendance(voice=new[0], activity=new[1])] * 2)
    assert whole(kept) == before


def test_what_is_yet_to_come_is_not_written_down(kept: Path) -> None:
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011  as people mean it
    link = rm.Link.model_validate(
        {"from": "team", "type": "KNOWS", "to": "carers-hub", "last_contact": tomorrow}
    )
    with pytest.raises(rm.InvalidMap) as caught:
        rm.record(kept, [an_ask(date=tomorrow), link])
    assert [issue.message for issue in caught.value.issues] == [f"{tomorrow} is yet to come"] * 2


def test_a_voice_is_forgotten_with_every_trace(kept: Path) -> None:
    rows: list[Addition] = [
        an_ask(to="v1"),
        rm.PanelSeat(date=DAY, voice="v1"),
        rm.Finding(rule="rest", subject="v1", answer="They rest."),
    ]
    rm.record(kept, rows).close()
    before = whole(kept)
    came = sum(row.voice == "v1" for row in before.attendance)
    assert came > 0
    assert rm.forget(kept, "v1") == 1 + 3 + came
    after = whole(kept)
    assert "v1" not in {voice.id for voice in after.voices}
    for ledger in ("attendance", "asks", "panels", "findings"):
        assert not any("v1" in vars(row).values() for row in getattr(after, ledger))
    assert len(after.attendance) == len(before.attendance) - came
    assert after.links == before.links
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_nobody_is_forgotten_who_is_not_there(kept: Path) -> None:
    before = whole(kept)
    with pytest.raises(rm.UnknownNode, match="no single voice"):
        rm.forget(kept, "v999")
    assert whole(kept) == before


def test_a_store_that_fails_to_take_rows_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []

    class Failing(MemoryStore):
        def append(self, changes: object) -> None:
            raise rm.StoreConflict(str(changes)[:0] or "somebody was first")

        def close(self) -> None:
            closed.append(True)

    monkeypatch.setattr(opening, "open_store", lambda *_, **__: Failing(rm.read(TOWN).stakeholders))
    with pytest.raises(rm.StoreConflict, match="somebody was first"):
        rm.record(tmp_path / "town.db", [an_ask()])
    assert closed == [True]


def test_a_server_elsewhere_is_opened_without_encryption_only_when_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = []

    def opened(source: str, *, insecure: bool, driver: None, auth: None) -> MemoryStore:
        given.append((source, insecure, driver, auth))
        return MemoryStore(rm.read(TOWN).stakeholders)

    monkeypatch.setattr(opening, "open_store", opened)
    rm.open("neo4j://host/db?map=town").close()
    rm.open("bolt://host", insecure=True).close()
    assert given == [
        ("neo4j://host/db?map=town", False, None, None),
        ("bolt://host", True, None, None),
    ]


def recorded(path: Path, count: int, to: str, tell: Callable[[int], object] = id) -> int:
    """Write down ask after ask, tell of each, and return how many there were."""
    for n in range(count):
        rm.record(path, [an_ask(date=date(2026, 3, 1 + n), to=to, group=None)]).close()
        tell(n)
    return count


@pytest.mark.parametrize("name", some_each_time(FILE_FORMATS, 1))
def test_two_who_write_at_once_lose_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    rm.read(TOWN).write(path)
    both: list[Callable[[], int]]
    both = [partial(recorded, path, 8, to) for to in ("carers-hub", "college")]
    assert elsewhere(both) == [8, 8]
    assert len(whole(path).asks) == len(whole(TOWN).asks) + 16


@pytest.mark.parametrize("name", some_each_time(FILE_FORMATS, 1))
def test_a_kill_leaves_the_old_map_or_the_new(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    before = rm.read(TOWN)

    def work(tell: Callable[[int], object]) -> NoReturn:
        recorded(path, 25, "carers-hub", tell)
        while True:
            signal.pause()

    for wait in (0.0, 0.01, 0.03, 0.06, 0.1):
        shutil.rmtree(path, ignore_errors=True)
        before.write(path, force=True)
        told = len(killed(work, after=wait))
        asks = len(whole(path).asks) - len(before.stakeholders.asks)
        assert asks in (told, told + 1)  # what was acknowledged is there
