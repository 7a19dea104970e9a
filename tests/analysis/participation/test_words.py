"""What participation says: plain, true where much is blank, the farthest from their share first."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from builders import blank_fields, desk, heads, town
from reachmap.analysis.participation.question import Participation
from reachmap.analysis.participation.rows import GroupHeard, Status
from strategies import maps

some = settings(max_examples=some_of(100, usual=30), suppress_health_check=list(HealthCheck))
LEADS: dict[Status, str] = {
    "unheard": "Not yet heard, though we asked",
    "not-recorded": "Not recorded, so we cannot tell",
    "under": "Heard less than their share",
    "over": "Heard more than their share",
    "fair": "Heard about as much as their share",
    "uncertain": "Heard, but too few to tell how fairly",
    "unknown": "Heard, with no population to compare with",
}


@some
@given(stakeholders=maps())
def test_each_group_is_told_under_its_own_status_and_no_other(
    stakeholders: rm.StakeholderMap,
) -> None:
    answer = rm.ReachMap.of(stakeholders).participation()
    named = tuple(r.model_copy(update={"name": f"Name{r.group}"}) for r in answer.groups)
    told = answer.model_copy(update={"groups": named}).sentences()
    for row in named:
        lines = [line for line in told if re.search(rf"\b{row.name}\b", line)]
        leads = [line for line in lines if "ask the finding question" not in line]
        assert [line.partition(":")[0] for line in leads] == [LEADS[row.status]]
        if row.status != "unheard":
            assert leads == lines


def heard(status: Status, **known: Any) -> Participation:
    """Return an answer of one group."""
    row = GroupHeard(group="g", name="Carers", status=status, **known)
    return Participation(groups=(row,), window="up to today")


@pytest.mark.parametrize("status", LEADS)
def test_a_status_alone_makes_a_sentence(status: Status) -> None:
    assert f"{LEADS[status]}: Carers." in heard(status).sentences()


@pytest.mark.parametrize(
    ("ppr", "words"),
    [
        (0.02, "fewer than 1"),
        (0.0501, "1"),
        (0.74, "7"),
        (1.3, "13"),
        (10.0, "100"),
        (25.0, "more than 100"),
    ],
)
def test_shares_are_told_out_of_ten_expected(ppr: float, words: str) -> None:
    status: Status = "under" if ppr < 1 else "over"
    told = heard(status, ppr=ppr).sentences()[1]
    assert told == f"{LEADS[status]}: Carers ({words} heard for every 10 expected)."


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(1, 1000, "1%"), (999, 1000, "99%"), (1, 3, "33%"), (4, 4, "100%")],
)
def test_a_few_head_counts_are_not_none_and_most_are_not_all(
    part: int, whole: int, words: str
) -> None:
    told = heard("fair", heard=whole, heads=part).sentences()[-1]
    assert told.startswith(f"Figures are 'up to': {words} of them are head counts")


def test_many_groups_are_counted_after_the_sixth() -> None:
    rows = tuple(GroupHeard(group=f"g{n}", name=f"G{n}", status="fair") for n in range(9))
    told = Participation(groups=rows, window="up to today").sentences()[1]
    assert told == f"{LEADS['fair']}: G0, G1, G2, G3, G4, G5 and 3 more."


def test_any_one_figure_may_be_blank() -> None:
    answer = desk().participation()
    for name in blank_fields(answer.groups[0]):
        rows = tuple(row.model_copy(update={name: None}) for row in answer.groups)
        words = answer.model_copy(update={"groups": rows}).explain()
        assert "None" not in words
        assert "Carers" in words
        assert "Students" in words


def test_a_group_not_asked_about_in_a_window_is_not_said_to_be_so_for_ever() -> None:
    answer = desk().participation(until=date(2025, 12, 31))
    assert answer.of("not-recorded")[0].group == "students"
    assert "never" not in answer.explain()
    assert "No record of asking about 1 group" in answer.missing[0]


def test_what_is_missing_names_the_table_that_would_tell() -> None:
    groups = [rm.Group(id="carers", name="Carers"), rm.Group(id="students", name="Students")]
    answer = desk(about=rm.About(as_of=date(2026, 3, 31)), groups=groups).participation()
    assert answer.missing == (
        "No 'area_population' in about: shares of the area cannot be known.",
        "No population for 2 groups: whether they are heard less than their share cannot be "
        "known. Add 'population' to groups.",
    )
    assert [row.status for row in answer.groups] == ["unknown", "unknown"]


def test_hidden_groups_come_with_the_finding_question_only_where_not_heard() -> None:
    groups = [
        rm.Group(id="carers", name="Carers", population=200, hidden=True),
        rm.Group(id="students", name="Students", population=300, hidden=True),
    ]
    silent = desk(groups=groups, turnout=heads(("spring", "students", 0)))
    told = silent.participation().sentences()
    assert (
        "Students: people may not call themselves by that name, so ask the finding question."
        in told
    )
    assert not [line for line in told if line.startswith("Carers: people may not")]


def test_odd_names_are_told_as_they_are_and_shown_safely() -> None:
    groups = [
        rm.Group(id="carers", name="=1+1 <script>", population=200),
        rm.Group(id="students", name="Студенты", population=300),
    ]
    answer = rm.ReachMap.of(town(groups=groups)).participation()
    assert "=1+1 <script>" in answer.explain()
    assert "<script>" not in answer._repr_html_()
    assert "\ncarers,'=1+1 <script>,200," in answer.to_csv()
    assert "Студенты" in answer.to_csv()


def test_those_farthest_from_their_share_come_first() -> None:
    cases: list[tuple[Status, tuple[float, ...]]] = [
        ("under", (0.7, 0.1, 0.5)),
        ("over", (1.6, 9.0, 2.0)),
    ]
    for status, shares in cases:
        rows = tuple(
            GroupHeard(group=f"g{n}", name=f"G{n}", status=status, ppr=ppr)
            for n, ppr in enumerate(shares)
        )
        words = Participation(groups=rows, window="up to today").sentences()[1]
        assert re.findall(r"G\d", words) == ["G1", "G2", "G0"]
