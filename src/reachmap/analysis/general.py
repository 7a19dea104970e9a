"""Which groups are so large and general that no one introduction leads to all of them."""

from reachmap.model.nodes import Group
from reachmap.model.stakeholders import StakeholderMap

GENERAL = 0.2
"""Share of all people above which a group is general: a fifth."""


def is_general(group: Group, outline: StakeholderMap) -> bool:
    """Return whether a group is more than a fifth of all people in the area.

    People of such a group are met everywhere, so nobody is the only introduction to them.
    """
    whole = outline.about.area_population
    return bool(whole and group.population and group.population > GENERAL * whole)
