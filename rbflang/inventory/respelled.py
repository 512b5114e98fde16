"""The same nodes with other names in them.

Takes nodes of a tree and how names are taken; sets keep their names. Places stay where the author wrote.
"""

from __future__ import annotations

from typing import Any, TypeVar

from attrs import evolve, fields

from rbflang.inventory.meaning import Sense
from rbflang.syntax.expressions import Call, Name, Written

_T = TypeVar("_T")
NAMES_OF_SETS = ("over", "per", "among", "total_per")


def respelled(node: _T, sense: Sense) -> _T:
    """The node with every name of a quantity or a staircase spelled as both rulesets spell it."""
    return _respelled(node, sense)  # type: ignore[no-any-return]


def _respelled(node: Any, sense: Sense) -> Any:
    if isinstance(node, Name):
        return evolve(node, text=sense.name(node.text))
    if isinstance(node, tuple):
        return tuple(_respelled(one, sense) for one in node)
    if not isinstance(node, Written):
        return node
    known: dict[str, Any] = {}
    if isinstance(node, Call):
        known["staircase"] = evolve(node.staircase, text=sense.staircase(node.staircase.text))
    names = [one.name for one in fields(type(node)) if one.name not in (*NAMES_OF_SETS, *known)]  # type: ignore[arg-type]
    parts = {name: getattr(node, name) for name in names}
    known |= {name: _respelled(one, sense) for name, one in parts.items() if isinstance(one, Written | tuple)}
    return evolve(node, **known)  # type: ignore[misc]
