"""The store of a map in one SQLite file."""

import math
import sqlite3
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import date
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any, Self

from reachmap.errors import Issue, ReachMapError, StoreAccess, StoreConflict, StoreUnavailable
from reachmap.model.columns import Columns, links_of, map_of, rows_of
from reachmap.model.digest import digest
from reachmap.model.ledger import Ledger
from reachmap.model.records import Finding, Said, Turnout
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES
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
from reachmap.store.outline import Outline
from reachmap.store.protocol import Progress
from reachmap.store.sqlite import adding, asking, counting, people, writing
from reachmap.store.sqlite.attendance import TalkingRows
from reachmap.store.sqlite.cells import SELECT, SIZE, columns
from reachmap.store.sqlite.connecting import ANY_WORK
from reachmap.store.sqlite.file import PATIENCE_S, File
from reachmap.store.sqlite.trust import require_whole

LINKS = SELECT["links"] + ' WHERE "from" NOT IN (SELECT id FROM voices)'  # noqa: S608  names of the model
STATE = "SELECT digest, writer FROM store"
BY_HAND = "hand"
"""The writer that triggers note; our own changes note another name."""

OUT_OF_STEP = (
    "{} holds counts that do not follow from its rows: take a copy that nobody changed, or write"
    " the map to another file"
)

ROOM = 8


class SQLiteStore:
    """A store of one map in a SQLite file.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from reachmap import demo
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = SQLiteStore(Path(folder) / "map.db", make=True)
    ...     store.write(demo().stakeholders)
    ...     store.whole() == demo().stakeholders
    ...     store.close()
    True
    """

    _settled: tuple[str, int] | None = None
    """The version of the map that one question is about."""

    def __init__(
        self, path: str | PathLike[str], *, make: bool = False, patience_s: float = PATIENCE_S
    ) -> None:
        self._file = File(Path(path), make=make, patience_s=patience_s)
        self.memo = Memo()
        self._results = Memo(ROOM)
        self._seen = self._file.revision()

    def at_one_state(self) -> Self:
        """Return the store for one question: links are of the map that it began with."""
        if self._settled:
            return self
        same = copy(self)
        with self._present():
            vars(same)["_settled"] = self._file.revision()
        return same

    def version(self) -> Hashable:
        """Return a token that changes whenever anything that the store holds does."""
        return self._file.revision()

    def whole(self) -> StakeholderMap:
        """Return the whole map."""
        with self._file.reading() as db:
            self._require_map()
            whole = map_of({name: self._columns(name) for name in TABLES})
            if db.execute(STATE).fetchone()[1] != BY_HAND and not writing.in_step(db):
                raise StoreAccess(OUT_OF_STEP.format(self._file.path))
            self._seen = self._file.revision()
        return whole

    @contextmanager
    def _present(self) -> Iterator[sqlite3.Connection]:
        """Let everything inside see one state of the map, with its counts in step."""
        with self._file.reading() as db:
            by_hand = db.execute(STATE).fetchone()[1] == BY_HAND
        if by_hand:
            with self._file.writing() as db:
                self._settle(db)
        with self._file.reading() as db, self._explained(db):
            yield db

    @contextmanager
    def _explained(self, db: sqlite3.Connection) -> Iterator[None]:
        """Say of rows that cannot be counted what is wrong with them, or with what they count."""
        try:
            yield
        except ReachMapError:
            raise
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            map_of({name: self._columns(name) for name in TABLES})
            if writing.in_step(db):
                raise
            raise StoreAccess(OUT_OF_STEP.format(self._file.path)) from error

    def _settle(self, db: sqlite3.Connection) -> None:
        """Bring the counts in step with the tables, after changes by hand."""
        if db.execute(STATE).fetchone()[1] == BY_HAND:
            whole = map_of({name: self._columns(name) for name in TABLES})
            writing.replace(db, whole, None)
            self._file.note_change(db, digest=digest(whole))

    def outline(self) -> StakeholderMap:
        """Return the map without voices and without what grows without end."""
        with self._present():
            self._require_map()
            version = self._file.revision()
            make = partial(Outline, partial(self._columns_at, version))
            return self._results.once(version, "outline", make)

    def sizes(self) -> dict[str, int]:
        """Count the rows of each table."""
        names = [name for name in TABLES if name not in {"about", "assumptions"}]
        with self._present() as db:
            return {name: db.execute(SIZE[name]).fetchone()[0] for name in names}

    def links(self) -> Columns:
        """Return the written links that start at no voice, as columns by field."""
        with self._present():
            version = self._file.revision()
            self._require(self._settled or version)
            return self._links_at(version)

    def _links_at(self, version: tuple[str, int]) -> Columns:
        """Return the written links at a version, read once."""
        outline = self.outline()
        return self._results.once(
            version, "links", lambda: links_of(outline, self._written_links())
        )

    def turnout(self) -> Ledger[Turnout]:
        """Return the head counts."""
        return self._ledger("turnout")

    def said(self) -> Ledger[Said]:
        """Return what people said, and what happened as a result."""
        return self._ledger("said")

    def findings(self) -> Ledger[Finding]:
        """Return the team's answers to findings of the review."""
        return self._ledger("findings")

    def pair_asks(self, until: date) -> PairAsks:
        """Count the asks between each two nodes, voices left out, on each day up to one."""
        with self._present() as db:
            return asking.pair_asks(db, until)

    def node_asks(self, span: Span) -> NodeAsks:
        """Count the asks to each node on each day of a span."""
        with self._present() as db:
            return asking.node_asks(db, span)

    def group_asks(self, span: Span) -> NodeAsks:
        """Count the asks about each group, to any node, on each day of a span."""
        with self._present() as db:
            return asking.group_asks(db, span)

    def activity_asks(self, activities: Collection[str]) -> ActivityAsks:
        """Count the asks for each of some activities, voices left out."""
        with self._present() as db:
            return asking.activity_asks(db, activities)

    def attendance_by_voice(self, span: Span) -> VoiceAttendance:
        """Count the attendance of each voice on each day of a span."""
        with self._present() as db:
            return counting.attendance_by_voice(db, span)

    def groups_of(self, voices: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the groups of some voices, their own and every wider one, sorted."""
        with self._present() as db:
            return people.groups_of(db, voices)

    def similar_voices(
        self,
        sets: Sequence[Collection[str]],
        *,
        busy: Mapping[str, int],
        rested: Collection[str],
        n: int,
    ) -> list[SimilarVoices]:
        """Return the voices that share the most of each of some sets of groups."""
        with self._present() as db:
            return people.similar_voices(db, sets, busy=busy, rested=rested, n=n)

    def attendance_by_activity(self) -> ActivityAttendance:
        """Count the attendance of each activity."""
        with self._present() as db:
            version = self._file.revision()
            return self._results.once(
                version, "attendance by activity", lambda: counting.attendance_by_activity(db)
            )

    def voices_alike(
        self, activities: Collection[str], kinds: Sequence[Collection[str]]
    ) -> VoicesAlike:
        """Count the distinct voices heard at some activities: alike in their groups and kinds."""
        with self._present() as db:
            return counting.voices_alike(db, self._talking(db), activities, kinds)

    def talking_voices(self, activities: Collection[str]) -> TalkingVoices:
        """Count the voices that talked at some activities, and what is recorded of them."""
        with self._present() as db:
            return counting.talking_voices(db, activities)

    def frequencies(self, activities: Collection[str], *, group: str | None = None) -> Counts:
        """Return how often each voice talked, most often first, without ids: shape (voices,)."""
        with self._present() as db:
            return self._talking(db).frequencies(db, activities, group)

    def places(self, activities: Sequence[str], *, group: str | None = None) -> Counts:
        """Return how many people talked at each activity: shape (activities,), in their order."""
        with self._present() as db:
            return self._talking(db).places(db, activities, group)

    def register(self, activities: Sequence[str], *, group: str | None = None) -> Register:
        """Count who could have come to each activity, and who came though it is for others."""
        with self._present() as db:
            return people.register(db, activities, group)

    def most_frequent(self, activities: Collection[str], *, n: int) -> tuple[tuple[str, int], ...]:
        """Return the voices that talked most often, with how often."""
        with self._present() as db:
            return self._talking(db).most_frequent(db, activities, n)

    def _talking(self, db: sqlite3.Connection) -> TalkingRows:
        """Return the rows of attendance of those who talked, read once."""
        version = self._file.revision()
        return self._results.once(version, "talking rows", partial(TalkingRows.read, db))

    def people(self, span: Span) -> tuple[Person, ...]:
        """Return every voice and champion, and what we asked of them in a span of days."""
        with self._present() as db:
            return people.people(db, span)

    def remarks(self) -> tuple[Issue, ...]:
        """Return nothing: all that it holds is on the map."""
        return ()

    def write(self, stakeholders: StakeholderMap, *, progress: Progress | None = None) -> None:
        """Replace the map that the store holds; the same map again changes nothing."""
        mark = digest(stakeholders)
        with self._file.reading():
            if self._holds(stakeholders, mark):
                self._seen = self._file.revision()
                return
        with self._file.writing(work=ANY_WORK) as db:
            if self._file.revision() != self._seen:
                writer = db.execute(STATE).fetchone()[1]
                message = (
                    f"{self._file.path} was changed since it was read here, by {writer}:"
                    " read it again, then write; nothing was changed"
                )
                raise StoreConflict(message)
            writing.replace(db, stakeholders, progress)
            self._file.note_change(db, digest=mark)
            seen = self._file.revision()
        self._seen = seen

    def append(self, changes: Mapping[str, Columns]) -> None:
        """Add nodes and rows of ledgers, and links, where a row of the same key gives way."""
        rows = adding.rows_to_add(changes)
        if not any(len(getattr(rows, table)) for table in adding.GROWING):
            return
        with self._file.writing() as db:
            self._require_map()
            self._settle(db)
            before = self._file.revision()
            adding.append(db, rows)
            self._file.note_change(db, digest=None)
            after = self._file.revision()
        self._follow(before, after)

    def forget(self, id: str) -> int:  # noqa: A002  the word of the contract
        """Remove a voice and every trace of it: its attendance, asks and seats."""
        with self._file.writing() as db:
            self._settle(db)
            before = self._file.revision()
            # A damaged index would hide rows that name the voice.
            require_whole(db, self._file.path, most_bytes=math.inf)
            removed = writing.forget(db, id)
            self._file.note_change(db, digest=None)
            after = self._file.revision()
        self._follow(before, after)
        return removed

    def close(self) -> None:
        """Let go of what holds the store open."""
        self._file.close()

    def _follow(self, before: Hashable, after: tuple[str, int]) -> None:
        """Count a change of our own as seen, unless others changed the map before it."""
        if self._seen == before:
            self._seen = after

    def _require_map(self) -> None:
        """Raise where no map was ever written."""
        if self._file.revision()[1] == 0:
            message = f"{self._file.path} holds no map yet: write one to it first"
            raise StoreUnavailable(message)

    def _holds(self, stakeholders: StakeholderMap, mark: str) -> bool:
        """Return whether the file holds this map."""
        with self._file.reading() as db:
            known, writer = db.execute(STATE).fetchone()
            if writer == BY_HAND:
                return False
            if known is not None or self._file.revision()[1] == 0:
                return bool(known == mark)
            if not writing.holds(db, stakeholders):
                return False
            return map_of({name: self._columns(name) for name in TABLES}) == stakeholders

    def _columns(self, table: str) -> Columns:
        """Return the columns of a table."""
        with self._file.reading() as db:
            return columns(table, db.execute(SELECT[table]).fetchall())

    def _columns_at(self, version: tuple[str, int], table: str) -> Columns:
        """Return the columns of a table at a version, without links of voices."""
        with self._file.reading():
            self._require(version)
            return self._links_at(version) if table == "links" else self._columns(table)

    def _require(self, version: tuple[str, int]) -> None:
        """Raise where the map is of another version by now."""
        if self._file.revision() != version:
            message = f"{self._file.path} was changed while it was looked at: ask again"
            raise StoreConflict(message)

    def _written_links(self) -> Columns:
        """Return the columns of links, without those of voices."""
        with self._file.reading() as db:
            return columns("links", db.execute(LINKS).fetchall())

    def _ledger(self, table: str) -> Ledger[Any]:
        with self._file.reading():
            version = self._file.revision()
            made: Ledger[Any] = self._results.once(
                version, table, lambda: rows_of(table, self._columns(table))
            )
        return made
