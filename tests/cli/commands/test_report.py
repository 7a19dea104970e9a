"""Papers, as a planner asks for them."""

from pathlib import Path

import pytest

from command_line import TOWN, Command


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".html"])
def test_the_paper_is_written_and_replaced_only_with_force(
    command: Command, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"paper{ending}"
    words = ("report", TOWN, "--for", "equality", "-o", target)
    assert command(*words) == (0, "", f"Wrote {target}.\n")
    before = target.read_bytes()
    again = command(*words)
    assert again.code == 3
    assert "is there already; give --force" in again.err
    assert command(*words, "--force").code == 0
    assert target.read_bytes() == before


def test_papers_and_letters_are_written(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "paper.html"
    assert command("report", TOWN, "-o", target, "--audience", "public").code == 0
    assert "What to do next" in target.read_text(encoding="utf-8")
    target = tmp_path / "letter.html"
    wrote = command("report", TOWN, "-o", target, "--letter", "Unpaid carers")
    assert wrote.err.splitlines()[1].startswith("Read each line before you send it")
    assert "You said, we did: Unpaid carers" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "report"),
    [
        (["-o", "paper.odt"], "a paper ends in .docx, .pdf, .html"),
        (["-o", "paper"], "a paper ends in .docx, .pdf, .html"),
        (["-o", "p.html", "--letter", "nobody"], "no single group goes by 'nobody'"),
        (["-o", "p.html", "--letter", "Unpaid carers", "--for", "equality"], "paper of its own"),
        (["-o", "nowhere/p.html", "--for", "equality"], "cannot write nowhere/p.html"),
    ],
)
def test_what_cannot_be_written_is_one_clear_report(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], report: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = command("report", TOWN, *words)
    assert done.code in {2, 3}
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert report in done.err
    assert [*tmp_path.iterdir()] == []
