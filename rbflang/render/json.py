"""A report as JSON: its data, exact numbers as strings, and the number of the language of the rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rbflang import LANGUAGE
from rbflang.harmless import harmless_json
from rbflang.reports.document import Document, Evidence

ENDING = ".json"
IS_DATA = True


def render(document: Document, width: int = 0) -> str:
    """The report's data, indented, keys in the order they were made."""
    data = document.data() if callable(document.data) else document.data
    footed = {**data, "foot": list(document.foot)} if document.foot is not None else data
    return as_json(footed, document.evidence)


def as_json(data: Mapping[str, Any], evidence: Evidence | None) -> str:
    """Data that name their schema, with the number of the language behind it, and last what they were made by."""
    numbered = {"schema": data["schema"], "language": LANGUAGE, **data}
    if evidence:
        numbered["evidence"] = evidence.data()
    return harmless_json(json.dumps(numbered, ensure_ascii=False, indent=2)) + "\n"
