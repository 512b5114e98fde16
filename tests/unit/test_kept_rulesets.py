"""A ruleset that was checked before is taken as it was found, and is the same in all that is read from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang import cache
from rbflang.checks import run
from rbflang.commands import main
from rbflang.data.members import sets_from_data
from rbflang.library import Shelf, read, shelves
from rbflang.own_files import VARIABLE
from rbflang.pipeline import checked
from rbflang.render.faults import render_faults
from rbflang.ruleset.model import CheckedRuleset, Ruleset
from rbflang.source import Source
from rbflang.syntax.read import read as read_text

TEXT = "regelsett RBF 2031\nfastsatt a = 1 kr [antatt: prøve]\n"
# What reads most of a ruleset, for every year; more for one year of each kind, and the longest for one.
OF_EVERY_YEAR = (("check",), ("explain", "--rhf", "Vest", "--format", "json", "--depth", "3"))
OF_SOME_YEARS = (("allocate", "--format", "json"), ("explain", "--rhf", "Vest"), ("verify",), ("sources", "--all"))
OF_ONE_YEAR = (("explain", "--rhf", "Vest", "--format", "json"), ("sources", "--alternatives"))
SOME_YEARS, ONE_YEAR = ("kbf2021", "rbf2022", "rbf2025"), "rbf2025"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path / "rbflang"


def _no_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(ruleset: Ruleset) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr(run, "check", fail)


def test_a_text_is_checked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, warnings = checked(Source("a.rbf", TEXT))
    assert first is not None
    assert [one.slug for one in warnings] == ["unused-declaration"]
    assert [one.name.split("-")[0] for one in folder.glob("*ruleset*")] == ["checkedruleset"]
    _no_checks(monkeypatch)
    again, faults = checked(Source("a.rbf", TEXT))
    assert again is not None
    assert render_faults(faults) == render_faults(warnings)
    assert again.ruleset.tree == first.ruleset.tree
    with pytest.raises(AssertionError, match="checked again"):
        checked(Source("a.rbf", TEXT.replace("1 kr", "2 kr")))


def test_a_text_with_faults_is_checked_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset, faults = checked(Source("a.rbf", TEXT + "formel b = c\n"))
    assert ruleset is None
    assert "unknown-name" in [one.slug for one in faults]
    assert [one.name.split("-")[0] for one in folder.glob("*ruleset*")] == ["rulesettree"]
    _no_checks(monkeypatch)
    with pytest.raises(AssertionError, match="checked again"):
        checked(Source("a.rbf", TEXT + "formel b = c\n"))


def test_members_that_come_with_the_data_are_read_again(folder: Path) -> None:
    source = Source("a.rbf", "regelsett RBF 2031\ninndeling sted fra data\n")
    checked(source)
    assert cache.known(CheckedRuleset, source) is None


def test_a_change_of_the_code_checks_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(Source("a.rbf", TEXT))
    monkeypatch.setattr(cache, "_making", lambda: (("another", 1, 1),))
    assert cache.known(CheckedRuleset, Source("a.rbf", TEXT)) is None


def test_all_code_counts_but_what_only_takes_what_was_kept() -> None:
    package = Path(cache.__file__).parent
    counted = {Path(name) for name, _, _ in cache._making.__wrapped__()}
    whole = {*package.rglob("*.py"), *package.rglob("*.lark")}
    assert counted == {one for one in whole if one.relative_to(package).parts[0] not in cache.NOT_ASKED}
    assert {Path(name) for name, _, _ in cache.code.__wrapped__()} == whole
    assert {"syntax", "ruleset", "checks", "proofs", "lowering"}.isdisjoint(cache.NOT_ASKED)


def test_each_expression_keeps_its_signature(folder: Path) -> None:
    path = next(shelf.path for shelf in shelves() if shelf.name == "rbf2025")
    source = Source(str(path), path.read_text("utf-8"))
    fresh, _ = checked(source)
    again = cache.known(CheckedRuleset, source)
    assert fresh is not None
    assert again is not None
    known = again.inference.expressions
    assert list(known.values()) == list(fresh.inference.expressions.values())
    assert all(at == id(expression) for at, (expression, _) in known.items())
    assert not {*known} & {*fresh.inference.expressions}


def _answers(*words: str) -> tuple[str, int]:
    found = CliRunner().invoke(main, words)
    assert found.output
    return found.output, found.exit_code


@pytest.mark.parametrize("shelf", list(shelves()), ids=lambda shelf: shelf.name)
def test_every_report_is_the_same_from_what_was_kept(
    shelf: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = read(shelf.path)
    assert isinstance(source, Source)
    made, _ = checked(source)
    known = cache.known
    # Where members come with the data, each data file makes a ruleset of its own, and none is kept.
    is_kept = not sets_from_data(read_text(source).tree)
    of_some = OF_SOME_YEARS if shelf.name in SOME_YEARS else ()
    for command, *options in (*OF_EVERY_YEAR, *of_some, *(OF_ONE_YEAR if shelf.name == ONE_YEAR else ())):
        data = ("--data", "syntetisk") if shelf.name.startswith("kbf") and command in ("allocate", "explain") else ()
        words = (command, shelf.name, *options, *data)
        with monkeypatch.context() as patch:
            patch.setattr(
                cache, "known", lambda kind, one: made if is_kept and one.text == source.text else known(kind, one)
            )
            fresh = _answers(*words)
        assert _answers(*words) == fresh


def test_damage_of_a_single_bit_is_noticed(folder: Path) -> None:
    source = Source("a.rbf", TEXT)
    checked(source)
    (file,) = folder.glob("checkedruleset-*")
    whole = file.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 300)):
        file.write_bytes(whole[:at] + bytes((whole[at] ^ 1 << at % 8,)) + whole[at + 1 :])
        assert cache.known(CheckedRuleset, source) is None
    file.write_bytes(whole)
    assert cache.known(CheckedRuleset, source) is not None
