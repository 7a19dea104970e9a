"""The questions of the front desk: each is loaded when it is first asked."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MethodType
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Generic,
    ParamSpec,
    Protocol,
    TypeVar,
    overload,
    runtime_checkable,
)

from reachmap.lazy import lazy_names
from reachmap.model.conversions import converted

if TYPE_CHECKING:
    from reachmap.analysis.burden.question import burden
    from reachmap.analysis.calibration.question import calibration
    from reachmap.analysis.change.question import change
    from reachmap.analysis.evidence.question import evidence
    from reachmap.analysis.gatekeepers.question import gatekeepers
    from reachmap.analysis.methods.question import methods
    from reachmap.analysis.overview import overview
    from reachmap.analysis.participation.question import participation
    from reachmap.analysis.reach.question import reach
    from reachmap.analysis.readiness.question import readiness
    from reachmap.analysis.review.question import review
    from reachmap.analysis.routes.question import routes, routes_to_all
    from reachmap.analysis.snapshot import Snapshot
    from reachmap.analysis.voices.question import voices
    from reachmap.analysis.what_if.leaving import leaving
    from reachmap.analysis.what_if.question import what_if
    from reachmap.model.stakeholders import StakeholderMap
    from reachmap.plan.links.question import links_to_build
    from reachmap.plan.look_back.question import look_back
    from reachmap.plan.panel.question import panel
    from reachmap.plan.round.question import plan
    from reachmap.store.protocol import Store

__all__ = [
    "burden",
    "calibration",
    "change",
    "evidence",
    "gatekeepers",
    "leaving",
    "links_to_build",
    "look_back",
    "methods",
    "overview",
    "panel",
    "participation",
    "plan",
    "question",
    "reach",
    "readiness",
    "review",
    "routes",
    "routes_to_all",
    "voices",
    "what_if",
]

P = ParamSpec("P")
R = TypeVar("R")

if not TYPE_CHECKING:  # checkers would take any name for one that is there
    __getattr__ = lazy_names(
        globals(),
        {
            "burden": "reachmap.analysis.burden.question",
            "calibration": "reachmap.analysis.calibration.question",
            "change": "reachmap.analysis.change.question",
            "evidence": "reachmap.analysis.evidence.question",
            "gatekeepers": "reachmap.analysis.gatekeepers.question",
            "leaving": "reachmap.analysis.what_if.leaving",
            "links_to_build": "reachmap.plan.links.question",
            "look_back": "reachmap.plan.look_back.question",
            "methods": "reachmap.analysis.methods.question",
            "overview": "reachmap.analysis.overview",
            "panel": "reachmap.plan.panel.question",
            "participation": "reachmap.analysis.participation.question",
            "plan": "reachmap.plan.round.question",
            "reach": "reachmap.analysis.reach.question",
            "readiness": "reachmap.analysis.readiness.question",
            "review": "reachmap.analysis.review.question",
            "routes": "reachmap.analysis.routes.question",
            "routes_to_all": "reachmap.analysis.routes.question",
            "voices": "reachmap.analysis.voices.question",
            "what_if": "reachmap.analysis.what_if.question",
        },
    )


class Desk(Protocol):
    """Where questions are put: whatever has a store, and is made of a map."""

    store: Store

    @classmethod
    def of(cls, stakeholders: StakeholderMap) -> Any:  # noqa: ANN401  another of its kind
        """Return the front desk of a map in memory."""
        ...


@runtime_checkable
class GivesMap(Protocol):
    """An answer that makes another map, and has to know what a front desk is made by."""

    def give_maps_as(self, of: Callable[[StakeholderMap], Any]) -> None:
        """Take what makes the front desk of a map."""
        ...


class question(Generic[P, R]):  # noqa: N801  it declares, as property does
    """Declare a method that puts a question to the map of a front desk.

    The method has the question's own parameters, types and docstring; what is given for them may
    be of pandas, NumPy or text, and is converted first.
    """

    def __init__(self, load: Callable[[], Callable[Concatenate[Snapshot, P], R]]) -> None:
        self._load = load

    @cached_property
    def _method(self) -> Callable[..., R]:
        """The question as a method: `self` in place of the snapshot."""
        ask = self._load()

        def method(self: Desk, *args: P.args, **options: P.kwargs) -> R:
            from reachmap.analysis.snapshot import Snapshot

            given, named = converted_arguments(ask, args, options)
            answer = ask(Snapshot(self.store), *given, **named)
            if isinstance(answer, GivesMap):
                answer.give_maps_as(type(self).of)
            return answer

        return as_method(method, ask)

    @overload
    def __get__(self, desk: None, owner: object) -> Callable[Concatenate[Any, P], R]: ...

    @overload
    def __get__(self, desk: Desk, owner: object) -> Callable[P, R]: ...

    def __get__(self, desk: Desk | None, owner: object) -> Callable[..., R]:
        """Return the method, bound to a front desk where there is one."""
        return self._method if desk is None else MethodType(self._method, desk)


def converted_arguments(
    ask: Callable[..., Any], args: Sequence[Any], options: Mapping[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Return arguments as a function takes them; it refuses itself what it does not know."""
    _, *parameters = inspect.signature(ask).parameters.values()
    default = {each.name: each.default for each in parameters}
    by_position = (each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD)
    first = zip(by_position, args, strict=False)
    given = [converted(name, value, default[name]) for name, value in first]
    named = {
        name: converted(name, value, default[name]) if name in default else value
        for name, value in options.items()
    }
    return [*given, *args[len(given) :]], named


def as_method(
    method: Callable[..., R], ask: Callable[..., Any], *, gives: str | None = None
) -> Callable[..., R]:
    """Return a method with all that a function is, `self` in place of what it is asked of.

    `gives` names what the method returns, where that is not what the function does.
    """
    signature = inspect.signature(ask)
    _, *parameters = signature.parameters.values()
    own = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    returned = gives or signature.return_annotation
    method.__signature__ = signature.replace(  # type: ignore[attr-defined]  # read by inspect
        parameters=[own, *parameters], return_annotation=returned
    )
    method.__annotations__ = ask.__annotations__ | {"return": returned}
    for name in ("__doc__", "__name__", "__module__"):
        setattr(method, name, getattr(ask, name))
    method.__qualname__ = f"ReachMap.{ask.__name__}"
    return method
