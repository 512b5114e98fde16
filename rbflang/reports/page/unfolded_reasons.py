"""Why a payout is what it is, as lines that unfold: from the krone down to the paragraph and the row of the data.

Takes a tree of reasons, gives lines; each has what it is, what it came to, how, where that is written, and what it was
computed from: first what is the payee's own. What is another's is unfolded under that payee's amount where that is told
too, and what many rest on where it comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from attrs import frozen

from rbflang.explanation.explain import Reason
from rbflang.explanation.item import Item
from rbflang.reports.amounts import observed_cell
from rbflang.reports.document import Block, Line, Lines, Paragraph, Unfolding
from rbflang.reports.explain.reasons import cited
from rbflang.reports.status_words import STATUS_WORDS
from rbflang.reports.titles import called, spoken, title
from rbflang.reports.typed_cells import DASH, Cell, Phrase, plain_cell
from rbflang.reports.whose_value import not_given
from rbflang.ruleset.model import Member, Ruleset
from rbflang.wording import Voice

MOST_DIGITS = 6
MOST_ALIKE = 12
"""So many terms of one kind, of one indicator or payee each, are unfolded beside each other."""


@frozen(eq=False)
class _Telling:
    """Whose payout is told, and whose else is; what lies behind each cell, and where a cell was told: that grows."""

    payee: Member
    others: Mapping[str, Member]
    parts: Mapping[str, Sequence[Reason]]
    told: set[str]
    ruleset: Ruleset
    say: Voice


def unfolded(
    reasons: Sequence[Reason], payees: Sequence[Member], ruleset: Ruleset, say: Voice
) -> Iterator[Unfolding]:  # fmt: skip
    """What each of the payees is paid, and under it how that came about and its parts, each unfolding in turn."""
    parts = {one.address: one.parts for reason in reasons for one in _every(reason) if one.parts}
    told: set[str] = set()
    for payee in payees:
        others = {one.name: one for one in payees if one is not payee}
        whole = next(one for one in reasons if one.item.members(ruleset)[payee.set_name] == payee.name)
        yield _unfolded(whole, _Telling(payee, others, parts, told, ruleset, say))


def _every(reason: Reason) -> Iterator[Reason]:
    yield reason
    for one in reason.parts:
        yield from _every(one)


def _unfolded(reason: Reason, telling: _Telling) -> Unfolding:
    item, parts = reason.item, telling.parts.get(reason.address, ())
    elsewhere = _elsewhere(reason, telling) if parts else None
    lines = Lines((*_lines(reason, telling.say), *([Line(*elsewhere)] if elsewhere else [])))
    blocks: tuple[Block, ...] = (lines,) if lines.lines else ()
    if not elsewhere:
        telling.told.add(reason.address)
        blocks = (*blocks, *_parts(parts, telling))
    place = item.row.span.short if item.row else item.place
    own, again = ("", reason.address) if elsewhere else (reason.address if parts else "", "")
    return Unfolding(
        _label(item, telling.ruleset, telling.say), blocks, _value(item, telling.say), place, name=own, shown_at=again
    )


def _elsewhere(reason: Reason, telling: _Telling) -> tuple[str, str] | None:
    """Where what lies behind a cell is shown, if it is not here."""
    say, members = telling.say, reason.item.members(telling.ruleset)
    other = telling.others.get(members.get(telling.payee.set_name, ""))
    if other is not None:
        return (
            say("Vist for", "Shown for"),
            say(f"{spoken(other, say)}, sammen med alt som står bak.", f"{spoken(other, say)}, with all behind it."),
        )
    if reason.address in telling.told:
        return say("Vist før", "Shown before"), say(
            "Det som står bak, er vist lenger opp.", "What lies behind is shown further up."
        )
    return None


def _parts(parts: Sequence[Reason], telling: _Telling) -> Iterator[Block]:
    """The payee's own, what is common, and others'; of many alike the first, and how many more there are."""
    of_own = sorted(parts, key=lambda one: not _is_own(one, telling))
    for _, alike in groupby(of_own, key=lambda one: (one.item.quantity.name, _is_own(one, telling))):
        those = list(alike)
        yield from (_unfolded(one, telling) for one in those[:MOST_ALIKE])
        if len(those) > MOST_ALIKE:
            more = telling.say.number(Fraction(len(those) - MOST_ALIKE))
            yield Paragraph(telling.say(f"Og {more} ledd til av samme slag.", f"And {more} more terms of that kind."))


def _is_own(reason: Reason, telling: _Telling) -> bool:
    return reason.item.members(telling.ruleset).get(telling.payee.set_name) == telling.payee.name


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


def _lines(reason: Reason, say: Voice) -> Iterator[Line]:
    """How it came about, where it is from, and how sure that is."""
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
