"""Gatekeepers in words: whom they alone lead to, and no group left out without a count."""

from typing import Any

from reachmap.analysis.gatekeepers.question import Gatekeepers
from reachmap.analysis.gatekeepers.rows import Gatekeeper
from reachmap.analysis.gatekeepers.words import words_of_gatekeeper


def hub(**known: Any) -> Gatekeeper:
    """Return a gatekeeper of nine groups."""
    return Gatekeeper(name="The hub", sole_names=tuple(f"G{n}" for n in range(9)), **known)


def test_groups_that_depend_on_one_are_counted_after_the_sixth() -> None:
    lead = "Every way on our map to G0, G1, G2, G3, G4, G5 and 3 more goes through The hub."
    assert words_of_gatekeeper(hub()) == lead
    assert words_of_gatekeeper(hub(asked=1, capacity=2)) == lead
    assert words_of_gatekeeper(hub(asked=2, capacity=2)) == (
        f"{lead} They were asked twice this quarter and can manage 2."
    )


def test_nobody_is_named_where_nobody_depends_on_them_or_may_be_seen() -> None:
    assert words_of_gatekeeper(Gatekeeper(name="The hub")) == ""
    assert words_of_gatekeeper(hub().model_copy(update={"name": None})) == ""


def test_where_no_line_can_be_said_it_says_why() -> None:
    def sentences(*nodes: Gatekeeper, groups: int = 2) -> tuple[str, ...]:
        return Gatekeepers(max_hops=3, groups=groups, nodes=nodes).sentences()

    assert sentences(groups=0) == ("We know no way to any group yet.",)
    nobody = ("No group on our map depends on one introduction alone.",)
    assert sentences() == sentences(Gatekeeper(name="The hub")) == nobody
