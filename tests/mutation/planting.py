"""A mutant in the place of its module: in functions that are loaded already, or when the module is loaded."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from tests.mutation.operators import Mutant

PACKAGE = Path(__file__).parent.parent.parent / "rbflang"
Loaded = Mapping[CodeType, Sequence[FunctionType]]


def file_of(module: str) -> Path:
    """The file of a module of the package."""
    return PACKAGE / f"{module.replace('.', '/')}.py"


def loaded_functions() -> Loaded:
    """Every function of the package, by what it does; functions on different lines do different things."""
    found: defaultdict[CodeType, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__module__ and one.__module__.startswith("rbflang."):
            found[one.__code__].append(one)
    return found


def plant(mutant: Mutant, loaded: Loaded) -> bool:
    """Make the loaded functions those of the mutant; False, and nothing done, where other than functions is changed."""
    original, wrong = (compile(text, mutant.module, "exec") for text in (mutant.original, mutant.text))
    changed = list(_changed(original, wrong))
    if not all(old in loaded for old, _ in changed):
        return False
    for old, new in changed:
        _replace(old, new, loaded)
    return True


def _replace(old: CodeType, new: CodeType, loaded: Loaded) -> None:
    """Another function in the place of a function, and of those that it made while its module was loaded."""
    for function in loaded.get(old, ()):
        function.__code__ = new
    for one, other in zip(_inside(old), _inside(new), strict=True):
        _replace(one, other, loaded)


def _changed(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The outermost functions that are another, and a module or class in which something beside its functions is."""
    if old == new:
        return
    if old.co_flags & CO_OPTIMIZED or _beside_functions(old) != _beside_functions(new):
        yield old, new
        return
    for one, other in zip(_inside(old), _inside(new), strict=True):
        yield from _changed(one, other)


def _inside(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def _beside_functions(code: CodeType) -> tuple[object, ...]:
    return code.co_code, code.co_names, [repr(one) for one in code.co_consts if not isinstance(one, CodeType)]


class Mutated(MetaPathFinder, Loader):
    """Finds the one module that is made wrong, before any other finder does."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != f"rbflang.{self.mutant.module}":
            return None
        return spec_from_file_location(name, file_of(self.mutant.module), loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.text, str(file_of(self.mutant.module)), "exec"), module.__dict__)
