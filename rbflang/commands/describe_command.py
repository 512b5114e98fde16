"""`rbflang describe`: a kind of fault explained, with an example and its cure; or a word of the language."""

from __future__ import annotations

from collections.abc import Sequence

import click

from rbflang.commands import options
from rbflang.commands.misuse import Misuse
from rbflang.data_faults import shortened
from rbflang.reports.document import Document
from rbflang.wording import Words


@click.command("describe")
@click.argument("name", metavar="[NAVN]", required=False)
@options.common_options(options.format_option, options.language_option)
def command(name: str | None, form: str, language: str) -> None:
    """En feil, et varsel eller et ord i språket forklart, med eksempel. Uten navn: alle feil og varsler."""
    options.show(_page(name, language), form, of_files=False)


def _page(name: str | None, language: str) -> Document:
    from rbflang.reports.catalogue import KINDS, kind_list, kind_named, kind_page

    if name is None:
        return kind_list(language)
    kind = kind_named(name)
    if kind:
        return kind_page(kind, language)
    from rbflang.reports.describe.signs import BY_SIGN
    from rbflang.reports.describe.word_page import (
        every_spelling,
        phrases_with,
        sign_page,
        word_page,
        words_called,
        words_spelled,
    )

    if name.strip() in BY_SIGN:
        return sign_page(BY_SIGN[name.strip()], language)
    words = words_spelled(name)
    if words:
        return word_page(words, language)
    if words := words_called(name):
        return word_page(words, language, shortened(name))
    raise Misuse(_unknown(name, phrases_with(name), (*every_spelling(), *(one.slug for one in KINDS))))


def _unknown(name: str, phrases: Sequence[str], known: Sequence[str]) -> Words:
    from rbflang.nearest import nearest
    from rbflang.wording import listing

    column = _column(name)
    if column:
        return column
    near = phrases or nearest(name, known)
    hint = Words("Alle feil og varsler: rbflang describe", "All faults and warnings: rbflang describe")
    if near:
        nb, en = listing([f"«{one}»" for one in near]), listing([f"“{one}”" for one in near], "en")
        hint = Words(f"Det som ligner mest, er {nb}.", f"Nearest is {en}.")
    return Words(
        f"Det finnes verken et ord i språket eller en feil som heter «{shortened(name)}». {hint.nb}",
        f"There is neither a word of the language nor a fault called “{shortened(name)}”. {hint.en}",
    )


def _column(name: str) -> Words | None:
    """Where a column or kind of row of the data files is told of; nothing where it is none."""
    from rbflang.column_names import COLUMNS
    from rbflang.published import statements
    from rbflang.published.written_in_english import WORDS

    word = name.lower()
    if word in COLUMNS:
        return Words(
            f"«{name}» er en kolonne i filene med resultater, og ikke et ord i språket. Kolonnene står i «Figures "
            "as printed» i dokumentasjonen.",
            f"“{name}” is a column of the files of results, and no word of the language. The columns are told of in "
            "“Figures as printed” of the documentation.",
        )
    if word in (*statements.COLUMNS, *statements.KINDS[1:], *statements.COUNTING, *WORDS["kind"]):
        return Words(
            f"«{name}» hører til publisert.csv, og er ikke et ord i språket. Filen er forklart i «Skriv et regelsett» "
            "i dokumentasjonen.",
            f"“{name}” belongs to published.csv, and is no word of the language. The file is told of in “Write a "
            "scheme” of the documentation.",
        )
    return None
