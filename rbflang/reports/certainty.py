"""How sure the payouts are: what unprinted digits and bounds leave open, in words, as a table and as data.

Takes a computed ruleset, what is paid and what was published; the spans come from runs of their own, and printed
amounts cut them. Where every input is exact, there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.basis import open_behind_payout
from rbflang.explanation.paid import as_data, paid_decimals, paid_unit
from rbflang.explanation.payments import Payments
from rbflang.graph.domain import Key
from rbflang.intervals import interval_data
from rbflang.published.cut_spans import CutSpan, cut_spans
from rbflang.published.published_beside import PrintedCell
from rbflang.published.statements import PublishedRow
from rbflang.reports.document import Block, Column, Heading, Line, Paragraph, Table
from rbflang.reports.titles import called, definite, printed_how, spoken, title
from rbflang.reports.typed_cells import Phrase, paid_cell
from rbflang.ruleset.model import Quantity
from rbflang.syntax.expressions import Between
from rbflang.uncertainty.uncertain_part import Leaf
from rbflang.wording import KRONE, Voice, counted, lowered

MOST_NAMED = 3
Rows = Sequence[PublishedRow]
Prints = Mapping[Key, PrintedCell]


def certainty(computed: Computed, published: Rows, key: Key, say: Voice) -> Iterator[Line]:
    """A line on how sure one payout is; none where nothing is left open."""
    count = open_behind_payout(computed)
    span = cut_spans(computed, published, key).get(key)
    told = [uncertainty(count, say)] if count else []
    if span and _is_told(span):
        told.append(_in_words(computed, key, span, count, say))
    if told:
        yield Line(say("Usikkerhet", "Uncertainty"), " ".join(told))


def _is_told(span: CutSpan) -> bool:
    """True unless both ends are the same amount and rounding adds nothing."""
    return span.least.amount is None or span.least.amount != span.greatest.amount or bool(span.whole.slack)


def uncertainty(count: int, say: Voice) -> str:
    """That amounts hang on decimals that were not printed."""
    one = count == 1
    return say(
        f"Usikkert: {counted(count)} {'avgjørelse' if one else 'avgjørelser'} hviler på desimaler som ikke er trykt. "
        "Varselet viser hva de er verdt.",
        f"Uncertain: {count} {'decision rests' if one else 'decisions rest'} on decimals that were not printed. "
        "The warning shows what they are worth.",
    )


def _in_words(computed: Computed, key: Key, span: CutSpan, open_count: int, say: Voice) -> str:
    """Why the payout is not sure, and between which amounts it lies."""
    why, least, greatest = _causes(computed, span.whole.span.moved_by, say), span.least.amount, span.greatest.amount
    if least is None or greatest is None:
        return why + say(" Hva det betyr for beløpet, lar seg ikke avgrense.", " What that means has no bounds.")
    low, high = say.first_of_two(least), say.kroner(greatest)
    if least == greatest and not (span.least.prints or span.greatest.prints):
        unit = _unit(paid_unit(computed), say)
        return why + say(f" Det flytter beløpet høyst {unit}.", f" That moves the amount by at most {unit}.")
    held = say(" Med avgjørelsene som her", " With the decisions as taken here,") if open_count else ""
    cut = _cut_by(computed, key, span, say) + _not_by_others(span.leaves_out_others, say)
    if not span.whole.span.is_exact:
        begun = say(f"{held} ligger beløpet" if held else " Beløpet ligger", f"{held} the amount lies" if held
                    else " The amount lies")  # fmt: skip
        return (
            why
            + begun
            + say(
                f" mellom {low} og {high}. Det er yttergrenser: Spennet kan være smalere.",
                f" between {low} and {high}. These are outer bounds: the span may be narrower.",
            )
            + cut
        )
    begun = say(f"{held} kan beløpet" if held else " Beløpet kan derfor", f"{held} the amount may" if held
                else " The amount may therefore")  # fmt: skip
    return why + begun + _between(span, least, greatest, say) + cut


def _between(span: CutSpan, least: Fraction, greatest: Fraction, say: Voice) -> str:
    """The ends; rounding may add one unit at each that no print cuts."""
    low, high = say.first_of_two(least), say.kroner(greatest)
    slack = _to_within(span, say)
    if slack and span.greatest.prints and not span.least.prints:
        slack = say(f", den nedre grensen{slack[1:]}", f", the lower end{slack[1:]}")
    elif span.greatest.prints:
        slack = ""
    return say(f" ligge mellom {low} og {high}{slack}.", f" lie between {low} and {high}{slack}.")


def _not_by_others(leaves_out_others: bool, say: Voice) -> str:
    """That an end may be farther off than all prints together allow, where those were too many to be taken together."""
    if not leaves_out_others:
        return ""
    return say(
        " Hva de andre trykte beløpene utelukker, er ikke regnet med.",
        " What the other printed amounts rule out is not counted.",
    )


def _cut_by(computed: Computed, key: Key, span: CutSpan, say: Voice) -> str:
    """Which end follows from how which amounts are printed; nothing where none does."""
    ends = [(say("nedre", "lower"), span.least.prints), (say("øvre", "upper"), span.greatest.prints)]
    cut = [(which, _printed_so(computed, key, prints, say)) for which, prints in ends if prints]
    if not cut:
        return ""
    (which, reason), last = cut[0], cut[-1]
    if len(cut) == 1:
        return say(f" {which.capitalize()} grense følger av {reason}.", f" The {which} limit follows from {reason}.")
    if reason == last[1]:
        return say(f" Begge grensene følger av {reason}.", f" Both limits follow from {reason}.")
    return say(
        f" Nedre grense følger av {reason}, og øvre grense av {last[1]}.",
        f" The lower limit follows from {reason}, and the upper limit from {last[1]}.",
    )


def _printed_so(computed: Computed, key: Key, prints: Prints, say: Voice) -> str:
    """`at beløpet er trykt som 125,4 mill. kr`, the payee's own first; how many amounts, where they are many."""
    if len(prints) > MOST_NAMED:
        return say(f"hvordan {counted(len(prints))} beløp er trykt", f"how {len(prints)} amounts are printed")
    told = []
    for other, one in sorted(prints.items(), key=lambda item: item[0] != key):
        printed, payee = _as_printed(one, say), _payee(computed, other, say)
        what = say("beløpet", "the amount") if other == key else say(f"beløpet til {payee}", f"the amount of {payee}")
        told.append(say(f"{what} er trykt som {printed}", f"{what} being printed as {printed}"))
    return say("at ", "") + say.listing(told)


def _payee(computed: Computed, key: Key, say: Voice) -> str:
    """Who is paid, as sentences name it."""
    ruleset = computed.checked.ruleset
    assert ruleset.payout is not None
    sets = ruleset.space.domain(ruleset.payout.sets).sets
    return spoken(ruleset.sets[sets[-1]][key[-1]], say)


def _as_printed(one: PrintedCell, say: Voice) -> str:
    return one.statement.say(one.statement.value, say.language)


def _to_within(span: CutSpan, say: Voice) -> str:
    """How much more or less rounding may make of the ends; nothing where it cannot."""
    unit = _unit(span.whole.slack, say)
    return say(f", på {unit} nær", f", to within {unit}") if span.whole.slack else ""


def _unit(unit: Fraction, say: Voice) -> str:
    is_krone = unit == 1 and say.currency == KRONE
    return say("én krone", "one krone") if is_krone else say.kroner(unit)


def _causes(computed: Computed, leaves: tuple[Leaf, ...], say: Voice) -> str:
    """Which inputs are not exact, and why: `Fordelingsnøkkelen er trykt med fire desimaler.`"""
    keys: dict[str, list[Key]] = {}
    for name, key in leaves:
        keys.setdefault(name, []).append(key)
    told = [_cause(computed, name, of, say) for name, of in keys.items()]
    return " ".join(f"{one[:1].upper()}{one[1:]}." for one in told)


def _cause(computed: Computed, name: str, keys: list[Key], say: Voice) -> str:
    quantity = computed.checked.ruleset.quantities[name]
    if set(keys) <= {own.key for own in computed.settings if own.quantity == name}:
        return _given_by_the_user(quantity, say)
    what, one = _named(quantity, say)
    values = [quantity.given[key].value for key in keys if key in quantity.given]
    be = "is" if one else "are"
    if any(isinstance(value, Between) for value in values):
        return say(f"{what} er bare kjent innenfor grenser", f"{what} {be} known only within bounds")
    how = printed_how(values, say)
    return say(f"{what} er trykt {how}", f"{what} {be} printed {how}")


def _given_by_the_user(quantity: Quantity, say: Voice) -> str:
    if quantity.titles.aliases:
        what = definite(quantity, say)
        return say(f"{what} du ga, regnes som avrundet", f"{what} that you gave is taken as rounded")
    name = lowered(title(quantity, say))
    return say(
        f"tallet du ga for {name}, regnes som avrundet", f"the number of {name} that you gave is taken as rounded"
    )


def _named(quantity: Quantity, say: Voice) -> tuple[str, bool]:
    """The quantity inside a sentence, and whether that is one thing: `fordelingsnøkkelen`, `tallene for måltall`."""
    if quantity.titles.aliases:
        return definite(quantity, say), True
    name = lowered(title(quantity, say))
    if quantity.sets:
        return say(f"tallene for {name}", f"the numbers of {name}"), False
    return say(f"tallet for {name}", f"the number of {name}"), True


# all payouts


def certainty_blocks(computed: Computed, published: Rows, payments: Payments, say: Voice) -> Iterator[Block]:
    """How sure the payouts are, side by side; nothing where nothing is left open."""
    count = open_behind_payout(computed)
    spans = {key: span for key, span in cut_spans(computed, published).items() if _is_told(span)}
    if count or spans:
        yield Heading(say("Usikkerhet", "Uncertainty"))
    if count:
        yield Paragraph(uncertainty(count, say))
    if spans:
        yield _table(payments, spans, say)
        yield Paragraph(_about_all(computed, tuple(spans.values()), count, say) + _cut_by_prints(payments, spans, say))


def _table(payments: Payments, spans: Mapping[Key, CutSpan], say: Voice) -> Table:
    """The least and the greatest payout of each region; the payout itself where nothing moves it."""
    ends: list[list[Fraction | None]] = [[], []]
    for one in payments.paid:
        span = spans.get(one.key)
        for at, end in enumerate((span.least.amount, span.greatest.amount) if span else (one.number,) * 2):
            ends[at].append(end)
    labels = say("Minst", "Least"), say("Høyst", "Greatest")
    rows = [(Phrase(label), *(paid_cell(end, say) for end in row))
            for label, row in zip(labels, ends, strict=True)]  # fmt: skip
    return Table(
        (Column("", "left"), *(Column(called(one, say)) for one in payments.payees)), tuple(rows), may_turn=True
    )


def _about_all(computed: Computed, spans: tuple[CutSpan, ...], open_count: int, say: Voice) -> str:
    leaves = dict.fromkeys(leaf for one in spans for leaf in one.whole.span.moved_by)
    text = _causes(computed, tuple(leaves), say)
    if open_count:
        text += say(" Avgjørelsene er som her.", " The decisions are as taken here.")
    if all(one.whole.span.is_exact for one in spans):
        uncut = [one for one in spans if not (one.least.prints and one.greatest.prints)]
        slack = _to_within(uncut[0], say) if uncut else ""
        text += say(f" Hvert beløp kan derfor ligge mellom disse endene{slack}.",
                    f" Each amount may therefore lie between these ends{slack}.")  # fmt: skip
    else:
        text += say(" Dette er yttergrenser: Spennet kan være smalere.",
                    " These are outer bounds: the span may be narrower.")  # fmt: skip
    return text + say(" Endene gjelder ett beløp om gangen.", " The ends are for one amount at a time.")


def _cut_by_prints(payments: Payments, spans: Mapping[Key, CutSpan], say: Voice) -> str:
    """Whose ends follow from how the amounts are printed; nothing where none does."""
    short = {paid.key: called(payee, say) for paid, payee in zip(payments.paid, payments.payees, strict=True)}
    ends = {
        say("«minst»", "“least”"): {key: one.least.prints for key, one in spans.items()},
        say("«høyst»", "“greatest”"): {key: one.greatest.prints for key, one in spans.items()},
    }
    told = []
    for label, prints in ends.items():
        named = [f"{short[key]} ({_by_whom(key, cut, short, say)})" for key, cut in prints.items() if cut]
        told += [f"{label} for {say.listing(named)}"] if named else []
    text = (
        say(" Trykte beløp setter ", " Printed amounts set ") + say(", og ", ", and ").join(told) + "." if told else ""
    )
    if any(one.leaves_out_others for one in spans.values()):
        text += say(" Hvert beløp er bare avgrenset av sitt eget trykk, ikke av de andres.",
                    " Each amount is bounded by its own print alone, not by those of the others.")  # fmt: skip
    return text


def _by_whom(key: Key, prints: Prints, short: Mapping[Key, str], say: Voice) -> str:
    """The print that cuts an end, with whose it is where it is not the payee's own; how many, where they are many."""
    if len(prints) > MOST_NAMED:
        return say(f"{counted(len(prints))} beløp", f"{len(prints)} amounts")
    printed = {other: _as_printed(one, say) for other, one in prints.items()}
    return say.listing([one if other == key else f"{one} for {short[other]}" for other, one in printed.items()])


# as data


def spans_data(computed: Computed, published: Rows) -> dict[str, Any]:
    """The spans of the payouts by region: ends in kroner, whether they are exact, and what leaves and cuts them."""
    return {"|".join(key): _span_data(computed, key, one) for key, one in cut_spans(computed, published).items()}


def span_data(computed: Computed, published: Rows, key: Key) -> dict[str, Any] | None:
    """The span of one payout; `None` where nothing moves it."""
    found = cut_spans(computed, published, key).get(key)
    return _span_data(computed, key, found) if found else None


def _span_data(computed: Computed, key: Key, cut: CutSpan) -> dict[str, Any]:
    one, ends, say = cut.whole, {"from": cut.least, "to": cut.greatest}, Voice("nb")
    quantities, decimals = computed.checked.ruleset.quantities, paid_decimals(computed)
    prints = {
        end: {"|".join(other): _as_printed(print_, say) for other, print_ in of.prints.items()}
        for end, of in ends.items()
    }
    amounts = {end: None if of.amount is None else as_data(of.amount, decimals) for end, of in ends.items()}
    return {
        **amounts,
        "within": as_data(one.slack, decimals),
        "printed": {end: of.get("|".join(key)) for end, of in prints.items()},
        "cut_by": prints,
        "cut_by_own_print_alone": cut.leaves_out_others,
        "exact": one.span.is_exact,
        "before_rounding": interval_data(one.span.before),
        "inputs": [address_of(quantities[name], computed.checked, moved) for name, moved in one.span.moved_by],
    }
