"""Sign-in sheets: one page each, in large print, private questions apart, and no names."""

import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import reachmap as rm
from builders import AS_OF, came, heads
from reachmap.model.vocabulary import standard_taxonomy
from reachmap.release import release
from reachmap.view.sign_in import SignInPage, sign_in_pages, to_paper
from reachmap.view.words import SIGN_IN
from view.pages import Open
from view.test_states import barriers

TERMS = {term.code: term for term in standard_taxonomy()}
SMALLEST = 16 * 96 / 72 - 0.01
"""Sixteen points in pixels."""


def group(code: str, **fields: Any) -> rm.Group:
    """Return a group by its code of the taxonomy."""
    term = TERMS[code]
    known = {"id": code, "name": term.name, "category": code, "population": 200}
    return rm.Group(**(known | fields))  # type: ignore[arg-type]  # by name of field


def town(*groups: rm.Group, **tables: Any) -> rm.StakeholderMap:
    """Return a town of groups, with a forum that met and meets again."""
    forum = rm.Activity(
        id="forum-1", name="Forum", date=date(2026, 3, 1), channel="forum", attended=40
    )
    again = forum.model_copy(
        update={"id": "forum/2", "name": "Forum in May", "date": date(2026, 5, 4), "attended": None}
    )
    usual: dict[str, Any] = {
        "about": rm.About(area_population=1000, as_of=AS_OF),
        "organisations": [rm.Organisation(id="team", name="Team", team=True)],
        "groups": groups,
        "channels": [rm.Channel(id="forum", name="Forum")],
        "activities": [forum, again],
        "voices": (),
        "attendance": came(),
        "turnout": heads(),
    }
    return rm.StakeholderMap(**(usual | tables))


def pages_of(stakeholders: rm.StakeholderMap, **options: Any) -> tuple[SignInPage, ...]:
    """Return the sheets of a map."""
    ready = rm.ReachMap.of(stakeholders).readiness()
    released = release(stakeholders), release(ready)
    return sign_in_pages(*released, **options)


USUAL = ("women", "carers", "dementia", "lesbian-gay-bisexual")


def test_what_is_private_stands_on_the_slip_and_nothing_else_does() -> None:
    (page,) = pages_of(town(*map(group, USUAL)))
    assert (page.file, page.title, page.day) == (
        "forum-2",
        "About you: Forum in May",
        "4 May 2026",
    )
    assert [(each.heading, each.boxes) for each in page.questions] == [
        ("Caring", ("Unpaid carers",)),
        ("Sex", ("Women",)),
    ]
    assert [each.heading for each in page.private] == ["Health and disability"]
    assert page.left_out == ()
    above, slip = re.split(r'<section class="slip"', to_paper(page))
    assert "dementia" in slip
    assert "dementia" not in above


def test_every_question_may_be_left_unsaid_and_no_name_is_asked() -> None:
    (page,) = pages_of(town(*map(group, USUAL)))
    paper = to_paper(page)
    parts = re.findall(r"<fieldset>.*?</fieldset>", paper, flags=re.DOTALL)
    assert len(parts) == 3
    for part in parts:
        assert part.count("</label>") == part.count('<label><input type="checkbox">')
        assert SIGN_IN["not_said"] in part
        assert SIGN_IN["none"] in part
    assert "<script" not in paper
    assert 'type="text"' not in paper
    assert paper.count("out your name") == 2


def test_people_recognise_themselves_in_the_question_of_a_group() -> None:
    (page,) = pages_of(town(group("carers", finding_question="Do you look after someone?")))
    assert page.questions[0].boxes == ("Do you look after someone?",)


def test_a_group_with_stigma_in_its_way_is_asked_on_the_slip() -> None:
    (page,) = pages_of(town(group("veterans", barriers=("stigma",))))
    assert (len(page.questions), page.private[0].boxes) == (
        0,
        ("Veterans and armed forces families",),
    )


def test_an_activity_asks_what_it_records_and_about_those_it_is_for() -> None:
    own = rm.Activity(
        id="own", name="Evening", date=date(2026, 6, 1), groups=("women",), records=("dementia",)
    )
    (page,) = pages_of(town(*map(group, USUAL), activities=[own]), activity="own")
    assert [each.heading for each in (*page.questions, *page.private)] == [
        "Sex",
        "Health and disability",
    ]


def test_without_a_planned_activity_there_is_a_sheet_for_each_that_would_help() -> None:
    made = town(*map(group, USUAL))
    (page,) = pages_of(town(*made.groups, activities=[made.activities[0]]))
    assert (page.file, page.title, page.day) == ("forum", "About you: Forum", "")
    (page,) = pages_of(town(*made.groups, activities=[], channels=[]))
    assert (page.file, page.title) == ("sign-in", "About you: today")


def test_what_has_no_room_is_named() -> None:
    codes = ("older-adults", "young-adults", "students", "retired-people", "oldest-adults")
    (page,) = pages_of(town(*map(group, codes), activities=[], channels=[]))
    assert len(page.questions[0].boxes) == 4
    assert page.left_out == ()  # the advice itself asks about four and no more
    asked = rm.Activity(id="a", name="A", date=date(2026, 5, 4), records=codes)
    (page,) = pages_of(town(*map(group, codes), activities=[asked]))
    assert len(page.questions[0].boxes) == 4
    assert page.left_out == (TERMS["young-adults"].name,)


def worst(seed: int) -> rm.StakeholderMap:
    """Return a town whose names are as long as names get."""
    dice = random.Random(seed)  # noqa: S311  made-up names are no secret
    words = ["communities", "of", "neighbourhood", "people", "who", "WWW", "ill", "caring"]

    def name(most: int) -> str:
        return " ".join(dice.choices(words, k=dice.randint(1, most)))

    groups = [
        group(code, name=f"{code} {name(dice.choice([1, 5, 12]))}")
        for code in dice.sample(sorted(TERMS), 30)
    ]
    planned = rm.Activity(
        id="a",
        name=name(dice.choice([2, 30])),
        date=date(2026, 5, 4),
        records=tuple(sorted(each.id for each in groups)),
    )
    return town(*groups, activities=[planned])


def written(pages: tuple[SignInPage, ...], folder: Path) -> list[Path]:
    """Write sheets to a folder."""
    paths = [folder / f"{number}.html" for number in range(len(pages))]
    for path, page in zip(paths, pages, strict=True):
        path.write_text(to_paper(page), encoding="utf-8")
    return paths


@pytest.mark.campaign
@pytest.mark.browser
def test_each_sheet_is_one_page_of_large_print(open_page: Open, tmp_path: Path) -> None:
    demo = rm.demo().stakeholders
    pages = [
        *pages_of(demo),
        *pages_of(demo, activity="clinic-close"),
        *pages_of(town(*map(group, USUAL))),
        *(page for seed in range(12) for page in pages_of(worst(seed))),
    ]
    assert len(pages) >= 15
    for path in written(tuple(pages), tmp_path):
        opened = open_page(path)
        raw = opened.page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", raw)) == 1, path
        sizes = opened.page.evaluate(
            "Array.from(document.querySelectorAll('body *'), "
            "(part) => parseFloat(getComputedStyle(part).fontSize))"
        )
        assert min(sizes) >= SMALLEST
        assert opened.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("media", ["screen", "print"])
def test_no_sheet_puts_a_barrier_before_those_who_use_aids(
    open_page: Open, tmp_path: Path, media: Any
) -> None:
    (path,) = written(pages_of(town(*map(group, USUAL))), tmp_path)
    page = open_page(path, bypass_csp=True).page
    page.emulate_media(media=media)
    assert barriers(page) == []
    box = page.get_by_label("Unpaid carers")
    box.check()
    assert box.is_checked()
