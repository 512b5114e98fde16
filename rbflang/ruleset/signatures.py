"""What is known of a quantity or an expression before any figure is: its sets, its kind, and whether it is optional;
and what was found amiss while finding out.

Findings are facts, not words: the checks word them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

from attrs import field, frozen

from rbflang.quantities import NUMBER, Unit
from rbflang.source import Span
from rbflang.syntax.expressions import Expression


@frozen(repr=False)
class ValueKind:
    """What a quantity's cells are: numbers of a unit, words, yes/no or text."""

    what: Literal["number", "word", "yes_no", "text"]
    unit: Unit = NUMBER


@frozen(repr=False)
class Signature:
    """Sets (with all sets above them, in canonical order), kind, and optionality.

    `bare` is a number without unit: it takes the unit its place demands where that is dimensionless.
    """

    sets: tuple[str, ...] = ()
    kind: ValueKind = ValueKind("number", NUMBER)
    optional: bool = False
    bare: bool = False


@frozen(repr=False)
class Finding:
    """Something amiss in an expression: where, and in which quantity's formula it was met; `findings` has the kinds."""

    span: Span
    within: str = field(default="", eq=False, kw_only=True)


Kind = TypeVar("Kind", bound=Finding)


Typed = tuple[Expression, Signature]


def _by_identity(pairs: Iterable[Typed]) -> Mapping[int, Typed]:
    return {id(pair[0]): pair for pair in pairs}


@frozen(eq=False, repr=False)
class Inference:
    """The signatures of all quantities whose formulas make sense, in an order of dependence, and the findings.

    `expressions` holds each expression and its signature by the identity of the expression, which is another one where
    a ruleset is kept and read again.
    """

    signatures: Mapping[str, Signature]
    order: tuple[str, ...]
    findings: tuple[Finding, ...]
    expressions: Mapping[int, Typed] = field(converter=_by_identity)

    def __reduce__(self) -> tuple[type[Inference], tuple[object, ...]]:
        return Inference, (self.signatures, self.order, self.findings, tuple(self.expressions.values()))

    def found(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The findings of one kind."""
        return tuple(one for one in self.findings if isinstance(one, kind))
