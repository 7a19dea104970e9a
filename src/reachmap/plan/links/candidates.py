"""Who stands near a group: those who know people who are also of it, or go where it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reachmap.model.derived import all_links
from reachmap.model.hierarchy import narrower_groups, wider_groups
from reachmap.model.links import INTO_GROUPS, LINK_TYPES, Link, TypeName
from reachmap.model.nodes import Group
from reachmap.model.stakeholders import StakeholderMap


@dataclass(frozen=True)
class Candidate:
    """A relationship that nobody has yet, and why it is plausible.

    Attributes
    ----------
    from_, type, to
        The link.
    reason
        Why it is plausible, in words.
    """

    from_: str
    type: TypeName
    to: str
    reason: str

    def link(self) -> Link:
        """Return it as a link of which nothing else is known."""
        return Link(from_=self.from_, type=self.type, to=self.to)


class Near:
    """Who stands near each group of a map."""

    def __init__(self, outline: StakeholderMap) -> None:
        self.outline = outline
        self.names = {node.id: node.name for node in outline.nodes()}
        self.kinds = {node.id: node.kind for node in outline.nodes()}

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        listed = [link for link in all_links(self.outline) if LINK_TYPES[link.type].in_routes]
        back = [
            link.model_copy(update={"from_": link.to, "to": link.from_})
            for link in listed
            if link.both_ways
        ]
        return (*listed, *back)

    @cached_property
    def joined(self) -> frozenset[tuple[str, str]]:
        """Pairs of nodes that have a relationship, by its direction."""
        return frozenset((link.from_, link.to) for link in self._links)

    @cached_property
    def into(self) -> Mapping[str, tuple[str, ...]]:
        """By group, those who lead into it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for link in self._links:
            if self.kinds[link.to] == "group":
                found[link.to].add(link.from_)
        return {group: tuple(sorted(nodes)) for group, nodes in found.items()}

    @cached_property
    def users(self) -> Mapping[str, tuple[str, ...]]:
        """By venue, the organisations that use it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for link in self._links:
            if link.type == "USES":
                found[link.to].add(link.from_)
        return {venue: tuple(sorted(bodies)) for venue, bodies in found.items()}

    @cached_property
    def overlapping(self) -> Mapping[str, Mapping[str, str]]:
        """By group, the groups whose people may also be of it, and in which way."""
        groups = self.outline.groups
        wider, narrower = wider_groups(groups), narrower_groups(groups)
        both: defaultdict[str, set[str]] = defaultdict(set)
        for champion in self.outline.champions:
            for theirs in champion.groups:
                both[theirs].update(champion.groups)
        found: dict[str, dict[str, str]] = {}
        for group in groups:
            near: dict[str, str] = {}
            for other in sorted(both[group.id]):
                near[other] = "with a champion who is one of both"
            siblings = {n for w in wider[group.id] if w != group.id for n in narrower[w]}
            near |= dict.fromkeys(sorted(siblings), "a part of the same wider group")
            near |= dict.fromkeys(narrower[group.id], "a part of them")
            near |= dict.fromkeys(wider[group.id], "the wider group")
            near.pop(group.id, None)
            found[group.id] = near
        return found

    def candidates(self, group: Group) -> Iterator[Candidate]:
        """Yield relationships that would lead to a group, each pair once."""
        seen: set[tuple[str, str]] = set()
        for candidate in (*self._into_from_near(group), *self._from_teams(group)):
            pair = (candidate.from_, candidate.to)
            if pair not in self.joined and pair not in seen and pair[0] != pair[1]:
                seen.add(pair)
                yield candidate

    def _into_from_near(self, group: Group) -> Iterator[Candidate]:
        for other, how in self.overlapping[group.id].items():
            for node in self.into.get(other, ()):
                reason = f"{self.names[node]} reaches {self.names[other]} already, {how}"
                yield Candidate(node, INTO_GROUPS[self.kinds[node]], group.id, reason)
        for venue in self.into.get(group.id, ()):
            for body in self.users.get(venue, ()):
                reason = f"{self.names[body]} uses {self.names[venue]}, where they can be met"
                yield Candidate(body, "TRUSTED_BY", group.id, reason)

    def _from_teams(self, group: Group) -> Iterator[Candidate]:
        """Yield links from each team to those who lead into a group, or employ who does."""
        bodies = {worker.id: worker.organisation for worker in self.outline.workers}
        bodies |= {champion.id: champion.supported_by for champion in self.outline.champions}
        bodies |= {channel.id: channel.run_by for channel in self.outline.channels}
        for team in self.outline.teams:
            for node in self.into.get(group.id, ()):
                body = bodies.get(node)
                told = f"{self.names[node]} is a way in already, and we do not know them"
                if self.kinds[node] == "venue":
                    yield Candidate(team, "USES", node, f"{group.name} can be met there already")
                elif self.kinds[node] != "group":
                    yield Candidate(team, "KNOWS", node, told)
                if body is not None and self.kinds[body] != "venue":
                    why = f"through them to {self.names[node]}, a way in already"
                    yield Candidate(team, "KNOWS", body, why)

    def places_to_ask(self, group: Group) -> tuple[str, ...]:
        """Return where people of a hidden group may be asked: ids of those near it."""
        order = ("venue", "channel", "organisation")
        others = (group.id, *self.overlapping[group.id])
        found = {node for other in others for node in self.into.get(other, ())}
        listed = [node for node in found if self.kinds[node] in order]
        return tuple(sorted(listed, key=lambda node: (order.index(self.kinds[node]), node)))
