"""What may be missing to say who is heard, and how often the same people speak."""

from functools import partial

from reachmap.analysis.participation.subject import all_come_out_high, group_of_most
from reachmap.analysis.readiness.facts import ReadinessFacts
from reachmap.analysis.readiness.gaps import GapCounts, GapSize


def _no_groups(facts: ReadinessFacts) -> GapSize | None:
    return None if facts.snapshot.groups else GapSize(None)


def _all_groups(facts: ReadinessFacts) -> GapSize:
    return GapSize(len(facts.snapshot.groups))


def _no_past(facts: ReadinessFacts, *, planned: bool) -> GapSize | None:
    """Count where no activity has taken place, whether or not any is planned."""
    any_planned = bool(facts.snapshot.outline.activities)
    missing = not facts.snapshot.past and any_planned == planned
    return _all_groups(facts) if missing else None


def _uncounted_activities(facts: ReadinessFacts) -> GapSize | None:
    """Count the activities without head counts by group and without voices."""
    groups, past, uncounted = facts.snapshot.groups, facts.snapshot.past, facts.uncounted
    if not uncounted:
        return None
    if groups and not facts.recorded:
        return GapSize(len(groups), len(uncounted), len(past), loss="all")
    touched = {group for activity in uncounted for group in activity.groups}
    return GapSize(len(touched), len(uncounted), len(past), loss="part" if touched else "detail")


def _uncounted_in_all(facts: ReadinessFacts) -> GapSize | None:
    """Count the activities where none has how many came in all, nor anybody by voice."""
    past, voices = facts.snapshot.past, facts.snapshot.attendance_by_activity.activities
    if not past or any(each.attended is not None or each.id in voices for each in past):
        return None
    return GapSize(len(facts.snapshot.groups), len(past), len(past))


def _unrecorded_groups(facts: ReadinessFacts) -> GapSize | None:
    """Count the groups about which no activity, of those with any count, recorded anything."""
    groups = facts.unrecorded
    if not groups or len(facts.uncounted) == len(facts.snapshot.past):
        return None
    return GapSize(
        groups=len(groups),
        missing=len(groups),
        of=len(facts.snapshot.groups),
        names=facts.names(groups),
        loss="part" if facts.recorded else "all",
    )


def _no_area_population(facts: ReadinessFacts) -> GapSize | None:
    snapshot = facts.snapshot
    if not (snapshot.past and snapshot.groups):
        return None
    blank = snapshot.outline.about.area_population is None
    return GapSize(len(snapshot.groups), 1, 1) if blank else None


def _no_subject(facts: ReadinessFacts) -> GapSize | None:
    """Count where the map may be about one group alone, and names none."""
    rows, outline = facts.heard.groups, facts.snapshot.outline
    doubt = all_come_out_high(rows, outline) or group_of_most(rows, outline)
    return GapSize(len(facts.snapshot.groups), 1, 1) if doubt else None


def _groups_without_population(facts: ReadinessFacts) -> GapSize | None:
    groups = facts.snapshot.groups
    names = tuple(group.name for group in groups.values() if group.population is None)
    if not (facts.snapshot.past and names):
        return None
    return GapSize(len(names), len(names), len(groups), names)


def _activities_without(facts: ReadinessFacts, column: str) -> GapSize | None:
    """Count the past activities in which a column is blank."""
    past = facts.snapshot.past
    blank = [activity for activity in past if getattr(activity, column) is None]
    return GapSize(facts.groups_visible_at(blank), len(blank), len(past)) if blank else None


GAPS_OF_HEARD: GapCounts = {
    "groups.name": _no_groups,
    "activities.planned": partial(_no_past, planned=True),
    "activities": partial(_no_past, planned=False),
    "activities.attended": _uncounted_in_all,
    "turnout.attended": _uncounted_activities,
    "turnout.group": _unrecorded_groups,
    "about.area_population": _no_area_population,
    "about.subject": _no_subject,
    "groups.population": _groups_without_population,
    "activities.date": partial(_activities_without, column="date"),
    "activities.method": partial(_activities_without, column="method"),
    "activities.level": partial(_activities_without, column="level"),
}


def _nobody_by_voice(facts: ReadinessFacts, *, any_voices: bool) -> GapSize | None:
    """Count where no voice spoke anywhere, whether or not any is listed."""
    listed = bool(facts.snapshot.sizes["voices"])
    missing = not facts.talking.voices and listed == any_voices
    return _all_groups(facts) if missing else None


def _voices_without_groups(facts: ReadinessFacts) -> GapSize | None:
    blank = facts.talking.without_groups
    return GapSize(facts.recorded, blank, facts.talking.voices) if blank else None


def _voices_without_experience(facts: ReadinessFacts) -> GapSize | None:
    talking = facts.talking
    blank = talking.without_experience
    return GapSize(talking.groups_without_experience, blank, talking.voices) if blank else None


def _channels_unknown(facts: ReadinessFacts, *, any_channels: bool) -> GapSize | None:
    """Count where no activity has a channel: one without may be no sitting of any."""
    past, channels = facts.snapshot.past, facts.snapshot.channels
    if not past or any(activity.channel for activity in past) or bool(channels) != any_channels:
        return None
    groups = facts.groups_heard_at(past)
    return GapSize(groups, len(past), len(past)) if channels else GapSize(groups)


GAPS_OF_VOICES: GapCounts = {
    "attendance": partial(_nobody_by_voice, any_voices=True),
    "voices": partial(_nobody_by_voice, any_voices=False),
    "voices.groups": _voices_without_groups,
    "voices.lived_experience": _voices_without_experience,
    "channels": partial(_channels_unknown, any_channels=False),
    "activities.channel": partial(_channels_unknown, any_channels=True),
}
