"""The made-up maps leave nothing out: a field that never varies is a field nobody tests."""

from collections import defaultdict

from hypothesis import HealthCheck, Phase, given, settings

import reachmap as rm
from reachmap.model.tables import TABLES
from strategies import maps

seen: dict[str, set[str]] = defaultdict(set)


@settings(
    max_examples=150,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    database=None,
    derandomize=True,
)
@given(town=maps())
def look(town: rm.StakeholderMap) -> None:
    """Remember every value of every field."""
    for name in TABLES.keys() - {"about", "assumptions"}:
        for row in getattr(town, name):
            for field in type(row).model_fields:
                seen[f"{name}.{field}"].add(str(getattr(row, field)))
    for field in rm.About.model_fields:
        seen[f"about.{field}"].add(str(getattr(town.about, field)))


def test_every_field_of_every_table_takes_several_values() -> None:
    look()
    # The day is one for all, so that tests can tell planned activities from past ones.
    assert {name for name, values in seen.items() if len(values) < 2} == {"about.as_of"}
    fields = {name for name in TABLES if name not in {"about", "assumptions"}}
    assert {name.partition(".")[0] for name in seen} == {*fields, "about"}
