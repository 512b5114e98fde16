"""A drawn case in the English vocabulary: the text by the formatter, the figures by their words and signs."""

from __future__ import annotations

import re

from rbflang.source import Source
from rbflang.syntax.format import formatted
from rbflang.syntax.parse import parse

from .drawing import Case

HEADINGS = {
    "størrelse": "quantity", "verdi": "value", "presisering": "narrowing", "kilde": "source", "region": "region",
    "indikator": "indicator", "delområde": "subarea", "prestasjonsmål": "measure", "foretak": "trust",
    "gruppe": "group", "inndeling": "set", "medlem": "member", "tittel": "title",
}  # fmt: skip
WORDS = {"ja": "yes", "nei": "no", "nøyaktig": "exact", "utledet": "derived", "overstyrer": "overrides",
         "til opplysning": "for information"}  # fmt: skip
INSIDE = {
    "under": "below",
    "minst": "at least",
    "over": "above",
    "høyst": "at most",
    "poeng": "points",
    "deler": "parts",
}


def in_english(case: Case) -> Case:
    """The same case in English."""
    parsed = parse(Source("regelsett.rbf", case.text))
    text = formatted(parsed.tree, "en") if not parsed.faults else case.text
    return Case(text, _file(case.data), _file(case.members))


def _file(text: str) -> str:
    heading, *lines = text.splitlines() or [""]
    names = heading.split(";")
    told = [";".join(HEADINGS.get(name, name) for name in names)]
    for line in lines:
        fields = zip(names, line.split(";"), strict=True)
        told.append(";".join(_field(name, field) for name, field in fields))
    return "\n".join([*told, ""]) if text else ""


def _field(name: str, field: str) -> str:
    if name not in ("verdi", "presisering", "status"):
        return field
    words = re.sub(r"[a-zæøå]+", lambda match: INSIDE.get(match[0], match[0]), field)
    return WORDS.get(field, words.replace(",", ".") if name != "status" else field)
