"""Who is not heard, who could introduce you to them, and whose voices fill the room.

>>> import reachmap as rm
>>> town = rm.read("examples/small_town")  # doctest: +SKIP
>>> print(town.participation().explain())  # doctest: +SKIP
"""

from typing import TYPE_CHECKING

from reachmap.lazy import lazy_names

if TYPE_CHECKING:
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
    from reachmap.opening import (
        demo,
        forget,
        from_frames,
        from_networkx,
        import_,
        merge,
        open,  # noqa: A004  the word of the contract
        read,
        record,
    )

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
    "MapWarning",
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
    "UndecidedMerge",
    "UnknownNode",
    "UnreadableFile",
    "Venue",
    "Voice",
    "demo",
    "forget",
    "from_frames",
    "from_networkx",
    "import_",
    "merge",
    "open",
    "read",
    "record",
]

if not TYPE_CHECKING:  # checkers would take any name for one that is there
    __getattr__ = lazy_names(
        globals(),
        {
            "About": "reachmap.model.about",
            "Activity": "reachmap.model.nodes",
            "Ask": "reachmap.model.records",
            "Assumptions": "reachmap.model.assumptions",
            "Attendance": "reachmap.model.records",
            "Champion": "reachmap.model.nodes",
            "Channel": "reachmap.model.nodes",
            "Finding": "reachmap.model.records",
            "Group": "reachmap.model.nodes",
            "InfeasiblePlan": "reachmap.errors",
            "InputError": "reachmap.errors",
            "InvalidMap": "reachmap.errors",
            "Issue": "reachmap.errors",
            "KeyWorker": "reachmap.model.nodes",
            "Ledger": "reachmap.model.ledger",
            "Link": "reachmap.model.links",
            "MapWarning": "reachmap.errors",
            "Method": "reachmap.model.vocabulary",
            "Organisation": "reachmap.model.nodes",
            "PanelSeat": "reachmap.model.records",
            "PlanError": "reachmap.errors",
            "ReachMap": "reachmap.map",
            "ReachMapError": "reachmap.errors",
            "RenderError": "reachmap.errors",
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
            "demo": "reachmap.opening",
            "forget": "reachmap.opening",
            "from_frames": "reachmap.opening",
            "from_networkx": "reachmap.opening",
            "import_": "reachmap.opening",
            "merge": "reachmap.opening",
            "open": "reachmap.opening",
            "read": "reachmap.opening",
            "record": "reachmap.opening",
        },
    )


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted({*globals(), *__all__})


__version__ = "0.1.0"
