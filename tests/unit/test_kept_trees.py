"""Trees are kept in the user's own folder, and nothing depends on what is found there."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from rbflang import cache
from rbflang.own_files import VARIABLE
from rbflang.source import Source
from rbflang.syntax import parse
from rbflang.syntax.read import read
from rbflang.syntax.tree import RulesetTree

TEXT = "regelsett RBF 2031\nfastsatt a = 1 kr [antatt: prøve] # en merknad\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path / "rbflang"


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("rulesettree-*"))


def _no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: Source) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(parse, "parse", fail)


def test_a_text_is_parsed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(Source("a.rbf", TEXT))
    assert len(_files(folder)) == 1
    _no_parser(monkeypatch)
    again = read(Source("a.rbf", TEXT))
    assert again == first
    assert str(again.tree.declarations[0].span) == "a.rbf:2:1"


OTHERS = {"text": Source("a.rbf", TEXT.replace("1", "2")), "name": Source("b.rbf", TEXT)}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_another_text_or_name_is_another_tree(other: Source, folder: Path) -> None:
    read(Source("a.rbf", TEXT))
    assert read(other) == parse.parse(other)
    assert read(other).tree.source.name == other.name


def test_another_version_of_the_code_parses_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(Source("a.rbf", TEXT))
    monkeypatch.setattr(cache, "_making", lambda: (("another", 1, 1),))
    _no_parser(monkeypatch)
    with pytest.raises(AssertionError, match="parsed again"):
        read(Source("a.rbf", TEXT))


def test_faults_are_never_kept(folder: Path) -> None:
    assert [fault.slug for fault in read(Source("a.rbf", "regelsett RBF 2031\nformel x = 1.000")).faults]
    assert _files(folder) == []


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: b"",
    "cut short": lambda whole: whole[: len(whole) // 2],
    "garbage": lambda whole: b"\x00\xff" * 1000,
    "another thing": lambda whole: pickle.dumps(("not", "a tree")),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_does_no_harm(damage: Callable[[bytes], bytes], folder: Path) -> None:
    whole = read(Source("a.rbf", TEXT))
    (file,) = _files(folder)
    file.write_bytes(damage(file.read_bytes()))
    assert read(Source("a.rbf", TEXT)) == whole


def test_a_folder_that_is_a_file_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("not a folder")
    monkeypatch.setenv(VARIABLE, str(blocked))
    assert read(Source("a.rbf", TEXT)).faults == ()


def test_the_code_that_reads_numbers_is_part_of_the_code() -> None:
    files = {Path(name).name for name, _, _ in cache._making()}
    assert {
        "quantities.py",
        "source.py",
        "diagnostics.py",
        "shape.py",
        "grammar.lark",
        "infer.py",
        "unknown_name.py",
    } <= files


def test_a_tree_that_cannot_be_kept_is_read_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise RecursionError

    monkeypatch.setattr(pickle, "dumps", fail)
    assert read(Source("a.rbf", TEXT)) == parse.parse(Source("a.rbf", TEXT))
    assert list(folder.glob("rulesettree-*")) == []


def test_what_travels_with_the_package_is_taken_for_the_same_text_and_code(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, made = Source("a.rbf", TEXT), read(Source("a.rbf", TEXT)).tree
    travels = tmp_path / "made"
    travels.mkdir()
    cache.send_along(travels, source, made)
    for file in _files(folder):
        file.unlink()
    assert cache.known(RulesetTree, source) is None
    monkeypatch.setattr(cache, "TRAVELS", travels)
    assert cache.known(RulesetTree, source) == made
    assert cache.known(RulesetTree, Source("a.rbf", TEXT + "\n")) is None
    (file,) = travels.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert cache.known(RulesetTree, source) is None
    file.write_bytes(whole)
    with monkeypatch.context() as patch:
        patch.setattr(cache, "_making", lambda: (("another.py", 1, 1),))
        assert cache.known(RulesetTree, source) is None
    later = file.stat().st_mtime_ns + cache.AT_ONCE + 1
    with monkeypatch.context() as patch:
        code = tuple((name, size, later) for name, size, _ in cache._making())
        patch.setattr(cache, "_making", lambda: code)
        assert cache.known(RulesetTree, source) is None
    assert cache.known(RulesetTree, source) == made
