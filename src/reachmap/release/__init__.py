"""The one gate to files and pages: what an audience may see."""

from reachmap.release.gate import release

__all__ = ["release"]
