"""Print the lowest version of each package that the project says it works with."""

import re
import sys
import tomllib
from pathlib import Path

LOWEST = re.compile(r"^([\w.-]+)>=([\w.]+)")
TOOLS = {"test", "bench", "dev"}

project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
extras = project["optional-dependencies"]
of_extras = [each for name, needs in extras.items() if name not in TOOLS for each in needs]
for each in [*project["dependencies"], *of_extras]:
    if match := LOWEST.match(each):
        sys.stdout.write("{}=={}\n".format(*match.groups()))
