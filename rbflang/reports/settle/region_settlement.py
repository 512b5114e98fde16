"""The settlement of one region: what each indicator moved, by whose results, and by the normalisation.

Takes a settlement and a region, gives a document. Each column adds up, what rounding leaves in a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rbflang.explanation.ledger import rounding
from rbflang.explanation.paid import paying_voice
from rbflang.questions.settlement import IndicatorPart, Settlement
from rbflang.reports.document import Block, Column, Document, Heading, Line, Lines, Paragraph, Table
from rbflang.reports.foot import foot
from rbflang.reports.settle.changed_results import changed_results
from rbflang.reports.settle.corrections_moved import corrections_moved
from rbflang.reports.settle.moved_by import moved_by_measure
from rbflang.reports.settle.requirements_missed import requirements_missed
from rbflang.reports.settle.settlement_certainty import marked_titles, settlement_certainty
from rbflang.reports.settle.settlement_data import data
from rbflang.reports.settle.settlement_words import before_and_after, begun, causes_of, method, rounds_of
from rbflang.reports.settle.steps_moved import dash_notes, of_region, other_measures, said_of
from rbflang.reports.side_by_side import FigureRow, line_title
from rbflang.reports.titles import called, notice, spoken, the_round
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, money_of, paid_cell
from rbflang.ruleset.model import Member
from rbflang.wording import Voice


def region_settlement(found: Settlement, region: Member, language: str = "nb") -> Document:
    """The settlement of a region, indicator by indicator."""
    say = paying_voice(language, found.earlier, found.later)
    blocks = tuple(_blocks(found, region, say))
    return Document(
        _title(found, region, say),
        blocks,
        lambda: data(found, region.name),
        notice(found.made_up, say),
        foot(say, found.earlier, found.later),
        language,
    )


def _title(found: Settlement, region: Member, say: Voice) -> str:
    first, second = rounds_of(found, say)
    who = spoken(region, say)
    due, model = found.due(region.name), found.later.checked.ruleset.title
    if not due:
        return say(f"{who} får det samme i {second} som i {first} av {model}.",
                   f"{who} gets the same in {the_round(second)} as in {the_round(first)} of {model}.")  # fmt: skip
    amount, more = say.kroner(abs(due)), say("mer" if due > 0 else "mindre", "more" if due > 0 else "less")
    return say(f"{who} får {amount} {more} i {second} enn i {first} av {model}.",
               f"{who} gets {amount} {more} in {the_round(second)} than in {the_round(first)} of {model}.")  # fmt: skip


def _blocks(found: Settlement, region: Member, say: Voice) -> Iterator[Block]:
    titles = marked_titles(found, say)
    due = found.due(region.name)
    amounts = (*map(say.kroner, found.paid(region.name)), say.kroner(due, sign=True))
    lines = [Line(title, amount) for title, amount in zip(titles, amounts, strict=True)]
    at = [one.name for one in found.regions].index(region.name)
    parts = ((line_title(one.later, say), one.due[at]) for one in found.lines)
    lines += [Line(title, say.kroner(amount, sign=True)) for title, amount in parts if amount is not None]
    yield Lines((*lines, *settlement_certainty(found, say)))
    if found.parts is not None:
        yield Paragraph(_worth(found, found.parts[region.name], say))
        yield Heading(
            say(f"Hva hver indikator flyttet, i {say.in_many}", f"What each indicator moved, in {say.in_many}")
        )
        yield _indicators(found, region, found.parts[region.name], say)
        yield from dash_notes(found, of_region(found, region, say), say)
        yield from _other_measures(found, region, say)
        whole = FigureRow(titles[-1], [due], say.decimals, True, unit=money_of(say))
        yield from moved_by_measure(found, (region,), whole, say)
        yield from _others(found, region, found.parts[region.name], say)
    elif found.amounts is not None:
        yield Heading(say("Hva hver indikator ga, i", "What each indicator gave, in") + f" {say.in_many}")
        yield _amounts(found, region, found.amounts, say)
    else:
        yield from changed_results(found, say, region)
    yield from requirements_missed(found, say, (region,))
    yield from corrections_moved(found, say, region)
    yield Heading(say("Slik er avregningen delt opp", "How the settlement is split up"))
    yield Paragraph(method(found, say))


def _worth(found: Settlement, parts: tuple[IndicatorPart, ...], say: Voice) -> str:
    first, second = rounds_of(found, say)
    before, after = (say.kroner(rate, 2) for rate in parts[0].rates)
    return say(f"Ett poeng var verdt {before} i {first} og er verdt {after} i {second}.",
               f"One point was worth {before} in {the_round(first)} and is worth {after} in "
               f"{the_round(second)}.")  # fmt: skip


def _indicators(found: Settlement, region: Member, parts: tuple[IndicatorPart, ...], say: Voice) -> Table:
    causes = causes_of(found)
    rows = [[part.caused(cause) for cause in causes] for part in parts]
    sums = [part.total for part in parts]
    amounts = _closed(rows, sums, found.due(region.name), say)
    lines = list(of_region(found, region, say))
    labels: list[tuple[Cell, ...]] = [
        (Phrase(called(line.indicator, say)), *line.results, *line.parts) for line in lines
    ]
    blank = (BLANK, BLANK, BLANK, BLANK)
    if len(amounts) > len(labels) + 1:
        labels.append((Phrase(say("Avrunding", "Rounding")), *blank))
    labels.append((Phrase("Sum"), *blank))
    with_rest = any(row[-2] for row in amounts)
    columns = (
        Column("", "left"),
        *before_and_after(found, say, 1),
        Column(say("Egne", "Own"), group=say("resultater", "results")),
        Column(say("De andres", "The others'"), group=say("resultater", "results")),
        *(Column(words.say(say.language)) for cause, words in causes.items() if cause not in ("own", "others")),
        *([Column(say("Avrunding", "Rounding"))] if with_rest else []),
        Column("Sum"),
    )
    kept = [row if with_rest else (*row[:-2], row[-1]) for row in amounts]
    kroner = [tuple(paid_cell(one, say, True) for one in row) for row in kept]
    rows_told = tuple((*label, *row) for label, row in zip(labels, kroner, strict=True))
    return Table(columns, rows_told, 1).without_empty_columns()


def _other_measures(found: Settlement, region: Member, say: Voice) -> Iterator[Block]:
    """The parts that the table does not show, where they are others."""
    lines = tuple(
        Line(f"{called(one.indicator, say)}: {one.measure}", said_of(one, say))
        for indicator in found.indicators
        for one in other_measures(found, indicator, region, say)
        if one.parts[0] != one.parts[1]
    )
    if lines:
        yield Lines(lines)


def _amounts(
    found: Settlement, region: Member, amounts: Mapping[tuple[str, str], tuple[Fraction, Fraction]], say: Voice
) -> Table:
    """The kroner of each indicator in both rounds and their change, where the settlement is not split up."""
    indicators = found.indicators
    rows = [[say.as_paid(one) for one in amounts[indicator.name, region.name]] for indicator in indicators]
    paid = found.paid(region.name)
    rest = [rounding(total, column) for total, column in zip(paid, zip(*rows, strict=True), strict=True)]
    labels = [called(one, say) for one in indicators]
    if any(rest):
        labels.append(say("Avrunding", "Rounding"))
        rows.append(rest)
    columns = (
        Column("", "left"),
        *(Column(begun(title)) for title in rounds_of(found, say)),
        Column(say("Endring", "Change")),
    )
    lines = (
        (Phrase(label), paid_cell(before, say), paid_cell(after, say), paid_cell(after - before, say, True))
        for label, (before, after) in zip((*labels, "Sum"), (*rows, paid), strict=True)
    )
    return Table(columns, tuple(lines), 1)


def _closed(
    rows: Sequence[Sequence[Fraction]], sums: Sequence[Fraction], due: Fraction, say: Voice
) -> list[tuple[Fraction, ...]]:
    """Amounts as shown with what rounding leaves last but one, before the sum: every row and every column adds up.

    The row before the last is what rounding leaves of the columns; there is none where it leaves nothing.
    """
    shown = [[say.as_paid(one) for one in row] for row in rows]
    ends = [say.as_paid(one) for one in sums]
    totals = [say.as_paid(sum(column, Fraction(0))) for column in zip(*rows, strict=True)]
    rests = [rounding(total, column) for total, column in zip(totals, zip(*shown, strict=True), strict=True)]
    below = (rests, rounding(due, ends))
    lines = [*zip(shown, ends, strict=True), *([below] if any((*rests, below[1])) else []), (totals, due)]
    return [(*row, rounding(end, row), end) for row, end in lines]


def _others(found: Settlement, region: Member, parts: tuple[IndicatorPart, ...], say: Voice) -> Iterator[Block]:
    """Whose results the others' part is due to, where it is anything."""
    members = found.regions
    names = {one.name: called(one, say) for one in members}
    movers = [one for one in names if one != region.name and any(part.by_results.get(one) for part in parts)]
    if not movers:
        return
    indicators = {one.name: called(one, say) for one in found.indicators}
    rows = tuple(
        (
            Phrase(indicators[part.indicator]),
            *(paid_cell(part.by_results.get(one, Fraction(0)), say, True) for one in movers),
        )
        for part in parts
        if any(part.by_results.get(one) for one in movers)
    )
    yield Heading(say("De andres resultater, etter hvem som har dem", "The others' results, by whose they are"))
    yield Table((Column("", "left"), *(Column(names[one]) for one in movers)), rows)
