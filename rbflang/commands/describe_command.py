"""`rbflang describe`: a kind of fault explained, with an example and its cure."""

from __future__ import annotations

import click

from rbflang.commands import options


@click.command("describe")
@click.argument("slug", metavar="[NAVN]", required=False)
@options.common_options(options.format_option, options.language_option)
def command(slug: str | None, form: str, language: str) -> None:
    """En feil eller et varsel forklart, med eksempel og rettelse. Uten navn: alle sammen."""
    from rbflang.reports.catalogue import KINDS, kind_list, kind_named, kind_page

    if slug is None:
        options.show(kind_list(language), form)
        return
    kind = kind_named(slug)
    if kind is None:
        raise click.UsageError(_unknown(slug, [one.slug for one in KINDS]))
    options.show(kind_page(kind, language), form)


def _unknown(slug: str, slugs: list[str]) -> str:
    from rbflang.nearest import nearest
    from rbflang.wording import listing

    near = listing([f"«{one}»" for one in nearest(slug, slugs)])
    hint = f"Det som ligner mest, er {near}." if near else "Alle navn: rbflang describe"
    return f"Det finnes ingen feil som heter «{slug}». {hint}"
