"""A published figure and ours side by side: the words of the print, and the number where they write one."""

from __future__ import annotations

from fractions import Fraction

from rbflang.published.statements import Print, read_statement
from rbflang.published.verdicts import Verdict
from rbflang.reports.typed_cells import DASH, Cell, Phrase, StatedFigure
from rbflang.reports.verify.verdict_notes import printed
from rbflang.wording import Voice


def printed_figure(verdict: Verdict, say: Voice) -> Cell:
    """What is printed, in the document's own language."""
    text, statement = printed(verdict), _read(verdict, "printed", say)
    return Phrase(text) if statement is None else _written(text, statement, statement.value, say)


def our_figure(verdict: Verdict, say: Voice) -> Cell:
    """What we get, as the print would say it; a dash where nothing is computed."""
    if verdict.slug == "not_computable":
        return DASH
    text = verdict.ours.say(say.language)
    statement = _read(verdict, "ours" if verdict.slug == "deviation" else "printed", say)
    if not text or statement is None:
        return Phrase(text) if text else DASH
    numbers = [value for value in verdict.exact if isinstance(value, Fraction)]
    value = statement.value if verdict.slug == "deviation" else statement.rounded(numbers[0])
    return _written(text, statement, value, say)


def _read(verdict: Verdict, column: str, say: Voice) -> Print | None:
    """The print of a column where it is one number, no bound and no number of parts."""
    found = read_statement(verdict.row, say.currency, column)
    return found if isinstance(found, Print) and found.relation == "equals" and not found.tail else None


def _written(text: str, statement: Print, value: Fraction, say: Voice) -> StatedFigure:
    return StatedFigure(text, value, statement.decimals, statement.counted(say.language))
