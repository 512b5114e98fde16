"""The catalogue holds every kind of fault there is, and `check` goes through every ruleset that ships."""

from __future__ import annotations

import importlib
import pkgutil

from click.testing import CliRunner

import rbflang
from rbflang import library
from rbflang.commands import main
from rbflang.diagnostics import Kind
from rbflang.reports.catalogue import KINDS


def test_every_kind_is_in_the_catalogue_once() -> None:
    names = [one.name for one in pkgutil.walk_packages(rbflang.__path__, "rbflang.") if "__main__" not in one.name]
    found = {
        value for name in names for value in vars(importlib.import_module(name)).values() if isinstance(value, Kind)
    }
    assert {kind.slug for kind in KINDS} == {kind.slug for kind in found}
    assert len(KINDS) == len(found) == len({kind.slug for kind in found})


def test_without_a_name_every_ruleset_that_ships_is_checked_and_in_order() -> None:
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 0
    assert all(f"{shelf.name}.rbf" in result.output for shelf in library.shelves())


def test_without_a_name_every_kind_is_listed() -> None:
    output = CliRunner().invoke(main, ["describe"]).output
    assert all(f"  {kind.slug} " in output for kind in KINDS)
