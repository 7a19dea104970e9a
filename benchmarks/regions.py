"""A region made up in the same way each time: every table filled, in the shares of a real one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

import reachmap as rm
from reachmap.model.links import TypeName
from reachmap.model.nodes import Barrier, Sector

TODAY = date(2026, 3, 31)
DAYS = 730

SHARES = {
    "group": 0.01,
    "worker": 0.3,
    "champion": 0.075,
    "channel": 0.015,
    "venue": 0.05,
    "activity": 0.1,
    "voice": 0.25,
}
"""Share of each kind among the nodes; the rest, 4,000 of 20,000, are organisations."""

LINKS = {"KNOWS": 0.86, "TRUSTED_BY": 0.08, "USES": 0.03, "HEARS": 0.01, "GATHERS": 0.02}
"""Share of each type among the links, of which there are five for each node."""

LINKS_PER_NODE = 5
ATTENDANCES_PER_ACTIVITY = 100
ASKS_PER_NODE = 0.5
KNOWN_TO_THE_TEAM = 0.01
"""Relationships of the team, for each node."""

METHODS = ("focus-group", "home-visit", "drop-in", "existing-network", "citizens-panel")
CATEGORIES = ("carers", "bsl-users", "blind-people", "black-communities", "cancer", "", "")
BARRIERS: tuple[Barrier, ...] = ("caring", "transport", "language", "trust", "timing")
SECTORS: tuple[Sector, ...] = ("charity", "council", "faith", "housing", "gp-practice", "other")


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of each kind."""

    group: Sequence[str]
    organisation: Sequence[str]
    worker: Sequence[str]
    champion: Sequence[str]
    channel: Sequence[str]
    venue: Sequence[str]
    activity: Sequence[str]
    voice: Sequence[str]


def region_of(nodes: int, *, seed: int = 1) -> rm.StakeholderMap:
    """Return a region of so many nodes, activities and voices among them.

    At 20,000 nodes it has 200 groups, 4,000 organisations, 6,000 workers, 1,500 champions, 5,000
    voices, 2,000 activities with 200,000 attendances, 100,000 links and 10,000 asks.

    Parameters
    ----------
    nodes
        How many.
    seed
        Of the dice.

    Returns
    -------
    StakeholderMap
        The map.
    """
    dice = np.random.default_rng(seed)
    counts = {kind: round(nodes * share) for kind, share in SHARES.items()}
    counts["organisation"] = nodes - sum(counts.values())
    ids = _Ids(
        **{kind: [f"{kind}-{n:06d}" for n in range(count)] for kind, count in counts.items()}
    )
    return rm.StakeholderMap(
        about=rm.About(title="A made-up region", as_of=TODAY, area_population=2_000_000),
        **_who(ids, dice),
        **_where(ids, dice),
        links=_links(ids, nodes, dice),
        attendance=_attendance(ids, dice),
        turnout=_turnout(ids, dice),
        asks=_asks(ids, round(nodes * ASKS_PER_NODE), dice),
        said=_said(ids),
    )


def _who(ids: _Ids, dice: np.random.Generator) -> dict[str, Any]:
    """Return groups, one in three within another, and everybody who may lead to one."""
    wide = max(1, len(ids.group) // 3)
    some = dice.integers(0, 1_000_000, len(ids.voice) + len(ids.champion)).tolist()
    return {
        "groups": [
            rm.Group(
                id=id_,
                name=f"Group {n}",
                category=CATEGORIES[n % len(CATEGORIES)] or None,
                population=500 + 37 * n % 9_000,
                part_of=() if n < wide or n % 2 else (ids.group[n % wide],),
                barriers=(BARRIERS[n % len(BARRIERS)],),
                hidden=n % 10 == 0,
            )
            for n, id_ in enumerate(ids.group)
        ],
        "organisations": [
            rm.Organisation(
                id=id_, name=f"Organisation {n}", sector=SECTORS[n % len(SECTORS)], team=n == 0
            )
            for n, id_ in enumerate(ids.organisation)
        ],
        "workers": [
            rm.KeyWorker(id=id_, name=f"Key worker {n}", organisation=_of(ids.organisation, n))
            for n, id_ in enumerate(ids.worker)
        ],
        "champions": [
            rm.Champion(
                id=id_,
                name=f"Champion {n}",
                groups=(_of(ids.group, some[n]),),
                supported_by=_of(ids.organisation, 7 * n),
            )
            for n, id_ in enumerate(ids.champion)
        ],
        "voices": [
            rm.Voice(
                id=id_,
                name=f"Voice {n}",
                groups=tuple({_of(ids.group, some[~n]), _of(ids.group, some[~n] // 1_000)}),
            )
            for n, id_ in enumerate(ids.voice)
        ],
    }


def _where(ids: _Ids, dice: np.random.Generator) -> dict[str, Any]:
    """Return channels, venues and activities; one activity in three is held for groups."""
    back = dice.integers(0, DAYS, len(ids.activity)).tolist()
    held = dice.integers(0, len(ids.group), (len(ids.activity), 2)).tolist()
    days = [TODAY - timedelta(days=each) for each in back]
    return {
        "channels": [
            rm.Channel(
                id=id_,
                name=f"Channel {n}",
                run_by=_of(ids.organisation, 13 * n),
                standing=n % 5 == 0,
            )
            for n, id_ in enumerate(ids.channel)
        ],
        "venues": [
            rm.Venue(id=id_, name=f"Place {n}", area=f"Ward {n % 40}", accessible=n % 3 > 0)
            for n, id_ in enumerate(ids.venue)
        ],
        "activities": [
            rm.Activity(
                id=id_,
                name=f"Meeting {n}",
                date=days[n],
                channel=_of(ids.channel, n),
                venue=_of(ids.venue, 3 * n),
                method=METHODS[n % len(METHODS)],
                run_by=ids.organisation[0],
                topic=f"Topic {n % 30}",
                groups=tuple(ids.group[each] for each in set(held[n])) if n % 3 == 0 else (),
                records=tuple(ids.group[each] for each in range(n % 2, len(ids.group), 7)),
                invited=150,
                decided_on=days[n] + timedelta(days=30) if n % 4 == 0 else None,
                feedback_on=min(days[n] + timedelta(days=40), TODAY) if n % 8 == 0 else None,
            )
            for n, id_ in enumerate(ids.activity)
        ],
    }


def _of(ids: Sequence[str], number: int) -> str:
    return ids[number % len(ids)]


def _links(ids: _Ids, nodes: int, dice: np.random.Generator) -> list[rm.Link]:
    """Return five links a node, each once: the team's own, then as many of each type as it has."""
    people = [*ids.organisation, *ids.worker]
    ends: dict[TypeName, tuple[Sequence[str], Sequence[str]]] = {
        "KNOWS": (people, people),
        "TRUSTED_BY": ([*people, *ids.champion], ids.group),
        "USES": (ids.organisation, ids.venue),
        "HEARS": (ids.channel, ids.group),
        "GATHERS": (ids.venue, ids.group),
    }
    links = []
    for type_, (tails, heads) in ends.items():
        wanted = round(nodes * LINKS_PER_NODE * LINKS[type_])
        pairs = np.unique(dice.integers((len(tails), len(heads)), size=(wanted * 3, 2)), axis=0)
        pairs = dice.permutation(pairs[pairs[:, 0] != pairs[:, 1]] if tails is heads else pairs)
        if type_ == "KNOWS":
            pairs[: round(nodes * KNOWN_TO_THE_TEAM), 0] = 0
            pairs = pairs[np.sort(np.unique(pairs, axis=0, return_index=True)[1])]
            pairs = pairs[pairs[:, 0] != pairs[:, 1]]
        pairs = pairs[:wanted]
        trust = dice.integers(1, 6, size=wanted).tolist()
        spoke = dice.integers(0, 2 * DAYS, size=wanted).tolist()
        links += [
            rm.Link(
                from_=tails[tail],
                type=type_,
                to=heads[head],
                trust=level,
                last_contact=TODAY - timedelta(days=back) if back < DAYS else None,
            )
            for (tail, head), level, back in zip(pairs.tolist(), trust, spoke, strict=False)
        ]
    return links


def _attendance(ids: _Ids, dice: np.random.Generator) -> rm.Ledger[rm.Attendance]:
    """Return 100 of each activity, by fewer and fewer people the oftener they come."""
    most = min(ATTENDANCES_PER_ACTIVITY, len(ids.voice) // 2)
    who = (len(ids.voice) * dice.random((len(ids.activity), 3 * most)) ** 1.5).astype(np.int64)
    came = [np.unique(row)[dice.permutation(len(np.unique(row)))[:most]] for row in who]
    return rm.Ledger(
        rm.Attendance,
        {
            "voice": [ids.voice[n] for row in came for n in row.tolist()],
            "activity": [ids.activity[n] for n, row in enumerate(came) for _ in row],
        },
    )


def _turnout(ids: _Ids, dice: np.random.Generator) -> rm.Ledger[rm.Turnout]:
    """Return head counts of two groups at every fourth activity."""
    counted = [
        (each, _of(ids.group, 11 * n + k))
        for n, each in enumerate(ids.activity[::4])
        for k in range(2)
    ]
    invited = dice.integers(5, 60, len(counted))
    return rm.Ledger(
        rm.Turnout,
        {
            "activity": [each for each, _ in counted],
            "group": [each for _, each in counted],
            "invited": invited.tolist(),
            "attended": dice.binomial(invited, 0.3).tolist(),
        },
    )


def _asks(ids: _Ids, count: int, dice: np.random.Generator) -> rm.Ledger[rm.Ask]:
    """Return asks of the team: to contacts and voices, about a group, answered or not."""
    to = [*ids.worker, *ids.champion, *ids.organisation[1:], *ids.voice]
    back, asked, about, what = dice.integers(
        (DAYS, len(to), len(ids.group), 4), size=(count, 4)
    ).T.tolist()
    outcomes = ("passed-on", "declined", "no-answer", None)
    return rm.Ledger(
        rm.Ask,
        {
            "date": [TODAY - timedelta(days=days) for days in back],
            "from_": [ids.organisation[0]] * count,
            "to": [to[n] for n in asked],
            "group": [ids.group[n] for n in about],
            "outcome": [outcomes[n] for n in what],
        },
    )


def _said(ids: _Ids) -> rm.Ledger[rm.Said]:
    """Return what a group said at every second activity; every fourth was told what came of it."""
    at = ids.activity[::2]
    return rm.Ledger(
        rm.Said,
        {
            "activity": [*at],
            "group": [_of(ids.group, n) for n in range(len(at))],
            "theme": [f"Theme {n % 12}" for n in range(len(at))],
            "summary": [f"What was said, {n}" for n in range(len(at))],
            "told_on": [TODAY if n % 4 == 0 else None for n in range(len(at))],
        },
    )
