"""The evidence section of an equality impact assessment: each characteristic, blanks included."""

import pytest

import reachmap as rm
from reachmap.model.audience import Audience
from reachmap.model.vocabulary import CHARACTERISTICS
from reachmap.release import release
from reachmap.view.report.document import Document, Heading, Lines
from reachmap.view.report.equality import equality_paper
from reachmap.view.tables import Table


def paper_for(audience: Audience) -> Document:
    """Return the evidence section of the demo borough."""
    desk = rm.demo()
    return equality_paper(
        release(desk.evidence(), audience=audience), release(desk.overview(), audience=audience)
    )


def test_every_characteristic_has_a_part_with_the_rows_of_evidence() -> None:
    paper, evidence = paper_for("internal"), rm.demo().evidence()
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    names = [name.replace("-", " ").capitalize() for name in CHARACTERISTICS]
    assert headings[1:-1] == [*names, "Other"]
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    rows = [tuple(cell.text for cell in row) for each in tables for row in each.rows]
    assert [row[0] for row in rows] == [line.name or "none on the map" for line in evidence.lines]
    columns = tables[0].columns
    young = next(row for row in rows if row[0] == "Children and young people")
    figures = dict(zip(columns, young, strict=True))
    assert (figures["People in the area"], figures["Heard"]) == ("33,000", "31")
    assert figures["What is still missing"] == "heard less than its share; no support on record"


def test_what_was_said_stands_with_what_happened_as_a_result() -> None:
    lines = [line for b in paper_for("internal").blocks if isinstance(b, Lines) for line in b.lines]
    said = [line for line in lines if "said: " in line]
    assert said[0].startswith("Children and young people said: Posters do nothing")
    assert any(line.endswith("What happened as a result: not written down.") for line in said)


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_a_copy_for_others_has_no_count_and_no_free_text(audience: Audience) -> None:
    paper = paper_for(audience)
    columns = {name for block in paper.blocks if isinstance(block, Table) for name in block.columns}
    assert columns <= {"Group", "How it is heard"}
    text = "\n".join(paper.texts())
    assert "Posters do nothing" not in text
    assert "left out of this copy" in text
