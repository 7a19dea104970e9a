"""What it will cost, on paper: the ways written out, and what helps people join."""

from collections.abc import Iterator, Sequence

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.routes.rows import GroupRoute
from reachmap.view.report.document import Block, Heading, Lines
from reachmap.view.report.words import COSTS, HEADINGS
from reachmap.words import join_names, words_of_count, words_of_money

PRICED = 4
"""Supports of a way whose prices are given: those most to the point."""


def cost_blocks(answers: Briefing, ways: Sequence[GroupRoute]) -> Iterator[Block]:
    """Yield what some ways cost, what helps people join, and what is not in these figures."""
    if ways:
        yield Heading(HEADINGS["costs"])
        yield Lines(tuple(_lines(answers, ways)))


def _lines(answers: Briefing, ways: Sequence[GroupRoute]) -> Iterator[str]:
    steps = [step for way in ways for step in way.steps]
    unknown = sum(not step.cost_given for step in steps)
    words = [
        COSTS["ways"].format(
            ways=words_of_count(len(ways), "way"),
            cost=words_of_money(sum(way.cost or 0 for way in ways), answers.best.currency),
        )
    ]
    if unknown:
        steps_in_all = words_of_count(len(steps), "step")
        words.append(COSTS["unknown"].format(unknown=unknown, steps=steps_in_all))
    yield " ".join(words)
    groups = {way.group for way in ways}
    prices = (row.prices[:PRICED] for row in answers.routes if row.group in groups)
    priced = dict.fromkeys(price for row in prices for price in row)
    if priced:
        yield COSTS["prices"].format(prices=join_names(priced, most=None))
    yield COSTS["left_out"]
