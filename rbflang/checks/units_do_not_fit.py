"""Two values that are added, compared or chosen between, and are not in the same unit.

The cure is computed: a quantity of the ruleset whose unit makes one of them into the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.quantities import MARKS, Unit
from rbflang.ruleset.findings import RoundedToOther, UnitsMeet, Use
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import begun
from rbflang.ruleset.signatures import Inference, Signature, ValueKind
from rbflang.ruleset.unit_words import can_be_written, figure, is_what, kind_name, rounded_to, unit_name
from rbflang.source import Span
from rbflang.syntax.expressions import Expression, Name, Number
from rbflang.syntax.format_words import Spelling
from rbflang.syntax.tree import Rounding
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import KRONE, Words

KIND = Kind(
    "units-do-not-fit",
    Severity.FAULT,
    Words("Enhetene passer ikke sammen", "The units do not fit"),
    Words(
        "Bare tall i samme enhet kan legges sammen, sammenlignes eller velges mellom. Kroner gjøres om til poeng, og "
        "poeng til kroner, ved å dele på eller gange med noe i kroner per poeng. Et tall uten enhet kan stå der det "
        "ventes en andel, et tall uten enhet eller et antall, men ikke der det ventes kroner, poeng eller deler.",
        "Only numbers in the same unit can be added, compared or chosen between. Kroner become points, and points "
        "kroner, by something in kroner per point. A number without a unit may stand for a share, a plain number or a "
        "count, but not for kroner, points or parts.",
    ),
    Words(
        "formel samlet = bevilgning + samlet_antall_poeng [antatt: en prøve]",
        "formula combined = appropriation + all_points [assumed: a trial]",
    ),
    Words(
        "formel samlet = bevilgning + poengverdi × samlet_antall_poeng [antatt: en prøve]",
        "formula combined = appropriation + point_value × all_points [assumed: a trial]",
    ),
)
USES: dict[Use, tuple[Words, Words, Words]] = {
    "+": (
        Words("kan ikke legges sammen", "cannot be added"),
        Words("her legges de sammen", "they are added here"),
        Words("En sum må ha samme enhet i alle ledd.", "All terms of a sum must be in the same unit."),
    ),
    "-": (
        Words("kan ikke trekkes fra hverandre", "cannot be subtracted"),
        Words("her trekkes det ene fra det andre", "one is subtracted from the other here"),
        Words("En differanse må ha samme enhet i begge ledd.", "Both terms of a difference must be in the same unit."),
    ),
    "comparison": (
        Words("kan ikke sammenlignes", "cannot be compared"),
        Words("her sammenlignes de", "they are compared here"),
        Words("Bare verdier i samme enhet kan sammenlignes.", "Only values in the same unit can be compared."),
    ),
    "choice": (
        Words("kan ikke være to utfall av samme valg", "cannot be two outcomes of one choice"),
        Words("her velges det mellom dem", "the choice is made here"),
        Words("Begge utfall av et valg må ha samme enhet.", "Both outcomes of a choice must be in the same unit."),
    ),
    "extreme": (
        Words("kan ikke sammenlignes", "cannot be compared"),
        Words("her sammenlignes de", "they are compared here"),
        Words(
            "Det minste eller største finnes bare i samme enhet.", "Only values in one unit have a least or greatest."
        ),
    ),
    "assertion": (
        Words("kan ikke være like", "cannot be equal"),
        Words("her skal de være like", "they are said to be equal here"),
        Words("De to sidene i en kontroll må ha samme enhet.", "Both sides of an assertion must be in the same unit."),
    ),
}


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each place where two units meet that do not fit."""
    yield from (_meeting(ruleset, inference, finding) for finding in inference.found(UnitsMeet))
    yield from (_rounding(ruleset, finding) for finding in inference.found(RoundedToOther))


def _meeting(ruleset: Ruleset, inference: Inference, finding: UnitsMeet) -> Fault:
    left, right, a, b = finding.left, finding.right, finding.of_left, finding.of_right
    verb, here, law = USES[finding.use]
    first, second = kind_name(a.kind), kind_name(b.kind)
    both = begun(Words(f"{first.nb} og {second.nb}", f"{first.en} and {second.en}"))
    tip, paste = _cure(ruleset, inference, (left, a), (right, b))
    sides = [_stated(left, a.kind), _stated(right, b.kind)]
    story = begun(Words(f"{sides[0].nb}, {sides[1].nb}. {law.nb}", f"{sides[0].en}, {sides[1].en}. {law.en}"))
    labels = [Label(left.span.to(right.span), here)]
    for side, kind in ((left, a.kind), (right, b.kind)):
        span = _declared(ruleset, side) or side.span
        labels.append(Label(span, _stated(side, kind)))
    return Fault(
        KIND,
        Words(f"{both.nb} {verb.nb}", f"{both.en} {verb.en}"),
        tuple(labels),
        (story,),
        tip,
        (paste,) if paste else (),
    )


def _stated(side: Expression, kind: ValueKind) -> Words:
    text = " ".join(side.span.text.split())
    state = is_what(kind)
    return Words(f"«{text}» {state.nb}", f"“{text}” {state.en}")


def _declared(ruleset: Ruleset, side: Expression) -> Span | None:
    quantity = ruleset.quantities.get(side.text) if isinstance(side, Name) else None
    return quantity.span if quantity else None


def _cure(
    ruleset: Ruleset, inference: Inference, left: tuple[Expression, Signature], right: tuple[Expression, Signature]
) -> tuple[Words, str]:
    if left[1].kind.what != "number" or right[1].kind.what != "number":
        return NOTHING, ""
    for (number, bare), (_, other) in ((left, right), (right, left)):
        if isinstance(number, Number) and bare.bare and can_be_written(other.kind.unit):
            written = figure(number.value, other.kind.unit, ruleset.tree.language)
            return Words("Skriv enheten bak tallet:", "Write the unit behind the number:"), written
    for (name, bare), (_, other) in ((left, right), (right, left)):
        fixed = _with_unit(ruleset, name, bare, other)
        if fixed:
            return fixed
    for (_, target), (expression, source) in ((left, right), (right, left)):
        if target.kind.unit.is_dimensionless or source.kind.unit.is_dimensionless:
            continue  # any amount would do, so none is named
        made = _converted(inference, expression, source, target)
        if made:
            return made
    return NOTHING, ""


def _with_unit(ruleset: Ruleset, name: Expression, bare: Signature, other: Signature) -> tuple[Words, str] | None:
    """The declaration of a fixed number without a unit, with the unit that it meets."""
    quantity = ruleset.quantities.get(name.text) if isinstance(name, Name) else None
    number = next(iter(quantity.given.values())).value if quantity and quantity.role == "fixed" else None
    if quantity is None or not isinstance(number, Number) or number.mark or not bare.kind.unit.is_dimensionless:
        return None
    if not can_be_written(other.kind.unit) or other.kind.unit.is_dimensionless:
        return None
    written = figure(number.value, other.kind.unit, ruleset.tree.language)
    tip = Words(
        f"Skal «{quantity.name}» ha en enhet, så skriv den der tallet er fastsatt:",
        f"If “{quantity.name}” is to have a unit, write it where the number is fixed:",
    )
    return tip, f"{BY_NAME['FIXED'].spelled(ruleset.tree.language)} {quantity.name} = {written}"


def _converted(
    inference: Inference, expression: Expression, source: Signature, target: Signature
) -> tuple[Words, str] | None:
    """`poengverdi × poengsum`, if a quantity has the unit of the quotient; with `/`, if one has its inverse."""
    text = " ".join(expression.span.text.split())
    text = text if isinstance(expression, Name | Number) else f"({text})"
    for sign, quotient in (("×", target.kind.unit / source.kind.unit), ("/", source.kind.unit / target.kind.unit)):
        name = _quantity_in(inference, quotient)
        if name:
            a, b, of = unit_name(source.kind.unit), unit_name(target.kind.unit), unit_name(quotient)
            act = Words("gang med", "multiply by") if sign == "×" else Words("del på", "divide by")
            tip = Words(
                f"Skal {a.nb} gjøres om til {b.nb}, så {act.nb} «{name}» ({of.nb}):",
                f"To turn {a.en} into {b.en}, {act.en} “{name}” ({of.en}):",
            )
            return tip, f"{name} × {text}" if sign == "×" else f"{text} / {name}"
    return None


def _quantity_in(inference: Inference, unit: Unit) -> str | None:
    fitting = [
        name
        for name, one in inference.signatures.items()
        if one.kind.what == "number" and one.kind.unit == unit and "." not in name
    ]
    return min(fitting, key=lambda name: len(inference.signatures[name].sets)) if fitting else None


def _rounding(ruleset: Ruleset, finding: RoundedToOther) -> Fault:
    whole = rounded_to(finding.rounding)
    state, fitting = is_what(finding.kind), unit_name(finding.unit)
    tip, cure = _rounded_so(finding)
    return Fault(
        KIND,
        Words(f"Bare {fitting.nb} kan avrundes til {whole.nb}", f"Only {fitting.en} are rounded to {whole.en}"),
        (Label(finding.span, Words(f"formelen {state.nb}", f"the formula {state.en}")),),
        (
            begun(
                Words(
                    f"Formelen {state.nb}. {begun(whole).nb} er et mål for {fitting.nb} alene.",
                    f"The formula {state.en}. There is no such thing as {whole.en} of it.",
                )
            ),
        ),
        tip,
        (Spelling(ruleset.tree.language).rounding(cure),),
    )


def _rounded_so(finding: RoundedToOther) -> tuple[Words, Rounding]:
    """The rounding with the unit behind its number where that is all it lacks; else to whole numbers."""
    rounding, number = finding.rounding, finding.rounding.number
    mark = next((one for one in MARKS.values() if one.unit.fits(finding.kind.unit) and one.factor == 1), None)
    currency = finding.kind.unit.currency
    word = currency.many if currency != KRONE else ""
    if number is not None and not number.mark and mark is not None:
        return (
            Words("Skriv enheten bak tallet:", "Write the unit behind the number:"),
            evolve(rounding, number=evolve(number, mark=mark.word, money_word=word)),
        )
    none = Number(finding.span, "0", Fraction(0), 0)
    return (
        Words("Skriv hvor mange desimaler som skal være med:", "Write how many decimals are to be kept:"),
        evolve(rounding, to="decimals", number=none),
    )
