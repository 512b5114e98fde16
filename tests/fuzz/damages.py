"""Ways to damage a text: each takes random numbers, the text and another one, and gives the text that came of it.

They are the slips of people and of programs: another number with the unit it had, a sign that looks like the right one,
a block or a line from another year, a line left out or doubled, a bracket lost, a file cut off or saved otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import TypeAlias

Damage: TypeAlias = Callable[[Random, str, str], str]

_NUMBER = re.compile(r"\d(?:[\d \u00a0.,]*\d)?")
_WORD = re.compile(r"[^\W\d]\w*")
_BLOCK = re.compile(r"\{[^{}]*\}")
_BRACKETS = re.compile(r"[\[\](){}\"«»]")
LOOK_ALIKES = {
    "-": "‐‑‒–—−", "−": "-–—", "×": "x*хΧ✕", "/": "÷∕:", ":": "：;", ";": "；,", ",": "，;.", ".": ",·", "|": "¦│;",
    '"': "”“„'", "%": "％‰", " ": "\u00a0\u202f\u2009\t\u200b", "a": "аα", "e": "е", "o": "о0", "l": "1I", "1": "lI",
    "0": "Oо", "å": "a\u030a", "ø": "o\u0338", "f": "ﬁﬂ", "=": "＝≡", "{": "（[", "}": "]", "[": "(", "]": ")",
    "\n": "\r\u2028\u0085\n",
}  # fmt: skip
SIGNS = "\u0000\u00ad\u200b\ufeff\u202e\ud800\U000e0041²½٣𝟙€£«»“”‘’…—%‰#;|{}[]()\\$`'\"=<>≤≥¬\t\r\n"
ZEROS = (
    "0",
    "0,0",
    "0.0",
    "000",
    "-0",
    "0,000",
    "00,5",
    "1e9",
    "1/0",
    "0/0",
    "99999999999999999999999999999999999999999",
)


def _one(random: Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A match anywhere: the first behind a random place, so that a long text is not looked through."""
    return pattern.search(text, random.randrange(len(text) + 1)) or pattern.search(text)


def _replaced(text: str, found: re.Match[str] | None, instead: str) -> str:
    return text if found is None else text[: found.start()] + instead + text[found.end() :]


def number(random: Random, text: str, other: str) -> str:
    """A number is another: nothing, less than nothing, much more, with other decimals; its unit stays."""
    found = _one(random, _NUMBER, text)
    if found is None:
        return text
    digits = found[0]
    instead = random.choice(
        (
            random.choice(ZEROS),
            f"-{digits}",
            f"{digits}{digits}",
            digits[1:],
            f"{digits},5",
            str(random.randrange(200)),
            digits.replace(",", "."),
            digits.replace(" ", ""),
            f"{digits}.000",
        )
    )
    return _replaced(text, found, instead)


def look_alike(random: Random, text: str, other: str) -> str:
    """A sign is one that looks like it."""
    sign = random.choice(tuple(LOOK_ALIKES))
    places = [one.start() for one in re.finditer(re.escape(sign), text)][:400]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + random.choice(LOOK_ALIKES[sign]) + text[at + 1 :]


def block(random: Random, text: str, other: str) -> str:
    """A block is that of another text."""
    own, theirs = _one(random, _BLOCK, text), _one(random, _BLOCK, other)
    return _replaced(text, own, theirs[0]) if theirs else text


def word(random: Random, text: str, other: str) -> str:
    """A word is another word of this text or of the other, or is misspelt."""
    found, instead = _one(random, _WORD, text), _one(random, _WORD, random.choice((text, other)))
    if found is None or instead is None:
        return text
    at = random.randrange(len(found[0]))
    return _replaced(text, found, random.choice((instead[0], found[0][:at] + found[0][at + 1 :], found[0] * 2)))


def lines(random: Random, text: str, other: str) -> str:
    """A line is left out, doubled, put elsewhere, joined to the next, or comes from another text."""
    all_, theirs = text.split("\n"), other.split("\n")
    at, to = random.randrange(len(all_)), random.randrange(len(all_))
    match random.randrange(5):
        case 0:
            del all_[at]
        case 1:
            all_.insert(to, all_[at])
        case 2:
            all_[at], all_[to] = all_[to], all_[at]
        case 3:
            all_[at : at + 2] = ["".join(all_[at : at + 2])]
        case _:
            all_.insert(at, random.choice(theirs))
    return "\n".join(all_)


def bracket(random: Random, text: str, other: str) -> str:
    """A bracket or a quotation mark is lost, or stands twice."""
    found = _one(random, _BRACKETS, text)
    return _replaced(text, found, random.choice(("", found[0] * 2))) if found else text


def sign(random: Random, text: str, other: str) -> str:
    """A sign that was never meant to stand there."""
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(SIGNS) + text[at + random.randrange(2) :]


def cut(random: Random, text: str, other: str) -> str:
    """The text ends early, or goes on as another one."""
    at, there = random.randrange(len(text) + 1), random.randrange(len(other) + 1)
    return text[:at] + random.choice(("", other[there:]))


DAMAGES: tuple[Damage, ...] = (number, number, look_alike, block, word, word, lines, lines, bracket, sign, cut)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman", "latin-1", "cp865")


def damaged(random: Random, text: str, other: str, most: int = 3) -> str:
    """The text after one or a few damages."""
    for _ in range(random.randint(1, most)):
        text = random.choice(DAMAGES)(random, text, other) or "\n"
    return text


def saved(random: Random, text: str) -> bytes:
    """The bytes of a data file, saved as some program does; now and then with bytes that no text has."""
    if random.random() < 0.2:
        text = text.replace(";", random.choice("\t,|"))
    if random.random() < 0.1:
        text = text.replace("\n", random.choice(("\r", "\r\n", "\n\n")))
    data = text.encode(random.choice(ENCODINGS) if random.random() < 0.4 else "utf-8", "replace")
    if random.random() < 0.1:
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.randbytes(random.randrange(4)) + data[at + random.randrange(3) :]
    return data
