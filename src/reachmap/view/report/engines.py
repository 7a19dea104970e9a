"""The engines of papers, loaded where they are used; one that is missing is named."""

from importlib import import_module
from types import ModuleType

from reachmap.errors import RenderError

PACKAGES = {"docx": "python-docx", "typst": "typst"}


def engine(module: str, *, ending: str) -> ModuleType:
    """Return an engine that writes papers."""
    try:
        return import_module(module)
    except ImportError as error:
        package = PACKAGES[module]
        message = (
            f"{ending} papers need {package}, which is not installed: "
            "pip install 'reachmap[report]'"
        )
        raise RenderError(message) from error
