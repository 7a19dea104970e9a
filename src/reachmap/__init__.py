"""Who is not heard, who could introduce you to them, and whose voices fill the room.

>>> import reachmap as rm
>>> town = rm.read("examples/small_town")  # doctest: +SKIP
>>> print(town.participation().explain())  # doctest: +SKIP
"""

from typing import TYPE_CHECKING

from reachmap.lazy import lazy_names

if TYPE_CHECKING:
    from reachmap.analysis.burden.question import Burden
    from reachmap.analysis.calibration.question import Calibration
    from reachmap.analysis.change.question import Change
    from reachmap.analysis.evidence.question import Evidence
    from reachmap.analysis.gatekeepers.question import Gatekeepers
    from reachmap.analysis.methods.question import Methods
    from reachmap.analysis.overview import Overview
    from reachmap.analysis.participation.question import Participation
    from reachmap.analysis.reach.question import Reach
    from reachmap.analysis.readiness.question import Readiness
    from reachmap.analysis.review.question import Review
    from reachmap.analysis.routes.question import Routes, RoutesToAll
    from reachmap.analysis.voices.question import Voices
    from reachmap.analysis.what_if.leaving import Leaving
    from reachmap.analysis.what_if.question import WhatIf
    from reachmap.building import Building, from_frames, from_networkx, new
    from reachmap.combining import import_, merge, sync
    from reachmap.errors import (
        InfeasiblePlan,
        InputError,
        InvalidMap,
        Issue,
        MapWarning,
        PlanError,
        ReachMapError,
        RenderError,
        SolverError,
        StoreAccess,
        StoreConflict,
        StoreError,
        StoreUnavailable,
        UndecidedMerge,
        UnknownNode,
        UnreadableFile,
    )
    from reachmap.map import ReachMap
    from reachmap.model.about import About
    from reachmap.model.answer import Answer
    from reachmap.model.assumptions import Assumptions
    from reachmap.model.audience import Audience
    from reachmap.model.ledger import Ledger
    from reachmap.model.links import Link
    from reachmap.model.nodes import (
        Activity,
        Champion,
        Channel,
        Group,
        KeyWorker,
        Organisation,
        Venue,
        Voice,
    )
    from reachmap.model.records import Ask, Attendance, Finding, PanelSeat, Said, Turnout
    from reachmap.model.stakeholders import StakeholderMap
    from reachmap.model.vocabulary import Method, Support, TaxonomyTerm
    from reachmap.opening import (
        commit,
        demo,
        forget,
        read,
        record,
    )
    from reachmap.opening import (
        open as open,  # noqa: A004  the word of the contract, not among those of a star
    )
    from reachmap.plan.links.question import LinksToBuild
    from reachmap.plan.look_back.question import LookBack
    from reachmap.plan.panel.question import Panel
    from reachmap.plan.round.answer import Plan

__all__ = [
    "About",
    "Activity",
    "Answer",
    "Ask",
    "Assumptions",
    "Attendance",
    "Audience",
    "Building",
    "Burden",
    "Calibration",
    "Champion",
    "Change",
    "Channel",
    "Evidence",
    "Finding",
    "Gatekeepers",
    "Group",
    "InfeasiblePlan",
    "InputError",
    "InvalidMap",
    "Issue",
    "KeyWorker",
    "Leaving",
    "Ledger",
    "Link",
    "LinksToBuild",
    "LookBack",
    "MapWarning",
    "Method",
    "Methods",
    "Organisation",
    "Overview",
    "Panel",
    "PanelSeat",
    "Participation",
    "Plan",
    "PlanError",
    "Reach",
    "ReachMap",
    "ReachMapError",
    "Readiness",
    "RenderError",
    "Review",
    "Routes",
    "RoutesToAll",
    "Said",
    "SolverError",
    "StakeholderMap",
    "StoreAccess",
    "StoreConflict",
    "StoreError",
    "StoreUnavailable",
    "Support",
    "TaxonomyTerm",
    "Turnout",
    "UndecidedMerge",
    "UnknownNode",
    "UnreadableFile",
    "Venue",
    "Voice",
    "Voices",
    "WhatIf",
    "commit",
    "demo",
    "forget",
    "from_frames",
    "from_networkx",
    "import_",
    "merge",
    "new",
    "read",
    "record",
    "sync",
]

if not TYPE_CHECKING:  # checkers would take any name for one that is there
    __getattr__ = lazy_names(
        globals(),
        {
            "About": "reachmap.model.about",
            "Activity": "reachmap.model.nodes",
            "Answer": "reachmap.model.answer",
            "Ask": "reachmap.model.records",
            "Assumptions": "reachmap.model.assumptions",
            "Attendance": "reachmap.model.records",
            "Audience": "reachmap.model.audience",
            "Building": "reachmap.building",
            "Burden": "reachmap.analysis.burden.question",
            "Calibration": "reachmap.analysis.calibration.question",
            "Champion": "reachmap.model.nodes",
            "Change": "reachmap.analysis.change.question",
            "Channel": "reachmap.model.nodes",
            "Evidence": "reachmap.analysis.evidence.question",
            "Finding": "reachmap.model.records",
            "Gatekeepers": "reachmap.analysis.gatekeepers.question",
            "Group": "reachmap.model.nodes",
            "InfeasiblePlan": "reachmap.errors",
            "InputError": "reachmap.errors",
            "InvalidMap": "reachmap.errors",
            "Issue": "reachmap.errors",
            "KeyWorker": "reachmap.model.nodes",
            "Leaving": "reachmap.analysis.what_if.leaving",
            "Ledger": "reachmap.model.ledger",
            "Link": "reachmap.model.links",
            "LinksToBuild": "reachmap.plan.links.question",
            "LookBack": "reachmap.plan.look_back.question",
            "MapWarning": "reachmap.errors",
            "Method": "reachmap.model.vocabulary",
            "Methods": "reachmap.analysis.methods.question",
            "Organisation": "reachmap.model.nodes",
            "Overview": "reachmap.analysis.overview",
            "Panel": "reachmap.plan.panel.question",
            "PanelSeat": "reachmap.model.records",
            "Participation": "reachmap.analysis.participation.question",
            "Plan": "reachmap.plan.round.answer",
            "PlanError": "reachmap.errors",
            "Reach": "reachmap.analysis.reach.question",
            "ReachMap": "reachmap.map",
            "ReachMapError": "reachmap.errors",
            "Readiness": "reachmap.analysis.readiness.question",
            "RenderError": "reachmap.errors",
            "Review": "reachmap.analysis.review.question",
            "Routes": "reachmap.analysis.routes.question",
            "RoutesToAll": "reachmap.analysis.routes.question",
            "Said": "reachmap.model.records",
            "SolverError": "reachmap.errors",
            "StakeholderMap": "reachmap.model.stakeholders",
            "StoreAccess": "reachmap.errors",
            "StoreConflict": "reachmap.errors",
            "StoreError": "reachmap.errors",
            "StoreUnavailable": "reachmap.errors",
            "Support": "reachmap.model.vocabulary",
            "TaxonomyTerm": "reachmap.model.vocabulary",
            "Turnout": "reachmap.model.records",
            "UndecidedMerge": "reachmap.errors",
            "UnknownNode": "reachmap.errors",
            "UnreadableFile": "reachmap.errors",
            "Venue": "reachmap.model.nodes",
            "Voice": "reachmap.model.nodes",
            "Voices": "reachmap.analysis.voices.question",
            "WhatIf": "reachmap.analysis.what_if.question",
            "commit": "reachmap.opening",
            "demo": "reachmap.opening",
            "forget": "reachmap.opening",
            "from_frames": "reachmap.building",
            "from_networkx": "reachmap.building",
            "import_": "reachmap.combining",
            "merge": "reachmap.combining",
            "new": "reachmap.building",
            "open": "reachmap.opening",
            "read": "reachmap.opening",
            "record": "reachmap.opening",
            "sync": "reachmap.combining",
        },
    )


def __dir__() -> list[str]:
    """Return the public names, loaded or not; a star leaves Python's own `open` as it is."""
    return sorted({*globals(), *__all__, "open"})


__version__ = "0.1.0"
