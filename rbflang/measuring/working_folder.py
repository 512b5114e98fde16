"""The folder of a run: what it keeps and spills lies there, for this user alone, and is gone when it ends.

After a crash the folder stays behind; the next run finds that nobody holds it, and removes it. It lies in the user's
own place, where nobody else can put a file or read one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from rbflang import own_files

ROOM, LOCK, KEPT = "measuring", "held", ".kept"
"""The last is what the counts end in that a run takes up where another was broken off."""


@contextmanager
def working_folder() -> Iterator[Path | None]:
    """A new folder that is removed at the end; none where the user has no place that others cannot write in."""
    room = own_files.own_folder(ROOM)
    if room is None:
        yield None
        return
    with _made(room) as folder:
        try:
            yield folder
        except KeyboardInterrupt:
            _remove_all_but_counts(folder)
            raise
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _made(room: Path) -> Iterator[Path]:
    """A new folder, held until the end, with the counts that broken runs kept.

    No other run begins before it is held, for it would take it for one left behind.
    """
    folder = room / os.urandom(8).hex()
    with ExitStack() as undo, open(room / LOCK, "ab") as one_at_a_time:
        _hold(one_at_a_time, wait=True)
        folder.mkdir(mode=0o700)
        lock = undo.enter_context(open(folder / LOCK, "xb"))
        _hold(lock)
        for old in left_behind(room):
            for counts in old.glob(f"*{KEPT}"):
                counts.replace(folder / counts.name)
            shutil.rmtree(old, ignore_errors=True)
        one_at_a_time.close()
        yield folder


def _remove_all_but_counts(folder: Path) -> None:
    """Remove all that a broken run has spilled; what it has counted is there for the next, which removes it."""
    if not any(folder.glob(f"*{KEPT}")):
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.suffix != KEPT and path.name != LOCK:
            path.unlink(missing_ok=True)


def left_behind(room: Path) -> Iterator[Path]:
    """The folders of runs that ended without removing them."""
    for folder in sorted(one for one in room.iterdir() if one.is_dir()):
        with suppress(OSError), open(folder / LOCK, "r+b") as lock:
            if _hold(lock):
                yield folder


def _hold(lock: IO[bytes], wait: bool = False) -> bool:
    """Hold a file until it is closed; false where another run holds it."""
    with suppress(ImportError):
        return _hold_by_flock(lock, wait)
    return _hold_on_windows(lock, wait)


def _hold_by_flock(lock: IO[bytes], wait: bool) -> bool:
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def _hold_on_windows(lock: IO[bytes], wait: bool) -> bool:
    import msvcrt

    try:
        msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
