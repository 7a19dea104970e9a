"""The record of one thing that changed."""

from typing import Annotated, ClassVar, Literal

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PUBLIC

What = Literal[
    "newly heard",
    "newly asked about",
    "perhaps newly heard",
    "fallen silent",
    "no longer asked about",
    "perhaps fallen silent",
    "more concentrated",
    "less concentrated",
    "about as before",
    "gone cold",
]


class Changed(Row):
    """One thing that changed, or a panel that did not."""

    terminal_columns: ClassVar[tuple[str, ...]] = ("what", "name", "before", "now", "note")

    what: Annotated[What, PUBLIC]
    """What became of it."""

    subject: Annotated[str, PUBLIC]
    """Id of the group or channel, or the two ends of a relationship; `all` for all voices."""

    name: Annotated[str, PUBLIC]
    """What it is called."""

    before: Annotated[float | None, COUNT] = None
    """Before: people heard, the chance that two places at two different sittings went to one
    person, or days since last contact."""

    now: Annotated[float | None, COUNT] = None
    """The same now."""

    change: Annotated[float | None, COUNT] = None
    """Now less before; of concentration the natural logarithm of now over before, half a pair of
    places added to each."""

    low: Annotated[float | None, COUNT] = None
    """Lower end of the 95% interval of the change in concentration."""

    high: Annotated[float | None, COUNT] = None
    """Upper end of it."""

    p: Annotated[float | None, COUNT] = None
    """Chance that as many people of a group all fall into the window in which it was heard: by
    everybody heard or by those asked about the group, whichever is larger."""

    note: Annotated[str | None, COUNT] = None
    """The same in words: as if how many people were ever asked; who holds the relationship; how
    many were asked where nobody of the group was heard, which may be chance."""
