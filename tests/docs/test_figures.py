"""What these figures mean: every number of the page is what reachmap works out."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

import reachmap as rm
from folders import ROOT
from reachmap.model.vocabulary import Method
from worked_example import programme

PAGE = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
DAY = date(2026, 3, 31)
TEAM = rm.Organisation(id="team", name="Team", team=True)
CARERS = rm.Group(id="carers", name="Carers")


def of(**tables: Any) -> rm.ReachMap:
    """Return a map of a team and some tables."""
    usual: dict[str, Any] = {"about": rm.About(as_of=DAY), "organisations": [TEAM]}
    return rm.ReachMap.of(rm.StakeholderMap(**(usual | tables)))


def heard() -> Iterator[str]:
    """Yield what the page says of who is heard."""
    answer = rm.ReachMap.of(programme()).participation()
    rows = {row.group: row for row in answer.groups}
    carers, deaf = rows["carers"], rows["deaf"]
    assert (carers.status, deaf.status) == ("under", "uncertain")
    yield f"A town of 1,000 people heard {answer.people}"
    yield f"{answer.people} × {carers.population} / 1,000 = {carers.fair_share:.1f}"
    yield f"We know of {carers.heard}."
    yield f"Of the {answer.people}, {carers.asked} have said"
    yield f"The other {(answer.people or 0) - (carers.asked or 0)} came"
    yield f"{carers.heard} / 47.3 = {carers.ppr:.2f}"
    yield f"gives {carers.least:.1f} to {carers.most:.1f} people"
    yield f"that is {carers.low:.2f} to {carers.high:.2f} of a fair share"
    yield f"{deaf.heard} are known at sessions held for them, where {deaf.fair_share:.1f} would"
    yield f"the range is {deaf.low:.2f} to {deaf.high:.2f}"
    assert deaf.at_own == deaf.heard
    yield f"From {carers.needed_least} to {carers.needed} more."
    most = (0.8 * 47.3 - 18) / (1 - 0.8 * 0.1)
    yield f"(0.8 × 47.3 − 18) / (1 − 0.8 × 0.1) = {most:.1f}, so {carers.needed}"


def same_voices() -> Iterator[str]:
    """Yield what the page says of the same voices."""
    sittings = {"s1": "abc", "s2": "ab", "s3": "dab"}
    rows = [rm.Attendance(voice=v, activity=s) for s, came in sittings.items() for v in came]
    one = of(
        activities=[rm.Activity(id=s, name=s, date=DAY) for s in sittings],
        voices=[rm.Voice(id=v, name=v) for v in "abcd"],
        attendance=rm.Ledger.of(rm.Attendance, rows),
    ).voices(samples=0)
    few = one.overall
    assert (few.half, few.voices, few.attendances, few.same_person) == (2, 4, 8, 12 / 42)
    assert few.same_person is not None
    yield f"the same person {100 * few.same_person:.0f} times of 100"
    yield f"12 / 42 = {few.same_person:.2f} [5], and 1 / 0.29 = {1 / few.same_person:.1f}"
    yield f"16 / (2 × 4 × 8) = {few.gini:.2f}"
    yield f"20 / 64 = {few.hhi:.2f}"
    yield f"1 / 0.31 = {few.hill2:.1f}, and `hill1` the same by another weight, {few.hill1:.1f}"
    assert few.top_share == 3 / 8
    yield f"(8 − 4) / 8 = {few.repeat_share:.2f}"


def asked() -> Iterator[str]:
    """Yield what the page says of asks."""
    days = (date(2026, 3, day) for day in (1, 2, 3, 4))
    rows = [rm.Ask(date=day, from_="team", to="hub") for day in days]
    answer = of(
        organisations=[TEAM, rm.Organisation(id="hub", name="Hub", capacity=3)],
        workers=[rm.KeyWorker(id="officer", name="Officer", organisation="hub")],
        asks=rm.Ledger.of(rm.Ask, rows),
    ).burden()
    hub, officer = answer.asked
    assert hub.over_asked
    yield f"Asked {hub.asked} times; they can manage {hub.capacity}."
    yield f"Free again from {hub.free_on:%-d %B %Y}."
    yield f"The hub, where they work, was asked {officer.employer_asked} times."
    yield f"The asks on our record in {(answer.until - answer.since).days + 1} days"
    yield f"after {answer.rest_days} days of rest"


def methods() -> Iterator[str]:
    """Yield what the page says of methods."""
    row = rm.Turnout(activity="tea", group="carers", invited=40, attended=10)
    answer = of(
        groups=[CARERS],
        methods=[Method(code="tea", name="Tea", response=0.4)],
        activities=[rm.Activity(id="tea", name="Tea", date=DAY, method="tea")],
        turnout=rm.Ledger.of(rm.Turnout, [row]),
    ).methods("carers")
    (tea,) = (each for each in answer.rates if each.method == "tea")
    assert tea.rate == pytest.approx((0.4 * 10 + 10 / 2) / (10 + 40 / 2), abs=1e-9)
    yield f"(0.40 × 10 + 10 / 2) / (10 + 40 / 2) = {tea.rate:.2f}"
    yield f"The range, {tea.low:.2f} to {tea.high:.2f}"


def change() -> Iterator[str]:
    """Yield what the page says of change."""
    assert (silent(5), silent(4), silent(5, asked=9)) == (True, False, False)
    yield f"(100 / 200)⁵ = {0.5**5:.3f}"
    yield f"With 4 it would be {0.5**4:.4f}"
    yield f"(100 / 109)⁵ = {(100 / 109) ** 5:.3f}"


def silent(before: int, *, asked: int = 100) -> bool:
    """Return whether so many people, heard a year ago and not since, have fallen silent."""
    rows = [
        rm.Turnout(activity="old", group="carers", attended=before),
        rm.Turnout(activity="new", group="carers", attended=0, not_said=100 - asked),
    ]
    answer = of(
        groups=[CARERS],
        activities=[
            rm.Activity(id="old", name="Old", date=DAY - timedelta(500), attended=100),
            rm.Activity(id="new", name="New", date=DAY, attended=100),
        ],
        turnout=rm.Ledger.of(rm.Turnout, rows),
    ).change()
    return "carers" in {row.subject for row in answer.of("fallen silent")}


LINKS = [
    rm.Link(from_="team", type="KNOWS", to="hub", chance=0.8, last_contact=DAY),
    rm.Link(from_="hub", type="TRUSTED_BY", to="carers", chance=0.5, last_contact=DAY),
    rm.Link(from_="team", type="KNOWS", to="choir", chance=0.5, last_contact=DAY),
    rm.Link(from_="choir", type="TRUSTED_BY", to="carers", chance=1.0, last_contact=DAY),
]


def ways(**tables: Any) -> rm.ReachMap:
    """Return a map of two ways to carers, by the hub and by the choir."""
    bodies = [TEAM, *(rm.Organisation(id=name, name=name.title()) for name in ("hub", "choir"))]
    return of(**({"organisations": bodies, "groups": [CARERS], "links": LINKS} | tables))


def routes() -> Iterator[str]:
    """Yield what the page says of routes."""
    choir, hub = ways().routes("carers").routes
    assert choir.chance == 0.5
    yield f"0.8 × 0.5 = {hub.chance:.2f} by the hub"
    yield f"put it, {hub.low:.2f} to {hub.high:.2f}."
    assert choir.first_in is not None
    yield f'in {10 * choir.first_in:.0f} of 10 ways of guessing."* {choir.first_in:.2f} ['
    outcomes: list[Any] = ["passed-on", "passed-on", "passed-on", "declined"]
    rows = [
        rm.Ask(date=DAY - timedelta(n), from_="team", to="hub", outcome=outcome)
        for n, outcome in enumerate(outcomes)
    ]
    asks = rm.Ledger.of(rm.Ask, rows)
    step = step_to_hub(ways(asks=asks))
    yield f"{step.how_known.capitalize()}."
    yield f"(0.8 × 4 + 3) / (4 + 4) = {step.chance:.3f}"
    held = ways(asks=asks).calibration()
    yield f'"{held.sentences()[0]}'.partition(" So few")[0]
    every, knows = held.parts[:2]
    yield f"outcome: {every.brier:.2f}, and {every.brier_average:.2f} had each"
    yield f"(10 × 0.5 + 3) / (10 + 4) = {knows.learned:.2f}"
    undated = [link.model_copy(update={"last_contact": None}) for link in LINKS]
    yield f"0.8 × 0.5^(365 / 730) = {step_to_hub(ways(links=undated)).chance:.2f}"


def step_to_hub(here: rm.ReachMap) -> Any:
    """Return the step from the team to the hub."""
    steps = (way.steps[0] for way in here.routes("carers").routes)
    return next(step for step in steps if step.to == "hub")


def reach() -> Iterator[str]:
    """Yield what the page says of reach, of leaving and of gain."""
    group = ways().reach("carers").groups[0]
    yield f"1 − 0.30 = {group.chance:.2f}"
    yield f"`low` and `high`, {group.low:.2f} to {group.high:.2f},"
    yield f"Here {group.independent_routes}."
    gone = ways().what_if(remove=["hub"]).groups[0]
    yield f"Without the hub, {100 * (gone.chance_after or 0):.0f} times of 100 in place of 70."
    third = rm.Link(from_="team", type="TRUSTED_BY", to="carers", chance=0.2, last_contact=DAY)
    added = ways().what_if(add=[third]).groups[0]
    yield f"some introduction works {100 * added.change:.0f} more times of 100"
    yield f"1 − 0.30 × 0.80 = {added.chance_after:.2f}"


def panel() -> Iterator[str]:
    """Yield what the page says of a panel."""
    seat = rm.PanelSeat(date=DAY - timedelta(400), voice="a")
    drawn = of(
        voices=[rm.Voice(id=v, name=v) for v in "abc"],
        panels=rm.Ledger.of(rm.PanelSeat, [seat]),
    ).panel(size=1, quotas={})
    yield f"a chance of at least {drawn.min_chance:.2f}."
    low, *others = sorted(drawn.chances.values())
    yield f"{low:.2f}, {others[0]:.2f} and {others[1]:.2f}"


def practice() -> Iterator[str]:
    """Yield what the page says of notice and of invitations."""
    meeting = rm.Activity(
        id="one", name="One", date=DAY, method="focus-group", notice_days=10, can_change="All"
    )
    narrow = rm.Group(id="young", name="Young carers", part_of=("carers",))
    rows = [("one", "carers", 9), ("one", "young", 7), ("two", "carers", 7)]
    here = of(
        groups=[CARERS, narrow],
        activities=[meeting, rm.Activity(id="two", name="Two", date=DAY, can_change="All")],
        turnout=rm.Ledger.of(
            rm.Turnout,
            [rm.Turnout(activity=a, group=g, invited=n, attended=1) for a, g, n in rows],
        ),
    )
    (notice,) = (row for row in here.review().findings if row.rule == "short-notice")
    assert notice.finding is not None
    assert "10 days of notice" in notice.finding
    yield f"10 days of notice, where the method needs {notice.finding.split()[-1]}"
    carers = next(row for row in here.evidence().lines if row.group == "carers")
    yield f"9 + 7 = {carers.invited}"


def next_round() -> Iterator[str]:
    """Yield what the page says of the next round."""
    links = [
        {"from": "team", "type": "KNOWS", "to": "nurse", "chance": 0.5, "last_contact": DAY},
        {"from": "nurse", "type": "TRUSTED_BY", "to": "carers", "chance": 1.0, "last_contact": DAY},
        {
            "from": "nurse",
            "type": "TRUSTED_BY",
            "to": "students",
            "chance": 1.0,
            "last_contact": DAY,
        },
    ]
    fair = rm.Activity(id="fair", name="Fair", date=DAY, attended=100, records=("students",))
    answer = of(
        about=rm.About(as_of=DAY, area_population=1000),
        groups=[
            rm.Group(id="carers", name="Carers", population=100),
            rm.Group(id="students", name="Students", population=100),
        ],
        workers=[rm.KeyWorker(id="nurse", name="Nurse")],
        links=[rm.Link.model_validate(link) for link in links],
        activities=[fair],
        turnout=rm.Ledger.of(
            rm.Turnout, [rm.Turnout(activity="fair", group="students", attended=5)]
        ),
    ).plan(budget=60, staff_hours=5, by=date(2026, 6, 30))
    (action,) = answer.actions
    carers, students = answer.groups
    assert (action.method_code, action.group) == ("existing-network", "carers")
    assert answer.status == "optimal"
    yield f"for {action.cost:.0f} and {action.staff_hours:.0f} hours"
    yield f"15 × 0.5 × {action.chance:.1f} = {action.expected:.2f}"
    yield action.why.split(". ")[0]
    yield f"groups with a fair share of {carers.fair_share:.0f}"
    yield f"students of whom {students.before:.0f} are"
    yield f"{carers.share_before:.2f} before, {carers.share_after:.2f} after"
    yield f"students stay at {students.share_after:.2f}"


PARTS = (heard, same_voices, asked, methods, change, routes, reach, panel, next_round, practice)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_the_page_has_the_figures_that_are_worked_out(part: Any) -> None:
    assert [words for words in part() if words not in PAGE] == []


def test_every_source_is_cited_and_every_number_has_one() -> None:
    body, sources = PAGE.split("## Sources")
    listed = {int(line.split(".")[0]) for line in sources.splitlines() if line[:1].isdigit()}
    cited = {
        int(number)
        for mark in body.split("[")[1:]
        for number in mark.split("]")[0].split(", ")
        if number.isdigit()
    }
    assert cited == listed


def test_the_page_is_linked_from_where_people_start() -> None:
    assert "docs/figures.md" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(figures.md)" in (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
