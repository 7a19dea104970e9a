"""Names of a package that load their module on first use (PEP 562)."""

from collections.abc import Callable, Mapping
from importlib import import_module


def lazy_names(package: dict[str, object], homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package whose names load their module on first use.

    Examples
    --------
    >>> names = {"__name__": "shapes"}
    >>> lazy_names(names, {"sqrt": "math"})("sqrt")(9.0), "sqrt" in names
    (3.0, True)
    """

    def load(name: str) -> object:
        if name not in homes:
            message = f"module {package['__name__']!r} has no attribute {name!r}"
            raise AttributeError(message)
        package[name] = getattr(import_module(homes[name]), name)
        return package[name]

    return load
