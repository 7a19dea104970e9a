"""What every store can be asked: counts of attendance and asks, and who should rest."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol, Self

from reachmap.errors import Issue
from reachmap.model.columns import Columns
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


class Store(Protocol):
    """A home of one map."""

    @property
    def memo(self) -> Memo:
        """Results of the present version that are worth keeping."""

    def version(self) -> Hashable:
        """Return a token that changes whenever anything does that a question may see."""

    def at_one_state(self) -> Self:
        """Return the store for one question, which is about one state of the map.

        It need not look anew for what changed meanwhile, and may refuse to mix the two.
        """

    def close(self) -> None:
        """Let go of what holds the store open."""

    def remarks(self) -> tuple[Issue, ...]:
        """Return what of the data beneath is not on the map, as warnings."""

    def whole(self) -> StakeholderMap:
        """Return the whole map."""

    def outline(self) -> StakeholderMap:
        """Return the map without voices and without what grows without end."""

    def sizes(self) -> dict[str, int]:
        """Count the rows of each table; about and assumptions are no lists."""

    def links(self) -> Columns:
        """Return the written links that start at no voice, as columns by field."""

    def turnout(self) -> Ledger[Turnout]:
        """Return the head counts."""

    def said(self) -> Ledger[Said]:
        """Return what people said, and what happened as a result."""

    def findings(self) -> Ledger[Finding]:
        """Return the team's answers to findings of the review."""

    def pair_asks(self, until: date) -> PairAsks:
        """Count the asks between each two nodes, voices left out, on each day up to one."""

    def node_asks(self, span: Span) -> NodeAsks:
        """Count the asks to each node on each day of a span."""

    def group_asks(self, span: Span) -> NodeAsks:
        """Count the asks about each group, to any node, on each day of a span."""

    def activity_asks(self, activities: Collection[str]) -> ActivityAsks:
        """Count the asks for each of some activities, voices left out."""

    def attendance_by_voice(self, span: Span) -> VoiceAttendance:
        """Count the attendance of each voice on each day of a span."""

    def groups_of(self, voices: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the groups of some voices, their own and every wider one, sorted."""

    def similar_voices(
        self,
        sets: Sequence[Collection[str]],
        *,
        busy: Mapping[str, int],
        rested: Collection[str],
        n: int,
    ) -> list[SimilarVoices]:
        """Return the voices that share the most of each of some sets of groups."""

    def attendance_by_activity(self) -> ActivityAttendance:
        """Count the attendance of each activity."""

    def voices_alike(
        self, activities: Collection[str], kinds: Sequence[Collection[str]]
    ) -> VoicesAlike:
        """Count the distinct voices heard at some activities: alike in their groups and kinds.

        Kinds are some of the activities each, none of them in two.
        """

    def talking_voices(self, activities: Collection[str]) -> TalkingVoices:
        """Count the voices that talked at some activities, and what is recorded of them."""

    def frequencies(self, activities: Collection[str], *, group: str | None = None) -> Counts:
        """Return how often each voice talked, most often first, without ids: shape (voices,)."""

    def places(self, activities: Sequence[str], *, group: str | None = None) -> Counts:
        """Return how many people talked at each activity: shape (activities,), in their order."""

    def register(self, activities: Sequence[str], *, group: str | None = None) -> Register:
        """Count who could have come to each activity, and who came though it is for others.

        An activity is for its `groups` and narrower ones, or for everybody where it names none.
        """

    def most_frequent(self, activities: Collection[str], *, n: int) -> tuple[tuple[str, int], ...]:
        """Return the voices that talked most often, with how often."""

    def people(self, span: Span) -> tuple[Person, ...]:
        """Return every voice and champion, by id, and what we asked of them in a span of days."""


class MapListed(NamedTuple):
    """One of the maps on a server."""

    map: str
    """Its name, as the address has it."""

    title: str | None
    revision: int
    """How often it was changed."""

    changed: str | None
    """Day of the last change, in the time of the server."""


class Progress(Protocol):
    """A function that hears how far a long piece of work has come."""

    def __call__(self, what: str, done: int, of: int) -> None:
        """Take what is being done, and how many rows of how many are done."""


class Synced(NamedTuple):
    """How many rows of each table a sync wrote, by table; tables without any are left out."""

    added: Mapping[str, int]
    changed: Mapping[str, int]
    removed: Mapping[str, int]

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return any(count for counts in self for count in counts.values())


class LastingStore(Store, Protocol):
    """A store that keeps its map after the program has ended, and that takes changes.

    Each change is made whole or not at all; a reader sees what was there before or after.
    """

    def write(self, stakeholders: StakeholderMap, *, progress: Progress | None = None) -> None:
        """Replace the map that the store holds; the same map again changes nothing."""

    def append(self, changes: Mapping[str, Columns]) -> None:
        """Add nodes and rows of ledgers, and links, where a row of the same key gives way."""

    def forget(self, id: str) -> int:  # noqa: A002  the word of the contract
        """Remove a voice and every trace of it: its attendance, asks and seats."""
