"""Pseudonyms of people on sign-in lists, which only who has the key can make again."""

import hmac
import os
import re
import secrets
import stat
import unicodedata
from pathlib import Path

from reachmap.errors import StoreAccess, UnreadableFile
from reachmap.model.contact_details import PSEUDONYM_DIGITS

KEY_BYTES = 32
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")
_NOT_LETTERS = re.compile(r"[\W_]+")


def read_key(path: Path) -> bytes:
    """Return the key of a file; a new one, for its owner alone, where there is no file."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _new_key(path)
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot read the key {path}: {error}"
        raise UnreadableFile(message) from error
    if not re.fullmatch(rf"[0-9a-f]{{{2 * KEY_BYTES}}}", text):
        message = f"{path} is no key: a key is {2 * KEY_BYTES} digits from 0 to f on one line"
        raise UnreadableFile(message)
    return bytes.fromhex(text)


def _new_key(path: Path) -> bytes:
    key = secrets.token_bytes(KEY_BYTES)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, stat.S_IRUSR | stat.S_IWUSR)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{key.hex()}\n")
    except OSError as error:
        message = f"cannot write the key {path}: {error.strerror}"
        raise StoreAccess(message) from error
    return key


def pseudonym(key: bytes, kind: str, text: str) -> str:
    """Return the pseudonym of a name or an e-mail address.

    Examples
    --------
    >>> pseudonym(bytes(32), "name", "jo smith") == pseudonym(bytes(32), "email", "jo smith")
    False
    """
    digest = hmac.digest(key, f"{kind}:{text}".encode("utf-8", "surrogatepass"), "sha256")
    return f"v-{digest.hex()[:PSEUDONYM_DIGITS]}"


def folded(name: str) -> str:
    """Return a name as it is compared: without case, accents, order and what is in brackets.

    Examples
    --------
    >>> folded("Smith, José (she/her)") == folded("jose smith")
    True
    """
    letters = _ASIDE.sub(" ", name).casefold()
    if not letters.isascii():
        letters = "".join(
            c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c)
        )
    return " ".join(sorted(_NOT_LETTERS.sub(" ", letters).split()))
