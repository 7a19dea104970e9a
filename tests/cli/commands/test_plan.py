"""The command `plan`, as people type it."""

import json
from pathlib import Path

import pytest

from reachmap.cli.main import run

SMALL = ("--budget", "300", "--staff-hours", "12", "--by", "2026-05-31")


def test_a_plan_is_a_list_by_day_and_says_what_it_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["plan", "demo", "carers", *SMALL]) == 0
    out, err = capsys.readouterr()
    assert "2026-03-31" in out
    assert "Unpaid carers" in err
    assert "comes too late" in err
    assert "Worked out in full: by these guesses" in err


def test_the_first_messages_offer_what_is_paid_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    terms = ["plan", "demo", "hidden-carers", *SMALL[2:], "--budget", "£600"]
    assert run([*terms, "--brief"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("To: Carers' Centre")
    assert "What we offer those who join: Replacement care" in text
    assert "What often helps" not in text
    target = tmp_path / "briefs.txt"
    assert run([*terms, "--brief", "-o", str(target)]) == 0
    assert "Carers' Centre" in target.read_text(encoding="utf-8")


def test_a_plan_is_json_and_a_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["plan", "demo", "carers", *SMALL, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "optimal"
    target = tmp_path / "plan.csv"
    assert run(["plan", "demo", "carers", *SMALL, "-o", str(target)]) == 0
    heading = target.read_text(encoding="utf-8-sig").splitlines()[0]
    assert (
        heading == "ask_by,latest,start,group,name,who,through,contact,method,venue,cost,"
        "paid_for,staff_hours,expected,why,audience"
    )


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (("--floor", "carers"), "is no floor; write it as"),
        (("--floor", "carers=900"), "no plan keeps to the floors"),
        (("--budget", "much"), "much"),
        (("--by", "2026-01-01"), "a plan is for a day after 31 March 2026"),
        (("--fix", "dance"), "no action goes by 'dance'"),
    ],
)
def test_what_cannot_be_is_said_plainly(
    capsys: pytest.CaptureFixture[str], terms: tuple[str, ...], words: str
) -> None:
    assert run(["plan", "demo", "carers", *SMALL, *terms]) == 2
    assert words in capsys.readouterr().err


def test_a_plan_is_written_into_the_map_and_never_into_the_demo(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["plan", "demo", "carers", *SMALL, "--commit"]) == 2
    assert "reachmap copy demo FILE" in capsys.readouterr().err
    target = str(tmp_path / "borough.xlsx")
    assert run(["copy", "demo", target]) == 0
    capsys.readouterr()
    assert run(["plan", target, "carers", *SMALL, "--commit"]) == 0
    assert f"Written down in {target}: " in capsys.readouterr().err
    assert run(["about", target]) == 0


def test_a_plan_is_a_calendar(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pytest.importorskip("icalendar")
    target = tmp_path / "plan.ics"
    assert run(["plan", "demo", "carers", *SMALL, "-o", str(target)]) == 0
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "Wrote" in capsys.readouterr().err
