"""What one indicator moved for one region: whose results, and the arithmetic that a pocket calculator repeats.

Takes a settlement, a region and an indicator, gives a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.explanation.ledger import MOST_EXTRA, Shown, follows, product, rounding, shown
from rbflang.explanation.paid import paying_voice
from rbflang.questions.settlement import IndicatorPart, Settlement
from rbflang.reports.document import Block, Document, Heading, Ledger, LedgerLine, Line, Lines, Paragraph
from rbflang.reports.foot import foot
from rbflang.reports.settle.requirements_missed import requirements_missed
from rbflang.reports.settle.settlement_certainty import settlement_certainty
from rbflang.reports.settle.settlement_data import data
from rbflang.reports.settle.settlement_words import CAUSES, begun, method, rounds_of
from rbflang.reports.settle.steps_moved import of_region, other_measures, said_of
from rbflang.reports.titles import called, notice, spoken, the_round
from rbflang.ruleset.model import Member
from rbflang.wording import Voice


def indicator_settlement(found: Settlement, region: Member, indicator: Member, language: str = "nb") -> Document:
    """What the indicator moved for the region, where the settlement can be told apart."""
    say = paying_voice(language, found.earlier, found.later)
    part = next((one for one in (found.parts or {}).get(region.name, ()) if one.indicator == indicator.name), None)
    blocks = tuple(_blocks(found, region, indicator, part, say))
    title = _title(found, region, indicator, part, say)
    return Document(
        title,
        blocks,
        lambda: data(found, region.name),
        notice(found.made_up, say),
        foot(say, found.earlier, found.later),
        language,
    )


def _title(found: Settlement, region: Member, indicator: Member, part: IndicatorPart | None, say: Voice) -> str:
    first, second = rounds_of(found, say)
    who = spoken(region, say)
    name, model = called(indicator, say), found.later.checked.ruleset.title
    moved = say.as_paid(part.total) if part else Fraction(0)
    if not moved:
        return say(f"{name} for {who}: {second} mot {first} av {model}",
                   f"{name} for {who}: {second} against {first} of {model}")  # fmt: skip
    more = say("mer" if moved > 0 else "mindre", "more" if moved > 0 else "less")
    return say(f"{name} gir {who} {say.kroner(abs(moved))} {more} i {second} enn i {first} av {model}.",
               f"{name}: {who} gets {say.kroner(abs(moved))} {more} in {the_round(second)} than in "
               f"{the_round(first)} of {model}.")  # fmt: skip


def _blocks(
    found: Settlement, region: Member, indicator: Member, part: IndicatorPart | None, say: Voice
) -> Iterator[Block]:
    yield Lines((*_results(found, indicator, say), *settlement_certainty(found, say)))
    if part:
        yield Heading(say(f"Fra poeng til {say.in_many}", f"From points to {say.in_many}"))
        yield Lines(tuple(_points(found, part, say)))
        yield Ledger(tuple(_ledger(found, region, part, say)))
    yield from requirements_missed(found, say, indicators=(indicator,))
    yield Heading(say("Slik er avregningen delt opp", "How the settlement is split up"))
    yield Paragraph(method(found, say))


def _results(found: Settlement, indicator: Member, say: Voice) -> Iterator[Line]:
    """What every region achieved in both rounds, and the parts it gave; then the other measures' parts that moved."""
    regions = found.regions
    for region in regions:
        one = next(one for one in of_region(found, region, say) if one.indicator.name == indicator.name)
        yield Line(called(region, say), said_of(one, say))
    for region in regions:
        for one in other_measures(found, indicator, region, say):
            if one.parts[0] != one.parts[1]:
                yield Line(f"{called(region, say)}: {one.measure}", said_of(one, say))


def _points(found: Settlement, part: IndicatorPart, say: Voice) -> Iterator[Line]:
    for title, points, rate in zip(rounds_of(found, say), part.points, part.rates, strict=True):
        yield Line(
            begun(title),
            say(f"{say.plain(points)} poeng, og {say.kroner(rate, 6)} per poeng",
                f"{say.plain(points)} points, and {say.kroner(rate, 6)} per point"),
        )  # fmt: skip


def _ledger(found: Settlement, region: Member, part: IndicatorPart, say: Voice) -> Iterator[LedgerLine]:
    """A line for everybody whose results moved the points, one for the normalisation, and the sum."""
    names = {one.name: called(one, say) for one in found.regions}
    above = [say.as_paid(kroner) for kroner in (*part.by_results.values(), part.by_normalisation)]
    total = say.as_paid(part.total)
    for mover, points in part.moved.items():
        if points:
            own = say("Eget resultat", "Own result")
            label = own if mover == region.name else names.get(mover, CAUSES["common"].say(say.language))
            yield _line(label, (points, part.mean_rate), True, say("poeng", "points"), say)
    normalisation = (part.mean_points, part.rates[1] - part.rates[0])
    unit = say("poeng i snitt", "points on average")
    yield _line(say("Normeringen", "Normalisation"), normalisation, False, unit, say)
    rest = rounding(total, above)
    if rest:
        yield LedgerLine(say("Avrunding", "Rounding"), "", f"= {say.kroner(rest, sign=True)}")
    yield LedgerLine("Sum", "", f"= {say.kroner(total, sign=True)}")


def _line(label: str, operands: tuple[Fraction, Fraction], sign: bool, unit: str, say: Voice) -> LedgerLine:
    points, rate = _digits(operands, say.decimals)
    moved, worth = say.number(points.exact, points.decimals, sign), say.number(rate.exact, rate.decimals)
    said = f"{moved} {unit} × {say.money(worth)}"
    return LedgerLine(label, said, f"= {say.kroner(product(operands), sign=True)}")


def _digits(operands: Sequence[Fraction], shown_with: int) -> tuple[Shown, Shown]:
    """Both operands with as few decimals, two or more, as give the kroner shown."""
    result = Shown(product(operands), shown_with)
    for decimals in range(2, MOST_EXTRA):
        found = (shown(operands[0], decimals), shown(operands[1], decimals))
        if follows(found, result, product):
            break
    return found
