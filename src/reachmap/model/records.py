"""The records of events: who came, who was asked, what was said."""

from typing import Annotated

from pydantic import Field

from reachmap.model.choices import Outcome, Speaking
from reachmap.model.fields import (
    COUNT,
    FREE_TEXT,
    ORGANISATION,
    PERSONAL,
    PUBLIC,
    Chance,
    Count,
    Day,
    Id,
    Item,
    Record,
    Text,
    refers_to,
)

ASKABLE = ("organisation", "worker", "champion", "channel", "venue", "voice")


class Attendance(Record):
    """One voice at one activity."""

    voice: Annotated[Id, refers_to("voice"), PERSONAL]
    """The voice that came."""

    activity: Annotated[Id, refers_to("activity"), PUBLIC]
    """The activity it came to."""

    speaking: Annotated[Speaking, PERSONAL] = "own"
    """For whom the voice spoke; staff and facilitators are not counted as voices."""


class Turnout(Record):
    """A head count: how many of a group came where people are not recorded one by one."""

    activity: Annotated[Id, refers_to("activity"), PUBLIC]
    """The activity."""

    group: Annotated[Id, refers_to("group"), PUBLIC]
    """The group that was counted."""

    invited: Annotated[Count | None, COUNT] = None
    """How many people of the group were invited."""

    attended: Annotated[Count | None, COUNT] = None
    """How many people of the group came."""

    not_said: Annotated[Count | None, COUNT] = None
    """How many of those who came were asked and did not say."""


class Ask(Record):
    """One ask: who asked, who was asked, about what, and with which outcome."""

    date: Annotated[Day, ORGANISATION]
    """Day of the ask."""

    from_: Annotated[Id, Field(alias="from"), refers_to(*ASKABLE[:4]), ORGANISATION]
    """Who asked."""

    to: Annotated[Id, refers_to(*ASKABLE), PERSONAL]
    """Who was asked."""

    group: Annotated[Id | None, refers_to("group"), ORGANISATION] = None
    """Group that the ask was about."""

    activity: Annotated[Id | None, refers_to("activity"), ORGANISATION] = None
    """Activity that the ask was for; without a group it asks to take part there, and for no
    introduction."""

    outcome: Annotated[Outcome | None, ORGANISATION] = None
    """The outcome; blank while the ask is open."""


class Said(Record):
    """Something that was heard, and what was done about it: "you said, we did"."""

    activity: Annotated[Id, refers_to("activity"), PUBLIC]
    """Activity at which it was said."""

    group: Annotated[Id | None, refers_to("group"), PUBLIC] = None
    """Group that said it."""

    question: Annotated[Text | None, FREE_TEXT] = None
    """What was asked."""

    theme: Annotated[Item | None, PUBLIC] = None
    """Theme it belongs to."""

    summary: Annotated[Text | None, FREE_TEXT] = None
    """What was said, in a line, with nobody named."""

    response: Annotated[Text | None, FREE_TEXT] = None
    """What was done, or could not be done and why."""

    told_on: Annotated[Day | None, PUBLIC] = None
    """Day those who said it were told."""

    owner: Annotated[Item | None, PERSONAL] = None
    """Who owes them an answer."""


class PanelSeat(Record):
    """A seat that a past panel gave to a voice or champion."""

    date: Annotated[Day, PERSONAL]
    """Day of the draw."""

    voice: Annotated[Id, refers_to("voice", "champion"), PERSONAL]
    """Who was drawn."""

    chance: Annotated[Chance | None, PERSONAL] = None
    """The chance with which they were drawn, in (0, 1]."""


class Finding(Record):
    """The team's answer to a finding of the review, which is then not raised again."""

    rule: Annotated[Id, PUBLIC]
    """Rule of the review."""

    subject: Annotated[Id, FREE_TEXT]
    """Node that the finding was about."""

    answer: Annotated[Text, FREE_TEXT]
    """What the team said to it."""

    on: Annotated[Day | None, PUBLIC] = None
    """Day of the answer."""
