"""Decisions: what to choose under a limit, and which relationships to build."""

from reachmap.plan.links import LinksToBuild, links_for_page, links_to_build
from reachmap.plan.panel import panel
from reachmap.plan.panel_records import Panel

__all__ = ["LinksToBuild", "Panel", "links_for_page", "links_to_build", "panel"]
