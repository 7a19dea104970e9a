"""Questions: each takes a store and gives back a record with its words."""

from reachmap.analysis.burden import Burden, burden
from reachmap.analysis.change import Change, change
from reachmap.analysis.findings import Findings, findings
from reachmap.analysis.methods import Methods, methods
from reachmap.analysis.overview import Overview, overview
from reachmap.analysis.participation import Participation, participation
from reachmap.analysis.readiness import Readiness, readiness
from reachmap.analysis.route_answers import Routes, RoutesToAll
from reachmap.analysis.routes import routes, routes_to_all
from reachmap.analysis.voices import Voices, voices

__all__ = [
    "Burden",
    "Change",
    "Findings",
    "Methods",
    "Overview",
    "Participation",
    "Readiness",
    "Routes",
    "RoutesToAll",
    "Voices",
    "burden",
    "change",
    "findings",
    "methods",
    "overview",
    "participation",
    "readiness",
    "routes",
    "routes_to_all",
    "voices",
]
