"""Which way out the ending of a path names."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from reachmap.io.exports.gexf import to_gexf
from reachmap.io.exports.graphml import to_graphml
from reachmap.io.exports.hsds import to_hsds
from reachmap.io.exports.kumu import to_kumu, to_kumu_workbook
from reachmap.model.answer import Answer
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released


class Exporter(Protocol):
    """What makes bytes of a released map and of released answers about its groups."""

    def __call__(
        self, town: Released[StakeholderMap], answers: Iterable[Released[Answer]]
    ) -> bytes:
        """Return the bytes of a file."""


class Export(NamedTuple):
    """A form that other programs open."""

    to_bytes: Exporter
    draws_groups: bool
    """Whether it has room for what answers say of groups."""


EXPORTS: dict[str, Export] = {
    ".graphml": Export(to_graphml, draws_groups=True),
    ".gexf": Export(to_gexf, draws_groups=True),
    ".kumu.json": Export(to_kumu, draws_groups=True),
    ".kumu.xlsx": Export(to_kumu_workbook, draws_groups=True),
    ".hsds.json": Export(to_hsds, draws_groups=False),
}
"""Forms by the ending of the path; a new one is a line here."""


def export_of(target: str | os.PathLike[str]) -> Export | None:
    """Return the form of other programs that a path names, if it names one."""
    name = Path(target).name.casefold()
    return next((form for ending, form in EXPORTS.items() if name.endswith(ending)), None)
