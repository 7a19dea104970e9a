"""The only way from a result to paper: what an audience may see."""

from reachmap.release.gate import release

__all__ = ["release"]
