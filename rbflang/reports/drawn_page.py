"""A picture as SVG: its frame, with the title in words for those who do not see it.

Takes lines of markup that are drawn already; gives the text of a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

WIDTH, MARGIN = 760, 20


def drawn_page(title: str, height: int, rows: Iterable[str], language: str) -> str:
    """The picture under its title."""
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            f'height="{height}" role="img" aria-labelledby="title" font-family="sans-serif" font-size="13" '
            f'lang="{language}">',
            f'<title id="title">{escape(title)}</title>',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            f'<text x="{MARGIN}" y="28" font-size="16">{escape(title)}</text>',
            *rows,
            "</svg>",
            "",
        )
    )
