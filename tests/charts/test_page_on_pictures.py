"""The page on pictures: its lines run, and it names every chart."""

import re
from pathlib import Path

import pytest

import reachmap as rm
from charts.conftest import Answers
from folders import DOCS, TOWN

PAGE = (DOCS / "pictures.md").read_text(encoding="utf-8")


def test_the_lines_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    town = rm.read(TOWN)
    monkeypatch.setattr(rm, "demo", lambda: town)
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    exec(compile(code, "pictures.md", "exec"), {})  # noqa: S102  the page's own example
    assert (tmp_path / "heard.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "heard.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")


def test_the_page_names_every_chart(answers: Answers) -> None:
    for question, answer in answers.items():
        assert f"`m.{question}(" in PAGE
        assert all(f"| `{name}` |" in PAGE for name in answer.chart_names)
