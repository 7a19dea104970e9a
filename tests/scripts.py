"""Scripts and commands of examples, run in this process as they would be in one of their own."""

import runpy
import sys
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch


def run_script(script: Path, *words: object, folder: Path) -> str:
    """Run a script in a folder, and return what it printed; errors are let through."""
    printed = StringIO()
    argv = [str(script), *map(str, words)]
    with patch.object(sys, "argv", argv), chdir(folder), redirect_stdout(printed):
        runpy.run_path(str(script), run_name="__main__")
    return printed.getvalue()
