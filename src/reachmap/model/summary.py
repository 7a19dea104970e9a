"""A summary of a map for notebooks and prompts: sizes of tables, and nobody named."""

import html
from collections.abc import Mapping

from reachmap.model.audience import STAMPS
from reachmap.model.content import Content
from reachmap.model.nodes import PERSON_KINDS
from reachmap.model.tables import LEDGERS, NODE_TABLES

UNTITLED = "A stakeholder map without a title"

OF_PEOPLE = (*(NODE_TABLES[kind] for kind in sorted(PERSON_KINDS)), *LEDGERS)
"""Tables whose rows are people, or record what people did."""


def summary_text(content: Content) -> str:
    """Return a map in one line: its title and the sizes of its tables.

    Examples
    --------
    >>> from reachmap.model.nodes import Group
    >>> summary_text(Content(groups=[Group(id="carers", name="Carers")]))
    "<StakeholderMap 'A stakeholder map without a title': groups 1>"
    """
    rows = ", ".join(f"{name} {size}" for name, size in content.sizes().items() if size)
    return f"<StakeholderMap {content.about.title or UNTITLED!r}: {rows or 'no rows'}>"


def summary_html(outline: Content, sizes: Mapping[str, int]) -> str:
    """Return a summary as HTML: title, team, area, day, and rows by table."""
    about = outline.about
    teams = ", ".join(body.name for body in outline.organisations if body.team)
    facts = {
        "Team": teams,
        "Area": about.area,
        "As of": about.day().isoformat(),
        "Made up": "for illustration" if about.illustrative else None,
    }
    line = " &middot; ".join(f"{name}: {html.escape(fact)}" for name, fact in facts.items() if fact)
    rows = "".join(
        f"<tr><td>{name}</td><td>{size:,}</td></tr>" for name, size in sizes.items() if size
    )
    stamp = f"<p><em>{STAMPS['internal']}</em></p>" if any(sizes[t] for t in OF_PEOPLE) else ""
    return (
        f"<p><strong>{html.escape(about.title or UNTITLED)}</strong><br>{line}</p>{stamp}"
        f"<table><thead><tr><th>table</th><th>rows</th></tr></thead><tbody>{rows}</tbody></table>"
    )
