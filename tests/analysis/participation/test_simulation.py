"""How often a status is wrong where the truth is known: this rule, and the one before it.

The rule before read what is not recorded as "no": it compared those known to be of a group with
everybody at the activities that could have shown it.
"""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

import reachmap as rm
from amounts import some_of
from oracles import Oracle, interval, status_of
from programmes import SCENARIOS, Programme, Scenario, programme

MOST_WRONG = 0.02
LEAST_COVERED = 0.95


def is_wrong(status: str, truth: float) -> bool:
    """Whether a status says what is not so."""
    wrong = {"under": truth >= 0.8, "over": truth <= 1.2, "enough": truth < 0.8}
    wrong["fair"] = not 0.8 <= truth <= 1.2
    return wrong.get(status, False)


def could_show(oracle: Oracle, activity: rm.Activity, group: str) -> bool:
    """Whether an activity could have shown a group, by the earlier rule."""
    if oracle.counts(activity, group) or oracle.recorded(activity, group):
        return True
    if not oracle.rows(activity):
        return False
    if activity.records:
        return group in activity.records
    return group in activity.groups or any(group in own for own in oracle.groups_of.values())


def by_earlier_rule(made: Programme) -> Iterator[tuple[str, str, float, float]]:
    """Yield each group with its status and interval by the rule that came before."""
    oracle = Oracle(made.town, made.town.activities)
    for group in made.town.groups:
        id_ = group.id
        seen = [a for a in made.town.activities if could_show(oracle, a, id_)]
        voices = set().union(*(oracle.counted(a) for a in seen))
        whole = len(voices) + sum(oracle.unnamed(a) for a in seen)
        of_it = {v for v in voices if id_ in oracle.groups_of[v]}
        heard = len(of_it) + sum(oracle.heads(a, id_) for a in seen)
        if whole:
            share = (group.population or 0) / (made.town.about.area_population or 1)
            low, high = (end / share for end in interval(heard, whole))
            yield id_, status_of(heard, about_itself=True, low=low, high=high), low, high


def tally(scenario: Scenario, programmes: int, *, earlier: bool) -> Counter[str]:
    """Count judgements, those stated, those wrong, and intervals that hold the truth."""
    counts: Counter[str] = Counter()
    for seed in range(programmes):
        made = programme(scenario, seed)
        rows = (
            by_earlier_rule(made)
            if earlier
            else (
                (row.group, row.status, row.low or 0.0, row.high or 0.0)
                for row in rm.ReachMap.of(made.town).participation().groups
            )
        )
        for id_, status, low, high in rows:
            truth = made.true_ratio(int(id_[1:]))
            counts["judged"] += 1
            counts["stated"] += status in {"under", "enough", "fair", "over"}
            counts["wrong"] += is_wrong(status or "", truth)
            counts["covered"] += low <= truth <= high
    return counts


def line(counts: Counter[str]) -> str:
    """Return the shares of one row of the table."""
    stated, judged = max(counts["stated"], 1), counts["judged"]
    return (
        f"stated {counts['stated'] / judged:4.0%}, wrong {counts['wrong'] / stated:6.1%}, "
        f"covered {counts['covered'] / judged:6.1%}"
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_statuses_are_seldom_wrong_and_intervals_hold_the_truth(
    scenario: Scenario, told: Callable[[str], None]
) -> None:
    counts = tally(scenario, some_of(250, usual=2), earlier=False)
    before = tally(scenario, some_of(40, usual=1), earlier=True)
    told(f"{scenario.name:30}: {line(counts)} | the rule before: {line(before)}")
    assert counts["wrong"] <= MOST_WRONG * counts["stated"]
    assert counts["covered"] >= LEAST_COVERED * counts["judged"]
    if scenario.asking:
        assert counts["stated"] > 0
