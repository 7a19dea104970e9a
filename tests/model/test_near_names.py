"""Names that are probably one are found; a figure or another word tells names apart."""

import string
from collections.abc import Callable

import pytest

import reachmap as rm
from bars import assert_within
from reachmap.model.checks import faults
from reachmap.model.near_names import MOST_NAMES, near_pairs
from values import Dice

ONE = [
    ("Carers Hub", "Carers' Hubb"),
    ("Carer Hub", "Carers Hub"),
    ("Age UK", "AgeUK"),
    ("The Library", "Library"),
    ("Mind and Body", "Mind & Body"),
    ("Overgate Hospice", "Overgate Hospcie"),
    ("Overgate Hospice", "Overgate Hospise"),
    ("Garrden Club", "Garden Club"),
]

TWO = [
    ("North ward", "South ward"),
    ("Northern forum", "Southern forum"),
    ("Ward 1", "Ward 2"),
    ("Ward 1 1", "Ward 11"),
    ("Ward II", "Ward III"),
    ("Group A", "Group B"),
    ("over-75s", "over-65s"),
    ("Men", "Women"),
    ("Male carers", "Female carers"),
    ("Hindi speakers", "Hindu speakers"),
    ("Slovenian", "Slovakian"),
    ("Mills Lane", "Hills Lane"),
    ("Carers Hub", "Carers Hub Leeds"),
    ("北区", "南区"),
    ("Mind", "MIND"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_names_that_are_probably_one_are_near(one: str, other: str) -> None:
    assert [*near_pairs([one, "Library of Alexandria", other])] == [(2, 0)]
    assert [*near_pairs([other, one])] == [(1, 0)]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_a_figure_or_another_word_tells_names_apart(one: str, other: str) -> None:
    assert [*near_pairs([one, other])] == []


ROLES = ("Carer lead", "Carers lead")
ORGANISATIONS = [
    rm.Organisation(id="team", name="Team", team=True),
    rm.Organisation(id="hub", name="Carers Hub"),
    rm.Organisation(id="hub2", name="Carers' Hubb"),
]


def test_workers_of_two_organisations_are_no_slip() -> None:
    def slips(*employers: str) -> list[str]:
        workers = [
            rm.KeyWorker(id=f"w{n}", name=name, organisation=employer)
            for n, (name, employer) in enumerate(
                zip(("Carer lead", "Carers lead"), employers, strict=True)
            )
        ]
        town = rm.StakeholderMap(organisations=ORGANISATIONS, workers=workers)
        return [fault.table for fault in faults(town) if fault.kind == "slip"]

    assert slips("team", "hub") == ["organisations"]
    assert slips("team", "team") == ["organisations", "workers"]


def test_each_slip_is_a_line_with_both_rows() -> None:
    town = rm.StakeholderMap(
        organisations=[
            *ORGANISATIONS,
            *(rm.Organisation(id=f"{n}{x}", name=f"{n}{x}") for n in "PQRSTU" for x in WORDS),
        ]
    )
    lines = [str(fault.issue()) for fault in faults(town)]
    assert len(lines) == 7
    hub = next(line for line in lines if "Carers Hub" in line)
    assert "row 14, column name: 'Carers' Hubb' comes near 'Carers Hub' in row 13 of" in hub
    assert "if they are one, use 'Carers Hub' for both" in hub


WORDS = ("artnership", "artnershp")

MADE_UP: dict[str, Callable[[Dice, int], str]] = {
    "unlike": lambda dice, _: " ".join(
        "".join(dice.choices(string.ascii_lowercase, k=8)) for _ in range(3)
    ),
    "alike": lambda dice, _: f"{'ab' * dice.randint(1, 20)} hub{'b' * dice.randint(0, 9)}",
    "numbered": lambda _, n: f"carers hub {n}",
    "one letter": lambda dice, _: "b" * dice.randint(1, 90) + "c",
}


@pytest.mark.timed
@pytest.mark.parametrize("kind", MADE_UP)
def test_ten_thousand_names_are_compared_in_two_seconds(kind: str) -> None:
    import time

    dice = Dice(7)
    names = [MADE_UP[kind](dice, n) for n in range(MOST_NAMES)]
    start = time.process_time()
    pairs = [*near_pairs(names)]
    assert_within(time.process_time() - start, 2)
    assert len(pairs) <= len(names)


def test_names_beyond_the_most_are_not_compared_and_said() -> None:
    bodies = [rm.Organisation(id=f"o{n}", name=f"Body {n}", team=n == 0) for n in range(MOST_NAMES)]
    twice = rm.Organisation(id="x", name="Bodies"), rm.Organisation(id="y", name="Bodys")
    town = rm.StakeholderMap(organisations=[*bodies, *twice])
    said = [fault.message for fault in faults(town)]
    assert said == ["only the first 10,000 names were compared for slips of spelling"]
