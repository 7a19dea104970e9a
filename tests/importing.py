"""What tests of imports share."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import folders
import reachmap as rm
from reachmap.combining import Import
from reachmap.io import Imported
from reachmap.io.imports.mapping import mapping_of

SOURCES = folders.TESTS / "io" / "imports" / "sources"


def written(path: Path, content: Any) -> Path:
    """Write a file: text as it is, anything else as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


def again(
    path: Path,
    report: Imported,
    folder: Path,
    changes: Mapping[str, str],
    *,
    into: rm.ReachMap | None = None,
    key: Path | None = None,
) -> Import:
    """Import a source again, with some right-hand sides of its mapping file changed."""
    text = report.mapping
    for section in mapping_of(text, name="").values():
        for term in section.keys() & changes.keys():
            before = f'"{term}" = "{section[term]}"'
            assert before in text
            text = text.replace(before, f'"{term}" = "{changes[term]}"')
    return rm.import_(path, into=into, mapping=written(folder / "changed.toml", text), key=key)


def left(report: Imported, words: str) -> str:
    """Return the one thing that was left out whose message holds some words."""
    (issue,) = [each for each in report.left if words in each.message]
    return f"{issue.message}. {issue.remedy}."
