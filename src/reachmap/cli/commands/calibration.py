"""The command `calibration`: whether introductions worked as often as promised."""

from typing import TYPE_CHECKING, Unpack

from reachmap.cli.app import question
from reachmap.cli.options import Day

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.calibration.question import Calibration


@question
def calibration(desk: "ReachMap", **day: Unpack[Day]) -> "Calibration":
    """Say whether introductions worked as often as we promised."""
    return desk.calibration(**day)
