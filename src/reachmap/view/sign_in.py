"""Sign-in sheets to print: one page each, in large print, what is private on a slip of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from textwrap import shorten, wrap

from reachmap.analysis.readiness.asked import fit_one_sheet, questions_about
from reachmap.analysis.readiness.question import Readiness
from reachmap.analysis.readiness.rows import SheetQuestion, SignInSheet
from reachmap.model.nodes import Activity, Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released
from reachmap.view.page import asset, digest, environment
from reachmap.view.words import SIGN_IN, TEMPLATE_WORDS
from reachmap.words import words_of_day

ANY = "sign-in"
"""Name of the file of a sheet for any occasion."""

LINE = 50
"""Letters on a line of boxes, in the large print of a sheet."""

BOX = 4
"""Letters that a box and the room around it take up."""

LINES_WHOLE, LINES_ABOVE_SLIP, LINES_SLIP = 16, 8, 8
"""Lines of boxes on a whole page, on one with a slip below, and on the slip."""

TITLE_LINE, TITLE_LINES = 40, 3
"""Letters on a line of a title, and its most lines."""


@dataclass(frozen=True, slots=True)
class BoxedQuestion:
    """A question with its boxes."""

    heading: str
    boxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignInPage:
    """What one page says."""

    file: str
    """Name of its file, without the ending."""
    title: str
    slip: str
    """Title of the slip."""
    day: str
    """In words; empty where it is to be filled in."""
    questions: tuple[BoxedQuestion, ...]
    private: tuple[BoxedQuestion, ...]
    left_out: tuple[str, ...] = ()
    """Names of the groups for which there is no room."""


@dataclass(frozen=True, slots=True)
class _Occasion:
    """What a sheet is for, and the groups to ask about, the most useful first."""

    file: str
    name: str
    day: date | None
    groups: tuple[str, ...]


def sign_in_pages(
    town: Released[StakeholderMap], ready: Released[Readiness], *, activity: str | None = None
) -> tuple[SignInPage, ...]:
    """Return a sheet for an activity, or for each planned one, or else for each that would help.

    A sheet asks about the groups that the activity records or is for, then what would settle most
    there.
    Where neither says anything, it asks what would settle most elsewhere, or about any group.
    """
    outline, sheets = town.content, ready.content.sheets
    day = outline.about.day()
    occasions = [
        _occasion(each, outline, sheets)
        for each in outline.activities
        if each.id == activity or (activity is None and each.date and each.date > day)
    ]
    occasions = occasions or [
        _Occasion(_file(each.channel or ANY), each.name, each.day, _groups_on(each))
        for each in [sheet for sheet in sheets if sheet.channel] or sheets
    ]
    usual = _groups_on(sheets[0]) if sheets else tuple(group.id for group in outline.groups)
    return tuple(_page(each, outline, each.groups or usual) for each in occasions)


def to_paper(page: SignInPage) -> str:
    """Return a sheet as a page to print, which asks the network for nothing."""
    style = asset("sign_in.css")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; img-src data:; base-uri 'none'"
    )
    template = environment().get_template("sign_in.html.j2")
    return template.render(page=page, words=TEMPLATE_WORDS, style=style, policy=policy)


def _occasion(
    activity: Activity, outline: StakeholderMap, sheets: Iterable[SignInSheet]
) -> _Occasion:
    """Return what to ask at an activity: whom it is for, and what would settle most there."""
    records = {*activity.records, *activity.groups}
    groups = [each.id for each in outline.groups if records & {each.id, each.category}]
    for sheet in sheets:
        if sheet.channel and sheet.channel == activity.channel and not activity.groups:
            groups += _groups_on(sheet)
    return _Occasion(_file(activity.id), activity.name, activity.date, tuple(dict.fromkeys(groups)))


def _file(id_: str) -> str:
    """Return an id as the name of a file, which every system can hold."""
    return re.sub(r"[^\w-]+", "-", id_)


def _groups_on(sheet: SignInSheet) -> tuple[str, ...]:
    """Return the groups that a sheet asks about."""
    return tuple(group for question in sheet.questions for group in question.groups)


def _page(occasion: _Occasion, outline: StakeholderMap, ids: Sequence[str]) -> SignInPage:
    """Return the page about some groups, as many of them as there is room for."""
    groups = {group.id: group for group in outline.groups}
    asked = fit_one_sheet(questions_about([groups[id_] for id_ in ids], outline.taxonomy_table))
    name = shorten(occasion.name or SIGN_IN["any"], TITLE_LINE * TITLE_LINES, placeholder="…")
    title = SIGN_IN["title"].format(name=name)
    more = len(wrap(title, TITLE_LINE)) - 1
    on_slip = [question for question in asked if question.private]
    above = [question for question in asked if not question.private]
    lines = LINES_ABOVE_SLIP if on_slip else LINES_WHOLE
    page = SignInPage(
        file=occasion.file,
        title=title,
        slip=SIGN_IN["slip"].format(title=title),
        day=words_of_day(occasion.day) if occasion.day else "",
        questions=tuple(_boxed(above, groups, lines - more)),
        private=tuple(_boxed(on_slip, groups, LINES_SLIP - more)),
    )
    boxes = {box for question in (*page.questions, *page.private) for box in question.boxes}
    rest = (groups[id_] for id_ in ids if _label(groups[id_]) not in boxes)
    return replace(page, left_out=tuple(group.name for group in rest))


def _boxed(
    questions: Sequence[SheetQuestion], groups: Mapping[str, Group], lines: int
) -> Iterator[BoxedQuestion]:
    """Yield questions with the boxes that fit on so many lines, shared evenly."""
    for question in questions:
        # The last line of each is for those who are none of these, or prefer not to say.
        room = lines // len(questions) - 1
        boxes = tuple(_fitting((_label(groups[id_]) for id_ in question.groups), room))
        if boxes:
            yield BoxedQuestion(question.heading, boxes)


def _label(group: Group) -> str:
    """Return what a box says: the question by which people recognise themselves, or the name."""
    return group.finding_question or group.name


def _fitting(labels: Iterable[str], lines: int) -> Iterator[str]:
    """Yield the first labels for whose boxes there is room on so many lines."""
    used, left = 0, 0
    for label in labels:
        width = len(label) + BOX
        if width > left:
            needed = ceil(width / LINE)
            used, left = used + needed, needed * LINE
        if used > lines:
            return
        left -= width
        yield label
