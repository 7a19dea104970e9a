"""What is asked of a graph that holds a map, in whatever layout."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from reachmap.model.columns import Columns, links_of, rows_of
from reachmap.model.hierarchy import narrower_groups, wider_groups
from reachmap.model.ledger import Ledger
from reachmap.model.records import Finding, Said, Turnout
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.counts import (
    ActivityAsks,
    ActivityAttendance,
    Counts,
    NodeAsks,
    PairAsks,
    Person,
    Register,
    SimilarVoices,
    Span,
    TalkingVoices,
    VoiceAttendance,
    VoicesAlike,
)
from reachmap.store.memo import Memo
from reachmap.store.neo4j import counting, people
from reachmap.store.neo4j.answers import Rows, known
from reachmap.store.neo4j.asking import Ask
from reachmap.store.neo4j.counting import Extent, GroupTree, HowOften, KindAttendance
from reachmap.store.neo4j.pointer import State
from reachmap.store.neo4j.sittings import MOST_ROWS, Sittings, sittings
from reachmap.store.outline import Outline
from reachmap.store.register import Everyone

Answer = TypeVar("Answer")

ROOM = 12
"""Results held of one version: those that one answer asks for several times."""
SEVERAL = 2
"""Sets of activities asked about from which on rows are fetched once for all of them."""
MANY_VOICES = 20_000
"""From so many voices on, all are read: to look these up takes as long as to read 140,000."""
MANY = 2
"""From one in so many activities on, the server goes through voices instead of activities."""


class Reader(ABC):
    """Counts what a graph holds; which version that is, and how it is asked, its kinds know."""

    def __init__(self) -> None:
        self.memo = Memo()
        self._counts = Memo(ROOM)
        self._network = Memo(ROOM)
        self._ledgers = Memo()

    @abstractmethod
    def _existing_state(self) -> State:
        """Return the state of a map that must be there."""

    @abstractmethod
    def _answer(self, question: Callable[[Ask], Answer], held: State | None = None) -> Answer:
        """Return the answer to a question, of one version."""

    def outline(self) -> StakeholderMap:
        """Return the map without voices and without what grows without end."""
        return self._outline(self._existing_state())

    def sizes(self) -> dict[str, int]:
        """Count the rows of each table."""
        return self._answer(lambda ask: ask.sizes())

    def links(self) -> Columns:
        """Return the written links that start at no voice, as columns by field."""
        return self._part(self._existing_state(), "links")

    def turnout(self) -> Ledger[Turnout]:
        """Return the head counts."""
        ledger: Ledger[Turnout] = self._ledger("turnout")
        return ledger

    def said(self) -> Ledger[Said]:
        """Return what people said, and what happened as a result."""
        ledger: Ledger[Said] = self._ledger("said")
        return ledger

    def findings(self) -> Ledger[Finding]:
        """Return the team's answers to findings of the review."""
        ledger: Ledger[Finding] = self._ledger("findings")
        return ledger

    def pair_asks(self, until: date) -> PairAsks:
        """Count the asks between each two nodes, voices left out, on each day up to one."""
        state = self._existing_state()
        return self._once(state, ("pairs", until), lambda ask: people.pair_asks(ask, until))

    def node_asks(self, span: Span) -> NodeAsks:
        """Count the asks to each node on each day of a span."""
        return self._asks_in(self._existing_state(), span)[0]

    def group_asks(self, span: Span) -> NodeAsks:
        """Count the asks about each group, to any node, on each day of a span."""
        state = self._existing_state()
        group_tree = self._group_tree(state)
        asks = self._asks_in(state, span)[1]
        known(asks.to, group_tree.wider, "asks")
        return asks

    def activity_asks(self, activities: Collection[str]) -> ActivityAsks:
        """Count the asks for each of some activities, voices left out."""
        return self._answer(lambda ask: people.activity_asks(ask, activities))

    def attendance_by_voice(self, span: Span) -> VoiceAttendance:
        """Count the attendance of each voice on each day of a span."""
        state = self._existing_state()
        key = ("by voice", span)
        return self._once(state, key, lambda ask: people.attendance_by_voice(ask, span))

    def groups_of(self, voices: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the groups of some voices, their own and every wider one, sorted."""
        state = self._existing_state()
        if len(voices) < MANY_VOICES:
            named = sorted(voices)
            rows = self._answer(lambda ask: ask(ask.questions.groups_of, voices=named))
        else:
            rows = self._all_voices(state)
        return people.groups_of(rows, self._group_tree(state), voices)

    def similar_voices(
        self,
        sets: Sequence[Collection[str]],
        *,
        busy: Mapping[str, int],
        rested: Collection[str],
        n: int,
    ) -> list[SimilarVoices]:
        """Return the voices that share the most of each of some sets of groups."""
        state = self._existing_state()
        if len(busy) < MANY_VOICES:
            given = {"busy": dict(busy), "rested": sorted(rested), "n": n}
            rows = self._answer(lambda ask: ask(ask.questions.least_busy, **given))
        else:
            rows = people.least_busy(self._all_voices(state), busy=busy, rested=rested, n=n)
        return people.similar_voices(rows, self._group_tree(state), sets, busy=busy, n=n)

    def attendance_by_activity(self) -> ActivityAttendance:
        """Count the attendance of each activity."""
        state = self._existing_state()
        kinds = self._kind_attendance(state)
        version = (state.current, state.revision)
        key = "attendance by activity"
        return self._counts.once(version, key, lambda: counting.attendance_by_activity(kinds))

    def voices_alike(
        self, activities: Collection[str], kinds: Sequence[Collection[str]]
    ) -> VoicesAlike:
        """Count the distinct voices heard at some activities: alike in their groups and kinds."""
        state = self._existing_state()
        often = self._often(state, activities)
        special = self._answer(lambda ask: counting.heard_at_kinds(ask, kinds))
        return counting.voices_alike(often, special, self._group_tree(state))

    def talking_voices(self, activities: Collection[str]) -> TalkingVoices:
        """Count the voices that talked at some activities, and what is recorded of them."""
        return self._answer(lambda ask: people.talking_voices(ask, activities))

    def frequencies(self, activities: Collection[str], *, group: str | None = None) -> Counts:
        """Return how often each voice talked, most often first, without ids: shape (voices,)."""
        state = self._existing_state()
        group_tree = self._group_tree(state)
        if self._is_asked_of_several(state, activities):
            return self._sittings(state).frequencies(activities, group_tree, group)
        return counting.frequencies(self._often(state, activities), group_tree, group)

    def places(self, activities: Sequence[str], *, group: str | None = None) -> Counts:
        """Return how many people talked at each activity: shape (activities,), in their order."""
        return counting.places(activities, self._kind_attendance(self._existing_state()), group)

    def register(self, activities: Sequence[str], *, group: str | None = None) -> Register:
        """Count who could have come to each activity, and who came though it is for others."""
        state = self._existing_state()
        group_tree, everyone = self._group_tree(state), self._everyone(state)
        wanted = {each.id: frozenset(each.groups) for each in self._outline(state).activities}
        key = ("beyond", tuple(activities))
        rows = self._once(
            state, key, lambda ask: people.beyond(ask, group_tree, wanted, activities)
        )
        return people.register(rows, everyone, wanted, activities, group=group)

    def most_frequent(self, activities: Collection[str], *, n: int) -> tuple[tuple[str, int], ...]:
        """Return the voices that talked most often, with how often."""
        often = self._often(self._existing_state(), activities)
        return self._answer(lambda ask: counting.most_frequent(ask, activities, often, n=n))

    def people(self, span: Span) -> tuple[Person, ...]:
        """Return every voice and champion, and what we asked of them in a span of days."""
        group_tree = self._group_tree(self._existing_state())
        return self._answer(lambda ask: people.people(ask, group_tree, span))

    def _is_asked_of_several(self, state: State, activities: Collection[str]) -> bool:
        """Return whether rows are worth fetching: of several sets of activities, and not too many.

        One set the server counts at once for all groups.
        """
        sets: list[frozenset[str]] = self._counts.once(
            (state.current, state.revision), "sets", list
        )
        if len(sets) < SEVERAL and (asked := frozenset(activities)) not in sets:
            sets.append(asked)
        return len(sets) == SEVERAL and self._kind_attendance(state).came.sum() <= MOST_ROWS

    def _once(self, state: State, key: Hashable, question: Callable[[Ask], Answer]) -> Answer:
        """Return the answer to a question, held while the map stays as it is."""
        version = (state.current, state.revision)
        return self._counts.once(version, key, lambda: self._answer(question))

    def _lasting(self, state: State, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return a result made from nodes and links, held while these stay as they are."""
        return self._network.once((state.current, state.network), key, make)

    def _outline(self, state: State) -> StakeholderMap:
        return self._lasting(state, "outline", lambda: Outline(partial(self._part, state)))

    def _part(self, state: State, table: str) -> Columns:
        """Return a table of the outline; of links, asked for as columns and as records, once."""
        if table == "links":
            outline = self._outline(state)
            return self._lasting(state, table, lambda: self._links(state, outline))
        return self._answer(lambda ask: ask.columns(table), state)

    def _links(self, state: State, outline: StakeholderMap) -> Columns:
        written = self._answer(lambda ask: ask.columns("outline links"), state)
        return links_of(outline, written)

    def _group_tree(self, state: State) -> GroupTree:
        def make() -> GroupTree:
            groups = self._outline(state).groups
            return GroupTree(wider_groups(groups), narrower_groups(groups))

        return self._lasting(state, "group tree", make)

    def _everyone(self, state: State) -> Everyone:
        rows, group_tree = self._all_voices(state), self._group_tree(state)
        return self._lasting(state, "everyone", lambda: people.everyone(rows, group_tree))

    def _all_voices(self, state: State) -> Rows:
        """Return the ids of all voices by their sets of groups."""
        return self._lasting(
            state, "voices", lambda: self._answer(lambda ask: ask(ask.questions.everyone), state)
        )

    def _asks_in(self, state: State, span: Span) -> tuple[NodeAsks, NodeAsks]:
        """Count the asks of a span of days by day, to each node and about each group."""
        return self._once(state, ("asks", span), lambda ask: people.asks_in(ask, span))

    def _kind_attendance(self, state: State) -> KindAttendance:
        group_tree, activities = self._group_tree(state), self._outline(state).activities
        return self._once(
            state, "kinds", lambda ask: counting.kind_attendance(ask, group_tree, activities)
        )

    def _sittings(self, state: State) -> Sittings:
        every = [each.id for each in self._outline(state).activities]
        return self._once(state, "sittings", lambda ask: sittings(ask, every))

    def _often(self, state: State, activities: Collection[str]) -> HowOften:
        extent = self._extent(state, activities)
        key = ("often", tuple(sorted(activities)))
        return self._once(state, key, lambda ask: counting.how_often(ask, activities, extent))

    def _extent(self, state: State, activities: Collection[str]) -> Extent:
        every = len(self._outline(state).activities)
        return "many" if MANY * len(activities) > every else "few"

    def _ledger(self, table: str) -> Any:  # noqa: ANN401  the ledger of the table
        """Return a ledger, fetched once for each revision."""
        state = self._existing_state()
        outline = self._outline(state)

        def make() -> Any:  # noqa: ANN401  the same
            columns = self._answer(lambda ask: ask.columns(table))
            rows = rows_of(table, columns)
            for name, nodes in (("activity", outline.activities), ("group", outline.groups)):
                if name in rows.record.model_fields:
                    known(rows.categories(name), {node.id for node in nodes}, table)
            return rows

        return self._ledgers.once((state.current, state.revision), table, make)
