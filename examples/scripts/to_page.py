"""Write the page twice: for yourselves, and for partners.

Run it with the folder to write to, and your own map if you have one::

    python examples/scripts/to_page.py pages examples/small_town
"""

import sys
from pathlib import Path
from typing import Literal

import reachmap as rm

folder = Path(sys.argv[1])
desk = rm.read(sys.argv[2]) if sys.argv[2:] else rm.demo()

# Whom a page is for decides what it may hold: for partners there are no people, no counts,
# no chances and no free text in the file, not even hidden.
audiences: tuple[Literal["internal", "partner"], ...] = ("internal", "partner")

folder.mkdir(parents=True, exist_ok=True)
for audience in audiences:
    page = folder / f"{audience}.html"
    # Nothing that is there already is replaced, unless you say force=True.
    desk.to_html(page, audience=audience)
    print(f"Wrote {page}")
