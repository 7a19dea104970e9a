"""The doors: from files, frames and graphs to a map, and back."""

from reachmap.io.additions import read_changes
from reachmap.io.answers import answer_json, read_answer, write_answer
from reachmap.io.exports.endings import export_of
from reachmap.io.forms import demo_path, read, read_source, write
from reachmap.io.frames import from_frames, read_frames, to_frames
from reachmap.io.graph import from_networkx, read_networkx, to_networkx
from reachmap.io.growing import with_rows
from reachmap.io.imports.mapping import read_mapping
from reachmap.io.imports.sources import Imported, import_source, recognised
from reachmap.io.mentions import Forgotten, Mentions
from reachmap.io.recording import forget, plan_ahead, record
from reachmap.io.remarks import warn_of
from reachmap.io.schema import schemas
from reachmap.io.tables.collector import Reading
from reachmap.io.whole_files import (
    make_folder,
    refuse_file,
    refuse_to_replace,
    write_bytes,
    write_text,
)
from reachmap.io.workbook.carried import blank_map, carried
from reachmap.io.workbook.template import write_template

__all__ = [
    "Forgotten",
    "Imported",
    "Mentions",
    "Reading",
    "answer_json",
    "blank_map",
    "carried",
    "demo_path",
    "export_of",
    "forget",
    "from_frames",
    "from_networkx",
    "import_source",
    "make_folder",
    "plan_ahead",
    "read",
    "read_answer",
    "read_changes",
    "read_frames",
    "read_mapping",
    "read_networkx",
    "read_source",
    "recognised",
    "record",
    "refuse_file",
    "refuse_to_replace",
    "schemas",
    "to_frames",
    "to_networkx",
    "warn_of",
    "with_rows",
    "write",
    "write_answer",
    "write_bytes",
    "write_template",
    "write_text",
]
