"""The line a check of a ruleset ends with: how many faults there are, and what is proved where there are none.

Takes what the checks found and what is certain whatever the data; gives words. It claims nothing that is not proved.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.diagnostics import Fault
from rbflang.proofs.guarantees import Guarantee, guarantee
from rbflang.proofs.payable import can_always_be_paid
from rbflang.proofs.provisos import Condition, lines_of
from rbflang.ruleset.model import CheckedRuleset
from rbflang.ruleset.nouns import begun
from rbflang.wording import KRONE, MINUS, Currency, Words, in_both, listing, number, plain

IN_ORDER = Words("er i orden", "is in order")
AS_LONG_AS = Words("så lenge ", "as long as ")
NOT_PROVED = Words("hvor mye som deles ut, er ikke bevist", "how much is handed out is not proved")
PROVED_BEFORE_ROUNDING = Words(
    "hvor mye som deles ut, er bare bevist før avrunding", "how much is handed out is proved only before rounding"
)


def verdict(name: str, faults: Sequence[Fault], checked: CheckedRuleset | None, not_tried: str = "") -> Words:
    """`2 feil og 1 varsel i rbf2025.rbf`, or what a ruleset in order promises.

    A ruleset in order may still not give what is printed: `not_tried` is the command that looks at that.
    """
    fatal = sum(fault.is_fatal for fault in faults)
    known = certain_of(checked) if checked else None
    promised = _proved(known, checked.ruleset.currency) if checked and known else Words("", "")
    doubt = _doubt(known) if known else None
    if faults:
        counts = _counts(fatal, len(faults) - fatal)
        lead = Words(f"{counts.nb} i {name}", f"{counts.en} in {name}")
        return _with(lead, promised, doubt, Words("og", "and"), ".")
    lead = Words(f"{name} {IN_ORDER.nb}", f"{name} {IN_ORDER.en}")
    found = _with(lead, promised, doubt, Words("men", "but"), ":")
    if not not_tried:
        return found
    return Words(
        f"{found.nb} (trykte tall er ikke prøvd: {not_tried})",
        f"{found.en} (printed figures were not tried: {not_tried})",
    )


def _doubt(known: Guarantee) -> Words | None:
    """That it is not proved how much is handed out; nothing where it is, or where the sum before rounding is told."""
    if known.is_whole_proved or known.before_rounding is not None:
        return None
    return PROVED_BEFORE_ROUNDING if known.is_proved_before_rounding else NOT_PROVED


def certain_of(checked: CheckedRuleset) -> Guarantee:
    """What is certain; where a payout has no rounding, it rests on amounts that can be paid as they are."""
    known, not_rounded = guarantee(checked), [one for one in checked.ruleset.payouts if one.rounding is None]
    if not known.is_whole_proved or not not_rounded or can_always_be_paid(checked):
        return known
    whole = Condition(not_rounded[0].span, False, _no_remainder(checked.ruleset.currency))
    told = known.conditions if known.kroner is None else (*known.conditions, whole)
    return evolve(known, conditions=told, total_rests_on=(*known.total_rests_on, whole))


def _no_remainder(currency: Currency) -> Words:
    if currency == KRONE:
        return Words("så lenge hvert beløp går opp i hele øre", "as long as each amount is in whole hundredths")
    decimals = in_both(
        lambda language: currency.amount(
            number(Fraction(1, 10**currency.decimals), currency.decimals, language), language
        )
    )
    return Words(
        f"så lenge hvert beløp går opp i {decimals.nb}", f"as long as each amount is a multiple of {decimals.en}"
    )


def _with(lead: Words, promised: Words, doubt: Words | None, joint: Words, mark: str) -> Words:
    """The line with what is promised; where it is not proved how much is handed out, that is said first."""
    if doubt:
        lead = Words(f"{lead.nb}, {joint.nb} {doubt.nb}", f"{lead.en}, {joint.en} {doubt.en}")
        mark = "."
    said = begun(promised) if mark == "." else promised
    return Words(
        f"{lead.nb}{mark} {said.nb}" if said.nb else lead.nb, f"{lead.en}{mark} {said.en}" if said.en else lead.en
    )


def _proved(known: Guarantee, currency: Currency) -> Words:
    """What is handed out for all possible results, what that rests on, and where points may lapse."""
    sums_nb, sums_en = (_sums(known, currency, language) for language in ("nb", "en"))
    parts_nb: list[str] = []
    parts_en: list[str] = []
    if sums_nb:
        under_nb = _together(known.conditions, "nb")
        under_en = _together(known.conditions, "en")
        handed_nb, handed_en = _handed_out(sums_nb, sums_en)
        parts_nb.append(f"{handed_nb} for alle mulige resultater{under_nb}")
        parts_en.append(f"{handed_en} whatever the results{under_en}")
    if known.is_whole_proved and known.kroner is None and known.total_rests_on:
        under_nb, under_en = (_together(known.total_rests_on, language) for language in ("nb", "en"))
        parts_nb.append(f"{'H' if sums_nb else 'h'}vor mye som deles ut, er bevist{under_nb}")
        parts_en.append(f"{'H' if sums_en else 'h'}ow much is handed out is proved{under_en}")
    lines = lines_of(known.lapses)
    if known.lapses and not any(lines[0] in one.words.nb for one in known.conditions):
        parts_nb.append(f"{'P' if parts_nb else 'p'}oeng kan bortfalle, se {lines[0]}")
        parts_en.append(f"{'P' if parts_en else 'p'}oints may lapse, see {lines[1]}")
    return Words(". ".join(parts_nb), ". ".join(parts_en))


def _handed_out(nb: Sequence[str], en: Sequence[str]) -> tuple[str, str]:
    """`100 poeng og 1 000 kr deles ut`; what is below zero is charged: `100 poeng deles ut og 3 kr kreves inn`."""
    told_nb, told_en = [], []
    for is_charge, did, done in ((False, "deles ut", "handed out"), (True, "kreves inn", "charged")):
        some_nb, some_en = (
            [one.lstrip(MINUS) for one in each if one.startswith(MINUS) is is_charge] for each in (nb, en)
        )
        if some_nb:
            told_nb.append(f"{listing(some_nb)} {did}")
            told_en.append(f"{listing(some_en, 'en')} {'is' if len(some_en) == 1 else 'are'} {done}")
    return listing(told_nb), listing(told_en, "en")


def _together(conditions: Sequence[Condition], language: str) -> str:
    """`, så lenge A og så lenge B`, where the beginning that all have in common is said once."""
    told = [one.words.say(language) for one in conditions]
    begin = AS_LONG_AS.say(language)
    if all(text.startswith(begin) for text in told):
        told = [*told[:1], *(text.removeprefix(begin) for text in told[1:])]
    return f", {listing(told, language)}" if told else ""


def _sums(known: Guarantee, currency: Currency, language: str) -> list[str]:
    """The totals that are certain, as `100 000 poeng` and `671 631 000 kr`."""
    points, before = ("points", "before rounding") if language == "en" else ("poeng", "før avrunding")
    amount = currency.amount
    found = [] if known.points is None else [f"{_shown(known.points, language)} {points}"]
    decimals = currency.decimals
    found += [] if known.kroner is None else [amount(_shown(known.kroner, language, decimals), language)]
    if known.before_rounding is not None:
        found.append(f"{amount(_shown(known.before_rounding, language, decimals), language)} {before}")
    return found


def _shown(value: Fraction, language: str, decimals: int = 0) -> str:
    """A whole number, or one with so many decimals at least."""
    if value.denominator == 1:
        return number(value, 0, language)
    is_short = (value * 10**decimals).denominator == 1
    return number(value, decimals, language) if is_short else plain(value, language)


def _counts(faults: int, warnings: int) -> Words:
    """`2 feil og 1 varsel`."""
    nb, en = [], []
    if faults:
        nb.append(f"{faults} feil")
        en.append(f"{faults} fault{'s' if faults > 1 else ''}")
    if warnings:
        nb.append(f"{warnings} {'varsler' if warnings > 1 else 'varsel'}")
        en.append(f"{warnings} warning{'s' if warnings > 1 else ''}")
    return Words(listing(nb), listing(en, "en"))
