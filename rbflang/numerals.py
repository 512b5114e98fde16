"""How numbers are spelled: `1 234,5` in Norwegian, `1,234.5` in English, and what digits spell no number.

Takes digits and the fashion of the text they stand in, gives an exact number, or why there is none with the spellings
that would be right there. Nothing is guessed: what can be read in two ways is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from functools import cache

from attrs import frozen

from rbflang.characters import SPACES, is_foreign_digit, with_own_digits
from rbflang.wording import number

MOST_DIGITS = 40
# patterns of what may be a number, for those who find one in a text; whether it is one, `read_digits` says
BETWEEN_DIGITS = f"[{SPACES}.,]"
RUN_OF_DIGITS = rf"\d[\d.,{SPACES}]*"
_GROUPS = rf"[1-9][0-9]{{0,2}}(?:[{SPACES}][0-9]{{3}})+"
_GROUPED = {"nb": _GROUPS, "en": rf"{_GROUPS}|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+"}
_ENGLISH = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_CONTINENTAL = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"
_OWN, _OTHER = {"nb": ",", "en": "."}, {"nb": ".", "en": ","}
_LEFT_OUT = str.maketrans(dict.fromkeys(SPACES + ","))


class Unreadable(Enum):
    """Why digits are no number."""

    TWO_WAYS = "two-ways"
    OTHER_FASHION = "other-fashion"
    CONTINENTAL = "continental"
    THREE_ZEROS = "three-zeros"
    BADLY_GROUPED = "badly-grouped"
    OTHER_DIGITS = "other-digits"
    TOO_LONG = "too-long"


@frozen
class Fashion:
    """How the numbers of a text are spelled, and how much of the other fashion is read.

    In a data file, whose fields a `separator` parts, a decimal sign of the other language is read where it can be
    nothing else; what this program has written itself (`is_certain`) has no sign that could be another.
    """

    language: str = "nb"
    separator: str = ""
    is_certain: bool = False


NORWEGIAN, CERTAIN = Fashion("nb"), Fashion("nb", is_certain=True)


@frozen(repr=False)
class Digits:
    """A number as printed: its exact value, and how many decimals it was printed with."""

    value: Fraction
    decimals: int

    @property
    def plain(self) -> str:
        """The digits with a comma before decimals, and without groups."""
        return "".join(self.spelled("nb").split())

    def spelled(self, language: str) -> str:
        """The number in a language, its digits grouped."""
        return number(self.value, self.decimals, language)


@frozen(repr=False)
class Misprint:
    """Why digits are no number, and the numbers they may be meant to be: the larger first."""

    text: str
    reason: Unreadable
    fashion: Fashion
    meant: tuple[Digits, ...] = ()

    @property
    def cures(self) -> tuple[str, ...]:
        """The right spellings; each can be read where the digits stand."""
        spelled = (one.spelled(self.fashion.language) for one in self.meant)
        separator = self.fashion.separator
        return tuple(f'"{one}"' if separator and separator in one else one for one in spelled)


def read_digits(text: str, fashion: Fashion = NORWEGIAN) -> Digits | Misprint:
    """The number that the digits spell in a fashion, or why there is none."""
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        return Misprint(text, Unreadable.TOO_LONG, fashion)
    if not text.isascii() and any(map(is_foreign_digit, text)):
        return _of_other_digits(text, fashion)
    own = _in_fashion(text, fashion.language)
    if own and (own[1] != "000" or fashion.is_certain):
        return _digits(*own)
    other = _decimal(text, fashion.language) if fashion.separator else None
    return other or _misprint(text, fashion, own is not None)


def _in_fashion(text: str, language: str) -> tuple[str, str] | None:
    """What stands before and behind the decimal sign of a number that is spelled as in the language."""
    whole, sign, decimals = text.partition(_OWN[language])
    is_spelled_so = _is_whole(whole, language) and (decimals.isdecimal() or not sign)
    return (whole, decimals) if is_spelled_so else None


def _is_whole(text: str, language: str) -> bool:
    return text.isdecimal() or _grouped(language).fullmatch(text) is not None


@cache
def _grouped(language: str) -> re.Pattern[str]:
    return re.compile(_GROUPED[language])


def _digits(whole: str, decimals: str) -> Digits:
    return Digits(Fraction(int(whole.translate(_LEFT_OUT) + decimals), 10 ** len(decimals)), len(decimals))


def _decimal(text: str, language: str) -> Digits | None:
    """The number whose decimal sign is that of the other language and can be nothing else."""
    whole, sign, decimals = text.rpartition(_OTHER[language])
    is_plain = sign and decimals.isdecimal() and len(decimals) != 3
    return _digits(whole, decimals) if is_plain and _is_whole(whole, "nb") else None


def _of_other_digits(text: str, fashion: Fashion) -> Misprint:
    found = read_digits(with_own_digits(text), fashion)
    return Misprint(text, Unreadable.OTHER_DIGITS, fashion, (found,) if isinstance(found, Digits) else found.meant)


def _misprint(text: str, fashion: Fashion, is_own: bool) -> Misprint:
    meant = tuple(_meant(text))
    if len(meant) > 1:
        reason = Unreadable.TWO_WAYS
    elif is_own:
        reason = Unreadable.THREE_ZEROS
    else:
        reason = _foreign(text, fashion) if meant else Unreadable.BADLY_GROUPED
    return Misprint(text, reason, fashion, meant)


def _foreign(text: str, fashion: Fashion) -> Unreadable:
    """Whose way digits are written in: the other language's, or one with points between groups, which is neither's."""
    if re.fullmatch(_ENGLISH, text):
        return Unreadable.OTHER_FASHION if fashion.language == "nb" else Unreadable.BADLY_GROUPED
    if re.fullmatch(_CONTINENTAL, text):
        return Unreadable.CONTINENTAL
    return Unreadable.OTHER_FASHION if _OTHER[fashion.language] in text else Unreadable.BADLY_GROUPED


def _meant(text: str) -> Iterator[Digits]:
    """What the digits may be meant to be: with a sign that groups them, or with one before decimals."""
    head, sign, tail = _at_last_sign(text)
    groups = re.split(BETWEEN_DIGITS, text)
    signs = [one for one in text if one in ",."]
    in_threes = all(len(group) == 3 for group in groups[1:])
    if not sign or (in_threes and len(set(signs)) == 1 and text[0] != "0"):
        yield _digits("".join(groups), "")
    well_before = len(signs) == 1 or all(len(group) == 3 for group in groups[1:-1])
    if tail.isdecimal() and signs.count(sign) == 1 and well_before:
        yield _digits(re.sub(BETWEEN_DIGITS, "", head), "" if tail == "000" else tail)


def _at_last_sign(text: str) -> tuple[str, str, str]:
    """What stands before the last point or comma, that sign, and what stands behind it."""
    at = max(text.rfind("."), text.rfind(","))
    return (text[:at], text[at], text[at + 1 :]) if at >= 0 else (text, "", "")
