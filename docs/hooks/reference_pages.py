"""The reference pages, made from the tables of the code while the site is built.

Takes the words of `rbflang/syntax/vocabulary.py`, the catalogue of faults, and the commands; gives Markdown
by path. It must not hold words of its own about any of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.commands import COMMANDS, main
from rbflang.diagnostics import NOTHING, Kind, Severity
from rbflang.reports.catalogue import KINDS
from rbflang.reports.describe.word_page import meaning
from rbflang.syntax.vocabulary import KEYWORDS, STATUSES

FOLDERS = ("reference", "kommandoer")
GENERATED = "This page is made from the code."
GENERATED_NB = "Denne siden er laget av koden."
WIDTH = 100


def pages() -> dict[str, str]:
    """Every reference page by its path."""
    kinds = sorted(KINDS, key=lambda kind: kind.slug)
    made = {
        "reference/words.md": words_page(),
        "reference/commands.md": "\n".join(commands_page("# Commands", GENERATED, "en")),
        "kommandoer/index.md": "\n".join(commands_page("# Kommandoer", GENERATED_NB, "nb")),
        "reference/faults.md": "\n".join(faults_page(kinds)),
    }
    return made | {f"reference/faults/{kind.slug}.md": "\n".join(fault_page(kind)) for kind in kinds}


def words_page() -> str:
    """The words of the language in both vocabularies."""
    rows = [
        f"| `{word.nb}` | `{word.en}` | {_cell(meaning(word).en)} | {_cell(meaning(word).nb)} |" for word in KEYWORDS
    ]
    statuses = [
        f"| {status.name} | `{status.nb}` | `{status.en}` |" if status.nb else f"| {status.name} | | |"
        for status in STATUSES
    ]
    return "\n".join([
        "# Words of the language", "",
        f"{GENERATED} The first word of a text chooses the vocabulary; single words of both are reserved. "
        "`rbflang describe WORD` shows a word in use.", "",
        "| Norwegian | English | what it is | hva det er |", "|---|---|---|---|", *rows, "",
        "## Statuses of a citation, from best to weakest", "",
        "| status | Norwegian | English |", "|---|---|---|", *statuses, "",
    ])  # fmt: skip


def commands_page(heading: str, generated: str, language: str) -> Iterator[str]:
    """What each command takes, as its own help prints it."""
    yield from (heading, "", generated, "")
    for name, *_ in COMMANDS:
        yield from (f"## {name}", "", "```text", printed_help(language, name), "```", "")


def printed_help(language: str, *arguments: str) -> str:
    """The help that is printed of a command where the language is spoken."""
    from click.testing import CliRunner

    runner = CliRunner(env={"LC_ALL": f"{language}_NO.UTF-8"})
    shown = runner.invoke(main, [*arguments, "--help"], prog_name="rbflang", terminal_width=WIDTH)
    return shown.output.rstrip("\n")


def faults_page(kinds: list[Kind]) -> Iterator[str]:
    """All kinds of fault, each with a link to its page."""
    yield from ("# Faults and warnings", "", f"{GENERATED} `rbflang describe SLUG` prints the same.", "")
    yield from ("| | title | på norsk |", "|---|---|---|")
    for kind in kinds:
        yield f"| [`{kind.slug}`](faults/{kind.slug}.md) | {_cell(kind.title.en)} | {_cell(kind.title.nb)} |"
    yield ""


def fault_page(kind: Kind) -> Iterator[str]:
    """One kind of fault: what it is in both languages, a text with the fault, and the same text cured."""
    severity = (
        "stops the ruleset" if kind.severity is Severity.FAULT else "a warning: the ruleset is computed all the same"
    )
    yield from (
        "---",
        "search:",
        "  boost: 0.5",
        "---",
        "",
        f"# {kind.slug}",
        "",
        f"**{kind.title.en}** ({severity})",
        "",
        _prose(kind.page.en),
        "",
    )
    yield from (f"**{kind.title.nb}**", "", _prose(kind.page.nb), "")
    for heading, text in (("With the fault", kind.example), ("Cured", kind.cured)):
        if text != NOTHING:
            yield from (f"## {heading}", "", f"```{_kind(text.en)}", text.en.strip("\n"), "```", "")


def _kind(text: str) -> str:
    """What an example is: rules are coloured, figures are not."""
    return "text" if ";" in text.strip("\n").split("\n")[0] else "rbf"


def _cell(text: str) -> str:
    return _prose(text).replace("|", "\\|")


def _prose(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", "\\*")
