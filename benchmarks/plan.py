"""The next round: plans of made-up regions, beside a greedy one and SATURATE, and the demo's."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Iterator

import numpy as np

from benchmarks.measure import Figure, timed
from benchmarks.start import PROGRAM
from reachmap.plan.round.clock import Clock
from reachmap.plan.round.greedy import fair_start, people_start
from reachmap.plan.round.leximin import leximin
from reachmap.plan.round.problem import is_fairer
from round_regions import region

INSTANCES = 5
SIZES = ((200, 50, 10.0), (1_000, 200, 60.0))
"""Actions, groups, and seconds allowed."""

CLOSE = 0.03
"""Gap that is allowed where a plan is not proved, at the first level that is not."""

DEMO_S = 4.0
DEMO_RUNS = 3
LATE = 1.1
"""How many times the time limit a plan may take."""


def plan() -> Iterator[Figure]:
    """Plan five made-up regions of each size, and the demo from the command line."""
    for actions, groups, limit in SIZES:
        yield _regions(actions, groups, limit)
    command = ["plan", "demo", "--budget", "2000", "--staff-hours", "60", "--by", "2026-05-31"]
    words = [PROGRAM, *command]
    used = _children_cpu()
    took, _ = timed(lambda: subprocess.run(words, check=True, capture_output=True), runs=DEMO_RUNS)  # noqa: S603  our own words
    yield Figure(
        "the demo's plan, start-up included",
        took,
        goal=f"{DEMO_S:.0f} s",
        met=took <= DEMO_S,
        note=f"{(_children_cpu() - used) / DEMO_RUNS:.1f} s of CPU",
    )


def _children_cpu() -> float:
    """Return the seconds of CPU that finished programs took which were started here."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _regions(actions: int, groups: int, limit: float) -> Figure:
    """Return the worst time and the worst gap of five instances, none less fair than its peers."""
    worst, busy, gaps, proved, quick, levels = 0.0, 0.0, [0.0], 0, 0.0, 0
    for seed in range(INSTANCES):
        problem = region(seed, actions=actions, groups=groups)
        begun = time.perf_counter()
        start, plain = fair_start(problem), people_start(problem)
        assert start is not None
        assert plain is not None
        quick = max(quick, time.perf_counter() - begun)
        begun, used = time.perf_counter(), time.process_time()
        chosen = leximin(problem, start, Clock(limit))
        worst = max(worst, time.perf_counter() - begun)
        busy = max(busy, time.process_time() - used)
        shares = problem.shares(chosen.actions)
        assert problem.keeps(chosen.actions)
        assert not any(is_fairer(problem.shares(peer), shares) for peer in (start, plain))
        proved += chosen.status == "optimal"
        gaps.append(chosen.gap)
        levels += chosen.settled if chosen.gap else 0
    small = proved == INSTANCES
    goal = (
        f"proved in {limit:.0f} s"
        if limit <= SIZES[0][2]
        else f"within {CLOSE:.0%} at {limit:.0f} s"
    )
    met = small if limit <= SIZES[0][2] else max(gaps) <= CLOSE
    proof = f"{proved} of {INSTANCES} proved; {busy:.1f} s of CPU; worst gap {np.max(gaps):.1%}"
    if levels:
        settled = levels // (INSTANCES - proved)
        proof += f" at the next of {groups} groups, after {settled} settled on average"
    return Figure(
        f"leximin, the worst of {INSTANCES}: {actions:,} actions, {groups} groups",
        worst,
        peer="greedy and SATURATE, never fairer",
        peer_seconds=quick,
        goal=goal,
        met=met and worst <= limit * LATE,
        note=proof,
    )
