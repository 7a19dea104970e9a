"""The answer in one minute, made of a briefing that was released for its readers."""

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.one_minute.actions import next_actions
from reachmap.analysis.one_minute.rows import OneMinute
from reachmap.analysis.one_minute.words import (
    ACTIONS,
    LEAST_HEARD,
    LEFT_OUT,
    words_of_least,
    words_of_unheard,
    words_of_voices,
)
from reachmap.analysis.participation.question import Participation
from reachmap.analysis.voices.question import Voices
from reachmap.words import join_names, words_of_count


def one_minute(answers: Briefing) -> OneMinute:
    """Say in one minute who is not heard, who is heard least, whose voices fill the room.

    It is made of what its readers may see: hand it the content of a released briefing.

    Examples
    --------
    >>> import reachmap as rm
    >>> from reachmap.analysis.briefing import briefing
    >>> from reachmap.analysis.snapshot import Snapshot
    >>> answers = briefing(Snapshot.of(rm.demo().stakeholders))
    >>> one_minute(answers).not_heard.partition(". ")[0]
    'Nobody known among those we asked: Hidden carers and Bangladeshi women'
    """
    actions = next_actions(answers)
    no_action = ACTIONS["none"] if answers.is_for_team else LEFT_OUT["actions"]
    return OneMinute(
        not_heard=_not_heard(answers.heard),
        least_heard=_least_heard(answers.heard),
        voices=_voices(answers.voices),
        actions=actions,
        no_action="" if actions else no_action,
    )


def _not_heard(heard: Participation) -> str:
    """Return who is not heard, or why that cannot be told."""
    if not heard.is_for_team and heard.groups:
        return LEFT_OUT["not_heard"]
    unheard = [row.name for row in heard.of("unheard")]
    return words_of_unheard(unheard, len(heard.of("not-recorded")), len(heard.groups))


def _least_heard(heard: Participation) -> str:
    """Return who is heard least of those we can tell, or why that cannot be told."""
    under = heard.of("under")
    if not heard.is_for_team:
        names = join_names((row.name for row in under), most=None)
        words = LEAST_HEARD["names"].format(groups=names) if under else ""
        return f"{words} {LEFT_OUT['least_heard']}".strip()
    if under:
        return words_of_least(under[0], len(under) - 1)
    unclear = len(heard.of("uncertain", "unknown"))
    return LEAST_HEARD[_why_none(heard)].format(number=words_of_count(unclear, "group"))


def _why_none(heard: Participation) -> str:
    """Return why no group is known to be heard less than its share, by the key of its words."""
    if not heard.people:
        return "nobody"
    known = [row for row in heard.groups if row.heard]
    if not known:
        return "none_known"
    if all(row.status == "unknown" for row in known):
        return "no_population"
    return "uncertain" if heard.of("uncertain", "unknown") else "settled"


def _voices(voices: Voices) -> str:
    """Return whose voices fill the room."""
    if voices.voices is None:
        return LEFT_OUT["voices"]
    return words_of_voices(voices.overall, voices.judged, voices.more_than_luck)
