"""The record of calibration: what was promised of some asks, and what worked."""

from typing import Annotated, ClassVar, Literal

from reachmap.model.answer import Row
from reachmap.model.fields import ORGANISATION, PUBLIC

Part = Literal["all", "type", "band"]
"""All asks, those along one type of link, or those promised about as often."""

Verdict = Literal["too few", "as promised", "more often", "less often"]
"""Whether they worked as promised, as far as so many asks can tell."""


class PromisesHeld(Row):
    """Some asks for an introduction: how often they were to work, and how often they did."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("verdict",)
    terminal_columns: ClassVar[tuple[str, ...]] = ("part", "of", "asks", "promised", "worked")

    part: Annotated[Part, PUBLIC]
    """Which asks they are: all, of a type of link, or of a band of chance."""

    of: Annotated[str | None, PUBLIC] = None
    """The type of link, or the band as "0.4 to 0.6"; blank for all."""

    asks: Annotated[int | None, ORGANISATION] = None
    """Asks passed on, declined or not answered."""

    promised: Annotated[float | None, ORGANISATION] = None
    """Mean of the chances that were known before each ask, in [0, 1]."""

    worked: Annotated[float | None, ORGANISATION] = None
    """Share of the asks that were passed on, in [0, 1]."""

    low: Annotated[float | None, ORGANISATION] = None
    """Lower end of the 95% interval of that share."""

    high: Annotated[float | None, ORGANISATION] = None
    """Upper end of that interval."""

    brier: Annotated[float | None, ORGANISATION] = None
    """Mean squared distance of what was promised from what came: 0 is best."""

    brier_average: Annotated[float | None, ORGANISATION] = None
    """The same had every ask been promised the share of all asks that worked, which nobody knew."""

    usual: Annotated[float | None, ORGANISATION] = None
    """Of a type: the chance that the map assumes for such a link of which nothing is known."""

    learned: Annotated[float | None, ORGANISATION] = None
    """Of a type: the chance that is taken instead, now that these asks are known."""

    verdict: Annotated[Verdict | None, ORGANISATION] = None
    """Whether they worked as often as promised, more often or less."""
