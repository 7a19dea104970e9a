"""Small sound maps, made by hand."""

from datetime import date
from typing import Any

import reachmap as rm
from reachmap.model.fields import Record

AS_OF = date(2026, 3, 31)


def heads(*rows: tuple[str, str, int | None]) -> rm.Ledger[rm.Turnout]:
    """Return head counts of (activity, group, how many came); None: only invited."""
    return rm.Ledger.of(
        rm.Turnout,
        [
            rm.Turnout(activity=a, group=g, attended=n, invited=9 if n is None else None)
            for a, g, n in rows
        ],
    )


def came(*rows: tuple[str, str], **speaking: Any) -> rm.Ledger[rm.Attendance]:
    """Return attendance of (voice, activity), all speaking alike."""
    return rm.Ledger.of(
        rm.Attendance, [rm.Attendance(voice=v, activity=a, **speaking) for v, a in rows]
    )


def town(**changes: Any) -> rm.StakeholderMap:
    """Return a small sound map, with whole tables of it changed.

    Carers of 200 people and students of 300, in a town of 1,000. The spring meeting of the
    forum, two voices and five heads of students; a meeting of last autumn without a channel;
    one that is planned for next month, and one of which nobody knows the day.
    """
    tables: dict[str, Any] = {
        "about": rm.About(title="A town", area="Old town", area_population=1000, as_of=AS_OF),
        "organisations": [rm.Organisation(id="team", name="Engagement team", team=True)],
        "groups": [
            rm.Group(id="carers", name="Carers", population=200),
            rm.Group(id="students", name="Students", population=300),
        ],
        "channels": [rm.Channel(id="forum", name="Carers' forum", run_by="team")],
        "activities": [
            rm.Activity(id="autumn", name="Autumn", date=date(2025, 10, 1), topic="parking"),
            rm.Activity(id="planned", name="Planned", date=date(2026, 4, 30), topic="stroke"),
            rm.Activity(
                id="spring",
                name="Spring",
                date=date(2026, 3, 1),
                channel="forum",
                level="co-design",
                method="focus-group",
                topic="stroke",
            ),
            rm.Activity(id="undated", name="Undated"),
        ],
        "voices": [
            rm.Voice(id="v1", name="v1", groups=("carers",), lived_experience="current"),
            rm.Voice(id="v2", name="v2", groups=("carers",), lived_experience="past"),
        ],
        "attendance": came(("v1", "autumn"), ("v1", "spring"), ("v2", "spring"), ("v2", "undated")),
        "turnout": heads(("spring", "students", 5)),
    }
    return rm.StakeholderMap(**(tables | changes))


def desk(**changes: Any) -> rm.ReachMap:
    """Return the front desk of a small sound map."""
    return rm.ReachMap.of(town(**changes))


def blank_fields(row: Record) -> list[str]:
    """Return the fields of a row that may be blank."""
    return [name for name, field in type(row).model_fields.items() if field.default is None]
