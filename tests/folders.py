"""Where the files stand that tests read."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
EXAMPLES = ROOT / "examples"
TOWN = EXAMPLES / "small_town"
DOCS = ROOT / "docs"
