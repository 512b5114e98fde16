"""Shares that should be written alike, some with a per cent sign and some without.

Takes a ruleset, gives a fault for each column, property, range, point share and staircase where some have a sign, and
for each number without one that a share written with one is compared with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.quantities import NUMBER, SHARE
from rbflang.ruleset.model import Ruleset, ShareNeighbours
from rbflang.ruleset.shares_beside import shares_beside, signed_beside, untold
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import figure, shown
from rbflang.ruleset.values import outside_of
from rbflang.ruleset.written_shares import (
    Together,
    as_written,
    is_mixed,
    numbers_in,
    sign_of,
    written_together,
)
from rbflang.share_faults import NAMES, is_with, is_without, may_be_either, sign_behind, sign_behind_all
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
    Words(
        "egenskap dekning per region : andel\n"
        "tabell per region {\n    dekning [regelverk 2]\n    Nord: 2 %\n    Vest: 1\n}",
        "property coverage per region : proportion\n"
        "table per region {\n"
        "    coverage [rulebook 2]\n"
        "    North: 2 %\n"
        "    West: 1\n"
        "}",
    ),
    Words(
        "egenskap dekning per region : andel\n"
        "tabell per region {\n    dekning [regelverk 2]\n    Nord: 2 %\n    Vest: 1 %\n}",
        "property coverage per region : proportion\n"
        "table per region {\n"
        "    coverage [rulebook 2]\n"
        "    North: 2 %\n"
        "    West: 1 %\n"
        "}",
    ),
)
MOST_CURES = 5


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for all numbers of a place that differ from the rest; what is out of range is told as that."""
    outside = {
        id(number)
        for one in ruleset.quantities.values()
        for _, value in outside_of(one)
        if not is_mixed(value)
        for number in numbers_in(value)
    }
    for together in written_together(ruleset):
        if together.is_mixed and not any(id(one) in outside for one in together.bare):
            yield _without(ruleset, together) if _is_signed_mostly(together) else _with(ruleset, together)
    places = ((one, signed_beside(one) is not None) for one in shares_beside(ruleset, inference))
    for place in untold(places):
        yield _beside(ruleset, place)


def _is_signed_mostly(together: Together) -> bool:
    return len(together.signed) >= len(together.bare)


def _without(ruleset: Ruleset, together: Together) -> Fault:
    """The fewer are without: each may have lost its sign."""
    sign = sign_of(together.signed)
    word, english = NAMES[sign]
    count, first = len(together.bare), together.bare[0]
    either = may_be_either(as_written(first), shown(first.value, SHARE), sign)
    what = together.what
    return Fault(
        KIND,
        _title(what, count, f"uten {word}", f"without a {english}"),
        tuple(Label(one.span, is_without(shown(one.value, SHARE), sign)) for one in together.bare),
        (
            Words(
                f"De andre tallene har {word}. {either.nb}",
                f"The other numbers have a {english}. {either.en}",
            ),
        ),
        _cure(ruleset, together.bare, sign),
        tuple(dict.fromkeys(f"{as_written(one)} {sign}" for one in together.bare))[:MOST_CURES],
    )


def _with(ruleset: Ruleset, together: Together) -> Fault:
    """The fewer have a sign: they are clear, and the others may have lost theirs."""
    sign = sign_of(together.signed)
    word, english = NAMES[sign]
    count, others = len(together.signed), together.bare[0]
    plainly = tuple(dict.fromkeys(figure(one.value, NUMBER, ruleset.tree.language) for one in together.signed))
    return Fault(
        KIND,
        _title(together.what, count, f"med {word} blant tall uten", f"with a {english} among numbers without"),
        tuple(Label(one.span, is_with(sign)) for one in together.signed),
        (
            Words(
                f"De andre tallene har ikke {word}, og da er {as_written(others)} det samme som "
                f"{shown(others.value, SHARE).nb}.",
                f"The other numbers have no {english}, so “{as_written(others)}” is {shown(others.value, SHARE).en}.",
            ),
        ),
        sign_behind_all(sign),
        plainly[:MOST_CURES],
    )


def _title(what: Words, count: int, nb: str, en: str) -> Words:
    many = Words(f"{counted(count) if count > 1 else 'et'} tall", f"{count} numbers" if count > 1 else "a number")
    title = Words(f"{what.nb} har {many.nb} {nb}", f"{what.en} has {many.en} {en}")
    return Words(title.nb[:1].upper() + title.nb[1:], title.en[:1].upper() + title.en[1:])


def _cure(ruleset: Ruleset, numbers: Sequence[Number], sign: str) -> Words:
    instead = figure(numbers[0].value, SHARE, ruleset.tree.language)
    return sign_behind(as_written(numbers[0]), instead, sign, len(numbers))


def _beside(ruleset: Ruleset, place: ShareNeighbours) -> Fault:
    """Numbers without a sign that are put beside what is written with one."""
    signed = signed_beside(place)
    assert signed is not None
    sign, limits = sign_of((signed,)), place.limits
    word, english = NAMES[sign]
    written, means = as_written(limits[0]), shown(limits[0].value, SHARE)
    title = Words(f"Grensen {written} er skrevet uten {word}", f"The limit “{written}” is written without a {english}")
    if len(limits) > 1:
        title = Words(f"{counted(len(limits)).capitalize()} grenser er skrevet uten {word}",
                      f"{len(limits)} limits are written without a {english}")  # fmt: skip
    beside = Words(f"det sammenlignes med tall med {word}", f"it is compared with numbers with a {english}")
    return Fault(
        KIND,
        title,
        (
            *(Label(one.span, is_without(shown(one.value, SHARE), sign)) for one in limits),
            Label(signed.span, beside),
        ),
        (may_be_either(written, means, sign),),
        _cure(ruleset, limits, sign),
        tuple(dict.fromkeys(f"{as_written(one)} {sign}" for one in limits))[:MOST_CURES],
    )
