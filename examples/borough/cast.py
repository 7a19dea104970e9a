"""Who and what stands on the map of the demo borough."""

from datetime import date

import reachmap as rm

# id, name, taxonomy code, population, barriers, hidden question
_GROUPS = """
older-adults|Older adults|older-adults|31500|transport digital|
over-75s|People aged 75 and over|older-adults|14200|digital transport|
young-adults|Young adults (16 to 25)|young-adults|16800|timing trust|
children|Children and young people|children-and-young-people|33000|timing|
looked-after|Looked-after children and care leavers|looked-after-children|620|trust|
young-offenders|Young people in the justice system|young-offenders|240|trust stigma|
students|Students|students|7400|timing|
learning-disabilities|People with learning disabilities|learning-disabilities|3100|literacy access|
physical-disability|Physically disabled people|physical-disability|12400|access transport|
sensory|Deaf and visually impaired people|sensory-needs|6900|access language|
autistic|Autistic people|autistic-people|2300|access timing|
mental-health|People with mental health problems|mental-health|19800|stigma trust|
dementia|People with dementia|dementia|2100|access transport|
addictions|People with addictions|addictions|2600|stigma trust|
long-term|People with long-term conditions|long-term-conditions|41000||
copd|People with breathing conditions|respiratory-conditions|5200|transport|
heart|People with heart conditions|heart-conditions|6100||
diabetes|People with diabetes|diabetes|9300||
stroke|Stroke survivors|stroke-survivors|3000|transport access|
cancer|People affected by cancer|cancer|5400||
frail|People living with frailty|frailty|4300|transport access|
carers|Unpaid carers|carers|16900|caring timing|
hidden-carers|Hidden carers|hidden-carers|6200|caring timing trust|Is there someone who could not manage without you?
young-carers|Young carers|young-carers|1300|caring timing|Do you help look after someone at home?
foster-carers|Foster carers|foster-carers|260|caring|
kinship-carers|Kinship carers|kinship-carers|540|caring timing|Are you bringing up a child of your family who is not your own?
parents-under-two|Parents of children under two|children-under-two|3400|caring timing|
pregnant|People who are pregnant|pregnant-people|1700|timing|
teenage-parents|Teenage mothers and fathers|teenage-parents|180|caring stigma|
single-parents|Single parents|single-parents|5100|caring cost|
men|Men|men|73000|timing|
women|Women|women|77000||
trans|Trans and non-binary people|trans-people|700|trust stigma|
lgbtq|LGBTQ+ people|lgbtq|6600|trust stigma|
ethnic-minorities|People of minority ethnic communities|ethnic-minorities|9900|language trust|
bangladeshi|Bangladeshi women|ethnic-minorities|1100|language caring|
other-languages|People who use other languages|other-languages|4100|language|
travellers|Gypsy, Roma and Traveller communities|gypsy-roma-traveller|420|trust literacy|
asylum|People seeking asylum|asylum-seekers|510|language trust cost|
refugees|Refugees|refugees||language|
faith|Faith communities|faith-communities|68000||
married|People who are married or in a civil partnership|married-or-civil-partners|61000||
homeless|People without a settled home|homeless|390|trust stigma cost|Do you have somewhere of your own to stay?
fuel-poverty|People in fuel poverty|fuel-poverty|21400|cost digital|Do you worry about heating your home?
isolated|People who are isolated|isolated-people|8800|transport digital|Do you go some days without talking to anyone?
shift-workers|People who work shifts or nights|shift-workers||timing|
not-online|People who are not online|digitally-excluded|10300|digital|
veterans|Veterans and armed forces families|veterans|5200|stigma|Have you or someone close to you ever served?
ex-offenders|People with a past conviction|ex-offenders|2900|stigma trust|
survivors|Victims and survivors|victims-survivors|4700|trust stigma|Do you feel safe at home?
care-homes|Care home residents|care-home-residents|1500|access digital|
staff|Staff who deliver services|staff-workforce|8200|timing|
"""
_PART_OF = {
    "over-75s": ("older-adults",),
    "hidden-carers": ("carers",),
    "young-carers": ("carers",),
    "foster-carers": ("carers",),
    "kinship-carers": ("carers",),
    "copd": ("long-term",),
    "heart": ("long-term",),
    "diabetes": ("long-term",),
    "stroke": ("long-term",),
    "bangladeshi": ("ethnic-minorities", "women"),
    "trans": ("lgbtq",),
}
# How far off an estimate may be; the others were counted.
_MARGIN = {
    "addictions": 0.25,
    "carers": 0.05,
    "ex-offenders": 0.2,
    "fuel-poverty": 0.1,
    "hidden-carers": 0.3,
    "homeless": 0.25,
    "isolated": 0.25,
    "lgbtq": 0.2,
    "mental-health": 0.1,
    "not-online": 0.15,
    "survivors": 0.3,
    "trans": 0.3,
}
_LANGUAGES = {
    "bangladeshi": ("Bengali", "Sylheti"),
    "other-languages": ("Arabic", "Polish", "Romanian"),
    "asylum": ("Arabic", "Farsi", "Tigrinya"),
    "sensory": ("British Sign Language",),
}


def _group(line: str) -> rm.Group:
    id_, name, code, population, barriers, question = line.split("|")
    return rm.Group.model_validate(
        {
            "id": id_,
            "name": name,
            "category": code,
            "population": int(population) if population else None,
            "population_source": "illustrative" if population else None,
            "population_margin": _MARGIN.get(id_),
            "part_of": _PART_OF.get(id_, ()),
            "barriers": tuple(sorted(barriers.split())),
            "languages": _LANGUAGES.get(id_, ()),
            "hidden": bool(question),
            "finding_question": question or None,
        }
    )


GROUPS = tuple(_group(line) for line in _GROUPS.strip().splitlines())

# id, name, sector, asks a quarter it can carry
_ORGANISATIONS = """
engagement-team|Borough engagement team|other|
harbour-trust|Harbour Vale Hospital|hospital|6
vale-surgery|Vale Road Surgery|gp-practice|4
quay-practice|Quayside Practice|gp-practice|4
hill-surgery|Hilltop Surgery|gp-practice|3
market-pharmacy|Market Place Pharmacy|pharmacy|4
council|Harbour Vale Council|council|12
childrens-services|Children's services|social-care|6
carers-centre|Carers' Centre|charity|5
age-forum|Older People's Forum|charity|4
mind-matters|Mind Matters|charity|4
stroke-club|Stroke Club|community-group|3
breathe-easy|Breathe Easy Group|community-group|3
speak-up|Speak Up Together (learning disability)|charity|4
see-hear|See Hear Centre|charity|4
welcome-house|Welcome House (sanctuary)|charity|3
mosque|Quay Street Mosque|faith|3
minster|Harbour Minster|faith|5
gurdwara|Vale Gurdwara|faith|3
food-bank|Harbour Food Bank|charity|4
night-shelter|Anchor Night Shelter|charity|2
housing|Vale Homes|housing|6
college|Harbour College|education|5
high-school|Harbour High School|school|4
primary|Lighthouse Primary School|school|4
youth-club|The Boathouse Youth Club|community-group|4
rainbow|Rainbow Harbour|charity|3
recovery|Recovery Steps|charity|3
veterans-hub|Veterans' Breakfast Hub|community-group|3
shipyard|Harbour Shipyard|employer|2
care-home-group|Seaview Care Homes|care-home|3
probation|Probation service|justice|2
refuge|Safe Haven|charity|2
"""


def _organisation(line: str) -> rm.Organisation:
    id_, name, sector, capacity = line.split("|")
    return rm.Organisation.model_validate(
        {
            "id": id_,
            "name": name,
            "sector": sector,
            "team": id_ == "engagement-team",
            "capacity": int(capacity) if capacity else None,
        }
    )


ORGANISATIONS = tuple(_organisation(line) for line in _ORGANISATIONS.strip().splitlines())

# id, role, organisation, asks a quarter, last day
_WORKERS = """
carers-officer|Carers' liaison officer|carers-centre|4|
carers-coordinator|Carers' support coordinator|carers-centre|5|
young-carers-lead|Young carers' lead|high-school|3|
school-nurse|School nurse|high-school|3|
family-worker|Family support worker|primary|4|
midwife|Community midwife|harbour-trust|3|
stroke-nurse|Stroke nurse|harbour-trust|3|
respiratory-nurse|Respiratory nurse|harbour-trust|3|
discharge-lead|Discharge coordinator|harbour-trust|3|
practice-manager|Practice manager|vale-surgery|3|
link-worker|Social prescribing link worker|vale-surgery|5|
quay-link-worker|Social prescribing link worker, Quayside|quay-practice|5|
health-visitor|Health visitor|hill-surgery|3|
pharmacist|Community pharmacist|market-pharmacy|3|
housing-officer|Tenancy support officer|housing|4|
social-worker|Children's social worker|childrens-services|2|
equality-officer|Equality officer|council|6|
community-officer|Community development officer|council|6|
forum-coordinator|Forum coordinator|age-forum|4|
mental-health-peer|Peer support worker|mind-matters|4|
advocate|Self-advocacy worker|speak-up|4|
bsl-worker|Communication support worker|see-hear|3|
asylum-worker|Sanctuary case worker|welcome-house|3|2026-04-30
imam|Imam|mosque|2|
women-group-lead|Women's circle leader|mosque|3|
minister|Minister|minster|4|
food-bank-manager|Food bank manager|food-bank|4|
shelter-worker|Shelter night worker|night-shelter|2|
youth-worker|Youth worker|youth-club|4|
rainbow-worker|Youth and community worker|rainbow|3|
recovery-worker|Recovery worker|recovery|3|
student-officer|Student wellbeing officer|college|4|
shop-steward|Shop steward|shipyard|2|
care-home-manager|Activities coordinator|care-home-group|3|
probation-officer|Resettlement officer|probation|2|
refuge-worker|Support worker, Safe Haven|refuge|2|
"""


def _worker(line: str) -> rm.KeyWorker:
    id_, role, body, capacity, until = line.split("|")
    return rm.KeyWorker(
        id=id_,
        name=role,
        role=role,
        organisation=body,
        capacity=int(capacity),
        until=date.fromisoformat(until) if until else None,
        consent=body in {"carers-centre", "council"},
    )


WORKERS = tuple(_worker(line) for line in _WORKERS.strip().splitlines())

# id, name, groups, supported by, trained on
_CHAMPIONS = """
champion-stroke|Stroke champion|stroke|stroke-nurse|2025-03-10
champion-dementia|Dementia champion|dementia|forum-coordinator|2025-06-02
champion-carer|Carers' champion|carers|carers-coordinator|2024-11-18
champion-young|Youth champion|young-adults|youth-worker|2025-09-01
champion-learning|Learning disability champion|learning-disabilities|advocate|2025-02-14
champion-deaf|Deaf champion|sensory|bsl-worker|2024-10-07
champion-recovery|Recovery champion|addictions|recovery-worker|2025-01-20
champion-veteran|Veterans' champion|veterans|veterans-hub|2024-09-09
champion-diabetes|Diabetes champion|diabetes||2025-05-12
champion-mothers|Infant feeding champion|parents-under-two|health-visitor|2025-04-22
champion-mental|Mental health champion|mental-health|mental-health-peer|2025-07-15
champion-faith|Faith and health champion|faith|minister|2024-12-03
champion-autistic|Autistic champion|autistic|advocate|2025-03-31
champion-refugee|Refugee champion|refugees|welcome-house|2025-08-18
champion-tenant|Tenants' champion|fuel-poverty|housing-officer|2025-10-06
champion-student|Student champion|students|student-officer|2025-11-10
"""


def _champion(line: str) -> rm.Champion:
    id_, name, group, supporter, trained = line.split("|")
    return rm.Champion(
        id=id_,
        name=name,
        groups=(group,),
        supported_by=supporter or None,
        trained_on=date.fromisoformat(trained),
        lived_experience="current",
        capacity=3,
    )


CHAMPIONS = tuple(_champion(line) for line in _CHAMPIONS.strip().splitlines())

# id, name, method, run by
_CHANNELS = """
reference-group|Patient reference group|patient-reference-group|engagement-team
review-panel|Service user review panel|service-user-review-panel|engagement-team
ppi-panel|Patient and public panel|patient-panel|harbour-trust
stroke-panel|Stroke pathway panel|patient-panel|harbour-trust
practice-forum|Patients' forum, Vale Road|gp-patient-forum|vale-surgery
online-survey|Residents' online survey|online-survey|engagement-team
postal-survey|Residents' postal survey|postal-survey|council
complaints|Complaints and compliments|complaints-and-compliments|harbour-trust
buttons|Satisfaction buttons|airport-buttons|harbour-trust
carers-forum|Carers' forum|focus-group|carers-centre
youth-council|Youth council|existing-network|council
ld-partnership|Learning disability partnership|existing-network|speak-up
newsletter|Engagement newsletter|newsletter|engagement-team
"""


# Members are chosen, and meant to come back. Who comes to the other panels is anybody's choice.
_STANDING = {"ld-partnership", "stroke-panel", "youth-council"}


def _channel(line: str) -> rm.Channel:
    id_, name, method, body = line.split("|")
    return rm.Channel(
        id=id_,
        name=name,
        method=method,
        run_by=body,
        anonymous=method in {"online-survey", "postal-survey", "airport-buttons"},
        standing=id_ in _STANDING,
    )


CHANNELS = tuple(_channel(line) for line in _CHANNELS.strip().splitlines())

_VENUES = """
library|Central Library|library|Harbour
leisure|Leisure centre|leisure centre|Harbour
day-centre|Seaview day centre|day centre|Seaview
quay-hall|Quayside community hall|community hall|Quayside
market|Market Place|market|Harbour
minster-hall|Minster hall|faith hall|Harbour
school-hall|Lighthouse school hall|school|Hilltop
college-canteen|College canteen|college|Harbour
food-bank-hall|Food bank hall|food bank|Quayside
laundrette|Quay Street laundrette|laundrette|Quayside
allotments|Hilltop allotments|allotments|Hilltop
bus-station|Bus station|bus station|Harbour
football-club|Harbour football club|sports club|Vale
"""


def _venue(line: str) -> rm.Venue:
    id_, name, setting, area = line.split("|")
    return rm.Venue(id=id_, name=name, setting=setting, area=area, accessible=id_ != "laundrette")


VENUES = tuple(_venue(line) for line in _VENUES.strip().splitlines())
