"""The report of `sources --coverage`: every section that a document is said to contain, and what is about it.

Takes a ruleset and what its documents cover; gives a document whose data are «rbflang.coverage/1». A section that no
rule and no note is about is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rbflang.published.coverage import Covered, CoveredDocument
from rbflang.reports.document import Block, Column, Document, Heading, Notes, Paragraph, Table
from rbflang.reports.typed_cells import phrases
from rbflang.ruleset.model import Ruleset
from rbflang.wording import Voice, Words

SCHEMA = "rbflang.coverage/1"
ABOUT: dict[str, Words] = {
    "rule": Words("regel", "rule"),
    "note": Words("merknad", "note"),
    "nothing": Words("ingenting", "nothing"),
}


def covered_sections(ruleset: Ruleset, documents: Sequence[CoveredDocument], language: str = "nb") -> Document:
    """Each document that lists its sections, section by section."""
    say = Voice(language, currency=ruleset.currency)
    listed = [one for one in documents if one.is_listed]
    title = say(
        f"{ruleset.title}: hva av dokumentene som er dekket", f"{ruleset.title}: what of the documents is covered"
    )
    blocks = tuple(block for one in listed for block in _document(one, say)) if listed else _none(say)
    return Document(title, blocks, lambda: _data(ruleset, listed), language=say.language)


def about(one: Covered) -> str:
    """What is about a section: a rule, else a note, else nothing."""
    return "rule" if one.rules else "note" if one.notes else "nothing"


def _document(one: CoveredDocument, say: Voice) -> Iterator[Block]:
    yield Heading(f"{one.source.title} ({one.source.name.text})")
    yield Table(
        (Column(say("Sted", "Place"), "left"), Column("", "left", 1), Column(say("Dekket av", "Covered by"), "left")),
        tuple(phrases(say.cited(each.passage.label), each.passage.title or say("(uten overskrift)", "(no heading)"),
                      ABOUT[about(each)].say(say.language))
              for each in one.passages),
    )  # fmt: skip
    warned = tuple(_warning(each, say) for each in one.uncovered)
    if warned:
        yield Notes(warned)
        return
    count = len(one.passages)
    yield Paragraph(say(f"Alle {count} stedene er dekket av en regel eller en merknad.",
                        f"All {count} places are covered by a rule or a note."))  # fmt: skip


def _warning(one: Covered, say: Voice) -> str:
    place = f"{one.passage.label} {one.passage.title}".strip()
    where = f"({one.passage.span.source.name.rpartition('/')[2]}:{one.passage.span.line})"
    return say(
        f"Varsel: ingen regel og ingen merknad gjelder «{place}». {where}",
        f"Warning: no rule and no note is about “{place}”. {where}",
    )


def _none(say: Voice) -> tuple[Block, ...]:
    told = say(
        "Ingen av dokumentene har innholdet ført opp med «innhold», så det kan ikke sies hva som ikke er dekket.",
        "No document has its contents listed, so it cannot be said what is not covered.",
    )
    return (Paragraph(told),)


def _data(ruleset: Ruleset, documents: Sequence[CoveredDocument]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "ruleset": ruleset.name,
        "documents": [
            {
                "name": one.source.name.text,
                "title": one.source.title,
                "sections": [
                    {"place": each.passage.label, "title": each.passage.title, "covered_by": about(each)}
                    for each in one.passages
                ],
            }
            for one in documents
        ],
    }
