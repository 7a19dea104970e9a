"""XML of strangers: no document type, no entities, no deep nesting, names without namespaces."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from reachmap.errors import UnreadableFile, quoted

MOST_DEPTH = 100


class _Tree:
    """A tree while it is read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._depth = 0
        self.builder = TreeBuilder()

    def refuse_type(self, *_: object) -> None:
        message = f"{quoted(self._name)} declares a document type, which no such file needs"
        raise UnreadableFile(message)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            message = f"{quoted(self._name)} is nested more than {MOST_DEPTH} deep"
            raise UnreadableFile(message)
        self.builder.start(_local(tag), {_local(key): text for key, text in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self.builder.end(_local(tag))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def root_of(name: str, raw: bytes) -> Element:
    """Return the tree of an XML file; its tags and attributes without their namespaces."""
    tree = _Tree(name)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = tree.refuse_type
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.builder.data
    try:
        parser.Parse(raw, True)  # noqa: FBT003  expat takes it by position
    except (expat.ExpatError, LookupError, ValueError) as error:
        message = f"{quoted(name)} is no XML that can be read: {error}"
        raise UnreadableFile(message) from error
    return tree.builder.close()
