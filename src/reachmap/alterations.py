"""What makes another map of that of a front desk: each is loaded when it is first called."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from types import MethodType
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Generic,
    ParamSpec,
    Protocol,
    Self,
    TypeVar,
    overload,
)

from reachmap.lazy import lazy_names
from reachmap.questions import as_method, converted_arguments

if TYPE_CHECKING:
    from reachmap.analysis.edits import add, remove, with_assumptions
    from reachmap.analysis.subset import subset
    from reachmap.model.stakeholders import StakeholderMap

__all__ = ["add", "alteration", "remove", "subset", "with_assumptions"]

P = ParamSpec("P")

if not TYPE_CHECKING:  # checkers would take any name for one that is there
    __getattr__ = lazy_names(
        globals(),
        {
            "add": "reachmap.analysis.edits",
            "remove": "reachmap.analysis.edits",
            "subset": "reachmap.analysis.subset",
            "with_assumptions": "reachmap.analysis.edits",
        },
    )


class Altered(Protocol):
    """What can be altered: a front desk, which another one is made like."""

    @property
    def stakeholders(self) -> StakeholderMap:
        """The whole map."""
        ...

    @classmethod
    def of(cls, stakeholders: StakeholderMap) -> Self:
        """Return the front desk of a map in memory."""
        ...


D = TypeVar("D", bound=Altered)


class alteration(Generic[P]):  # noqa: N801  it declares, as property does
    """Declare a method that makes another map of that of a front desk, which stays as it is."""

    def __init__(
        self, load: Callable[[], Callable[Concatenate[StakeholderMap, P], StakeholderMap]]
    ) -> None:
        self._load = load

    @cached_property
    def _method(self) -> Callable[..., Any]:
        alter = self._load()

        def method(self: D, *args: P.args, **options: P.kwargs) -> D:
            given, named = converted_arguments(alter, args, options)
            return type(self).of(alter(self.stakeholders, *given, **named))

        return as_method(method, alter, gives="ReachMap")

    @overload
    def __get__(self, desk: None, owner: type[D]) -> Callable[Concatenate[D, P], D]: ...

    @overload
    def __get__(self, desk: D, owner: object) -> Callable[P, D]: ...

    def __get__(self, desk: D | None, owner: object) -> Callable[..., D]:
        """Return the method, bound to a front desk where there is one."""
        return self._method if desk is None else MethodType(self._method, desk)
