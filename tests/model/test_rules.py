"""What makes a map invalid, and what is worth a second look."""

from datetime import date, timedelta

import pytest

from reachmap.errors import InvalidMap
from reachmap.model.about import About
from reachmap.model.checks import ONLY_REFUSE, errors, faults, warnings
from reachmap.model.content import Content
from reachmap.model.hierarchy import MOST_LEVELS
from reachmap.model.ledger import Ledger
from reachmap.model.links import Link
from reachmap.model.nodes import Activity, Champion, Channel, Group, KeyWorker, Organisation, Voice
from reachmap.model.records import Ask, Attendance, Said, Turnout
from reachmap.model.rules import Fault, Names
from reachmap.model.spelling import nearest
from reachmap.model.stakeholders import StakeholderMap
from strategies import made_up

TEAM = Organisation(id="team", name="Engagement team", team=True)
HUB = Organisation(id="hub", name="Carers' Hub")
OFFICER = KeyWorker(id="officer", name="Liaison officer", organisation="hub")
CARERS = Group(id="carers", name="Carers", population=10)
YOUNG = Group(id="young", name="Young carers", part_of=("carers",))
VOICE = Voice(id="v1", name="v1", groups=("carers",))
MEETING = Activity(id="meeting", name="Meeting", date=date(2026, 1, 10), attended=3)


def town(**changes: object) -> Content:
    """Return a small sound map, some of it changed."""
    usual: dict[str, object] = {
        "about": About(as_of=date(2026, 3, 31), area_population=100),
        "organisations": (TEAM, HUB),
        "workers": (OFFICER,),
        "groups": (CARERS, YOUNG),
        "voices": (VOICE,),
        "activities": (MEETING,),
    }
    return Content(**(usual | changes))  # type: ignore[arg-type]  # by table name


def only(content: Content) -> Fault:
    """Return the one fault of a map."""
    found = faults(content)
    assert len(found) == 1, found
    return found[0]


def test_a_sound_map_has_no_fault() -> None:
    assert faults(town()) == []


def test_an_id_is_used_once_over_the_whole_map() -> None:
    fault = only(town(channels=(Channel(id="hub", name="Forum"),)))
    assert (fault.table, fault.row, fault.column) == ("channels", 0, "id")
    assert fault.issue().message == "the id 'hub' is used twice: first in row 2 of organisations"


def test_a_link_of_one_source_stands_once() -> None:
    link = Link(from_="team", type="KNOWS", to="hub")
    fault = only(town(links=(link, link)))
    assert (fault.table, fault.row) == ("links", 1)


def test_a_voice_comes_to_an_activity_once() -> None:
    came = Ledger(Attendance, {"voice": ["v1", "v1"], "activity": ["meeting", "meeting"]})
    fault = only(town(attendance=came))
    assert (fault.table, fault.row) == ("attendance", 1)


def test_an_unknown_reference_offers_the_nearest() -> None:
    worker = OFFICER.model_copy(update={"organisation": "hubb"})
    fault = only(town(workers=(worker,)))
    assert (fault.table, fault.row, fault.column, fault.value) == (
        "workers",
        0,
        "organisation",
        "hubb",
    )
    assert fault.remedy == "Did you mean 'hub'?"


def test_a_reference_of_the_wrong_kind_is_told_apart() -> None:
    worker = OFFICER.model_copy(update={"organisation": "carers"})
    assert only(town(workers=(worker,))).message == "'carers' is a group, not an organisation"


def test_rows_of_a_ledger_that_name_nobody_are_each_located() -> None:
    asks = Ledger.of(
        Ask,
        [
            Ask(date=date(2026, 1, 2), from_="team", to="nobody"),
            Ask(date=date(2026, 1, 1), from_="team", to="nobody"),
        ],
    )
    assert [fault.row for fault in faults(town(asks=asks))] == [0, 1]


def test_many_rows_of_the_same_fault_are_counted_rather_than_listed() -> None:
    columns = {
        "voice": [f"x{n}" if n < 0 else "x" for n in range(25)],
        "activity": ["meeting"] * 25,
    }
    came = Ledger(Attendance, columns)
    found = [
        fault for fault in faults(town(attendance=came)) if fault.column == "voice" and fault.value
    ]
    assert [fault.row for fault in found] == [0, 1, 2, 3]
    assert found[-1].more == 21


def test_a_code_outside_its_vocabulary_is_found() -> None:
    group = CARERS.model_copy(update={"category": "no-such-code"})
    assert only(town(groups=(group, YOUNG))).column == "category"


def test_what_was_left_out_for_other_faults_is_no_further_fault() -> None:
    content = town(workers=(OFFICER.model_copy(update={"organisation": "library"}),))
    assert faults(content, Names(content, {"organisation": {"library"}})) == []


def test_a_group_is_not_part_of_itself() -> None:
    assert (
        "names itself"
        in only(town(groups=(CARERS.model_copy(update={"part_of": ("carers",)}), YOUNG))).message
    )


def test_a_ring_of_groups_is_printed() -> None:
    ring = (CARERS.model_copy(update={"part_of": ("young",)}), YOUNG)
    assert "carers > young > carers" in only(town(groups=ring)).message


def test_two_rings_are_both_found() -> None:
    names = ("a", "b", "c", "d")
    other = {"a": "b", "b": "a", "c": "d", "d": "c"}
    groups = tuple(Group(id=name, name=name, part_of=(other[name],)) for name in names)
    found = faults(town(groups=(CARERS, YOUNG, *groups)))
    assert [fault.column for fault in found] == ["part_of", "part_of"]


def test_rings_that_meet_are_one_and_those_beside_are_told_each() -> None:
    wider = {"a": "b", "b": "ac", "c": "bd", "d": "e", "e": "d", "f": "d"}
    groups = (Group(id=name, name=name, part_of=tuple(parts)) for name, parts in wider.items())
    messages = [fault.message for fault in faults(town(groups=(CARERS, YOUNG, *groups)))]
    assert [message.rpartition(": ")[2] for message in messages] == ["a > b > a", "d > e > d"]


def test_groups_are_part_of_each_other_so_far_and_no_further() -> None:
    def chain(length: int) -> tuple[Group, ...]:
        return tuple(
            Group(id=f"g{n}", name=f"G{n}", part_of=(f"g{n - 1}",) if n else ())
            for n in range(length)
        )

    assert faults(town(groups=(CARERS, YOUNG, *chain(MOST_LEVELS)))) == []
    fault = only(town(groups=(CARERS, YOUNG, *chain(MOST_LEVELS + 9))))
    assert (fault.row, fault.value) == (MOST_LEVELS + 2, f"g{MOST_LEVELS - 1}")


def test_two_ways_to_one_wider_group_are_no_ring() -> None:
    groups = (
        CARERS,
        YOUNG,
        Group(id="kin", name="Kinship carers", part_of=("carers",)),
        Group(id="both", name="Young kinship carers", part_of=("kin", "young")),
    )
    assert faults(town(groups=groups)) == []


def test_a_map_needs_a_team() -> None:
    fault = only(town(organisations=(HUB,)))
    assert fault.column == "team"


def test_the_named_team_says_so_itself() -> None:
    about = About(team="hub", as_of=date(2026, 3, 31))
    assert only(town(about=about)).table == "about"


@pytest.mark.parametrize(
    ("link", "column"),
    [
        (Link(from_="team", type="KNOWS", to="carers"), "to"),
        (Link(from_="team", type="USES", to="hub"), "to"),
        (Link(from_="team", type="KNOWS", to="team"), "to"),
        (Link(from_="hub", type="TRUSTED_BY", to="carers", both_ways=True), "both_ways"),
        (Link(from_="team", type="EMPLOYS", to="officer"), "type"),
    ],
)
def test_a_link_that_cannot_be_is_refused(link: Link, column: str) -> None:
    assert only(town(links=(link,))).column == column


def test_a_derived_link_may_be_annotated() -> None:
    assert faults(town(links=(Link(from_="hub", type="EMPLOYS", to="officer", trust=4),))) == []


@pytest.mark.parametrize("population", [0, 101])
def test_a_population_lies_between_one_and_the_areas(population: int) -> None:
    group = CARERS.model_copy(update={"population": population})
    assert only(town(groups=(group, YOUNG))).value == str(population)


def test_an_area_has_people() -> None:
    assert only(town(about=About(area_population=0))).column == "area_population"


def test_more_cannot_come_of_a_group_than_came() -> None:
    heads = Ledger(Turnout, {"activity": ["meeting"], "group": ["carers"], "attended": [4]})
    assert "turnout has 4" in only(town(turnout=heads)).message


def test_more_cannot_come_by_name_than_came() -> None:
    meeting = MEETING.model_copy(update={"attended": 0})
    came = Ledger(Attendance, {"voice": ["v1"], "activity": ["meeting"]})
    assert "attendance has 1" in only(town(activities=(meeting,), attendance=came)).message


def test_a_head_count_counts_something() -> None:
    heads = Ledger(Turnout, {"activity": ["meeting"], "group": ["carers"]})
    assert only(town(turnout=heads)).table == "turnout"


@pytest.mark.parametrize("about", [About(as_of=date(2026, 1, 9)), About()])
def test_nobody_came_to_what_is_yet_to_be(about: About) -> None:
    day = date.today() + timedelta(days=1) if about.as_of is None else MEETING.date  # noqa: DTZ011
    meeting = MEETING.model_copy(update={"date": day})
    came = Ledger(Attendance, {"voice": ["v1"], "activity": ["meeting"]})
    assert only(town(about=about, activities=(meeting,), attendance=came)).table == "attendance"


def test_ids_that_look_alike_are_a_warning_that_names_both() -> None:
    fault = only(town(venues=(), groups=(CARERS, YOUNG, Group(id="Carers", name="Carers too"))))
    assert fault.severity == "warning"
    assert fault.issue().message == "'Carers' looks like 'carers' in row 1 of groups"


def test_sources_that_differ_are_a_warning() -> None:
    told = tuple(
        Link(from_="team", type="KNOWS", to="hub", trust=trust, source=source)
        for trust, source in ((4, "manager"), (2, "officer"))
    )
    assert only(town(links=told)).severity == "warning"
    assert faults(town(links=tuple(link.model_copy(update={"trust": 3}) for link in told))) == []


def test_experience_that_ended_and_goes_on_is_a_warning() -> None:
    voice = VOICE.model_copy(
        update={"lived_experience": "current", "lived_until": date(2020, 1, 1)}
    )
    assert only(town(voices=(voice,))).severity == "warning"
    today = voice.model_copy(update={"lived_until": date(2026, 3, 31)})
    assert faults(town(voices=(today,))) == []


def test_rules_that_only_refuse_never_warn() -> None:
    broken = town(
        organisations=(HUB, HUB.model_copy(update={"own": ("colour: red",)})),
        groups=(CARERS, YOUNG.model_copy(update={"part_of": ("oldest", "young", "team")})),
        links=(
            Link(from_="carers", type="KNOWS", to="carers"),
            Link(from_="hub", type="EMPLOYS", to="officer"),
            Link(from_="officer", type="EMPLOYS", to="hub"),
        ),
        channels=(Channel(id="carers", name="Forum"),),
    )
    ring = town(groups=(CARERS.model_copy(update={"part_of": ("young",)}), YOUNG))
    for rule in ONLY_REFUSE:
        told = [*rule(broken, Names(broken)), *rule(ring, Names(ring))]
        assert told, rule
        assert {fault.severity for fault in told} == {"error"}


def test_warnings_are_the_faults_that_are_no_errors() -> None:
    for seed in range(5):
        content = Content(**made_up(seed, rich=True).as_tables())  # type: ignore[arg-type]  # by table name
        assert warnings(content) == [f for f in faults(content) if f.severity == "warning"]


def test_every_fault_is_reported_at_once() -> None:
    with pytest.raises(InvalidMap) as caught:
        StakeholderMap(
            groups=(CARERS, CARERS),
            workers=(OFFICER,),
            champions=(Champion(id="c", name="C", groups=("nobody",)),),
            said=Ledger.of(Said, [Said(activity="none")]),
        )
    assert {issue.file for issue in caught.value.issues} == {
        "groups",
        "workers",
        "champions",
        "said",
        "about",
    }


def test_the_nearest_name_is_found_among_very_many() -> None:
    many = [f"{letter}-{number}" for letter in "ab" for number in range(15_000)]
    assert nearest("a-999999", [*many, "a-99999"])[0] == "a-99999"


def test_a_group_may_have_the_name_of_its_taxonomy_code() -> None:
    group = Group(id="young-carers", name="Young carers", category="young-carers")
    assert faults(town(groups=(CARERS, group))) == []


def test_no_group_is_larger_than_the_group_that_the_map_is_about() -> None:
    about = About(as_of=date(2026, 3, 31), area_population=100, subject="carers")
    wide = Group(id="men", name="Men", population=11)
    fault = only(town(about=about, groups=(CARERS, YOUNG, wide)))
    assert (fault.table, fault.row, fault.column) == ("groups", 2, "population")
    assert "more people than the 10 of 'carers', whom the map is about" in fault.message
    assert "clear 'subject' in about" in fault.remedy


def test_the_subject_is_a_group() -> None:
    fault = only(town(about=About(as_of=date(2026, 3, 31), subject="carer")))
    assert (fault.table, fault.column, fault.value) == ("about", "subject", "carer")
    assert fault.remedy == "Did you mean 'carers'?"


def test_what_everybody_was_asked_about_is_a_group_or_a_code() -> None:
    fault = only(town(about=About(as_of=date(2026, 3, 31), asked=("young", "sxe"))))
    assert (fault.table, fault.column, fault.value) == ("about", "asked", "sxe")


def test_those_who_did_not_say_are_among_those_who_came() -> None:
    heads = Ledger(
        Turnout,
        {"activity": ["meeting"], "group": ["carers"], "attended": [2], "not_said": [2]},
    )
    fault = only(town(turnout=heads))
    assert (fault.table, fault.row, fault.column) == ("turnout", 0, "not_said")
    assert "2 of the group and 2 who did not say are more than the 3" in fault.message


def test_nobody_can_be_fewer_than_none_who_did_not_say() -> None:
    with pytest.raises(InvalidMap, match="greater than or equal to 0"):
        Ledger(Turnout, {"activity": ["meeting"], "group": ["carers"], "not_said": [-1]})


def test_errors_are_the_faults_that_are_no_warnings() -> None:
    broken = town(
        organisations=(TEAM, HUB, HUB, HUB.model_copy(update={"id": "HUB"})),
        groups=(CARERS, CARERS, YOUNG),
        links=(
            Link(from_="team", type="KNOWS", to="nobody"),
            Link(from_="team", type="TRUSTED_BY", to="hub"),
            Link(from_="hub", type="EMPLOYS", to="officer", trust=1),
            Link(from_="hub", type="EMPLOYS", to="officer", trust=5, source="b"),
            Link(from_="team", type="EMPLOYS", to="officer"),
        ),
    )
    every = faults(broken)
    assert {fault.severity for fault in every} == {"error", "warning"}
    assert errors(broken) == [fault for fault in every if fault.severity == "error"]
