"""What people see: nothing that is printed steers a terminal, and no printing fails."""

import codecs
import io
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import Any, BinaryIO, TextIO

from reachmap.errors import StoreAccess, visible

LAID_OUT = "\t\u200c\u200d"
"""Invisible characters that lay out or spell text; they steer nothing."""

ESCAPES = "reachmap.escapes"
"""How characters are written that an encoding lacks: as JSON and Python escape them."""


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2].hex() for at in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end


codecs.register_error(ESCAPES, _escaped)


NARROWEST = 40
"""Fewest columns of a screen that lines are made for."""


def folded_lines(text: str, stream: TextIO, *, first: str = "", then: str = "") -> list[str]:
    """Return a text in lines that fit a screen, none broken within a word; one where it is none.

    `first` stands before the first line, `then` before the others.
    """
    if not stream.isatty():
        return [first + text]
    wrapper = textwrap.TextWrapper(
        max(shutil.get_terminal_size().columns, NARROWEST),
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(text) or [first]


class Screen(io.TextIOBase):
    """A stream to people: characters that steer a terminal are written as U+XXXX.

    Where nobody reads on (a closed pipe), the rest is dropped and the command goes on.

    Parameters
    ----------
    stream
        What is printed to; None where there is none.
    needed
        Whether to raise where what is printed is lost for another reason, as on a full disk.
    """

    def __init__(self, stream: TextIO | None, *, needed: bool) -> None:
        super().__init__()
        self.stream: TextIO = io.StringIO() if stream is None else stream
        self.needed = needed

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a plain attribute in the stubs
        """How text becomes bytes."""
        return self.stream.encoding or "utf-8"

    def write(self, text: str) -> int:
        """Write text that people can see, in an encoding that may lack some of it."""
        lines = "\n".join(visible(line, allowed=LAID_OUT) for line in text.split("\n"))
        self._try(self.stream.write, lines.encode(self.encoding, ESCAPES).decode(self.encoding))
        return len(text)

    def write_bytes(self, raw: bytes) -> None:
        """Write a file as it is, where it goes to a program; a terminal gets it as text."""
        if self.isatty():
            self.write(raw.decode(errors="replace"))
        else:
            self.flush()
            self._try(binary(self.stream).write, raw)

    def flush(self) -> None:
        """Write what waits."""
        self._try(self.stream.flush)

    def isatty(self) -> bool:
        """Return whether it is a terminal."""
        return self.stream.isatty()

    def _try(self, act: Callable[..., Any], *words: str | bytes) -> None:
        try:
            act(*words)
        except OSError as error:
            self._let_go()
            if self.needed and not isinstance(error, BrokenPipeError):
                message = f"cannot print the answer: {error.strerror}"
                raise StoreAccess(message) from error

    def _let_go(self) -> None:
        """Drop what waits and what follows: the interpreter writes it at its end otherwise."""
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())


def terminal(stream: TextIO) -> TextIO:
    """Return the stream beneath a screen, for what moves the cursor of our own accord."""
    return stream.stream if isinstance(stream, Screen) else stream


def binary(stream: TextIO) -> BinaryIO:
    """Return the bytes beneath a stream of text."""
    return terminal(stream).buffer


@contextmanager
def screens() -> Iterator[None]:
    """Print through screens for the length of a command."""
    answers, words = Screen(sys.stdout, needed=True), Screen(sys.stderr, needed=False)
    with redirect_stdout(answers), redirect_stderr(words):
        yield
