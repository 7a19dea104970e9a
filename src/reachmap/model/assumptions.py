"""Every number that is a judgement, in one place, so that none is hidden."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError, create_model
from pydantic_core import PydanticCustomError

from reachmap.model.fields import PUBLIC, Chance, Count, Days, Money, Record
from reachmap.model.links import LINK_TYPES

if TYPE_CHECKING:

    class TypeChances(Record):
        """Chance of a link about which nothing else is known, by its type."""

        def __getattr__(self, type_: str) -> float:
            """Return the chance of a link of a type."""

else:
    TypeChances = create_model(
        "TypeChances",
        __base__=Record,
        __module__=__name__,
        **{
            name: (Annotated[Chance, PUBLIC], spec.usual_chance)
            for name, spec in LINK_TYPES.items()
            if spec.in_routes
        },
    )


class TrustChances(Record):
    """Chance of a link by its level of trust."""

    level_1: Annotated[Chance, Field(alias="1"), PUBLIC] = 0.2
    """Trust level 1: rarely works."""

    level_2: Annotated[Chance, Field(alias="2"), PUBLIC] = 0.4
    """Trust level 2: sometimes works."""

    level_3: Annotated[Chance, Field(alias="3"), PUBLIC] = 0.6
    """Trust level 3: more often than not."""

    level_4: Annotated[Chance, Field(alias="4"), PUBLIC] = 0.8
    """Trust level 4: usually works."""

    level_5: Annotated[Chance, Field(alias="5"), PUBLIC] = 0.95
    """Trust level 5: nearly always works."""

    @property
    def levels(self) -> tuple[float, ...]:
        """Chances of levels 1 to 5, in order."""
        return (self.level_1, self.level_2, self.level_3, self.level_4, self.level_5)


Positive = Annotated[float, Field(gt=0, le=10**6)]
Factor = Annotated[float, Field(ge=1, le=10**6)]


NOT_KNOWN = "unknown"
"""What stands in place of whose public holidays a map goes by, where that is not known."""


def _whose(code: str) -> str:
    """Return a code of a country, or of a part of one, as ISO 3166 writes them."""
    if not re.fullmatch(rf"{NOT_KNOWN}|[A-Z]{{2}}(-[A-Z0-9]{{1,3}})?", code):
        kind = "holidays"
        raise PydanticCustomError(kind, "Is a country, as IE, a part of one, as GB-ENG, or unknown")
    return code


Whose = Annotated[str, AfterValidator(_whose)]
Span = Annotated[int, Field(ge=1, le=36_500)]


class Assumptions(Record):
    """The judgements that answers rest on; each may be changed in a table of the map.

    Examples
    --------
    >>> Assumptions.of([("chance.KNOWS", 0.4)]).chance.KNOWS
    0.4
    """

    chance: Annotated[TypeChances, PUBLIC] = TypeChances()
    """Chance of a link about which nothing else is known, by its type."""

    trust: Annotated[TrustChances, PUBLIC] = TrustChances()
    """Chance of a link by its level of trust."""

    half_life_days: Annotated[Positive, PUBLIC] = 730.0
    """Days after which an unused relationship works half as often."""

    undated_days: Annotated[Days, PUBLIC] = 365
    """Days since a relationship was last used, where no day is recorded."""

    default_weight: Annotated[Positive, PUBLIC] = 10.0
    """How many asks the chance of a type of link is worth, once asks along such links are known."""

    evidence_weight: Annotated[Positive, PUBLIC] = 4.0
    """How many asks the first judgement of a link is worth."""

    max_hops: Annotated[Annotated[int, Field(ge=1, le=50)], PUBLIC] = 5
    """Most links that a route may take."""

    quarter_days: Annotated[Span, PUBLIC] = 91
    """Days over which asks are counted against capacity."""

    rest_days: Annotated[Days, PUBLIC] = 90
    """Days of rest for a person who was asked to take part."""

    ppr_low: Annotated[Positive, PUBLIC] = 0.8
    """Participation-to-prevalence ratio under which a group is under-heard."""

    ppr_high: Annotated[Positive, PUBLIC] = 1.2
    """Participation-to-prevalence ratio above which a group is heard more than its share."""

    unasked_factor: Annotated[Factor, PUBLIC] = 2.0
    """How many times as likely, or as unlikely, people who were not asked may be of a group."""

    unasked_factor_one: Annotated[Factor, PUBLIC] = 4.0
    """The same where one channel alone asked."""

    step_days: Annotated[Days, PUBLIC] = 3
    """Days of a step where none are recorded."""

    step_cost: Annotated[Money, PUBLIC] = 0.0
    """Cost of a step where none is recorded, in the currency of the map."""

    assumed_capacity: Annotated[Count, PUBLIC] = 3
    """Asks a quarter that burden and plan assume where no capacity is recorded."""

    feedback_days: Annotated[Days, PUBLIC] = 90
    """Days within which people are owed an answer."""

    cold_days: Annotated[Days, PUBLIC] = 365
    """Days without contact after which a relationship has gone cold."""

    training_days: Annotated[Days, PUBLIC] = 730
    """Days for which a champion's training is good."""

    asked_too_often: Annotated[Count, PUBLIC] = 3
    """Asks a quarter above which a group is asked too often."""

    repeat_share: Annotated[Chance, PUBLIC] = 0.5
    """Share of repeat attendances from which it is the same people again."""

    more_than_luck: Annotated[Chance, PUBLIC] = 0.05
    """How seldom luck alone may give as much before something is called more than luck."""

    leaving_days: Annotated[Days, PUBLIC] = 90
    """Days before the end of a role within which a handover is due."""

    tried_asks: Annotated[Annotated[int, Field(ge=1, le=1000)], PUBLIC] = 3
    """Scored asks from which a step counts as tried."""

    panel_weight: Annotated[Chance, PUBLIC] = 0.5
    """Weight of a person for each past panel they sat on."""

    z: Annotated[Positive, PUBLIC] = 1.959963984540054
    """Standard normal deviate of the intervals (95%)."""

    public_holidays: Annotated[Whose, PUBLIC] = NOT_KNOWN
    """Whose public holidays `plan` leaves out: a country, as IE, or a part of one, as GB-ENG."""

    suppression: Annotated[Literal["nhs"], PUBLIC] = "nhs"
    """Profile by which small counts of people are hidden on paper."""

    def items(self) -> dict[str, float | int | str]:
        """Return every assumption by its dotted name, in order."""
        flat: dict[str, float | int | str] = {}
        for name, value in self.model_dump().items():
            if isinstance(value, dict):
                flat |= {f"{name}.{part}": number for part, number in value.items()}
            else:
                flat[name] = value
        return flat

    def changed(self) -> dict[str, float | int | str]:
        """Return the assumptions that differ from the package's own."""
        usual = Assumptions().items()
        return {name: value for name, value in self.items().items() if value != usual[name]}

    @classmethod
    def of(cls, rows: Iterable[tuple[str, float | str]]) -> "Assumptions":
        """Return the package's assumptions with some changed.

        Parameters
        ----------
        rows
            Pairs of dotted name and value.

        Returns
        -------
        Assumptions
            The package's own, with the values in `rows` in their place.

        Raises
        ------
        ValueError
            If a name is unknown or a value out of range.
        """
        nested: dict[str, object] = {}
        for name, number in rows:
            # A column of a table holds 3 as 3.0; strict whole numbers want it plain.
            whole = isinstance(number, float) and number.is_integer()
            value = int(number) if whole else number
            outer, _, inner = name.partition(".")
            if inner:
                part = nested.setdefault(outer, {})
                if isinstance(part, dict):
                    part[inner] = value
            else:
                nested[outer] = value
        return cls.model_validate(nested)


def problem_of(name: str, value: float | str) -> str | None:
    """Return what is wrong with one row of the table of assumptions, if anything."""
    if name not in Assumptions().items():
        return "is no assumption that reachmap makes"
    try:
        Assumptions.of([(name, value)])
    except ValidationError as error:
        message = error.errors()[0]["msg"].removeprefix("Input ")
        return message[:1].lower() + message[1:]
    return None


class AssumptionRow(Record):
    """One row of the table of assumptions: a judgement that this map changes."""

    name: Annotated[str, PUBLIC]
    """Dotted name, as `chance.KNOWS`."""

    value: Annotated[float | str, PUBLIC]
    """The value in place of the package's own."""
