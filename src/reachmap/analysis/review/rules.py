"""What the review looks for: each rule with its reason and its remedy."""

from __future__ import annotations

from reachmap.analysis.review.rows import Rule

NO_CHOICE = (
    "Say plainly why there was no choice and who decided, then co-design with those who use and "
    "work in the service what follows from it."
)
"""What to do where the outcome was not open: explain, and open what can be opened."""

LISTED: tuple[Rule, ...] = (
    Rule(
        "decided-first",
        "next time",
        "Being asked after the decision feels like a done deal, and people come less next time.",
        "Tell people what was decided and why, what is still open, and ask earlier next time.",
    ),
    Rule(
        "nothing-open",
        "next time",
        "People speak up more when they know what can change and what cannot.",
        "Say in the invitation what is open, and write it into the column can_change.",
    ),
    Rule(
        "no-service-users",
        "next time",
        "Co-production is with the people who use the service, or it is something else.",
        "Bring in people who use the service before the next step, or call it by another name.",
    ),
    Rule(
        "no-front-line-staff",
        "next time",
        "Front-line staff deliver what is made; without them it may not work in practice.",
        "Ask those who deliver the service to join the next step.",
    ),
    Rule(
        "short-notice",
        "next time",
        "Short notice leaves out whoever must arrange care, work or travel.",
        "Give the days that the method needs; where that is past, offer another way to answer.",
    ),
    Rule(
        "no-anonymous-way",
        "soon",
        "Where speaking up is hard, people need a way that asks for no name.",
        "Add an anonymous way: a line, a box, a form, or somebody trusted outside the service.",
    ),
    Rule(
        "asked-by-provider",
        "soon",
        "People may fear for their care, or staff for their job, if the provider is listening.",
        "Have somebody independent ask, and offer a way that asks for no name.",
    ),
    Rule(
        "never-told",
        "soon",
        "You said, we did: those who are told nothing are right to think that nothing came of it.",
        "Tell them what was done, or could not be done and why, and write down the day.",
    ),
    Rule(
        "champion-untrained",
        "soon",
        "Champions need structure and training to be safe and to be heard.",
        "Offer training, and write down its day.",
    ),
    Rule(
        "champion-unsupported",
        "soon",
        "A champion with nobody behind them carries it all alone.",
        "Agree who supports them, and write it into the column supported_by.",
    ),
    Rule(
        "group-asked-too-often",
        "now",
        "Everyone asking too many questions wears a group out.",
        "Pause; use what they have said already, and tell them what came of it first.",
    ),
    Rule(
        "one-channel",
        "next time",
        "A group heard in one place alone falls silent when that place closes, or is too mixed.",
        "Find a second way to hear them: go where they are, or ask by another method.",
    ),
    Rule(
        "gone-cold",
        "soon",
        "A relationship is kept by talking, not only by asking.",
        "Get in touch without asking for anything, and write down the day.",
    ),
    Rule(
        "single-holder",
        "next time",
        "A relationship that one person holds, and who holds no other, leaves with that person.",
        "Have a second person meet them, and write both down as owners.",
    ),
    Rule(
        "past-experience-only",
        "next time",
        "Services change; what was lived long ago may not be what people live now.",
        "Thank them, keep what they know, and invite people who live it now.",
    ),
    Rule(
        "barrier-not-lifted",
        "next time",
        "An invitation that cannot be taken up is no invitation.",
        "Offer what lifts the barrier, say so in the invitation, and pay for it.",
    ),
    Rule(
        "leaving-sole-way",
        "now",
        "When the only introduction we know leaves, the group is out of reach.",
        "Ask for a handover before the last day: to be introduced together with whoever follows.",
    ),
    Rule(
        "same-people",
        "next time",
        "The same people again, however committed, cannot speak for everybody.",
        "Widen the invitation: that is our job, not theirs. Draw the next panel by lot.",
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in LISTED}
"""Each rule by its code, in the order in which findings are told."""
