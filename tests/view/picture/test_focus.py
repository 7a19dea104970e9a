"""The focus view: who is drawn where not all can be."""

from types import SimpleNamespace
from typing import Any

import pytest

from reachmap.analysis.participation.rows import GroupHeard
from reachmap.view.picture import focus

ROUTES = {"far": (), "near": ("team", "hub"), "fair": ("team", "club"), "quiet": ("team", "shop")}


def findings(*without: str) -> Any:
    """Return what is known of four groups, some of them without a way."""
    statuses: dict[str, Any] = {"near": "unheard", "quiet": "not-recorded"}
    statuses |= {"far": "under", "fair": "fair"}
    return SimpleNamespace(
        heard=SimpleNamespace(
            groups=[GroupHeard(group=g, name=g, status=s) for g, s in statuses.items()]
        ),
        best=SimpleNamespace(without=[SimpleNamespace(group=group) for group in without]),
        routes=[
            SimpleNamespace(group=group, routes=[SimpleNamespace(nodes=(*nodes, group))])
            for group, nodes in ROUTES.items()
        ],
    )


@pytest.mark.parametrize(
    ("most", "drawn"),
    [
        (5, {"team", "far"}),
        (6, {"team", "far"}),
        (7, {"team", "far", "hub", "near"}),
        (9, {"team", "far", "hub", "near", "shop", "quiet"}),
    ],
)
def test_groups_without_a_way_come_first_and_then_the_least_heard(
    monkeypatch: pytest.MonkeyPatch, most: int, drawn: set[str]
) -> None:
    kinds = dict.fromkeys(ROUTES, "group") | dict.fromkeys(("hub", "club", "shop"), "organisation")
    kinds["team"] = "team"
    assert focus.in_focus(kinds, findings("far")) == set(kinds)
    monkeypatch.setattr(focus, "WHOLE_TO", 3)
    monkeypatch.setattr(focus, "FOCUS_TO", most)
    assert focus.in_focus(kinds, findings("far")) == drawn


def test_those_not_drawn_are_counted_by_kind() -> None:
    kinds = {"a": "group", "b": "venue", "c": "group", "d": "venue"}
    assert focus.left_out(kinds, ["a"]) == [("group", 1), ("venue", 2)]
