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
    yield _of_ways(ways, answers.best.currency)
    groups = {way.group for way in ways}
    prices = (row.prices[:PRICED] for row in answers.routes if row.group in groups)
    priced = dict.fromkeys(price for row in prices for price in row)
    if priced:
        yield COSTS["prices"].format(prices=join_names(priced, most=None))
    yield COSTS["left_out"]


def _of_ways(ways: Sequence[GroupRoute], currency: str) -> str:
    """Return what some ways cost, as far as that is recorded; a step of several counts once."""
    steps = {(step.from_, step.to): step for way in ways for step in way.steps}.values()
    known = [step.cost or 0 for step in steps if step.cost_given]
    key = "ways" if len(known) == len(steps) else "some" if known else "unknown"
    return COSTS[key].format(
        ways="way" if len(ways) == 1 else words_of_count(len(ways), "way"),
        cost=words_of_money(sum(known), currency),
        known=words_of_count(len(known), "step"),
        steps=len(steps),
    )
