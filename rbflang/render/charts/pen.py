"""What charts are drawn with: bars, lines, dots and texts as SVG.

Places along a chart are parts of its width, `Fraction(1, 3)`, and are written in per cent; places down it are in
pixels. So a chart is as wide as there is room for, while its texts keep their size: nothing is scaled. Colours stand
out from white and from black paper alike, and what is less or has no colour of its own is hatched or faint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from html import escape
from typing import Literal

from attrs import frozen

from rbflang.harmless import harmless
from rbflang.render.filled import held_together
from rbflang.wording import NO_BREAK, round_half_away

ROOM = 1950
"""So wide a text has room on the narrowest page, in hundredths of its size."""
WIDTHS = (("ijl'|", 23), ("tfrI.,:;/!()[]- \u00a0", 33), ("cksvxyz", 52), ("w", 76), ("mMWæÆ%@—", 94))
"""How wide signs are, in hundredths of their size; capitals are 73, other signs 59."""
GAP = 60
MOST_OPAQUE = 45
"""In per cent: how much of its colour the strongest box has."""
EDGE = Fraction(16, 100)
THINNEST = Fraction(1, 300)
"""A bar that is thinner is drawn as a line."""
LINE, SMALL = 20, 18
"""How high a line of text is, and one of small text."""
SIZE, SMALL_SIZE = 14, 13
Fill = Literal["filled", "hatched", "faint"]
MORE, LESS = "#2f78b7", "#b8651b"
"""The colours of what is more and what is less."""


_PIECES = re.compile(r"[^ ]+?(?:(?<=[^\W\d]-)(?=\w)| +|$)")
"""Where a text may go on in the next line."""


@frozen(eq=False)
class Pen:
    """What names the parts of a chart apart from those of others on the page, and the language that figures are in."""

    name: str
    language: str

    @property
    def patterns(self) -> str:
        """The hatching, which is named on the page."""
        return (
            f'<defs><pattern id="{self.name}-less" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="3.5" height="6" fill="{LESS}"/></pattern></defs>'
        )

    def bar(self, start: Fraction, end: Fraction, top: int, height: int, fill: Fill) -> str:
        """A bar between two places, whichever is to the left; a line where they nearly meet."""
        left, right = sorted((start, end))
        if right - left < THINNEST:
            return line(left, top, left, top + height, 2)
        looks = {
            "filled": f'class="more" fill="{MORE}"',
            "hatched": f'class="less" fill="url(#{self.name}-less)" stroke="{LESS}"',
            "faint": f'class="faint" fill="{MORE}" fill-opacity="0.25" stroke="{MORE}"',
        }
        return f'<rect x="{part(left)}" y="{top}" width="{part(right - left)}" height="{height}" {looks[fill]}/>'


@frozen(eq=False)
class Scale:
    """Numbers along a chart: the least at its left end and the greatest at its right; all at the left where equal."""

    least: Fraction
    greatest: Fraction

    def __call__(self, value: Fraction) -> Fraction:
        """The place of a number."""
        apart = self.greatest - self.least
        return (value - self.least) / apart if apart else Fraction(0)


def scale_of(values: Iterable[Fraction]) -> Scale:
    """The scale that holds zero and all the values."""
    every = (Fraction(0), *values)
    return Scale(min(every), max(every))


def box(start: Fraction, end: Fraction, top: int, height: int, strength: Fraction) -> str:
    """A box as strong as a part of the whole; a text on it is read as well as on paper."""
    opacity = f"0.{int(strength * MOST_OPAQUE):02}"
    return (
        f'<rect class="box" x="{part(start)}" y="{top}" width="{part(end - start)}" height="{height}" fill="{MORE}" '
        f'fill-opacity="{opacity}" stroke="{MORE}"/>'
    )


def dot(x: Fraction, y: int) -> str:
    """A dot."""
    return f'<circle class="dot" cx="{part(x)}" cy="{y}" r="5" fill="currentColor"/>'


def part(place: Fraction) -> str:
    """A part of the width: `12.5%`, with at most two decimals."""
    hundredths = int(round_half_away(place * 100, 2) * 100)
    whole, rest = divmod(abs(hundredths), 100)
    digits = f"{whole}.{rest:02}".rstrip("0").rstrip(".")
    return f"{'-' if hundredths < 0 else ''}{digits}%"


def line(x: Fraction, y: int, to_x: Fraction, to_y: int, width: int = 1, dashes: str = "") -> str:
    """A line in the colour of the text."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{part(x)}" y1="{y}" x2="{part(to_x)}" y2="{to_y}" stroke="currentColor" '
        f'stroke-width="{width}"{dashed}/>'
    )


def text(
    x: Fraction, y: int, words: str, anchor: str = "start", is_strong: bool = False, is_small: bool = False
) -> str:
    """Words with their base line at `y`."""
    looks = ' font-weight="600"' if is_strong else ""
    looks += f' font-size="{SMALL_SIZE}"' if is_small else ""
    looks += f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{part(x)}" y="{y}"{looks}>{escape(harmless(words), False)}</text>'


def width_of(words: str) -> int:
    """How wide a text is, in hundredths of its size: a little more than in the usual fonts without serifs."""
    return sum(next((wide for signs, wide in WIDTHS if sign in signs), 73 if sign.isupper() else 59) for sign in words)


def side_of(at: Fraction) -> str:
    """Which end of a text stands at a place, so that it does not go out of the drawing."""
    return "start" if at < EDGE else "end" if at > 1 - EDGE else "middle"


def lines_of(words: str, room: int = ROOM) -> list[str]:
    """The words in lines that have room on the narrowest page; a longer word is broken."""
    lines = [""]
    for piece in _PIECES.findall(held_together(words)):
        joined = lines[-1] + piece
        if width_of(joined.rstrip(" ")) <= room:
            lines[-1] = joined
        else:
            lines += _broken(piece, room)
    return [one.rstrip(" ").replace(NO_BREAK, " ") for one in lines if one.strip(" ")]


def _broken(word: str, room: int) -> Iterator[str]:
    """The word in pieces that have room, mostly one."""
    start = 0
    for end in range(1, len(word) + 1):
        if end == len(word) or width_of(word[start : end + 1]) > room:
            yield word[start:end]
            start = end


@frozen(eq=False)
class Drawing:
    """Marks of a chart, from zero down, and how high they are together."""

    height: int
    marks: tuple[str, ...]


def labelled(label: str, value: str, is_strong: bool = False) -> Drawing:
    """A label to the left and a figure to the right, on one line where both have room."""
    lines = lines_of(label)
    is_beside = bool(lines) and width_of(lines[-1]) + GAP + width_of(value) <= ROOM
    marks = [text(Fraction(0), at * LINE + SIZE, one, is_strong=is_strong) for at, one in enumerate(lines)]
    count = len(lines) - is_beside
    marks.append(text(Fraction(1), count * LINE + SIZE, value, "end", is_strong))
    return Drawing((count + 1) * LINE, tuple(marks))


def small_lines(words: str, room: int = ROOM * SIZE // SMALL_SIZE) -> Drawing:
    """Small text in as many lines as it needs."""
    lines = lines_of(words, room)
    marks = (text(Fraction(0), at * SMALL + SMALL_SIZE, one, is_small=True) for at, one in enumerate(lines))
    return Drawing(len(lines) * SMALL, tuple(marks))


def below_each_other(drawings: Iterable[Drawing], gap: int = 0) -> Drawing:
    """The drawings below each other, with a gap between them; those without height are left out."""
    top, marks = 0, []
    for one in drawings:
        if one.height:
            marks.append(f'<g transform="translate(0 {top})">{"".join(one.marks)}</g>')
            top += one.height + gap
    return Drawing(max(0, top - gap), tuple(marks))
