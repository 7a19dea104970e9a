"""Questions: each takes a store and gives back a record with its words."""

from reachmap.analysis.burden import Burden, burden
from reachmap.analysis.change import Change, change
from reachmap.analysis.changes import LinkName
from reachmap.analysis.evidence import Evidence, evidence
from reachmap.analysis.findings import Findings, findings
from reachmap.analysis.gatekeepers import Gatekeepers, gatekeepers
from reachmap.analysis.methods import Methods, methods
from reachmap.analysis.overview import Overview, overview
from reachmap.analysis.participation import Participation, participation
from reachmap.analysis.reach import Without, reach
from reachmap.analysis.reach_records import Reach
from reachmap.analysis.readiness import Readiness, readiness
from reachmap.analysis.review import Review, review
from reachmap.analysis.route_answers import Routes, RoutesToAll
from reachmap.analysis.routes import routes, routes_to_all
from reachmap.analysis.voices import Voices, voices
from reachmap.analysis.what_if import WhatIf, what_if

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
