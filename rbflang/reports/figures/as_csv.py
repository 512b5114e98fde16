"""A form as a data file: what is written so, is read as the same figures."""

from __future__ import annotations

from rbflang.harmless import harmless
from rbflang.reports.figures.form import Form

SEPARATOR = ";"
FORMULA_SIGNS = ("=", "+", "@")


def as_csv(form: Form) -> str:
    """The headings and rows with semicolons between; no word is one that a spreadsheet takes for a formula."""
    rows = (form.headings, *(row.texts(form.language) for row in form.rows))
    return "".join(SEPARATOR.join(map(_field, row)) + "\n" for row in rows)


def _field(text: str) -> str:
    shown = harmless(text)
    if shown.startswith(FORMULA_SIGNS):
        shown = f"'{shown}"
    return '"' + shown.replace('"', '""') + '"' if SEPARATOR in shown or '"' in shown else shown
