"""Questions: each takes a store and gives back a record with its words."""

from reachmap.analysis.briefing import Findings, findings
from reachmap.analysis.burden.question import Burden, burden
from reachmap.analysis.change.question import Change, change
from reachmap.analysis.changes import LinkName
from reachmap.analysis.evidence.question import Evidence, evidence
from reachmap.analysis.gatekeepers.question import Gatekeepers, gatekeepers
from reachmap.analysis.methods.question import Methods, methods
from reachmap.analysis.overview import Overview, overview
from reachmap.analysis.participation.question import Participation, participation
from reachmap.analysis.reach.question import Without, reach
from reachmap.analysis.reach.rows import Reach
from reachmap.analysis.readiness.question import Readiness, readiness
from reachmap.analysis.review.question import Review, review
from reachmap.analysis.routes.answers import Routes, RoutesToAll
from reachmap.analysis.routes.question import routes, routes_to_all
from reachmap.analysis.voices.question import Voices, voices
from reachmap.analysis.what_if.question import WhatIf, what_if

__all__ = [
    "Burden",
    "Change",
    "Evidence",
    "Findings",
    "Gatekeepers",
    "LinkName",
    "Methods",
    "Overview",
    "Participation",
    "Reach",
    "Readiness",
    "Review",
    "Routes",
    "RoutesToAll",
    "Voices",
    "WhatIf",
    "Without",
    "burden",
    "change",
    "evidence",
    "findings",
    "gatekeepers",
    "methods",
    "overview",
    "participation",
    "reach",
    "readiness",
    "review",
    "routes",
    "routes_to_all",
    "voices",
    "what_if",
]
