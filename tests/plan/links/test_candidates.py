"""Who is near a group: which groups overlap, and in which way."""

import reachmap as rm
from builders import AS_OF
from reachmap.analysis.snapshot import Snapshot
from reachmap.plan.links.candidates import Neighbourhood
from reachmap.plan.links.words import OVERLAPS


def test_the_closest_way_in_which_groups_overlap_is_said() -> None:
    parents = {"carers": (), "young": ("carers",), "old": ("carers",), "pupils": ("young",)}
    town = rm.StakeholderMap(
        about=rm.About(as_of=AS_OF),
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[
            *(rm.Group(id=id_, name=id_, part_of=wider) for id_, wider in parents.items()),
            rm.Group(id="men", name="Older men"),
        ],
        champions=[rm.Champion(id="sam", name="Sam", groups=("men", "old", "carers"))],
    )
    overlapping = Neighbourhood(Snapshot.of(town)).overlapping
    ways = {words: way for way, words in OVERLAPS.items()}
    found = {
        group: {near: ways[words] for near, words in others.items()}
        for group, others in overlapping.items()
    }
    part, sibling, champion = "narrower", "sibling", "champion"
    assert found == {
        "carers": {"men": champion, "old": part, "pupils": part, "young": part},
        "men": {"carers": champion, "old": champion},
        "old": {"carers": "wider", "men": champion, "pupils": sibling, "young": sibling},
        "pupils": {"carers": "wider", "old": sibling, "young": "wider"},
        "young": {"carers": "wider", "old": sibling, "pupils": part},
    }
