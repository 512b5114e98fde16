"""What `sources` gives as data: the contract «rbflang.sources/1»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rbflang.data.figures import Observation
from rbflang.inventory.cited import KINDS, Cited
from rbflang.published.coverage import Covered, CoveredDocument
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.tree import Entry
from rbflang.syntax.vocabulary import written_name

SCHEMA = "rbflang.sources/1"
UNSOURCED = "unsourced"


def sources_data(
    ruleset: Ruleset, found: Sequence[Cited], rows: Sequence[Observation], documents: Sequence[CoveredDocument]
) -> dict[str, Any]:
    """All that is cited, every row of data and every document."""
    return {
        "schema": SCHEMA,
        "ruleset": ruleset.name,
        "synthetic": any(one.status == "synthetic" for one in rows),
        "totals": {what: _counts([one.status for one in found if one.what == what]) for what in KINDS},
        "entries": [_entry(one) for one in found],
        "data_totals": _counts([standing_of_row(one) for one in rows]),
        "data": [_row(one, ruleset.tree.language) for one in rows],
        "documents": [_document(one) for one in documents],
    }


def standing_of_row(row: Observation) -> str:
    """The status of a row of data; one that says neither a status nor a source has none."""
    return UNSOURCED if row.status == "documented" and not row.source else row.status


def _counts(statuses: Sequence[str]) -> dict[str, int]:
    return {status: statuses.count(status) for status in dict.fromkeys(statuses)}


def _entry(one: Cited) -> dict[str, Any]:
    return {
        "what": one.what,
        "address": one.address,
        "written": one.written,
        "status": one.status,
        "citation": [_cited(entry) for entry in one.citation.entries],
        "file": one.span.source.name,
        "line": one.span.line,
    }


def _cited(entry: Entry) -> dict[str, Any]:
    return {
        "status": entry.status,
        "source": entry.source,
        "places": list(entry.places),
        "reasoning": entry.reasoning,
    }


def _row(one: Observation, language: str) -> dict[str, Any]:
    return {
        "address": ".".join((written_name(one.quantity, language), *filter(None, one.key))),
        "printed": one.printed,
        "narrowing": one.narrowing,
        **({"stands_for": one.stands_for} if one.stands_for else {}),
        "status": standing_of_row(one),
        "source": one.source,
        "file": one.span.source.name,
        "line": one.span.line,
    }


def _document(one: CoveredDocument) -> dict[str, Any]:
    return {
        "name": one.source.name.text,
        "title": one.source.title,
        "listed": one.is_listed,
        "passages": [_passage(covered) for covered in one.passages],
        "uncovered": [covered.passage.label for covered in one.uncovered] if one.is_listed else [],
    }


def _passage(one: Covered) -> dict[str, Any]:
    return {
        "label": one.passage.label,
        "title": one.passage.title,
        "rules": one.rules,
        "notes": one.notes,
        "data": one.data,
        "printed": one.printed,
        "covered": one.is_covered,
    }
