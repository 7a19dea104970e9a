"""What `--help` shows: commands by what people do with them, and examples that work."""

from typing import Any

from typer.core import TyperGroup

WHERE_TO_START = """\
\b
Where to start:
  reachmap demo borough          a made-up place, and its page to open
  reachmap template town.xlsx    a workbook to fill in with yours
  reachmap check town.xlsx       what to mend, and what would help most
  reachmap heard --help          more on a command, with examples"""


def examples(*words: str) -> str:
    """Return what `--help` shows below the options of a command."""
    lines = "\n".join(f"  reachmap {line}" for line in words)
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
