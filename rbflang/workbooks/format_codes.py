"""Number formats of a sheet taken apart: sections, and in each the digits asked for and the words around them.

Takes a format code as workbooks store it (`#,##0.0\\ "kr";[Red]-#,##0`), gives its sections. It must not know numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from rbflang.characters import SPACES

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|(?P<space>_.|\*.)|(?P<general>general|standard)'
    r"|(?P<digit>[0#?])|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")

Part: TypeAlias = tuple[str, str]
"""What a piece of a format is (a word, a bracket, a sign for a digit, another sign, or «general»), and its text."""


@frozen(repr=False)
class Pattern:
    """One section of a format; `digits` are its signs for digits with `.` and `,`, a space between them as a comma.

    It is clear if it shows a number by nothing but its digits: no fraction, no power of ten, and not nothing.
    """

    digits: str
    lead: str
    tail: str
    percents: int
    condition: str
    is_general: bool
    is_clear: bool

    @property
    def scale(self) -> int:
        """How many times the number is divided by a thousand."""
        return len(self.digits) - len(self.digits.rstrip(","))

    @property
    def whole(self) -> str:
        """The signs before the decimals."""
        return self.digits.rstrip(",").partition(".")[0]

    @property
    def decimals(self) -> str:
        """The signs for the decimals."""
        return self.digits.rstrip(",").partition(".")[2]

    def is_for(self, value: Fraction) -> bool:
        """Whether the condition of the section holds; one without a condition is for all."""
        match = _CONDITION.fullmatch(self.condition)
        if not match:
            return True
        limit = Fraction(match.group(2))
        holds = {"<": value < limit, ">": value > limit, "=": value == limit}
        return any(holds[one] for one in match.group(1))


def patterns(code: str) -> tuple[Pattern, ...]:
    """The sections of a format code."""
    sections: list[list[Part]] = [[]]
    for part in _parts(code):
        if part == ("sign", ";"):
            sections.append([])
        else:
            sections[-1].append(part)
    return tuple(map(_section, sections))


def _parts(code: str) -> Iterator[Part]:
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup, match.group(match.lastgroup or 0)
        if kind in ("quoted", "escaped"):
            yield "word", text
        elif kind == "space":
            yield "word", " "
        elif kind:
            yield kind, text


def _section(parts: Sequence[Part]) -> Pattern:
    at = [place for place, (kind, _) in enumerate(parts) if kind == "digit"]
    first, behind = (at[0], at[-1] + 1) if at else (len(parts), len(parts))
    while behind < len(parts) and parts[behind] == ("sign", ","):
        behind += 1
    digits = "".join(_digit_sign(*part) for part in parts[first:behind])
    is_general = any(part == ("sign", "@") or part[0] == "general" for part in parts)
    around = [*parts[:first], *parts[behind:]]
    conditions = [text for kind, text in around if kind == "bracket" and _CONDITION.fullmatch(text)]
    return Pattern(
        digits,
        _words(parts[:first]),
        _words(parts[behind:]),
        sum(part == ("sign", "%") for part in around),
        conditions[0] if conditions else "",
        is_general and not at,
        (bool(at) or is_general) and "x" not in digits and digits.count(".") < 2,
    )


def _digit_sign(kind: str, text: str) -> str:
    """A sign among the digits; `x` for what does not belong there."""
    if kind == "digit" or (kind == "sign" and text in ".,"):
        return text
    return "," if len(text) == 1 and text in SPACES else "x"


def _words(parts: Sequence[Part]) -> str:
    """What is written beside the digits, a currency too."""
    return "".join(map(_word, parts))


def _word(part: Part) -> str:
    kind, text = part
    if kind == "bracket":
        return text[1:].partition("-")[0] if text.startswith("$") else ""
    return "" if kind == "general" or part == ("sign", "@") else text
