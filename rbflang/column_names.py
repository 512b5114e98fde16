"""The headings of data files: what each column is called, in Norwegian and English.

It must not know what stands below them.
"""

from __future__ import annotations

from collections.abc import Sequence

PER_CENT = (
    "verdi (%)", "verdi(%)", "verdi i prosent", "verdi i %", "value (%)", "value(%)", "value in per cent",
    "value in percent", "value in %",
)  # fmt: skip
COLUMNS = {
    **dict.fromkeys(PER_CENT, "value"),
    "størrelse": "quantity", "quantity": "quantity", "verdi": "value", "value": "value", "presisering": "narrowing",
    "narrowing": "narrowing", "status": "status", "kilde": "source", "source": "source", "erstatter": "replaces",
    "replaces": "replaces", "begrunnelse": "reason", "reason": "reason",
}  # fmt: skip
SET_HEADINGS = {
    "region": "region", "indicator": "indikator", "indikator": "indikator", "subarea": "delområde",
    "delområde": "delområde", "measure": "prestasjonsmål", "prestasjonsmål": "prestasjonsmål", "group": "gruppe",
    "gruppe": "gruppe", "trust": "foretak", "foretak": "foretak",
}  # fmt: skip
BEFORE = {"nb": ("størrelse",), "en": ("quantity",)}
BEHIND = {"nb": ("verdi", "presisering", "status", "kilde"), "en": ("value", "narrowing", "status", "source")}
OF_ONE_FIGURE = {"nb": ("presisering", "erstatter", "begrunnelse"), "en": ("narrowing", "replaces", "reason")}
CORRECTED = {language: names[1:] for language, names in OF_ONE_FIGURE.items()}
"""What a row that corrects a figure has besides: the figure that it replaces, and why."""
UNIT = {"nb": "enhet", "en": "unit"}
"""The column of units that a form has; it may also be an author's own."""
MEMBER_COLUMNS = {
    "inndeling": "set", "set": "set", "medlem": "member", "member": "member", "under": "under", "tittel": "title",
    "title": "title", "kilde": "source", "source": "source",
}  # fmt: skip
IN_PER_CENT = tuple(one.removeprefix("verdi").removeprefix("value").strip() for one in PER_CENT)
"""What stands behind the name of a quantity whose shares are per cents: `måloppnåelse (%)`."""
TABLES = (frozenset(("quantity", "value")), frozenset(("set", "member")))
"""What each kind of table must have columns of: observations, and members that come with the data."""
HEADINGS = frozenset((*COLUMNS, *SET_HEADINGS, *MEMBER_COLUMNS))
ENGLISH_HEADINGS = frozenset(
    (
        "quantity",
        "value",
        "narrowing",
        "member",
        "replaces",
        "reason",
        *(one for one in PER_CENT if one.startswith("value")),
    )
)


def headings_of(sets: Sequence[str], language: str) -> tuple[str, ...]:
    """The headings of a data file with a column for each of some sets."""
    return (*BEFORE[language], *(set_heading(one, language) for one in sets), *BEHIND[language])


def row_headings(sets: Sequence[str], language: str) -> tuple[str, ...]:
    """The headings of rows of some sets that correct a figure, or narrow it."""
    value, *_, source = BEHIND[language]
    named = (set_heading(one, language) for one in sets)
    return (*BEFORE[language], *named, value, *OF_ONE_FIGURE[language], source)


def set_heading(set_name: str, language: str) -> str:
    """The heading of the column that names a member of a set."""
    english = (heading for heading, name in SET_HEADINGS.items() if name == set_name and heading != name)
    return next(english, set_name) if language == "en" else set_name
