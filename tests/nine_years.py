"""The nine years that are shipped, each computed once on figures of its own or made up."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rbflang import Computed, Prepared, Shelf, compute, find, prepare

YEARS = ("kbf2017", "kbf2018", "kbf2019", "kbf2020", "kbf2021", "rbf2022", "rbf2023", "rbf2024", "rbf2025")


def computed_year(name: str) -> Computed:
    """A year on its first round, real where there is one."""
    shelf = _shelf(name)
    return _computed(name, shelf.rounds[0], None) if shelf.rounds else made_up_round(name, shelf.synthetic_rounds[0])


def made_up_round(name: str, round_name: str) -> Computed:
    """A round of a year on figures that were made up."""
    return _computed(name, round_name, _shelf(name).synthetic(round_name))


def _shelf(name: str) -> Shelf:
    shelf = find(name)
    assert shelf is not None
    return shelf


@cache
def _computed(name: str, round_name: str, data: Path | None) -> Computed:
    prepared = prepare(_shelf(name), data)
    assert isinstance(prepared, Prepared)
    found = compute(prepared, round_name, data)
    assert isinstance(found, Computed)
    return found
