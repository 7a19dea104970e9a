"""Links that the fields of other records imply: derived here and nowhere else."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from reachmap.model.links import LINK_TYPES, Link, TypeName
from reachmap.model.nodes import Champion, Channel, Group, KeyWorker, Organisation, Voice


class HasLinks(Protocol):
    """A source of derived links: a map, or its tables before they are checked."""

    @property
    def groups(self) -> Iterable[Group]: ...  # noqa: D102
    @property
    def organisations(self) -> Iterable[Organisation]: ...  # noqa: D102
    @property
    def workers(self) -> Iterable[KeyWorker]: ...  # noqa: D102
    @property
    def champions(self) -> Iterable[Champion]: ...  # noqa: D102
    @property
    def channels(self) -> Iterable[Channel]: ...  # noqa: D102
    @property
    def voices(self) -> Iterable[Voice]: ...  # noqa: D102
    @property
    def links(self) -> Iterable[Link]: ...  # noqa: D102


def derived_links(source: HasLinks) -> Iterator[tuple[str, TypeName, str]]:
    """Yield (from, type, to) of every link that a field implies."""
    for worker in source.workers:
        if worker.organisation:
            yield worker.organisation, "EMPLOYS", worker.id
    for champion in source.champions:
        if champion.supported_by:
            yield champion.supported_by, "SUPPORTS", champion.id
        yield from ((champion.id, "BELONGS_TO", group) for group in champion.groups)
    for channel in source.channels:
        if channel.run_by:
            yield channel.run_by, "RUNS", channel.id
    for group in source.groups:
        yield from ((group.id, "PART_OF", wider) for wider in group.part_of)
    for voice in source.voices:
        yield from ((voice.id, "BELONGS_TO", group) for group in voice.groups)


def all_links(source: HasLinks) -> Iterator[Link]:
    """Yield every link of a map, written and derived.

    Rows of `links` that annotate a derived pair stand for it; any other is a bare link.
    """
    annotated = set()
    for link in source.links:
        if LINK_TYPES[link.type].derived:
            annotated.add((link.from_, link.type, link.to))
        yield link
    for from_, type_, to in derived_links(source):
        if (from_, type_, to) not in annotated:
            yield Link.model_construct(from_=from_, type=type_, to=to)
