"""What every answer can do."""

import builtins
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, ClassVar, get_type_hints

import polars as pl
import pytest

import reachmap as rm
from folders import TOWN
from reachmap import questions
from reachmap.errors import InputError
from reachmap.model.answer import NOTEBOOK_ROWS, Answer, Row
from reachmap.model.fields import PUBLIC, Amount


class Drop(Row):
    """A row."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("folded",)

    name: Annotated[str, PUBLIC]
    share: Annotated[float | None, PUBLIC] = None
    price: Annotated[Amount | None, PUBLIC] = None
    parts: Annotated[tuple[str, ...], PUBLIC] = ()
    folded: Annotated[str, PUBLIC] = "hush"


class Drops(Answer):
    """An answer."""

    row: ClassVar[type[Row]] = Drop
    drops: Annotated[tuple[Drop, ...], PUBLIC] = ()

    def rows(self) -> tuple[Row, ...]:
        """Return the rows."""
        return self.drops

    def sentences(self) -> tuple[str, ...]:
        """Return words."""
        return ("One & two.",)


DROPS = Drops(
    drops=(
        Drop(name="<b>", share=1 / 3, price=1250.5, parts=("a", "b")),
        Drop(name="=1+1", share=-0.5),
    ),
    missing=("No table.",),
)


def test_the_frame_has_the_columns_in_order() -> None:
    frame = DROPS.to_frame()
    assert list(frame.columns) == ["name", "share", "price", "parts"]
    assert frame["parts"].tolist() == [("a", "b"), ()]
    assert frame["share"].sum() == pytest.approx(1 / 3 - 1 / 2)


def test_words_end_with_what_could_not_be_known() -> None:
    assert DROPS.explain() == "One & two.\nNo table."


def test_the_notebook_table_escapes_every_cell() -> None:
    shown = DROPS._repr_html_()
    assert shown.startswith("<p>One &amp; two.</p><table>")
    assert "<td>&lt;b&gt;</td><td>0.333</td><td>1,250.50</td><td>a; b</td>" in shown
    assert "What could not be known: explain() says." in shown
    assert "Internal: not for sharing." in shown
    assert "more row" not in shown
    assert "hush" not in shown


def test_csv_runs_nothing_and_keeps_numbers() -> None:
    lines = DROPS.to_csv().splitlines()
    assert lines == [
        "name,share,price,parts,audience",
        "<b>,0.3333333333333333,1250.5,a;b,internal",
        "'=1+1,-0.5,,,internal",
    ]


def test_the_dictionary_holds_plain_values() -> None:
    assert DROPS.to_dict()["missing"] == ["No table."]


def test_an_answer_has_rows_and_words() -> None:
    with pytest.raises(NotImplementedError):
        Answer().rows()
    with pytest.raises(NotImplementedError):
        Answer().explain()


def test_blank_texts_stay_none_and_blank_numbers_are_not_numbers() -> None:
    row = Drop(name="n")
    frame = Drops(drops=(row, row.model_copy(update={"name": None, "share": 1.5}))).to_frame()
    assert frame["name"].tolist() == ["n", None]
    assert frame["share"].isna().tolist() == [True, False]


def test_a_notebook_has_the_first_rows_and_counts_the_rest() -> None:
    many = Drops(drops=tuple(Drop(name=f"n{number}") for number in range(NOTEBOOK_ROWS + 7)))
    shown = many._repr_html_()
    assert shown.count("<tr>") == 1 + NOTEBOOK_ROWS
    assert "And 7 more rows: to_frame() has all." in shown
    assert repr(many) == f"<Drops, {NOTEBOOK_ROWS + 7} rows, internal: One & two.>"


def test_a_map_and_its_answers_are_short_where_they_are_printed() -> None:
    desk = rm.demo()
    answers = (desk.participation(), desk.routes("Hidden carers"), desk.burden())
    assert all(len(repr(each)) < 400 and "\n" not in repr(each) for each in (desk, *answers))
    assert all(len(each._repr_html_()) < 12_000 for each in answers)
    assert repr(answers[0]).startswith("<Participation, 52 rows, internal: Our own records, ")


def test_an_answer_is_its_rows_in_order_and_finds_one_by_id_or_name() -> None:
    desk = rm.read(TOWN)
    heard = desk.participation()
    assert [*heard] == [*heard.rows()]
    assert len(heard) == len(heard.groups)
    assert heard[0] is heard.rows()[0]
    assert heard[-1] is heard.rows()[-1]
    assert heard["carers"] == heard["unpaid  CARERS"]
    assert "carers" in heard
    assert heard[0] in heard
    assert "nobody" not in heard
    assert desk.methods("carers")["drop-in"] in desk.methods("carers")
    assert desk.burden()["carers-hub"] in desk.burden()
    assert str(heard) == heard.explain()


def test_a_row_that_is_not_there_is_one_error_with_the_nearest_names() -> None:
    heard = rm.read(TOWN).participation()
    with pytest.raises(
        rm.UnknownNode, match=r"no single row goes by 'carer'; the nearest: .*carers"
    ):
        heard["carer"]
    many = Drops(drops=(Drop(name="twice"), Drop(name="twice")))
    odd: list[Any] = ["twice", 2, -3, None, 1.5, object()]
    for name in odd:
        with pytest.raises(rm.InputError):
            many[name]


def test_an_answer_without_rows_is_an_answer_all_the_same() -> None:
    assert len(Drops()) == 0
    assert Drops()
    assert [*Drops()] == []


def test_a_map_gives_its_groups_and_any_node_by_id_or_name() -> None:
    desk = rm.read(TOWN)
    assert desk.groups == tuple(desk.stakeholders.groups)
    assert desk["carers"] is desk["Unpaid carers"]
    assert desk["v1"].kind == "voice"
    odd: list[Any] = ["carer", "", None, 3]
    for name in odd:
        with pytest.raises(rm.InputError):
            desk[name]
    with pytest.raises(TypeError, match="not iterable"):
        iter(desk)  # type: ignore[call-overload]  # the point


def test_a_star_import_leaves_the_names_of_python_alone() -> None:
    assert not {*rm.__all__} & {*dir(builtins)}
    assert "open" in dir(rm)
    answers = {getattr(questions, name) for name in questions.__all__ if name != "question"}
    assert {get_type_hints(each)["return"].__name__ for each in answers} <= {*rm.__all__}


ASKED: dict[str, Callable[[rm.ReachMap], Answer]] = {
    name: getattr(rm.ReachMap, name) for name in questions.__all__ if name != "question"
} | {
    "routes": lambda desk: desk.routes("carers"),
    "reach": lambda desk: desk.reach(samples=8),
    "what_if": lambda desk: desk.what_if(remove=["carers-hub"], samples=8),
    "leaving": lambda desk: desk.leaving(["carers-hub"], samples=8),
    "panel": lambda desk: desk.panel(size=2, quotas={}),
    "plan": lambda desk: desk.plan(
        budget=100,
        staff_hours=9,
        by="2026-05-31",
        time_limit_s=2,
    ),
}
"""Every question, asked of the small town."""


POLARS = {"String", "Int64", "Float64", "Boolean", "Date", "List(String)"}
"""Types of the columns of a frame in polars."""


@pytest.fixture(scope="module")
def town() -> rm.ReachMap:
    """Return the small town."""
    return rm.read(TOWN)


@pytest.mark.parametrize("name", ASKED)
def test_a_frame_has_the_types_of_its_fields_and_groups_by_id_with_their_names(
    town: rm.ReachMap, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    answer = ASKED[name](town)
    frame = answer.to_frame()
    with monkeypatch.context() as patch:
        patch.setattr(type(answer), "rows", lambda _: ())
        assert len(answer.to_frame()) == 0
        assert answer.to_frame().dtypes.equals(frame.dtypes)
        empty = answer.to_frame("polars")
    in_polars = answer.to_frame("polars")
    assert empty.schema == in_polars.schema
    assert {*map(str, in_polars.dtypes)} <= POLARS
    for column, field in answer.columns().items():
        plain = [row.in_table(field) for row in answer]
        assert in_polars[column].to_list() == [[*v] if isinstance(v, tuple) else v for v in plain]
    assert {*map(str, frame.dtypes)} <= {"object", "Int64", "float64", "boolean", "datetime64[ns]"}
    columns = [*frame.columns]
    for ids in {"group", "node", "subject"} & {*columns}:
        assert columns[columns.index(ids) + 1] in {"name", "group_name"}
    name_of_group = columns[columns.index("group") + 1] if "group" in columns else ""
    if name_of_group:
        names = {group.id: group.name for group in town.groups}
        known = frame[frame["group"].notna()]
        assert known["group"].map(names).tolist() == known[name_of_group].tolist()
        met = town.participation().to_frame().merge(known, on="group")
        assert len(met) == len(known)


def test_false_is_false_and_a_day_is_a_day_in_a_frame(town: rm.ReachMap) -> None:
    types = town.participation().to_frame().dtypes.astype(str)
    assert types["heard"] == types["population"] == "Int64"
    assert types["last_heard"] == "datetime64[ns]"
    assert types["ppr"] == "float64"
    asked = town.burden()
    over = asked.to_frame()["over_asked"]
    assert str(over.dtype) == "boolean"
    assert over.tolist() == [row.over_asked for row in asked.asked]


def test_a_frame_of_polars_goes_into_parquet_and_another_library_is_refused(
    town: rm.ReachMap, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ways = town.routes("Unpaid carers")
    ways.to_frame("polars").write_parquet(tmp_path / "ways.parquet")
    assert pl.read_parquet(tmp_path / "ways.parquet")["nodes"].to_list()[0] == [*ways[0].nodes]
    with pytest.raises(InputError, match="library is 'pandas' or 'polars', not 'dask'"):
        ways.to_frame("dask")  # type: ignore[call-overload]  # another library
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(InputError, match="pip install polars"):
        ways.to_frame("polars")
