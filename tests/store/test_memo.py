"""What a store keeps of what was worked out: bounded, and of one version only."""

from __future__ import annotations

import pickle

from reachmap.store.memo import Memo


def made(memo: Memo, version: int, key: str, log: list[str]) -> str:
    """Ask for a thing, and note down if it had to be made."""

    def make() -> str:
        log.append(key)
        return key

    return memo.once(version, key, make)


def test_the_one_not_asked_for_the_longest_makes_room() -> None:
    memo, log = Memo(room=2), list[str]()
    for key in "abacbab":
        assert made(memo, 1, key, log) == key
    assert "".join(log) == "abcba"


def test_a_new_version_starts_from_nothing() -> None:
    memo, log = Memo(), list[str]()
    for version in (1, 1, 2, 1):
        made(memo, version, "a", log)
    assert "".join(log) == "aaa"


def test_room_for_one_keeps_one() -> None:
    memo, log = Memo(room=1), list[str]()
    for key in "aabba":
        made(memo, 1, key, log)
    assert "".join(log) == "aba"


def test_what_is_kept_does_not_travel() -> None:
    memo, log = Memo(), list[str]()
    made(memo, 1, "a", log)
    made(pickle.loads(pickle.dumps(memo)), 1, "a", log)  # noqa: S301  our own
    assert "".join(log) == "aa"
