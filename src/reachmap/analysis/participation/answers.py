"""Who has said whether they are of a group: counted voices and heads, group by group.

Arrays have shape (groups,), in the order of the map's groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reachmap.analysis.group_counts import GroupCounts, group_counts, rows_by_name
from reachmap.analysis.participation.bounds import Known
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.hierarchy import narrower_groups, wider_groups
from reachmap.model.nodes import Activity
from reachmap.store.counts import Counts, VoicesAlike

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Answers:
    """What everybody who was heard has said about each group."""

    people: int
    """Everybody heard: distinct voices, and heads counted beyond them."""
    people_counted: int
    """Of these, heads."""
    heard: Counts
    """People known to be of the group."""
    heads: Counts
    """Of these, heads."""
    at_own: Counts
    """Of these, known at sessions held for the group, a narrower or a wider one."""
    near: Counts
    """People never asked, at such sessions."""
    far: Counts
    """People never asked, elsewhere."""
    open_people: Counts
    """People asked about the group itself at activities held for nobody in particular."""
    open_heard: Counts
    """Of these, people of the group."""
    open_channels: Counts
    """Different channels that asked them; an activity without a channel is one of its own."""
    about_itself: Bools
    """Whether anybody was asked about the group itself."""
    same: Counts
    """Heads of the group that may be the same people at several sittings of a channel."""
    others: Counts
    """Heads of others that may be."""

    def known(self, number: int) -> Known:
        """Return what is known of a group by its row."""
        columns = {
            name: getattr(self, name)[number].item()
            for name in Known.__dataclass_fields__
            if name != "people"
        }
        return Known(people=self.people, **columns)


def answers(snapshot: Snapshot, activities: Sequence[Activity]) -> Answers:
    """Return who has said whether they are of each group, at some activities."""
    seen = group_counts(snapshot, activities)
    return answers_of(snapshot, seen, voice_answers(snapshot, seen))


def answers_of(snapshot: Snapshot, seen: GroupCounts, voices: VoiceAnswers) -> Answers:
    """Return who has said whether they are of each group, of what was counted."""
    activities, outline = seen.activities, snapshot.outline
    own, asked, is_open = _held_for(snapshot, seen), _asked(snapshot, seen), _is_open(seen)
    counted = seen.counted & is_open
    asking = (counted & (seen.unnamed > 0)) | (asked & is_open & (seen.named > 0))
    answered = Answers(
        people=voices.people + int(seen.unnamed.sum()),
        people_counted=int(seen.unnamed.sum()),
        heard=voices.heard + seen.heads.sum(axis=1),
        heads=seen.heads.sum(axis=1),
        at_own=voices.at_own + _sum_where(own, seen.heads),
        near=voices.near + _sum_where(own, seen.most) - _sum_where(own, seen.heads),
        far=voices.far + _sum_where(~own, seen.most) - _sum_where(~own, seen.heads),
        open_people=voices.open_people + _heads_asked(seen, counted),
        open_heard=voices.open_heard + _sum_where(counted, seen.heads),
        open_channels=_channels(activities, asking),
        about_itself=np.any(seen.counted | (asked & (seen.named > 0)), axis=1),
        same=_perhaps_the_same(activities, len(own), lambda at: seen.heads[:, at]),
        others=_perhaps_the_same(
            activities, len(own), lambda at: np.maximum(seen.unnamed[at] - seen.most[:, at], 0)
        ),
    )
    if outline.about.subject is not None:
        _all_of_the_subject(snapshot, answered)
    return answered


def _sum_where(chosen: Bools, counts: Counts) -> Counts:
    """Return the sums of some of the counts of each group: shape (groups,).

    Group by group: of a large map one array more of all groups is hundreds of megabytes.
    """
    return np.array([row[of].sum() for of, row in zip(chosen, counts, strict=True)], np.int64)


def _heads_asked(seen: GroupCounts, counted: Bools) -> Counts:
    """Return the heads that said whether they are of each group, where turnout counted them."""
    rows = zip(seen.not_said, seen.heads, counted, strict=True)
    asked = [np.maximum(seen.unnamed - unsaid, heads)[of].sum() for unsaid, heads, of in rows]
    return np.array(asked, np.int64)


def _all_of_the_subject(snapshot: Snapshot, answered: Answers) -> None:
    """Count all who did not say otherwise as of the group that the whole map is about."""
    outline = snapshot.outline
    wider = wider_groups(outline.groups)[str(outline.about.subject)]
    for number, group in enumerate(outline.groups):
        if group.id in wider:
            answered.heard[number] += answered.near[number] + answered.far[number]
            answered.near[number] = answered.far[number] = 0
            answered.about_itself[number] |= answered.people > 0


def _held_for(snapshot: Snapshot, seen: GroupCounts) -> Bools:
    """Return which activities are held for each group, a narrower or a wider one."""
    groups = snapshot.outline.groups
    row = {group: number for number, group in enumerate(seen.groups)}
    wider, narrower = wider_groups(groups), narrower_groups(groups)
    own = np.zeros(seen.asks.shape, bool)
    for number, activity in enumerate(seen.activities):
        for group in activity.groups:
            own[[row[each] for each in (*wider[group], *narrower[group])], number] = True
    return own


def _is_open(seen: GroupCounts) -> Bools:
    """Return which activities were held for nobody in particular."""
    return np.array([not activity.groups for activity in seen.activities], bool)


def _asked(snapshot: Snapshot, seen: GroupCounts) -> Bools:
    """Return about which groups the voices at each activity were asked, there or on joining."""
    outline = snapshot.outline
    names = rows_by_name(outline.groups)
    asked = seen.asks.copy()
    for name in outline.about.asked:
        asked[names.get(name, [])] = True
    return asked


@dataclass(frozen=True, slots=True)
class VoiceAnswers:
    """What distinct voices have said; the fields are those of `Answers`."""

    people: int
    heard: Counts
    at_own: Counts
    near: Counts
    far: Counts
    open_people: Counts
    open_heard: Counts


def voice_answers(snapshot: Snapshot, seen: GroupCounts) -> VoiceAnswers:
    """Return what distinct voices have said, counted by those alike."""
    own, asked, is_open = _held_for(snapshot, seen), _asked(snapshot, seen), _is_open(seen)
    flags = np.concatenate([own, asked, asked & is_open])
    kinds: defaultdict[bytes, list[int]] = defaultdict(list)
    for number, flag in enumerate(np.packbits(flags, axis=0).T):
        if flag.any():
            kinds[flag.tobytes()].append(number)
    names = [activity.id for activity in seen.activities]
    first = [numbers[0] for numbers in kinds.values()]
    alike = snapshot.store.voices_alike(
        names, [[names[number] for number in numbers] for numbers in kinds.values()]
    )
    member = _members(alike, seen.groups)
    came_own, came_asked, came_open = (
        _heard_at(alike, part[:, first]) for part in (own, asked, asked & is_open)
    )
    # Who was asked about a wider group and is not of it has said that they are not of this one.
    not_of = came_asked & ~member
    row = {group: number for number, group in enumerate(seen.groups)}
    said_no = np.zeros_like(member)
    for group, wider in wider_groups(snapshot.outline.groups).items():
        said_no[:, row[group]] = not_of[:, [row[each] for each in wider]].any(axis=1)
    unsaid = ~member & ~said_no
    return VoiceAnswers(
        people=int(alike.people.sum()),
        heard=alike.people @ member,
        at_own=alike.people @ (member & came_own),
        near=alike.people @ (unsaid & came_own),
        far=alike.people @ (unsaid & ~came_own),
        open_people=alike.people @ came_open,
        open_heard=alike.people @ (came_open & member),
    )


def _heard_at(alike: VoicesAlike, chosen: Bools) -> Bools:
    """Return who was heard at some kinds of activity, chosen by group: shape (rows, groups)."""
    row = np.repeat(np.arange(len(alike.kinds)), [len(each) for each in alike.kinds])
    kind = np.array([kind for each in alike.kinds for kind in each], np.int64)
    heard = np.zeros((len(alike.kinds), len(chosen)), bool)
    for group, kinds in enumerate(chosen):
        heard[row[kinds[kind]], group] = True
    return heard


def _members(alike: VoicesAlike, groups: Sequence[str]) -> Bools:
    """Return of which groups each row is: shape (rows, groups)."""
    column = {group: number for number, group in enumerate(groups)}
    member = np.zeros((len(alike.groups), len(groups)), bool)
    for row, own in enumerate(alike.groups):
        member[row, [column[group] for group in own]] = True
    return member


def _channel_numbers(activities: Sequence[Activity]) -> Counts:
    """Return the number of the channel of each activity; those without are each their own."""
    numbers: dict[tuple[str, str], int] = {}
    names = [
        ("channel", activity.channel) if activity.channel else ("activity", activity.id)
        for activity in activities
    ]
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def _channels(activities: Sequence[Activity], asking: Bools) -> Counts:
    """Return how many channels the activities that asked are of."""
    numbers = _channel_numbers(activities)
    row, column = np.nonzero(asking)
    width = len(activities) + 1
    pairs = np.unique(row * width + numbers[column])
    return np.bincount(pairs // width, minlength=len(asking)).astype(np.int64)


def _perhaps_the_same(
    activities: Sequence[Activity], groups: int, heads_at: Callable[[Bools], Counts]
) -> Counts:
    """Return the heads beyond the largest sitting of each channel, for each of some groups."""
    numbers = _channel_numbers(activities)
    same = np.zeros(groups, np.int64)
    for number in np.flatnonzero(np.bincount(numbers) > 1).tolist():
        sittings = heads_at(numbers == number)
        same += sittings.sum(axis=1) - sittings.max(axis=1)
    return same
