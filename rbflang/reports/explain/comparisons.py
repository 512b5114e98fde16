"""How a payout compares: with the appropriation, with the key alone, with earlier payouts, with what was published.

Takes an account and the published figures; gives facts below each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.explanation.account import Account
from rbflang.explanation.compared_amounts import EarlierPayout
from rbflang.explanation.item import Item
from rbflang.inventory.section_notes import section_notes
from rbflang.published.published_beside import PrintedCell, published_beside
from rbflang.published.rounds_printed import other_round_printed
from rbflang.published.statements import PublishedRow
from rbflang.reports.document import Block, Line, Paragraph
from rbflang.reports.titles import noted, the_round, title, titled_round
from rbflang.uncertainty.spans import PossibleRange, span_at
from rbflang.wording import Voice

MILLION = Fraction(1_000_000)


def comparisons(
    account: Account, computed: Computed, published: Sequence[PublishedRow], sure: Sequence[Line], say: Voice
) -> Iterator[Line]:
    """A line for each comparison that the ruleset has a formula for, one for what was published, and `sure`."""
    found, paid = account.compared, account.paid.number
    for share in found.shares:
        part = say.percent(share.number, 1)
        whole = say.kroner(found.whole.number) if found.whole else ""
        yield Line(say("Av bevilgningen", "Of the appropriation"), say(f"{part} av {whole}", f"{part} of {whole}"))
    for alone in found.by_key:
        yield _against_key(alone, paid, account.roles.is_chain, span_at(computed, alone.quantity.name, alone.key), say)
    for earlier in found.earlier:
        yield _earlier(earlier, paid, say)
    yield from _published(account, computed, published, say)
    yield from sure
    count = account.rests_on.unconfirmed
    if count:
        yield Line(
            say("Ikke bekreftet", "Not confirmed"),
            say(f"Beløpet bygger på {count} henvisninger som ikke er slått opp for {account.ruleset.title}",
                f"The amount rests on {count} citations that nobody has looked up for {account.ruleset.title}"),
        )  # fmt: skip


def cautions(account: Account, say: Voice) -> Iterator[Block]:
    """What the ruleset notes of each comparison with an earlier payout that is printed, each note once."""
    found = (
        note
        for one in account.compared.earlier
        if one.item.row and one.item.row.status in ("documented", "recorded")
        for note in section_notes(account.ruleset, one.difference, one.item.quantity.title)
    )
    yield from (Paragraph(noted(one, say)) for one in dict.fromkeys(found))


def _published(account: Account, computed: Computed, rows: Sequence[PublishedRow], say: Voice) -> Iterator[Line]:
    """The payout and its shares as they were printed, and whether ours prints so."""
    amounts = [
        _finest(prints)
        for one in (account.paid, *account.compared.shares)
        if (prints := published_beside(computed, rows, one.quantity.name, one.key))
    ]
    if not amounts:
        return
    printed = say.listing([one.statement.say(one.statement.value, say.language) for one in amounts])
    places = list(dict.fromkeys(one.place for one in amounts))
    where = say.cited(f"{amounts[0].document} {', '.join(places)}")
    other_round = other_round_printed(computed, rows)
    if other_round:
        other = titled_round(other_round, say)
        text = say(f"{printed} i {other} ({where})", f"{printed} in {the_round(other)} ({where})")
    elif all(one.agrees for one in amounts):
        text = say(f"{printed}, som beregnet her ({where})", f"{printed}, as computed here ({where})")
    else:
        ours = say.listing([one.statement.say(one.statement.rounded(one.ours), say.language) for one in amounts])
        text = say(f"{printed} ({where}). Beregnet her: {ours}", f"{printed} ({where}). Computed here: {ours}")
    yield Line(say("Publisert", "Published"), text)


def _finest(prints: Sequence[PrintedCell]) -> PrintedCell:
    """The print with the smallest last digit."""
    return min(prints, key=lambda one: one.statement.last * abs(one.statement.factor))


def _against_key(by_key: Item, paid: Fraction, is_chain: bool, span: PossibleRange | None, say: Voice) -> Line:
    """What the key alone would give; the rest is the achievement's work where nothing else comes between.

    Of one that is not known exactly both ends are told, and that the rest is told of the numbers as they are given.
    """
    line = _beside_key(by_key, paid, is_chain, say)
    possible = span.interval if span else None
    if possible is None or possible.low is None or possible.high is None:
        return line
    low, high = say.first_of_two(possible.low), say.kroner(possible.high)
    return evolve(line, text=line.text + say(
        f". Det er med tallene som de er oppgitt. Beløpet etter nøkkelen kan ligge mellom {low} og {high}",
        f". That is with the numbers as they are given. The amount by the key may lie between {low} and {high}",
    ))  # fmt: skip


def _beside_key(by_key: Item, paid: Fraction, is_chain: bool, say: Voice) -> Line:
    alone = say.as_paid(by_key.number)
    apart, label = paid - alone, title(by_key.quantity, say)
    if not apart:
        same = say("Måloppnåelsen endrer ikke beløpet", "The achievement does not change the amount")
        return Line(label, say.kroner(alone) + (f". {same}" if is_chain else say(", som beløpet", ", as the amount")))
    share = say.percent(apart / alone, 1, True) if alone else ""
    change = say.kroner(abs(apart))
    if is_chain:
        moves = say("opp" if apart > 0 else "ned", "up" if apart > 0 else "down")
        text = say(f"Måloppnåelsen trekker {moves} med {change}", f"The achievement moves it {moves} by {change}")
    else:
        text = say(f"Beløpet er {change} {'høyere' if apart > 0 else 'lavere'}",
                   f"The amount is {change} {'higher' if apart > 0 else 'lower'}")  # fmt: skip
    return Line(label, f"{say.kroner(alone)}. {text} ({share})" if share else f"{say.kroner(alone)}. {text}")


def _earlier(one: EarlierPayout, paid: Fraction, say: Voice) -> Line:
    """An earlier payout as it was printed, and the change at the same precision."""
    printed = one.item.row.printed if one.item.row else ""
    apart = abs(paid - one.printed.value)
    if one.printed.last_digit >= 1000:
        decimals = 1 if one.printed.last_digit < MILLION else 0
        shown = f"{say.number(apart / MILLION, decimals)} {say.millions}"
    else:
        shown = say.kroner(apart)
    more = say("mer" if paid > one.printed.value else "mindre", "more" if paid > one.printed.value else "less")
    share, change = _in_brackets(one.share, False, say), _in_brackets(one.change, True, say) + _within(one, say)
    return Line(
        title(one.item.quantity, say),
        say(f"{printed}{share}. Nå {shown} {more}{change}",
            f"{say.printed(printed)}{share}. Now {shown} {more}{change}"),
    )  # fmt: skip


def _within(one: EarlierPayout, say: Voice) -> str:
    """How far off the change may be where the earlier payouts were probably rounded before they were printed."""
    if not one.rounded_to or one.printed.last_digit >= one.rounded_to:
        return ""
    half, printed = say.kroner(Fraction(one.rounded_to, 2)), say.kroner(one.item.number)
    return say(f", ±{half}, for {printed} er trolig avrundet", f", ±{half}, for {printed} was probably rounded")


def _in_brackets(share: Fraction | None, sign: bool, say: Voice) -> str:
    return "" if share is None else f" ({say.percent(share, 1, sign)})"
