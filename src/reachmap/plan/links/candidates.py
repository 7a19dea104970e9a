"""Who is near a group: those who know people who are also of it, or go where it goes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.derived import all_links
from reachmap.model.hierarchy import narrower_groups, wider_groups
from reachmap.model.links import INTO_GROUPS, LINK_TYPES, Link, TypeName
from reachmap.model.nodes import Group
from reachmap.plan.links.words import OVERLAPS, REASONS


@dataclass(frozen=True)
class Candidate:
    """A relationship that nobody has yet, and why it is plausible."""

    from_: str
    type: TypeName
    to: str
    reason: str
    onward: str | None = None
    """Id of who it is to lead to, where that is neither of its ends nor a group."""

    def link(self, day: date) -> Link:
        """Return it as a link that is made on a day and of which nothing else is known."""
        return Link(from_=self.from_, type=self.type, to=self.to, last_contact=day)


class Neighbourhood:
    """Who is near each group of a map."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.outline, self.names = snapshot.outline, snapshot.names
        self.store, self.day = snapshot.store, snapshot.day
        self.kinds = {node.id: node.kind for node in self.outline.nodes()}

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        route_links = [link for link in all_links(self.outline) if LINK_TYPES[link.type].in_routes]
        back = [
            link.model_copy(update={"from_": link.to, "to": link.from_})
            for link in route_links
            if link.both_ways
        ]
        return (*route_links, *back)

    @cached_property
    def contacts(self) -> frozenset[tuple[str, str]]:
        """Pairs of nodes, each both ways, with a relationship or an ask between them."""
        asks = self.store.pair_asks(self.day)
        contact_pairs = {(link.from_, link.to) for link in self._links}.union(
            zip(asks.from_, asks.to, strict=True)
        )
        return frozenset(contact_pairs.union((to, from_) for from_, to in contact_pairs))

    @cached_property
    def through_their_own(self) -> frozenset[tuple[str, str]]:
        """Pairs of a node and a group that somebody it employs or supports leads into."""
        their_own = self._tails(
            link for link in self._links if link.type in {"EMPLOYS", "SUPPORTS"}
        )
        return frozenset(
            (body, group)
            for group, nodes in self.leads_into.items()
            for node in nodes
            for body in their_own.get(node, ())
        )

    @cached_property
    def leads_into(self) -> Mapping[str, tuple[str, ...]]:
        """By group, those who lead into it."""
        return self._tails(link for link in self._links if self.kinds[link.to] == "group")

    @cached_property
    def users(self) -> Mapping[str, tuple[str, ...]]:
        """By venue, the organisations that use it."""
        return self._tails(link for link in self._links if link.type == "USES")

    @staticmethod
    def _tails(links: Iterable[Link]) -> Mapping[str, tuple[str, ...]]:
        """Return by node, in order of id, the nodes that some links lead to it from."""
        tails: defaultdict[str, set[str]] = defaultdict(set)
        for link in links:
            tails[link.to].add(link.from_)
        return {head: tuple(sorted(nodes)) for head, nodes in tails.items()}

    @cached_property
    def overlapping(self) -> Mapping[str, Mapping[str, str]]:
        """By group, the groups whose people may also be of it, and in which way."""
        groups = self.outline.groups
        wider, narrower = wider_groups(groups), narrower_groups(groups)
        champions_groups: defaultdict[str, set[str]] = defaultdict(set)
        for champion in self.outline.champions:
            for theirs in champion.groups:
                champions_groups[theirs].update(champion.groups)
        overlapping: dict[str, dict[str, str]] = {}
        for group in groups:
            siblings = {n for w in wider[group.id] if w != group.id for n in narrower[w]}
            neighbours = dict.fromkeys(sorted(champions_groups[group.id]), OVERLAPS["champion"])
            neighbours |= dict.fromkeys(sorted(siblings), OVERLAPS["sibling"])
            neighbours |= dict.fromkeys(narrower[group.id], OVERLAPS["narrower"])
            neighbours |= dict.fromkeys(wider[group.id], OVERLAPS["wider"])
            neighbours.pop(group.id, None)
            overlapping[group.id] = neighbours
        return overlapping

    def candidates(self, group: Group) -> Iterator[Candidate]:
        """Yield relationships that would lead to a group, each pair once."""
        candidate_pairs: set[tuple[str, str]] = set()
        for candidate in (*self._from_near(group), *self._from_teams(group)):
            candidate_pair = (candidate.from_, candidate.to)
            known = candidate_pair in self.contacts or candidate_pair in self.through_their_own
            if (
                candidate_pair not in candidate_pairs
                and not known
                and candidate_pair[0] != candidate_pair[1]
            ):
                candidate_pairs.add(candidate_pair)
                yield candidate

    def is_ours(self, node: str) -> bool:
        """Return whether a node is the one team of the map."""
        return tuple(self.outline.teams) == (node,)

    def _from_near(self, group: Group) -> Iterator[Candidate]:
        """Yield links into a group from those who reach a group like it, or go where it goes."""
        node_names = self.names
        for other, how in self.overlapping[group.id].items():
            for node in self.leads_into.get(other, ()):
                reason = REASONS["reaches"].format(
                    name=node_names[node], group=node_names[other], how=how
                )
                yield Candidate(node, INTO_GROUPS[self.kinds[node]], group.id, reason)
        for venue in self.leads_into.get(group.id, ()):
            for body in self.users.get(venue, ()):
                key = "uses_ourselves" if self.is_ours(body) else "uses"
                reason = REASONS[key].format(name=node_names[body], venue=node_names[venue])
                yield Candidate(body, "TRUSTED_BY", group.id, reason)

    def _from_teams(self, group: Group) -> Iterator[Candidate]:
        """Yield links from each team to those who lead into a group, or employ who does."""
        bodies = {worker.id: worker.organisation for worker in self.outline.workers}
        bodies |= {champion.id: champion.supported_by for champion in self.outline.champions}
        bodies |= {channel.id: channel.run_by for channel in self.outline.channels}
        for team in self.outline.teams:
            for node in self.leads_into.get(group.id, ()):
                body, slots = bodies.get(node), {"name": self.names[node], "group": group.name}
                if self.kinds[node] == "venue":
                    yield Candidate(team, "USES", node, REASONS["met_there"].format(**slots))
                elif self.kinds[node] != "group":
                    yield Candidate(team, "KNOWS", node, REASONS["way_in"].format(**slots))
                if body is not None and self.kinds[body] != "venue":
                    reason = REASONS["through"].format(**slots)
                    yield Candidate(team, "KNOWS", body, reason, onward=node)

    def places_to_ask(self, group: Group) -> tuple[str, ...]:
        """Return where people of a hidden group may be asked: ids of those near it."""
        order = ("venue", "channel", "organisation")
        neighbours = {
            node
            for g in (group.id, *self.overlapping[group.id])
            for node in self.leads_into.get(g, ())
        }
        places_to_meet = [node for node in neighbours if self.kinds[node] in order]
        return tuple(sorted(places_to_meet, key=lambda node: (order.index(self.kinds[node]), node)))
