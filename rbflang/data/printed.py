"""A figure as printed in a document or a data file: digits and a mark, or counts.

Takes the text and the kind of its quantity, gives its value and the interval of all numbers that print so.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache

from attrs import frozen

from rbflang.characters import MINUSES, SPACES, in_one_space
from rbflang.intervals import Interval, point
from rbflang.numerals import (
    BETWEEN_DIGITS,
    CERTAIN,
    MOST_DIGITS,
    RUN_OF_DIGITS,
    Digits,
    Fashion,
    Misprint,
    Unreadable,
    read_digits,
)
from rbflang.quantities import COUNT, MARKS, PARTS, POINTS, Unit, rounding_interval
from rbflang.ruleset.signatures import ValueKind
from rbflang.wording import KRONE, Currency, Words, same

LONGEST = 200
SIGNS_OF_MONEY = "£$€¥¢₹₩₪₦₽₺ "
_MARKS = {
    "%": "percent", "‰": "per_mille", "prosentpoeng": "percentage_points", "percentage points": "percentage_points",
    "poeng": "points", "points": "points", "deler": "parts", "del": "parts", "parts": "parts", "part": "parts",
    **dict.fromkeys(("kr", "kr.", "kroner"), "kr"),
    **{f"{million} {kroner}": "million_kr" for million in ("mill.", "mill", "millioner", "million")
       for kroner in ("kr", "kr.", "kroner")},
}  # fmt: skip
_NUMBER = re.compile(
    rf"(?P<sign>[{MINUSES}]?)\s*(?P<digits>{RUN_OF_DIGITS}?)\s*(?P<mark>[%‰]|[a-zæøå][a-zæøå.{SPACES}]*)?"
)
_AS_DIGITS = str.maketrans("OoIl", "0011")
_DASHES = (",-", ",–", ",—", ",−")
# The same texts return in the rows of a file.
MOST_KEPT = 4096
_DIGITS = re.compile(rf"\d(?:(?:\d|{BETWEEN_DIGITS})*\d)?")


def is_mark(text: str) -> bool:
    """True for what may stand behind a number: `%`, `mill. kr`, `poeng`."""
    return text.lower() in _MARKS


@frozen(eq=False, repr=False)
class Printed:
    """A printed figure: its value, what it may stand for, and the size of one unit in its last digit."""

    value: Fraction
    interval: Interval
    last_digit: Fraction
    is_exact: bool = False
    decimals: int = 0
    mark: str = ""


@lru_cache(MOST_KEPT)
def read_printed(text: str, kind: ValueKind, fashion: Fashion = CERTAIN) -> Printed | Words:
    """The figure that a text prints, or in words why it prints none; `misprint_of` says what is wrong with its digits.

    What an observation keeps is spelled `in_norwegian`, and no sign in it could be another.
    """
    currency = kind.unit.currency
    counts = _two_counts(text.strip()) if len(text) <= LONGEST else None
    if counts:
        return _wrong_unit("", kind) or _counts(counts, fashion)
    if names_kroner(text[:LONGEST], currency) or (currency == KRONE and _has_sign_of_money(text[:LONGEST])):
        return _other_unit(currency)
    plain = _plain(text if currency == KRONE else _in_declared(text, currency)) if len(text) <= LONGEST else ""
    match = _NUMBER.fullmatch(plain) if plain else None
    digits = read_digits(match.group("digits").strip(), fashion) if match else None
    if not match or not isinstance(digits, Digits):
        return _how_it_is_written(text.strip(), fashion)
    word = _MARKS.get(in_one_space(match.group("mark") or "")) if match.group("mark") else ""
    wrong = _wrong_unit(word, kind) if word is not None else _unknown_unit(text, match, kind.unit)
    if wrong:
        return wrong
    factor = MARKS[word].factor if word else Fraction(1)
    value = digits.value * factor * (-1 if match.group("sign") else 1)
    last = factor / 10**digits.decimals
    return Printed(value, rounding_interval(value, last), last, False, digits.decimals, word or "")


def read_otherwise(text: str, kind: ValueKind, fashion: Fashion) -> Fraction | None:
    """What the text would print if its number were written in the fashion of the other language."""
    found = read_printed(text, kind, Fashion("nb" if fashion.language == "en" else "en"))
    return found.value if isinstance(found, Printed) else None


def _has_sign_of_money(text: str) -> bool:
    return any(sign in text for sign in SIGNS_OF_MONEY if not sign.isspace())


def names_kroner(text: str, currency: Currency) -> bool:
    """True where kroner stand in a text that counts in another unit; `kr` may be a word of that unit itself."""
    own = "|".join(map(re.escape, currency.read))
    others = re.sub(rf"(?i)(?<!\w)(?:{own})(?!\w)", " ", text)
    return currency != KRONE and re.search(r"(?i)\b(?:kr|kroner)\b", others) is not None


def _in_declared(text: str, currency: Currency) -> str:
    """An amount in a unit that the ruleset declares, as if it were in kroner."""
    amount = _in_currency(currency).fullmatch(text.strip())
    if amount is None:
        return text
    sign = amount["sign"] or amount["inner"] or ""
    million = amount["million"] or ""
    return f"{sign}{amount['number'].strip()} {million}{' ' if million else ''}kr"


@cache
def _in_currency(currency: Currency) -> re.Pattern[str]:
    """An amount with its unit before it or behind; `.`, `-` and the like stand in signs of money too."""
    words = "|".join(re.escape(word) for word in currency.read)
    digits, million = rf"(?P<number>{RUN_OF_DIGITS}?)", r"(?P<million>mill\.?|millioner|million)?"
    return re.compile(
        rf"(?i)(?P<sign>[{MINUSES}])?\s*(?=.*(?:{words}))(?:(?:{words})\s*(?P<inner>[{MINUSES}])?)?\s*{digits}\s*{million}\s*(?:{words})?"
    )


def _plain(text: str) -> str:
    """The text in small letters; of an amount with its unit before it, or a dash for its øre, the usual spelling."""
    small = text.strip().lower()
    if not small.startswith("kr") and not any(dash in small for dash in _DASHES):
        return small
    amount = _amount().fullmatch(small)
    is_one = amount and (amount["lead"] or amount["dash"])
    return f"{amount['number'].strip()} kr" if amount and is_one else small


@cache
def _amount() -> re.Pattern[str]:
    dashes = "|".join(map(re.escape, _DASHES))
    return re.compile(
        rf"(?P<lead>kr\.?\s*)?(?P<number>[{MINUSES}]?\s*{RUN_OF_DIGITS}?)(?P<dash>{dashes})?\s*(?:kr\.?|kroner)?"
    )


def _how_it_is_written(text: str, fashion: Fashion) -> Words:
    """How a number is written that begins with a plus or with its decimal sign; else an example of one."""
    sign = "." if fashion.language == "en" else ","
    with_digits = text.translate(_AS_DIGITS)
    if with_digits != text and _NUMBER.fullmatch(_plain(with_digits)):
        return Words(f"Blant sifrene står en bokstav. Skriv {with_digits}.",
                     f"A letter stands among the digits. Write “{with_digits}”.")  # fmt: skip
    begun = _begun().fullmatch(text) if len(text) <= LONGEST else None
    other = _meant_by(text)
    if other:
        return other
    cure = f"{begun['minus'] or ''}{f'0{sign}' if begun['point'] else ''}{begun['rest']}" if begun else text
    if cure != text:
        return Words(f"Skriv {cure}.", f"Write “{cure}”.")
    example = f"13{sign}4 %"
    return Words(
        f"Skriv et tall som det er trykt, for eksempel {example}.", f"Write a number as printed, such as “{example}”."
    )


_STRAY = " *'\"()[]~†‡"
_AMOUNT_OF_NOK = re.compile(r"(?i)nok\.?\s*(\d[^a-zæøå%]*)")
_THOUSANDS = re.compile(r"(?i)(\d{1,3})'\s*(?:kr\.?)?")


def _meant_by(text: str) -> Words | None:
    """What is likely to be meant by a figure with signs around it, with its unit before it, or with two bounds."""
    bare = text.strip(_STRAY)
    amount, thousands = _AMOUNT_OF_NOK.fullmatch(text.strip()), _THOUSANDS.fullmatch(text.strip())
    cure = f"{amount[1].strip()} kr" if amount else f"{thousands[1]} 000 kr" if thousands else bare
    if cure != text.strip() and _NUMBER.fullmatch(_plain(cure)):
        english = cure.replace(" 000", ",000") if thousands else cure
        return Words(f"Skriv {cure}, hvis det er det som er ment.", f"Write “{english}”, if that is what is meant.")
    if re.match(r"(?i)(?:mellom|between|fra|from)\b|[^-–]*\d\s*%?\s*[-–]\s*\d", text):
        return Words(
            "Skriv tallet som er trykt. Det som ellers er kjent om det, står i kolonnen «presisering»: «minst 16 %».",
            "Write the number as printed. What else is known of it stands in the column “narrowing”: “at least 16 %”.",
        )
    return None


@cache
def _begun() -> re.Pattern[str]:
    return re.compile(rf"(?:\+|(?P<minus>[{MINUSES}])(?=\s*[.,]))?\s*(?P<point>[.,](?=\d+(?:\s|%|‰|$)))?(?P<rest>\d.*)")


@lru_cache(MOST_KEPT)
def misprint_of(text: str, fashion: Fashion) -> Misprint | None:
    """Why the digits of a text are no number; nothing where they are one, or where there are none."""
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        return Misprint(text, Unreadable.TOO_LONG, fashion)
    plain = _plain(text).strip(SIGNS_OF_MONEY) if len(text) <= LONGEST else ""
    match = _two_counts(plain) or _NUMBER.fullmatch(plain)
    found = _DIGITS.findall(plain) if match else []
    read = (read_digits(digits, fashion) for digits in found)
    return next((one for one in read if isinstance(one, Misprint)), None)


def in_norwegian(text: str, fashion: Fashion) -> str:
    """A figure or a narrowing as it is kept: its numbers with a comma before decimals, and groups by space."""
    return _DIGITS.sub(lambda match: _kept(match[0], fashion), text) if {".", ","}.intersection(text) else text


def _kept(text: str, fashion: Fashion) -> str:
    is_own = "." not in text and (fashion.language == "nb" or "," not in text)
    digits = None if is_own else read_digits(text, fashion)
    return digits.spelled("nb") if isinstance(digits, Digits) else text


def _two_counts(text: str) -> re.Match[str] | None:
    return _over().fullmatch(text) if "/" in text else None


@cache
def _over() -> re.Pattern[str]:
    return re.compile(rf"({RUN_OF_DIGITS}?)\s*/\s*({RUN_OF_DIGITS})")


def _counts(match: re.Match[str], fashion: Fashion) -> Printed | Words:
    over, under = (_whole(text, fashion) for text in match.groups())
    if over is None or not under:
        return Words("Teller og nevner skrives som hele tall, og nevneren kan ikke være 0.", "Write whole counts.")
    return Printed(over / under, point(over / under), Fraction(0), True)


def counts_printed(text: str) -> tuple[Fraction, Fraction] | None:
    """The numerator and the denominator of a figure that is kept as two counts; `None` where it is no such figure."""
    match = _two_counts(text.strip())
    found = [_whole(one, CERTAIN) for one in match.groups()] if match else []
    return (found[0], found[1]) if found and found[0] is not None and found[1] else None


def _whole(text: str, fashion: Fashion) -> Fraction | None:
    digits = read_digits(text.strip(), fashion)
    return digits.value if isinstance(digits, Digits) and not digits.decimals else None


UNIT_WORDS: dict[Unit, Words] = {
    POINTS: Words("poeng", "points"), PARTS: Words("deler", "parts"), COUNT: Words("antall", "a count"),
}  # fmt: skip


# other ways to write a unit, by the unit as it is written here
_MEANT = (
    ("%", r"pro(?:s|c)ent|pst\.?|pct\.?|per ?cent"),
    ("‰", r"pro ?mille|per ?mille?"),
    ("kr", r"nok"),
    ("mill. kr", r"(?:mill\.?|mil\.?|mio\.?|millioner|mnok|mkr)(?: ?(?:kr\.?|kroner|nok))?"),
    ("poeng", r"p\.?|pts\.?|pkt\.?"),
)

ENGLISH_UNITS = {"mill. kr": "million kr", "poeng": "points"}


def _unknown_unit(text: str, match: re.Match[str], wanted: Unit) -> Words:
    """In words, that the unit is none, and which is likely to be meant."""
    if wanted.is_money and wanted.currency != KRONE:
        return _other_unit(wanted.currency)
    unit = in_one_space(match.group("mark") or "")
    meant = next((sign for sign, others in _MEANT if re.fullmatch(others, unit)), "")
    digits = text.strip()[: match.end("digits")].strip()
    if meant:
        english = ENGLISH_UNITS.get(meant, meant)
        return Words(f"Mente du {meant}? Skriv {digits} {meant}.",
                     f"Did you mean “{english}”? Write “{digits} {english}”.")  # fmt: skip
    if wanted == COUNT:
        return Words(f"Et antall har ingen enhet. Skriv {digits}.", f"A count has no unit. Write “{digits}”.")
    return Words(
        "Enheten er ukjent. Bruk %, ‰, kr, mill. kr, poeng eller deler.",
        "The unit is unknown. Use %, ‰, kr, million kr, points or parts.",
    )


def _other_unit(currency: Currency) -> Words:
    many, sign = currency.named, currency.sign
    return Words(
        f"Enheten er ukjent. Beløp er i {many.nb} ({sign}).", f"The unit is unknown. Amounts are in {many.en} ({sign})."
    )


def _wrong_unit(word: str, kind: ValueKind) -> Words | None:
    """In words, what unit the figure should have had."""
    unit = MARKS[word].unit if word else None
    if unit is None and (kind.unit.is_dimensionless or kind.unit == COUNT):
        return None
    if unit is not None and unit.fits(kind.unit):
        return None
    money = kind.unit.currency
    in_money = same(money.sign) if money == KRONE else money.named
    wanted = in_money if kind.unit.is_money else UNIT_WORDS.get(kind.unit, same("%"))
    return Words(f"Tallet skal være i {wanted.nb}.", f"The figure must be in {wanted.en}.")
