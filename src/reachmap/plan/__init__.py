"""Decisions: what to choose under a limit, and which relationships to build."""

from reachmap.plan.links.question import LinksToBuild, links_for_page, links_to_build
from reachmap.plan.panel.question import panel
from reachmap.plan.panel.rows import Panel

__all__ = ["LinksToBuild", "Panel", "links_for_page", "links_to_build", "panel"]
