"""No file runs code: what somebody else can have put into the folder of what is kept is not read."""

from __future__ import annotations

import os
import pickle
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rbflang import cache, own_files
from rbflang.own_files import VARIABLE
from rbflang.ruleset.model import CheckedRuleset
from rbflang.source import Source
from rbflang.syntax import parse
from rbflang.syntax.tree import RulesetTree

SOURCE = Source("a.rbf", "regelsett RBF 2031\n")
GRAMMAR = Source(f"lark {parse.lark_version}", parse.grammar_text())
PLACES = {"grammar": (parse.Grammar, GRAMMAR), "tree": (RulesetTree, SOURCE), "ruleset": (CheckedRuleset, SOURCE)}
NOBODY = 65534
as_root = pytest.mark.skipif(not own_files.HAS_MODES or os.geteuid() != 0, reason="only root can give a file away")
with_modes = pytest.mark.skipif(not own_files.HAS_MODES, reason="there are no modes to look at here")


class Marker:
    """A pickle that makes a file when it is read."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.file),)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of what is kept, one that counts."""
    folder = tmp_path / "above" / "rbflang"
    folder.mkdir(parents=True, mode=0o755)
    folder.parent.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(folder.parent))
    yield folder
    folder.parent.chmod(0o755)


@pytest.fixture(params=PLACES)
def planted(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A file that runs code when it is read, in the place of one that is kept."""
    kind, source = PLACES[request.param]
    content = pickle.dumps(Marker(folder.parent / "marker"))
    file = folder / cache._name(kind, source)
    file.write_bytes(cache.checked(content) + content)
    file.chmod(0o600)
    return file


def has_run(planted: Path) -> bool:
    """Read all that is kept, and say whether what was planted has run."""
    for kind, source in PLACES.values():
        cache.known(kind, source)
    return (planted.parent.parent / "marker").exists()


def test_what_is_planted_would_run(planted: Path) -> None:
    """A file that counts runs: the tests below show that theirs are not read, and not that they are harmless."""
    assert has_run(planted)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666], ids=oct)
@with_modes
def test_a_file_that_others_may_write_is_not_read(mode: int, planted: Path) -> None:
    planted.chmod(mode)
    assert not has_run(planted)


@pytest.mark.parametrize("mode", [0o775, 0o757, 0o1777], ids=oct)
@with_modes
def test_a_folder_that_others_may_write_is_not_read(mode: int, planted: Path) -> None:
    planted.parent.chmod(mode)
    assert not has_run(planted)


@pytest.mark.parametrize("mode", [0o775, 0o757], ids=oct)
@with_modes
def test_a_folder_that_others_may_put_in_the_place_of_ours_is_not_read(mode: int, planted: Path) -> None:
    planted.parent.parent.chmod(mode)
    assert not has_run(planted)


@with_modes
def test_a_folder_in_which_each_renames_his_own_may_lie_above(planted: Path) -> None:
    planted.parent.parent.chmod(0o1777)
    assert has_run(planted)


@as_root
def test_a_file_of_another_user_is_not_read(planted: Path) -> None:
    os.chown(planted, NOBODY, NOBODY)
    assert not has_run(planted)


@as_root
def test_a_folder_of_another_user_is_not_read(planted: Path) -> None:
    os.chown(planted.parent, NOBODY, NOBODY)
    assert not has_run(planted)


@as_root
def test_a_folder_under_one_of_another_user_is_not_read(planted: Path) -> None:
    os.chown(planted.parent.parent, NOBODY, NOBODY)
    assert not has_run(planted)


@as_root
def test_another_user_can_plant_nothing(planted: Path) -> None:
    """A user without rights tries it in a process of his own; in a folder open to all he can, and it is not read."""
    content = planted.read_bytes()
    planted.unlink()
    _written_by_nobody(planted, content)
    assert not planted.exists()
    planted.parent.chmod(0o777)
    _written_by_nobody(planted, content)
    assert (planted.stat().st_uid, planted.read_bytes()) == (NOBODY, content)
    assert not has_run(planted)
    planted.parent.chmod(0o755)
    assert not has_run(planted)


def _written_by_nobody(file: Path, content: bytes) -> None:
    command = ["sh", "-c", f"umask 077; cat > {file.name}"]
    subprocess.run(
        command, input=content, cwd=file.parent, user=NOBODY, group=NOBODY, stderr=subprocess.DEVNULL, check=False
    )


@pytest.mark.parametrize("which", ["file", "folder", "above"])
@with_modes
def test_what_belongs_to_another_is_not_read(which: str, planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As above, without being root: the owner is told wrong."""
    theirs = {"file": planted, "folder": planted.parent, "above": planted.parent.parent}[which].stat()
    monkeypatch.setattr(os, "lstat", _told_as_anothers(os.lstat, theirs.st_ino))
    monkeypatch.setattr(os, "fstat", _told_as_anothers(os.fstat, theirs.st_ino))
    assert not has_run(planted)


def _told_as_anothers(real: Callable[..., os.stat_result], number: int) -> Callable[..., os.stat_result]:
    def told(*arguments: object, **more: object) -> os.stat_result:
        found = real(*arguments, **more)
        if found.st_ino != number:
            return found
        return os.stat_result((*found[:4], NOBODY, *found[5:]))

    return told


@with_modes
def test_root_does_not_read_what_a_user_keeps(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with `sudo` and the home of the user who asked."""
    monkeypatch.setattr(os, "geteuid", lambda: 0 if planted.stat().st_uid else NOBODY)
    assert not has_run(planted)


@with_modes
def test_a_link_is_not_read(planted: Path) -> None:
    moved = planted.with_name("moved")
    planted.rename(moved)
    planted.symlink_to(moved)
    assert not has_run(planted)


@with_modes
def test_a_folder_that_is_a_link_is_not_read(planted: Path) -> None:
    moved = planted.parent.with_name("moved")
    planted.parent.rename(moved)
    planted.parent.symlink_to(moved)
    assert not has_run(planted)


@with_modes
def test_a_link_on_the_way_is_followed_and_looked_at(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    between = planted.parent.parent / "between"
    between.mkdir(mode=0o755)
    (between / "link").symlink_to("..")
    monkeypatch.setenv(VARIABLE, str(between / "link"))
    assert own_files.read(planted.name)
    between.chmod(0o777)
    assert not has_run(planted)
    between.chmod(0o755)
    assert has_run(planted)


@with_modes
def test_links_without_end_are_no_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    monkeypatch.setenv(VARIABLE, str(folder / "a"))
    own_files.write("x", b"x")
    assert own_files.read("x") is None


@with_modes
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "x")
    assert own_files.read("x") is None


@with_modes
def test_nothing_is_kept_where_others_may_write(folder: Path) -> None:
    folder.chmod(0o777)
    cache.keep(SOURCE, SOURCE)
    assert list(folder.iterdir()) == []
    folder.rmdir()
    folder.parent.chmod(0o777)
    cache.keep(SOURCE, SOURCE)
    assert not folder.exists()


@with_modes
def test_what_is_kept_is_for_this_user_alone(folder: Path) -> None:
    folder.rmdir()
    cache.keep(SOURCE, SOURCE)
    (file,) = folder.iterdir()
    assert (stat.S_IMODE(folder.stat().st_mode), stat.S_IMODE(file.stat().st_mode)) == (0o700, 0o600)


# where the folder is


def test_a_relative_path_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv(VARIABLE, raising=False)
    usual = own_files._folder()
    for name in (VARIABLE, "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, "here")
        assert own_files._folder() == usual
    assert usual
    own_files.write("x", b"x")
    assert own_files.read("x") == b"x"
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


@with_modes
def test_the_folder_for_what_can_be_made_again_may_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert own_files._folder() == tmp_path / "xdg" / "rbflang"
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))
    assert own_files._folder() == tmp_path / "own" / "rbflang"


def test_without_modes_only_the_profile_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: the profile's list of rights keeps others out, and of another folder nothing is known."""
    monkeypatch.setattr(own_files, "HAS_MODES", False)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert own_files._folder() is None
    own_files.write("x", b"x")
    assert own_files.read("x") is None
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *names, **more: tmp_path / "profile")
    own_files.write("x", b"x")
    assert own_files.read("x") == b"x"
    assert (tmp_path / "profile" / "x").is_file()


def test_nothing_is_kept_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*names: str, **more: object) -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    own_files.write("x", b"x")
    assert own_files.read("x") is None
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *names, **more: Path("~/.cache"))
    assert own_files.read("x") is None


def test_two_that_keep_at_once_do_not_take_each_other_s_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside: list[Path] = []
    replace = Path.replace

    def while_another_keeps(self: Path, target: Path) -> Path:
        beside.append(self)
        if len(beside) == 1:
            own_files.write("a", b"the other's")  # the same process number, as in another container
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", while_another_keeps)
    own_files.write("a", b"ours")
    assert len(set(beside)) == 2
    assert own_files.read("a") == b"ours"
    assert [one.name for one in folder.iterdir()] == ["a"]


def test_a_file_of_somebody_else_beside_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "urandom", lambda count: b"0" * count)
    taken = folder / f"a.{(b'0' * 8).hex()}"
    taken.write_bytes(b"theirs")
    own_files.write("a", b"ours")
    assert taken.read_bytes() == b"theirs"
    assert own_files.read("a") is None


def test_another_profile_on_windows_keeps_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(own_files, "HAS_MODES", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert own_files._folder() == tmp_path / "rbflang"
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(tmp_path))
    assert own_files._folder() is None
