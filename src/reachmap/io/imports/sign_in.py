"""Sign-in and registration lists: who came, under pseudonyms that are made here."""

from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import Foreign
from reachmap.io.imports.sign_in_answers import Answers
from reachmap.io.imports.sign_in_lists import Attendee, attendees, is_sign_in
from reachmap.io.imports.sign_in_occasions import CAME, Occasion, Occasions
from reachmap.io.imports.sign_in_people import SAME, People
from reachmap.words import join_names, words_of_day


def knows(foreign: Foreign) -> bool:
    """Return whether a source is a list of who signed in or registered."""
    return is_sign_in(foreign)


def read(draft: Draft) -> None:
    """Add the activities of lists, who came to them, and the groups that they said."""
    rows = [*attendees(draft.foreign)]
    people = People(draft, rows)
    groups = Answers(draft, rows)
    occasions = Occasions(draft, rows)
    members: dict[str, set[str]] = {}
    nameless: list[int] = []
    absent = 0
    for row in rows:
        occasion = occasions.of(row)
        voice = people.voice_of(row)
        came = occasions.came(row, occasion)
        if voice is None:
            occasion.devices += bool(row.name) and came
            nameless.append(row.row)
            continue
        occasion.listed.add(voice)
        absent += not came and occasion.id not in occasions.planned
        if came:
            occasion.came[voice] = occasion.came.get(voice, False) or row.leads
            members.setdefault(voice, set()).update(groups.of(row))
            occasion.asked |= groups.asked(row)
    for voice, own in members.items():
        draft.add(
            "voices", id=voice, name=voice, groups=tuple(sorted(own)), notes=people.note(voice)
        )
    for occasion in occasions:
        _add_occasion(draft, occasion, occasions.attended(occasion))
    _say_what_is_planned(draft, occasions)
    if absent:
        draft.leave(
            f"{absent:,} of the {len(rows):,} rows, as the list does not say that they came: they "
            "count as invited",
            f"If some came, write yes beside what the list says of them below [{CAME}] in the "
            "mapping file, and import again",
        )
    _say_what_was_left(draft, rows, nameless, people)


def _say_what_is_planned(draft: Draft, occasions: Occasions) -> None:
    """Note the activities that are still to come, and on which day where a map names its own."""
    day = occasions.about.as_of
    on = f" on {words_of_day(day)}, the day of the map ('as_of' in about)" if day else ""
    draft.leave_some(
        occasions.planned.values(),
        f"activities, as they are still to come{on}; those on the list count as invited",
        "Import the list again afterwards, with who came",
    )


def _add_occasion(draft: Draft, occasion: Occasion, attended: int | None) -> None:
    draft.add(
        "activities",
        id=occasion.id,
        name=occasion.name,
        date=occasion.day,
        attended=attended,
        invited=len(occasion.listed) if occasion.says_who_came else None,
        records=tuple(sorted(occasion.asked)),
    )
    for voice, leads in occasion.came.items():
        draft.add(
            "attendance",
            voice=voice,
            activity=occasion.id,
            speaking="facilitator" if leads else "own",
        )


def _say_what_was_left(
    draft: Draft, rows: list[Attendee], nameless: list[int], people: People
) -> None:
    draft.leave(
        "names, e-mails, telephones, addresses, times and orders are never taken: people come as "
        "pseudonyms",
        "Keep the key, and not beside the map: with it the next list gives them the same ones",
    )
    if nameless:
        numbers = join_names([str(row) for row in nameless])
        draft.leave(
            f"{len(nameless):,} of the {len(rows):,} rows, as they name a device, nobody or "
            f"somebody whom the mapping leaves out: rows {numbers}",
            "Nothing to do: those who came are counted, as nobody in particular",
        )
    for voice, other, rows_of_both in people.likely_same():
        draft.leave(
            f"{voice} and {other} may be the same person ({rows_of_both})",
            f"If so, take away the question mark beside {voice} below [{SAME}] in the mapping file",
        )
