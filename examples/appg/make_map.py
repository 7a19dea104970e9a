"""Turn the memberships of parliamentary groups into a map of voices.

Each parliamentary group becomes an activity, each membership an attendance, and each
member a voice, under the pseudonym of the file. Run it with a place to write to::

    python examples/appg/make_map.py build/appg
"""

import argparse
from pathlib import Path

import pandas as pd

import reachmap as rm

MEMBERSHIPS = Path(__file__).with_name("memberships.csv")

HOUSES = {
    "mp": "Members of the House of Commons",
    "lord": "Members of the House of Lords",
    "msp": "Members of the Scottish Parliament",
    "ms": "Members of the Senedd",
    "mla": "Members of the Northern Ireland Assembly",
    "other": "Members of no parliament or assembly",
}


def tables(memberships: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the tables of the map.

    Parameters
    ----------
    memberships
        A row a membership: member, group, member_type, last_updated, all as text.

    Returns
    -------
    dict
        Frames by table name.
    """
    # Where a member is listed under several types, all of them count.
    pairs = memberships[["member", "member_type"]].drop_duplicates()
    types = pairs.groupby("member")["member_type"].agg(";".join)
    # A membership has no day, so neither have the activities; the map speaks for the last update.
    rooms = sorted(memberships["group"].unique())
    return {
        "about": pd.DataFrame(
            {
                "title": ["Who sits on parliamentary groups"],
                "team": ["Readers of the record"],
                "area": ["United Kingdom"],
                "as_of": [memberships["last_updated"].max()],
            }
        ),
        "groups": pd.DataFrame({"id": list(HOUSES), "name": list(HOUSES.values())}),
        "activities": pd.DataFrame(
            {"id": rooms, "name": [f"Parliamentary group: {room}" for room in rooms]}
        ),
        "voices": pd.DataFrame({"id": types.index, "name": types.index, "groups": types.tolist()}),
        "attendance": pd.DataFrame(
            {"voice": memberships["member"], "activity": memberships["group"]}
        ),
    }


def main() -> None:
    """Read the memberships, make the map, write it, say what it shows."""
    words = argparse.ArgumentParser(description="Turn memberships into a map.")
    words.add_argument("target", type=Path, help="folder or .json file to write")
    words.add_argument("--force", action="store_true", help="replace what is there")
    asked = words.parse_args()
    memberships = pd.read_csv(MEMBERSHIPS, dtype=str, keep_default_na=False)
    rooms = rm.from_frames(tables(memberships))
    asked.target.parent.mkdir(parents=True, exist_ok=True)
    rooms.write(asked.target, force=asked.force)
    print(rooms.voices().explain())


if __name__ == "__main__":
    main()
