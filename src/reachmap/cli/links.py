"""How people type a link on the command line."""

import re

from reachmap.model.links import LINK_TYPES

LINK = re.compile(rf"^(.+?)\s+({'|'.join(LINK_TYPES)})\s+(.+)$")
"""A link as people type it: from TYPE to."""


def link_key(text: str) -> tuple[str, str, str] | None:
    """Return a link typed as ``from TYPE to``; None where it is none.

    Examples
    --------
    >>> link_key("Carers' Hub TRUSTED_BY Unpaid carers")
    ("Carers' Hub", 'TRUSTED_BY', 'Unpaid carers')
    """
    found = LINK.match(text.strip())
    return (found[1], found[2], found[3]) if found else None
