"""What no source says as it stands, in the words that reports put behind it: ` (antatt)`, ` (utledet i RBF 2024)`.

Takes citations and pieces of two rulesets, gives statuses and words. What is documented has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rbflang.comparison.components import Component
from rbflang.inventory.cited import strongest, weakest
from rbflang.reports.status_words import STATUS_WORDS
from rbflang.syntax.tree import Citation, FormulaDecl, StaircaseDecl
from rbflang.wording import Voice


def status(*citations: Citation | None) -> str:
    """The weakest status of them; nothing for what a source says."""
    found = {weakest(one) for one in citations if one is not None}
    return next((one for one in STATUS_WORDS if one in found), "")


def existence(citation: Citation | None) -> str:
    """What it rests on that a member is there; nothing where a source says so, or none is cited."""
    found = strongest(citation) if citation else ""
    return found if found in STATUS_WORDS else ""


def statuses(before: Component | None, after: Component | None) -> tuple[str, str]:
    """The status of what stands there before and after."""
    return _of(before), _of(after)


def _of(piece: Component | None) -> str:
    """The status of a piece, with its steps or its rounding."""
    match piece.node if piece else None:
        case StaircaseDecl() as node:
            return status(node.citation, *(step.citation for step in node.steps))
        case FormulaDecl() as node:
            return status(node.citation, node.rounding.citation if node.rounding else None)
    return status(piece.citation) if piece else ""


def marked(one: str, say: Voice) -> str:
    """` (antatt)`; nothing for no status."""
    return f" ({STATUS_WORDS[one].say(say.language)})" if one else ""


def standing(citation: Citation | None, say: Voice) -> str:
    """` (antatt)` behind what no source says."""
    return marked(status(citation), say)


def standing_of_all(pieces: Iterable[Component], say: Voice) -> str:
    """` (delvis antatt og tolket)` behind what stands for all of them."""
    words = _together([_of(one) for one in pieces], say)
    return f" ({words})" if words else ""


def standing_of_both(pairs: Iterable[tuple[Component, Component]], titles: Sequence[str], say: Voice) -> str:
    """` (antatt i KBF 2021)` behind what is the same in both; without the title where it stands alike in both."""
    sides = tuple(zip(*(statuses(*pair) for pair in pairs), strict=True)) or ((), ())
    before, after = (_together(side, say) for side in sides)
    if before == after:
        return f" ({before})" if before else ""
    told = [say(f"{words} i {title}", f"{words} in {title}")
            for words, title in zip((before, after), titles, strict=True) if words]  # fmt: skip
    return f" ({', '.join(told)})"


def _together(side: Sequence[str], say: Voice) -> str:
    """`antatt`, or `delvis antatt` where that is not so of all."""
    found = [STATUS_WORDS[one].say(say.language) for one in STATUS_WORDS if one in side]
    if not found:
        return ""
    return found[0] if len(set(side)) == 1 else say(f"delvis {say.listing(found)}", f"partly {say.listing(found)}")
