# ruff: noqa: E501  paragraphs of Markdown on one line each; a script, not a package
"""Write the reference from the code: commands, tables, settings, and the names of Python.

``make reference`` writes the pages into the folder of this script; ``make check`` compares them.
"""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import typer
from pydantic.fields import FieldInfo

import reachmap
from reachmap import questions
from reachmap.cli import main  # noqa: F401  lists the commands
from reachmap.cli.app import app
from reachmap.io.schema import schemas
from reachmap.io.tables.headings import CONTACT_FIELDS, STAMP
from reachmap.model.answer import Answer, Row
from reachmap.model.assumptions import Assumptions
from reachmap.model.fields import Record
from reachmap.model.frame_types import dtype_of
from reachmap.model.links import LINK_TYPES
from reachmap.model.tables import TABLES

NOTE = "Written from the code by `make reference`; change the words there."

COMMANDS = f"""\
# Commands

{NOTE} Every command that takes a `SOURCE` takes a folder of CSV files, an `.xlsx` workbook, a `.json` or `.db` file, the address of a Neo4j server, or `demo`.

A command leaves with 0 where all went well, 1 where the data want mending, 2 where it was asked in a way that it cannot answer, 3 where a file, a store or reachmap itself failed, and 130 where it was stopped by Ctrl-C.
"""

TABLES_HEAD = f"""\
# Tables and columns

{NOTE} A table is a CSV file, a sheet of a workbook, or a list in a `.json` file. The class of a column says who may see it ([privacy](../../README.md#privacy)). The same as JSON Schemas: [`schemas/`](../../schemas).
"""

CONTACTS = """\
## `contacts`

Who the team knows, for which group and how well: a row gives two links. Of workbooks and folders alone; what it says is kept as `workers`, `organisations`, `groups` and `links`.
"""

SETTINGS = f"""\
# Settings

{NOTE} Every number that is a judgement has a name. A map changes one by a row of its table `assumptions`: the name, and the value in its place. `reachmap about` lists those that a map has changed.
"""

PYTHON = f"""\
# Python

{NOTE} `import reachmap as rm` gives all of these names; `help(rm.ReachMap.routes)`, or `m.routes?` in a notebook, shows the whole of what is said of one. `from reachmap import *` gives all but `open`, which stays Python's own.
"""

MAP = f"""\
# The map and its questions

{NOTE} `m = rm.read(...)` gives a `ReachMap`; each of its methods says its parameters with their units, what it returns, its errors, an example, and its sources.

{{questions}}

```{{eval-rst}}
.. autoclass:: reachmap.ReachMap
   :members:
   :special-members: __getitem__

.. autoclass:: reachmap.analysis.effective_network.EffectiveNetwork
   :members:
   :exclude-members: trust
```
"""

OPENING = f"""\
# Open, make and change maps

{NOTE}
"""

ERRORS = f"""\
# Errors

{NOTE} Every error that reachmap raises on purpose is a `ReachMapError`, has a stable `code`, and can be pickled.
"""

RECORDS = f"""\
# Records

{NOTE} What a map is made of. Each record is frozen; its fields are the columns of a [table](tables.md), where their classes stand too.
"""

ANSWERS = f"""\
# Answers and their columns

{NOTE} Every question gives an answer: its rows by `len`, `for`, and `answer["Unpaid carers"]`; a frame by `.to_frame()`; words by `.explain()`. The columns of each frame are below, with their types in pandas; days are written `2026-03-31` in CSV and JSON. A chance is from 0 to 1, money is in the currency of the map, and blank is what is not recorded.

```{{eval-rst}}
.. autoclass:: reachmap.Answer
   :members: rows, sentences, footnotes, explain, columns, to_frame, to_csv, to_dict, __getitem__
```
"""

KINDS = {
    "python-map": ("The map and its questions", MAP),
    "python-opening": ("Open, make and change maps", OPENING),
    "answers": ("Answers", ANSWERS),
    "records": ("Records", RECORDS),
    "errors": ("Errors", ERRORS),
}
"""The pages on the names of Python: heading and beginning."""


def cell(text: object) -> str:
    """Return a text as it may stand in a table."""
    return " ".join(str(text).split()).replace("|", "\\|")


def table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table in Markdown."""
    lines = [[*headings], ["---" for _ in headings], *rows]
    return "\n".join("| " + " | ".join(map(cell, line)) + " |" for line in lines)


def commands() -> str:
    """Return the page of commands."""
    group: Any = typer.main.get_command(app)
    shared = [("reachmap", "Options of every command, which may stand anywhere.", group.params)]
    parts = [command_part(*each) for each in (*shared, *every_command(group, "reachmap"))]
    return "\n".join([COMMANDS, *parts])


def every_command(group: Any, path: str) -> Iterator[tuple[str, str, list[Any]]]:  # noqa: ANN401  of click or of typer's own copy of it
    """Yield each command by its full name, with what it says of itself and its parameters."""
    for name, command in group.commands.items():
        full = f"{path} {name}"
        yield full, command.help or "", command.params
        if hasattr(command, "commands"):
            yield from every_command(command, full)


def command_part(name: str, says: str, params: list[Any]) -> str:
    """Return the part of the page on one command."""
    rows = [parameter_row(each) for each in params if each.name != "help" and not each.hidden]
    listed = table(["word", "what it says", "how many"], rows) if rows else "No options."
    return f"## `{name}`\n\n{' '.join(says.split())}\n\n{listed}\n"


def parameter_row(parameter: Any) -> Iterator[str]:  # noqa: ANN401  of click or of typer's own copy of it
    """Yield the cells of an option or an argument."""
    is_option = parameter.opts[0].startswith("-")
    value = parameter.metavar or ""
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    yield f"{names} {value}".strip() if is_option else f"`{value or parameter.name.upper()}`"
    yield parameter.help or ""
    several = parameter.multiple or parameter.nargs == -1
    yield {
        (True, True): "one or more",
        (True, False): "any number",
        (False, True): "needed",
        (False, False): "",
    }[several, parameter.required]


def tables() -> str:
    """Return the page of tables and columns."""
    described = schemas()
    parts = [table_part(name, described[name]) for name in TABLES]
    return "\n".join([TABLES_HEAD, *parts, contacts_part(described)])


def table_part(name: str, schema: Mapping[str, Any]) -> str:
    """Return the part of the page on one table."""
    needed = {*schema.get("required", ())}
    rows = [
        [f"`{column}`", words_of_column(field), "yes" * (column in needed), field["x-class"]]
        for column, field in schema["properties"].items()
    ]
    if name == "about":
        stamp = (
            "Audience that the file was made for; written, and not read back as part of the map."
        )
        rows.append([f"`{STAMP}`", stamp, "", "public"])
    either = "\n\nOf `id` and `name` one is needed." if "anyOf" in schema else ""
    listed = table(["column", "what it holds", "needed", "class"], rows)
    return f"## `{name}`\n\n{schema['description'].splitlines()[0]}{either}\n\n{listed}\n"


def words_of_column(field: Mapping[str, Any]) -> str:
    """Return what a column holds, with the words that it may hold where those are few."""
    forms = [field, field.get("items", {}), *field.get("anyOf", ())]
    words: list[str] = next((form["enum"] for form in forms if "enum" in form), [])
    offered = f" One of {', '.join(f'`{word}`' for word in words)}." if words else ""
    return f"{field.get('description', '')}{offered}"


def contacts_part(described: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the part on the sheet of contacts, whose columns are those of other tables."""
    homes = {each.record: name for name, each in TABLES.items()}
    rows = []
    for column, (record, name) in CONTACT_FIELDS.items():
        home = homes[record]
        alias = record.model_fields[name].alias or name
        field = described[home]["properties"][alias]
        rows.append([f"`{column}`", words_of_column(field), f"`{home}.{alias}`"])
    return f"{CONTACTS}\n{table(['column', 'what it holds', 'as in'], rows)}\n"


def settings() -> str:
    """Return the page of settings."""
    rows = [
        [f"`{name}`", usual, words_of_setting(name)]
        for name, usual in Assumptions().items().items()
    ]
    return "\n".join([SETTINGS, table(["name", "usual value", "what it says"], rows), ""])


def words_of_setting(name: str) -> str:
    """Return what an assumption says."""
    outer, _, inner = name.partition(".")
    if outer == "chance":
        return f"Chance of a link of which nothing else is known: one {LINK_TYPES[inner].meaning} the other."
    field = Assumptions.model_fields[outer]
    if outer == "trust":
        levels = field.annotation.model_fields.values() if field.annotation else ()
        field = next(level for level in levels if level.alias == inner)
    return field.description or ""


def names() -> list[str]:
    """Return every public name of the package."""
    return sorted({*reachmap.__all__, "open"}, key=str.casefold)


def kind_of(name: str) -> str:
    """Return the page that describes a name."""
    value = getattr(reachmap, name)
    if value is reachmap.ReachMap:
        return "python-map"
    if value is reachmap.Issue or (isinstance(value, type) and issubclass(value, Exception)):
        return "errors"
    if getattr(value, "__module__", "") in {
        "reachmap.building",
        "reachmap.combining",
        "reachmap.opening",
    }:
        return "python-opening"
    return "answers" if isinstance(value, type) and issubclass(value, Answer) else "records"


def first_line(name: str) -> str:
    """Return what a name is, in a line."""
    return (getattr(reachmap, name).__doc__ or "Who a copy is for.").strip().splitlines()[0]


def python() -> str:
    """Return the page that lists every name."""
    parts = [PYTHON]
    for kind, (heading, _) in KINDS.items():
        rows = [[f"`{name}`", first_line(name)] for name in names() if kind_of(name) == kind]
        parts.append(f"## [{heading}]({kind}.md)\n\n{table(['name', 'what it is'], rows)}\n")
    return "\n".join(parts)


def described(kind: str) -> str:
    """Return a page that leaves the description of each name to Sphinx."""
    parts = []
    for name in names():
        is_function = inspect.isfunction(getattr(reachmap, name))
        form = (
            "autofunction" if is_function else "autoexception" if kind == "errors" else "autoclass"
        )
        members = "   :members:\n" if form == "autoclass" else ""
        block = f"```{{eval-rst}}\n.. {form}:: reachmap.{name}\n{members}```"
        parts += [f"## `{name}`\n\n{block}\n"] * (kind_of(name) == kind)
    return "\n".join([KINDS[kind][1], *parts])


def questions_table() -> str:
    """Return the table of the questions, and where their answers are described."""
    rows = []
    for name in questions.__all__:
        if name != "question":
            ask = getattr(questions, name)
            answer = ask.__annotations__["return"]
            answer = answer if isinstance(answer, str) else answer.__name__
            link = f"[`{answer}`](answers.md#{answer.lower()})"
            rows.append([f"`m.{name}(...)`", ask.__doc__.splitlines()[0], link])
    return table(["question", "what it says", "answer"], rows)


def answers() -> str:
    """Return the page of answers."""
    own = (getattr(reachmap, name) for name in names() if kind_of(name) == "answers")
    return "\n".join([ANSWERS, *(answer_part(each) for each in own if each is not Answer)])


def answer_part(answer: type[Answer]) -> str:
    """Return the part of the page on one answer: what it holds, and the columns of its frame."""
    held = [row for row in field_rows(answer) if row[0] not in {"`audience`", "`missing`"}]
    held += methods_of(answer, Answer)
    columns_of_row = {*answer.columns().values()}
    beside = [row for row in field_rows(answer.row) if row[0].strip("`") not in columns_of_row]
    beside += methods_of(answer.row, Row)
    fields = answer.row.model_fields
    columns = [
        [f"`{column}`", dtype_of(fields[name].annotation), words_of_field(fields[name])]
        if name in fields
        else [f"`{column}`", "", inspect.getdoc(getattr(answer.row, name))]
        for column, name in answer.columns().items()
    ]
    return f"""\
## `{answer.__name__}`

{inspect.getdoc(answer)}

{table(["of the answer", "type", "what it holds"], held)}

{table(["column of the frame", "type", "what it holds"], columns)}
{
        f'''
{table(["of a row, beside its columns", "type", "what it holds"], beside)}
'''
        * bool(beside)
    }"""


def words_of_field(field: FieldInfo) -> str:
    """Return what a field holds, with its words where it has a few."""
    kinds = [field.annotation, *get_args(field.annotation)]
    offered = next((words_of_type(each) for each in kinds if get_origin(each) is Literal), "")
    return f"{field.description or ''} {f'One of {offered}.' * bool(offered)}".strip()


def methods_of(record: type[Record], base: type[Record]) -> list[list[str]]:
    """Return the rows on what a record has beside its fields, and its base has not."""
    own = set(dir(record)) - set(dir(base)) - {*record.model_fields, "row", "charts", "chart_names"}
    rows = []
    for name in sorted(each for each in own if not each.startswith("_")):
        value = getattr(record, name)
        of_record: Any = value.fget if isinstance(value, property) else value
        signature = inspect.signature(of_record)
        given = [str(each).partition(":")[0] for each in signature.parameters.values()][1:]
        called = "" if isinstance(value, property) else f"({', '.join(given)})"
        says = (inspect.getdoc(value) or "").splitlines()[:1]
        rows.append([f"`{name}{called}`", words_of_type(signature.return_annotation), *says])
    return rows


def field_rows(record: type[Record]) -> list[list[str]]:
    """Return the rows on the fields of a record: name, type, and what it holds."""
    return [
        [f"`{name}`", words_of_type(field.annotation), field.description or ""]
        for name, field in record.model_fields.items()
    ]


def words_of_type(annotation: Any) -> str:  # noqa: ANN401  whatever stands in a class
    """Return a type as people say it: without modules, marks and None."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return words_of_type(inner[0])
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in inner)
    if origin in {Union, UnionType}:
        return " or ".join(words_of_type(each) for each in inner if each is not type(None))
    if origin is not None:
        parts = dict.fromkeys(words_of_type(each) for each in inner if each is not ...)
        return f"{origin.__name__} of {', '.join(parts)}"
    return str(getattr(annotation, "__name__", annotation))


def records() -> str:
    """Return the page of records."""
    parts = [RECORDS]
    for name in names():
        value = getattr(reachmap, name)
        if kind_of(name) != "records":
            continue
        if isinstance(value, type) and issubclass(value, Record) and name != "StakeholderMap":
            listed = table(["field", "type", "what it holds"], field_rows(value))
            parts.append(f"## `{name}`\n\n{inspect.getdoc(value)}\n\n{listed}\n")
        elif isinstance(value, type):
            directive = f".. autoclass:: reachmap.{name}\n   :members:"
            parts.append(f"## `{name}`\n\n```{{eval-rst}}\n{directive}\n```\n")
        else:
            parts.append(f"## `{name}`\n\n{first_line(name)} {words_of_type(value)}.\n")
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "commands": commands,
    "tables": tables,
    "settings": settings,
    "python": python,
    "python-map": lambda: MAP.replace("{questions}", questions_table()),
    "python-opening": lambda: described("python-opening"),
    "answers": answers,
    "records": records,
    "errors": lambda: described("errors"),
}


def write_reference(folder: Path) -> None:
    """Write every page into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / f"{name}.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write_reference(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
