"""The front desk: a map to put questions to, a line a question."""

from __future__ import annotations

from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self

from reachmap import alterations, io, outputs, questions
from reachmap.alterations import alteration
from reachmap.errors import InputError, Issue, UnknownNode
from reachmap.model.answer import Answer
from reachmap.model.audience import Audience
from reachmap.model.conversions import as_address, as_text
from reachmap.model.nodes import Group, Node
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.summary import UNTITLED, summary_html
from reachmap.questions import question
from reachmap.release import release
from reachmap.release.released import Released
from reachmap.store import MemoryStore, Progress, Store, is_store, put

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    import pandas as pd

Path = str | PathLike[str]


class ReachMap:
    """A stakeholder map, and the questions that can be put to it.

    Parameters
    ----------
    store
        Where the map lives.
    remarks
        What was worth a look when it was read.

    Examples
    --------
    >>> import reachmap as rm
    >>> rm.new(title="Our town").add(groups={"name": "Carers"}).participation()["Carers"].status
    'not-recorded'
    """

    areas: Mapping[str, ReachMap] = MappingProxyType({})
    """The map of each area by name, where several were opened together."""

    def __init__(self, store: Store, *, remarks: tuple[Issue, ...] = ()) -> None:
        self.store = store
        self.remarks = remarks

    @classmethod
    def of(cls, stakeholders: StakeholderMap, *, remarks: tuple[Issue, ...] = ()) -> ReachMap:
        """Return the front desk of a map in memory."""
        given: object = stakeholders
        if not isinstance(given, StakeholderMap):
            message = f"{type(given).__name__} is no StakeholderMap; rm.read opens a file"
            raise InputError(message)
        return cls(MemoryStore(stakeholders), remarks=remarks)

    @property
    def stakeholders(self) -> StakeholderMap:
        """The whole map."""
        return self.store.whole()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the map, by id: records with `id`, `name`, `population`, `barriers`."""
        return tuple(self.store.outline().groups)

    def __getitem__(self, name: str) -> Node:
        """Return a node by its id, or by its name where one node has it.

        Raises
        ------
        UnknownNode
            If no node goes by it, or several do; with the nearest names.
        """
        wanted = as_text("what is looked for", name)
        outline = self.store.outline()
        try:
            return outline.node(outline.find(wanted))
        except UnknownNode:  # voices are fetched where they may be what is meant
            return self.stakeholders.node(self.stakeholders.find(wanted))

    __iter__: ClassVar[None] = None
    """A map is no list: ask it for ``groups``, or for ``stakeholders``."""

    participation = question(lambda: questions.participation)
    voices = question(lambda: questions.voices)
    burden = question(lambda: questions.burden)
    methods = question(lambda: questions.methods)
    change = question(lambda: questions.change)
    routes = question(lambda: questions.routes)
    routes_to_all = question(lambda: questions.routes_to_all)
    reach = question(lambda: questions.reach)
    calibration = question(lambda: questions.calibration)
    gatekeepers = question(lambda: questions.gatekeepers)
    what_if = question(lambda: questions.what_if)
    leaving = question(lambda: questions.leaving)
    links_to_build = question(lambda: questions.links_to_build)
    panel = question(lambda: questions.panel)
    plan = question(lambda: questions.plan)
    look_back = question(lambda: questions.look_back)
    review = question(lambda: questions.review)
    evidence = question(lambda: questions.evidence)
    overview = question(lambda: questions.overview)
    readiness = question(lambda: questions.readiness)

    network = question(lambda: outputs.network)
    plot = question(lambda: outputs.plot)
    report = question(lambda: outputs.report)
    to_html = question(lambda: outputs.to_html)

    subset = alteration(lambda: alterations.subset)
    add = alteration(lambda: alterations.add)
    remove = alteration(lambda: alterations.remove)
    with_assumptions = alteration(lambda: alterations.with_assumptions)

    def to_frames(self) -> dict[str, pd.DataFrame]:
        """Return every table that has rows as a pandas frame, by name; `from_frames` reads them.

        Examples
        --------
        >>> import reachmap as rm
        >>> rm.from_frames(rm.demo().to_frames()) == rm.demo()
        True
        """
        return io.to_frames(self.stakeholders)

    def to_networkx(self, *, ledgers: bool = False) -> nx.MultiDiGraph[Any]:
        """Return the map as a NetworkX graph, derived links marked ``derived``.

        Every attribute is a text, a number or a truth value, so that every writer of NetworkX
        takes the graph: several values are parted by ``;``, days are ISO text, and tables beside
        nodes and links are attributes of the graph, each as JSON.

        Parameters
        ----------
        ledgers
            Whether attendance and asks go with it, so that `from_networkx` gives the same map.

        Examples
        --------
        >>> import reachmap as rm
        >>> rm.demo().to_networkx().nodes["carers"]["kind"]
        'group'
        """
        return io.to_networkx(self.stakeholders, ledgers=ledgers)

    def write(
        self,
        target: Path,
        *,
        audience: Audience = "internal",
        force: bool = False,
        insecure: bool = False,
        progress: Progress | None = None,
    ) -> bool:
        """Write the map to a file, a folder or a store, or to a file that other programs open.

        Parameters
        ----------
        target
            Where to. The ending says the form (none: a folder of CSV files), or the scheme:
            ``.gexf`` or ``.graphml`` for Gephi, yEd and Cytoscape, ``.kumu.json`` or
            ``.kumu.xlsx`` for Kumu, ``.hsds.json`` for Open Referral (HSDS 3).
        audience
            Whom it is for; anything but ``internal`` leaves out what they may not see.
        force
            Whether to replace what is there.
        insecure, progress
            As for `store.put`, of a store alone.

        Returns
        -------
        bool
            Whether anything changed; False where a store held the same map already.

        Raises
        ------
        StoreConflict, InputError
            If something is there already, no form ends so, or a store would hold a part alone.
        """
        released = release(self.stakeholders, audience=audience)
        if not is_store(address := as_address("target", target)):
            io.write(released, target, answers=self._drawn(address, audience), force=force)
            return True
        if audience != "internal":
            message = f"a store holds the whole map; write what is for {audience} to a file"
            raise InputError(message)
        return put(address, self.stakeholders, force=force, insecure=insecure, progress=progress)

    def _drawn(self, target: str, audience: Audience) -> list[Released[Answer]]:
        """Return what a drawing of other programs has of answers: how groups are heard, reached."""
        export = io.export_of(target)
        if export is None or not export.draws_groups:
            return []
        return [release(each, audience=audience) for each in (self.participation(), self.reach())]

    def close(self) -> None:
        """Let go of the store; one in memory, or read from a file, has nothing to let go of."""
        self.store.close()

    def __enter__(self) -> Self:
        """Return the same, which is closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the store."""
        self.close()

    def __eq__(self, other: object) -> bool:
        """Return whether both hold the same map."""
        same = isinstance(other, ReachMap) and self.stakeholders == other.stakeholders
        return same if isinstance(other, ReachMap) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as for any container compared by value

    def __repr__(self) -> str:
        """Return what it is, in short."""
        return f"<ReachMap {self.store.outline().about.title or UNTITLED!r}>"

    def _repr_html_(self) -> str:
        """Return what it is in short, for notebooks: counts by table, nobody named."""
        return summary_html(self.store.outline(), self.store.sizes())
