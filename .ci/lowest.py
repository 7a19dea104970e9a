"""Print the lowest version of each package that the project says it works with, to install these."""

import re
import sys
import tomllib
from pathlib import Path

LOWEST = re.compile(r"^([\w.-]+)>=([\w.]+)")
TOOLS = {"test", "bench", "dev"}

project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
extras = project["optional-dependencies"]
needed = [*project["dependencies"], *(e for name in extras if name not in TOOLS for e in extras[name])]
for each in needed:
    if match := LOWEST.match(each):
        sys.stdout.write("{}=={}\n".format(*match.groups()))
