"""See that the built wheel and source archive hold what they should, and nothing else."""

import sys
import tarfile
import zipfile
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"


def main(folder: Path) -> int:
    """Compare the archives of a folder with the source; return the number of differences."""
    wheel = zipfile.ZipFile(next(folder.glob("*.whl")))
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    wanted = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    licences = [name for name in wheel.namelist() if name.endswith("licenses/LICENSE")]
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        names = archive.getnames()
    wrong = [f"missing from the wheel: {name}" for name in sorted(wanted - packed)]
    wrong += [f"should not be in the wheel: {name}" for name in sorted(packed - wanted)]
    wrong += [] if licences else ["the wheel has no LICENSE"]
    wrong += [] if "reachmap/py.typed" in packed else ["the wheel has no py.typed"]
    wrong += [f"should not be in the archive: {n}" for n in names if ".venv" in n or ".cache" in n]
    sys.stdout.write("\n".join([*wrong, f"{len(packed)} files in the wheel", ""]))
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
