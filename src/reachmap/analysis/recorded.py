"""Which columns of a map are in use: a blank cell of one that is not says nothing."""

from reachmap.analysis.snapshot import Snapshot


def is_recorded(snapshot: Snapshot, column: str) -> bool:
    """Return whether any row fills a column of the outline, given as "activities.supports".

    Examples
    --------
    >>> from reachmap.model.nodes import Activity, Organisation
    >>> from reachmap.model.stakeholders import StakeholderMap
    >>> team, held = Organisation(id="t", name="T", team=True), Activity(id="a", name="A", cost=0)
    >>> now = Snapshot.of(StakeholderMap(organisations=[team], activities=[held]))
    >>> is_recorded(now, "activities.cost"), is_recorded(now, "activities.supports")
    (True, False)
    """
    table, field = column.split(".")
    return snapshot.once(
        ("recorded", column),
        lambda: any(
            getattr(row, field) not in {None, ()} for row in getattr(snapshot.outline, table)
        ),
    )
