"""What a map holds, and what it assumes."""

from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.assumptions import Assumptions
from reachmap.model.fields import COUNT, PUBLIC
from reachmap.words import words_of_day

ABOUT = "{heading}, as of {day}. Asked by {team}."
MADE_UP = "{heading}, as of {day}. Places, bodies and counts are illustrative. Asked by {team}."
IN_AREA = "{title} ({area})"
KEEPS = "It keeps all our usual assumptions."
CHANGES = "It changes {number} of our usual assumptions: {values}."
ASSUMPTION = "{name} is {value}"
"""What the answer says: templates with named slots."""


class TableSize(Row):
    """How many rows a table has."""

    terminal_columns: ClassVar[tuple[str, ...]] = ("table", "rows")

    table: Annotated[str, PUBLIC]
    """Name of the table."""

    rows: Annotated[int | None, COUNT]
    """Number of rows."""


class Overview(Answer):
    """What a map says of itself, how large it is and which judgements it changes."""

    row: ClassVar[type[Row]] = TableSize

    title: Annotated[str, PUBLIC]
    """Title of the map, or words where it has none."""

    team: Annotated[tuple[str, ...], PUBLIC]
    """Names of the organisations that ask."""

    area: Annotated[str | None, PUBLIC]
    """Area it covers."""

    as_of: Annotated[date, PUBLIC]
    """Day it speaks for."""

    illustrative: Annotated[bool, PUBLIC]
    """Whether it is made up for illustration."""

    tables: Annotated[tuple[TableSize, ...], COUNT]
    """Size of each table that has rows."""

    assumptions: Annotated[Assumptions, PUBLIC]
    """The judgements that answers rest on."""

    def rows(self) -> tuple[TableSize, ...]:
        """Return the size of each table."""
        return self.tables

    def sentences(self) -> tuple[str, ...]:
        """Return what the map is, in plain words."""
        heading = IN_AREA.format(title=self.title, area=self.area) if self.area else self.title
        about = (MADE_UP if self.illustrative else ABOUT).format(
            heading=heading, day=words_of_day(self.as_of), team=", ".join(self.team)
        )
        changed = self.assumptions.changed()
        values = ", ".join(ASSUMPTION.format(name=each, value=changed[each]) for each in changed)
        assumed = CHANGES.format(number=len(changed), values=values) if changed else KEEPS
        return (about, assumed)


def overview(snapshot: Snapshot) -> Overview:
    """Say what a map holds and what it assumes.

    Returns
    -------
    Overview
        A row a table that has rows: how many.

    Examples
    --------
    >>> import reachmap as rm
    >>> rm.demo().overview().team
    ('Borough engagement team',)
    """
    outline = snapshot.outline
    about = outline.about
    return Overview(
        title=about.title or "A stakeholder map without a title",
        team=tuple(outline.node(team).name for team in outline.teams),
        area=about.area,
        as_of=about.day(),
        illustrative=about.illustrative,
        tables=tuple(
            TableSize(table=name, rows=size) for name, size in snapshot.sizes.items() if size
        ),
        assumptions=outline.assumptions,
    )
