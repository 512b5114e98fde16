"""The report of `allocate --partial`: what everybody may be paid before all figures are in.

Takes a computed ruleset that lacks figures, gives a document; its data are the contract «rbflang.partial/1».
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.data.shown import bounds_words, part_words
from rbflang.explanation.paid import as_data, currency_data, paid_decimals
from rbflang.graph.domain import Key
from rbflang.intervals import EVERYTHING, interval_data
from rbflang.reports.document import Block, Column, Document, Heading, Notes, Paragraph, Table
from rbflang.reports.foot import foot
from rbflang.reports.payees import payee_called
from rbflang.reports.titles import notice, round_title
from rbflang.reports.typed_cells import DASH, Cell, Phrase, paid_cell
from rbflang.uncertainty.before_all_figures import BeforeAllFigures, PossiblePayout, before_all_figures
from rbflang.uncertainty.not_yet_known import MissingFigure
from rbflang.wording import Voice, counted

SCHEMA = "rbflang.partial/1"
MOST_LISTED = 12


def partial_allocation(computed: Computed, language: str = "nb") -> Document:
    """The least and the greatest amount of everybody who is paid."""
    ruleset = computed.checked.ruleset
    say = Voice(language, _decimals(computed), ruleset.currency)
    found = before_all_figures(computed)
    are_missing = not found.missing or not all(one.is_bounded for one in found.missing)
    before = say("før alle tall er inne" if are_missing else "med tall som bare er kjent innenfor grenser",
                 "before all figures are in" if are_missing else "with figures known only within bounds")  # fmt: skip
    name = f"{ruleset.title}, {round_title(computed, say)}, {before}"
    return Document(
        name, tuple(_blocks(computed, found, say)), _data(computed, found), notice(computed, say), foot(say, computed),
        language,
    )  # fmt: skip


def _decimals(computed: Computed) -> int:
    """The decimals of what is paid; those of the currency where no rule rounds it."""
    payout, currency = computed.checked.ruleset.payout, computed.checked.ruleset.currency
    return paid_decimals(computed) if payout is None or payout.rounding else currency.decimals


def _blocks(computed: Computed, found: BeforeAllFigures, say: Voice) -> Iterator[Block]:
    count = len(found.missing)
    if not count:
        nothing = say("Ingen tall mangler.", "No figures are missing.")
        if computed.figures.not_given:
            nothing = say("Ingen tall som må gis, mangler.", "No figures that must be given are missing.")
        shown = say("Beløpene vises av rbflang allocate uten --partial.",
                    "The amounts are shown by rbflang allocate without --partial.")  # fmt: skip
        yield Paragraph(f"{nothing} {shown}")
        return
    yield Paragraph(_whose_amounts_are_open(found, say))
    yield _table(computed, found, say)
    yield Notes(tuple(_notes(found, say)))
    for those, nb, en in _by_what_is_known(found):
        yield Heading(say(nb, en))
        yield _missing(computed, those, say)


def _by_what_is_known(found: BeforeAllFigures) -> Iterator[tuple[Sequence[MissingFigure], str, str]]:
    """The figures of which nothing is known, and those of which a bound is, each under its heading."""
    kinds = (False, "Tall som mangler", "Figures that are missing"), (
        True, "Tall som bare er kjent innenfor grenser", "Figures known only within bounds",
    )  # fmt: skip
    for is_bounded, nb, en in kinds:
        those = [one for one in found.missing if one.is_bounded is is_bounded]
        if those:
            yield those, nb, en


def _whose_amounts_are_open(found: BeforeAllFigures, say: Voice) -> str:
    """How many figures are missing, and whether that leaves nobody, somebody or everybody with one amount."""
    if any(one.is_bounded for one in found.missing):
        return _with_bounds(found, say)
    count = len(found.missing)
    nb, en = ("ett" if count == 1 else counted(count)), _figures(count)
    settled = [_is_settled(one) for one in found.payouts.values()]
    if all(settled) and not found.unpaid:
        what = "it is" if count == 1 else "they are"
        return say(f"Det mangler {nb} tall, men beløpene er de samme uansett:",
                   f"{en} missing, but the amounts are the same whatever {what}:")  # fmt: skip
    whose_nb, whose_en = ("har ikke alle", "not everybody has") if any(settled) else ("har ingen", "nobody has")
    return say(f"Det mangler {nb} tall. Før {'det' if count == 1 else 'de'} er inne, {whose_nb} ett bestemt beløp. "
               "Beløpene ligger mellom det minste og det største:",
               f"{en} missing. Until {'it is' if count == 1 else 'they are'} in, {whose_en} one amount. The "
               "amounts lie between the least and the greatest:")  # fmt: skip


def _with_bounds(found: BeforeAllFigures, say: Voice) -> str:
    """The same where some, or all, of the figures are known within bounds."""
    bounded = sum(one.is_bounded for one in found.missing)
    missing, is_one = len(found.missing) - bounded, bounded == 1
    nb = f"{'Ett' if is_one else counted(bounded).capitalize()} tall er bare kjent innenfor grenser"
    en = f"{'1 figure is' if is_one else f'{bounded} figures are'} known only within bounds"
    if missing:
        nb += f", og {'ett' if missing == 1 else counted(missing)} mangler"
        en += f", and {missing} {'is' if missing == 1 else 'are'} missing"
    settled = [_is_settled(one) for one in found.payouts.values()]
    if all(settled) and not found.unpaid:
        it = "it is" if len(found.missing) == 1 else "they are"
        return say(f"{nb}, men beløpene er de samme uansett:", f"{en}, but the amounts are the same whatever {it}:")
    whose_nb, whose_en = ("Derfor har ikke alle", "So not everybody has") if any(settled) else (
        "Derfor har ingen", "So nobody has",
    )  # fmt: skip
    return say(f"{nb}. {whose_nb} ett bestemt beløp. Beløpene ligger mellom det minste og det største:",
               f"{en}. {whose_en} one amount. The amounts lie between the least and the greatest:")  # fmt: skip


def _is_settled(one: PossiblePayout) -> bool:
    """True if one is paid the same whatever the missing figures are."""
    return one.least is not None and one.least == one.greatest


def _figures(count: int) -> str:
    return "1 figure is" if count == 1 else f"{count} figures are"


def _table(computed: Computed, found: BeforeAllFigures, say: Voice) -> Table:
    moves = any(one.most is not None for one in found.payouts.values())
    columns = (
        Column("", "left"), Column(say("Minst", "Least")), Column(say("Størst", "Greatest")),
        Column(say("Forskjell", "Difference"), drop=1),
        *((Column(say("Betyr mest", "Matters most"), "left"), Column(_moving(found, say), drop=2)) if moves else ()),
    )  # fmt: skip
    return Table(columns, tuple(_row(computed, key, one, moves, say) for key, one in found.payouts.items()))


def _moving(found: BeforeAllFigures, say: Voice) -> str:
    """The heading over what one figure moves; at least that, where not all was tried."""
    return say("Flytter", "Moves") if found.ways else say("Flytter minst", "Moves at least")


def _row(computed: Computed, key: Key, one: PossiblePayout, moves: bool, say: Voice) -> tuple[Cell, ...]:
    apart = None if one.least is None or one.greatest is None else one.greatest - one.least
    cells = (
        Phrase(payee_called(computed, key, say)),
        *(paid_cell(each, say) for each in (one.least, one.greatest, apart)),
    )
    if not moves:
        return cells
    if one.most is None:
        return (*cells, DASH, DASH)
    return (*cells, Phrase(_address(computed, one.most.figure)), paid_cell(one.most.moves, say))


def _notes(found: BeforeAllFigures, say: Voice) -> Iterator[str]:
    if found.unpaid or not all(map(_is_settled, found.payouts.values())):
        yield _which_ends(found, say)
    if any(None in (one.least, one.greatest) for one in found.payouts.values()):
        yield say("En strek betyr at det ikke er noen grense.", "A dash means that there is no bound.")
    if not found.ways:
        yield say(
            "De manglende tallene kan falle ut på for mange måter til at alle er regnet ut. Tallet som betyr mest, er "
            "funnet ved å la ett tall om gangen variere i ett eksempel; det flytter beløpet minst så mye.",
            "There are too many ways in which the missing figures can turn out for all to be computed. The figure that "
            "matters most was found by varying one at a time in one example; it moves the amount at least as much.",
        )
    if found.unpaid:
        yield say(
            f"I {found.unpaid} av dem kan utbetalingen ikke regnes ut.",
            f"In {found.unpaid} of them the payout cannot be computed.",
        )
    yield say(
        "Tall som er inne, er tatt slik de er trykt." + _can_be_all(found, say),
        "Figures that are in are taken as printed." + _can_be_all(found, say),
    )


def _can_be_all(found: BeforeAllFigures, say: Voice) -> str:
    """What those can be that are not in."""
    text = ""
    if not all(one.is_bounded for one in found.missing):
        text += say(" Et tall som mangler, kan være alt det er oppgitt at det kan være.",
                    " A missing figure can be all that it is declared to be.")  # fmt: skip
    if any(one.is_bounded for one in found.missing):
        text += say(" Et tall som bare er kjent innenfor grenser, kan være alt mellom dem.",
                    " A figure known only within bounds can be all between them.")  # fmt: skip
    if any(one.counts_of for one in found.missing):
        text += say(" Er grensen et antall, er det ett av de hele tallene.",
                    " Where the bound is a count, it is one of the whole numbers.")  # fmt: skip
    return text


def _which_ends(found: BeforeAllFigures, say: Voice) -> str:
    """Whether the ends may be paid, or are bounds alone."""
    if not found.ways or not all(one.is_reached for one in found.payouts.values()):
        return say(
            "Endene er bare grenser: beløpene ligger aldri utenfor, men kan ligge i et trangere område.",
            "The ends are bounds alone: the amounts never lie outside them, but may lie in a narrower range.",
        )
    ways = say(
        f" Alle de {counted(found.ways)} måtene som tallene kan falle ut på, er regnet ut.",
        f" All {found.ways} ways in which the figures can turn out were computed.",
    )
    return say("Begge endene kan bli utbetalt.", "Both ends may be paid.") + (ways if found.ways > 1 else "")


def _missing(computed: Computed, missing: Sequence[MissingFigure], say: Voice) -> Table:
    """The missing figures and what each can be; the first of very many."""
    shown = missing[:MOST_LISTED]
    rows = [(Phrase(_address(computed, one)), Phrase(_can_be(computed, one, say))) for one in shown]
    if len(missing) > len(shown):
        more = len(missing) - len(shown)
        rows.append((Phrase(say(f"og {more} til", f"and {more} more")), Phrase("")))
    return Table((Column("", "left"), Column(say("Kan være", "Can be"), "left")), tuple(rows))


def _can_be(computed: Computed, one: MissingFigure, say: Voice) -> str:
    row = computed.figures.observations.get(one.at)
    if one.is_bounded and one.counts_of and row:
        return say.printed(row.known)
    if one.possible is None:
        return say("ja eller nei", "yes or no") if True in one.answers else say("et ord", "a word")
    if one.possible == EVERYTHING:
        return say("ethvert tall", "any number")
    unit = computed.checked.inference.signatures[one.quantity].kind.unit
    only = one.possible.is_point
    return (part_words(one.possible, EVERYTHING, unit) if only else bounds_words(one.possible, unit)).say(say.language)


# the contract


def _data(computed: Computed, found: BeforeAllFigures) -> Mapping[str, Any]:
    ruleset, decimals = computed.checked.ruleset, _decimals(computed)

    def paid(amount: Fraction | None) -> int | str | None:
        return None if amount is None else as_data(amount, decimals)

    def payout(one: PossiblePayout) -> dict[str, Any]:
        most = one.most and {
            "address": _address(computed, one.most.figure),
            "moves": paid(one.most.moves),
            "at_least": one.most.is_least,
        }
        return {
            "least": paid(one.least),
            "greatest": paid(one.greatest),
            "reached": one.is_reached,
            "matters_most": most,
        }

    return {
        "schema": SCHEMA,
        "ruleset": ruleset.name,
        "round": computed.written_round,
        "synthetic": computed.is_synthetic,
        "currency": currency_data(ruleset.currency),
        "missing": [
            {
                "address": _address(computed, one),
                "possible": interval_data(one.possible) if one.possible else None,
                "bounded": one.is_bounded,
            }
            for one in found.missing
        ],
        "payouts": {".".join(key): payout(one) for key, one in found.payouts.items()},
        "ways": found.ways or None,
        "unpaid": None if found.may_fail else found.unpaid,
    }


def _address(computed: Computed, one: MissingFigure) -> str:
    return address_of(computed.checked.ruleset.quantities[one.quantity], computed.checked, one.key)
