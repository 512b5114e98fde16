"""`rbflang describe`: a kind of fault explained, with an example and its cure; or a word of the language."""

from __future__ import annotations

from collections.abc import Sequence

import click

from rbflang.commands import options
from rbflang.data_faults import shortened
from rbflang.reports.document import Document


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
    from rbflang.reports.describe.word_page import every_spelling, phrases_with, word_page, words_spelled

    words = words_spelled(name)
    if words:
        return word_page(words, language)
    raise click.UsageError(_unknown(name, phrases_with(name), (*every_spelling(), *(one.slug for one in KINDS))))


def _unknown(name: str, phrases: Sequence[str], known: Sequence[str]) -> str:
    from rbflang.nearest import nearest
    from rbflang.wording import listing

    near = listing([f"«{one}»" for one in phrases or nearest(name, known)])
    hint = f"Det som ligner mest, er {near}." if near else "Alle feil og varsler: rbflang describe"
    return f"Det finnes verken et ord i språket eller en feil som heter «{shortened(name)}». {hint}"
