"""The settlement of one region: what each indicator moved, by whose results, and by the normalisation.

Takes a settlement and a region, gives a document. Each column adds up, what rounding leaves in a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.explanation.cells import Cells
from rbflang.explanation.ledger import rounding
from rbflang.reports.document import Block, Column, Document, Heading, Line, Lines, Paragraph, Table
from rbflang.reports.settlement_data import data
from rbflang.reports.settlement_words import CAUSES, before_and_after, begun, method, rounds_of
from rbflang.reports.steps_moved import of_region
from rbflang.reports.titles import called, notice
from rbflang.ruleset.model import INDICATOR, Member
from rbflang.scenarios.settlement import COMMON, Part, Settlement
from rbflang.wording import Voice, round_half_away


def region_settlement(found: Settlement, region: Member, language: str = "nb") -> Document:
    """The settlement of a region, indicator by indicator."""
    say = Voice(language)
    blocks = tuple(_blocks(found, region, say))
    return Document(_title(found, region, say), blocks, lambda: data(found, region.name), notice(found.made_up, say))


def _title(found: Settlement, region: Member, say: Voice) -> str:
    first, second = rounds_of(found, say)
    due, model = found.due(region.name), found.later.checked.ruleset.title
    if not due:
        return say(f"{region.spoken} får det samme i {second} som i {first} av {model}.",
                   f"{region.spoken} gets the same in the {second} as in the {first} of {model}.")  # fmt: skip
    amount, more = say.kroner(abs(due)), say("mer" if due > 0 else "mindre", "more" if due > 0 else "less")
    return say(f"{region.spoken} får {amount} {more} i {second} enn i {first} av {model}.",
               f"{region.spoken} gets {amount} {more} in the {second} than in the {first} of {model}.")  # fmt: skip


def _blocks(found: Settlement, region: Member, say: Voice) -> Iterator[Block]:
    titles = (*map(begun, rounds_of(found, say)), say("Avregning", "Settlement"))
    due = found.due(region.name)
    amounts = (*map(say.kroner, found.paid(region.name)), say.kroner(due, 0, True))
    yield Lines(tuple(Line(title, amount) for title, amount in zip(titles, amounts, strict=True)))
    if found.parts is not None:
        yield Paragraph(_worth(found, found.parts[region.name], say))
        yield Heading(say("Hva hver indikator flyttet, i kroner", "What each indicator moved, in kroner"))
        yield _indicators(found, region, found.parts[region.name], say)
        yield from _others(found, region, found.parts[region.name], say)
    yield Heading(say("Slik er avregningen delt opp", "How the settlement is told apart"))
    yield Paragraph(method(found, say))


def _worth(found: Settlement, parts: tuple[Part, ...], say: Voice) -> str:
    first, second = rounds_of(found, say)
    before, after = (say.kroner(rate, 2) for rate in parts[0].rates)
    return say(f"Ett poeng var verdt {before} i {first} og er verdt {after} i {second}.",
               f"One point was worth {before} in the {first} and is worth {after} in the {second}.")  # fmt: skip


def _indicators(found: Settlement, region: Member, parts: tuple[Part, ...], say: Voice) -> Table:
    columns = (
        Column("", "left"),
        *before_and_after(found, say, 1),
        Column(say("Egne", "Own"), group=say("resultater", "results")),
        Column(say("De andres", "The others'"), group=say("resultater", "results")),
        Column(CAUSES["normalisation"].say(say.language)),
        Column("Sum"),
    )
    rows = []
    for line, part in zip(of_region(found, region, say), parts, strict=True):
        kroner = [say.number(part.caused(cause), 0, True) for cause in CAUSES]
        total = say.number(part.total, 0, True)
        rows.append((called(line.indicator, say), *line.results, *line.parts, *kroner, total))
    shown = [[part.caused(cause) for part in parts] for cause in CAUSES] + [[part.total for part in parts]]
    totals = [round_half_away(sum(column, Fraction(0)), 0) for column in shown[:-1]] + [found.due(region.name)]
    rests = [
        rounding(total, [round_half_away(value, 0) for value in column])
        for total, column in zip(totals, shown, strict=True)
    ]
    blank = ("", "", "", "")
    if any(rests):
        rows.append((say("Avrunding", "Rounding"), *blank, *(say.number(rest, 0, True) for rest in rests)))
    rows.append(("Sum", *blank, *(say.number(total, 0, True) for total in totals)))
    return Table(columns, tuple(rows), 1)


def _others(found: Settlement, region: Member, parts: tuple[Part, ...], say: Voice) -> Iterator[Block]:
    """Whose results the others' part is due to, where it is anything."""
    members = Cells(found.later).members(found.roles.among)
    names = {COMMON: say("Felles", "Common"), **{one.name: one.short for one in members}}
    movers = [one for one in names if one != region.name and any(part.by_results.get(one) for part in parts)]
    if not movers:
        return
    indicators = {one.name: called(one, say) for one in Cells(found.later).members(INDICATOR)}
    rows = tuple(
        (indicators[part.indicator], *(say.number(part.by_results.get(one, Fraction(0)), 0, True) for one in movers))
        for part in parts
        if part.others or any(part.by_results.get(one) for one in movers)
    )
    yield Heading(say("De andres resultater, etter hvem som har dem", "The others' results, by whose they are"))
    yield Table((Column("", "left"), *(Column(names[one]) for one in movers)), rows)
