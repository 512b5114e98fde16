"""Why a payout is what it is, as lines that unfold: from the krone down to the paragraph and the row of the data.

Takes a tree of reasons, gives lines; each has what it is, what it came to, how, where that is written, and what it was
computed from.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.explanation.explain import Reason
from rbflang.explanation.item import Item
from rbflang.reports.amounts import observed_cell
from rbflang.reports.document import Block, Line, Lines, Unfolding
from rbflang.reports.explain.reasons import cited
from rbflang.reports.status_words import STATUS_WORDS
from rbflang.reports.titles import called, title
from rbflang.reports.typed_cells import DASH, Cell, Phrase, plain_cell
from rbflang.reports.whose_value import not_given
from rbflang.ruleset.model import Ruleset
from rbflang.wording import Voice


def unfolded(reason: Reason, ruleset: Ruleset, say: Voice) -> Unfolding:
    """The item, and under it how it came about and its parts, each unfolding in turn."""
    item = reason.item
    lines = Lines(tuple(_lines(reason, say)))
    blocks: tuple[Block, ...] = (lines,) if lines.lines else ()
    parts = tuple(unfolded(one, ruleset, say) for one in reason.parts)
    place = item.row.span.short if item.row else item.place
    return Unfolding(_label(item, ruleset, say), (*blocks, *parts), _value(item, say), place)


def _label(item: Item, ruleset: Ruleset, say: Voice) -> str:
    """The title, and of whom: `Måloppnåelse, Video- og telefonkonsultasjoner, Vest`."""
    members = item.members(ruleset)
    of = [called(ruleset.sets[name][member], say) for name, member in members.items() if member]
    return ", ".join((title(item.quantity, say), *of))


def _value(item: Item, say: Voice) -> Cell:
    """What it came to; a figure of the data as it is printed."""
    if item.is_hidden:
        return Phrase(say("vises ikke", "not shown"))
    if item.row is not None:
        return observed_cell(item.row, item.unit)
    if isinstance(item.value, bool):
        return Phrase(say("ja", "yes") if item.value else say("nei", "no"))
    if isinstance(item.value, str):
        return Phrase(item.value)
    if item.is_not_given:
        return Phrase(not_given(say))
    if item.exact is None:
        return DASH
    most = item.unit.currency.decimals if item.unit.counts_money else MOST_DIGITS
    return plain_cell(item.exact, item.unit, most, is_named=True)


MOST_DIGITS = 6


def _lines(reason: Reason, say: Voice) -> Iterator[Line]:
    """How it came about, where it is from, how sure that is, and what is not repeated."""
    item, expression = reason.item, reason.item.quantity.expression
    if expression is not None and item.row is None:
        yield Line(say("Regnet slik", "Computed as"), " ".join(expression.span.text.split()))
    source = item.row.source if item.row else cited(item.citation)
    if source:
        yield Line(say("Kilde", "Source"), say.cited(source))
    if item.status in STATUS_WORDS:
        yield Line(say("Status", "Status"), STATUS_WORDS[item.status].say(say.language))
    if reason.taken_from:
        yield Line(say("Hentet fra", "Taken from"), reason.taken_from)
    if reason.is_repeated:
        told = say("Det som står bak, er vist lenger opp.", "What lies behind is shown further up.")
        yield Line(say("Vist før", "Shown before"), told)
