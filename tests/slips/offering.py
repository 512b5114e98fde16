"""Which faults of the program offer a text to paste: found where they are made, so that none is forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from rbflang.diagnostics import Kind

ROOT = Path(__file__).parents[2]
# Where the text to paste stands among what a fault is made of.
AT = 5


def offering(*folders: str) -> set[str]:
    """The names of the faults that are made somewhere in the folders with a text to paste."""
    return {slug for folder in folders for path in _files(ROOT / folder) for slug in _offered_in(path)}


def _offered_in(path: Path) -> Iterator[str]:
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for one in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "Fault" and _has_paste(one):
            kind = getattr(module, ast.unparse(one.args[0]))
            assert isinstance(kind, Kind)
            yield kind.slug


def _has_paste(one: ast.Call) -> bool:
    named = [keyword.value for keyword in one.keywords if keyword.arg == "paste"]
    unpacked = any(isinstance(argument, ast.Starred) for argument in one.args[:AT])
    return unpacked or any(ast.unparse(value) != "()" for value in (*one.args[AT : AT + 1], *named))


def _files(path: Path) -> list[Path]:
    """The files of a folder but for the one that starts a program, or the one file that is named."""
    return [path] if path.is_file() else [one for one in path.rglob("*.py") if one.stem != "__main__"]
