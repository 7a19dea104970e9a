"""A server on this machine that speaks as much of Bolt as the driver needs, and answers anything.

What it answers to a statement is up to the test: rows of any shape, without end, or nothing.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType, TracebackType
from typing import Any, NamedTuple, Self

from neo4j._codec.packstream import Structure, v1
from neo4j.exceptions import DriverError

Packer: Any = v1.Packer
Unpacker: Any = v1.Unpacker

BOLT_5_3 = b"\x00\x00\x03\x05"
HELLO, RUN, PULL, DISCARD, LOGON, ROUTE = b"\x01", b"\x10", b"\x3f", b"\x2f", b"\x6a", b"\x66"
SUCCESS, RECORD = b"\x70", b"\x71"
DAY = b"\x44"
"""What marks a day on the wire: days since 1970."""

CHUNK = 0xFFFF


class Answer(NamedTuple):
    """What comes back for a statement: names of columns, and rows."""

    columns: tuple[str, ...] = ()
    rows: Iterable[list[Any]] = ()
    stats: Mapping[str, Any] = MappingProxyType({})
    """How many rows it says that it changed."""


def day(days: object) -> Structure:
    """Return a day as it stands on the wire; of what is no number, a broken one."""
    return Structure(DAY, days)


class FakeServer:
    """Answers statements as a function of a test says.

    Attributes
    ----------
    port
        Where it listens, on 127.0.0.1.
    others
        Addresses that its routing table names for everything.
    messages
        The marks of what it was sent, in order.
    """

    def __init__(self, answer: Callable[[str], Answer], *, others: tuple[str, ...] = ()) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.port = self._listener.getsockname()[1]
        self.others = others
        self.messages: list[bytes] = []

    def __enter__(self) -> Self:
        """Begin to listen."""
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up on everybody."""
        for end in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._open.append(client)
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError, EOFError, DriverError), client.makefile("rb") as stream:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            stream.read(20)
            client.sendall(BOLT_5_3)
            pending = Answer()
            while True:
                tag, fields = _message(stream)
                self.messages.append(tag)
                if tag == RUN:
                    pending = self._answer(fields[0])
                    _send(client, SUCCESS, {"fields": [*pending.columns], "t_first": 0})
                elif tag in {PULL, DISCARD}:
                    for row in pending.rows:
                        _send(client, RECORD, row)
                    ending = {"type": "r", "t_last": 0, "db": "neo4j", "stats": {**pending.stats}}
                    _send(client, SUCCESS, ending)
                else:
                    _send(client, SUCCESS, self._greeting(tag))

    def _greeting(self, tag: bytes) -> dict[str, Any]:
        """Return what is answered to what is no statement."""
        if tag == HELLO:
            return {"server": "Neo4j/5.26.0", "connection_id": "bolt-1", "hints": {}}
        if tag == ROUTE:
            roles = [{"role": role, "addresses": [*self.others]} for role in ROLES]
            return {"rt": {"ttl": 300, "db": "neo4j", "servers": roles}}
        return {}


ROLES = ("ROUTE", "READ", "WRITE")


def _message(stream: Any) -> tuple[bytes, list[Any]]:
    """Return the next message of a client: its mark and its fields."""
    parts = bytearray()
    while True:
        header = stream.read(2)
        if len(header) < len("12"):
            raise EOFError
        (size,) = struct.unpack(">H", header)
        if not size and parts:
            break
        parts += stream.read(size)
    buffer = Unpacker.new_unpackable_buffer()
    buffer.reset()
    buffer.data, buffer.used = parts, len(parts)
    unpacker = Unpacker(buffer)
    size, tag = unpacker.unpack_structure_header()
    return tag, [unpacker.unpack() for _ in range(size)]


def _send(client: socket.socket, tag: bytes, *fields: Any) -> None:
    buffer = Packer.new_packable_buffer()
    packer = Packer(buffer)
    packer.pack_struct(tag, fields)
    packed = bytes(buffer.data)
    chunks = (packed[start : start + CHUNK] for start in range(0, len(packed), CHUNK))
    client.sendall(b"".join(struct.pack(">H", len(part)) + part for part in chunks) + b"\0\0")
