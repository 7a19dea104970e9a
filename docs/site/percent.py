"""Scripts in cells (`# %%`) as pages: text, code, what it prints and the figures it draws.

A cell of text begins with `# %% [markdown]`, as Jupytext and editors have it; every other cell is
code. The cells of a page are run in order, in this process, from the folder of the project: a
kernel for each page, as notebooks have it, would take longer than all of them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MARK = "# %%"
WIDTH = 92
"""Characters of a line that the pages of the site have room for."""

FIGURES = Path("build", "figures")


@dataclass(frozen=True)
class Cell:
    """A cell of a script: text in Markdown, or code."""

    is_text: bool
    source: str


def cells_of(script: str) -> list[Cell]:
    """Return the cells of a script."""
    parts = ("\n" + script).split(f"\n{MARK}")[1:]
    split = [part.partition("\n") for part in parts]
    return [
        Cell(is_text=True, source=plain(body))
        if "[markdown]" in mark
        else Cell(is_text=False, source=body.strip())
        for mark, _, body in split
    ]


def plain(body: str) -> str:
    """Return a cell of text without the number sign of each line."""
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in body.strip().splitlines())


def run(cells: list[Cell], figures: Path) -> Iterator[tuple[Cell, str, list[tuple[Path, str]]]]:
    """Yield each cell with what it printed, and its figures as files with their titles."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells:
        printed = StringIO()
        if not cell.is_text:
            with redirect_stdout(printed):
                exec(compile(cell.source, str(figures), "exec"), names)  # noqa: S102  our own script
        yield cell, printed.getvalue(), [*drawn(figures)]


def drawn(figures: Path) -> Iterator[tuple[Path, str]]:
    """Save the figures that are open, and yield the file and the title of each."""
    from matplotlib import pyplot as plt

    for number in plt.get_fignums():
        figure = plt.figure(number)
        path = figures.with_name(f"{figures.name}-{number}.svg")
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None})
        yield path, figure.axes[0].get_title(loc="left")
        plt.close(figure)


def wrapped(printed: str) -> str:
    """Return what was printed with its long sentences in several lines; tables stay as they are."""
    lines = printed.splitlines()
    return "\n".join(line if "  " in line.strip() else fill(line, WIDTH) for line in lines)


def page_of(script: str, figures: Path) -> str:
    """Return a script as a page in Markdown, after running it."""
    parts = []
    for cell, printed, pictures in run(cells_of(script), figures):
        parts.append(cell.source if cell.is_text else f"```python\n{cell.source}\n```")
        if printed:
            parts.append(f"```text\n{wrapped(printed.rstrip())}\n```")
        parts += [f"![{title}](/{path.as_posix()})" for path, title in pictures]
    return "\n\n".join(parts) + "\n"


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx read scripts in cells."""
    import matplotlib as mpl
    from myst_parser.parsers.sphinx_ import MystParser

    mpl.use("Agg")

    parser: Any = MystParser

    class PercentParser(parser):  # type: ignore[misc]  # typed only where the extra is installed
        """Reads a script in cells as the page that it makes."""

        supported = ("percent",)

        def parse(self, inputstring: str, document: Any) -> None:  # noqa: ANN401  docutils has no types
            """Run the script, and read the page."""
            figures = FIGURES / Path(document["source"]).stem
            super().parse(page_of(inputstring, figures), document)

    app.add_source_suffix(".py", "percent")
    app.add_source_parser(PercentParser)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
