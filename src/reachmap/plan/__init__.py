"""Decisions: what to choose under a limit, and which relationships to build."""

from reachmap.plan.links import LinksToBuild, links_for_page, links_to_build

__all__ = ["LinksToBuild", "links_for_page", "links_to_build"]
