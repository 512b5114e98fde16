"""The ways in which a module is made wrong: each says what stands in a place then.

A mutant is a whole text with one place changed. It is named by what is changed in which function, not by its line, so
that a name holds when lines are added above it.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy

from attrs import frozen

TURNED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}  # fmt: skip
OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any"}


@frozen
class Mutant:
    """A module made wrong in one place: the operator, what stood there and stands there now, and both texts."""

    module: str
    function: str
    operator: str
    before: str
    after: str
    count: int
    line: int
    original: str
    text: str

    @property
    def name(self) -> str:
        """The same for as long as the function has this place; the number counts places that are spelled alike."""
        number = f" ({self.count})" if self.count > 1 else ""
        return f"{self.module}:{self.function}: {self.before} -> {self.after}{number}"


def comparison_turned(node: ast.AST) -> Iterator[ast.expr]:
    """`<` becomes `<=` or `>`, `==` becomes `!=`, `is` becomes `is not`, `in` becomes `not in`."""
    if isinstance(node, ast.Compare):
        for at, sign in enumerate(node.ops):
            for other in TURNED[type(sign)]:
                changed = deepcopy(node)
                changed.ops[at] = other()
                yield changed


def sign_negated(node: ast.AST) -> Iterator[ast.expr]:
    """`-x` becomes `x`, `a + b` becomes `a - b`, `a * b` becomes `a / b`, and the other way."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand
    elif isinstance(node, ast.BinOp):
        other = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}.get(type(node.op))
        if other and not _is_text(node.left) and not _is_text(node.right):
            yield ast.BinOp(node.left, other(), node.right)


def and_or(node: ast.AST) -> Iterator[ast.expr]:
    """`and` becomes `or`, and the other way; `not x` becomes `x`."""
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand


def end_opened(node: ast.AST) -> Iterator[ast.expr]:
    """Yes becomes no: an end of an interval that is open is closed, and the other way."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)


def one_more_or_less(node: ast.AST) -> Iterator[ast.expr]:
    """A whole number becomes the next one, and the one before."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


def least_greatest(node: ast.AST) -> Iterator[ast.expr]:
    """`min` becomes `max`, `any` becomes `all`, and the other way."""
    if isinstance(node, ast.Name) and node.id in OTHER_NAME:
        yield ast.Name(OTHER_NAME[node.id])


OPERATORS: tuple[Callable[[ast.AST], Iterator[ast.expr]], ...] = (
    comparison_turned, sign_negated, and_or, end_opened, one_more_or_less, least_greatest,
)  # fmt: skip


def mutants_of(module: str, text: str) -> Iterator[Mutant]:
    """All mutants of a module, in the order of its text."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for function, node in _places(ast.parse(text)):
        for operator in OPERATORS:
            for changed in operator(node):
                before, after = ast.unparse(node), ast.unparse(changed)
                seen[function, before, after] += 1
                yield Mutant(
                    module, function, operator.__name__, before, after, seen[function, before, after], node.lineno,
                    text, _replaced(text, node, after),
                )  # fmt: skip


def _places(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Each expression that is computed with, and the function it stands in; no types, defaults of fields or imports."""

    def inside(node: ast.AST, function: str) -> Iterator[tuple[str, ast.expr]]:
        if isinstance(node, ast.FunctionDef):
            function = f"{function}.{node.name}".lstrip(".")
        elif isinstance(node, ast.ClassDef):
            function = node.name
        if isinstance(node, ast.expr) and not isinstance(node, ast.JoinedStr):
            yield function, node
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "bases") or isinstance(node, ast.JoinedStr):
                continue
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, ast.AST) and not _changes_nothing(part):
                    yield from inside(part, function)

    yield from inside(tree, "")


def _changes_nothing(node: ast.AST) -> bool:
    """Whether only a type checker reads it, or it says that columns are of one length, which they always are."""
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Subscript) or (
            isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.BitOr)
        )
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr | ast.Tuple | ast.List | ast.ListComp) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _replaced(text: str, node: ast.expr, other: str) -> str:
    """The text with other words in the place of a node, which end on the same line; positions are in bytes of UTF-8."""
    lines = text.encode().splitlines(keepends=True)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    start = sum(len(line) for line in lines[: node.lineno - 1]) + node.col_offset
    end = sum(len(line) for line in lines[: node.end_lineno - 1]) + node.end_col_offset
    whole = b"".join(lines)
    same_lines = "\n" * (node.end_lineno - node.lineno)
    return (whole[:start] + f"({other}{same_lines})".encode() + whole[end:]).decode()
