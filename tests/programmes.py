"""Made-up programmes of engagement in which the truth is known.

A small area of people who belong to groups; open surveys, roadshows, panels and sessions held
for one group, to which people come more or less often by their groups; and what a team would
have recorded of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

import reachmap as rm

AREA = 20_000
SHARES = (0.5, 0.25, 0.12, 0.06, 0.04, 0.02, 0.01, 0.005)
"""Share of the area that is of each group."""


@dataclass(frozen=True)
class Scenario:
    """How a team works, and how it records."""

    name: str
    surveys: int = 2
    """Open surveys, counted by heads."""
    asking: int = 2
    """Of these, how many ask."""
    rooms: int = 3
    """Open meetings of which nobody knows who came, but how many."""
    panels: int = 1
    sittings: int = 6
    panel_asks: bool = True
    tagged: float = 1.0
    """Share of the panel's groups that the register knows."""
    declining: float = 0.0
    """Share of those asked in a survey who do not say."""
    held_for: int = 3
    """Groups with a session of their own, counted."""
    largest: int = 30
    """Most people at such a session."""
    uneven: float = 0.3
    """How much turnout of a group swings from activity to activity (sigma of its logarithm)."""


SCENARIOS = (
    Scenario("even programme", uneven=0.0),
    Scenario("uneven by group and activity", uneven=0.7),
    Scenario("one survey asks", surveys=3, asking=1, panel_asks=False),
    Scenario("recurring panels", surveys=1, asking=1, rooms=0, panels=3, sittings=10),
    Scenario("uncounted rooms", rooms=8),
    Scenario("one in five declines to say", declining=0.2),
    Scenario("tags on some voices only", panels=2, panel_asks=False, tagged=0.5),
    Scenario("all asked everywhere", rooms=0, uneven=0.4),
    Scenario("nobody asks in the open", asking=0, panel_asks=False, held_for=6),
    Scenario("many sessions for one group", surveys=1, asking=0, held_for=8, largest=90),
)


@dataclass
class Programme:
    """What took place, and what is on record of it."""

    town: rm.StakeholderMap
    heard: NDArray[np.int64]
    """Shape (people heard,): numbers of everybody who was heard."""
    of: NDArray[np.bool_]
    """Shape (people, groups): who is of which group."""

    def true_ratio(self, group: int) -> float:
        """Return a group's share of everybody heard over its share of the area."""
        return float(self.of[self.heard, group].mean() / self.of[:, group].mean())


@dataclass
class _Diary:
    """Activities, and what was written down of each."""

    scenario: Scenario
    dice: np.random.Generator
    of: NDArray[np.bool_]
    keen: NDArray[np.float64]
    activities: list[rm.Activity] = field(default_factory=list)
    turnout: list[rm.Turnout] = field(default_factory=list)
    attendance: list[rm.Attendance] = field(default_factory=list)
    voices: dict[int, tuple[str, ...]] = field(default_factory=dict)
    heard: set[int] = field(default_factory=set)

    def comers(self, size: int, among: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Return who comes: the keener the likelier, unevenly by group from time to time."""
        swing = self.dice.normal(0, self.scenario.uneven, self.of.shape[1])
        weight = np.log(self.keen) + self.of @ swing
        if among is not None:
            weight = np.where(among, weight, weight - 4)
        order = np.argsort(-(weight + self.dice.gumbel(size=len(weight))))
        came: NDArray[np.int64] = order[:size]
        self.heard.update(came.tolist())
        return came

    def count(self, activity: str, came: NDArray[np.int64], groups: Iterator[int] | range) -> None:
        """Write down heads by group; some may not say."""
        for group in groups:
            said = self.dice.random(len(came)) >= self.scenario.declining
            of_it = int((self.of[came, group] & said).sum())
            self.turnout.append(
                rm.Turnout(
                    activity=activity,
                    group=f"g{group}",
                    attended=of_it,
                    not_said=int((~said).sum()) or None,
                )
            )


def programme(scenario: Scenario, seed: int) -> Programme:
    """Return a programme of a scenario; always the same one for a seed."""
    dice = np.random.default_rng([seed, sum(map(ord, scenario.name))])
    of = dice.random((AREA, len(SHARES))) < np.array(SHARES)
    rates = np.exp(dice.uniform(np.log(0.2), np.log(3), len(SHARES)))
    keen = np.prod(np.where(of, rates, 1.0), axis=1)
    diary = _Diary(scenario, dice, of, keen)
    every = range(len(SHARES))
    for number in range(scenario.surveys):
        id_, size = f"survey-{number}", int(dice.integers(200, 600))
        diary.activities.append(rm.Activity(id=id_, name=id_, channel="survey", attended=size))
        came = diary.comers(size)
        if number < scenario.asking:
            diary.count(id_, came, every)
    for number in range(scenario.rooms):
        id_, size = f"room-{number}", int(dice.integers(20, 120))
        diary.activities.append(rm.Activity(id=id_, name=id_, attended=size))
        diary.comers(size)
    for number in range(scenario.panels):
        _panel(diary, number)
    for group in dice.permutation(len(SHARES))[: scenario.held_for].tolist():
        id_, size = f"held-{group}", int(dice.integers(5, scenario.largest))
        diary.activities.append(rm.Activity(id=id_, name=id_, attended=size, groups=(f"g{group}",)))
        diary.count(id_, diary.comers(size, of[:, group]), range(group, group + 1))
    return Programme(_town(diary), np.array(sorted(diary.heard)), of)


def _panel(diary: _Diary, number: int) -> None:
    """Let a panel of named people sit several times."""
    scenario, dice = diary.scenario, diary.dice
    members = diary.comers(int(dice.integers(15, 40))).tolist()
    records = tuple(f"g{g}" for g in range(len(SHARES))) if scenario.panel_asks else ()
    for member in members:
        known = [g for g in range(len(SHARES)) if diary.of[member, g]]
        diary.voices[member] = tuple(f"g{g}" for g in known if dice.random() < scenario.tagged)
    for sitting in range(scenario.sittings):
        id_ = f"panel-{number}-{sitting}"
        diary.activities.append(
            rm.Activity(id=id_, name=id_, channel=f"panel-{number}", records=records)
        )
        present = [member for member in members if sitting == 0 or dice.random() < 0.7]
        diary.attendance += [rm.Attendance(voice=f"v{m}", activity=id_) for m in present]


def _town(diary: _Diary) -> rm.StakeholderMap:
    names = sorted({a.channel for a in diary.activities if a.channel})
    return rm.StakeholderMap(
        about=rm.About(area_population=AREA, as_of=date(2026, 3, 31)),
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[
            rm.Group(id=f"g{g}", name=f"Group {g}", population=max(int(diary.of[:, g].sum()), 1))
            for g in range(len(SHARES))
        ],
        channels=[rm.Channel(id=name, name=name) for name in names],
        activities=diary.activities,
        voices=[rm.Voice(id=f"v{m}", name=f"v{m}", groups=g) for m, g in diary.voices.items()],
        attendance=rm.Ledger.of(rm.Attendance, diary.attendance),
        turnout=rm.Ledger.of(rm.Turnout, diary.turnout),
    )
