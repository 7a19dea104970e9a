"""What `check` prints: what was read, what to mend, what would help, what can be asked."""

import json
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from reachmap.analysis.readiness.question import Readiness
from reachmap.analysis.readiness.words import (
    LOSS_WORDS,
    PAGE,
    words_of_question,
    words_of_tables,
)
from reachmap.cli.screen import folded_lines
from reachmap.errors import InvalidMap, Issue
from reachmap.io import Reading
from reachmap.model.summing import kind_of
from reachmap.release import release

OPTIONS: Mapping[str, str] = {"map": " -o map.html", "panel": " --size 4"}
"""What a command needs after the map, as people would type it."""

WORDS_OF_KINDS: Mapping[str, str] = {
    "slip": "Probably slips",
    "": "Worth a second look",
    "made": "Done for you",
}
"""What kinds of warning are called, in the order in which they are said."""

NEW_SHEETS = "New sheets: `reachmap template --full` writes one of each, with its headings."
LAST_LINE = "Mend these and run check again: your files are as they were."


def report_of_faults(error: InvalidMap, offer: str = "") -> str:
    """Return what was read of a map that breaks its rules, all there is to mend, and an offer."""
    count = len(error.issues)
    things = "1 thing" if count == 1 else f"{count} things"
    lines = [
        *_first_lines(error.read, words_of_tables(error.read), "Nothing was changed."),
        f"There {'is' if count == 1 else 'are'} {things} to mend before the map can be used.",
        "",
        *_fault_lines(error.issues),
        *_warning_lines(error.warnings),
        *([offer] if offer else []),
        LAST_LINE,
    ]
    return "\n".join(lines)


def report_of_map(reading: Reading, answer: Readiness, *, source: str) -> str:
    """Return what was read of a sound map, what would help, and what can be asked."""
    days = (answer.first, answer.last) if answer.first and answer.last else None
    tables = words_of_tables(reading.counts, days)
    lines = [
        *_first_lines(reading.counts, tables, "The map is in order; nothing was changed."),
        "",
        *_warning_lines(reading.warnings),
    ]
    if answer.gaps:
        lines += [
            "What would make the answers better: first what leaves most unknown.",
            "",
        ]
        lines += _gap_lines(answer, reading)
    lines += _sheet_lines(answer)
    lines += ["You can ask now:", *_command_lines(answer, source)]
    lines += ["", *_in_lines(reading.words.of_sheets(answer.sentences()[-1]))]
    return "\n".join(lines)


def faults_as_json(error: InvalidMap) -> str:
    """Return what was read of a map that breaks its rules, and its problems, as JSON."""
    return _json(error.read, (*error.issues, *error.warnings))


def map_as_json(reading: Reading, answer: Readiness) -> str:
    """Return what was read of a sound map, and what would help, as JSON."""
    released = release(answer)
    return _json(reading.counts, reading.warnings, readiness=released.content.to_dict())


def _json(counts: Mapping[str, int], issues: Iterable[Issue], **more: object) -> str:
    report = {
        "audience": "internal",
        "tables": counts,
        "issues": [issue.to_dict() for issue in issues],
        **more,
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def _first_lines(counts: Mapping[str, int], tables: str, then: str) -> Iterator[str]:
    yield from _in_lines(f"Read {tables}. {then}" if counts else then)


def _fault_lines(issues: Iterable[Issue]) -> Iterator[str]:
    """Yield problems under the file and sheet that they are in, counted."""
    parts: dict[str, list[Issue]] = {}
    for issue in issues:
        sheet = replace(issue, row=None, column=None).location
        parts.setdefault(sheet or "The map as a whole", []).append(issue)
    for sheet, part in parts.items():
        yield f"{sheet}: {len(part)}"
        for issue in part:
            yield from _in_lines(
                str(replace(issue, file=None, sheet=None)), first="  ", then="    "
            )
        yield ""


def _warning_lines(warnings: Iterable[Issue]) -> Iterator[str]:
    """Yield what is no error, counted: probable slips, then what else to look at, what was made."""
    listed = list(warnings)
    for kind, words in WORDS_OF_KINDS.items():
        of_kind = [warning for warning in listed if warning.kind == kind]
        lines = [*_done_lines(of_kind)] if kind == "made" else of_kind
        if lines:
            yield f"{words}: {len(lines)}"
            for line in lines:
                yield from _in_lines(str(line), first="  ", then="    ")
            yield ""


def _done_lines(warnings: Iterable[Issue]) -> Iterator[Issue]:
    """Yield what was done, one line a kind: where it was first, and where else."""
    kinds: dict[tuple[str, str], list[Issue]] = {}
    for warning in warnings:
        message, _, _ = warning.message.partition("; ")
        kinds.setdefault((kind_of(message), kind_of(warning.remedy)), []).append(warning)
    for first, *others in kinds.values():
        elsewhere = (replace(each, column=None) for each in others)
        by_sheet = (replace(each, file=None) if each.sheet else each for each in elsewhere)
        where = "; ".join(each.location for each in by_sheet)
        message = f"{first.with_value}, as it is in {where}" if where else first.message
        yield replace(first, message=message)


def _gap_lines(answer: Readiness, reading: Reading) -> Iterator[str]:
    """Yield the gaps with their numbers, under what they cost, as the file calls its sheets."""
    gaps = zip(answer.gaps, answer.gap_sentences(), strict=True)
    for loss, part in groupby(enumerate(gaps, 1), key=lambda each: each[1][0].loss):
        yield f"{LOSS_WORDS[loss]}:"
        for number, (_, sentence) in part:
            words = reading.words.of_sheets(sentence)
            yield from _in_lines(words, first=f"{number:>3}. ", then="     ")
        yield ""
    known = reading.words.sheets
    if known and any(gap.table not in known for gap in answer.gaps):
        yield from _in_lines(NEW_SHEETS)
        yield ""


def _sheet_lines(answer: Readiness) -> Iterator[str]:
    """Yield what to ask on which sign-in sheets."""
    sentences = answer.sheet_sentences()
    if sentences:
        yield f"{PAGE['settle']}:"
        for sentence in sentences:
            yield from _in_lines(sentence, first="  ", then="  ")
        yield ""


def _command_lines(answer: Readiness, source: str) -> Iterator[str]:
    """Yield each command that answers something now, as it is typed, and what it says."""
    commands = {
        row: f"reachmap {row.question} {shlex.quote(source)}{OPTIONS.get(row.question, '')}"
        for row in answer.answered
    }
    width = max(len(command) for command in commands.values())
    for row, command in commands.items():
        words = words_of_question(row)
        yield from _in_lines(words, first=f"  {command:<{width}}  ", then=" " * (width + 4))


def _in_lines(text: str, *, first: str = "", then: str = "") -> list[str]:
    """Return a text in lines that fit standard output."""
    return folded_lines(text, sys.stdout, first=first, then=then)
