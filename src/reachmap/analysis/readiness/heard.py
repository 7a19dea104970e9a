"""What is lacking to say who is heard, and how often the same people speak."""

from __future__ import annotations

from collections.abc import Iterator

from reachmap.analysis.readiness.known import Known
from reachmap.analysis.readiness.rows import Gap


def gaps_of_heard(known: Known) -> Iterator[Gap]:
    """Yield what is lacking to say who is heard."""
    if not known.groups:
        yield Gap(
            table="groups",
            column="name",
            question="heard",
            loss="all",
            subject="No groups",
            effect="who is heard, and who could be reached,",
        )
    if not known.past:
        yield Gap(
            table="activities",
            question="heard",
            loss="all",
            groups=len(known.groups),
            subject="No activity has taken place yet"
            if known.map.activities
            else "No activities (the last ten will do)",
            effect="who is heard",
        )
        return
    yield from _counting(known)
    yield from _shares(known)
    yield from _activities(known)


def _counting(known: Known) -> Iterator[Gap]:
    """Yield the activities at which nobody counted, and the groups nobody counted."""
    uncounted = [activity for activity in known.past if activity.id not in known.counted]
    if uncounted:
        nothing = known.groups and not known.recorded
        touched = {group for activity in uncounted for group in activity.groups}
        yield Gap(
            table="turnout",
            column="attended",
            missing=len(uncounted),
            of=len(known.past),
            question="heard",
            loss="all" if nothing else "part" if touched else "detail",
            groups=len(known.groups) if nothing else len(touched),
            subject="Nobody counted, group by group, at",
            things="activities",
            effect="whom they heard",
        )
    if known.unrecorded and len(uncounted) < len(known.past):
        yield Gap(
            table="turnout",
            column="group",
            missing=len(known.unrecorded),
            of=len(known.groups),
            question="heard",
            loss="part" if known.recorded else "all",
            groups=len(known.unrecorded),
            subject="Nobody asked about, or counted, people of",
            things="groups",
            names=known.names(known.unrecorded),
            effect="whether they are heard",
            from_memory=False,
        )


def _shares(known: Known) -> Iterator[Gap]:
    """Yield the populations that shares are reckoned against."""
    if known.map.about.area_population is None and known.groups:
        yield Gap(
            table="about",
            column="area_population",
            missing=1,
            of=1,
            question="heard",
            loss="part",
            groups=len(known.groups),
            subject="No population of the area",
            effect="which groups are heard less than their share",
        )
    lacking = [group for group in known.groups.values() if group.population is None]
    if lacking:
        yield Gap(
            table="groups",
            column="population",
            missing=len(lacking),
            of=len(known.groups),
            question="heard",
            loss="part",
            groups=len(lacking),
            subject="No population for",
            things="groups",
            names=tuple(group.name for group in lacking),
            effect="whether they are heard less than their share",
        )


def _activities(known: Known) -> Iterator[Gap]:
    """Yield the columns of activities by which who is heard can be narrowed."""
    for column, subject, effect in (
        ("date", "No day for", "in which months they heard people"),
        ("method", "No method for", "which way of hearing people reached whom"),
        ("level", "No level for", "how much say people had"),
    ):
        lacking = [activity for activity in known.past if getattr(activity, column) is None]
        if lacking:
            yield Gap(
                table="activities",
                column=column,
                missing=len(lacking),
                of=len(known.past),
                question="heard",
                loss="detail",
                groups=known.shown_at(lacking),
                subject=subject,
                things="activities",
                effect=effect,
            )


def gaps_of_voices(known: Known) -> Iterator[Gap]:
    """Yield what is lacking to say how often the same people speak."""
    if not known.talking.voices:
        yield Gap(
            table="attendance" if known.sizes["voices"] else "voices",
            question="voices",
            loss="all",
            groups=len(known.groups),
            subject="Nobody recorded by voice (under a pseudonym, in 'voices' and 'attendance')",
            effect="whether the same people come each time",
            from_memory=False,
        )
    yield from _speakers(known)
    yield from _channels(known)


def _speakers(known: Known) -> Iterator[Gap]:
    """Yield what is not told of those who spoke."""
    talking = known.talking
    if talking.without_groups:
        yield Gap(
            table="voices",
            column="groups",
            missing=talking.without_groups,
            of=talking.voices,
            question="heard",
            loss="detail",
            groups=known.recorded,
            subject="No groups for",
            things="voices",
            effect="whom they speak for",
            from_memory=False,
        )
    if talking.without_experience:
        yield Gap(
            table="voices",
            column="lived_experience",
            missing=talking.without_experience,
            of=talking.voices,
            question="voices",
            loss="part",
            groups=talking.groups_without_experience,
            subject="Nothing on lived experience for",
            things="voices",
            effect="whether they live it now or did in the past",
            from_memory=False,
        )


def _channels(known: Known) -> Iterator[Gap]:
    """Yield channels where there is none; an activity without one may be none's sitting."""
    sittings = [activity for activity in known.past if activity.channel]
    if not known.past or sittings:
        return
    absent = not known.map.channels
    yield Gap(
        table="channels" if absent else "activities",
        column=None if absent else "channel",
        missing=None if absent else len(known.past),
        of=None if absent else len(known.past),
        question="voices",
        loss="part",
        groups=known.came_through(known.past),
        subject="No channels (a panel, a forum, a survey)" if absent else "No channel named for",
        things="" if absent else "activities",
        effect="which groups are heard through one channel alone",
    )
