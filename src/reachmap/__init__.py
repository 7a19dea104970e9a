"""Who is not heard, who could introduce you to them, and whose voices fill the room.

>>> import reachmap as rm
>>> town = rm.read("examples/small_town")  # doctest: +SKIP
>>> print(town.participation().explain())  # doctest: +SKIP
"""

from reachmap.errors import (
    InfeasiblePlan,
    InputError,
    InvalidMap,
    Issue,
    PlanError,
    ReachMapError,
    RenderError,
    SolverError,
    StoreAccess,
    StoreConflict,
    StoreError,
    StoreUnavailable,
    UnknownNode,
    UnreadableFile,
)
from reachmap.map import ReachMap
from reachmap.model.about import About
from reachmap.model.assumptions import Assumptions
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
from reachmap.opening import demo, forget, from_frames, from_networkx, open, read, record  # noqa: A004  the word of the contract

__all__ = [
    "About",
    "Activity",
    "Ask",
    "Assumptions",
    "Attendance",
    "Champion",
    "Channel",
    "Finding",
    "Group",
    "InfeasiblePlan",
    "InputError",
    "InvalidMap",
    "Issue",
    "KeyWorker",
    "Ledger",
    "Link",
    "Method",
    "Organisation",
    "PanelSeat",
    "PlanError",
    "ReachMap",
    "ReachMapError",
    "RenderError",
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
    "UnknownNode",
    "UnreadableFile",
    "Venue",
    "Voice",
    "demo",
    "forget",
    "from_frames",
    "from_networkx",
    "open",
    "read",
    "record",
]

__version__ = "0.1.0"
