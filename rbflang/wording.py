"""How figures, amounts and lists are worded, in Norwegian and in English.

Takes exact numbers and gives text; it never decides what is said, only how a number, a list or a unit is spelled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import frozen

NO_BREAK = "\u00a0"
MINUS = "−"
NO_FIGURE = "–"


@frozen(repr=False)
class Words:
    """The same words in Norwegian (bokmål) and in English."""

    nb: str
    en: str

    def say(self, language: str) -> str:
        """The words in `nb` or `en`."""
        return self.en if language == "en" else self.nb

    def __str__(self) -> str:
        """No text: put into a sentence, they would be of neither language."""
        raise TypeError("words are put into a sentence one language at a time")


def in_both(spell: Callable[[str], str]) -> Words:
    """What a function of the language spells: `in_both(lambda language: number(value, 2, language))`."""
    return Words(spell("nb"), spell("en"))


def same(text: str) -> Words:
    """What is the same in both languages: a name of the ruleset, or what is written there."""
    return Words(text, text)


def listed(words: Sequence[Words]) -> Words:
    """The words with commas, and «og» before the last, in both languages."""
    return in_both(lambda language: listing([one.say(language) for one in words], language))


def round_half_away(value: Fraction, decimals: int) -> Fraction:
    """The value at so many decimals, halves away from zero."""
    return Fraction(_in_units(value, decimals), 10**decimals)


def _in_units(value: Fraction, decimals: int) -> int:
    """How many units of the last of so many decimals, halves away from zero."""
    under = value.denominator
    whole: int = (2 * abs(value.numerator) * 10**decimals + under) // (2 * under)
    return whole if value.numerator >= 0 else -whole


def number(value: Fraction, decimals: int = 0, language: str = "nb", sign: bool = False) -> str:
    """The value with so many decimals: `1 234 567,89` in Norwegian, `1,234,567.89` in English; `sign` shows a plus."""
    units = _in_units(value, decimals)
    whole, fraction = _parts_of(units, decimals)
    grouped = f"{int(whole):,}"
    if language == "nb":
        grouped = grouped.replace(",", " ")
    mark = "." if language == "en" else ","
    lead = MINUS if units < 0 else "+" if sign and units > 0 else ""
    return f"{lead}{grouped}{mark}{fraction}" if fraction else f"{lead}{grouped}"


def digits(value: Fraction, decimals: int = 0, language: str = "nb") -> str:
    """The value as programs read it: `-1234567,89` in Norwegian, `-1234567.89` in English."""
    units = _in_units(value, decimals)
    lead = "-" if units < 0 else ""
    return lead + ("." if language == "en" else ",").join(filter(None, _parts_of(units, decimals)))


def _parts_of(units: int, decimals: int) -> tuple[str, str]:
    """The digits before and behind the decimal sign."""
    shown = str(abs(units)).rjust(decimals + 1, "0")
    return (shown[:-decimals], shown[-decimals:]) if decimals else (shown, "")


def decimals_needed(value: Fraction) -> int | None:
    """How many decimals write the value exactly, or `None` if no number of decimals does."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def decimals_that_tell(value: Fraction, tells: Callable[[Fraction], bool], least: int = 1, most: int = 12) -> int:
    """The fewest decimals, `least` of them, with which the rounded value still tells what it must."""
    return next((at for at in range(least, most) if tells(round_half_away(value, at))), most)


def plain(value: Fraction, language: str = "nb", most: int = 6) -> str:
    """The value with as few decimals as write it exactly, at most `most`."""
    needed = decimals_needed(value)
    return number(value, most if needed is None else min(needed, most), language)


def percent(value: Fraction, decimals: int | None = None, language: str = "nb", sign: bool = False) -> str:
    """A share as per cent: `13,4 %`; in English `13.4%`."""
    scaled = value * 100
    needed = decimals_needed(scaled)
    shown = decimals if decimals is not None else min(needed, 6) if needed is not None else 6
    return number(scaled, shown, language, sign) + ("%" if language == "en" else " %")


def listing(words: Sequence[str], language: str = "nb") -> str:
    """`a`, `a og b`, `a, b og c`; in English with `and`."""
    joint = " and " if language == "en" else " og "
    return joint.join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def lowered(title: str) -> str:
    """A title inside a sentence: `video- og telefonkonsultasjoner`; abbreviations and HbA1c keep their capitals."""
    is_spelled_so = title[:2].isupper() or any(map(str.isupper, title.split(" ")[0][1:]))
    return title if is_spelled_so else title[:1].lower() + title[1:]


_COUNTS = ("ingen", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")


def counted(count: int) -> str:
    """The Norwegian word for a small count, digits for a large one."""
    return _COUNTS[count] if count < len(_COUNTS) else number(Fraction(count))


def numbered(count: int, language: str = "nb") -> str:
    """The number of a place: `3.`, in English `3rd`."""
    if language != "en":
        return f"{count}."
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


_PRINTED = (
    ("i stedet for ", "in place of "),
    (",", "."), (" %", "%"), (" ‰", "‰"), ("mill. kr", "million kr"), ("under ", "below "), ("minst ", "at least "),
    ("over ", "above "), ("høyst ", "at most "), ("nøyaktig", "exact"), ("deler", "parts"), ("poeng", "points"),
)  # fmt: skip


_BETWEEN_GROUPS = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")


def printed(text: str) -> Words:
    """A figure or a narrowing as it is printed in Norwegian, and in English, however it was typed: `12,1%`."""
    english = text = _SIGN_AT_DIGITS.sub(" ", text)
    for nb, en in _PRINTED:
        english = english.replace(nb, en)
    return Words(_TYPED_POINT.sub(r"\1,\2", text), _BETWEEN_GROUPS.sub(",", english))


_TYPED_POINT = re.compile(r"(?<![\d.,])(0(?=\.)|\d+(?=\.(?!\d{3}(?!\d))))\.(\d+)(?![\d.,])")
"""A decimal point: three digits behind another digit than a single nought may be a group, and are left as they are."""
_SIGN_AT_DIGITS = re.compile(r"(?<=\d)(?=[%‰])")

_PLACES = {
    "hele siden": "the whole page", "hele dokumentet": "the whole document", "tabell": "table", "figur": "figure",
    "kapittel": "chapter", "avsnitt": "section", "vedlegg": "appendix", "lysark": "slide",
}  # fmt: skip
_PLACE = re.compile(rf"\b({'|'.join(_PLACES)})(?=\s\d|\s*[,;)]|$)")


def cited(text: str) -> Words:
    """A citation as rulesets write it, `regelverk tabell 5`: the word for the place in English, `regelverk table 5`."""
    return Words(text, _PLACE.sub(lambda found: _PLACES[found[1]], text))


@frozen(repr=False)
class Currency:
    """A unit of money: what one and many of it are called, its sign, the decimals that it has, and many in English.

    What many are called in English is the same, where the text does not say.
    """

    one: str
    many: str
    sign: str
    decimals: int
    english: str = ""

    @property
    def named(self) -> Words:
        """What many of it are called in each language."""
        return Words(self.many, self.english or self.many)

    @property
    def words(self) -> tuple[str, ...]:
        """All that it is called in a text, the longest first."""
        return tuple(sorted({self.one, self.many, self.sign}, key=lambda word: (-len(word), word)))

    @property
    def read(self) -> tuple[str, ...]:
        """All that it may be called in data: its words, and what many are called in English."""
        return tuple(dict.fromkeys((*self.words, *((self.english,) if self.english else ()))))

    def amount(self, figure: str, language: str) -> str:
        """A figure with its sign: `1 000 kr`; in English a sign without letters stands before it, `£1,000`."""
        if language != "en" or any(map(str.isalpha, self.sign)):
            return f"{figure} {self.sign}"
        digits = figure.lstrip("−-+")
        return f"{figure[: len(figure) - len(digits)]}{self.sign}{digits}"

    def millions(self, language: str) -> str:
        """What an amount in millions is counted in: `mill. kr`, `million pounds`."""
        said = self.sign if self == KRONE else self.named.say(language)
        return f"million {said}" if language == "en" else f"mill. {said}"


KRONE = Currency("krone", "kroner", "kr", 2)


@frozen(repr=False)
class Voice:
    """A language to speak: chooses between the two wordings, and writes figures in it.

    `decimals` is how many decimals amounts have, as they are paid, and `currency` what they are counted in.
    """

    language: str = "nb"
    decimals: int = 0
    currency: Currency = KRONE

    def __call__(self, nb: str, en: str) -> str:
        return en if self.language == "en" else nb

    def number(self, value: Fraction | None, decimals: int = 0, sign: bool = False) -> str:
        """The number with so many decimals; a dash where there is none."""
        return NO_FIGURE if value is None else number(value, decimals, self.language, sign)

    def plain(self, value: Fraction, most: int = 6) -> str:
        """The number with as few decimals as write it exactly, at most `most`."""
        return plain(value, self.language, most)

    def percent(self, value: Fraction | None, decimals: int | None = None, sign: bool = False) -> str:
        """The share in per cent; a dash where there is none."""
        return NO_FIGURE if value is None else percent(value, decimals, self.language, sign)

    def kroner(self, value: Fraction, decimals: int | None = None, sign: bool = False) -> str:
        """The amount with its unit, with the decimals of what is paid unless others are asked for."""
        return self.money(number(value, self.decimals if decimals is None else decimals, self.language, sign))

    def money(self, figure: str) -> str:
        """A figure in the unit of money: `1 000 kr`, `£1,000`."""
        return self.currency.amount(figure, self.language)

    @property
    def in_many(self) -> str:
        """What many units of money are called: `kroner`."""
        return self.currency.named.say(self.language)

    @property
    def money_heading(self) -> str:
        """What amounts of money are called above a column: `Kroner`."""
        return self.in_many[:1].upper() + self.in_many[1:]

    @property
    def millions(self) -> str:
        """What amounts in millions are counted in: `mill. kr`."""
        return self.currency.millions(self.language)

    def paid(self, value: Fraction | None, sign: bool = False) -> str:
        """The amount with the decimals of what is paid, for tables; a dash where there is none."""
        return self.number(value, self.decimals, sign)

    def first_of_two(self, value: Fraction) -> str:
        """The first of two amounts: the unit is left to the second where it stands behind: `1 til 2 kr`, `£1 to £2`."""
        bare, whole = self.paid(value), self.kroner(value)
        return bare if whole.startswith(bare) else whole

    def as_paid(self, value: Fraction) -> Fraction:
        """The amount as it is shown."""
        return round_half_away(value, self.decimals)

    def printed(self, text: str) -> str:
        """A figure or a narrowing as it is printed in Norwegian, spelled in the language spoken."""
        return printed(text).say(self.language)

    def cited(self, text: str) -> str:
        """A citation with the word for its place in the language spoken; what a document calls it stands as it is."""
        return cited(text).say(self.language)

    def quoted(self, words: str) -> str:
        """The words in quotation marks."""
        return self(f"«{words}»", f"“{words}”")

    def listing(self, words: Sequence[str]) -> str:
        """The words with commas, and «og» before the last."""
        return listing(words, self.language)
