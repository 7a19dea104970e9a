"""Read a map, ask it questions, print the answers in plain words.

Run it with your own map, a folder of CSV files or a ``.json`` file, or with none to see
the demo borough::

    python examples/scripts/read_and_ask.py examples/small_town
"""

import sys

import reachmap as rm

desk = rm.read(sys.argv[1]) if len(sys.argv) > 1 else rm.demo()

# Every answer explains itself: sentences first, then what could not be known.
for answer in (desk.overview(), desk.participation(), desk.voices()):
    print(answer.explain(), end="\n\n")

# An answer is also a record: its rows have fields, which your program can use.
for group in desk.participation().of("unheard"):
    print(f"{group.name}: nobody known among those we asked. Who could introduce us:")
    for route in desk.routes(group.group, k=2).routes:
        # A step says what to do, and how we know that it works.
        print("  -", "; ".join(f"{step.how} ({step.how_known})" for step in route.steps))

# Where to spend ten minutes, so that more can be answered.
print()
print(desk.readiness().next_step)
