"""Shares that add up to nearly one, as if they had been rounded in print."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.checks.weights_do_not_add_up import are_several, named, rows_of
from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.inventory.used_as_shares import are_shares_of_a_whole
from rbflang.quantities import MARKS, SHARE
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import begun, set_noun
from rbflang.ruleset.payouts import paid_in_full
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.totals import ONE, Group, as_printed, groups_of, spelled
from rbflang.ruleset.usage import normalises, read_by_rules
from rbflang.ruleset.values import ZERO, exact, quantity_kind
from rbflang.ruleset.written_shares import written_alike
from rbflang.syntax.expressions import Number
from rbflang.syntax.vocabulary import BY_STATUS, written_name
from rbflang.wording import Words, counted, in_both, number, plain

KIND = Kind(
    "key-does-not-add-up",
    Severity.WARNING,
    Words("Andeler er ikke helt 1 til sammen", "Shares do not quite add up to 1"),
    Words(
        "Andeler som er trykt med få desimaler, er sjelden nøyaktig 1 til sammen. Blir poengene normert, deles hele "
        "bevilgningen ut likevel, men fordelingen mellom regionene blir ikke helt den samme. Skriv andelene som brøk "
        "der det går, eller «avrundet» etter «andel», så vises usikkerheten i svaret.",
        "Shares printed with few decimals seldom add up to exactly 1. Where points are normalised the whole "
        "appropriation is still handed out, but not quite in the same proportions. Write the shares as fractions "
        "where you can, or “rounded” behind “proportion”, and the uncertainty is shown with the answer.",
    ),
    Words(
        "tabell fordelingsnøkkel per region : andel [regelverk tabell 2] {\n"
        "    Midt: 0,1434   Nord: 0,1281   SørØst: 0,5387   Vest: 0,1897\n}",
        "table allocation_key per region : proportion [rulebook table 2] {\n"
        "    Central: 0.1434   North: 0.1281   SouthEast: 0.5387   West: 0.1897\n"
        "}",
    ),
    Words(
        "tabell fordelingsnøkkel per region : andel, avrundet [regelverk tabell 2] {\n"
        "    Midt: 0,1434   Nord: 0,1281   SørØst: 0,5387   Vest: 0,1897\n}",
        "table allocation_key per region : proportion, rounded [rulebook table 2] {\n"
        "    Central: 0.1434   North: 0.1281   SouthEast: 0.5387   West: 0.1897\n"
        "}",
    ),
)
SIZES = ((10_000, "noen tusen", "some thousand"), (100_000, "noen titusen", "some ten thousand"),
         (1_000_000, "noen hundre tusen", "some hundred thousand"))  # fmt: skip

DIVIDED, SHARE_OF = Words("delt på summen", "divided by the sum"), Words("tallet for {}", "the number for {}")


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each quantity whose shares nearly add up to one, where the rules use it so."""
    read = read_by_rules(ruleset)
    for quantity in ruleset.quantities.values():
        is_read = quantity.name in read and set(quantity.sets) <= set(ruleset.space.axes)
        if _is_open_share(quantity) and is_read and written_alike(ruleset, quantity):
            nearly = [one for one in groups_of(ruleset, quantity) if _is_nearly_whole(one)]
            if nearly and are_shares_of_a_whole(ruleset, inference, quantity):
                yield from (_fault(ruleset, group) for group in nearly)


def _is_nearly_whole(group: Group) -> bool:
    return group.total != ONE and abs(group.total - ONE) <= _slack(group)


def _is_open_share(quantity: Quantity) -> bool:
    """True for shares whose author neither promised a total nor said that they are rounded."""
    typing = quantity.typing
    free = typing is not None and typing.total is None and not typing.is_rounded
    return free and quantity.role in ("table", "property") and quantity_kind(quantity).unit == SHARE


def _half(value: Number) -> Fraction:
    """Half a unit in the last printed digit; a whole number without a sign is rounded from nothing."""
    factor = MARKS[value.mark].factor if value.mark else ONE if value.decimals else ZERO
    return factor / Fraction(2 * 10**value.decimals)


def _slack(group: Group) -> Fraction:
    """How far from one the sum may be because of the printed digits; less than nothing for a single number."""
    numbers = [value for value in group.values if isinstance(value, Number)]
    return sum(map(_half, numbers), Fraction(0)) if len(numbers) > 1 else Fraction(-1)


def _fault(ruleset: Ruleset, group: Group) -> Fault:
    first = max((one for one in group.values if isinstance(one, Number)), key=lambda one: one.decimals)
    what, found, whole = begun(named(group)), spelled(group.total, first), spelled(ONE, first)
    head = (Label(group.quantity.head),) if group.quantity.role == "table" else ()
    decimals, verb = _decimals(first), "add" if are_several(group.quantity) else "adds"
    return Fault(
        KIND,
        Words(
            f"{what.nb} er til sammen {found.nb}, ikke {whole.nb}", f"{what.en} {verb} up to {found.en}, not {whole.en}"
        ),
        (*head, *rows_of(group)),
        (_story(ruleset, group, first),),
        Words(
            "Har du tallene andelene er regnet ut fra, så skriv dem som brøk. Da blir de nøyaktige:",
            "If you have the numbers the shares were computed from, write them as fractions. Then they are exact:",
        ),
        (_fractions(ruleset, group),),
        (
            Words(
                f"Er {decimals.nb} alt som finnes, så skriv «avrundet» etter «andel», så vises usikkerheten i svaret.",
                f"If {decimals.en} {'are' if first.decimals != 1 else 'is'} all there is, write “rounded” behind "
                "“proportion”, and the "
                "uncertainty is shown with the answer.",
            ),
        ),
        total=as_printed(group),
    )


def _story(ruleset: Ruleset, group: Group, first: Number) -> Words:
    gap, whole = spelled(abs(ONE - group.total), first), spelled(ONE, first)
    count = len(group.cells)
    amount = f"mangler {gap.nb} på å bli {whole.nb}" if group.total < ONE else f"er {gap.nb} mer enn {whole.nb}"
    english = f"{gap.en} {'short of' if group.total < ONE else 'more than'} {whole.en}"
    story = [Words(f"De {counted(count)} andelene {amount}.", f"The {count} shares are {english}.")]
    if abs(ONE - group.total) <= count * _half(first):
        decimals = _decimals(first)
        story.append(Words(f"Det ser ut som avrunding til {decimals.nb}.", f"It looks like rounding to {decimals.en}."))
    story.append(_effect(ruleset, group, first))
    return Words(" ".join(one.nb for one in story).rstrip(), " ".join(one.en for one in story).rstrip())


def _decimals(like: Number) -> Words:
    """`én desimal`, `to desimaler`."""
    many = like.decimals != 1
    return Words(
        f"{counted(like.decimals)} desimal{'er' if many else ''}", f"{like.decimals} decimal{'s' if many else ''}"
    )


def _effect(ruleset: Ruleset, group: Group, first: Number) -> Words:
    """What half a unit of the last digit is worth, where the rules pay a fixed sum in full and normalise the points."""
    pot = paid_in_full(ruleset)
    if pot is None or ruleset.payout is None or not normalises(ruleset, ruleset.payout, group.quantity.name):
        return NOTHING
    kroner = _half(first) * exact(pot.given[()].value)
    millions = in_both(lambda language: number(kroner / 1_000_000, language=language))
    nb, en = next(
        ((nb, en) for limit, nb, en in SIZES if kroner < limit), (f"{millions.nb} millioner", f"{millions.en} million")
    )
    many = ruleset.currency.named
    between = set_noun(group.quantity.sets[-1])
    return Words(
        f"Hele bevilgningen deles ut likevel, fordi poengene normeres, men fordelingen mellom {between.them} kan bli "
        f"{nb} {many.nb} feil.",
        f"The whole appropriation is still handed out, because the points are normalised, but the {between.en_many} "
        f"may get {en} {many.en} too much or too little.",
    )


def _fractions(ruleset: Ruleset, group: Group) -> str:
    """A row as a fraction: of a table of kroner that gives the same printed shares, or with places left open."""
    key, _ = group.cells[0]
    in_a_block = group.quantity.role == "property" and len(key) == 1 and _stands_in_a_block(group)
    lead = written_name(group.quantity.name, ruleset.tree.language) if in_a_block else f"{key[-1]}:"
    status = BY_STATUS["derived"]
    derived = status.en if ruleset.tree.language == "en" else status.nb
    divided = DIVIDED.say(ruleset.tree.language)
    for other in ruleset.quantities.values():
        fits = other.role == "table" and other.sets == group.quantity.sets and quantity_kind(other).unit.is_money
        for rows in groups_of(ruleset, other) if fits else ():
            amounts = {at: exact(given.value) for at, given in rows.cells}
            if all(at in amounts and _prints_as(amounts[at] / rows.total, given.value) for at, given in group.cells):
                source = " ".join(other.citation.span.text.split()) if other.citation else "[…]"
                cited = f"[{derived} {source[1:-1]}: {other.name} {divided}]"
                over, under = (plain(one, ruleset.tree.language) for one in (amounts[key], rows.total))
                return f"{lead} {over} / {under}    {cited}"
    its = SHARE_OF.say(ruleset.tree.language).format(key[-1])
    return f"{lead} … / …    [{derived} …: {its} {divided}]"


def _stands_in_a_block(group: Group) -> bool:
    """True if the name of the quantity stands before its first number: no member and colon does, as in a table."""
    span = group.cells[0][1].value.span
    return not span.source.text[: span.start].rstrip().endswith((":", "|"))


def _prints_as(share: Fraction, value: object) -> bool:
    return isinstance(value, Number) and abs(share - value.value) <= _half(value)
