"""A way to a server that can be cut, slowed and stopped."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Literal, Self

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message by which a transaction is committed, as it stands on the wire."""


class Proxy:
    """Passes on what comes to a port of its own, until told otherwise.

    Parameters
    ----------
    host, port
        The server.

    Attributes
    ----------
    delay_s
        How long everything takes on its way.
    hang
        Whether nothing comes through any more.
    cuts
        How many connections were cut.
    """

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.delay_s = 0.0
        self.hang = False
        self.cuts = 0
        self._left: int | None = None
        self._when: Literal["before", "after"] = "before"
        self._open: list[socket.socket] = []

    def cut(self, when: Literal["before", "after"], *, at: int) -> None:
        """Cut the connection before or after the server gets its so-manieth COMMIT from now."""
        self._when, self._left = when, at

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
        """Cut everything."""
        self._end(self._listener, *self._open)

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._server)
                self._open += [client, server]
                for pump, *ends in ((self._out, client, server), (self._back, server, client)):
                    threading.Thread(target=pump, args=ends, daemon=True).start()

    def _out(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while part := client.recv(65536):
                self._wait()
                if self._left is not None and COMMIT in part:
                    self._left -= 1
                    if self._left <= 0:
                        self._cut(part, client, server)
                        return
                server.sendall(part)
        self._end(client, server)

    def _back(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while part := server.recv(65536):
                self._wait()
                if self._left == 0:
                    break
                client.sendall(part)
        self._end(client, server)

    def _cut(self, part: bytes, client: socket.socket, server: socket.socket) -> None:
        """Close both ends; the server's answer to a commit, if it gets it, comes nowhere."""
        self._left = 0
        if self._when == "after":
            server.sendall(part)
            time.sleep(0.3)
        self._end(client, server)
        self._left = None
        self.cuts += 1

    def _wait(self) -> None:
        time.sleep(self.delay_s)
        while self.hang:
            time.sleep(0.05)

    def _end(self, *ends: socket.socket) -> None:
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
