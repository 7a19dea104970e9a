"""Who knows whom in the demo borough: links with trust and dates, and the asks along them."""

from datetime import date, timedelta

import reachmap as rm

TEAM = "engagement-team"
AS_OF = date(2026, 3, 31)

# organisation, trust, days since we last spoke, days it takes, cost in pounds, who holds it
_KNOWN = """
harbour-trust|5|12|2|0|head of engagement
vale-surgery|4|40|3|0|engagement officer
quay-practice|3|75|4|0|engagement officer
hill-surgery|2|420|5|0|engagement officer
council|5|9|2|0|head of engagement
carers-centre|4|20|3|0|engagement officer
age-forum|4|33|3|0|engagement officer
mind-matters|4|28|3|0|engagement officer
stroke-club|3|90|4|0|stroke programme manager
breathe-easy|2|510|5|0|engagement officer
speak-up|4|25|4|50|engagement officer
see-hear|3|130|5|120|equality lead
mosque|2|200|7|0|equality lead
minster|3|60|4|0|engagement officer
food-bank|3|48|3|20|engagement officer
housing|4|55|3|0|head of engagement
college|3|150|5|0|engagement officer
high-school|3|170|6|0|children's lead
primary|3|95|5|0|children's lead
youth-club|4|30|3|20|children's lead
rainbow|3|110|4|20|equality lead
recovery|3|70|4|0|engagement officer
veterans-hub|3|45|3|10|engagement officer
care-home-group|3|80|5|0|engagement officer
market-pharmacy|3|100|3|0|engagement officer
"""

_BETWEEN = """
council|childrens-services|5
council|community-officer|4
council|equality-officer|4
harbour-trust|midwife|4
childrens-services|welcome-house|3
minster|night-shelter|3
minster|welcome-house|3
mosque|gurdwara|3
carers-centre|age-forum|3
mind-matters|recovery|4
housing|food-bank|3
college|shipyard|2
probation|recovery|4
council|refuge|3
link-worker|carers-coordinator|4
quay-link-worker|food-bank-manager|4
community-officer|quay-link-worker|4
equality-officer|rainbow-worker|4
youth-worker|young-carers-lead|3
"""

# whom a group trusts: contact, group, trust
_TRUSTED = """
carers-officer|hidden-carers|4
carers-officer|carers|4
carers-coordinator|carers|4
carers-coordinator|kinship-carers|3
young-carers-lead|young-carers|4
youth-worker|young-carers|3
family-worker|kinship-carers|4
family-worker|single-parents|4
family-worker|parents-under-two|3
health-visitor|parents-under-two|4
midwife|pregnant|4
midwife|teenage-parents|3
school-nurse|children|4
stroke-nurse|stroke|4
respiratory-nurse|copd|3
discharge-lead|frail|3
practice-manager|long-term|3
link-worker|isolated|4
link-worker|older-adults|3
quay-link-worker|fuel-poverty|3
pharmacist|diabetes|3
pharmacist|heart|2
housing-officer|fuel-poverty|3
social-worker|foster-carers|4
social-worker|looked-after|3
forum-coordinator|older-adults|4
forum-coordinator|over-75s|4
mental-health-peer|mental-health|4
advocate|learning-disabilities|5
advocate|autistic|3
bsl-worker|sensory|4
asylum-worker|asylum|4
imam|men|2
women-group-lead|bangladeshi|4
minister|faith|4
food-bank-manager|fuel-poverty|4
shelter-worker|homeless|4
youth-worker|young-adults|4
rainbow-worker|lgbtq|4
rainbow-worker|trans|3
recovery-worker|addictions|4
recovery-worker|ex-offenders|3
student-officer|students|4
shop-steward|shift-workers|4
care-home-manager|care-homes|4
probation-officer|young-offenders|2
probation-officer|ex-offenders|3
refuge-worker|survivors|4
veterans-hub|veterans|4
see-hear|sensory|4
speak-up|learning-disabilities|4
welcome-house|refugees|4
gurdwara|ethnic-minorities|3
council|married|2
"""

_PLACES = """
USES|engagement-team|library
USES|engagement-team|quay-hall
USES|council|leisure
USES|age-forum|day-centre
USES|minster|minster-hall
USES|primary|school-hall
USES|college|college-canteen
USES|food-bank|food-bank-hall
USES|council|market
GATHERS|library|not-online
GATHERS|day-centre|over-75s
GATHERS|day-centre|dementia
GATHERS|quay-hall|isolated
GATHERS|food-bank-hall|fuel-poverty
GATHERS|school-hall|single-parents
GATHERS|college-canteen|students
GATHERS|minster-hall|faith
GATHERS|leisure|women
GATHERS|market|men
GATHERS|leisure|men
HEARS|reference-group|copd
HEARS|reference-group|heart
HEARS|reference-group|diabetes
HEARS|reference-group|long-term
HEARS|review-panel|mental-health
HEARS|ppi-panel|older-adults
HEARS|ppi-panel|cancer
HEARS|stroke-panel|stroke
HEARS|carers-forum|carers
HEARS|youth-council|children
HEARS|ld-partnership|learning-disabilities
HEARS|postal-survey|over-75s
HEARS|practice-forum|physical-disability
HEARS|online-survey|staff
"""


def _lines(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.strip().splitlines()]


def links() -> list[rm.Link]:
    """Return the written links of the borough."""
    known = [
        rm.Link(
            from_=TEAM,
            type="KNOWS",
            to=to,
            trust=int(trust),
            last_contact=AS_OF - timedelta(int(ago)),
            days=int(days),
            cost=float(cost),
            owner=owner,
        )
        for to, trust, ago, days, cost, owner in _lines(_KNOWN)
    ]
    between = [
        rm.Link(from_=tail, type="KNOWS", to=head, trust=int(trust), both_ways=True)
        for tail, head, trust in _lines(_BETWEEN)
    ]
    trusted = [
        rm.Link(from_=tail, type="TRUSTED_BY", to=group, trust=int(trust))
        for tail, group, trust in _lines(_TRUSTED)
    ]
    places = [
        rm.Link.model_validate({"from": tail, "type": type_, "to": head})
        for type_, tail, head in _lines(_PLACES)
    ]
    return [*known, *between, *trusted, *places]


# to, group, activity, days ago: asks of this quarter that fill diaries and wear people out
_RECENT = """
carers-officer|hidden-carers||57|no-answer
carers-officer|carers||41|passed-on
carers-officer|hidden-carers||29|full
carers-officer|carers||12|passed-on
speak-up|learning-disabilities||80|passed-on
speak-up|learning-disabilities||52|passed-on
ld-partnership|learning-disabilities||33|passed-on
advocate|learning-disabilities||17|declined
speak-up|learning-disabilities||6|no-answer
stroke-nurse|stroke||60|passed-on
asylum-worker|asylum||22|passed-on
shelter-worker|homeless||35|declined
mosque|bangladeshi||70|no-answer
youth-worker|young-adults||44|passed-on
food-bank-manager|fuel-poverty||19|passed-on
"""


def asks() -> list[rm.Ask]:
    """Return the ledger of asks: two years of passing on, and the quarter in detail."""
    recent = [
        rm.Ask.model_validate(
            {
                "date": AS_OF - timedelta(int(ago)),
                "from": TEAM,
                "to": to,
                "group": group,
                "outcome": outcome,
            }
        )
        for to, group, _, ago, outcome in _lines(_RECENT)
    ]
    return [*recent, *_history()]


def _history() -> list[rm.Ask]:
    """Return asks of the two years before: those we trust most were asked most."""
    found = []
    for number, (to, trust, *_) in enumerate(_lines(_KNOWN)):
        for turn in range(int(trust)):
            day = AS_OF - timedelta(120 + 90 * turn + 7 * number % 80)
            answers = ("passed-on", "passed-on", "declined", "passed-on", "no-answer")
            outcome = answers[(number + turn) % 5]
            row = {"date": day, "from": TEAM, "to": to, "outcome": outcome}
            found.append(rm.Ask.model_validate(row))
    return found
