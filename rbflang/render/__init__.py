"""The formats: one file each, listed in one table; each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from rbflang.reports.document import Document

FORMATS: tuple[str, ...] = ("terminal", "markdown", "json")


def rendered(document: Document, form: str, width: int = 120) -> str:
    """The document in one of the formats."""
    text: str = import_module(f"rbflang.render.{form}").render(document, width)
    return text
