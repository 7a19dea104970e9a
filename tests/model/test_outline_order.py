"""The outline of a map is in order as the map is, without being sorted again."""

from dataclasses import fields

import reachmap as rm
from reachmap.model.content import Content


def test_an_outline_is_what_sorting_it_would_give() -> None:
    outline = rm.demo().store.outline()
    tables = {field.name: getattr(outline, field.name) for field in fields(Content)}
    again = rm.StakeholderMap.sealed(Content(**tables))
    assert outline.links
    assert not outline.voices
    assert all(getattr(again, name) == table for name, table in tables.items())
