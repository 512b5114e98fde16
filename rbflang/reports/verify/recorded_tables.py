"""Recorded results of made-up figures in the report of `verify`: how many are as recorded, and each that is not.

They are told apart from what is published, in their own table, in their own sentence and in their own counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rbflang.published.recorded_results import Differing, RecordedResults
from rbflang.published.verdicts import Verification
from rbflang.reports.document import Block, Column, Heading, Notes, Table
from rbflang.reports.typed_cells import Phrase, count_cell
from rbflang.wording import Voice

MOST_SHOWN = 10


def recorded_results(found: Sequence[Verification], say: Voice) -> Iterator[Block]:
    """A line for each data file, then what differs; nothing where nothing is recorded."""
    files = [(one.computed.checked.ruleset.title, each) for one in found for each in one.recorded]
    if not files:
        return
    yield Heading(say("Fasit for syntetiske data", "Recorded results of synthetic data"))
    yield Table(
        (
            Column("", "left"),
            Column(say("Fil", "File"), "left", 1),
            Column(say("Som i fasiten", "As recorded")),
            Column(say("Andre", "Others")),
        ),
        tuple(
            (Phrase(title), Phrase(each.data), count_cell(each.equal), count_cell(len(each.differing)))
            for title, each in files
        ),
    )
    told = [text for title, each in files for text in _told(title, each, say)]
    if told:
        yield Heading(say("Annerledes enn i fasiten", "Other than recorded"))
        yield Notes(tuple(told))


def _told(title: str, one: RecordedResults, say: Voice) -> Iterator[str]:
    for differing in one.differing[:MOST_SHOWN]:
        row = differing.row
        place = f"({row.span.source.name}:{row.span.cell or row.span.line})"
        ours = _shown(differing.ours, say)
        figures = say(f"fasit {row.text('value')}, beregnet {ours}", f"recorded {row.text('value')}, computed {ours}")
        reason = differing.reason.say(say.language)
        yield f"{title} {one.data}: {differing.address}, {figures}. {reason} {place}"
    left = len(one.differing) - MOST_SHOWN
    if left > 0:
        yield say(f"{title} {one.data}: og {left} til.", f"{title} {one.data}: and {left} more.")


def _shown(ours: Fraction | bool | None, say: Voice) -> str:
    if isinstance(ours, bool):
        return say("ja", "yes") if ours else say("nei", "no")
    return "–" if ours is None else str(ours)


def sentence(found: Sequence[Verification], say: Voice) -> str:
    """How many results are recorded and how many are as recorded; empty where none is."""
    all_of_them = [each for one in found for each in one.recorded]
    equal, differing = sum(one.equal for one in all_of_them), sum(len(one.differing) for one in all_of_them)
    if not all_of_them:
        return ""
    told = say.number(Fraction(equal + differing))
    if not differing:
        return say(
            f"{told} resultater av syntetiske data: alle er som i fasiten.",
            f"{told} results of synthetic data: all as recorded.",
        )
    return say(
        f"{told} resultater av syntetiske data: {differing} annerledes enn i fasiten.",
        f"{told} results of synthetic data: {differing} other than recorded.",
    )


def recorded_totals(found: Sequence[Verification]) -> dict[str, int]:
    """How many recorded results are as recorded, and how many not."""
    return {
        "equal": sum(each.equal for one in found for each in one.recorded),
        "differing": sum(len(each.differing) for one in found for each in one.recorded),
    }


def recorded_data(one: Verification, say: Voice) -> list[dict[str, Any]]:
    """The data files of a ruleset with their counts, and each result that differs."""
    return [
        {
            "data": each.data,
            "round": each.round,
            "equal": each.equal,
            "differing": [_as_data(differing, say) for differing in each.differing],
        }
        for each in one.recorded
    ]


def _as_data(one: Differing, say: Voice) -> dict[str, Any]:
    ours = one.ours
    return {
        "quantity": one.row.text("quantity"),
        "members": one.row.named_members,
        "recorded": one.row.text("value"),
        "computed": ours if isinstance(ours, bool) or ours is None else str(ours),
        "reason": one.reason.say(say.language),
    }
