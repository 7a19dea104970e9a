"""Whole maps made up from a seed: every table, every field, ties, odd texts, blanks."""

from datetime import timedelta
from typing import Any, get_args

from hypothesis import strategies as st

import reachmap as rm
from reachmap.model.choices import Speaking
from reachmap.model.own import own_texts
from values import AS_OF, BARRIERS, CODES, METHODS, SUPPORTS, Dice, vocabularies

__all__ = ["AS_OF", "made_up", "maps"]

EDGES = (-91, -90, 0)
"""Days from today at which a quarter begins and ends."""

LANGUAGES: tuple[tuple[str, ...], ...] = ((), ("Polish",), ("Arabic", "BSL"))


def maps(*, rich: bool = False) -> st.SearchStrategy[rm.StakeholderMap]:
    """Return whole valid maps; rich ones have a dense trust network and a hop limit that bites.

    Hypothesis draws the seed and nothing else: a map made of draws takes fifty times as long.
    """
    return st.builds(made_up, st.integers(0, 2**32 - 1), rich=st.just(rich))


def made_up(seed: int, *, rich: bool = False) -> rm.StakeholderMap:
    """Return a whole valid map, always the same one for a seed."""
    dice = Dice(seed)
    least = 2 if rich else 0
    ids = {
        kind: [f"{kind[:2]}{kind[-1]}{n}" for n in range(dice.randint(least, 4))]
        for kind in ("group", "worker", "champion", "channel", "venue", "activity", "voice")
    }
    bodies = dice.randint(3, 4) if rich else dice.randint(0, 4)
    ids["organisation"] = ["team", *(f"or{n}" for n in range(bodies))]
    nodes = _with_names_apart(_nodes(dice, ids, rich=rich))
    links = _links(dice, nodes, ids, rich=rich)
    activities = {activity.id: activity for activity in nodes["activities"]}
    ledgers = _ledgers(dice, ids, activities)
    nodes["activities"] = tuple(_sound(activity, ledgers) for activity in nodes["activities"])
    asked = _who_was_asked(Dice(f"asked {seed}"), nodes, ledgers)
    columns = Dice(f"own columns {seed}").choice([(), ("ward",)])
    rows = {**nodes, **vocabularies(dice)}
    tables, links = _with_own(Dice(f"own {seed}"), rows, links)
    hops = dice.choice([2, 3]) if rich else dice.choice([1, 2, 5])
    return rm.StakeholderMap(
        about=rm.About(
            title=dice.maybe(dice.text),
            area=dice.maybe(dice.name),
            area_population=dice.maybe(dice.number(100, 1000)),
            team=dice.choice([None, "team"]),
            as_of=AS_OF,
            date_order=dice.choice([None, "dmy", "mdy"]),
            currency=dice.choice(["GBP", "EUR"]),
            register_complete=dice.coin(),
            illustrative=dice.coin(),
            own_columns=columns,
            **asked,
        ),
        **tables,
        links=links,
        **ledgers,
        assumptions=rm.Assumptions.of([("max_hops", hops), ("chance.KNOWS", dice.chance())]),
    )


def _with_names_apart(nodes: dict[str, Any]) -> dict[str, Any]:
    """Return tables in which no two names are alike, as answers would tell them apart."""
    seen: dict[str, int] = {}
    apart = dict(nodes)
    for table in ("groups", "organisations", "workers", "champions", "channels", "venues"):
        rows = []
        for node in nodes[table]:
            number = seen[node.name.casefold()] = seen.get(node.name.casefold(), 0) + 1
            name = node.name if number == 1 else f"{node.name} {number}"
            rows.append(node.model_copy(update={"name": name}))
        apart[table] = tuple(rows)
    return apart


def _with_own(
    dice: Dice, nodes: dict[str, Any], links: list[rm.Link]
) -> tuple[dict[str, Any], list[rm.Link]]:
    """Return tables in which some rows have cells under columns of people's own."""

    def filled(row: Any) -> Any:
        cells = {"x_colour": dice.text(), "x_2": "=1"}
        texts = own_texts({heading: cells[heading] for heading in dice.some(sorted(cells))})
        return row.model_copy(update={"own": texts}) if dice.random() < 1 / 3 else row

    return {table: tuple(map(filled, rows)) for table, rows in nodes.items()}, [*map(filled, links)]


def _nodes(dice: Dice, ids: dict[str, list[str]], *, rich: bool) -> dict[str, Any]:
    groups = ids["group"]
    organisations, workers = ids["organisation"], ids["worker"]
    activities = tuple(_activity(dice, id_, ids) for id_ in ids["activity"])
    # Experience may end on the very day of an activity.
    held = [activity.date for activity in activities if activity.date]
    staying = {*organisations[1:4], *workers[:2]} if rich else set()
    return {
        "groups": tuple(
            rm.Group(
                id=id_,
                name=dice.name(),
                category=dice.maybe(dice.among(["bakers", *CODES])),
                population=dice.maybe(dice.number(1, 100)),
                population_source=dice.maybe(dice.text),
                part_of=dice.some(groups[:index], 2),
                barriers=dice.some(BARRIERS),
                languages=dice.choice(LANGUAGES),
                hidden=dice.coin(),
                finding_question=dice.maybe(dice.text),
                notes=dice.maybe(dice.text),
            )
            for index, id_ in enumerate(groups)
        ),
        "organisations": tuple(
            rm.Organisation(
                id=id_,
                name=dice.name(),
                team=id_ == "team" or (id_ not in staying and dice.random() < 1 / 12),
                sector=dice.maybe(dice.among(["charity", "council"])),
                capacity=dice.maybe(dice.number(0, 6)),
                influence=dice.maybe(dice.number(1, 5)),
                interest=dice.maybe(dice.number(1, 5)),
                languages=dice.choice(LANGUAGES),
                notes=dice.maybe(dice.text),
            )
            for id_ in organisations
        ),
        "workers": tuple(
            rm.KeyWorker(
                id=id_,
                name=dice.name(),
                role=dice.maybe(dice.name),
                organisation=dice.one_of(organisations),
                capacity=dice.maybe(dice.number(0, 6)),
                until=None if id_ in staying else dice.maybe(dice.end),
                consent=dice.coin(),
                languages=dice.choice(LANGUAGES),
                influence=dice.maybe(dice.number(1, 5)),
                interest=dice.maybe(dice.number(1, 5)),
                notes=dice.maybe(dice.text),
            )
            for id_ in workers
        ),
        "champions": tuple(
            rm.Champion(
                id=id_,
                name=dice.name(),
                groups=dice.some(groups),
                supported_by=dice.one_of([*organisations, *workers]),
                trained_on=dice.maybe(dice.day),
                lived_experience=dice.maybe(dice.among(["current", "past"])),
                lived_until=dice.maybe(lambda: dice.choice([dice.day(), *held])),
                languages=dice.choice(LANGUAGES),
                capacity=dice.maybe(dice.number(0, 6)),
                until=dice.maybe(dice.end),
                consent=dice.coin(),
                notes=dice.maybe(dice.text),
            )
            for id_ in ids["champion"]
        ),
        "channels": tuple(
            rm.Channel(
                id=id_,
                name=dice.name(),
                method=dice.maybe(dice.among(["tea", *METHODS])),
                run_by=dice.one_of(organisations),
                capacity=dice.maybe(dice.number(0, 6)),
                anonymous=dice.maybe(dice.coin),
                notes=dice.maybe(dice.text),
            )
            for id_ in ids["channel"]
        ),
        "venues": tuple(
            rm.Venue(
                id=id_,
                name=dice.name(),
                setting=dice.maybe(dice.name),
                area=dice.maybe(dice.name),
                accessible=dice.maybe(dice.coin),
                notes=dice.maybe(dice.text),
            )
            for id_ in ids["venue"]
        ),
        "activities": activities,
        "voices": tuple(
            rm.Voice(
                id=id_,
                name=dice.name(),
                groups=dice.some(groups),
                lived_experience=dice.maybe(dice.among(["current", "past"])),
                lived_until=dice.maybe(lambda: dice.choice([dice.day(), *held])),
                notes=dice.maybe(dice.text),
            )
            for id_ in ids["voice"]
        ),
    }


def _activity(dice: Dice, id_: str, ids: dict[str, list[str]]) -> rm.Activity:
    return rm.Activity(
        id=id_,
        name=dice.name(),
        date=dice.maybe(lambda: AS_OF + timedelta(30) if dice.random() < 1 / 3 else dice.day()),
        level=dice.maybe(dice.among(["engagement", "co-design"])),
        method=dice.maybe(dice.among(["tea", *METHODS])),
        channel=dice.one_of(ids["channel"]),
        venue=dice.one_of(ids["venue"]),
        run_by=dice.one_of(ids["organisation"]),
        groups=dice.some(ids["group"]),
        records=dice.some([*ids["group"], "bakers", *CODES]) if dice.coin() else (),
        topic=dice.maybe(dice.among(["stroke", "parking"])),
        sensitive=dice.coin(),
        anonymous=dice.maybe(dice.coin),
        can_change=dice.maybe(dice.text),
        staff_hours=dice.maybe(dice.hours),
        attended=dice.maybe(dice.number(0, 40)),
        invited=dice.maybe(dice.number(0, 50)),
        supports=dice.some(["cake", *SUPPORTS]),
        notice_days=dice.maybe(dice.number(0, 50)),
        decided_on=dice.maybe(dice.day),
        feedback_on=dice.maybe(dice.day),
        concerns=dice.one_of(ids["organisation"]),
        no_choice=dice.maybe(dice.among(["safety", "legal"])),
        cost=dice.maybe(dice.money(50)),
        frontline_staff=dice.maybe(dice.coin),
        notes=dice.maybe(dice.text),
    )


def _ledgers(
    dice: Dice, ids: dict[str, list[str]], activities: dict[str, rm.Activity]
) -> dict[str, Any]:
    past = [id_ for id_, each in activities.items() if each.date is None or each.date <= AS_OF]
    kinds: Any = ["own", *get_args(Speaking)]
    came = [
        rm.Attendance(voice=voice, activity=activity, speaking=dice.choice(kinds))
        for voice in ids["voice"]
        for activity in past
        if dice.coin()
    ]
    heads = [_heads(dice, a, g) for a in activities for g in ids["group"] if dice.random() < 1 / 3]
    askers = [*ids["organisation"], *ids["worker"], *ids["champion"], *ids["channel"]]
    outcomes: Any = ["passed-on", "declined", "no-answer", "full"]
    asks = [
        rm.Ask(
            date=AS_OF + timedelta(dice.choice([dice.randint(-200, 5), *EDGES])),
            from_=dice.choice(askers),
            to=dice.choice([*askers, *ids["venue"], *ids["voice"]]),
            group=dice.one_of(ids["group"]),
            activity=dice.one_of(ids["activity"]),
            outcome=dice.maybe(dice.among(outcomes)),
        )
        for _ in range(dice.randint(0, 12))
    ]
    said = [
        rm.Said(
            activity=a,
            group=dice.one_of(ids["group"]),
            question=dice.maybe(dice.text),
            theme=dice.maybe(dice.name),
            summary=dice.maybe(dice.text),
            response=dice.maybe(dice.text),
            told_on=dice.maybe(dice.day),
            owner=dice.maybe(dice.name),
        )
        for a in ids["activity"]
        if dice.coin()
    ]
    seats = [
        rm.PanelSeat(date=dice.day(), voice=v, chance=dice.maybe(dice.chance))
        for v in [*ids["voice"], *ids["champion"]]
        if dice.coin()
    ]
    answers = [
        rm.Finding(rule=rule, subject=subject, answer=dice.text(), on=dice.maybe(dice.day))
        for rule in ("cold", "silent")
        for subject in ("team", *ids["group"])
        if dice.coin()
    ]
    return {
        "attendance": rm.Ledger.of(rm.Attendance, came),
        "turnout": rm.Ledger.of(rm.Turnout, heads),
        "asks": rm.Ledger.of(rm.Ask, asks),
        "said": rm.Ledger.of(rm.Said, said),
        "panels": rm.Ledger.of(rm.PanelSeat, seats),
        "findings": rm.Ledger.of(rm.Finding, answers),
    }


def _heads(dice: Dice, activity: str, group: str) -> rm.Turnout:
    """Return a head count; now and then only how many were invited is known."""
    attended = dice.maybe(dice.number(0, 9))
    invited = dice.randint(0, 50) if attended is None else dice.maybe(dice.number(0, 50))
    return rm.Turnout(activity=activity, group=group, invited=invited, attended=attended)


def _who_was_asked(dice: Dice, nodes: dict[str, Any], ledgers: dict[str, Any]) -> dict[str, Any]:
    """Fill in whom the map is about, who was asked what, who did not say and who comes back."""
    groups: tuple[rm.Group, ...] = nodes["groups"]
    nodes["groups"] = tuple(
        group.model_copy(update={"population_margin": dice.maybe(dice.among([0.0, 0.1, 0.25]))})
        for group in groups
    )
    nodes["channels"] = tuple(
        channel.model_copy(update={"standing": dice.coin()}) for channel in nodes["channels"]
    )
    most = {activity.id: activity.attended for activity in nodes["activities"]}
    heads = []
    for row in ledgers["turnout"]:
        room = 9 if most[row.activity] is None else most[row.activity] - (row.attended or 0)
        declined = dice.maybe(dice.number(0, room))
        heads.append(row.model_copy(update={"not_said": declined}))
    ledgers["turnout"] = rm.Ledger.of(rm.Turnout, heads)
    largest = max((group.population or 0 for group in groups), default=0)
    subjects = [group.id for group in groups if (group.population or largest) >= largest]
    return {
        "subject": dice.choice([None, None, None, *subjects]),
        "asked": dice.some([*(group.id for group in groups), "bakers", *CODES]),
    }


def _sound(activity: rm.Activity, ledgers: dict[str, Any]) -> rm.Activity:
    """Return the activity with at least as many people as its attendance and turnout have."""
    if activity.attended is None:
        return activity
    rows = sum(row.activity == activity.id for row in ledgers["attendance"])
    heads = [row.attended or 0 for row in ledgers["turnout"] if row.activity == activity.id]
    return activity.model_copy(update={"attended": max(activity.attended, rows, *heads, 0)})


def _skeleton(ids: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """Return links of three short ways to a group, of a long one, and of one way to another."""
    (group, other), (first, second) = ids["group"][:2], ids["worker"][:2]
    bodies = ids["organisation"][1:4]
    return [
        *(("KNOWS", "team", body) for body in bodies),
        *(("TRUSTED_BY", body, group) for body in bodies),
        ("KNOWS", bodies[0], first),
        ("KNOWS", first, second),
        ("TRUSTED_BY", second, group),
        ("TRUSTED_BY", bodies[1], other),
    ]


def _links(
    dice: Dice, nodes: dict[str, Any], ids: dict[str, list[str]], *, rich: bool
) -> list[rm.Link]:
    contacts = [*ids["organisation"], *ids["worker"], *ids["champion"], *ids["channel"]]
    trusted = [*ids["organisation"], *ids["worker"], *ids["champion"]]
    pairs: dict[Any, list[tuple[str, str]]] = {
        "KNOWS": [(a, b) for a in contacts for b in contacts if a != b],
        "USES": [(a, b) for a in ids["organisation"] for b in ids["venue"]],
        "TRUSTED_BY": [(a, b) for a in trusted for b in ids["group"]],
        "HEARS": [(a, b) for a in ids["channel"] for b in ids["group"]],
        "GATHERS": [(a, b) for a in ids["venue"] for b in ids["group"]],
        "EMPLOYS": [(w.organisation, w.id) for w in nodes["workers"] if w.organisation],
    }
    every = [(type_, *pair) for type_, ends in pairs.items() for pair in ends]
    chosen = dice.sample(every, min(len(every), dice.choice([0, 1, 3, 6, 9, 12, 18, 24])))
    if rich:
        chosen = [*dict.fromkeys([*_skeleton(ids), *chosen])]
    links = [
        rm.Link(
            from_=tail,
            type=type_,
            to=head,
            source=dice.choice([None, "manager"]),
            both_ways=type_ == "KNOWS" and dice.coin(),
            trust=dice.maybe(dice.number(1, 5)),
            chance=dice.maybe(dice.chance),
            days=dice.maybe(dice.number(0, 9)),
            cost=dice.maybe(dice.among([0.0, 0.0, 1.0, 2.5])),
            last_contact=dice.maybe(dice.day),
            owner=dice.maybe(dice.name),
            notes=dice.maybe(dice.text),
        )
        for type_, tail, head in chosen
    ]
    twice = [link.model_copy(update={"source": "officer", "trust": 2}) for link in links[:2]]
    return [*links, *twice]
