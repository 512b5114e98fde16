"""A form as a data file: what is written so, is read as the same figures."""

from __future__ import annotations

from rbflang.column_names import BEHIND
from rbflang.delimited import joined
from rbflang.harmless import harmless, no_formula
from rbflang.reports.figures.form import Form

SEPARATOR = ";"


def as_csv(form: Form) -> str:
    """The headings and rows with semicolons between; no word is one that a spreadsheet takes for a formula."""
    headings = form.headings
    values = [headings.index(one) for one in (BEHIND[form.language][0], *form.corrected[:1])]
    rows = [(row.texts(form), row.kind == "number") for row in form.rows]
    shown = (
        [harmless(one) if is_number and at in values else no_formula(one) for at, one in enumerate(texts)]
        for texts, is_number in ((headings, False), *rows)
    )
    return "".join(joined(row, SEPARATOR) + "\n" for row in shown)
