"""A real Neo4j server for tests and benchmarks, shared by whoever runs at the same time.

It stops by itself once no process that uses it is alive, so that killed tests leave none behind.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "neo4j"
LIBRARY = CACHE / "lib-5.26.30"
USER = "neo4j"
STARTING_S = 120
BRIEF = ("-XX:TieredStopAtLevel=1",)
"""Options of Java for minutes of work: to compile for hours costs more than it saves."""

SETTINGS = (
    "server.bolt.listen_address=127.0.0.1:{port}",
    "dbms.security.auth_enabled=true",
    "dbms.usage_report.enabled=false",
    "server.memory.pagecache.size=256m",
    "db.tx_log.rotation.retention_policy=1 files",
)


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers, and as whom."""

    host: str
    port: int
    user: str
    password: str

    @property
    def address(self) -> str:
        """Its address, without a map."""
        return f"bolt://{self.host}:{self.port}"

    def environment(self) -> dict[str, str]:
        """Return what a process needs to know to log in."""
        return {"NEO4J_USERNAME": self.user, "NEO4J_PASSWORD": self.password}


def wanting() -> str | None:
    """Return why no server can be started here, and how to put that right."""
    missing = [name for name in ("java", "mvn") if shutil.which(name) is None]
    if not missing or named() is not None:
        return None
    return (
        f"no {' and no '.join(missing)} here: apt-get install openjdk-17-jdk-headless maven, "
        "or name a running server in NEO4J_TEST_URI"
    )


def named() -> Server | None:
    """Return the running server that the environment names, if it does."""
    address = os.environ.get("NEO4J_TEST_URI")
    if not address:
        return None
    host, _, port = address.partition("://")[2].partition("/")[0].partition(":")
    user = os.environ.get("NEO4J_TEST_USERNAME", USER)
    return Server(host, int(port or 7687), user, os.environ["NEO4J_TEST_PASSWORD"])


def server_of(
    run: str, *, settings: Sequence[str] = (), heap: str = "768m", java: Sequence[str] = BRIEF
) -> Server:
    """Return the server of a run: the first process starts it, others find it.

    It answers until the last process that asked for it has ended, or let go.

    Parameters
    ----------
    run
        Name that the processes of one run share.
    settings
        Further lines of its configuration, for once its database is made.
    heap
        Most memory for its heap.
    java
        Further options of Java.
    """
    known = named()
    if known is not None and not settings:
        return known
    home = CACHE / f"run-{run}"
    with _alone(run):
        found = _found(home)
        if found is None:
            _library()
            _sweep()
            (home / "users").mkdir(parents=True)
        (home / "users" / str(os.getpid())).touch()
        return found or _started(home, settings, [f"-Xmx{heap}", *java])


def let_go(run: str) -> None:
    """Say that this process no longer uses the server of a run."""
    (CACHE / f"run-{run}" / "users" / str(os.getpid())).unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(name: str) -> Iterator[None]:
    """Hold a lock, so that processes side by side do not do the same."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"lock-{name}").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _library() -> None:
    """Get the server's files from Maven Central, once."""
    with _alone("library"):
        if LIBRARY.exists():
            return
        target = CACHE / "lib-unfinished"
        shutil.rmtree(target, ignore_errors=True)
        words = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
        words += ["-DincludeScope=runtime", f"-DoutputDirectory={target}"]
        words += [f"-Dmaven.repo.local={CACHE / 'm2'}"]
        done = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            message = f"Maven could not get the server:\n{done.stdout[-2000:]}"
            raise RuntimeError(message)
        shutil.rmtree(CACHE / "m2")
        target.rename(LIBRARY)


def _sweep() -> None:
    """Remove what servers of earlier runs left, where none of their users is alive."""
    for home in CACHE.glob("run-*"):
        if not any(_alive(int(user.name)) for user in (home / "users").glob("*")):
            shutil.rmtree(home, ignore_errors=True)


def _alive(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


def _found(home: Path) -> Server | None:
    """Return the server of a run, if it answers."""
    note = home / "server.json"
    if not note.exists():
        return None
    server = Server(**json.loads(note.read_text(encoding="utf-8")))
    try:
        socket.create_connection((server.host, server.port), timeout=5).close()
    except OSError:
        return None
    return server


def _started(home: Path, settings: Sequence[str], java: Sequence[str]) -> Server:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "conf").mkdir(exist_ok=True)
    lines = [line.format(port=port) for line in SETTINGS]
    if settings:
        (home / "conf" / "first.conf").write_text("\n".join(lines), encoding="utf-8")
    whole = "\n".join([*lines, *settings])
    (home / "conf" / "neo4j.conf").write_text(whole, encoding="utf-8")
    words = ["java", *java, "-XX:+UseSerialGC", "-cp", f"{LIBRARY}/*"]
    words += [str(HERE / "Launch.java"), str(home)]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603  our own words
            words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    # Somebody has to wait for it, or it would be left as a zombie.
    threading.Thread(target=process.wait, daemon=True).start()
    server = Server("127.0.0.1", port, USER, secrets.token_urlsafe(12))
    _wait(server, process, home / "log")
    note = home / "server.json"
    note.touch(mode=0o600)
    note.write_text(
        json.dumps({name: getattr(server, name) for name in Server.__slots__}), encoding="utf-8"
    )
    return server


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers, and give it its password."""
    change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
    end = time.monotonic() + STARTING_S
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((server.host, server.port), timeout=5).close()
            with (
                GraphDatabase.driver(server.address, auth=(USER, "neo4j")) as driver,
                driver.session(database="system") as session,
            ):
                session.run(change, new=server.password).consume()
        except (OSError, DriverError, Neo4jError):
            time.sleep(0.3)
        else:
            return
    message = f"the server did not start:\n{log.read_text(encoding='utf-8')[-2000:]}"
    raise RuntimeError(message)
