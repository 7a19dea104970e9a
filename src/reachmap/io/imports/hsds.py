"""Open Referral: directories of services in HSDS 3 and its UK profile, as JSON or CSV."""

import re
from collections.abc import Iterator
from typing import Any

from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import Foreign, first_of, is_name, one_line, plain
from reachmap.io.imports.hsds_tables import Record, Tables, is_hsds, tables_of
from reachmap.words import join_names

STAMP = "Open Referral (HSDS)"
SOURCE = "Open Referral"
GROUPS = "open-referral"
"""Section of the mapping: terms, eligibility and ages of services, and our groups."""

LONGEST_TERM = 80
"""Characters up to which a description of eligibility can be the name of a group."""

OPEN_AGE = 100
"""Least upper limit of age that means no limit; ages have at most as many digits."""

GROWN_UP = 18
"""Least age up to which a service without an upper limit is for everybody."""

AGE_BANDS = {
    "oldest-adults": (80, OPEN_AGE),
    "older-adults": (60, OPEN_AGE),
    "children-and-young-people": (0, 18),
    "young-adults": (15, 25),
}
"""Codes of groups, and the ages within which a service is for them."""


def knows(foreign: Foreign) -> bool:
    """Return whether a source is a directory of Open Referral."""
    return is_hsds(foreign)


def read(draft: Draft) -> None:
    """Add the organisations of a directory, whom they are for, where they are, and their roles."""
    hsds_tables = tables_of(draft.foreign)
    bodies = _named(draft, hsds_tables, "organizations", "organisations")
    services = _services(draft, hsds_tables, bodies)
    _add_organisations(draft, hsds_tables, bodies, services)
    _add_groups(draft, hsds_tables, bodies, services)
    _add_venues(draft, hsds_tables, bodies, services)
    _add_roles(draft, hsds_tables, bodies, services)
    draft.leave(
        "descriptions, opening hours, fees, phones, e-mails and postal addresses have no place in "
        "a map",
        "Look them up in the directory",
    )


def _named(draft: Draft, hsds_tables: Tables, table: str, ours: str) -> dict[str, str]:
    """Return our ids of the records that have a name, by their ids."""
    records = hsds_tables.get(table, {})
    named = {
        hsds_id: name
        for hsds_id, hsds_record in records.items()
        if is_name(name := one_line(hsds_record.get("name")))
    }
    without = [hsds_id for hsds_id in records if hsds_id not in named]
    draft.leave_some(without, f"{ours}, as they have no name", "Name them in the directory")
    return {hsds_id: draft.id_of(ours, hsds_id, name) for hsds_id, name in named.items()}


def _services(draft: Draft, hsds_tables: Tables, bodies: dict[str, str]) -> Tables:
    """Return the services in use of organisations that are taken, in a table of their own."""
    used: dict[str, Record] = {}
    closed, lost = [], []
    for hsds_id, hsds_record in hsds_tables.get("services", {}).items():
        name = one_line(hsds_record.get("name")) or hsds_id
        if plain(one_line(hsds_record.get("status"))) in {
            "inactive",
            "defunct",
            "temporarily closed",
        }:
            closed.append(name)
        elif one_line(hsds_record.get("organization_id")) in bodies:
            used[hsds_id] = hsds_record
        else:
            lost.append(name)
    draft.leave_some(closed, "services, as they are closed", "Nothing to do")
    draft.leave_some(
        lost,
        "services, as their organisation is not in the source",
        "Import the organisations as well",
    )
    return {"services": used}


def _add_organisations(
    draft: Draft, hsds_tables: Tables, bodies: dict[str, str], services: Tables
) -> None:
    offered: dict[str, list[str]] = {}
    for hsds_record in services["services"].values():
        day = one_line(hsds_record.get("assured_date"))
        words = one_line(hsds_record.get("name")) + (f" (assured on {day})" if day else "")
        offered.setdefault(one_line(hsds_record.get("organization_id")), []).append(words)
    spoken = _languages(hsds_tables, services["services"])
    for hsds_id, ours in bodies.items():
        about = join_names(offered.get(hsds_id, []), most=20)
        draft.add(
            "organisations",
            id=ours,
            name=one_line(hsds_tables["organizations"][hsds_id].get("name")),
            languages=tuple(sorted(spoken.get(hsds_id, ()))),
            notes=f"{STAMP}: {about}." if about else None,
        )


def _languages(hsds_tables: Tables, services: dict[str, Record]) -> dict[str, set[str]]:
    """Return the languages of services, and of places, by organisation."""
    spoken: dict[str, set[str]] = {}
    for hsds_record in hsds_tables.get("languages", {}).values():
        name = first_of(hsds_record, ("name", "language", "code"))
        for body in _organisations_of(hsds_record, hsds_tables, services):
            if name:
                spoken.setdefault(body, set()).add(name)
    return spoken


def _organisations_of(
    hsds_record: Record, hsds_tables: Tables, services: dict[str, Record]
) -> Iterator[str]:
    """Yield the organisations that a record is about: its own, its service's, its place's."""
    own = one_line(hsds_record.get("organization_id"))
    service = services.get(one_line(hsds_record.get("service_id")), {})
    location = hsds_tables.get("locations", {}).get(one_line(hsds_record.get("location_id")), {})
    for each in (own, *(one_line(part.get("organization_id")) for part in (service, location))):
        if each:
            yield each


def _add_groups(
    draft: Draft, hsds_tables: Tables, bodies: dict[str, str], services: Tables
) -> None:
    """Link organisations to the groups that their services are for."""
    linked: dict[tuple[str, str], None] = {}
    for body, term, usual in _terms(draft, hsds_tables, bodies, services["services"]):
        group = draft.group_of(GROUPS, term, usual=usual)
        if group:
            linked[bodies[body], group] = None
    for body, group in linked:
        draft.add("links", from_=body, type="TRUSTED_BY", to=group, source=SOURCE)
    if linked:
        draft.leave(
            f"{len(linked)} links say that a service is for a group, not how well it is trusted",
            "Write under 'trust' what you know, and delete the links that are not so",
        )


def _terms(
    draft: Draft, hsds_tables: Tables, bodies: dict[str, str], services: dict[str, Record]
) -> Iterator[tuple[str, str, str | None]]:
    """Yield (organisation, term, usual code) of all that says whom a service is for."""
    terms = hsds_tables.get("taxonomy_terms", {})
    for hsds_record in hsds_tables.get("attributes", {}).values():
        target = one_line(hsds_record.get("link_id"))
        body = one_line(services.get(target, {}).get("organization_id")) or target
        name = one_line(terms.get(one_line(hsds_record.get("taxonomy_term_id")), {}).get("name"))
        if name and body in bodies:
            yield body, name, None
    long = []
    for hsds_id, hsds_record in [*services.items(), *hsds_tables.get("eligibility", {}).items()]:
        service = services.get(one_line(hsds_record.get("service_id")), hsds_record)
        body = one_line(service.get("organization_id"))
        text = first_of(hsds_record, ("eligibility_description", "eligibility"))
        if len(text) > LONGEST_TERM:
            long.append(one_line(service.get("name")) or hsds_id)
        elif text and body in bodies:
            yield body, text, None
        ages = _ages(hsds_record.get("minimum_age")), _ages(hsds_record.get("maximum_age"))
        limited = (ages[0] or 0) > GROWN_UP or (ages[1] or OPEN_AGE) < OPEN_AGE
        if limited and body in bodies:
            yield body, _age_words(*ages), _age_code(*ages)
    draft.leave_some(
        long,
        "services, as whom they are for is said in long sentences",
        "Read them in the directory, and add the links that you know of",
    )


def _ages(raw: Any) -> int | None:  # noqa: ANN401  any value of a document
    """Return an age in whole years, if it is one."""
    text = one_line(raw).partition(".")[0]
    return int(text) if re.fullmatch("[0-9]{1,3}", text) else None


def _age_words(least: int | None, most: int | None) -> str:
    upper = "and over" if most is None or most >= OPEN_AGE else f"to {most}"
    return f"ages {least or 0} {upper}"


def _age_code(least: int | None, most: int | None) -> str | None:
    """Return the code of the group that ages stand for, if they do."""
    ages = least or 0, OPEN_AGE if most is None else min(most, OPEN_AGE)
    bands = AGE_BANDS.items()
    return next((code for code, (low, high) in bands if low <= ages[0] and ages[1] <= high), None)


def _add_venues(
    draft: Draft, hsds_tables: Tables, bodies: dict[str, str], services: Tables
) -> None:
    places = {
        hsds_id: hsds_record
        for hsds_id, hsds_record in hsds_tables.get("locations", {}).items()
        if plain(one_line(hsds_record.get("location_type"))) in {"", "physical"}
    }
    draft.leave_some(
        [hsds_id for hsds_id in hsds_tables.get("locations", {}) if hsds_id not in places],
        "locations, as they are virtual or postal",
        "Nothing to do: nobody is met there",
    )
    venues = _named(draft, {"locations": places}, "locations", "venues")
    towns = {
        one_line(hsds_record.get("location_id")): one_line(
            hsds_record.get("city") or hsds_record.get("region")
        )
        for hsds_record in hsds_tables.get("addresses", {}).values()
    }
    ways = {}
    for hsds_record in hsds_tables.get("accessibility", {}).values():
        ways[one_line(hsds_record.get("location_id"))] = first_of(
            hsds_record, ("description", "accessibility")
        )
    for hsds_id, ours in venues.items():
        access = ways.get(hsds_id)
        draft.add(
            "venues",
            id=ours,
            name=one_line(places[hsds_id].get("name")),
            area=towns.get(hsds_id),
            notes=f"{STAMP}: {access}" if access else None,
        )
    for body, location in _uses(hsds_tables, services["services"]):
        if body in bodies and location in venues:
            draft.add("links", from_=bodies[body], type="USES", to=venues[location], source=SOURCE)


def _uses(hsds_tables: Tables, services: dict[str, Record]) -> list[tuple[str, str]]:
    """Return which organisations use which locations."""
    pairs: dict[tuple[str, str], None] = {}
    for hsds_id, hsds_record in hsds_tables.get("locations", {}).items():
        pairs[one_line(hsds_record.get("organization_id")), hsds_id] = None
    for hsds_record in hsds_tables.get("service_at_location", {}).values():
        service = services.get(one_line(hsds_record.get("service_id")), {})
        body = one_line(service.get("organization_id"))
        pairs[body, one_line(hsds_record.get("location_id"))] = None
    return [*pairs]


def _add_roles(draft: Draft, hsds_tables: Tables, bodies: dict[str, str], services: Tables) -> None:
    """Add contacts as roles: the names of people stay where they are."""
    without = 0
    for hsds_record in hsds_tables.get("contacts", {}).values():
        role = one_line(hsds_record.get("title"))
        owners = [
            b
            for b in _organisations_of(hsds_record, hsds_tables, services["services"])
            if b in bodies
        ]
        if not is_name(role) or not owners:
            without += 1
            continue
        body = bodies[owners[0]]
        name = f"{role}, {one_line(hsds_tables['organizations'][owners[0]].get('name'))}"
        worker = draft.id_of("workers", f"{body} {plain(role)}", name)
        draft.add("workers", id=worker, name=name, role=role, organisation=body)
    if hsds_tables.get("contacts"):
        draft.leave(
            "contacts come as roles: names, e-mails and phones of people are never taken",
            "Look them up in the directory",
        )
    if without:
        draft.leave(
            f"{without:,} of the contacts, as they have no role or no organisation in the source",
            "Give them a title in the directory",
        )
