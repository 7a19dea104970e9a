"""Columns read whole, and links checked by their kinds, come to what reading one by one does."""

import gc
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reachmap as rm
from builders import town
from reachmap import garbage
from reachmap.io import read_source
from reachmap.io.json_document import document_text
from reachmap.io.tables import cells, collector
from reachmap.model import checks
from reachmap.model.columns import columns_of, links_of, made_of
from reachmap.model.content import Content
from reachmap.model.rules import Names
from reachmap.release import release
from strategies import made_up

ODD: tuple[object, ...] = (
    *(None, "", " ", True, False, 1, 1.0, 0, -3, 2.5, "x", " y ", "n/a", "Total", "(example)"),
    *("31/02/2026", "2026-01-01", "a;b", "CafÃ©", "groups", ["a", 1], [], {}),
)


def told(path: Path) -> tuple[object, ...]:
    """Return the map of a file as text, or what is wrong with it, and all that is worth knowing."""
    try:
        reading = read_source(path)
    except rm.InvalidMap as error:
        return error.issues, error.warnings, error.read
    return document_text(release(reading.stakeholders)), reading.warnings, reading.counts


def spoilt(document: dict[str, Any], dice: np.random.Generator) -> dict[str, Any]:
    """Return a document with some cells and rows as nobody should write them."""
    lists = [rows for rows in document.values() if isinstance(rows, list) and rows]
    for _ in range(dice.integers(0, 4)):
        rows = lists[dice.integers(len(lists))]
        row = rows[dice.integers(len(rows))]
        column = [*row][dice.integers(len(row))] if row else "id"
        row[column] = ODD[dice.integers(len(ODD))]
        if dice.random() < 0.2:
            rows.append(dict(row))
    return document


def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "all_parsed", lambda *_: None)
    monkeypatch.setattr(collector, "whole_columns", lambda *_: None)
    monkeypatch.setattr(checks, "all_fit", lambda *_: False)


@pytest.mark.parametrize("seed", range(8))
def test_whole_columns_read_as_their_cells_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    path = tmp_path / "town.json"
    document = json.loads(document_text(release(made_up(seed, rich=seed % 2 > 0))))
    path.write_text(json.dumps(spoilt(document, np.random.default_rng(seed))), encoding="utf-8")
    at_once = told(path)
    one_by_one(monkeypatch)
    assert told(path) == at_once


def test_true_and_one_in_a_column_are_not_taken_for_each_other() -> None:
    assert cells.all_parsed(repr, [1, True, 1.0]) is None
    assert cells.all_parsed(repr, ["1", 1, None]) == ["'1'", "1", "None"]
    assert cells.all_parsed(repr, [["1"]]) is None


@pytest.mark.parametrize(
    "wrong",
    [{"to": "team"}, {"from_": "carers"}, {"type": "TRUSTED_BY"}, {"type": "USES", "to": "pool"}],
)
def test_one_wrong_link_among_many_is_found(wrong: dict[str, Any]) -> None:
    map_ = town()
    good = rm.Link(from_="team", type="KNOWS", to="hub", both_ways=True)
    bad = good.model_copy(update=wrong)
    content = replace(Content(**map_.as_tables()), links=(*map_.links, good, bad))  # type: ignore[arg-type]  # by table name
    faults = [*checks.link_ends(content, Names(content))]
    assert faults
    assert {fault.row for fault in faults} == {len(map_.links) + 1}


@pytest.mark.parametrize(
    "wrong",
    [
        *({"to": "team"}, {"from_": "carers"}, {"to": "nobody"}),
        *({"type": "TRUSTED_BY"}, {"type": "EMPLOYS"}),
    ],
)
def test_one_wrong_link_among_many_of_a_store_is_refused(wrong: dict[str, str]) -> None:
    content = Content(**town().as_tables())  # type: ignore[arg-type]  # by table name
    good = rm.Link(from_="forum", type="HEARS", to="carers")
    rows = [good, good.model_copy(update=wrong)]
    columns = {name: [getattr(row, name) for row in rows] for name in rm.Link.model_fields}
    assert links_of(content, {name: values[:1] for name, values in columns.items()})
    with pytest.raises(rm.InvalidMap, match="no such link can be"):
        links_of(content, columns)


def test_many_records_are_old_to_the_garbage_collector_once_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "MANY_OBJECTS", 0)
    path = tmp_path / "town.json"
    path.write_text(document_text(release(made_up(1))), encoding="utf-8")
    gc.unfreeze()
    try:
        held = read_source(path)
        young = [*gc.get_objects(generation=0), *gc.get_objects(generation=1)]
        assert held.stakeholders.links
        assert not [each for each in young if isinstance(each, rm.Link)]
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0
    finally:
        gc.freeze()  # as for the whole run of tests


def test_what_was_frozen_before_stays_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "MANY_OBJECTS", 0)
    path = tmp_path / "town.json"
    path.write_text(document_text(release(town())), encoding="utf-8")
    gc.freeze()
    frozen = gc.get_freeze_count()
    read_source(path)
    assert gc.get_freeze_count() >= frozen > 0


def test_records_of_columns_are_those_they_were_taken_from_and_share_their_keys() -> None:
    content = made_up(1)
    made = made_of(rm.Link, columns_of(content, "links"))
    assert made == [*content.links]
    assert [each.model_dump() for each in made] == [each.model_dump() for each in content.links]
    assert [vars(each) for each in made] == [vars(each) for each in content.links]
    assert made[0].model_copy(update={"trust": 1}).model_dump()["trust"] == 1
    assert sys.getsizeof(vars(made[0])) * 2 < sys.getsizeof(dict(**vars(made[0])))
