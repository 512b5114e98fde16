"""Why a payout is what it is, as lines that unfold: from the krone down to the paragraph and the row of the data.

Takes a tree of reasons, gives lines; each has what it is, what it came to, how, where that is written, and what it was
computed from: first what is the payee's own. What is another's is unfolded under that payee's amount where that is told
too, and what many rest on where it comes first; a line leads there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from attrs import frozen

from rbflang.explanation.explain import ReasonStep
from rbflang.explanation.item import Item
from rbflang.reports.amounts import observed_cell
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Ledger, LedgerLine, Line, Lines, Paragraph, Unfolding
from rbflang.reports.explain.reasons import cited
from rbflang.reports.status_words import STATUS_WORDS
from rbflang.reports.titles import called, title
from rbflang.reports.typed_cells import DASH, Cell, Phrase, plain_cell
from rbflang.reports.whose_value import not_given
from rbflang.ruleset.model import Member, Ruleset
from rbflang.wording import Voice

MOST_DIGITS = 6
MOST_ALIKE, OF_MANY = 12, 3
"""So many terms of one kind that are others' are shown beside each other, and so many where there are more."""
LEAST_DEPTH, MOST_DEPTH = 4, 40
MOST_LINES = 2500
"""So many lines a page has room for; what is deeper is not unfolded."""


@frozen(eq=False, repr=False)
class UnfoldedReasons:
    """A line for each payee, which unfolds; whether everything is behind it, or some of it lies too deep."""

    trees: tuple[Unfolding, ...]
    is_whole: bool


@frozen(eq=False)
class _Telling:
    """Whose payout is told, and whose else is; which cells of others are told here, which were told, and which are
    not unfolded: these two grow."""

    payee: Member
    others: frozenset[str]
    here: frozenset[str]
    told: set[str]
    cut: set[str]
    ruleset: Ruleset
    say: Voice


def unfolded(
    step_of: Callable[[str], ReasonStep], payees: Sequence[Member], ruleset: Ruleset, say: Voice
) -> UnfoldedReasons:
    """What each of the payees is paid, and under it how that came about and its parts, each unfolding in turn.

    They go down as many levels as there is room for on a page.
    """
    steps = [step_of(one.name) for one in payees]
    found = _of_depth(LEAST_DEPTH, steps, payees, ruleset, say)
    for depth in range(LEAST_DEPTH + 1, MOST_DEPTH):
        deeper = found if found.is_whole else _of_depth(depth, steps, payees, ruleset, say)
        if found.is_whole or sum(map(_lines_of, deeper.trees)) > MOST_LINES:
            break
        found = deeper
    return found


def _of_depth(
    depth: int, steps: Sequence[ReasonStep], payees: Sequence[Member], ruleset: Ruleset, say: Voice
) -> UnfoldedReasons:
    """The same, so many levels deep.

    A cell of another payee that does not lie behind that one's own payout is unfolded where it comes.
    """
    names, here = frozenset(one.name for one in payees), frozenset[str]()
    while True:
        told, cut = set[str](), set[str]()
        telling = [_Telling(one, names - {one.name}, here, told, cut, ruleset, say) for one in payees]
        trees = tuple(_unfolded(step, depth, one) for step, one in zip(steps, telling, strict=True))
        lost = {one.shown_at for tree in trees for one in _every(tree) if one.shown_at} - told
        if not lost:
            return UnfoldedReasons(trees, not cut)
        here |= lost


def _every(tree: Unfolding) -> Iterator[Unfolding]:
    yield tree
    for block in tree.blocks:
        if isinstance(block, Unfolding):
            yield from _every(block)


def _lines_of(tree: Unfolding) -> int:
    """How many lines it has, all unfolded."""
    ledgers = [block for one in _every(tree) for block in one.blocks if isinstance(block, Ledger)]
    return sum(1 for _ in _every(tree)) + sum(len(one.entries) for one in ledgers)


def _unfolded(reason: ReasonStep, depth: int, telling: _Telling) -> Unfolding:
    item, address, say = reason.item, reason.address, telling.say
    label, value = _label(item, telling.ruleset, say), _value(item, say)
    if _is_elsewhere(reason, telling):
        return Unfolding(label, (), value, shown_at=address)
    telling.told.add(address)
    lines = Lines(tuple(_lines(reason, say)))
    blocks: tuple[Block, ...] = (lines,) if lines.lines else ()
    return Unfolding(label, (*blocks, *_parts(reason.behind, depth, telling)), value, item.place, name=address)


def _is_elsewhere(reason: ReasonStep, telling: _Telling) -> bool:
    """True where what lies behind a cell is told for another payee, or is told already."""
    of_another = reason.members.get(telling.payee.set_name, "") in telling.others
    return reason.address in telling.told or (of_another and reason.address not in telling.here)


def _parts(parts: Sequence[ReasonStep], depth: int, telling: _Telling) -> Iterator[Block]:
    """What is computed, each unfolding, and what is given, a line each: the payee's own first."""
    unfolding = [one for one in parts if one.behind and depth > 0]
    for one, more in _some(unfolding, telling):
        yield _unfolded(one, depth - 1, telling)
        if more:
            yield Paragraph(_and_more(more, telling.say))
    entries = []
    for one, more in _some([one for one in parts if one not in unfolding], telling):
        telling.cut.update([one.address] if one.behind else ())
        entries.append(_entry(one, telling))
        entries += [LedgerLine("", _and_more(more, telling.say))] if more else []
    if entries:
        yield Ledger(tuple(entries))


def _some(parts: Sequence[ReasonStep], telling: _Telling) -> Iterator[tuple[ReasonStep, int]]:
    """The payee's own, then others'; of many alike the first, the last of them with how many more there are."""
    of_own = sorted(parts, key=lambda one: not _is_own(one, telling))
    for (_, is_own), alike in groupby(of_own, key=lambda one: (one.quantity.name, _is_own(one, telling))):
        those = list(alike)
        shown = len(those) if is_own or len(those) <= MOST_ALIKE else OF_MANY
        yield from ((one, 0) for one in those[: shown - 1])
        yield those[shown - 1], len(those) - shown


def _and_more(count: int, say: Voice) -> str:
    more = say.number(Fraction(count))
    return say(f"Og {more} ledd til av samme slag.", f"And {more} more terms of that kind.")


def _entry(reason: ReasonStep, telling: _Telling) -> LedgerLine:
    """A cell on one line: what it is, what it came to, where it stands and where it is from."""
    item, say = reason.item, telling.say
    value = worded(_value(item, say), say.language)
    status = STATUS_WORDS[item.status].say(say.language) if item.status in STATUS_WORDS else ""
    place = item.row.span.short if item.row else item.place
    return LedgerLine(_label(item, telling.ruleset, say), status, value, place, _source(item, say))


def _is_own(reason: ReasonStep, telling: _Telling) -> bool:
    return reason.members.get(telling.payee.set_name) == telling.payee.name


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


def _lines(reason: ReasonStep, say: Voice) -> Iterator[Line]:
    """How it came about, where it is from, and how sure that is."""
    item, expression = reason.item, reason.item.quantity.expression
    if expression is not None and item.row is None:
        yield Line(say("Regnet slik", "Computed as"), " ".join(expression.span.text.split()))
    if source := _source(item, say):
        yield Line(say("Kilde", "Source"), source)
    if item.status in STATUS_WORDS:
        yield Line(say("Status", "Status"), STATUS_WORDS[item.status].say(say.language))
    if reason.taken_from:
        yield Line(say("Hentet fra", "Taken from"), reason.taken_from)


def _source(item: Item, say: Voice) -> str:
    return say.cited(item.row.source if item.row else cited(item.citation))
