"""Write the demo borough: a made-up place in which every story of the notes can be found.

Run once, by hand, when the borough is to change::

    python examples/borough/make_borough.py src/reachmap/data/demo

The same script always writes the same files. `docs/stories.md` lists what is planted.
"""

import codecs
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cast import CHAMPIONS, CHANNELS, GROUPS, ORGANISATIONS, VENUES, WORKERS
from occasions import AS_OF, once_only, said, sittings, turnout
from relations import asks, links

import reachmap as rm

DICE = random.Random(2026)  # noqa: S311  a made-up place, not a secret

BUSY, VOICES = 9, 250
"""Nine committed people fill half the places; the others come now and then."""

# What the busy nine say of themselves.
BUSY_GROUPS = (
    ("older-adults", "long-term", "men"),
    ("older-adults", "women", "faith"),
    ("older-adults", "long-term", "women"),
    ("older-adults", "men", "married"),
    ("older-adults", "cancer", "women"),
    ("over-75s", "men"),
    ("older-adults", "women", "carers"),
    ("long-term", "men", "physical-disability"),
    ("older-adults", "men", "faith"),
)
SEXES = ("women", "men")
ONLY_REFERENCE = ("copd", "heart", "diabetes")
# What all on the register were asked: age, sex and caring.
ASKED = ("carers", "children", "men", "older-adults", "over-75s", "women", "young-adults")
OTHERS = (
    ("women", "married", "older-adults"),
    ("men",),
    ("women", "faith"),
    ("older-adults", "men"),
    ("over-75s", "women"),
    ("mental-health", "women"),
    ("physical-disability", "men", "older-adults"),
    ("cancer", "women"),
    ("long-term", "men"),
    ("men", "veterans", "older-adults"),
)


def people() -> Iterator[rm.Voice]:
    """Yield the voices: the busy nine, ten whose experience of stroke is long past, the others."""
    for number in range(VOICES):
        id_ = f"v{number + 1:03d}"
        groups: tuple[str, ...] = OTHERS[number % len(OTHERS)]
        lived, until = "current", None
        if number < BUSY:
            groups = BUSY_GROUPS[number]
        elif number < BUSY + 10:
            groups = ("stroke", "older-adults", SEXES[number % 2])
            lived, until = "past", date(2014 + number % 3, 6, 30)
        elif number < BUSY + 40:
            groups = (ONLY_REFERENCE[number % 3], SEXES[number % 2])
        yield rm.Voice.model_validate(
            {
                "id": id_,
                "name": id_,
                "groups": tuple(sorted(groups)),
                "lived_experience": lived if number % 7 else ("past" if until else None),
                "lived_until": until,
            }
        )


def attendance_by_activity(activities: tuple[rm.Activity, ...]) -> Iterator[rm.Attendance]:
    """Yield who came to the panels."""
    ids = [f"v{number + 1:03d}" for number in range(VOICES)]
    stroke, reference, others = ids[BUSY : BUSY + 10], ids[BUSY + 10 : BUSY + 40], ids[BUSY + 40 :]
    waiting: list[str] = []
    for activity in activities:
        if activity.channel == "stroke-panel":
            came = DICE.sample(stroke, 7)
        elif activity.channel == "reference-group":
            came = [*_busy(ids), *DICE.sample(reference, 7)]
        else:
            waiting = waiting if len(waiting) >= 8 else DICE.sample(others, len(others))
            came, waiting = [*_busy(ids), *waiting[:8]], waiting[8:]
        for number, voice in enumerate(came):
            speaking = "representative" if voice == ids[0] else "own"
            kind = "for-someone" if number == 4 and activity.channel == "ppi-panel" else speaking
            yield rm.Attendance.model_validate(
                {"voice": voice, "activity": activity.id, "speaking": kind}
            )


def _busy(ids: list[str]) -> list[str]:
    """Return those of the nine who came: seldom is one away."""
    return [voice for voice in ids[:BUSY] if DICE.random() > 0.03]


def borough() -> rm.StakeholderMap:
    """Return the map of the borough."""
    panels = tuple(sittings())
    return rm.StakeholderMap(
        about=rm.About(
            title="Harbour Vale: whom we hear",
            team="engagement-team",
            area="Harbour Vale",
            area_population=150_000,
            asked=ASKED,
            as_of=AS_OF,
            illustrative=True,
        ),
        assumptions=rm.Assumptions(public_holidays="GB-ENG"),
        groups=GROUPS,
        organisations=ORGANISATIONS,
        workers=WORKERS,
        champions=CHAMPIONS,
        channels=CHANNELS,
        venues=VENUES,
        activities=(*panels, *once_only()),
        voices=tuple(people()),
        links=links(),
        attendance=rm.Ledger.of(rm.Attendance, attendance_by_activity(panels)),
        turnout=rm.Ledger.of(rm.Turnout, turnout()),
        asks=rm.Ledger.of(rm.Ask, asks()),
        said=rm.Ledger.of(rm.Said, said()),
    )


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    rm.ReachMap.of(borough()).write(folder, force=True)
    for path in folder.glob("*.csv"):  # in the package without the mark that spreadsheets want
        path.write_bytes(path.read_bytes().removeprefix(codecs.BOM_UTF8))
