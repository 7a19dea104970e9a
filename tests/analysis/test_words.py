"""Words people read: plain, true where much is blank, silent on what others may not see."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from builders import came, desk, heads, town
from reachmap.analysis.participation.question import Participation
from reachmap.analysis.participation.rows import GroupHeard, Status
from reachmap.analysis.voices.rows import Concentration, Currency, Measure
from reachmap.analysis.voices.words import words_of_measure
from reachmap.model.answer import Answer
from reachmap.model.audience import AUDIENCES
from reachmap.release import release
from strategies import maps

some = settings(max_examples=some_of(100, usual=30), suppress_health_check=list(HealthCheck))
MEASURES = re.compile(
    r"\b((?i:gini|hhi|herfindahl|hill ?[12]?|ppr|wilson|entropy|prevalence|index)|None)\b"
)
LEADS: dict[Status, str] = {
    "unheard": "Not yet heard, though we asked",
    "not-recorded": "Not recorded, so we cannot tell",
    "under": "Heard less than their share",
    "over": "Heard more than their share",
    "fair": "Heard about as much as their share",
    "uncertain": "Heard, but too few to tell how fairly",
    "unknown": "Heard, with no population to compare with",
}


ROOMS = ("analysis", "plan")


def words_modules() -> list[Path]:
    """Return the modules in which questions say what they say."""
    root = Path(rm.__file__).parent
    return sorted(path for room in ROOMS for path in (root / room).glob("*/words.py"))


def cuts(tree: ast.AST) -> Iterator[str]:
    """Yield the slices of a module that leave out what comes after some number of things."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Slice) and node.upper is not None:
            last = node.upper
            if not (isinstance(last, ast.UnaryOp) and isinstance(last.op, ast.USub)):
                yield ast.unparse(node)


def test_a_cut_is_seen() -> None:
    tree = ast.parse("a[:6], b[:NAMED], c[1:n], d[1:-1], e[2:], f[0]")
    assert list(cuts(tree)) == [":6", ":NAMED", "1:n"]


def test_no_list_of_names_is_cut_without_its_count() -> None:
    # `join_names`, `join_clauses` and `first_few` count what they leave out.
    modules = {path.parent.name: ast.parse(path.read_text("utf-8")) for path in words_modules()}
    assert len(modules) >= 12
    assert {name: cut for name, tree in modules.items() if (cut := [*cuts(tree)])} == {}


def answers(of: rm.ReachMap) -> list[Answer]:
    """Return the answers whose words are tried here."""
    return [of.participation(), of.voices(), of.overview()]


@some
@given(stakeholders=maps())
def test_every_answer_reads_for_every_audience_without_a_bare_measure(
    stakeholders: rm.StakeholderMap,
) -> None:
    for answer in answers(rm.ReachMap.of(stakeholders)):
        for audience in AUDIENCES:
            shown: Any = release(answer, audience=audience)  # type: ignore[call-overload]  # one of three
            words = shown.content.explain()
            assert words.strip()
            assert MEASURES.findall(words) == []


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


def optional(row: Any) -> list[str]:
    """Return the fields of a row that may be blank."""
    return [name for name, field in type(row).model_fields.items() if field.default is None]


def test_any_one_figure_may_be_blank() -> None:
    answer = desk().participation()
    for name in optional(answer.groups[0]):
        rows = tuple(row.model_copy(update={name: None}) for row in answer.groups)
        words = answer.model_copy(update={"groups": rows}).explain()
        assert "None" not in words
        assert "Carers" in words
        assert "Students" in words


def test_any_one_figure_of_voices_may_be_blank_and_is_never_told_as_nought() -> None:
    answer = desk().voices()
    figures = re.findall(r"\d+", answer.explain())
    for name in optional(answer.overall):
        update = {"overall": answer.overall.model_copy(update={name: None})}
        words = answer.model_copy(update=update).explain()
        assert "None" not in words
        assert {*re.findall(r"\d+", words)} <= {*figures}
    blank = answer.model_copy(update={"currency": Currency()})
    assert "100 places were filled by people whose own" not in blank.explain()


def test_who_comes_once_alone_is_told_as_one() -> None:
    told = desk(attendance=came(("v1", "spring"))).voices().sentences()
    assert told[0] == (
        "One person of 1 filled half of the one place, up to 31 March 2026. Shared evenly, half "
        "would take 1 person, and each would fill 1."
    )
    assert told[1].startswith("The tenth who came most often filled 100 of every 100 places. ")


def test_staff_and_facilitators_are_nobodys_voice() -> None:
    only = desk(attendance=came(("v1", "spring"), speaking="facilitator"), turnout=heads())
    assert only.voices().sentences() == ("Nobody is recorded by voice, up to 31 March 2026.",)
    statuses = {row.group: row.status for row in only.participation().groups}
    assert statuses == {"carers": "unheard", "students": "not-recorded"}


def voiced(*experience: str | None) -> rm.ReachMap:
    """Return a map of voices who each came once, with how recent their experience is."""
    voices = [
        rm.Voice(id=f"v{n}", name=f"v{n}", groups=("carers",), lived_experience=lived)  # type: ignore[arg-type]  # as given
        for n, lived in enumerate(experience)
    ]
    return desk(voices=voices, attendance=came(*((voice.id, "spring") for voice in voices)))


def test_how_much_is_unknown_is_told_to_ourselves() -> None:
    assert voiced("current", None, None).voices().sentences()[-1] == (
        "Of 67 of every 100 places it is not recorded whether the experience is current."
    )
    assert voiced(None).voices().sentences()[-1] == (
        "It is not recorded of any place whether the experience is current."
    )
    assert "not recorded" not in voiced("current", "past").voices().explain()


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_others_read_the_same_words_however_much_is_unknown(audience: Any) -> None:
    one, two, every = (
        release(voiced(*lived).voices(), audience=audience).content.explain()
        for lived in (("current", "past", None), ("current", None, None), (None, None, None))
    )
    assert one == two == every
    assert "add 'lived_experience'" in one
    assert not re.search(r"\d", one.replace("31 March 2026", ""))


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


def test_a_channel_with_an_article_is_not_given_another() -> None:
    channels = [rm.Channel(id="forum", name="The Forum")]
    told = desk(channels=channels).voices().sentences()
    assert "Students: heard through The Forum alone." in told


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


def test_without_figures_only_the_days_are_told() -> None:
    scope = Concentration(scope="all", name="All voices")
    blank = desk().voices().model_copy(update={"overall": scope, "by_channel": (scope,)})
    told = blank.sentences()
    assert told[0] == "Our own records of who came, up to 31 March 2026."
    assert not [line for line in told if "half" in line]


def test_each_measure_is_told_in_a_sentence_beside_luck() -> None:
    even = Measure(
        scope="all", name="All", measure="gini", value=0.1, expected=0.3, low=0.2, high=0.4, p=1.0
    )
    assert words_of_measure(even, 0.05).endswith(
        "shared at 0.10; by luck 0.30 (0.20 to 0.40): more evenly shared than luck explains."
    )
    few = Measure(
        scope="all", name="All", measure="hill2", value=30, expected=40, low=38, high=42, p=0.01
    )
    assert words_of_measure(few, 0.05).endswith("by luck 40 (38 to 42): more than luck explains.")
    many = few.model_copy(update={"value": 50.0, "p": 1.0})
    assert words_of_measure(many, 0.05).endswith("more evenly shared than luck explains.")
    bare = Measure(scope="all", name="All", measure="top_share", value=0.4)
    assert words_of_measure(bare, 0.05) == "The tenth who came most often filled 40 of 100 places."
    assert words_of_measure(bare.model_copy(update={"value": None}), 0.05) == ""
