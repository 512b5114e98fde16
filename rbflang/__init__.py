"""rbflang: a rules language and an exact, explaining engine for results-based hospital funding.

Start reading in `pipeline.py`. What is listed here is for other programs; each name is imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rbflang.data.computed import Computed
    from rbflang.diagnostics import Fault
    from rbflang.from_episodes import measure
    from rbflang.library import Shelf, find, newest, shelves
    from rbflang.pipeline import Prepared, checked, compute, prepare
    from rbflang.source import Source

__version__ = "0.1.0"
LANGUAGE = 2
"""The edition of the language that rulesets are written in: a text means the same as long as the number stands."""
__all__ = (  # noqa: RUF022 - in the order of reading
    "__version__", "LANGUAGE", "Computed", "Fault", "Prepared", "Shelf", "Source", "checked", "compute", "find",
    "measure", "newest", "prepare", "shelves",
)  # fmt: skip

_HOMES = {
    "Computed": "data.computed", "Fault": "diagnostics", "Prepared": "pipeline", "Shelf": "library",
    "Source": "source", "checked": "pipeline", "compute": "pipeline", "find": "library",
    "measure": "from_episodes", "newest": "library", "prepare": "pipeline", "shelves": "library",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'rbflang' has no attribute '{name}'")
    from importlib import import_module

    found: object = getattr(import_module(f"rbflang.{_HOMES[name]}"), name)
    return found
