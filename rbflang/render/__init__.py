"""The formats: one file each, listed in one table; each is imported when it is asked for.

A format has the ending of its files in `ENDING`, and says in `ENCODING` how they are written where that is not UTF-8
alone, and in `NEEDS` which package it needs that is not installed with the rest. One that `IS_TEXT` not gives bytes.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from rbflang.reports.document import Document

FORMATS: tuple[str, ...] = ("terminal", "markdown", "json", "csv", "html", "xlsx")


def rendered(document: Document, form: str, width: int = 120) -> str:
    """The document in one of the formats that are text."""
    text: str = _module(form).render(document, width)
    return text


def content(document: Document, form: str, width: int = 120) -> bytes:
    """The document in one of the formats that are no text."""
    found: bytes = _module(form).render(document, width)
    return found


def is_text(form: str) -> bool:
    """True for a format that people and programs read as text."""
    return bool(getattr(_module(form), "IS_TEXT", True))


def endings() -> dict[str, str]:
    """The format of each ending that a file's name can have."""
    return {_module(form).ENDING: form for form in FORMATS}


def texts() -> tuple[str, ...]:
    """The formats that are text."""
    return tuple(filter(is_text, FORMATS))


def is_data(form: str) -> bool:
    """True for a format that programs read, which is in UTF-8 wherever it is written."""
    return bool(getattr(_module(form), "IS_DATA", False))


def needed(form: str) -> tuple[str, str] | None:
    """The package that a format needs beside the others, and the extra that brings it."""
    found: tuple[str, str] | None = getattr(_module(form), "NEEDS", None)
    return found


def encoding(form: str) -> str:
    """How a file of the format is written."""
    return str(getattr(_module(form), "ENCODING", "utf-8"))


def _module(form: str) -> ModuleType:
    return import_module(f"rbflang.render.{form}")
