"""What the page on imports shows is what they print."""

import re

import pytest

from folders import DOCS, ROOT

PAGE = (DOCS / "imports.md").read_text(encoding="utf-8")
RECIPES = re.findall(
    r"^## (.*?)\n.*?```python\n(.*?)```\n+```text\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE
)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe[0])
def test_a_recipe_of_five_lines_prints_what_the_page_shows(
    recipe: tuple[str, str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, code, output = recipe
    assert len(code.strip().splitlines()) <= 5
    monkeypatch.chdir(ROOT)
    exec(compile(code, "imports.md", "exec"), {})  # noqa: S102  the page's own example
    assert capsys.readouterr().out == output


def test_every_importer_has_its_recipe() -> None:
    assert [source for source, _, _ in RECIPES] == re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
