"""Where in a formula a set comes from, and how sets are written: for the checks about sets.

Takes an expression and what was inferred of its parts; gives the name that brings a set in.
"""

from __future__ import annotations

from collections.abc import Iterable

from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.resolve import formulas_of
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.expressions import Aggregate, Expression, Name, Rank
from rbflang.syntax.traversal import every, parts_of
from rbflang.syntax.vocabulary import BY_NAME, written_name
from rbflang.wording import Words, listing


def origin(inference: Inference, expression: Expression, set_name: str) -> Expression:
    """The innermost part of an expression that varies over the set; the name of a quantity wherever there is one."""
    while True:
        inner = [] if isinstance(expression, Aggregate) and not _carries(inference, expression, set_name) else [
            part
            for part in parts_of(expression)
            if id(part) in inference.expressions and set_name in inference.expressions[id(part)][1].sets
        ]  # fmt: skip
        if not inner or isinstance(expression, Name):
            return expression
        expression = inner[0]


def _carries(inference: Inference, one: Aggregate | Rank, set_name: str) -> bool:
    return id(one) in inference.expressions and set_name in inference.expressions[id(one)][1].sets


def taken_away(ruleset: Ruleset, inference: Inference, expression: Expression, set_name: str) -> Aggregate | None:
    """The first aggregate that goes over a set because it goes over one below it, and does not say that it is kept."""
    for part in every(expression):
        if not isinstance(part, Aggregate) or part.operand is None or id(part.operand) not in inference.expressions:
            continue
        below = [one.text for one in part.over if one.text in ruleset.space.axes]
        is_above = any(set_name in ruleset.space.axes[one].above for one in below)
        varies = set_name in inference.expressions[id(part.operand)][1].sets
        if is_above and varies and set_name not in [one.text for one in part.per]:
            return part
    return None


def lowest(ruleset: Ruleset, sets: Iterable[str]) -> tuple[str, ...]:
    """The sets that must be written: a set above another goes without saying."""
    names = tuple(sets)
    covered = {upper for name in names for upper in ruleset.space.axes[name].above}
    return tuple(name for name in names if name not in covered)


def spelled(ruleset: Ruleset, set_name: str) -> str:
    """A set as the text writes it: the conventional ones have a word in each vocabulary."""
    return written_name(set_name, ruleset.tree.language)


def per(ruleset: Ruleset, sets: Iterable[str]) -> str:
    """`per indikator, region`, in the language of the text; nothing for no sets."""
    names = [spelled(ruleset, name) for name in sets]
    return f"{BY_NAME['PER'].spelled(ruleset.tree.language)} {', '.join(names)}" if names else ""


def named(ruleset: Ruleset, sets: Iterable[str]) -> Words:
    """`indikator og region`; in English the words of the English vocabulary."""
    names = tuple(sets)
    english = [written_name(name, "en") for name in names]
    return Words(listing(names), listing(english, "en"))


def said_at(ruleset: Ruleset, quantity: str, set_name: str) -> Span | None:
    """Where a formula's declaration says that it varies over the set."""
    said = (one for formula, _ in formulas_of(ruleset.tree) if formula.name.text == quantity for one in formula.per)
    return next((one.span for one in said if one.text == set_name), None)
