"""Files that this user alone can have written: what is kept between runs can be trusted like the program itself.

Gives the bytes of a file in the user's own folder, or nothing. Before each reading the way to the folder is looked at
from the root on, and the file itself once it is open: whatever somebody else could have put there is not read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

VARIABLE = "RBFLANG_CACHE"
# Where it is set, platformdirs takes another folder on Windows than the one of the user's profile.
ANOTHER_PROFILE = "WIN_PD_OVERRIDE_LOCAL_APPDATA"
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
MOST_STEPS = 256
# Windows keeps an owner and a list of rights instead of modes: there only the user's own profile is used.
HAS_MODES = hasattr(os, "geteuid")


def read(name: str) -> bytes | None:
    """What a file holds; `None` where there is none, or where others could have written it."""
    try:
        folder = _folder()
        if folder is None or not _only_ours(folder):
            return None
        with open(folder / name, "rb", opener=_not_through_a_link) as file:
            return file.read() if _is_our_file(os.fstat(file.fileno())) else None
    except OSError:
        return None


def write(name: str, content: bytes) -> None:
    """Keep a file: written beside and then moved in, so that no half-written file is ever read.

    Nothing is kept where others could change it.
    """
    with suppress(OSError):
        folder = _folder()
        if folder is None:
            return
        _make(folder)
        if not _only_ours(folder):
            return
        _write_and_move(folder / f"{name}.{os.urandom(8).hex()}", folder / name, content)


def own_folder(name: str) -> Path | None:
    """A folder of that name that only this user can look into and write in, made if need be; else nothing."""
    with suppress(OSError):
        above = _folder()
        if above is None:
            return None
        folder = above / name
        _make(folder)
        if _only_ours(folder):
            folder.chmod(0o700)
            return folder
    return None


def _write_and_move(beside: Path, target: Path, content: bytes) -> None:
    """Write a file that is not there and move it in; one that was there is another's, and stays as it is."""
    with ExitStack() as undo:
        with open(beside, "xb", opener=_for_us_alone) as file:
            undo.callback(beside.unlink, missing_ok=True)
            file.write(content)
        beside.replace(target)
        undo.pop_all()


def _folder() -> Path | None:
    """Where the files lie; a relative path would be a folder of wherever the user stands, and counts as none."""
    chosen = os.environ.get(VARIABLE, "")
    if os.path.isabs(chosen):
        return Path(chosen) / "rbflang" if HAS_MODES else None
    if not HAS_MODES and os.environ.get(ANOTHER_PROFILE, "").strip():
        return None
    from platformdirs import user_cache_path

    try:
        usual = user_cache_path("rbflang", appauthor=False)
    except RuntimeError:  # there is no home
        return None
    return usual if usual.is_absolute() else None


def _make(folder: Path) -> None:
    """Make a folder and those it lies in, as long as nobody else can put another in its place."""
    if not folder.is_dir():
        _make(folder.parent)
        if _nobody_else_can_change(folder.parent):
            folder.mkdir(mode=0o700, exist_ok=True)


def _only_ours(folder: Path) -> bool:
    """A folder in which only this user can put or replace a file, and that nobody else can replace."""
    if not HAS_MODES:
        return folder.is_dir()
    found = os.lstat(folder)
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & OTHERS_MAY_WRITE
    return ours and _nobody_else_can_change(folder)


def _nobody_else_can_change(folder: Path) -> bool:
    """Whether each folder and link on the way to a folder is the user's or root's, and no other can rename in it.

    In a sticky folder like /tmp all may write, but each only rename what is his own.
    """
    return not HAS_MODES or all(_is_safe(found) for found in _way(str(folder)))


def _is_safe(found: os.stat_result) -> bool:
    if found.st_uid not in (0, os.geteuid()):
        return False
    is_held = not found.st_mode & OTHERS_MAY_WRITE or bool(found.st_mode & stat.S_ISVTX)
    return stat.S_ISLNK(found.st_mode) or (stat.S_ISDIR(found.st_mode) and is_held)


def _way(path: str) -> Iterator[os.stat_result]:
    """The root and all that a path leads through: each folder, each link, and what the link leads through."""
    place, ahead = os.sep, path.split(os.sep)[::-1]
    yield os.lstat(place)
    for _ in range(MOST_STEPS):
        if not ahead:
            return
        name = ahead.pop()
        if name == os.pardir:
            place = os.path.dirname(place)
        elif name not in ("", os.curdir):
            step = os.path.join(place, name)
            found = os.lstat(step)
            yield found
            if stat.S_ISLNK(found.st_mode):
                target = os.readlink(step)
                ahead += target.split(os.sep)[::-1]
                place = os.sep if os.path.isabs(target) else place
            else:
                place = step
    raise OSError("the path leads through too many folders")


def _is_our_file(found: os.stat_result) -> bool:
    if not stat.S_ISREG(found.st_mode):
        return False
    return not HAS_MODES or (found.st_uid == os.geteuid() and not found.st_mode & OTHERS_MAY_WRITE)


def _not_through_a_link(path: str, flags: int) -> int:
    """Open what stands there itself, and do not wait for a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
