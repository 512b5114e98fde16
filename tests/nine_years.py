"""The nine years that are shipped, each computed once on figures of its own or made up."""

from __future__ import annotations

from functools import cache

from rbflang import Computed, Prepared, compute, find, prepare

YEARS = ("kbf2017", "kbf2018", "kbf2019", "kbf2020", "kbf2021", "rbf2022", "rbf2023", "rbf2024", "rbf2025")


@cache
def computed_year(name: str) -> Computed:
    """A year on its first round, real where there is one."""
    shelf = find(name)
    assert shelf is not None
    round_name = (shelf.rounds or shelf.synthetic_rounds)[0]
    data = None if shelf.rounds else shelf.synthetic(round_name)
    prepared = prepare(shelf, data)
    assert isinstance(prepared, Prepared)
    found = compute(prepared, round_name, data)
    assert isinstance(found, Computed)
    return found
