"""Start a server to try things on, and say how to reach it: ``make neo4j``."""

import contextlib
import os
import time

from neo4j_server.server import server_of, wanting

if __name__ == "__main__":
    reason = wanting()
    if reason:
        raise SystemExit(reason)
    server = server_of(f"try-{os.getpid()}", heap="1g")
    there = server.address.replace("bolt://", "neo4j://") + "/neo4j?map=demo"
    print(f"""\
A Neo4j server answers at {server.address}. In another window, in this folder:

  export NEO4J_USERNAME={server.user} NEO4J_PASSWORD={server.password}
  .venv/bin/reachmap copy demo '{there}'
  .venv/bin/reachmap heard '{there}'

What it holds is gone once it stops: press Ctrl-C for that.""")
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            time.sleep(3600)
