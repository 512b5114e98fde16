"""Small things told plainly: figures typed without a space, long headings, amounts that need no rounding."""

from __future__ import annotations

from fractions import Fraction

from rbflang import library
from rbflang.explanation.payments import Leftover
from rbflang.pipeline import prepare
from rbflang.render import terminal
from rbflang.reports.document import Document, Heading, Paragraph
from rbflang.reports.left_over import rounding_note
from rbflang.wording import Voice, printed


def test_a_figure_is_shown_in_the_form_of_reports_however_it_was_typed() -> None:
    """Norwegian has a space before the sign for per cent, English has none."""
    assert [printed(one).nb for one in ("12,1%", "12,1 %", "3‰")] == ["12,1 %", "12,1 %", "3 ‰"]
    assert [printed(one).en for one in ("12,1%", "12,1 %")] == ["12.1%", "12.1%"]


def test_a_long_heading_is_wrapped_and_stands_right_above_what_it_heads() -> None:
    """Three words of nine letters are two lines of twenty."""
    document = Document("", (Heading("Forskjell utbetalte innbyrdes"), Paragraph("Tekst")), dict)
    lines = terminal.render(document, 20).splitlines()
    assert lines == ["Forskjell utbetalte", "innbyrdes", "  Tekst"]


def test_an_amount_that_is_whole_is_not_said_to_be_rounded() -> None:
    """10,6 and 20,4 kr become 11 and 20 kr; 0 and 3 kr are as they were."""
    shelf = library.find("rbf2025")
    prepared = prepare(shelf) if shelf else ()
    assert not isinstance(prepared, tuple)
    ruleset = prepared.checked.ruleset
    midt, nord, sor_ost, vest = ruleset.sets["region"].members
    amounts = (Fraction("10.6"), Fraction("20.4"), Fraction(3), Fraction(0))
    exact = dict(zip((midt.name, nord.name, sor_ost.name, vest.name), amounts, strict=True))
    paid = {**exact, midt.name: Fraction(11), nord.name: Fraction(20)}
    assert ruleset.payout is not None
    found = Leftover(ruleset.payout, Fraction(1), (midt, nord, sor_ost, vest), paid, exact)
    told = {one.name: rounding_note(found, one, False, Voice("nb")) for one in found.among}
    assert "rundes ned" in told[nord.name]
    assert told[vest.name] == told[sor_ost.name] == told[midt.name] and "rundes ned" not in told[vest.name]
