"""Questions: each takes a store and gives back a record with its words."""

from reachmap.analysis.evidence import Evidence, evidence
from reachmap.analysis.findings import Findings, findings
from reachmap.analysis.overview import Overview, overview
from reachmap.analysis.participation import Participation, participation
from reachmap.analysis.readiness import Readiness, readiness
from reachmap.analysis.review import Review, review
from reachmap.analysis.route_answers import Routes, RoutesToAll
from reachmap.analysis.routes import routes, routes_to_all
from reachmap.analysis.voices import Voices, voices

__all__ = [
    "Evidence",
    "Findings",
    "Overview",
    "Participation",
    "Readiness",
    "Review",
    "Routes",
    "RoutesToAll",
    "Voices",
    "evidence",
    "findings",
    "overview",
    "participation",
    "readiness",
    "review",
    "routes",
    "routes_to_all",
    "voices",
]
