"""Figures as the tables of a document state them, beside those a ruleset gives: exact, whatever way they are written.

Takes a valuation and an address, gives words; two words agree where they stand for the same fraction.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from rbflang.graph.nodes import Failure, Figure
from rbflang.tables.valuation import Valuation

UNIT = r"(?<=\d)[ \u00a0\u202f]*(kr|poeng|deler|del|antall|points|parts|part|count)$"
OF_MEASURES = {"points": "poeng", "parts": "deler", "point_share": "poengandel", "lapsed": "bortfalt"}
YES_NO = {"yes": "ja", "no": "nei"}


def figure_at(valuation: Valuation, address: str) -> str:
    """The figure at an address as tables write it, or what is wrong with the address."""
    named = valuation.graph.named
    words = address.split(".")
    words = [word if word in named else OF_MEASURES.get(word, word) for word in words]
    name = next((n for n in (".".join(words[:size]) for size in (2, 1)) if n in named), None)
    if name is None:
        return f"no quantity («{address}»)"
    node = named[name]
    members = words[name.count(".") + 1 :]
    keys = [key for key in node.domain.keys if not Counter(members) - Counter(key)]
    if len(keys) != 1:
        return f"{len(keys)} cells"
    at = node.domain.index[keys[0]]
    cell = valuation.cells[node][at]
    places = valuation.behind([(node, at)])
    is_open = any((one.node, one.cell) in places for one in valuation.open)
    return _spelled(cell) + (" usikker" if is_open else "")


def _spelled(cell: object) -> str:
    if isinstance(cell, Failure):
        return f"[{cell.slug}]"
    if isinstance(cell, Figure):
        return "bare en grense" if cell.printed is None else str(cell.printed)
    return ("ja" if cell else "nei") if isinstance(cell, bool) else str(cell)


def agree(expected: str, found: str, language: str = "nb") -> bool:
    return _canonical(expected, language) == found


def _canonical(words: str, language: str) -> str:
    """The words of a table's cell as `_figure` spells a figure."""
    decimal, grouping, uncertain = (".", ",", " uncertain") if language == "en" else (",", "", " usikker")
    is_open = " usikker" if words.endswith(uncertain) else ""
    plain = re.sub(UNIT, "", words.removesuffix(uncertain))
    if plain in YES_NO:
        return f"{YES_NO[plain]}{is_open}"
    shrunk = re.sub(rf"[ \u00a0\u202f{grouping}]", "", plain).replace(decimal, ".").replace("−", "-")
    number = re.fullmatch(r"(-?[\d.]+)(?:/([\d.]+))?(%?)", shrunk)
    if not number:
        return words
    value = Fraction(number[1]) / Fraction(number[2] or 1) / (100 if number[3] else 1)
    return f"{value}{is_open}"
