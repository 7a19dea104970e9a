"""The record of one thing that changed."""

from typing import Annotated, Literal

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PUBLIC

What = Literal[
    "newly heard",
    "newly asked about",
    "fallen silent",
    "no longer asked about",
    "more concentrated",
    "less concentrated",
    "about as before",
    "gone cold",
]


class Changed(Row):
    """One thing that changed, or a panel that did not."""

    what: Annotated[What, PUBLIC]
    """What became of it."""

    subject: Annotated[str, PUBLIC]
    """Id of the group or channel, or the two ends of a relationship; `all` for all voices."""

    name: Annotated[str, PUBLIC]
    """What it is called."""

    before: Annotated[float | None, COUNT] = None
    """People heard, how unevenly places were filled (Gini), or days since last contact, before."""

    now: Annotated[float | None, COUNT] = None
    """The same now."""

    change: Annotated[float | None, COUNT] = None
    """Now less before."""

    low: Annotated[float | None, COUNT] = None
    """Lower end of the 95% interval of the change in concentration."""

    high: Annotated[float | None, COUNT] = None
    """Upper end of it."""

    note: Annotated[str | None, COUNT] = None
    """The same in words: who filled half the places; who holds the relationship."""
