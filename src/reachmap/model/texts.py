"""Texts as people type them: cleaned, and folded to what they read as."""

import re
import unicodedata
from functools import lru_cache

from reachmap.errors import UNSEEN

_DROPPED = str.maketrans("", "", "\u00ad\ufeff")
"""Soft hyphens and byte order marks: they say nothing."""

_ENDS = re.compile(r"\A[\s\u061c\u200c-\u200f]+|[\s\u061c\u200c-\u200f]+\Z")
"""Blanks, marks of direction and joiners at the ends, where they do nothing."""

_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
"""The flag of a part of a country, spelled with letters that are not seen."""

LINE_ENDS = frozenset({"\n", "\r"})
JOINERS = "\u200c\u200d"
"""Without and with these between them, letters of several scripts are spelled differently."""

UNJOINED = frozenset({"LATIN", "GREEK", "CYRILLIC"})
"""Scripts that need no joiners, by the first word of the names of their letters."""

APOSTROPHES = "'’‘`´ʼ′‛＇"
_WITHOUT_MARKS = str.maketrans("", "", f"{APOSTROPHES}{JOINERS}\u00ad\ufe0e\ufe0f")
_NO_WORDS = re.compile(r"[^a-z0-9_]+")
_HYPHENS = re.compile(r"-+")


def unseen(text: str, *, allowed: str = "") -> str | None:
    """Return the first invisible character of a text that is no part of its spelling, if any."""
    if text.isprintable():
        return None
    text = _FLAG.sub("", text)
    for position, character in enumerate(text):
        if unicodedata.category(character) not in UNSEEN or character in allowed:
            continue
        if not (character in JOINERS and _joins(text, position)):
            return character
    return None


def _joins(text: str, position: int) -> bool:
    """Return whether a joiner stands between two letters of a script with joiners, or emoji."""
    return all(_is_joined(c) for c in (text[position - 1 : position], text[position + 1 :][:1]))


def _is_joined(character: str) -> bool:
    if not character:
        return False
    kind = unicodedata.category(character)
    script = unicodedata.name(character, "").partition(" ")[0]
    return (kind[0] in "LM" and script not in UNJOINED) or kind in {"So", "Sk"}


def clean_ends(text: str) -> str:
    """Return a text in NFC, without what says nothing inside it or at its ends."""
    if text.isascii():
        return text.strip()
    return _ENDS.sub("", unicodedata.normalize("NFC", text).translate(_DROPPED))


@lru_cache(maxsize=10_000)
def clean_item(text: str) -> str:
    """Return one line of text in NFC, trimmed, with nothing invisible and no ``;``."""
    text = clean_ends(text)
    if not text:
        message = "is empty"
        raise ValueError(message)
    bad = unseen(text)
    if bad in LINE_ENDS:
        message = "holds a line break"
        raise ValueError(message)
    if bad is not None:
        message = f"holds the invisible character U+{ord(bad):04X}"
        raise ValueError(message)
    if ";" in text:
        message = "holds a ';', which separates several values in one cell"
        raise ValueError(message)
    return text


def clean_text(text: str) -> str:
    r"""Return text in NFC, trimmed, lines ended by ``\n``; invisible characters are refused."""
    text = clean_ends(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text:
        message = "is empty"
        raise ValueError(message)
    # Joiners are how emoji and several scripts are spelled: harmless in prose, refused in ids.
    bad = unseen(text, allowed=f"\n\t{JOINERS}")
    if bad is not None:
        message = f"holds the invisible character U+{ord(bad):04X}"
        raise ValueError(message)
    return text


def plain(heading: str) -> str:
    """Return a heading as a column name.

    Examples
    --------
    >>> plain("Last contact")
    'last_contact'
    """
    if not heading.isascii():
        heading = "".join(c for c in heading if unicodedata.category(c) != "Cf")
    return "_".join(heading.strip().casefold().replace("-", "_").split())


def slug(text: str) -> str:
    """Return an id made from a name.

    Examples
    --------
    >>> slug("Carers' Hub")
    'carers-hub'
    """
    bare = unicodedata.normalize("NFC", text).casefold().translate(_WITHOUT_MARKS)
    if bare.isascii():
        return _NO_WORDS.sub("-", bare).strip("-")
    return _HYPHENS.sub("-", "".join(c if _is_of_word(c) else "-" for c in bare)).strip("-")


def _is_of_word(character: str) -> bool:
    """Return whether a character is a letter, a figure or a mark on one."""
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """Return the one form of all names that read the same: they give the same id.

    Case, blanks, hyphens and all kinds of apostrophe do not matter.

    Examples
    --------
    >>> folded("AGE  UK"), folded("Age-UK"), folded("Carers` Hub")
    ('age-uk', 'age-uk', 'carers-hub')
    """
    return slug(name) or clean_ends(name).casefold()


JOINED = re.compile(r"\s(?:and|or|&|\+)\s|/", re.IGNORECASE)
"""What may part values, and may as well be in one."""

_BARS = re.compile(r"\s*\|\s*")
_COMMAS = re.compile(r"\s*[,|]\s*")


def joined_names(text: str) -> list[list[str]]:
    """Return the ways in which a text may be several names: by marks, and by what joins words.

    Examples
    --------
    >>> joined_names("Carers, men and boys")
    [['Carers', 'men and boys'], ['Carers', 'men', 'boys']]
    """
    by_commas = _COMMAS.split(text.strip())
    by_all = [part.strip() for each in by_commas for part in JOINED.split(each)]
    ways = (_BARS.split(text.strip()), by_commas, by_all)
    distinct = dict.fromkeys(tuple(way) for way in ways if len(way) > 1 and all(way))
    return [[*way] for way in distinct]
