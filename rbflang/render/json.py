"""A report as JSON: its data, exact numbers as strings."""

from __future__ import annotations

import json

from rbflang.reports.document import Document


def render(document: Document, width: int = 0) -> str:
    """The report's data, indented, keys in the order they were made."""
    data = document.data() if callable(document.data) else document.data
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
