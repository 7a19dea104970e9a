"""Links that the fields of other records imply: derived here and nowhere else."""

from collections.abc import Iterator

from reachmap.model.content import Content
from reachmap.model.links import LINK_TYPES, Link, TypeName

_BARE = Link.model_construct(from_="", type="PART_OF", to="")
"""A link of which nothing but its ends will be known: a copy of it is made in no time."""


def derived_links(content: Content) -> Iterator[tuple[str, TypeName, str]]:
    """Yield (from, type, to) of every link that a field implies."""
    for worker in content.workers:
        if worker.organisation:
            yield worker.organisation, "EMPLOYS", worker.id
    for champion in content.champions:
        if champion.supported_by:
            yield champion.supported_by, "SUPPORTS", champion.id
        yield from ((champion.id, "BELONGS_TO", group) for group in champion.groups)
    for channel in content.channels:
        if channel.run_by:
            yield channel.run_by, "RUNS", channel.id
    for group in content.groups:
        yield from ((group.id, "PART_OF", wider) for wider in group.part_of)
    for voice in content.voices:
        yield from ((voice.id, "BELONGS_TO", group) for group in voice.groups)


def all_links(content: Content) -> Iterator[Link]:
    """Yield every link of a map, written and derived.

    Rows of `links` that annotate a derived pair stand for it; any other is a bare link.
    """
    annotated = set()
    for link in content.links:
        if LINK_TYPES[link.type].derived:
            annotated.add((link.from_, link.type, link.to))
        yield link
    for from_, type_, to in derived_links(content):
        if (from_, type_, to) not in annotated:
            yield _BARE.model_copy(update={"from_": from_, "type": type_, "to": to})
