"""The report of `verify`: every published figure as printed and as computed, with its verdict, and the counts.

Takes verifications, gives a document; its data are the contract «rbflang.verification/1».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from attrs import evolve

from rbflang.published.rounds_printed import round_of_row
from rbflang.published.statements import CLAIM, KINDS, UNPRINTED
from rbflang.published.verdicts import VERDICTS, Verdict, Verification
from rbflang.reports.document import Block, Column, Document, Heading, Paragraph, Table
from rbflang.reports.settle.settlement_words import begun
from rbflang.reports.titles import round_title, titled_round
from rbflang.reports.typed_cells import Cell, Phrase, phrases
from rbflang.reports.verify.figures_compared import our_figure, printed_figure
from rbflang.reports.verify.recorded_tables import recorded_data, recorded_results, recorded_totals
from rbflang.reports.verify.verdict_counts import conclusion, counted, meanings, totals
from rbflang.reports.verify.verdict_notes import (
    column_of,
    explained,
    label_of,
    place_of,
    read_so,
    title_of,
    told_apart,
    with_titles,
    word_of,
)
from rbflang.wording import Voice

SCHEMA = "rbflang.verification/1"


DEVIATING = ("deviation", "fault")
COUNTED_AS = dict(zip(KINDS, ("figures", "claims", "unprinted"), strict=True))
"""What each kind of rows is called in the data."""


def verification(found: Sequence[Verification], language: str = "nb", only_deviations: bool = False) -> Document:
    """All published figures of the rulesets, or only those that ours are not; the counts are of all."""
    say = Voice(language)
    whose = found[0].computed.checked.ruleset.title if len(found) == 1 else ""
    of = say(f" i {whose}", f" of {whose}") if whose else ""
    title = say(f"Publiserte tall{of}, etterprøvd", f"Published figures{of}, checked")
    if only_deviations:
        title = say(f"Publiserte tall{of} som avviker", f"Published figures{of} that deviate")
    shown = _deviating(found) if only_deviations else found
    blocks = (*_verdicts(shown, say), *_counts(found, say))
    return Document(title, blocks, lambda: data(found, shown, say), language=say.language)


def _deviating(found: Sequence[Verification]) -> Sequence[Verification]:
    return [evolve(one, verdicts=tuple(each for each in one.verdicts if each.slug in DEVIATING)) for one in found]


def _verdicts(found: Sequence[Verification], say: Voice) -> Iterator[Block]:
    for one in found:
        spoken = evolve(say, currency=one.computed.checked.ruleset.currency)
        for document in dict.fromkeys(verdict.row.text("document") for verdict in one.verdicts):
            yield from _document(one, document, len(found) > 1, spoken)
    yield from explained(found, "deviation", say("Avvik", "Deviations"), say)
    yield from explained(found, "compatible", say("Forenlig med trykket", "Compatible with the print"), say)
    yield from explained(found, "not_computable", say("Kan ikke beregnes", "Cannot be computed"), say)
    yield from read_so(found, say)
    yield from told_apart(found, say)
    yield from explained(found, "fault", say("Feil", "Faults"), say)


def _counts(found: Sequence[Verification], say: Voice) -> Iterator[Block]:
    yield from meanings(found, say)
    for kind, heading in zip(KINDS, _headings(say), strict=True):
        if any(verdict.kind == kind for one in found for verdict in one.verdicts):
            yield Heading(heading)
            yield from counted(found, kind, say)
    yield from recorded_results(found, say)
    yield Paragraph(conclusion(found, say), 0)


def _headings(say: Voice) -> tuple[str, ...]:
    """What the rows of each kind are called together."""
    return (
        say("Trykte tall", "Printed figures"),
        say("Påstander i teksten", "Claims in the text"),
        say("Tall som ikke er trykt", "Figures that are not printed"),
    )


# one document


def _document(one: Verification, document: str, of_several: bool, say: Voice) -> Iterator[Block]:
    """A table per place of the document, then its claims; of several rulesets each heading says whose."""
    verdicts = [verdict for verdict in one.verdicts if verdict.row.text("document") == document]
    whose = f"{one.computed.checked.ruleset.title}: " if of_several else ""
    title = whose + title_of(one, document)
    figures = [verdict for verdict in verdicts if not verdict.is_claim]
    for place, rows in groupby(figures, key=lambda verdict: verdict.row.text("place")):
        yield Heading(f"{title}, {say.cited(place)}")
        yield Table(
            (
                Column(say("Nr.", "No."), "left", 1), Column("", "left"), Column(say("Trykt", "Printed")),
                Column(say("I modellen", "In the model"), "right", 2), Column(say("Utfall", "Verdict"), "left"),
                *_round_column(one, say),
            ),
            tuple(_figures(one, list(rows), say)),
        )  # fmt: skip
    claims = [verdict for verdict in verdicts if verdict.is_claim]
    if claims:
        yield Heading(f"{title}, {say('påstander i teksten', 'claims in the text')}")
        yield Table(
            (
                Column(say("Nr.", "No."), "left", 3), Column("", "left"), Column(say("Sted", "Place"), "left", 1),
                Column(say("I modellen", "In the model"), "left", 2), Column(say("Utfall", "Verdict"), "left"),
                *_round_column(one, say),
            ),
            tuple(_claim(one, verdict, say) for verdict in claims),
        )  # fmt: skip


def _round_column(one: Verification, say: Voice) -> tuple[Column, ...]:
    """Which round is computed, where there are figures of several."""
    return (Column(say("Fordeling", "Round"), "left"),) if one.is_of_several_rounds else ()


def _round_cell(one: Verification, verdict: Verdict, say: Voice) -> tuple[Cell, ...]:
    if not one.is_of_several_rounds:
        return ()
    row, ruleset = verdict.row, one.computed.checked.ruleset
    named = round_of_row(ruleset, row)
    if row.text("round") and named is None:
        return (Phrase(row.text("round")),)
    return (Phrase(begun(titled_round(named, say) if named else round_title(one.computed, say))),)


def _figures(one: Verification, verdicts: Sequence[Verdict], say: Voice) -> Iterator[tuple[Cell, ...]]:
    """A row a figure; several on one line of the document stand below the line's name."""
    for line, group in groupby(verdicts, key=lambda verdict: verdict.row.text("line")):
        together = list(group)
        if len(together) > 1:
            yield (*phrases("", line, "", "", ""), *phrases("")[: len(_round_column(one, say))])
        for verdict in together:
            label = f"  {column_of(one, verdict)}" if len(together) > 1 else label_of(one, verdict)
            label += say(" (ikke trykt)", " (not printed)") if verdict.kind == UNPRINTED else ""
            name, word = Phrase(verdict.row.text("label")), Phrase(word_of(verdict, say))
            figures = printed_figure(verdict, say), our_figure(verdict, say)
            yield name, Phrase(label), *figures, word, *_round_cell(one, verdict, say)


def _claim(one: Verification, verdict: Verdict, say: Voice) -> tuple[Cell, ...]:
    row = verdict.row
    ours = with_titles(one, verdict.ours.say(say.language)) or "–"
    told = phrases(row.text("label"), row.text("line"), place_of(verdict, say), ours, word_of(verdict, say))
    return *told, *_round_cell(one, verdict, say)


def data(found: Sequence[Verification], shown: Sequence[Verification], say: Voice) -> dict[str, Any]:
    """The contract of `--format json`: the totals of all that was found, and the rows that are shown."""
    return {
        "schema": SCHEMA,
        "holds": all(one.holds for one in found),
        **{name: _totals(found, kind) for kind, name in COUNTED_AS.items()},
        "recorded": recorded_totals(found),
        "rulesets": [_ruleset(one, say) for one in shown],
    }


def _totals(found: Sequence[Verification], kind: str) -> dict[str, int]:
    counts = totals(found, kind)
    return {slug: counts[slug] for slug, _ in VERDICTS}


def _ruleset(one: Verification, say: Voice) -> dict[str, Any]:
    return {
        "ruleset": one.computed.checked.ruleset.name,
        "round": one.computed.written_round,
        "title": f"{one.computed.checked.ruleset.title}, {round_title(one.computed, say)}",
        "counts": [
            {
                "document": count.document,
                "kind": COUNTED_AS[count.kind],
                "claims": count.kind == CLAIM,
                "stated": count.stated,
                "found": count.found,
            }
            for count in one.counts
        ],
        "rows": [_row(verdict, say) for verdict in one.verdicts],
        "recorded": recorded_data(one, say),
    }


_ROW = (
    "label",
    "document",
    "place",
    "line",
    "column",
    "quantity",
    "printed",
    "unit",
    "explained_by",
    "missing",
    "note",
    "round",
)


def _row(verdict: Verdict, say: Voice) -> dict[str, Any]:
    row = verdict.row
    return {
        **{name: row.text(name) for name in _ROW},
        "members": row.named_members,
        "claim": verdict.is_claim,
        "kind": COUNTED_AS.get(verdict.kind, ""),
        "computed": verdict.ours.say(say.language),
        "exact": [value if isinstance(value, bool) else str(value) for value in verdict.exact],
        "verdict": verdict.slug,
        "reason": verdict.reason.say(say.language),
    }
