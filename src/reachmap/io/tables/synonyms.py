"""What people call columns: usual headings, and what a heading says beside its own words."""

import re
from collections.abc import Iterator, Mapping

USUAL: Mapping[str, str] = {
    "as_of_date": "as_of",
    "attendance": "attended",
    "attendees": "attended",
    "came": "attended",
    "day": "date",
    "days_of_notice": "notice_days",
    "decided": "decided_on",
    "feedback": "feedback_on",
    "feedback_given_on": "feedback_on",
    "headcount": "attended",
    "job_title": "role",
    "last_contacted": "last_contact",
    "last_met": "last_contact",
    "last_spoke": "last_contact",
    "last_spoke_to": "last_contact",
    "last_spoken_to": "last_contact",
    "notice": "notice_days",
    "number_attended": "attended",
    "number_of_people": "population",
    "owned_by": "owner",
    "participants": "attended",
    "pop": "population",
    "relationship_owner": "owner",
    "residents": "population",
    "supports_offered": "supports",
    "what_can_change": "can_change",
    "when": "date",
}
"""Headings that people use in any table, and the columns that they mean."""

IN_TABLE: Mapping[str, Mapping[str, str]] = {
    "activities": {
        "groups_invited": "groups",
        "location": "venue",
        "numbers": "attended",
        "place": "venue",
        "turnout": "attended",
        "where": "venue",
    },
    "asks": {
        "answer": "outcome",
        "asked_on": "date",
        "date_asked": "date",
        "asked_by": "from",
        "reply": "outcome",
        "response": "outcome",
        "result": "outcome",
        "who_asked": "from",
        "who_was_asked": "to",
    },
    "contacts": {
        "body": "organisation",
        "communities": "group",
        "community": "group",
        "contact_role": "role",
        "groups": "group",
        "post": "role",
        "relationship": "trust",
        "strength": "trust",
        "strength_of_relationship": "trust",
        "they_reach": "group",
        "who_holds_it": "owner",
    },
    "groups": {
        "community": "name",
        "headcount": "population",
        "people": "population",
        "size": "population",
    },
    "turnout": {
        "community": "group",
        "count": "attended",
        "number": "attended",
        "people": "attended",
    },
}
"""Headings that people use in one table, where in another they may mean something else."""

KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "activities": ("activity", "event", "session", "meeting"),
    "asks": ("ask", "contact"),
    "groups": ("group", "population_group", "community_group", "target_group"),
    "contacts": ("contact", "relationship", "population"),
    "turnout": ("event", "session", "meeting", "population"),
}
"""Words for what a row is, which may stand before or behind a column of it."""

_HINT = re.compile(
    r"\(\s*(?:[\d\s/.,–-]+|\d+ to \d+|[dmy/. -]+|yes/no|y/n|£|optional|required|if known"
    r"|approx\.?(?:imate(?:ly)?)?|estimated?|est\.?|in total|totals?|overall|all|number|count"
    r"|headcount|(?:ons|census|mid-year|estimates?|figures?|\s|,|20\d\d)+)\s*\)",
    re.IGNORECASE,
)
"""What a heading says of how to fill it in; other words in brackets may be another unit."""

_DAY_OF = re.compile(r"(?:date|day)(?:_of|_the|_held|_on)*?(?:_([a-z]+))??(?:_held|_on)*")
"""A plain heading that is the day of something, and of what, where it says so."""

_BEFORE = re.compile(
    r"(?:in )?total\s+|overall\s+|approx\.?(?:imate)?\s+|estimated\s+|how many\s+|people\s+|who\s+"
    r"|that\s+|of\s+|when\s+|date\s+|day\s+|the\s+|(?:nos?\.?|nr\.?|number)\s+|nos?\.|#\s*",
    re.IGNORECASE,
)
"""What a heading says before the thing itself: a count of it, or its day."""

_BEHIND = re.compile(
    r"[\s,:–-]+(?:in total|totals?|overall|ons|census|mid-year|estimates?|figures?|20\d\d|date|on"
    r"|score|rating|level|reached|1\s*(?:-|–|to)\s*5)",
    re.IGNORECASE,
)
"""What a heading says behind the thing itself: the source, the scale, that it is a sum."""

_EITHER = re.compile(r"\s*/\s*|\s+or\s+", re.IGNORECASE)
"""What is between two words for one thing."""


def bare_heading(heading: str) -> str:
    """Return a heading without its hints in brackets and its marks.

    Examples
    --------
    >>> bare_heading("Attended (total): *"), bare_heading("Cost (pence)")
    ('Attended', 'Cost (pence)')
    """
    return _HINT.sub("", heading).strip(" :*?.")


def shorter(heading: str) -> Iterator[str]:
    """Yield a heading with less and less beside the thing itself, and the first of two words.

    Examples
    --------
    >>> list(shorter("Number of people who came"))[-1]
    'came'
    >>> list(shorter("Population - Census 2021"))
    ['Population - Census', 'Population']
    """
    if match := _EITHER.search(heading):
        yield heading[: match.start()]
    ends = [heading]
    while match := re.search(rf"(?:{_BEHIND.pattern})\Z", ends[-1], re.IGNORECASE):
        ends.append(ends[-1][: match.start()])
    yield from ends[1:]
    for end in ends:
        rest = end
        while match := _BEFORE.match(rest):
            rest = rest[match.end() :]
            yield rest


def meanings(table: str, name: str) -> Iterator[str]:
    """Yield what a plain heading may mean in a table: itself, and what people call so.

    Examples
    --------
    >>> list(meanings("activities", "event_date")), list(meanings("asks", "result"))
    (['event_date', 'date'], ['result', 'outcome'])
    """
    yield name
    for known in (IN_TABLE.get(table, {}), USUAL):
        if name in known:
            yield known[name]
    words = KIND_WORDS.get(table, ("row",))
    if name in words:
        yield "name"
    day = _DAY_OF.fullmatch(name)
    if day and (day[1] or words[0]) in words:
        yield "date"
    for word in words:
        if name.startswith(f"{word}_"):
            yield name.removeprefix(f"{word}_")
        if name.endswith(f"_{word}"):
            yield name.removesuffix(f"_{word}")
