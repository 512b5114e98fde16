"""Shares that should be written alike, some with a per cent sign and some without.

Takes a ruleset, gives a fault for each column, property, range, point share and staircase where some have a sign, and
for each number without one that a share written with one is compared with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.quantities import NUMBER, SHARE
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.shares_beside import Beside, shares_beside, untold
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import figure, shown
from rbflang.ruleset.values import outside_of
from rbflang.ruleset.written_shares import (
    Together,
    as_written,
    numbers_in,
    sign_of,
    written_together,
)
from rbflang.syntax.expressions import Number
from rbflang.wording import Words, counted

KIND = Kind(
    "share-without-percent",
    Severity.FAULT,
    Words("Noen andeler har prosenttegn, og andre ikke", "Some shares have a per cent sign, and others have none"),
    Words(
        "En andel er et tall der 1 er 100 %. Står det 0,7 blant tall med prosenttegn, kan det være 0,7 % eller 70 %. "
        "Derfor skal alle andelene i en kolonne, en egenskap, en poengandel, en trapp eller en sammenligning ha "
        "tegnet, eller ingen av dem. 0 og brøker som 12/50 er alltid klare.",
        "A share is a number where 1 is 100%. Among numbers with a per cent sign, 0.7 may be 0.7% or 70%. All the "
        "shares of a column, a property, a point share, a staircase or a comparison therefore have the sign, or none "
        "has. 0 and fractions such as 12/50 are always clear.",
    ),
    "egenskap dekning per region : andel\n"
    "tabell per region {\n    dekning [regelverk 2]\n    Nord: 2 %\n    Vest: 1\n}",
    "egenskap dekning per region : andel\n"
    "tabell per region {\n    dekning [regelverk 2]\n    Nord: 2 %\n    Vest: 1 %\n}",
)
MOST_CURES = 5


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for all numbers of a place that differ from the rest; what is out of range is told as that."""
    outside = {
        id(number)
        for one in ruleset.quantities.values()
        for _, value in outside_of(one)
        for number in numbers_in(value)
    }
    for together in written_together(ruleset):
        if together.is_mixed and not any(id(one) in outside for one in together.bare):
            yield _without(ruleset, together) if _is_signed_mostly(together) else _with(ruleset, together)
    places = ((one, one.signed is not None) for one in shares_beside(ruleset, inference))
    for place in untold(places):
        yield _beside(ruleset, place)


def _is_signed_mostly(together: Together) -> bool:
    return len(together.signed) >= len(together.bare)


def _without(ruleset: Ruleset, together: Together) -> Fault:
    """The fewer are without: each may have lost its sign."""
    sign = sign_of(together.signed)
    word, english = name_of_sign(sign)
    count, first = len(together.bare), together.bare[0]
    what = together.what
    return Fault(
        KIND,
        _title(what, count, f"uten {word}", f"without a {english}"),
        tuple(Label(one.span, worth(one, sign)) for one in together.bare),
        (
            Words(
                f"De andre tallene har {word}. {as_written(first)} kan være {as_written(first)} {sign} eller "
                f"{shown(first.value, SHARE).nb}, og det gjettes ikke.",
                f"The other numbers have a {english}. {as_written(first)} may be {as_written(first)} {sign} or "
                f"{shown(first.value, SHARE).en}, and nothing is guessed.",
            ),
        ),
        tip_of(ruleset, together.bare, sign),
        tuple(dict.fromkeys(f"{as_written(one)} {sign}" for one in together.bare))[:MOST_CURES],
    )


def _with(ruleset: Ruleset, together: Together) -> Fault:
    """The fewer have a sign: they are clear, and the others may have lost theirs."""
    word, english = name_of_sign(sign_of(together.signed))
    count, others = len(together.signed), together.bare[0]
    plainly = tuple(dict.fromkeys(figure(one.value, NUMBER, ruleset.tree.language) for one in together.signed))
    return Fault(
        KIND,
        _title(together.what, count, f"med {word} blant tall uten", f"with a {english} among numbers without"),
        tuple(Label(one.span, Words(f"dette har {word}", f"this has a {english}")) for one in together.signed),
        (
            Words(
                f"De andre tallene har ikke {word}, og da er {as_written(others)} det samme som "
                f"{shown(others.value, SHARE).nb}.",
                f"The other numbers have no {english}, so {as_written(others)} is {shown(others.value, SHARE).en}.",
            ),
        ),
        Words(
            f"Skriv {word} bak alle tallene. Skal de leses som de står, så skriv dette uten:",
            f"Write the {english} behind all the numbers. If they are to be read as they stand, write this without:",
        ),
        plainly[:MOST_CURES],
    )


def _title(what: Words, count: int, nb: str, en: str) -> Words:
    many = Words(f"{counted(count) if count > 1 else 'et'} tall", f"{count} numbers" if count > 1 else "a number")
    title = Words(f"{what.nb} har {many.nb} {nb}", f"{what.en} has {many.en} {en}")
    return Words(title.nb[:1].upper() + title.nb[1:], title.en[:1].upper() + title.en[1:])


def name_of_sign(sign: str) -> tuple[str, str]:
    """What a sign is called in Norwegian and in English."""
    return ("promilletegn", "per mille sign") if sign == "‰" else ("prosenttegn", "per cent sign")


def worth(number: Number, sign: str = "%") -> Words:
    """What a number is without its sign."""
    word, english = name_of_sign(sign)
    means = shown(number.value, SHARE)
    return Words(f"uten {word} er dette {means.nb}", f"without a {english} this is {means.en}")


def tip_of(ruleset: Ruleset, numbers: Sequence[Number], sign: str) -> Words:
    """Both that a number without a sign can be, the one with its digits first."""
    if len(numbers) > 1:
        word, english = name_of_sign(sign)
        return Words(f"Skriv {word} bak hvert av dem:", f"Write the {english} behind each of them:")
    written, means = as_written(numbers[0]), figure(numbers[0].value, SHARE, ruleset.tree.language)
    return Words(
        f"Skriv {written} {sign}, eller {means} hvis det er det som gjelder:",
        f"Write {written} {sign}, or {means} if that is what holds:",
    )


def _beside(ruleset: Ruleset, place: Beside) -> Fault:
    """Numbers without a sign that are put beside what is written with one."""
    signed = place.signed
    assert signed is not None
    sign, limits = sign_of((signed,)), place.limits
    word, english = name_of_sign(sign)
    written, means = as_written(limits[0]), shown(limits[0].value, SHARE)
    title = Words(f"Grensen {written} er skrevet uten {word}", f"The limit {written} is written without a {english}")
    if len(limits) > 1:
        title = Words(f"{counted(len(limits)).capitalize()} grenser er skrevet uten {word}",
                      f"{len(limits)} limits are written without a {english}")  # fmt: skip
    return Fault(
        KIND,
        title,
        (
            *(Label(one.span, worth(one, sign)) for one in limits),
            Label(signed.span, Words(f"det sammenlignes med tall med {word}", "it is compared with such with a sign")),
        ),
        (
            Words(
                f"{written} kan være {written} {sign} eller {means.nb}, og det gjettes ikke.",
                f"{written} may be {written} {sign} or {means.en}, and nothing is guessed.",
            ),
        ),
        tip_of(ruleset, limits, sign),
        tuple(dict.fromkeys(f"{as_written(one)} {sign}" for one in limits))[:MOST_CURES],
    )
