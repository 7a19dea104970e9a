"""What took place in the demo borough in two years, and who was counted there."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import reachmap as rm

START, AS_OF = date(2024, 4, 1), date(2026, 3, 31)
TEAM = "engagement-team"

# channel, method, who runs it, weekday of the month, topic
PANELS = (
    ("reference-group", "patient-reference-group", TEAM, 9, "long-term conditions"),
    ("review-panel", "service-user-review-panel", TEAM, 14, "community services"),
    ("ppi-panel", "patient-panel", "harbour-trust", 21, "hospital services"),
)


def sittings() -> Iterator[rm.Activity]:
    """Yield the monthly sittings of the three panels, and the quarterly one on stroke."""
    for channel, method, body, day, topic in PANELS:
        for month in _months():
            yield rm.Activity(
                id=f"{channel}-{month:%Y-%m}",
                name=f"{topic.capitalize()}: sitting of {month:%B %Y}",
                date=month.replace(day=day),
                level="consultation" if channel == "ppi-panel" else "engagement",
                method=method,
                channel=channel,
                run_by=body,
                topic=topic,
                concerns="harbour-trust" if channel == "ppi-panel" else None,
                sensitive=channel == "ppi-panel",
                anonymous=False,
                notice_days=28,
                cost=80.0,
                staff_hours=8.0,
                supports=("expenses-upfront",),
            )
    for month in list(_months())[1::3]:
        yield rm.Activity(
            id=f"stroke-panel-{month:%Y-%m}",
            name=f"Stroke pathway: sitting of {month:%B %Y}",
            date=month.replace(day=26),
            level="co-design",
            method="patient-panel",
            channel="stroke-panel",
            run_by="harbour-trust",
            groups=("stroke",),
            records=("stroke",),
            topic="stroke",
            notice_days=28,
            cost=90.0,
            staff_hours=10.0,
        )


def _months() -> Iterator[date]:
    for number in range(24):
        yield date(
            START.year + (START.month - 1 + number) // 12, (START.month - 1 + number) % 12 + 1, 1
        )


# id, name, days before the end, level, method, channel, venue, groups, attended, other fields
ONCE: tuple[tuple[Any, ...], ...] = (
    ("carers-day", "Carers' day", 640, "engagement", "focus-group", "carers-forum", None, ("carers", "hidden-carers"), 22, {}),
    ("carers-evening", "Carers' evening", 330, "engagement", "focus-group", "carers-forum", None, ("carers", "hidden-carers"), 14, {}),
    ("carers-open-door", "Carers' open door", 75, "engagement", "drop-in", None, "library", ("carers", "hidden-carers"), 9, {}),
    ("online-2024", "Residents' online survey 2024", 520, "engagement", "online-survey", "online-survey", None, (), 640, {"anonymous": True, "notice_days": 7}),
    ("online-2025", "Residents' online survey 2025", 170, "engagement", "online-survey", "online-survey", None, (), 710, {"anonymous": True, "notice_days": 7}),
    ("postal-2025", "Residents' postal survey 2025", 240, "engagement", "postal-survey", "postal-survey", None, (), 830, {"anonymous": True, "notice_days": 42}),
    ("ld-one", "Talking about health checks", 400, "co-design", "existing-network", "ld-partnership", None, ("learning-disabilities",), 12, {"supports": ("easy-read",)}),
    ("ld-two", "Talking about health checks again", 210, "engagement", "existing-network", "ld-partnership", None, ("learning-disabilities",), 11, {"supports": ("easy-read",)}),
    ("ld-three", "Talking about hospital passports", 60, "engagement", "existing-network", "ld-partnership", None, ("learning-disabilities",), 10, {"supports": ("easy-read",)}),
    ("youth-mental", "Young people and mental health", 300, "co-design", "co-design-workshop", "youth-council", "college-canteen", ("children", "young-adults"), 18, {"feedback_on": date(2025, 7, 1)}),
    ("youth-vape", "Vaping: what would help", 150, "co-production", "peer-research", "youth-council", None, ("children",), 16, {"frontline_staff": True, "feedback_on": date(2026, 1, 15)}),
    ("maternity", "Birth at home or away", 450, "co-production", "co-design-workshop", None, "leisure", ("pregnant", "parents-under-two"), 13, {"frontline_staff": False, "supports": ("childcare",)}),
    ("urgent-care", "Urgent care opening hours", 260, "consultation", "formal-consultation", None, None, (), 210, {"decided_on": date(2025, 5, 20), "notice_days": 14, "anonymous": True}),
    ("stroke-move", "Stroke ward move: what it means", 560, "engagement", "roadshow", None, "market", ("stroke",), 130, {"no_choice": "safety", "notice_days": 28, "decided_on": date(2024, 8, 1)}),
    ("clinic-close", "St Hilda's clinic: what follows", 120, "engagement", "community-event", None, "quay-hall", (), 64, {"no_choice": "finance", "notice_days": 10}),
    ("drop-in-quick", "Drop-in on pharmacy hours", 48, "engagement", "drop-in", None, "library", (), 8, {"notice_days": 3}),
    ("food-hall", "Listening at the food bank", 95, "engagement", "day-service-visit", None, "food-bank-hall", ("fuel-poverty", "single-parents"), 31, {"supports": ("payment",), "can_change": "Opening times and where appointments are offered"}),
    ("mosque-visit", "Health evening at the mosque", 380, "engagement", "existing-network", None, None, ("men", "ethnic-minorities"), 26, {"supports": ("interpreter",)}),
    ("recovery-visit", "Morning at Recovery Steps", 290, "engagement", "day-service-visit", None, None, ("addictions",), 12, {"sensitive": True, "anonymous": True}),
    ("veterans-breakfast", "Veterans' breakfast", 200, "engagement", "existing-network", None, None, ("veterans",), 19, {}),
    ("deaf-evening", "Evening for Deaf people", 350, "engagement", "focus-group", None, None, ("sensory",), 9, {"supports": ("bsl-interpreter",)}),
    ("faith-sunday", "After the service", 310, "engagement", "existing-network", None, "minster-hall", ("faith",), 44, {}),
    ("parents-school", "At the school gate", 230, "engagement", "opportunistic-sampling", None, "school-hall", ("single-parents", "parents-under-two"), 37, {}),
    ("shipyard-lunch", "Lunch break at the shipyard", 280, "engagement", "opportunistic-sampling", None, None, ("shift-workers", "men"), 24, {}),
    ("refugee-story", "Stories of arriving", 190, "engagement", "patient-story", None, None, ("refugees", "asylum"), 7, {"supports": ("interpreter",), "sensitive": True, "anonymous": False}),
    ("care-home-tea", "Tea at Seaview", 140, "engagement", "day-service-visit", None, None, ("care-homes", "frail"), 15, {}),
    ("dementia-walk", "Walking the dementia pathway", 420, "co-design", "journey-mapping", None, "day-centre", ("dementia", "carers"), 14, {"supports": ("replacement-care", "travel")}),
    ("staff-day", "What staff see", 340, "co-design", "co-design-workshop", None, None, ("staff",), 40, {"frontline_staff": True}),
    ("planned-carers", "Finding hidden carers", -35, "co-design", "focus-group", None, "quay-hall", ("hidden-carers",), None, {"notice_days": 12, "supports": ("travel",)}),
)  # fmt: skip


def once_only() -> Iterator[rm.Activity]:
    """Yield the activities that took place once."""
    for id_, name, ago, level, method, channel, venue, groups, attended, more in ONCE:
        usual: dict[str, Any] = {"run_by": TEAM, "notice_days": 28, "topic": name.casefold()}
        yield rm.Activity.model_validate(
            usual
            | {
                "id": id_,
                "name": name,
                "date": AS_OF - timedelta(ago),
                "level": level,
                "method": method,
                "channel": channel,
                "venue": venue,
                "groups": tuple(sorted(groups)),
                "records": tuple(sorted({*groups, *_asked(id_)})),
                "attended": attended,
            }
            | more
        )


def _asked(activity: str) -> set[str]:
    """Return the groups that people were asked about, which are those that were counted."""
    counted = {row[0] for row in HEADS.get(activity, ())}
    return counted | ({"women", "men"} if activity in SEXES else set())


# Of each activity: group, how many were invited, how many came, how many preferred not to say.
# The surveys ask about caring as the census does: do you look after anyone? So nobody needs to
# call themselves a carer, and a no is one for hidden carers too.
HEADS: dict[str, tuple[tuple[str, int | None, int, int] | tuple[str, int | None, int], ...]] = {
    "carers-day": (("carers", 60, 20), ("hidden-carers", 20, 0)),
    "carers-evening": (("carers", 55, 13), ("hidden-carers", 25, 0)),
    "carers-open-door": (("carers", 40, 9), ("hidden-carers", 30, 0)),
    "online-2024": (("over-75s", 900, 14), ("not-online", 300, 2)),
    "online-2025": (
        ("over-75s", 950, 12, 22),
        ("older-adults", None, 131, 22),
        ("young-adults", None, 19, 22),
        ("children", None, 5, 22),
        ("carers", None, 24, 35),
        ("ethnic-minorities", None, 11, 40),
        ("other-languages", None, 3, 18),
        ("mental-health", None, 33, 52),
        ("long-term", None, 151, 52),
        ("students", None, 5, 16),
        ("single-parents", None, 5, 16),
        ("pregnant", None, 0, 16),
        ("not-online", 300, 1),
    ),
    "postal-2025": (
        ("over-75s", 420, 228, 17),
        ("older-adults", None, 468, 17),
        ("young-adults", None, 12, 17),
        ("children", None, 0, 17),
        ("carers", None, 22, 28),
        ("ethnic-minorities", None, 9, 31),
        ("other-languages", None, 2, 9),
        ("mental-health", None, 24, 44),
        ("long-term", None, 379, 44),
        ("students", None, 1, 12),
        ("single-parents", None, 3, 12),
        ("pregnant", None, 0, 12),
        ("not-online", 300, 121),
    ),
    "urgent-care": (
        ("older-adults", None, 88, 8),
        ("young-adults", None, 6, 8),
        ("children", None, 0, 8),
        ("carers", None, 7, 13),
    ),
    "clinic-close": (("older-adults", None, 31, 4), ("carers", None, 2, 6)),
    "ld-one": (("learning-disabilities", 16, 12), ("autistic", None, 2)),
    "ld-two": (("learning-disabilities", 16, 11),),
    "ld-three": (("learning-disabilities", 16, 10),),
    "youth-mental": (("young-adults", 30, 8), ("children", 30, 10), ("young-carers", None, 2, 3)),
    "youth-vape": (("children", 24, 16),),
    "maternity": (("pregnant", 30, 5), ("parents-under-two", 30, 8)),
    "stroke-move": (("stroke", 300, 41),),
    "food-hall": (("fuel-poverty", None, 25), ("single-parents", None, 11)),
    "mosque-visit": (("ethnic-minorities", None, 24), ("bangladeshi", 30, 0)),
    "recovery-visit": (("addictions", 20, 12),),
    "veterans-breakfast": (("veterans", 40, 19),),
    "deaf-evening": (("sensory", 30, 9),),
    "faith-sunday": (("faith", None, 44),),
    "parents-school": (("single-parents", None, 9), ("parents-under-two", None, 12)),
    "shipyard-lunch": (("shift-workers", None, 24),),
    "refugee-story": (("refugees", 12, 5), ("asylum", 8, 2)),
    "care-home-tea": (("care-homes", 25, 15), ("frail", None, 9)),
    "dementia-walk": (("dementia", 16, 7), ("carers", 16, 7)),
    "staff-day": (("staff", 120, 40),),
}

# Of each activity that asked: women, men, how many preferred not to say.
SEXES = {
    "online-2024": (322, 300, 18),
    "online-2025": (351, 338, 21),
    "postal-2025": (426, 391, 13),
    "urgent-care": (106, 98, 6),
    "stroke-move": (66, 62, 2),
    "clinic-close": (33, 30, 1),
    "drop-in-quick": (5, 3, 0),
    "carers-day": (15, 7, 0),
    "carers-evening": (9, 5, 0),
    "carers-open-door": (6, 3, 0),
    "ld-one": (6, 6, 0),
    "ld-two": (5, 6, 0),
    "ld-three": (5, 5, 0),
    "youth-mental": (10, 7, 1),
    "youth-vape": (7, 9, 0),
    "food-hall": (17, 13, 1),
    "mosque-visit": (5, 21, 0),
    "veterans-breakfast": (4, 15, 0),
    "faith-sunday": (25, 19, 0),
    "parents-school": (24, 13, 0),
    "shipyard-lunch": (2, 22, 0),
    "care-home-tea": (9, 6, 0),
}


def turnout() -> list[rm.Turnout]:
    """Return the head counts, of women and men last."""
    columns = ("group", "invited", "attended", "not_said")
    sexes = (
        (activity, ((group, None, came, unsaid or None) for group, came in counted))
        for activity, (women, men, unsaid) in SEXES.items()
        for counted in [(("women", women), ("men", men))]
    )
    return [
        rm.Turnout.model_validate({"activity": activity} | dict(zip(columns, row, strict=False)))
        for activity, counts in (*HEADS.items(), *sexes)
        for row in counts
    ]


def said() -> list[rm.Said]:
    """Return what was heard, and what became of it where anything did."""
    rows: tuple[dict[str, Any], ...] = (
        {"activity": "ld-one", "group": "learning-disabilities", "theme": "health checks", "summary": "Letters are hard to read; a call would help"},
        {"activity": "ld-two", "group": "learning-disabilities", "theme": "health checks", "summary": "We told you about the letters last year"},
        {"activity": "ld-three", "group": "learning-disabilities", "theme": "hospital passports", "summary": "Nobody asks to see them"},
        {"activity": "youth-vape", "group": "children", "theme": "vaping", "summary": "Posters do nothing; talk to us at school", "response": "Peer sessions in two schools from January", "told_on": date(2026, 1, 15), "owner": "children's lead"},
        {"activity": "food-hall", "group": "fuel-poverty", "theme": "appointments", "summary": "Evening appointments and a free number to ring", "owner": "engagement officer"},
        {"activity": "dementia-walk", "group": "dementia", "theme": "memory clinic", "summary": "One named person to ring", "response": "Could not be funded this year; asked again for the next", "told_on": date(2025, 6, 1), "owner": "head of engagement"},
    )  # fmt: skip
    return [rm.Said.model_validate(row) for row in rows]
