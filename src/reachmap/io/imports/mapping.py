"""The mapping file of imports: what a person may change before running an import again."""

import json
import re
import tomllib
from pathlib import Path

from reachmap.errors import UnreadableFile, quoted

Mapping = dict[str, dict[str, str]]
"""Texts by section and key."""

UNDECIDED = "?"
"""Marks what nobody has decided yet: it is left out, and named each time."""

BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
"""What a heading looks like."""

HEAD = """\
# What `reachmap import` makes of what it reads. Change the right-hand sides and import again.
# A group is a code of the taxonomy, or the name of a group of yours; "" leaves it out,
# and "?" stands for what nobody has decided yet: it is left out as well, and named each time.
# The file is written anew at each import: right-hand sides stay, other remarks than these do not.
"""


def mapping_of(text: str, *, name: str) -> Mapping:
    """Return the sections of a mapping file."""
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{name} is no mapping file: {error}; mend that line, or delete the file"
        raise UnreadableFile(message) from error
    for section, values in read.items():
        if not BARE.fullmatch(section):
            message = f"{name}: the heading {quoted(section)} is none of an import; delete it"
            raise UnreadableFile(message)
        if not isinstance(values, dict):
            message = f"{name}: {quoted(section)} is not below a heading, as [about]"
            raise UnreadableFile(message)
        for key, value in values.items():
            if not isinstance(value, str):
                message = f"{name}: write text in quotation marks after {quoted(key)} =, as {key!r}"
                raise UnreadableFile(message)
    return read


def read_mapping(path: Path) -> Mapping:
    """Return the sections of a mapping file; none where it does not exist."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot read the mapping file {path}: {error}"
        raise UnreadableFile(message) from error
    return mapping_of(text, name=path.name)


def mapping_text(mapping: Mapping) -> str:
    """Return a mapping as the text of its file."""
    parts = [HEAD]
    for section, values in mapping.items():
        if values:
            lines = [f"{_text(key)} = {_text(value)}" for key, value in values.items()]
            parts.append("\n".join([f"[{section}]", *lines, ""]))
    return "\n".join(parts)


def _text(value: str) -> str:
    """Return a text in quotation marks, as TOML has it."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
