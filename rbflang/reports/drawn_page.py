"""A picture as SVG: its frame, with the title in words for those who do not see it, and what its marks mean.

Takes lines of markup that are drawn from 0 downwards; gives the text of a file. The ground is white, whatever page the
picture stands on. Widths of texts are reckoned, for a file cannot measure them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap

WIDTH, MARGIN = 760, 20
LINE, SMALL_LINE = 22, 16
TITLE_SIGNS, SMALL_SIGNS, NAME_SIGNS = 84, 118, 100
"""So many signs have room in a line: of the title, of what marks mean, and of a name."""


def drawn_page(title: str, meaning: str, height: int, rows: Sequence[str], language: str) -> str:
    """The picture under its title and what its marks mean."""
    titles, small = wrap(title, TITLE_SIGNS), wrap(meaning, SMALL_SIGNS)
    below = 10 + LINE * len(titles)
    top = below + SMALL_LINE * len(small) + 14
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + height}" width="{WIDTH}" '
            f'height="{top + height}" role="img" aria-labelledby="title" font-family="sans-serif" font-size="13" '
            f'lang="{language}">',
            f'<title id="title">{escape(title)}</title>',
            f'<rect width="{WIDTH}" height="{top + height}" fill="#ffffff"/>',
            *(f'<text x="{MARGIN}" y="{6 + LINE * at}" font-size="16">{escape(text)}</text>'
              for at, text in enumerate(titles, 1)),
            *(f'<text x="{MARGIN}" y="{below + SMALL_LINE * at}" font-size="11" fill="#444444">{escape(text)}</text>'
              for at, text in enumerate(small, 1)),
            f'<g transform="translate(0 {top})">',
            *rows,
            "</g>",
            "</svg>",
            "",
        )
    )  # fmt: skip


def fitted(name: str, signs: int = NAME_SIGNS) -> str:
    """A name as far as there is room for it."""
    return name if len(name) <= signs else name[:signs].rsplit(" ", 1)[0] + "…"
