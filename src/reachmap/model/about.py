"""What a map says about itself."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator

from reachmap.model.fields import (
    COUNT,
    FREE_TEXT,
    PUBLIC,
    Count,
    Day,
    Id,
    Item,
    Items,
    Record,
    Text,
    refers_to,
    sorted_set,
)
from reachmap.model.own import Heading
from reachmap.words import USUAL_CURRENCY


class About(Record):
    """Title, area, reference day, and how to read the rest of the map."""

    title: Annotated[Text | None, PUBLIC] = None
    """Title of the map."""

    team: Annotated[Id | None, refers_to("organisation"), PUBLIC] = None
    """The asking organisation; made where no organisation says `team`."""

    area: Annotated[Item | None, PUBLIC] = None
    """Area the map covers."""

    area_population: Annotated[Count | None, COUNT] = None
    """People who live in the area."""

    subject: Annotated[Id | None, refers_to("group"), PUBLIC] = None
    """Group that the whole map is about; blank where it is about everybody in the area."""

    asked: Annotated[Items, refers_to("group", "taxonomy"), PUBLIC] = ()
    """Groups or taxonomy codes that everybody on the register was asked about."""

    as_of: Annotated[Day | None, PUBLIC] = None
    """Day the map speaks for; the day of reading where blank."""

    date_order: Annotated[Literal["dmy", "mdy"] | None, PUBLIC] = None
    """How dates like 03/04/2026 are meant; they are refused where blank."""

    currency: Annotated[Item, PUBLIC] = USUAL_CURRENCY
    """Currency of every sum, as its three-letter code."""

    own_columns: Annotated[tuple[Heading, ...], AfterValidator(sorted_set), FREE_TEXT] = ()
    """Headings of your own that are kept with their rows, besides those that begin with x_."""

    register_complete: Annotated[bool, PUBLIC] = False
    """Whether the voices hold everyone who could have been invited."""

    illustrative: Annotated[bool, PUBLIC] = False
    """Whether places, bodies and counts are made up for illustration."""

    def day(self, *, as_of: date | None = None) -> date:
        """Return the day that answers are for: `as_of`, else the map's own, else today."""
        return as_of or self.as_of or date.today()  # noqa: DTZ011  a planner's own day, not an instant
