"""What we have asked, what works, what we promised: on the page as the questions answer it."""

from datetime import date
from pathlib import Path

import pytest

import reachmap as rm
from reachmap.analysis.briefing import findings
from reachmap.analysis.review.words import WHEN
from reachmap.analysis.voices.words import sentence_of
from view.pages import Open, columns_of, page_of, rows_of

pytestmark = pytest.mark.browser

AS_OF = date(2026, 3, 31)
TEAM = rm.Organisation(id="team", name="Team", team=True)


@pytest.fixture(scope="module")
def desk() -> rm.ReachMap:
    """Return the demo borough."""
    return rm.demo()


def test_each_channel_stands_beside_what_luck_would_give(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.voices()
    rows = {row[0]: row[4:6] for row in rows_of(page, "channels")}
    assert rows["Patient reference group"] == ["16 people (15 to 17)", "more than luck explains"]
    assert rows["Stroke pathway panel"][1] == "about what luck would give"
    words = page.locator("#luck-text").text_content() or ""
    for scope in answer.by_channel:
        assert (sentence_of(scope, answer.more_than_luck) or "") in words
    places = {}
    for row in range(5):
        name = page.locator(".luck text[text-anchor=end]").nth(row).text_content() or ""
        mark = float(page.locator(".luck .mark").nth(row).get_attribute("cx") or "nan")
        bar = page.locator(".luck .chance").nth(row)
        left = float(bar.get_attribute("x") or "nan")
        places[name] = (mark, left, left + float(bar.get_attribute("width") or "nan"))
    assert next(iter(places)) == "All together"
    mark, left, _ = places["Patient reference group"]
    assert mark < left
    mark, left, right = places["Stroke pathway panel"]
    assert left <= mark <= right
    half = answer.overall.by_luck("half")
    assert half is not None
    assert places["All together"][0] == pytest.approx(250 + 150 * 9 / half.expected, abs=0.1)


def test_the_first_screen_names_bodies_and_counts_people(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    rows = rows_of(page, "asked-a-lot")
    assert [row[0] for row in rows] == [
        "Nine people who came often",
        "People with learning disabilities",
        "Carers' liaison officer",
    ]
    assert rows[0][1:4] == ["came or were asked up to 9 times", "3, our assumption", "19 June 2026"]
    assert rows[1][1] == "asked 5 times about them"
    assert rows[2][1:5] == ["asked 4 times", "4", "4 May 2026", "Carers' champion, Carers' forum"]
    assert "no other introduction is known to Hidden carers" in rows[2][5]
    voices = {row.voice for row in desk.voices().most_often}
    words = page.locator("#answers").inner_text()
    assert not [voice for voice in voices if voice in words]


def test_everybody_we_asked_stands_with_who_could_help_instead(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.burden()
    assert all(line in page.locator("#asked").inner_text() for line in answer.sentences())
    rows = rows_of(page, "asked-everybody")
    assert [row[0] for row in rows] == [row.name for row in answer.asked]
    for shown, row in zip(rows, answer.asked, strict=True):
        assert shown[6] == ", ".join(row.alternate_names)
        assert shown[4].startswith(str(row.capacity))
        assert ("our assumption" in shown[4]) == (row.basis == "assumed")
        assert (shown[5] == "now") == (row.free_on == answer.until)


def test_who_is_full_is_shown_on_the_map_from_the_keyboard(
    open_page: Open, borough_page: Path
) -> None:
    page = open_page(borough_page).page
    page.locator("#asked-a-lot").get_by_role("button", name="People with learning").focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel-title").inner_text() == "People with learning disabilities"


def test_what_promises_most_is_told_group_by_group(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.methods()
    rows = {row[0]: row[1:] for row in rows_of(page, "what-works")}
    best, after, tried = rows["People aged 75 and over"][:3]
    assert best == "Visit to a day service: about 60 of 100 come (30 to 86; our assumption)."
    assert "Postal survey: about 54 of 100 come (49 to 59; our own record, 228 of 420)." in after
    assert "Online survey: about 1 of 100 come (1 to 2; our own record, 26 of 1,850)" in tried
    assert "needs Telephone help (3 pounds a person and 20 pounds)." in tried
    named = {name for row in rows for name in row.split("; ")}
    assert named == {row.group_name for row in answer.found}
    own = {row.group_name for row in answer.found if row.activities}
    assert [row[0] for row in rows_of(page, "what-works")][: len(own)] == sorted(own)
    staff = {row[0]: row[1] for row in rows_of(page, "staff-say")}
    assert staff == {row.method_name: row.staff_view for row in answer.found if row.staff_view}
    assert "not evidence" in page.locator("#part-staff-say").inner_text()


def test_every_finding_of_the_review_says_why_and_what_to_do(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.review()
    rows = rows_of(page, "review")
    assert [row[0] for row in rows] == [row.name for row in answer.findings]
    for shown, row in zip(rows, answer.findings, strict=True):
        assert shown[2:] == [WHEN[row.severity], row.reason, row.remedy]
        told = f"{shown[0]}: {shown[1]}"
        assert told.casefold() == (row.finding or "").casefold()
    assert answer.sentences()[0] in page.locator("#practice").inner_text()
    page.locator("#part-review").get_by_role("button", name="When", exact=True).click()
    order = [list(WHEN.values()).index(row[2]) for row in rows_of(page, "review")]
    assert order == sorted(order)


def test_answers_we_owe_tell_what_was_said_first_and_draw_sittings_together(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    owed = findings(desk.store).owed
    rows = rows_of(page, "answers-owed")
    said = [row for row in owed if row.said]
    assert [row[0] for row in rows[: len(said)]] == [row.name for row in said]
    assert rows[2][:2] == ["Listening at the food bank", "People in fuel poverty"]
    assert rows[2][2:] == [
        "an answer to 1 thing they said",
        "since 26 March 2026",
        "engagement officer",
    ]
    assert rows[3][3] == "30 April 2026"
    sittings = [row for row in owed if row.channel == "reference-group" and not row.said]
    assert f"Patient reference group: {len(sittings)} sittings" in [row[0] for row in rows]
    silent = {row.channel or row.activity for row in owed if not row.said}
    assert len(rows) == len(said) + len(silent)


def test_due_regard_holds_every_characteristic_and_group(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    page = open_page(borough_page).page
    answer = desk.evidence()
    rows = rows_of(page, "due-regard")
    assert len(columns_of(page, "due-regard")) == 12
    assert [(row[1], row[6], row[8], row[10]) for row in rows] == [
        (
            row.group or "none on the map",
            "; ".join(row.methods),
            "; ".join(row.said),
            "; ".join(row.gap),
        )
        for row in answer.lines
    ]
    assert {row[0] for row in rows} == {
        (row.characteristic or "other").replace("-", " ") for row in answer.lines
    }
    words = page.locator("#regard").inner_text()
    assert all(line in words for line in answer.sentences())
    with page.expect_download() as waiting:
        page.locator("#part-due-regard").get_by_role("button", name="Save as CSV").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith('"Characteristic","Group"') or lines[0].startswith("Characteristic,")
    assert len(lines) > len(answer.lines)


def test_what_has_changed_since_the_year_before_is_told(
    open_page: Open, borough_page: Path, desk: rm.ReachMap
) -> None:
    words = open_page(borough_page).page.locator("#since").inner_text()
    assert all(line in words for line in desk.change().sentences())


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_others_read_of_nobody_who_was_asked_and_of_no_finding(
    open_page: Open, tmp_path: Path, audience: str
) -> None:
    view = open_page(page_of(rm.demo().stakeholders, tmp_path, audience=audience))
    page = view.page
    for part in ("#asked", "#asked-a-lot", "#practice", "#part-luck", "#burden", "#change"):
        assert page.locator(part).count() == 0, part
    assert columns_of(page, "answers-owed") == [
        *("What was it", "Who is waiting", "What they are waiting for", "Due", "Who owes it"),
    ]
    assert {row[4] for row in rows_of(page, "answers-owed")} == {"not written down"}
    assert "Invited" not in columns_of(page, "due-regard")
    assert "Heard" not in columns_of(page, "due-regard")
    works = page.locator("#working").inner_text()
    assert "of 100 come" not in works
    assert "Of no group do we know two ways" not in works
    assert view.complaints == []


def test_a_map_without_activities_has_no_empty_parts(open_page: Open, tmp_path: Path) -> None:
    town = rm.StakeholderMap(
        about=rm.About(as_of=AS_OF), organisations=[TEAM], groups=[rm.Group(id="a", name="Carers")]
    )
    page = open_page(page_of(town, tmp_path)).page
    for part in ("#asked", "#asked-a-lot", "#working", "#part-luck", "#part-answers-owed"):
        assert page.locator(part).count() == 0, part
    assert "The review has nothing to raise." in page.locator("#practice").inner_text()
    assert len(rows_of(page, "due-regard")) == 10
    links = page.locator("nav a").evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
    assert all(page.locator(link).count() == 1 for link in links)


def test_no_id_stands_twice_on_a_page(open_page: Open, borough_page: Path, town_page: Path) -> None:
    for path in (borough_page, town_page):
        found = open_page(path).page.evaluate(
            "Array.from(document.querySelectorAll('[id]'), (part) => part.id)"
        )
        assert len(found) == len(set(found))
