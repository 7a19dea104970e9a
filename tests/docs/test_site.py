"""What makes the site: scripts in cells become pages, and what is wrong with a site is named."""

from pathlib import Path

import check
import contents
import pages
import percent

from folders import DOCS, ROOT

SCRIPT = """\
# %% [markdown]
# # Two and three
#
# Added.

# %%
a = 2
print(a + 3)

# %%
b = a
"""


def test_a_script_in_cells_becomes_a_page_with_what_it_prints(tmp_path: Path) -> None:
    page = percent.page_of(SCRIPT, tmp_path / "sum")
    assert page == (
        "# Two and three\n\nAdded.\n\n"
        "```python\na = 2\nprint(a + 3)\n```\n\n```text\n5\n```\n\n```python\nb = a\n```\n"
    )


def test_long_sentences_are_wrapped_and_tables_are_not() -> None:
    row, sentence = "name   heard " * 12, "Nobody is known. " * 8
    assert percent.wrapped(f"{row}\n{sentence}").splitlines() == [
        row,
        "Nobody is known. " * 4 + "Nobody is known. Nobody",
        "is known. Nobody is known. Nobody is known.",
    ]


def test_links_to_what_the_site_does_not_have_are_plain_words() -> None:
    text = "[a](README.md), [b](site), [c](conf.py), [d](figures.md#who) and [e](https://a.org)"
    site = {DOCS / "README.md", DOCS / "figures.md"}
    plain = pages.without_others(text, DOCS, site)
    assert plain == "[a](README.md), b, c, [d](figures.md#who) and [e](https://a.org)"


def test_sources_of_a_docstring_are_a_list() -> None:
    lines = ["Gini [1]_ and Hill [2]_.", ".. [1] Gini, C. (1912).", "   *Title.*", ".. [2] Hill."]
    pages.cite(None, lines)
    assert lines == ["Gini [1] and Hill [2].", "1. Gini, C. (1912).", "   *Title.*", "2. Hill."]


def test_what_is_wrong_with_a_site_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a id="here" href="b.html#there">'
        '<a href="#here"><a href="b.html#nowhere"><a href="c.html"><a href="https://a.org">'
        '<script src="https://a.org/x.js"></script><img src="data:image/png;base64,AA">',
        encoding="utf-8",
    )
    (tmp_path / "b.html").write_text('<h2 id="there">', encoding="utf-8")
    assert [*check.faults(tmp_path)] == [
        "a.html: no such anchor: b.html#nowhere",
        "a.html: leads nowhere: c.html",
        "a.html: fetched from elsewhere: https://a.org/x.js",
    ]


def test_a_folder_without_pages_is_no_site(tmp_path: Path) -> None:
    assert [*check.faults(tmp_path)] == [f"{tmp_path}: no page"]


def test_every_page_that_the_contents_name_is_there() -> None:
    named = [*contents.CONTENTS.values(), *contents.BELOW.values()]
    for name in (name for names in named for name in names):
        assert [*ROOT.glob(f"{name}.md")] or [*ROOT.glob(f"{name}.py")], name
