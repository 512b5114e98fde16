"""The command line: one file per command, listed in one tuple; each is imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS: tuple[tuple[str, str], ...] = (
    ("explain", "Hvorfor en region får det den får, ned til trinn og paragraf."),
    ("check", "Kontroller et regelsett: feil, varsler og hva som er bevist."),
    ("allocate", "Poeng, vektede poeng, faktor og utbetalinger."),
    ("verify", "Publiserte tall regnet ut på nytt, tall for tall."),
    ("list", "Regelsettene som følger med, og fordelingene de har observasjoner for."),
    ("fmt", "Skriv regelsett i fast oppsett."),
    ("describe", "En feil eller et varsel forklart, med eksempel og rettelse."),
)


class Commands(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, context: click.Context) -> list[str]:
        return [name for name, _ in COMMANDS]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in dict(COMMANDS):
            return None
        module = import_module(f"rbflang.commands.{name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Kommandoer"):
            formatter.write_dl(list(COMMANDS))


@click.group(cls=Commands)
@click.version_option(package_name="rbflang")
def main() -> None:
    """Regelspråk og regnemotor for resultatbasert finansiering (RBF og KBF)."""
