"""The commands about changes, as a planner types them."""

import json

import pytest

import reachmap as rm
from reachmap.cli.main import run


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run a command; return its exit code and what it printed."""
    code = run(list(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_somebody_gone_is_named_by_id_or_name(capsys: pytest.CaptureFixture[str]) -> None:
    answers = [
        json.loads(said(capsys, "what-if", "demo", "--remove", name, "--json")[1])
        for name in ("carers-officer", "Carers' liaison officer")
    ]
    assert answers[0] == answers[1]
    lost = [row["group"] for row in answers[0]["groups"] if row["lost"]]
    assert lost == ["hidden-carers"]


def test_links_go_come_and_weaken_as_they_are_typed(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, words = said(
        capsys,
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
        "officer, newly:\n"
    )
    assert "Harder to reach: Hidden carers" in words


@pytest.mark.parametrize(
    ("words", "told"),
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
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    code, out, err = said(capsys, "what-if", "demo", *words)
    assert (code, out) == (2, "")
    assert told in " ".join(err.replace("│", " ").split())


def test_links_to_build_are_those_of_the_front_desk(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(
        capsys, "links", "demo", "Hidden carers", "Young carers", "-n", "3", "--json"
    )
    assert code == 0
    found = json.loads(out)
    answer = rm.demo().links_to_build(groups=["Hidden carers", "Young carers"], n=3)
    assert {"audience": "internal", **answer.to_dict()} == found
    assert len(found["links"]) == 3


def test_partners_read_that_it_is_for_the_team(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, words = said(capsys, "links", "demo", "--audience", "partner")
    assert "carers-coordinator" not in out + words
    assert "which ones is for the team alone" in words
    _, out, words = said(
        capsys, "what-if", "demo", "--remove", "carers-officer", "--audience", "partner"
    )
    assert "officer" not in out + words
    assert "for the team alone" in words
