"""Decisions: what to choose under a limit, and which relationships to build."""

from reachmap.plan.links import MOST_TRIED, LinksToBuild, links_to_build

__all__ = ["MOST_TRIED", "LinksToBuild", "links_to_build"]
