"""A store is opened by its address; an engine that is not installed is named."""

import sys

import pytest

import reachmap as rm


def test_a_server_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*sys.modules]:
        if name.startswith("reachmap.store.neo4j"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "neo4j", None)
    with pytest.raises(rm.StoreUnavailable, match=r"pip install 'reachmap\[neo4j\]'"):
        rm.open("neo4j://localhost")
