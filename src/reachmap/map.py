"""The front desk: a map to put questions to, a line a question."""

from __future__ import annotations

from datetime import date
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self

from reachmap import alterations, io, questions
from reachmap.alterations import alteration
from reachmap.errors import InputError, Issue, UnknownNode
from reachmap.model.answer import Answer
from reachmap.model.audience import Audience, Purpose
from reachmap.model.conversions import as_address, as_text, converted
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
    from matplotlib.axes import Axes

    from reachmap.analysis.effective_network import EffectiveNetwork
    from reachmap.plan.round.question import Plan

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

    subset = alteration(lambda: alterations.subset)
    add = alteration(lambda: alterations.add)
    remove = alteration(lambda: alterations.remove)
    with_assumptions = alteration(lambda: alterations.with_assumptions)

    def network(self, *, as_of: date | None = None) -> EffectiveNetwork:
        """Return the network of introductions with the chances, days and costs that routes use.

        Parameters
        ----------
        as_of
            Day to count from; the map's own, or today, where not given.

        Returns
        -------
        EffectiveNetwork
            ``.to_frames()``, ``.to_arrays()`` and ``.to_networkx()``, nodes by id: the shortest
            way by ``weight`` from a team is the surest route, however many links it has.

        Examples
        --------
        >>> import reachmap as rm
        >>> links = rm.demo().network().to_frames()["links"]
        >>> bool((links["chance"] <= 1).all())
        True
        """
        from reachmap.analysis.effective_network import EffectiveNetwork
        from reachmap.analysis.snapshot import Snapshot

        return EffectiveNetwork(Snapshot(self.store, converted("as_of", as_of, None)).network)

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

    def to_html(
        self,
        target: Path,
        *,
        plan: Plan | None = None,
        audience: Audience = "internal",
        as_of: date | None = None,
        force: bool = False,
    ) -> None:
        """Write the planner's page: one file that opens anywhere, offline.

        Parameters
        ----------
        target
            File to write.
        plan
            A plan of the next round for the page to have as well, for the team alone.
        audience
            Whom it is for; anything but ``internal`` leaves out what they may not see.
        as_of
            Day to count from; the map's own, or today, where not given.
        force
            Whether to replace a file that is there.

        Raises
        ------
        StoreConflict
            If a file is there already and `force` is not given.
        """
        from reachmap.analysis.snapshot import Snapshot
        from reachmap.view.page import page_of

        io.refuse_file(as_address("target", target), force=force)
        now = Snapshot(self.store, converted("as_of", as_of, None))
        io.write_text(target, page_of(now, plan=plan, audience=audience), force=force)

    def plot(
        self, ax: Axes | None = None, *, audience: Audience = "internal", as_of: date | None = None
    ) -> Axes:
        """Draw the map with matplotlib, as the page does: the team, groups, and who is between.

        Parameters
        ----------
        ax
            Axes to draw on; those of a new figure, large enough for the names, where left out.
        audience
            Whom it is for; anything but ``internal`` leaves out what they may not see.
        as_of
            Day to count from; the map's own, or today, where not given.

        Returns
        -------
        Axes
            The axes, to change or save: ``m.plot().figure.savefig("map.png")``.

        Raises
        ------
        RenderError
            If matplotlib is not installed (``pip install 'reachmap[plot]'``).

        Examples
        --------
        >>> import matplotlib
        >>> matplotlib.use("Agg")  # no window
        >>> import reachmap as rm
        >>> team = rm.Organisation(id="team", name="Engagement team", team=True)
        >>> town = rm.StakeholderMap(about=rm.About(title="Our town"), organisations=[team])
        >>> rm.ReachMap.of(town).plot().get_title(loc="left")
        'Our town'
        """
        from reachmap.analysis.briefing import briefing
        from reachmap.analysis.snapshot import Snapshot
        from reachmap.view.picture.plot import plot

        now = Snapshot(self.store, converted("as_of", as_of, None))
        findings = release(briefing(now), audience=audience)
        return plot(findings, release(now.outline, audience=audience), ax)

    def report(
        self,
        target: Path,
        *,
        purpose: Purpose = "committee",
        letter: str | None = None,
        plan: Plan | None = None,
        audience: Audience = "internal",
        as_of: date | None = None,
        force: bool = False,
    ) -> None:
        """Write a paper to hand in: the answer first, in a few pages.

        Its figures are those of the questions, and pass the same gate as the page. Word
        documents and PDF need the extra ``reachmap[report]``.

        Parameters
        ----------
        target
            File to write; its ending says the format: ``.docx``, ``.pdf`` or ``.html``.
        purpose
            What the paper is for: a ``committee``, or the evidence by protected characteristic
            of an ``equality`` impact assessment.
        letter
            Id or name of a group: in place of the paper, a letter that says what the group told
            us and what happened as a result.
        plan
            A plan of the next round for a committee's paper to have as well, for the team alone.
        audience
            Whom it is for; anything but ``internal`` leaves out what they may not see.
        as_of
            Day to count from; the map's own, or today, where not given.
        force
            Whether to replace a file that is there.

        Raises
        ------
        InputError
            If no format ends so, or `letter` is given with a purpose of its own.
        UnknownNode
            If there is no such group.
        RenderError
            If the extra is missing, or no font has a letter that the paper needs.
        StoreConflict
            If a file is there already and `force` is not given.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import mkdtemp
        >>> from reachmap import demo
        >>> target = Path(mkdtemp()) / "letter.html"
        >>> demo().report(target, letter="Children and young people")
        >>> "You said, we did" in target.read_text(encoding="utf-8")
        True
        """
        from reachmap.analysis.snapshot import Snapshot
        from reachmap.view.report.making import paper_of
        from reachmap.view.report.writers import writer_for

        writer = writer_for(as_address("target", target))
        io.refuse_file(target, force=force)
        now = Snapshot(self.store, converted("as_of", as_of, None))
        paper = paper_of(now, purpose=purpose, group=letter, plan=plan, audience=audience)
        io.write_bytes(target, writer(paper), force=force)

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
