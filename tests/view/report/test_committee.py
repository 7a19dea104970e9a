"""What a committee asks of its paper: who asks, who rests, what is owed, what to agree."""

import re
from collections.abc import Callable
from datetime import date

import reachmap as rm
from builders import came, desk, heads
from folders import TOWN
from reachmap.analysis.briefing import Briefing, briefing
from reachmap.analysis.one_minute.question import one_minute
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.audience import Audience
from reachmap.release import release
from reachmap.view.parts.review import answers_owed
from reachmap.view.report.document import Box, Document
from reachmap.view.report.paper import committee_paper
from reachmap.words import words_of_day
from rounds import next_round, village
from view.report.papers import headings_of, part_of, table_of

MOST_WORDS = 25
AGREE = "What the committee is asked to agree"


def paper_of(map_: rm.ReachMap, **plans: rm.Plan) -> Document:
    """Return the paper of a map for the team."""
    plan = {name: release(each) for name, each in plans.items()}
    return committee_paper(release(briefing(Snapshot(map_.store))), **plan)


def unowned(**changes: object) -> rm.ReachMap:
    """Return a town whose only way in goes by a hub, asked often, that nobody is named for."""
    day = rm.Activity(id="fair", name="Fair", date=date(2026, 2, 1), records=("carers",))
    tables: dict[str, object] = {
        "organisations": [
            rm.Organisation(id="team", name="Engagement team", team=True),
            rm.Organisation(id="hub", name="Hub", capacity=3),
        ],
        "groups": [rm.Group(id="carers", name="Carers", population=200)],
        "activities": [day.model_copy(update={"attended": 300})],
        "voices": [],
        "attendance": came(),
        "turnout": heads(("fair", "carers", 0)),
        "links": [
            rm.Link(from_="team", type="KNOWS", to="hub"),
            rm.Link(from_="hub", type="TRUSTED_BY", to="carers"),
        ],
        "asks": rm.Ledger.of(
            rm.Ask, [rm.Ask(date=date(2026, 3, n), from_="team", to="hub") for n in range(1, 6)]
        ),
    }
    return desk(**(tables | changes))


def test_in_short_says_who_rests_until_when_and_what_is_owed(
    paper: Document, answers: Briefing
) -> None:
    rest, owed, _ = part_of(paper, "In short").splitlines()[3:]
    rows = table_of(paper, "rest").rows
    assert all(row[0].text.removeprefix("Nine") in rest for row in rows)
    assert rest.startswith("Should rest: nine people who came often ")
    often = max(row.free_on for row in answers.burden.over_asked("voice") if row.free_on)
    assert f"often until {words_of_day(often)}, People".replace(" 2026", "") in rest
    others = [row for row in answers.burden.over_asked() if row.kind != "voice"]
    days = {row.name: words_of_day(row.free_on or date.max) for row in others}
    assert all(f"{name} until {day.removesuffix(' 2026')}" in rest for name, day in days.items())
    late = sum(row.late for row in answers.owed)
    unwritten = sum(not row.owners for row in answers.owed)
    assert owed == (
        f"After {len(answers.owed)} activities no answer to people is on record, {late} of them"
        f" overdue; for {unwritten} nobody is written down to give it."
    )


def test_in_short_says_how_sure_it_is(paper: Document, answers: Briefing) -> None:
    *_, sure = part_of(paper, "In short").splitlines()
    groups = answers.heard.groups
    unclear = sum(each.status in {"not-recorded", "uncertain", "unknown"} for each in groups)
    unclear += sum(each.status == "unheard" for each in groups)  # the range of each holds a share
    assert sure == (
        f"How sure: of {unclear} of {len(groups)} groups we cannot tell how fairly they are heard."
        " Each way in is a guess."
    )


def test_what_is_to_be_agreed_follows_what_is_to_be_done(paper: Document) -> None:
    assert headings_of(paper)[1:3] == ["What to do next", AGREE]
    lines = part_of(paper, AGREE).splitlines()
    named = [re.findall("“(.*?)”", line) for line in lines]
    assert named == [
        ["What to do next"],
        ["Who should rest"],
        [],
        ["What we owe"],
        ["What would tell us more"],
        [],
        ["What it will cost"],
    ]
    assert all(name in headings_of(paper) for names in named for name in names)
    assert lines[-1].startswith("No sum is asked for today: costs are only in part on record")
    assert lines[0].endswith("Each way in is a first try: where one fails, the team reports.")


def test_with_a_plan_its_money_and_hours_are_asked_for() -> None:
    plan = next_round(village())
    assert plan.actions
    line = part_of(paper_of(village(), plan=plan), AGREE).splitlines()[-1]
    assert line.startswith(f"That up to £{plan.cost:,.0f} and {plan.hours:g} hours of staff time ")
    assert line.endswith(
        f"“The next round”, which ends by {words_of_day(plan.by or date.max)}. No other sum is "
        "asked for; staff time for the rest is not on record."
    )


def test_each_ask_of_the_next_actions_says_who_asks(paper: Document, answers: Briefing) -> None:
    owners = {(row.from_, row.to): row.owner for row in answers.relationships}
    lines = part_of(paper, "What to do next").splitlines()
    for action, line in zip(one_minute(answers).actions, lines, strict=True):
        assert f"Who asks: {action.asker}." in line
        if action.kind == "introduction":
            assert action.asker == owners["engagement-team", action.node]
    handover = next(line for line in lines if "handover" in line)
    (way,) = (row for row in answers.best.routes if row.group == "asylum")
    through = ", then ".join(way.names[1 : way.names.index("Sanctuary case worker")])
    assert f"Who asks: {owners['engagement-team', way.nodes[1]]}, through {through}." in handover
    assert f"to introduce a second person to {way.name}." in handover


def test_who_of_us_asks_those_who_rest_is_said_or_that_nobody_is_written_down(
    paper: Document, answers: Briefing
) -> None:
    owners = {row.owner for row in answers.relationships if row.owner}
    cells = [row[3].text for row in table_of(paper, "rest").rows]
    assert cells[0] == "not written down"
    assert set(cells[1:]) <= owners
    assert (
        "That Borough engagement team names a post, in the minutes, to see that nine people"
        " who came often may rest." in part_of(paper, AGREE).splitlines()
    )


def test_where_no_post_is_on_record_the_paper_says_who_is_to_write_it_and_where() -> None:
    paper = paper_of(unowned())
    assert [row[3].text for row in table_of(paper, "rest").rows] == ["not written down"]
    assert part_of(paper, "Who should rest") == (
        "Who asks Hub is not written down:"
        " we are to name a post, under “owner” in the table “links”."
    )
    assert "Who asks: Engagement team (no post is written down)" in part_of(
        paper, "How to reach them"
    )
    assert "Engagement team names a post first" in part_of(paper, AGREE)
    assert part_of(paper, "In short").splitlines()[3].startswith("Should rest: Hub until ")


def test_no_range_of_a_group_under_its_share_is_rounded_into_a_fair_one(
    paper: Document, answers: Briefing
) -> None:
    shown = {row[0].text: row[-1].text for row in table_of(paper, "heard-figures").rows}
    for group in answers.heard.of("under"):
        high = float(shown[group.name].rsplit(" ", 1)[1])
        assert high < 8
        assert abs(high - 10 * (group.high or 0)) <= 0.5


def test_the_caution_about_order_stands_beside_the_ways(paper: Document, answers: Briefing) -> None:
    assert answers.calibration.nearness == "farther"
    first = part_of(paper, "How to reach them").splitlines()[0]
    assert first.endswith("the way put first is a first try: where it leads nowhere, try the next.")
    assert "surest" not in first
    assert "first try" not in part_of(paper_of(unowned()), "How to reach them")


def test_of_answers_owed_the_paper_counts_those_nobody_is_named_for(
    paper: Document, answers: Briefing
) -> None:
    rows = answers_owed(answers.owed).rows
    unwritten = sum(row[4].text == "not written down" for row in rows)
    words = part_of(paper, "What we owe")
    assert f"For {unwritten} of {len(rows)} answers nobody is written down who owes it." in words
    assert "Borough engagement team is to name who by the next meeting." in words
    lead = table_of(paper, "answers-owed").lead
    assert f"These {len(rows)} answers are for {len(answers.owed)} activities" in lead
    assert "given and not written down is here too" in lead
    whole = paper_of(rm.read(TOWN))
    assert "After 1 activity no answer to people is on record, and it was due." in part_of(
        whole, "In short"
    )
    assert "nobody is written down" not in part_of(whole, "What we owe")
    assert "whoever owes an answer" in part_of(whole, AGREE)


def test_a_step_of_several_ways_is_paid_for_once() -> None:
    paper, best = paper_of(rm.read(TOWN)), rm.read(TOWN).routes_to_all()
    written = [
        way for way in best.routes if f"{way.name}: Ask" in part_of(paper, "How to reach them")
    ]
    steps = {(step.from_, step.to): step for way in written for step in way.steps}
    assert len(steps) < sum(len(way.steps) for way in written)
    cost = sum(step.cost or 0 for step in steps.values() if step.cost_given)
    known = sum(bool(step.cost_given) for step in steps.values())
    words = part_of(paper, "What it will cost")
    assert f"3 ways written out above: £{cost:g} for {known} steps of {len(steps)}." in words


def test_the_paper_does_not_tell_how_often_one_person_came(
    paper: Document, answers: Briefing
) -> None:
    assert "The one who came most often" in answers.voices.explain()
    assert "The one who came" not in part_of(paper, "Whose voices fill the room")
    few = desk().voices()
    assert "The one who came most often" in few.explain()
    assert "The one who came" not in " ".join(few.in_brief())


def test_groups_where_nobody_is_known_are_told_as_the_range_allows(
    paper: Document, answers: Briefing
) -> None:
    unheard = answers.heard.of("unheard")
    assert all((row.high or 0) > 1 for row in unheard)
    assert "groups, among them two where nobody is known, nobody can tell how fairly" in part_of(
        paper, "How sure this is, and what we cannot know"
    )
    words = part_of(paper, "Who is heard, and who is not").splitlines()
    for row in unheard:
        (line,) = (line for line in words if line.startswith(f"{row.name}: Nobody known"))
        assert line.endswith("in words that do not find them.") == row.may_be_hidden


def test_the_paper_says_why_people_who_rest_are_not_named_and_who_has_them(
    paper: Document,
) -> None:
    why = (
        "not named, so that nobody is singled out: ask the team, which keeps the list, before "
        "inviting anybody."
    )
    assert why in table_of(paper, "rest").lead
    assert why not in table_of(paper_of(rm.read(TOWN)), "rest").lead


def test_what_is_assumed_of_no_step_is_not_spoken_of() -> None:
    words = part_of(paper_of(rm.read(TOWN)), "How sure this is, and what we cannot know")
    assert "our assumption gives the days of 4. No cost is recorded of 4 of" in words
    assert "of 0" not in words
    village_words = part_of(paper_of(village()), "How sure this is, and what we cannot know")
    assert "the ways we name, our assumption gives the" in village_words


def test_duties_of_the_health_service_are_named_as_those_of_its_bodies(paper: Document) -> None:
    (box,) = (block for block in paper.blocks if isinstance(block, Box))
    assert "for NHS bodies, NHS Act 2006" in box.lines[-1]


def test_one_alone_is_asked_without_a_comma() -> None:
    words = part_of(paper_of(village()), "What to do next")
    assert "Ask Youth club to introduce you to Students: from" in words


def test_the_other_ways_are_headed_by_how_their_groups_are_heard(
    paper: Document, answers: Briefing
) -> None:
    table = table_of(paper, "other-ways")
    under = {row.name for row in answers.heard.of("under")}
    assert {row[0].text for row in table.rows} <= under
    assert table.title == "The way put first to other groups heard less than their share"


def test_a_copy_for_others_leaves_out_what_is_to_be_agreed(
    paper_for: Callable[[Audience], Document],
) -> None:
    assert "left out of this copy" in part_of(paper_for("public"), AGREE)
    assert len(part_of(paper_for("public"), "In short").splitlines()) == 3


def test_no_sentence_of_our_own_is_longer_than_a_breath(paper: Document) -> None:
    papers = (paper, paper_of(unowned()), paper_of(rm.read(TOWN)), paper_of(desk()))
    for each in papers:
        parts = ("In short", AGREE, "Who should rest", "How sure this is, and what we cannot know")
        lead = part_of(each, "How to reach them").splitlines()[0]
        boxes = [line for b in each.blocks if isinstance(b, Box) for line in b.lines]
        for text in (*(part_of(each, part) for part in parts), lead, *boxes):
            for sentence in re.split(r"(?<=[.?])\s", text):
                if not sentence.startswith("Sources: "):
                    assert len(sentence.split()) <= MOST_WORDS, sentence
