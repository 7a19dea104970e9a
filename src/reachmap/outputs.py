"""What a front desk draws and writes of many answers: the page, a picture, a paper, its network.

Each loads what it needs when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reachmap import io
from reachmap.release import release

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    from matplotlib.axes import Axes

    from reachmap.analysis.effective_network import EffectiveNetwork
    from reachmap.analysis.snapshot import Snapshot
    from reachmap.model.audience import Audience, Purpose
    from reachmap.plan.round.answer import Plan


def network(snapshot: Snapshot, *, as_of: date | None = None) -> EffectiveNetwork:
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

    return EffectiveNetwork(snapshot.on(as_of).network)


def to_html(
    snapshot: Snapshot,
    target: str | PathLike[str],
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
    from reachmap.view.page import page_of

    io.refuse_file(target, force=force)
    now = snapshot.on(as_of)
    io.write_text(target, page_of(now, plan=plan, audience=audience), force=force)


def plot(
    snapshot: Snapshot,
    ax: Axes | None = None,
    *,
    audience: Audience = "internal",
    as_of: date | None = None,
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
    from reachmap.view.picture.plot import plot

    now = snapshot.on(as_of)
    findings = release(briefing(now), audience=audience)
    return plot(findings, release(now.outline, audience=audience), ax)


def report(
    snapshot: Snapshot,
    target: str | PathLike[str],
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
    from reachmap.view.report.making import paper_of
    from reachmap.view.report.writers import writer_for

    writer = writer_for(target)
    io.refuse_file(target, force=force)
    now = snapshot.on(as_of)
    paper = paper_of(now, purpose=purpose, group=letter, plan=plan, audience=audience)
    io.write_bytes(target, writer(paper), force=force)
