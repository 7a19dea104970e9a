"""What-if in words: which groups are lost, which are harder to reach, which easier."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reachmap.analysis.what_if.rows import GroupChange
from reachmap.words import TableWords, join_names, sentence_tables, words_of_shift

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
IF: Mapping[str, str] = WORDS["IF"]
WHAT_IF: Mapping[str, str] = WORDS["WHAT_IF"]
PAGE: Mapping[str, str] = WORDS["PAGE"]
CHART: Mapping[str, str] = WORDS["CHART"]


def words_of_change(
    changes: Sequence[str],
    moved: Sequence[GroupChange],
    groups: int,
    *,
    gone_too: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return which groups are lost, harder or easier to reach, or reached through others."""
    lost = [group_change.name for group_change in moved if group_change.lost]
    harder = [_shift(group_change) for group_change in moved if group_change.is_harder]
    easier = [_shift(group_change) for group_change in reversed(moved) if group_change.is_easier]
    rerouted = [
        SENTENCES["through"].format(group=group_change.name, names=words_of_others(group_change))
        for group_change in moved
        if group_change.is_rerouted and group_change.best_route_before and not group_change.lost
    ]
    lines = [SENTENCES["if"].format(changes="; ".join(changes))]
    lines += [words] if (words := words_of_gone_too(gone_too)) else []
    lines += [
        SENTENCES[key].format(groups=join_names(names))
        for key, names in (
            ("lost", lost),
            ("harder", harder),
            ("easier", easier),
            ("rerouted", rerouted),
        )
        if names
    ]
    in_part = [group_change for group_change in moved if group_change.parts]
    lines += [
        SENTENCES["in_part"].format(group=each.name, parts=join_names(each.parts))
        for each in in_part
    ]
    if not (lost or harder or easier or in_part):
        return (*lines, SENTENCES["all_same"]) if groups else tuple(lines)
    same = groups - sum(map(_is_told, moved))
    if same:
        lines.append(SENTENCES["same"].format(same=same, all=groups))
    return tuple(lines)


def _is_told(group_change: GroupChange) -> bool:
    """Return whether what changes for a group is said."""
    shifted = group_change.lost or group_change.is_harder or group_change.is_easier
    rerouted = group_change.is_rerouted and bool(group_change.best_route_before)
    return bool(shifted or rerouted or group_change.parts)


def words_of_leaving(
    name: str, moved: Sequence[GroupChange], groups: int, *, gone_too: Sequence[str]
) -> tuple[str, ...]:
    """Return what changes if someone leaves who groups depend on."""
    gone = (SENTENCES["gone"].format(name=name),)
    return words_of_change(gone, moved, groups, gone_too=gone_too)


def words_of_gone_too(names: Sequence[str]) -> str:
    """Return who goes with an organisation; empty where nobody does."""
    return SENTENCES["gone_too"].format(names=join_names(names)) if names else ""


def _shift(group_change: GroupChange) -> str:
    """Return a group with how often some introduction works, before and after."""
    before, after = (
        round(100 * (each or 0)) for each in (group_change.chance_before, group_change.chance_after)
    )
    return SENTENCES["group"].format(group=group_change.name, before=before, after=after)


def words_of_others(group_change: GroupChange) -> str:
    """Return who the best way goes through after."""
    return SENTENCES["then"].join(group_change.names_after[1:-1]) or SENTENCES["ourselves"]


EVERY_DEPARTURE = TableWords("What changes if a sole gatekeeper leaves")

SCRIPT: Mapping[str, str] = MappingProxyType(
    {
        **{f"what_if_{kind}": words for kind, words in WHAT_IF.items()},
        **{f"if_{kind}": words for kind, words in IF.items()},
        "lost": "No known way is left to",
        "lost_nearest": ". Who is nearest: {words}.",
        "harder": "Harder to reach, or through others",
        "harder_how": ": {words}.",
        "same": "Nothing changes for {groups}.",
        "group": "1 group",
        "groups": "{number} groups",
        "all_keep": "{if}: no group loses its last known way.",
        "all_keep_harder": (
            "{if}: no group loses its last known way; {groups} harder to reach, or through others."
        ),
        "some_lost": "{if}: no known way is left to {lost}.",
        "some_lost_harder": (
            "{if}: no known way is left to {lost}; {groups} harder to reach, or through others."
        ),
    }
)
"""What the page says on choice: templates that its scripts fill."""


def words_of_departure(group_change: GroupChange) -> str:
    """Return what changes for a group that keeps a way; empty where hardly anything does."""
    words = (
        [words_of_shift(group_change.chance_before, group_change.chance_after)]
        if group_change.is_harder
        else []
    )
    if group_change.is_rerouted:
        words.append(PAGE["best_through"].format(names=words_of_others(group_change)))
    if group_change.parts:
        words.append(PAGE["in_part"].format(parts=join_names(group_change.parts)))
    return "; ".join(words)
