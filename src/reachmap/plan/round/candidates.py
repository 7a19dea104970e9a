"""Actions worth having: a group, a way to it, a method, a venue; what each costs and brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil

from reachmap.analysis.methods.question import methods_for
from reachmap.analysis.methods.rows import MethodForGroup
from reachmap.analysis.routes.question import routes_in
from reachmap.analysis.routes.rows import Route
from reachmap.analysis.routes.search import RouteSearch, route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.supports import lifting_supports
from reachmap.model.fields import to_pence
from reachmap.model.nodes import Channel, Group, Venue
from reachmap.model.vocabulary import Method, Support
from reachmap.plan.round.room import Room
from reachmap.plan.round.working_days import working_days

ROUTES = 3
"""Most ways to a group that are looked at, each with an intermediary that no better one has."""

AWAY = "caring"
"""Barrier of people who must find someone to stand in whenever they are away."""

LIFTED_BY_VENUE = "access"
"""Barrier that a venue lifts which is known to be accessible."""

OPEN_TO_ALL = frozenset(
    {
        *("call-in-focus-group", "citizens-panel", "community-event", "gp-patient-forum"),
        *("gp-time-out", "local-engagement-board", "patient-panel", "patient-reference-group"),
        *("roadshow", "service-user-review-panel", "trained-practitioners"),
    }
)
"""Methods of the package's table that cannot be held for one group: anybody may come, or they
are standing bodies with members of their own. A map's own methods all can."""

TALKS = frozenset({"co-design", "co-production"})
"""Levels at which people work something out together, so that no talk with one will do."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """One action that a plan may have: everything by number or id, nothing in words.

    Money is in whole pence.
    """

    group: Group
    route: Route
    method: Method
    rate: MethodForGroup
    venue: Venue | None
    supports: tuple[Support, ...]
    asked: tuple[str, ...]
    """Ids of those on the way who are asked: all but channels that the team runs itself."""
    come: float
    """People who would come if the introduction works."""
    ask_from: date
    """First day on which everyone on the way, and the group, can be asked."""
    days: int
    """Days from the ask to the day it can take place."""
    start_from: date
    """First working day on which it can take place."""

    @cached_property
    def id(self) -> str:
        """Its short name: the group, the method, and those on the way."""
        return "/".join((self.group.id, self.method.code, *self.route.nodes[1:-1]))

    @cached_property
    def unlifted(self) -> tuple[str, ...]:
        """Barriers of the group against which nothing is paid for, and no venue or talk helps."""
        lifted: set[str] = {barrier for support in self.supports for barrier in support.lifts}
        lifted |= {LIFTED_BY_VENUE} if self.venue and self.venue.accessible else set()
        lifted |= set() if self.together else {AWAY}
        return tuple(barrier for barrier in self.group.barriers if barrier not in lifted)

    @property
    def together(self) -> bool:
        """Whether it brings people together; else it is a talk with one."""
        return (self.method.people or 0) > 1

    @cached_property
    def expected(self) -> float:
        """People who come, as expected: those who would, times the chance of the way."""
        return self.come * (self.route.chance or 0.0)

    @cached_property
    def items(self) -> tuple[tuple[str, int], ...]:
        """What it costs, item by item, in pence; what costs nothing is left out."""
        each = (
            (self.method.name, to_pence(self.method.cost or 0.0)),
            ("introductions", to_pence(self.route.cost or 0.0)),
            *((support.name, self.cost_of(support)) for support in self.supports),
        )
        return tuple((name, pence) for name, pence in each if pence)

    def cost_of(self, support: Support) -> int:
        """Return what a support costs for everybody who would come, in pence."""
        people = ceil(round(self.come, 9))
        return to_pence(support.fixed_cost or 0.0) + people * to_pence(
            support.cost_per_person or 0.0
        )

    @cached_property
    def cost(self) -> int:
        """What it costs in all, in pence."""
        return sum(pence for _, pence in self.items)

    @cached_property
    def hours(self) -> float:
        """Hours of staff time."""
        each = (self.method.staff_hours, *(support.staff_hours for support in self.supports))
        return sum(hours or 0.0 for hours in each)


@dataclass(frozen=True, eq=False)
class Candidates:
    """The actions for some groups, and why there are none for others.

    `without` has the reason by group: a code of the words of the plan.
    """

    actions: tuple[Candidate, ...]
    without: Mapping[str, str]


def candidates(
    snapshot: Snapshot,
    groups: Sequence[Group],
    *,
    level: str,
    room: Room,
) -> Candidates:
    """Return every action for some groups, in order of their ids.

    An action is a way to the group, a method that none of its barriers rules out, and the venue
    where the group gathers: the one on the way, else one that is known to be accessible, else
    the first. Venues cost the same, so that no plan needs another.
    """
    search = route_search(snapshot)
    rates: dict[str, list[MethodForGroup]] = {group.id: [] for group in groups}
    for row in methods_for(snapshot, groups):
        rates[row.group].append(row)
    actions: list[Candidate] = []
    without: dict[str, str] = {}
    for group in groups:
        of_group = _OfGroup(snapshot, search, group, level, room)
        each = [*of_group.actions(rates[group.id])]
        if each:
            actions += each
        else:
            without[group.id] = of_group.why()
    return Candidates(tuple(sorted(actions, key=lambda each: each.id)), without)


@dataclass(frozen=True, eq=False)
class _OfGroup:
    """One group, and what is to be known of each action for it."""

    snapshot: Snapshot
    search: RouteSearch
    group: Group
    level: str
    room: Room

    def ways(self) -> list[Route]:
        """Return the ways along which everyone can be asked some day, and somebody can lead us."""
        return [route for route in self._open_ways() if not self._is_through_form(route)]

    def _is_through_form(self, route: Route) -> bool:
        """Return whether a way leads through a channel in which people speak without a name.

        Who fills in a survey has a say there, and cannot be led to a talk by it.
        """
        channels = (self.snapshot.channels.get(node) for node in route.nodes)
        return any(map(self._is_anonymous, filter(None, channels)))

    def _is_anonymous(self, channel: Channel) -> bool:
        if channel.anonymous is not None:
            return channel.anonymous
        method = self.snapshot.outline.method_table.get(channel.method or "")
        return method is not None and method.anonymous

    def _open_ways(self) -> list[Route]:
        """Return the ways to the group along which everyone can be asked some day."""
        answer = routes_in(self.search, self.group.id, k=ROUTES)
        ways = [route for route in answer.routes if route.state in {"open", "full"}]
        if self.level == "co-production":
            kinds = {node.id: node.kind for node in self.snapshot.outline.nodes()}
            ways = [route for route in ways if "worker" in map(kinds.get, route.nodes)]
        return [route for route in ways if self._ask_from(route) is not None]

    def _asked(self, route: Route) -> tuple[str, ...]:
        return tuple(id_ for id_ in route.nodes[1:-1] if not self.room.is_ours(id_))

    def actions(self, rates: Sequence[MethodForGroup]) -> Iterator[Candidate]:
        """Yield an action for each way to the group and each method that suits it."""
        if self.room.of_group(self.group.id).asks <= 0:
            return
        table = self.snapshot.outline.method_table
        for route in self.ways():
            for rate in rates:
                method = table[rate.method]
                action = self._action(route, method, rate) if self._suits(method) else None
                if action is not None and action.expected > 0:
                    yield action

    def why(self) -> str:
        """Return why there is no action: a code of the words of the plan."""
        if self.room.of_group(self.group.id).asks <= 0:
            return "group rests"
        if not self.ways():
            if self._open_ways():
                return "only forms"
            way = self.search.why(self.search.number(self.group.id))
            return way or ("no worker" if self.level == "co-production" else "all full")
        return "no method"

    def _ask_from(self, route: Route) -> date | None:
        """Return the first day on which all on the way, and the group, can be asked."""
        rooms = [*map(self.room.of_node, route.nodes[1:-1]), self.room.of_group(self.group.id)]
        days = [each.free_on for each in rooms if each.asks > 0 and each.free_on is not None]
        if len(days) < len(rooms):
            return None
        return working_days(self.snapshot).first_from(max(days))

    def _suits(self, method: Method) -> bool:
        """Return whether a method can be held for the group at this level.

        An introduction leads to people to talk with. Who fills in a form without a name is not
        known, so nobody could be counted for the group.
        """
        together = self.level not in TALKS or (method.people or 0) > 1
        return together and not method.anonymous and method.code not in OPEN_TO_ALL

    def _action(self, route: Route, method: Method, rate: MethodForGroup) -> Candidate | None:
        """Return the action by a way and a method; None where nothing is known, or it cannot be."""
        ask_from = self._ask_from(route)
        if method.people is None or rate.rate is None or ask_from is None:
            return None
        venue = self._venue(route)
        barriers = barriers_to_lift(self.group, method, venue)
        supports, ruled_out = lifting_supports(barriers, self.snapshot.outline.support_table)
        if ruled_out:
            return None
        ready = max([method.notice_days or 0, *(support.lead_days or 0 for support in supports)])
        people = min(method.people, self.group.population or method.people)
        days = (route.days or 0) + ready
        return Candidate(
            group=self.group,
            route=route,
            method=method,
            rate=rate,
            venue=venue,
            supports=supports,
            asked=self._asked(route),
            come=people * rate.rate,
            ask_from=ask_from,
            days=days,
            start_from=working_days(self.snapshot).first_from(ask_from + timedelta(days=days)),
        )

    def _venue(self, route: Route) -> Venue | None:
        """Return where to meet: the venue on the way, else one where the group gathers."""
        outline = self.snapshot.outline
        venues = {venue.id: venue for venue in outline.venues}
        on_the_way = [venues[node] for node in route.nodes if node in venues]
        gathers = {
            link.from_
            for link in outline.links
            if link.type == "GATHERS" and link.to == self.group.id
        }
        near = sorted((venues[id_] for id_ in gathers), key=lambda v: (not v.accessible, v.id))
        return next(iter((*on_the_way[-1:], *near)), None)


def barriers_to_lift(group: Group, method: Method, venue: Venue | None) -> set[str]:
    """Return the barriers of a group that supports are to lift for a method at a venue.

    Those that the method excludes by; and, as someone who cares for another must find somebody
    to stand in, caring at whatever brings people together: a talk with one does not.
    A venue that is known to be accessible lifts the barrier of access itself.
    """
    together = (method.people or 0) > 1
    excluded = {*method.excludes, *([AWAY] if together else [])}
    barriers: set[str] = {barrier for barrier in group.barriers if barrier in excluded}
    return barriers - ({LIFTED_BY_VENUE} if venue and venue.accessible else set())


def useful(actions: Sequence[Candidate], room: Room) -> list[Candidate]:
    """Return the actions that some best plan may need, of those that can take place in time.

    A plan has at most as many actions for a group as it can be approached for. One is left out
    where so many others for the group bring no fewer people for no more money, hours and asks:
    it could take the place of one of them. Asks count of those alone for whom there might be
    too many. Of two that are alike the first by id is the better one.
    """
    retained = list(actions)
    while True:
        few = scarce(retained, room)
        of_group: dict[str, list[Candidate]] = {}
        for each in retained:
            of_group.setdefault(each.group.id, []).append(each)
        fewer = [
            each
            for group, listed in of_group.items()
            for each in _undominated(listed, room.of_group(group).asks, few)
        ]
        if len(fewer) == len(retained):
            return sorted(retained, key=lambda each: each.id)
        retained = fewer


def scarce(actions: Sequence[Candidate], room: Room) -> frozenset[str]:
    """Return those whom a plan might ask more than there is room for."""
    by_group = Counter((id_, each.group.id) for each in actions for id_ in each.asked)
    asks: Counter[str] = Counter()
    for (id_, group), n in by_group.items():
        asks[id_] += min(n, room.of_group(group).asks)
    return frozenset(id_ for id_, n in asks.items() if n > room.of_node(id_).asks)


def _undominated(
    actions: Sequence[Candidate], asks: int, few: frozenset[str]
) -> Iterator[Candidate]:
    """Yield the actions for one group that fewer than so many others are as good as."""
    ordered = sorted(actions, key=lambda each: (-each.expected, each.cost, each.hours, each.id))
    seen: list[tuple[int, float, frozenset[str]]] = []
    for each in ordered:
        asked = few.intersection(each.asked)
        better = 0
        for cost, hours, others in seen:
            better += cost <= each.cost and hours <= each.hours and others <= asked
            if better == asks:
                break
        else:
            seen.append((each.cost, each.hours, asked))
            yield each
