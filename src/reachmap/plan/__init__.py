"""Decisions: what to choose under a limit, and which relationships to build."""

from reachmap.plan.panel import panel
from reachmap.plan.panel_records import Panel

__all__ = ["Panel", "panel"]
