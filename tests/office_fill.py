"""Type into a workbook with LibreOffice, and save it: run by the Python that has its bridge.

Words: the workbook, and a JSON file of rows to type: sheet, cell, text, as a person would.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def named(name: str, value: object) -> Any:
    """Return a named value as the office takes it."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connected(pipe: str) -> Any:
    """Return the desktop of a running office."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
        else:
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
    message = "the office does not answer"
    raise SystemExit(message)


def main() -> None:
    """Open, type, save."""
    path, typed = Path(sys.argv[1]).resolve(), json.loads(Path(sys.argv[2]).read_text())
    with tempfile.TemporaryDirectory() as home:
        pipe = Path(home).name
        office = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                "--nologo",
                f"-env:UserInstallation={Path(home).as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
            ]
        )
        try:
            desktop = connected(pipe)
            book = desktop.loadComponentFromURL(
                path.as_uri(), "_blank", 0, (named("Hidden", True),)
            )
            for sheet, cell, text in typed:
                # As by hand: what looks like a number or a day becomes one.
                book.Sheets.getByName(sheet).getCellRangeByName(cell).FormulaLocal = text
            book.storeToURL(path.as_uri(), (named("FilterName", "Calc MS Excel 2007 XML"),))
            book.close(True)
            desktop.terminate()
            office.wait(60)
        finally:
            office.kill()


main()
