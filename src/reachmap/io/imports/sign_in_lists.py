"""Lists of who signed in or registered, as Zoom, Teams, Forms, Eventbrite and people write them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from reachmap.io.imports.foreign import Foreign, Grid, is_name, one_line, plain

HEADINGS = {
    "name": (
        "name;full name;your name;your full name;what is your name?;name (original name);"
        "user name (original name);attendee name;"
        "participant;participant name;attendee;user name;display name"
    ),
    "first": "first name;forename;given name;attendee first name;your first name",
    "last": "last name;surname;family name;attendee last name;attendee surname;your last name",
    "email": (
        "email;e-mail;user email;email address;e-mail address;attendee email;your email;"
        "attendee e-mail;contact email;username;participant id (upn)"
    ),
    "status": (
        "attendee status;attended;approval status;registration status;checked in;check-in;"
        "did they come?;came;attended?;present"
    ),
    "event": "event name;event;activity;session;meeting;session name;topic;workshop",
    "day": (
        "date attending;event start date;event date;session date;date of session;date;"
        "event start date & time"
    ),
    "joined": "join time;joined;first join;time in;arrived;signed in;sign in time;arrival",
    "role": "role;attendee type",
}
"""What a list says of each person, and the headings below which it does."""

COLUMN = {heading: what for what, words in HEADINGS.items() for heading in words.split(";")}
_NEVER_TAKEN = (
    "id;start time;completion time;last modified time;timestamp;leave time;last leave;time out;"
    "left;duration;duration (minutes);total duration (minutes);in-meeting duration;in waiting room;"
    "time in session (minutes);guest;is guest;recording consent;country/region name;order #;"
    "order id;order date;order type;ticket type;ticket quantity;quantity;price;total paid;"
    "currency;phone;telephone;mobile;phone number;home phone;cell phone;address;postcode;"
    "home address 1;home city;home postcode;barcode #;attendee #;signature;notes;"
    "registration time;ticket tier;event id;event timezone;prefix;no.;number;#;"
    "eventbrite fees;order notes"
)
OTHER = frozenset(_NEVER_TAKEN.split(";"))
"""Headings of what is never taken: times, orders, telephones, addresses."""

ABOUT = {
    "topic": "topic",
    "meeting title": "topic",
    "start time": "start",
    "actual start time": "start",
    "host": "host",
    "host name (original name)": "host",
    "user email": "host",
    "email": "host",
}
"""Headings above a list that say of which meeting it is."""

YES = frozenset({"yes", "y", "true", "checked in", "attended", "came", "present", "x", "✓", "1"})
NO = frozenset(
    {"no", "n", "false", "attending", "not attending", "cancelled", "registered", "approved"}
    | {"deleted", "did not attend", "no show", "absent", "0", ""}
)
"""What lists say of those who came, and of those who did not."""

LEADING = frozenset({"organizer", "organiser", "co-organizer", "presenter", "host", "panelist"})
SEARCHED = 60
"""Rows at the top of a file among which the headings of its list are."""

_SECTION = re.compile(r"\d{1,2}\.\s")
"""Start of the title of a part of a file, as Teams writes it."""

_FORM_COUNT = re.compile(r"\s*\(\d+-\d+\)$")


class Attendee(NamedTuple):
    """One row of a list."""

    row: int
    name: str
    email: str
    event: str
    day: str
    status: str | None
    """None where the list does not say who came."""

    leads: bool
    answers: dict[str, str]
    """What was answered, by heading."""


def is_sign_in(foreign: Foreign) -> bool:
    """Return whether every file of a source is a list of people."""
    grids = foreign.grids
    return bool(grids) and all(next(_parts(grid), None) for grid in grids.values())


def attendees(foreign: Foreign) -> Iterator[Attendee]:
    """Yield the rows of all lists of a source."""
    for name, grid in foreign.grids.items():
        title = next(
            (Path(file).stem for file in foreign.files if plain(Path(file).stem) == name), ""
        )
        about = {"topic": _FORM_COUNT.sub("", title or Path(foreign.name).stem)} | _about(grid)
        for top, end in _parts(grid):
            yield from _rows(grid, top, end, about)


def _parts(grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the row of the headings of each list of people in a file, and where it ends."""
    tops = [
        n
        for n, foreign_row in enumerate(grid[:SEARCHED])
        if _is_heading([plain(c) for c in foreign_row])
    ]
    yield from pairwise([*tops, len(grid)])


def _is_heading(foreign_cells: Sequence[str]) -> bool:
    """Return whether cells are the headings of a list of people."""
    what = {COLUMN[foreign_cell] for foreign_cell in foreign_cells if foreign_cell in COLUMN}
    named = "name" in what or {"first", "last"} <= what
    answered = bool({"timestamp", "completion time"} & {*foreign_cells})
    sure = what & {"email", "joined", "status"} or answered
    if {"topic", "meeting id"} & {*foreign_cells} and not {"joined", "name"} & what:
        return False
    original = any(foreign_cell.endswith("name (original name)") for foreign_cell in foreign_cells)
    if "email" in what and (what & {"status", "event"} or answered):
        return True
    return named and bool(sure or original)


def _about(grid: Grid) -> dict[str, str]:
    """Return what the rows above a list say of its meeting: its topic, start and host."""
    about: dict[str, str] = {}
    top = next(_parts(grid))[0]
    for number, foreign_row in enumerate(grid[:top]):
        below = grid[number + 1] if number + 1 < top else []
        for position, foreign_cell in enumerate(foreign_row):
            known = ABOUT.get(plain(foreign_cell))
            beside = foreign_row[position + 1] if len(foreign_row) == 2 and position == 0 else ""  # noqa: PLR2004  a heading and its value
            value = beside or (below[position] if position < len(below) else "")
            if known and value and plain(value) not in ABOUT:
                about.setdefault(known, one_line(value))
    return about


def _rows(grid: Grid, top: int, end: int, about: dict[str, str]) -> Iterator[Attendee]:
    headings = [plain(foreign_cell) for foreign_cell in grid[top]]
    known = {COLUMN[h]: n for n, h in reversed([*enumerate(headings)]) if h in COLUMN}
    said = [n for n, heading in enumerate(headings) if COLUMN.get(heading) == "status"]
    asked = {
        one_line(grid[top][n]): n
        for n, heading in enumerate(headings)
        if heading and heading not in COLUMN and heading not in OTHER
    }
    host = plain(about.get("host", ""))
    leading = top > 0 and any(
        plain(foreign_cell) == "host details" for foreign_cell in grid[top - 1]
    )
    for number, foreign_row in enumerate(grid[top + 1 : end], start=top + 2):
        foreign_cells = {
            what: one_line(foreign_row[n]) if n < len(foreign_row) else ""
            for what, n in known.items()
        }
        filled = [foreign_cell for foreign_cell in foreign_row if foreign_cell.strip()]
        if not filled or (len(filled) == 1 and _SECTION.match(filled[0])):
            continue
        name = (
            foreign_cells.get("name")
            or f"{foreign_cells.get('first', '')} {foreign_cells.get('last', '')}".strip()
        )
        email = foreign_cells.get("email", "").casefold()
        leads = leading or plain(foreign_cells.get("role", "")) in LEADING
        yield Attendee(
            row=number,
            name=name,
            email=email if "@" in email else "",
            event=_event(foreign_cells.get("event", ""), about["topic"]),
            day=foreign_cells.get("day") or about.get("start") or foreign_cells.get("joined", ""),
            status=_status([foreign_row[n] for n in said if n < len(foreign_row)]),
            leads=leads or bool(host and host in {email, plain(name)}),
            answers={
                heading: foreign_row[n] for heading, n in asked.items() if n < len(foreign_row)
            },
        )


def _status(foreign_cells: Sequence[str]) -> str | None:
    """Return what a row says of whether somebody came: yes where any of its columns does."""
    said = [one_line(foreign_cell) for foreign_cell in foreign_cells]
    return next((word for word in said if plain(word) in YES), said[0] if said else None)


def _event(*names: str) -> str:
    """Return the first of some names of an activity that names one."""
    return next((name for name in names if is_name(name)), "Activity")
