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
from rbflang.reports.titles import called, definite, printed_how, title
from rbflang.reports.typed_cells import Phrase, paid_cell
from rbflang.ruleset.model import Quantity
from rbflang.syntax.expressions import Between
from rbflang.uncertainty.uncertain_part import Leaf
from rbflang.wording import KRONE, Voice, counted, lowered

Rows = Sequence[PublishedRow]
ZERO = Fraction(0)


def certainty(computed: Computed, published: Rows, key: Key, say: Voice) -> Iterator[Line]:
    """A line on how sure one payout is; none where nothing is left open."""
    count = open_behind_payout(computed)
    span = cut_spans(computed, published, key).get(key)
    told = [uncertainty(count, say)] if count else []
    if span and _is_told(span):
        told.append(_in_words(computed, span, count, say))
    if told:
        yield Line(say("Sikkerhet", "Certainty"), " ".join(told))


def _is_told(span: CutSpan) -> bool:
    """True unless both ends are the same amount and rounding adds nothing."""
    return span.least is None or span.least != span.greatest or bool(span.whole.slack)


def uncertainty(count: int, say: Voice) -> str:
    """That amounts hang on decimals that were not printed."""
    one = count == 1
    return say(
        f"Usikkert: {counted(count)} {'avgjørelse' if one else 'avgjørelser'} hviler på desimaler som ikke er trykt. "
        "Varselet viser hva de er verdt.",
        f"Uncertain: {count} {'decision rests' if one else 'decisions rest'} on decimals that were not printed. "
        "The warning shows what they are worth.",
    )


def _in_words(computed: Computed, span: CutSpan, open_count: int, say: Voice) -> str:
    """Why the payout is not sure, and between which amounts it lies."""
    why = _causes(computed, span.whole.span.moved_by, say)
    if span.least is None or span.greatest is None:
        return why + say(" Hva det betyr for beløpet, lar seg ikke avgrense.", " What that means has no bounds.")
    low, high = say.first_of_two(span.least), say.kroner(span.greatest)
    if span.least == span.greatest and not _printed_ends(span):
        unit = _unit(paid_unit(computed), say)
        return why + say(f" Det flytter beløpet høyst {unit}.", f" That moves the amount by at most {unit}.")
    held = say(" Med avgjørelsene som her", " With the decisions as taken here,") if open_count else ""
    cut = _cut_by(span, say)
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
    return why + begun + _between(span, say) + cut + _not_by_others(span.is_printed, say)


def _between(span: CutSpan, say: Voice) -> str:
    """The ends; rounding may add one unit at each that no print cuts."""
    low, high = say.kroner(span.least or ZERO), say.kroner(span.greatest or ZERO)
    slack = _to_within(span, say)
    if slack and span.greatest_print and not span.least_print:
        return say(f" ligge mellom {low}{slack}, og {high}.", f" lie between {low}{slack}, and {high}.")
    slack = "" if span.greatest_print else slack
    low = say.first_of_two(span.least or ZERO)
    return say(f" ligge mellom {low} og {high}{slack}.", f" lie between {low} and {high}{slack}.")


def _not_by_others(is_printed: bool, say: Voice) -> str:
    """That an end may be farther off than all prints together allow, where there are prints."""
    if not is_printed:
        return ""
    return say(
        " Hva de andre trykte beløpene utelukker, er ikke regnet med.",
        " What the other printed amounts rule out is not counted.",
    )


def _printed_ends(span: CutSpan) -> tuple[PrintedCell, ...]:
    """The prints that cut the span, the lower end's first."""
    return tuple(one for one in (span.least_print, span.greatest_print) if one)


def _cut_by(span: CutSpan, say: Voice) -> str:
    """Which end follows from how the amount is printed; nothing where none does."""
    prints = _printed_ends(span)
    if not prints:
        return ""
    printed = say.listing(list(dict.fromkeys(_as_printed(one, say) for one in prints)))
    which = say("Øvre grense", "The upper limit follows")
    if span.least_print:
        which = say("Nedre grense", "The lower limit follows")
    if len(prints) > 1:
        which = say("Begge grensene", "Both limits follow")
    return say(
        f" {which} følger av at beløpet er trykt som {printed}.",
        f" {which} from the amount being printed as {printed}.",
    )


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
        yield Heading(say("Sikkerhet", "Certainty"))
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
        for at, end in enumerate((span.least, span.greatest) if span else (one.number, one.number)):
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
        slack = _to_within(spans[0], say)
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
        say("«minst»", "“least”"): {key: one.least_print for key, one in spans.items()},
        say("«høyst»", "“greatest”"): {key: one.greatest_print for key, one in spans.items()},
    }
    told = []
    for label, prints in ends.items():
        named = [f"{short[key]} ({_as_printed(one, say)})" for key, one in prints.items() if one]
        told += [f"{label} for {say.listing(named)}"] if named else []
    text = say(" Trykte beløp setter ", " Printed amounts set ") + say.listing(told) + "." if told else ""
    if len(spans) > 1 and any(one.is_printed for one in spans.values()):
        text += say(" Hvert beløp er bare avgrenset av sitt eget trykk, ikke av de andres.",
                    " Each amount is bounded by its own print alone, not by those of the others.")  # fmt: skip
    return text


# as data


def spans_data(computed: Computed, published: Rows) -> dict[str, Any]:
    """The spans of the payouts by region: ends in kroner, whether they are exact, and what leaves and cuts them."""
    return {"|".join(key): _span_data(computed, one) for key, one in cut_spans(computed, published).items()}


def span_data(computed: Computed, published: Rows, key: Key) -> dict[str, Any] | None:
    """The span of one payout; `None` where nothing moves it."""
    found = cut_spans(computed, published, key).get(key)
    return _span_data(computed, found) if found else None


def _span_data(computed: Computed, cut: CutSpan) -> dict[str, Any]:
    one, prints = cut.whole, {"from": cut.least_print, "to": cut.greatest_print}
    quantities, decimals = computed.checked.ruleset.quantities, paid_decimals(computed)
    return {
        "from": None if cut.least is None else as_data(cut.least, decimals),
        "to": None if cut.greatest is None else as_data(cut.greatest, decimals),
        "within": as_data(one.slack, decimals),
        "printed": {end: print_ and _as_printed(print_, Voice("nb")) for end, print_ in prints.items()},
        "exact": one.span.is_exact,
        "before_rounding": interval_data(one.span.before),
        "inputs": [address_of(quantities[name], computed.checked, key) for name, key in one.span.moved_by],
    }
