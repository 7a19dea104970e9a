"""Standing channels: who came in the last year, who of them is new, and how even it is."""

from collections.abc import Iterator
from datetime import date, timedelta

from reachmap.analysis.concentration import effective
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.voices.rows import Concentration, StandingChannel

YEAR = timedelta(days=365)


def standing_channels(
    snapshot: Snapshot, scopes: tuple[Concentration, ...], last: date
) -> Iterator[StandingChannel]:
    """Yield the standing channels among some scopes, as they are on the last day of a window."""
    for scope in scopes:
        if scope.unjudged == "standing" and scope.id:
            yield _standing_channel(snapshot, scope, scope.id, last)


def _standing_channel(
    snapshot: Snapshot, scope: Concentration, channel: str, last: date
) -> StandingChannel:
    """Return who came in the year up to a day, and who of them is on no earlier record."""
    sittings = sorted(
        (activity.date, activity.id)
        for activity in snapshot.past
        if activity.channel == channel and activity.date and activity.date <= last
    )
    ids = [id_ for _, id_ in sittings]
    came = dict(zip(ids, snapshot.store.places(ids).tolist(), strict=True))
    days = {id_: day for day, id_ in sittings if came[id_]}
    before = [id_ for id_, day in days.items() if day <= last - YEAR]
    year = [id_ for id_ in days if id_ not in before]
    frequencies = snapshot.store.frequencies
    known, often = len(frequencies(before)), frequencies(year)
    even = effective(often)
    return StandingChannel(
        channel=channel,
        name=scope.name,
        until=last,
        members=len(often),
        new_members=len(frequencies([*before, *year])) - known if before else None,
        first_record=min(days.values(), default=None),
        evenness=even / len(often) if even else None,
    )
