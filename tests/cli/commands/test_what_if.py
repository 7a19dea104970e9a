"""`what-if`, as a planner types it."""

import json

import pytest

from command_line import Command


def test_who_leaves_is_named_by_id_or_name(command: Command) -> None:
    answers = [
        json.loads(command("what-if", "demo", "--remove", name, "--json")[1])
        for name in ("carers-officer", "Carers' liaison officer")
    ]
    assert answers[0] == answers[1]
    lost = [row["group"] for row in answers[0]["groups"] if row["lost"]]
    assert lost == ["hidden-carers"]


def test_links_go_come_and_weaken_as_they_are_typed(command: Command) -> None:
    code, _, words = command(
        "what-if",
        "demo",
        "--remove",
        "Carers' Centre EMPLOYS Carers' liaison officer",
        "--add",
        "engagement-team KNOWS Carers' liaison officer",
        "--weaken",
        "carers-officer TRUSTED_BY hidden-carers=0.2",
    )
    assert code == 0
    assert words.startswith(
        "If Carers' Centre employs Carers' liaison officer no longer; Carers' liaison officer is "
        "trusted by Hidden carers less surely; Borough engagement team can ask Carers' liaison "
        "officer from now on:\n"
    )
    assert "Harder to reach: Hidden carers" in words


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((), "nothing to change"),
        (("--remove", "nobody at all"), "no single node goes by"),
        (("--add", "hub to carers"), "write it as 'from TYPE to'"),
        (("--weaken", "carers-officer TRUSTED_BY hidden-carers"), "write it as 'from TYPE to=0.3'"),
        (("--weaken", "carers-officer TRUSTED_BY hidden-carers=2"), "above 0 and at most 1"),
        (
            ("--remove", "carers-officer USES hidden-carers"),
            "there is carers-officer TRUSTED_BY hidden-carers",
        ),
    ],
)
def test_what_cannot_be_changed_is_wrong_usage(
    command: Command, words: tuple[str, ...], reason: str
) -> None:
    code, out, err = command("what-if", "demo", *words)
    assert (code, out) == (2, "")
    assert reason in " ".join(err.replace("│", " ").split())


def test_partners_read_that_it_is_for_the_team(command: Command) -> None:
    _, out, words = command(
        "what-if", "demo", "--remove", "carers-officer", "--audience", "partner"
    )
    assert "officer" not in out + words
    assert "for the team alone" in words
