"""Answers in files: every form, stamped, and nothing that a spreadsheet runs."""

import json
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import openpyxl
import pytest

import reachmap as rm
from reachmap.io import answer_json, write_answer
from reachmap.model.answer import Answer, Row
from reachmap.release import release


class Cells(Row):
    """A row of values that a cell cannot hold as they are."""

    code: str
    several: tuple[str, ...]
    blank: str | None
    share: float
    day: date
    long: str


class Table(Answer):
    """An answer of one such row."""

    row: ClassVar[type[Row]] = Cells

    def rows(self) -> tuple[Row, ...]:
        """Return the one row."""
        return (
            Cells(
                code="_x0041_",
                several=("a", "b"),
                blank=None,
                share=0.5,
                day=date(2026, 1, 2),
                long="x" * 40_000,
            ),
        )

    def footnotes(self) -> tuple[str, ...]:
        """Return a word under the table."""
        return ("=made up",)


def test_odd_cells_come_back_as_they_were(tmp_path: Path) -> None:
    write_answer(release(Table()), tmp_path / "odd.xlsx")
    sheet: Any = openpyxl.load_workbook(tmp_path / "odd.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["code", "several", "blank", "share", "day", "long"]
    assert rows[1][0].replace("_x005F_", "_") == "_x0041_"
    assert rows[1][1:4] == ["a;b", None, 0.5]
    assert rows[1][4].date() == date(2026, 1, 2)
    assert rows[1][5] == "x" * 32_767
    assert rows[3][0] == release(Table()).stamp
    assert rows[4][0] == "=made up"
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_an_answer_as_json_names_its_audience(tmp_path: Path) -> None:
    released = release(rm.demo().overview(), audience="partner")
    write_answer(released, tmp_path / "overview.json")
    text = (tmp_path / "overview.json").read_text(encoding="utf-8")
    assert text == answer_json(released)
    assert json.loads(text)["audience"] == "partner"


def test_an_answer_as_csv_is_its_rows(tmp_path: Path) -> None:
    write_answer(release(Table()), tmp_path / "odd.csv")
    text = (tmp_path / "odd.csv").read_text(encoding="utf-8-sig")
    assert text.startswith(
        "code,several,blank,share,day,long,audience\n_x0041_,a;b,,0.5,2026-01-02,xxx"
    )


@pytest.mark.parametrize("name", ["odd", "odd.docx"])
def test_an_answer_of_no_known_form_is_not_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(rm.UnreadableFile, match=r"\.csv, \.tsv, \.json or \.xlsx"):
        write_answer(release(Table()), tmp_path / name)
    assert list(tmp_path.iterdir()) == []
