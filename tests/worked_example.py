"""A programme small enough to work out by hand, in which every case occurs."""

from datetime import date

import reachmap as rm

GROUPS = {
    "carers": ("Carers", 100),
    "young": ("Young adults", 200),
    "over-75s": ("People over 75", 80),
    "older": ("Older people", 200),
    "deaf": ("Deaf people", 20),
    "veterans": ("Veterans", 50),
    "travellers": ("Travellers", 5),
}
"""Name and population; the whole area has 1,000 people, and those over 75 are older people."""

TAGS = {0: "carers", 1: "carers", 2: "over-75s", 11: "veterans", 12: "veterans"}
"""Groups of the panel's twenty voices by number; voices 3 to 7 are older people."""

ACTIVITIES = (
    rm.Activity(id="survey", name="Survey", channel="online", attended=300),
    rm.Activity(id="roadshow", name="Roadshow", channel="road", attended=100),
    rm.Activity(id="sitting", name="Panel", channel="panel", records=("carers", "older")),
    rm.Activity(
        id="deaf-1", name="First evening", channel="evenings", attended=12, groups=("deaf",)
    ),
    rm.Activity(
        id="deaf-2", name="Other evening", channel="evenings", attended=11, groups=("deaf",)
    ),
    rm.Activity(id="youth", name="Youth club", attended=30, groups=("young",)),
)

TURNOUT = (
    ("survey", "carers", 12),
    ("survey", "over-75s", 40),
    ("survey", "older", 130),
    ("roadshow", "carers", 4),
    ("roadshow", "older", 25),
    ("deaf-1", "deaf", 10),
    ("deaf-2", "deaf", 9),
    ("youth", "young", 28),
)


def programme(**changes: object) -> rm.StakeholderMap:
    """Return the programme, some of it changed."""
    voices = [f"v{number:02}" for number in range(20)]
    tags = TAGS | dict.fromkeys(range(3, 8), "older")
    tables: dict[str, object] = {
        "about": rm.About(area_population=1000, as_of=date(2026, 3, 31)),
        "organisations": [rm.Organisation(id="team", name="Team", team=True)],
        "channels": [rm.Channel(id=c, name=c) for c in ("online", "road", "panel", "evenings")],
        "groups": [
            rm.Group(
                id=id_,
                name=name,
                population=population,
                part_of=("older",) if id_ == "over-75s" else (),
            )
            for id_, (name, population) in GROUPS.items()
        ],
        "activities": ACTIVITIES,
        "voices": [
            rm.Voice(id=id_, name=id_, groups=(tags[number],) if number in tags else ())
            for number, id_ in enumerate(voices)
        ],
        "attendance": rm.Ledger(
            rm.Attendance, {"voice": voices, "activity": ["sitting"] * len(voices)}
        ),
        "turnout": rm.Ledger.of(
            rm.Turnout,
            [rm.Turnout(activity=a, group=g, attended=n) for a, g, n in TURNOUT],
        ),
    }
    return rm.StakeholderMap(**(tables | changes))  # type: ignore[arg-type]  # by table name
