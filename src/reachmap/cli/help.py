"""What `--help` shows: commands by what people do with them, and examples that work."""

from collections.abc import Mapping
from typing import Any

from typer.core import TyperGroup

WHERE_TO_START = """\
\b
Where to start:
  reachmap demo borough          a made-up place, and its page to open
  reachmap template town.xlsx    a workbook to fill in with yours
  reachmap check town.xlsx       what to mend, and what would help most
  reachmap heard --help          more on a command, with examples"""

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "demo": ("reachmap demo borough",),
    "template": (
        "reachmap template new.xlsx",
        "reachmap template sheets --sign-in --map town.xlsx",
    ),
    "import": ("reachmap import registrations.csv --into town.xlsx -o more.xlsx --key names.key",),
    "check": ("reachmap check town.xlsx", "reachmap check town.xlsx --fix"),
    "about": ("reachmap about town.xlsx",),
    "heard": ("reachmap heard demo", "reachmap heard town.xlsx -o heard.csv"),
    "voices": ("reachmap voices demo",),
    "burden": ("reachmap burden demo",),
    "methods": ("reachmap methods demo carers",),
    "routes": ('reachmap routes demo "Hidden carers"', "reachmap routes demo carers --max-days 30"),
    "reach": ("reachmap reach demo carers",),
    "gatekeepers": ("reachmap gatekeepers demo",),
    "change": ("reachmap change demo",),
    "calibration": ("reachmap calibration demo",),
    "review": ("reachmap review demo",),
    "what-if": ("reachmap what-if demo --remove carers-officer",),
    "links": ("reachmap links demo -n 3",),
    "panel": ("reachmap panel demo --size 12 --quota women=4-7 --quota men=4-7",),
    "plan": ("reachmap plan demo --budget 2000 --staff-hours 60 --by 2026-05-31",),
    "map": ("reachmap map demo -o demo.html", "reachmap map demo -o public.html --audience public"),
    "report": (
        "reachmap report demo -o paper.docx",
        "reachmap report demo -o equality.html --for equality",
    ),
    "evidence": ("reachmap evidence demo -o evidence.csv",),
    "record": ("reachmap record town.xlsx ask carers-hub --group carers",),
    "copy": ("reachmap copy town.xlsx town.db", "reachmap copy demo demo.gexf"),
    "merge": ("reachmap merge town.xlsx other.json -o both.xlsx",),
    "forget": ("reachmap forget town.xlsx v7",),
    "schema": ("reachmap schema groups",),
}
"""What may be typed, of each command; `town.xlsx` is a map of the reader's own."""


def examples(name: str) -> str:
    """Return what `--help` shows below the options of a command."""
    lines = "\n".join(f"  {line}" for line in EXAMPLES[name])
    return f"\b\nExamples:\n{lines}"


class CommandsByUse(TyperGroup):
    """Commands that `--help` lists by what people do with them."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  of click or of typer's own copy of it
        """Write the commands, under a heading for each use."""
        named: dict[str, Any] = {
            name: self.get_command(ctx, name) for name in self.list_commands(ctx)
        }
        uses = dict.fromkeys(each.rich_help_panel for each in named.values())
        widest = max(map(len, named), default=0)
        room = formatter.width - widest - 6
        for use in uses:
            with formatter.section(use):
                formatter.write_dl(
                    [
                        (name.ljust(widest), each.get_short_help_str(room))
                        for name, each in named.items()
                        if each.rich_help_panel == use
                    ]
                )
