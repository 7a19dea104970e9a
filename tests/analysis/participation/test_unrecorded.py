"""Of a group that nobody was asked about, no table says that none were heard."""

import csv
import io
from itertools import chain

import pytest

import reachmap as rm
from command_line import command_of
from reachmap.analysis.participation.rows import KNOWN
from reachmap.release import release
from reachmap.view.parts.evidence import evidence_part
from reachmap.view.parts.participation import participation_tables
from reachmap.view.report.equality import equality_paper
from reachmap.view.tables import Table
from reachmap.words import NO_RECORD


@pytest.fixture(scope="module")
def heard() -> rm.Participation:
    """Return who is heard in the demo borough."""
    return rm.demo().participation()


def test_tables_have_no_figure_of_people_known_where_nobody_was_asked(
    heard: rm.Participation,
) -> None:
    frame = heard.to_frame().set_index("group")
    rows = {row["group"]: row for row in csv.DictReader(io.StringIO(heard.to_csv()))}
    assert {row.status for row in heard.groups} > {"not-recorded", "unheard"}
    for row in heard.groups:
        unasked = row.status == "not-recorded"
        for name in KNOWN - ({"per_1000", "ppr"} if row.population is None else set()):
            assert (rows[row.group][name] == "") == unasked, (row.group, name)
            assert bool(frame[name].isna()[row.group]) == unasked, (row.group, name)
        assert rows[row.group]["asked"] == (str(row.asked) if row.asked else "")


def test_the_command_the_page_and_notebooks_say_that_there_is_no_record(
    heard: rm.Participation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    lines = command_of(capsys)("heard", "demo", "--format", "table").out.splitlines()
    (page,) = participation_tables(heard)
    cells = {row[0].text: row[page.columns.index("heard")].text for row in page.rows}
    for row in heard.groups:
        expected = NO_RECORD if row.status == "not-recorded" else f"{row.heard:,}"
        (line,) = (line for line in lines if line.startswith(f"{row.name}  "))
        population = "" if row.population is None else f"{row.population:,}"
        assert (
            line.removeprefix(row.name).split(f"{population}  ", 1)[1].strip().startswith(expected)
        )
        assert cells[row.group] == expected
    assert f"<td>{NO_RECORD}</td>" in heard._repr_html_()


def test_the_record_itself_counts_the_people_known(heard: rm.Participation) -> None:
    assert {row.heard for row in heard.of("not-recorded")} == {0}


def test_evidence_on_page_and_paper_says_that_there_is_no_record() -> None:
    desk = rm.demo()
    answer = desk.evidence()
    paper = equality_paper(release(answer), release(desk.overview()))
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    on_page, on_paper = _column(evidence_part(answer).lines), [*chain(*map(_column, tables))]
    expected = [
        NO_RECORD if row.status == "not-recorded" else "" if row.heard is None else f"{row.heard:,}"
        for row in answer.lines
    ]
    assert on_paper == on_page == expected


def _column(whole: Table) -> list[str]:
    """Return the texts of the column "Heard" of a table; blanks where it has none."""
    if "Heard" not in whole.columns:
        return [""] * len(whole.rows)
    return [row[whole.columns.index("Heard")].text for row in whole.rows]
