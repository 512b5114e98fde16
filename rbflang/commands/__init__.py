"""The command line: one file per command, listed in one tuple; each is imported when it is called."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from rbflang import LANGUAGE, __version__, library
from rbflang.commands import wrong_usage
from rbflang.commands.command_given import remember
from rbflang.commands.help_words import translate_click
from rbflang.commands.progress import told_after_a_while
from rbflang.commands.spoken import GIVEN, now
from rbflang.files_read import noting
from rbflang.wording import Words

COMMANDS: tuple[tuple[str, str], ...] = (
    ("explain", "Hvorfor en region får det den får, ned til trinn og paragraf."),
    ("check", "Kontroller et regelsett: feil, varsler og hva som er bevist."),
    ("allocate", "Poeng, vektede poeng, faktor og utbetalinger."),
    ("report", "Alt om en fordeling på én nettside som kan sendes."),
    ("verify", "Publiserte tall etterprøvd, tall for tall."),
    ("settle", "Avregningen: endelig fordeling mot foreløpig, forklart."),
    ("next-step", "Hva neste trinn gir, hvor langt det er dit, og hvem som betaler."),
    ("attribution", "Hvem sine tall som endret utbetalingene, og med hvor mye."),
    ("whatif", "Hva alle får hvis tall eller regler var annerledes, og hva som flytter beløpene."),
    ("incentives", "Hvor en liten forbedring er verdt mye, og hvor den ikke er verdt noe."),
    ("goal", "Hvilket resultat som gir så mye mer, eller det meste en kan få."),
    ("new", "Begynn på et nytt år med reglene fra et annet."),
    ("sources", "Hvert tall og hver regel med kilde og status, og hva av dokumentene som er dekket."),
    ("compare", "Hva som er endret mellom to regelsett, og hva det flytter i kroner."),
    ("simulate", "Hvor sannsynlig hvert trinn er, og hvordan beløpene fordeler seg."),
    ("sweep", "Hva hver får for hver av flere verdier av tall i reglene eller dataene."),
    ("scenarios", "Hva hver får i hvert scenario i en fil med en kolonne for hvert tall."),
    ("measure", "Resultatene i en fordeling, talt i episodene fra et register."),
    ("make-episodes", "Syntetiske episoder til å prøve målinger med."),
    ("figures", "Tallene i en fordeling som datafil, eller et tomt skjema."),
    ("list", "Regelsettene som følger med, og fordelingene de har observasjoner for."),
    ("fmt", "Skriv regelsett i fast oppsett."),
    ("describe", "En feil eller et varsel forklart, med eksempel og rettelse."),
)


PACKED = Words(
    "Feil: rbflang kan ikke kjøres pakket i én fil, for regelsettene er mapper. Pakk ut filen, eller installer "
    "rbflang.",
    "Fault: rbflang cannot run packed in one file, for the rulesets are folders. Unpack the file, or install rbflang.",
)
PACKED_STATUS = 1


def module_of(name: str) -> str:
    """The module of a command: that of `next-step` is `next_step_command`."""
    return f"rbflang.commands.{name.replace('-', '_')}_command"


class Commands(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, context: click.Context) -> list[str]:
        return [name for name, _ in COMMANDS]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        known = dict(COMMANDS)
        if name not in known:
            if name.startswith("-"):
                return None
            raise wrong_usage.unknown_command(name, list(known))
        module = import_module(module_of(name))
        return wrong_usage.in_both_languages(module.command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; wrong usage where it gives an option twice that is given once."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            wrong_usage.each_once(command, rest, ctx)
        remember(ctx, name, rest)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """The command, with a line on standard error while it takes its time."""
        with told_after_a_while(ctx):
            return super().invoke(ctx)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands" if now() == "en" else "Kommandoer"):
            formatter.write_dl(list(COMMANDS))

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, standalone_mode: bool = True, **more: Any
    ) -> Any:
        """Run, and answer wrong usage in the language that is spoken."""
        GIVEN.set(tuple(sys.argv[1:] if args is None else args))
        if not standalone_mode:
            return super().main(args, prog_name, standalone_mode=False, **more)
        wrong_usage.forgiving(sys.stdout)
        wrong_usage.forgiving(sys.stderr)
        try:
            status = self._answered(args, prog_name, **more)
        except wrong_usage.NotWritten as problem:
            status = wrong_usage.not_written(problem.why)
        sys.exit(status if isinstance(status, int) else 0)

    def _answered(self, args: Sequence[str] | None, prog_name: str | None, **more: Any) -> Any:
        """Run; gives the exit status, also of a run that was used wrongly or interrupted."""
        if sys.stdout is None:  # it was closed before the run began
            raise wrong_usage.NotWritten(OSError(errno.EBADF, os.strerror(errno.EBADF)))
        if not library.home().is_dir():
            wrong_usage.tell(PACKED.say(now()))
            return PACKED_STATUS
        try:
            with noting():
                return super().main(args, prog_name, standalone_mode=False, **more)
        except wrong_usage.NotWritten:
            raise
        except click.ClickException as problem:
            return wrong_usage.show(problem)
        except click.Abort:
            wrong_usage.tell("Interrupted." if now() == "en" else "Avbrutt.")
            return wrong_usage.INTERRUPTED


def _version(context: click.Context, parameter: click.Parameter, is_asked: bool) -> None:
    """Which program this is, and the edition of the language."""
    if is_asked and not context.resilient_parsing:
        edition = f"edition {LANGUAGE} of the language" if now() == "en" else f"språket i {LANGUAGE}. utgave"
        click.echo(f"{context.find_root().info_name} {__version__}, {edition}")
        context.exit()


@click.group(
    cls=Commands,
    subcommand_metavar="KOMMANDO …",
    options_metavar="[VALG]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and exit."
)
def main() -> None:
    """Regelspråk og regnemotor for resultatbasert finansiering (RBF og KBF)."""


translate_click(now)
wrong_usage.in_both_languages(main)
