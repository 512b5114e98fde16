"""Citations: what stands in a bracket behind a number or a rule.

Takes the span of a bracket, gives its entries with status, source, places and reasoning. It must not know which
sources are declared; that is a check's business.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import evolve

from rbflang.diagnostics import Fault
from rbflang.source import Span
from rbflang.syntax import text_faults
from rbflang.syntax.shape_expressions import in_one_line
from rbflang.syntax.tree import Citation, Entry
from rbflang.syntax.vocabulary import BY_STATUS, STATUSES

_PIECE = re.compile(r'(?:"[^"]*"|[^;"])+')
_QUOTED = re.compile(r'"[^"]*"')
_REASON = re.compile(r'(?:"[^"]*"|[^;\]"])+')
_MARK = BY_STATUS["unconfirmed"]
_UNCONFIRMED = re.compile(rf"^((?:{_MARK.nb}|{_MARK.en})\b\s*)+")
_LEAD = {
    words: status.name for status in STATUSES for words in (status.nb, status.en) if words and status != _MARK
}  # the words a bracket's entry may begin with, behind that mark


def read_citation(span: Span) -> tuple[Citation | None, list[Fault]]:
    """The citation that the bracket holds (`None` if it holds nothing), and the faults met in it."""
    inner_start = span.start + 1
    inner = span.text[1:-1]
    entries: list[Entry] = []
    found: list[Fault] = []
    if "[" in _QUOTED.sub("", inner):
        return None, [text_faults.bracket_inside(span)]
    for match in _PIECE.finditer(inner):
        lead = len(match.group()) - len(match.group().lstrip())
        text = match.group().strip()
        if not text:
            continue
        start = inner_start + match.start() + lead
        place = Span(span.source, start, start + len(text))
        entry = _read_entry(place, in_one_line(text))
        if isinstance(entry, Fault):
            found.append(entry)
        else:
            entries.append(entry)
    if not entries and not found:
        found.append(text_faults.empty_citation(span))
    return (Citation(span, tuple(entries)) if entries else None), found


def _read_entry(span: Span, text: str) -> Entry | Fault:
    """An entry; behind the word for unconfirmed stands one that holds as it is when the word is taken away."""
    confirmed = _UNCONFIRMED.sub("", text)
    if confirmed == text:
        return _confirmed_entry(span, text)
    if confirmed.startswith(":"):
        return text_faults.unconfirmed_without_source(span)
    entry = _confirmed_entry(span, confirmed)
    if isinstance(entry, Fault):
        return entry
    status: Any = entry.status
    return evolve(entry, status="unconfirmed", once_confirmed=status)


def _confirmed_entry(span: Span, text: str) -> Entry | Fault:
    status: Any = "documented"
    rest = text
    for words, name in _LEAD.items():
        if re.match(rf"{words}\b", text):
            status, rest = name, text[len(words) :].strip()
    if status == "assumed":
        reasoning = _unquoted(rest.removeprefix(":"))
        return Entry(span, status, "", (), reasoning) if reasoning else text_faults.reasoning_missing(span, status)
    cited, colon, reasoning = _split_at_colon(rest)
    source, _, places = cited.partition(" ")
    reasoning = _unquoted(reasoning)
    if not source:
        return text_faults.source_missing_in_citation(span)
    if status in ("derived", "interpreted") and not reasoning:
        return text_faults.reasoning_missing(span, status)
    if status == "documented" and colon:
        return text_faults.reasoning_without_status(span)
    parts = tuple(part.strip() for part in places.split(",") if part.strip())
    return Entry(span, status, source, parts, reasoning)


def _split_at_colon(text: str) -> tuple[str, str, str]:
    before, colon, after = text.partition(":")
    return before.strip(), colon, after


def reads_as(written: str, reasoning: str) -> bool:
    """True if a reason may be written so at the end of a bracket's entry and be read back."""
    return bool(_REASON.fullmatch(written)) and _unquoted(written) == reasoning


def _unquoted(text: str) -> str:
    stripped = text.strip()
    quoted = len(stripped) > 1 and stripped[0] == stripped[-1] == '"' and '"' not in stripped[1:-1]
    return stripped[1:-1].strip() if quoted else stripped
