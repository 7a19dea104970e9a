"""Try what was installed from the wheel, with nothing beside it: what a first hour takes."""

import subprocess
import sys
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

COMMANDS = """
--help
demo DEMO
check demo
heard demo
routes demo hidden-carers
voices DEMO/map
copy demo DEMO/copy.db
gatekeepers DEMO/copy.db
template DEMO/town.xlsx
links demo
map demo -o DEMO/again.html
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    program = Path(sys.executable).with_name("reachmap")
    return subprocess.run([program, *words], capture_output=True, text=True, check=False)  # noqa: S603  ours


lines = COMMANDS.strip().splitlines()
with tempfile.TemporaryDirectory() as folder:
    for line in lines:
        ran = run(*line.replace("DEMO", f"{folder}/demo").split())
        if ran.returncode:
            sys.exit(f"reachmap {line}: {ran.returncode}\n{ran.stdout[-500:]}\n{ran.stderr}")
if find_spec("neo4j") is None:
    ran = run("heard", "neo4j://localhost/")
    if not ran.returncode or "reachmap[neo4j]" not in ran.stderr:
        sys.exit(f"without neo4j: {ran.returncode} {ran.stderr}")
names = ("numpy", "pandas", "pydantic", "scipy", "typer")
packages = ", ".join(f"{name} {version(name)}" for name in names)
python = sys.version.split()[0]
sys.stdout.write(f"Python {python}: {len(lines)} commands run with {packages}\n")
