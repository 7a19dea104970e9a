"""The known word that a misspelt one is most like, and how much is compared to find it."""

import difflib
import random
import time
from string import ascii_lowercase

import pytest

from bars import assert_within
from reachmap.model import spelling
from reachmap.model.spelling import Spellings, nearest


def test_the_likest_words_are_those_that_difflib_gives() -> None:
    dice = random.Random(1)  # noqa: S311  misspelling, not secrets
    known = ["".join(dice.choices(ascii_lowercase, k=dice.randint(3, 12))) for _ in range(400)]
    for word in dice.sample(known, 100):
        place = dice.randrange(len(word))
        typed = word[:place] + dice.choice(ascii_lowercase) + word[place + 1 :]
        assert nearest(typed, known, count=1) == tuple(
            difflib.get_close_matches(typed, known, n=1, cutoff=0.6)
        )


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("CARERS", ["Carers", "carers"], ("Carers",)),
        ("", ["a"], ()),
        ("a", [], ()),
        ("zzz", ["carers"], ()),
        ("x" * 5_000, ["x" * 70], ("x" * 70,)),
    ],
)
def test_words_of_every_kind_are_compared(
    word: str, known: list[str], near: tuple[str, ...]
) -> None:
    assert nearest(word, known) == near


def test_a_word_is_compared_only_with_those_before_another() -> None:
    spellings = Spellings(["carers hub", "carer hub", "carers club"])
    assert spellings.nearest("carer hub", before="carer hub", count=1) == ("carers hub",)
    assert spellings.nearest("carers hub", before="carers hub") == ()


def test_only_so_many_words_are_compared_and_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "ALLOWANCE", 2 * (spelling.FULLY + 2))
    spellings = Spellings(["carers", "students"])
    for _ in range(9):
        assert spellings.nearest("carerz") == ("carers",)
    spent = [spellings.is_spent]
    assert (spellings.nearest("studentz"), spellings.compared) == (("students",), 2)
    spellings.nearest("zzz")
    assert spellings.nearest("carerzz") == ()
    assert [*spent, spellings.is_spent] == [False, True]
    assert spellings.nearest("carerz") == ("carers",)


@pytest.mark.timed
@pytest.mark.parametrize("names", [2_000, 10_000, 100_000])
def test_all_misspelt_words_together_take_no_longer_however_many_names_there_are(
    names: int,
) -> None:
    start = time.process_time()
    spellings = Spellings(f"organisation-number-{number}" for number in range(names))
    for number in range(2_000):
        spellings.nearest(f"organisashun-number-{number}", count=1)
    assert_within(time.process_time() - start, 3)
    assert spellings.is_spent


@pytest.mark.timed
def test_words_that_are_slow_to_compare_are_cut() -> None:
    dice = random.Random(2)  # noqa: S311  names, not secrets
    names = ["".join(dice.choices("ab", k=10_000)) for _ in range(100)]
    start = time.process_time()
    spellings = Spellings(names)
    for name in names:
        spellings.nearest(name[1:], count=1)
    assert_within(time.process_time() - start, 3)
