"""Tables of populations, as Nomis and the Office for National Statistics give them."""

from pathlib import Path

import pytest

import reachmap as rm
from command_line import Command
from folders import EXAMPLES
from importing import again, left, written
from reachmap.io.imports.mapping import mapping_of

NOMIS = EXAMPLES / "imports" / "population.csv"
ASIAN = "Asian, Asian British or Asian Welsh"
BULK = f"""\
date,geography,geography code,"Ethnic group: Total: All usual residents","Ethnic group: {ASIAN}",\
"Ethnic group: {ASIAN}: Indian"
2021,Barnsley,E08000016,244572,2764,700
2021,Doncaster,E08000017,308106,9136,2000
"""
MEASURES = """\
date,geography,geography code,Ethnic Group: White: Irish; measures: Value,\
Ethnic Group: White: Irish; measures: Percent,\
Ethnic Group: Other ethnic group: Arab; measures: Value
2011,Riverton,E1,305,0.2,566
"""
FILTERED = """\
Lower tier local authorities Code,Lower tier local authorities,Sex (2 categories) Code,\
Sex (2 categories),Observation
E08000016,Barnsley,-8,Does not apply,0
E08000016,Barnsley,1,Female,124000
E08000016,Barnsley,2,Male,120572
"""
API = """\
DATE_NAME,GEOGRAPHY_NAME,GEOGRAPHY_CODE,C_RELPUK11_NAME,MEASURES_NAME,OBS_VALUE
2011,Riverton,E1,No religion,Value,"12,000"
2011,Riverton,E1,No religion,Percent,12.3
2011,Riverton,E1,Muslim,Value,1 200
2011,Riverton,E1,Sikh,Value,[c]
"""
AREAS = """\
"TS008 - Sex"
"ONS Crown Copyright Reserved [from Nomis on 2 March 2026]"

"Sex","Barnsley","Doncaster"
"Female","124000","156000"
"""
SMALL = """\
"TS077 - Sexual orientation"
"ONS Crown Copyright Reserved [from Nomis on 2 March 2026]"
"Population :","All usual residents aged 16 and over"
"Units      :","Persons"
"Date       :","2021"

"2021 super output area - middle layer","Total","%","Straight","%","Gay or Lesbian","%"

"E02000001 : Old town",1000,100.0,800,80.0,100,10.0
"E02000002 : New town",1000,100.0,950,95.0,30,3.0
"these figures are rounded"
"""
MNEMONIC = """\
"KS601EW - Economic activity by sex"
"Units      :","Persons"

"2011 output area","mnemonic","All persons","Males","Female"
"E00000001","E00000001",148,80,68
"""
YEAR = """\
"TS001 - Usual residents"
"2021 super output area - lower layer","2021"
"E01000001 : Quay","1,500"
"""
CARE = """\
Provision of unpaid care,2021
Total: All usual residents aged 5 and over,900
Does not provide unpaid care,800
Provides 19 hours or less unpaid care a week,60
Provides 50 or more hours unpaid care a week,40
"""


def people(town: rm.ReachMap) -> dict[str, int | None]:
    """Return how many people each group has."""
    return {group.id: group.population for group in town.stakeholders.groups}


def test_a_download_of_nomis_brings_groups_with_their_source(tmp_path: Path) -> None:
    town, report = rm.import_(NOMIS)
    now = town.stakeholders
    assert people(town) == {
        "asian-communities": 3311,
        "white-british": 140_821,
        "gypsy-roma-traveller": 9,
        "arab-communities": 566,
    }
    assert now.about.area_population == 148_127
    group = now.groups[0]
    assert group.category == group.id
    assert group.population_source == "TS021 - Ethnic group, Harbour Vale, 2021, population.csv"
    assert "'White: Roma'" in left(report, "figures are not given")
    unclear = left(report, "which group is meant")
    assert "'White'" in unclear
    assert "Bangladeshi" in unclear
    assert "Total" not in unclear
    changes = {f"{ASIAN}: Bangladeshi": "asian-communities", "White": "Everybody White"}
    town, _ = again(NOMIS, report, tmp_path, changes)
    assert people(town)["asian-communities"] == 3311
    assert people(town)["everybody-white"] == 142_099


@pytest.mark.parametrize(
    ("text", "area", "expected"),
    [
        (BULK, "Barnsley", {"asian-communities": 2764}),
        (BULK, "doncaster", {"asian-communities": 9136}),
        (MEASURES, None, {"white-minorities": 305, "arab-communities": 566}),
        (FILTERED, None, {"women": 124_000, "men": 120_572}),
        (API, None, {"no-religion": 12_000, "minority-faiths": 1200}),
        (AREAS, "Doncaster", {"women": 156_000}),
        (CARE, None, {"carers": 100}),
        (BULK, "E08000017", {"asian-communities": 9136}),
        (FILTERED, "e08000016", {"women": 124_000, "men": 120_572}),
        (SMALL, "E02000002", {"lesbian-gay-bisexual": 30}),
        (SMALL, "Old town", {"lesbian-gay-bisexual": 100}),
        (MNEMONIC, None, {"women": 68}),
    ],
)
def test_every_form_is_read(
    tmp_path: Path, text: str, area: str | None, expected: dict[str, int]
) -> None:
    town, _ = rm.import_(written(tmp_path / "table.csv", text), area=area)
    assert people(town) == expected


def test_a_table_of_one_figure_an_area_is_named_by_its_title(tmp_path: Path) -> None:
    _, report = rm.import_(written(tmp_path / "year.csv", YEAR))
    assert "'TS001 - Usual residents'" in left(report, "which group is meant")


def test_only_everybody_is_the_population_of_the_area(tmp_path: Path) -> None:
    town, _ = rm.import_(written(tmp_path / "care.csv", CARE))
    assert town.stakeholders.about.area_population is None
    town, _ = rm.import_(written(tmp_path / "bulk.csv", BULK), area="Barnsley")
    assert town.stakeholders.about.area_population == 244_572
    assert town.stakeholders.about.area == "Barnsley"


def test_of_several_areas_one_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "bulk.csv", BULK)
    with pytest.raises(rm.InputError, match="2 areas: 'Barnsley' and 'Doncaster'; say which"):
        rm.import_(path)
    with pytest.raises(rm.InputError, match="2 areas"):
        rm.import_(path, area="Leeds")


def test_households_are_no_people(tmp_path: Path) -> None:
    text = "Cars or vans,number\nTotal: All households,900\nNo cars or vans in household,100\n"
    town, report = rm.import_(written(tmp_path / "cars.csv", text))
    assert people(town) == {}
    assert left(report, "count households")


def test_a_group_of_the_map_gets_the_figure_of_its_category(tmp_path: Path) -> None:
    base = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[rm.Group(id="us", name="Those who care", category="carers", hidden=True)],
    )
    path = written(tmp_path / "care.csv", CARE)
    town, report = rm.import_(path, into=rm.ReachMap.of(base))
    (group,) = town.stakeholders.groups
    assert (group.id, group.name, group.population) == ("us", "Those who care", 100)
    assert group.hidden
    assert mapping_of(report.mapping, name="")["population"]["Does not provide unpaid care"] == "?"
    repeated, _ = rm.import_(path, into=town)
    assert repeated == town


def test_what_it_changes_of_what_a_map_says_of_itself_is_said() -> None:
    base = rm.new("Town").add(groups=[{"name": "Choir"}, {"name": "Choirs"}])
    town, report = rm.import_(NOMIS, into=base)
    assert report.about == ("about: area_population is now 148,127; it was blank",)
    assert report.about[0] in report.explain()
    assert report.warnings == ()  # that two names are near was known before
    assert rm.import_(NOMIS, into=town).report.about == ()
    assert rm.import_(NOMIS).report.about == ()


def test_check_names_the_command(command: Command) -> None:
    ran = command("check", NOMIS)
    assert f"reachmap import {NOMIS} -o map.xlsx" in ran.err


def test_an_area_above_a_table_is_no_heading_of_areas(tmp_path: Path) -> None:
    text = (
        '"TS021 - Ethnic group"\n"ONS [from Nomis]"\n"Area name","Fenwick"\n\n'
        '"Ethnic group","2021","%"\n'
        '"Total: All usual residents","48,000","100.0"\n'
        '"Asian, Asian British or Asian Welsh: Bangladeshi","1,900","4.0"\n'
        '"White: Gypsy or Irish Traveller","90","0.2"\n'
    )
    path = tmp_path / "ts021.csv"
    path.write_text(text, encoding="utf-8")
    town, report = rm.import_(path)
    assert town.stakeholders.about.area_population == 48_000
    assert "Bangladeshi" in report.mapping
    assert '"Ethnic group"' not in report.mapping
