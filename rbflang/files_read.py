"""Which files a run reads: their names as messages show them, with the SHA-256 of what they hold.

A run that is to tell of them opens a list, and whoever reads a file notes it there; without a list nothing is kept.
It must not read a file itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# A file of more bytes is hashed as it is noted, so that it is not kept; the others when somebody asks.
MOST_KEPT = 1_000_000
_NOTED: ContextVar[dict[str, bytes | str] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[None]:
    """Note the files that are read from here on, until the end of the block."""
    before = _NOTED.set({})
    try:
        yield
    finally:
        _NOTED.reset(before)


def is_noting() -> bool:
    """True where somebody asks which files are read."""
    return _NOTED.get() is not None


def note(name: str, content: bytes) -> None:
    """Note a file that was read, and what it holds."""
    noted = _NOTED.get()
    if noted is not None:
        noted[name] = content if len(content) <= MOST_KEPT else _hashed(content)


def note_hashed(name: str, sha256: str) -> None:
    """Note a file that others read, by its SHA-256; a table of a database has none."""
    noted = _NOTED.get()
    if noted is not None and sha256:
        noted[name] = sha256


def files_read() -> tuple[tuple[str, str], ...]:
    """The files that were noted, each with its SHA-256, in the order they were first read."""
    noted = (_NOTED.get() or {}).items()
    return tuple((name, one if isinstance(one, str) else _hashed(one)) for name, one in noted)


def _hashed(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()
