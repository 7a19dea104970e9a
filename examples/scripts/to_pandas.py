"""Take answers as pandas frames, join them to a table of your own.

Run it with your own map or with none, and with ``-o`` where the table should be written::

    python examples/scripts/to_pandas.py examples/small_town -o groups.csv
"""

import argparse

import pandas as pd

import reachmap as rm

parser = argparse.ArgumentParser()
parser.add_argument("source", nargs="?", help="a map; the demo borough if left out")
parser.add_argument("-o", "--output", help="CSV file to write; the screen if left out")
told = parser.parse_args()
desk = rm.read(told.source) if told.source else rm.demo()

# One row a group: how it is heard, and the best way to be introduced.
heard = desk.participation().to_frame()[["group", "name", "status", "heard", "ppr"]]
ways = desk.routes_to_all().to_frame()[["group", "chance", "hops"]]

# A table of your own: any, as long as a column holds the ids of groups.
own = pd.DataFrame({"group": ["carers", "young-carers"], "lead": ["adult care", "schools"]})

joined = heard.merge(ways, on="group").merge(own, on="group", how="left")
joined = joined.sort_values(["status", "group"])
if told.output:
    joined.to_csv(told.output, index=False)
else:
    print(joined.to_string(index=False))

# The map itself is frames too, by the names of its tables.
print({name: len(frame) for name, frame in desk.to_frames().items()})
