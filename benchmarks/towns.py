"""Maps of any size, made up in the same way each time."""

from __future__ import annotations

import random
from typing import Any

import reachmap as rm
from reachmap.model.links import TypeName

SHARES = {"group": 0.35, "worker": 0.3, "champion": 0.1, "channel": 0.05, "venue": 0.05}
"""Share of each kind among the nodes; the rest are organisations."""

LINKS_PER_NODE = 3


def town_of(size: int, *, seed: int = 1) -> rm.StakeholderMap:
    """Return a map of so many nodes that are drawn, each with a few relationships.

    Parameters
    ----------
    size
        Nodes, the team among them; activities and voices come on top.
    seed
        Of the dice.

    Returns
    -------
    StakeholderMap
        The map.
    """
    dice = random.Random(seed)  # noqa: S311  a made-up map, not a secret
    ids = {kind: [f"{kind}-{n}" for n in range(int(size * s))] for kind, s in SHARES.items()}
    rest = size - 1 - sum(map(len, ids.values()))
    bodies = [f"organisation-{n}" for n in range(max(rest, 1))]
    nodes: dict[str, Any] = {
        "groups": [
            rm.Group(id=id_, name=f"Group number {n}", population=dice.randint(50, 900))
            for n, id_ in enumerate(ids["group"])
        ],
        "organisations": [
            rm.Organisation(id="team", name="Engagement team", team=True),
            *(rm.Organisation(id=id_, name=f"Organisation {n}") for n, id_ in enumerate(bodies)),
        ],
        "workers": [
            rm.KeyWorker(id=id_, name=f"Key worker {n}", organisation=dice.choice(bodies))
            for n, id_ in enumerate(ids["worker"])
        ],
        "champions": [
            rm.Champion(
                id=id_,
                name=f"Champion {n}",
                groups=(dice.choice(ids["group"]),),
                supported_by=dice.choice(bodies),
            )
            for n, id_ in enumerate(ids["champion"])
        ],
        "channels": [
            rm.Channel(id=id_, name=f"Channel {n}", run_by=dice.choice(bodies))
            for n, id_ in enumerate(ids["channel"])
        ],
        "venues": [rm.Venue(id=id_, name=f"Place {n}") for n, id_ in enumerate(ids["venue"])],
    }
    links = _links(ids, bodies, size, dice)
    activities = [rm.Activity(id=f"a{n}", name=f"Meeting {n}", attended=30) for n in range(40)]
    counted = [
        (a.id, g) for a in activities for g in dice.sample(ids["group"], min(4, len(ids["group"])))
    ]
    return rm.StakeholderMap(
        about=rm.About(title="A made-up town", area_population=100_000),
        **nodes,
        links=[
            rm.Link(from_=tail, type=type_, to=head, trust=dice.randint(1, 5))
            for tail, type_, head in links
            if tail != head
        ],
        activities=activities,
        turnout=rm.Ledger(
            rm.Turnout,
            {
                "activity": [activity for activity, _ in counted],
                "group": [group for _, group in counted],
                "attended": [dice.randint(0, 9) for _ in counted],
            },
        ),
    )


def _links(
    ids: dict[str, list[str]], bodies: list[str], size: int, dice: random.Random
) -> list[tuple[str, TypeName, str]]:
    """Return relationships: the team knows a few bodies, contacts know each other, some a group."""
    contacts = ["team", *bodies, *ids["worker"]]
    links: set[tuple[str, TypeName, str]] = {
        ("team", "KNOWS", body) for body in bodies[:: max(1, len(bodies) // 12)]
    }
    for _ in range(LINKS_PER_NODE * size // 2):
        links.add((dice.choice(contacts), "KNOWS", dice.choice(contacts[1:])))
    for group in ids["group"]:
        for _ in range(dice.randint(0, 2)):
            links.add((dice.choice(contacts[1:]), "TRUSTED_BY", group))
    for venue in ids["venue"]:
        links |= {
            (dice.choice(bodies), "USES", venue),
            (venue, "GATHERS", dice.choice(ids["group"])),
        }
    return sorted(links)
