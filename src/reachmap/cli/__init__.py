"""The command line: parse, call the front desk, print."""

from reachmap.cli.main import main

__all__ = ["main"]
