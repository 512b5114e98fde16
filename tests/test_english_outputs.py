"""Whoever works in English sees no Norwegian word that the ruleset did not bring.

Every ruleset of the documents that is wholly English is asked for every report in every format, faults and all; so are
help, wrong usage, and the page of every fault and word. What is met is looked up among the Norwegian words of the
language, of what the package says and of the Norwegian guides. What the ruleset and its figures hold is their own.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import literate
import openpyxl
import pytest
from click.testing import CliRunner
from test_two_languages import _words, only_in

from rbflang.commands import COMMANDS, main, module_of
from rbflang.library import Shelf
from rbflang.pipeline import prepare
from rbflang.render import texts
from rbflang.reports.catalogue import KINDS
from rbflang.ruleset.model import INDICATOR, CheckedRuleset
from rbflang.syntax.vocabulary import KEYWORDS

ROOT = literate.HERE.parent
DOCS = ROOT / "docs"
# the first page is made, in Norwegian
ENGLISH = [one for one in (*DOCS.glob("*.md"), *DOCS.glob("tour/*.md")) if one.name != "index.md"]
IN_ENGLISH = re.compile(r"^ruleset |preamble=\w+\.en\b", re.MULTILINE)
DOCUMENTS = [
    one
    for one in sorted(
        [*(literate.HERE / "language").rglob("*.md"), DOCS / "write-a-scheme.md", *DOCS.glob("tour/*.md")]
    )
    if IN_ENGLISH.search(one.read_text("utf-8"))
]
MOST_MEMBERS = 2
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
# what is a name, a hash, a path or a sign of its own
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
NO_WORDS = re.compile(r"[0-9a-f]{64}|NaN")
# the formats of a document of the language; the others are those of the same words, and are asked of every command
READ = ("terminal", "json")
ASKED_OF_ALL = (
    ("check",), ("allocate",), ("explain",), ("settle",), ("sources",), ("sources", "--all"),
    ("sources", "--alternatives"), ("sources", "--coverage"), ("verify",), ("compare",), ("figures",),
    ("fmt", "--check"),
)  # fmt: skip


@cache
def norwegian() -> frozenset[str]:
    """The words that are Norwegian alone: of the language, of what is said, and of the guides."""
    guides = "\n".join(CODE.sub(" ", one.read_text("utf-8")) for one in (DOCS / "nb").glob("*.md"))
    english = "\n".join(CODE.sub(" ", one.read_text("utf-8")) for one in ENGLISH)
    of_language = {word for keyword in KEYWORDS for word in _words(keyword.nb)}
    shared = {word for keyword in KEYWORDS for word in _words(keyword.en)} | (_words(english) - only_in("nb"))
    return frozenset((only_in("nb") | of_language | _words(guides)) - shared - {"store"})


def strange(text: str, own: frozenset[str] = frozenset()) -> list[str]:
    """The words of a text that are Norwegian, and no one's own."""
    words = _words(NO_WORDS.sub(" ", text).replace("_", " "))
    return sorted(one for one in words - own if one in norwegian() or re.search("[æøå]", one))


def told_by(arguments: Sequence[str]) -> list[str]:
    """Each line that a command prints, or each text of its data, its keys among them."""
    runner = CliRunner(env={"COLUMNS": "10000", "NO_COLOR": "1", "LC_ALL": "en_GB.UTF-8"})
    result = runner.invoke(main, list(arguments), prog_name="rbflang")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    if result.stdout_bytes.startswith(b"PK"):
        return [*_texts_of_sheets(result.stdout_bytes), *result.stderr.splitlines()]
    if "json" in arguments and result.stdout.startswith("{"):
        data = json.loads(result.stdout)
        data.pop("evidence", None)
        return [*texts_in(data), *result.stderr.splitlines()]
    return STYLE.sub("", result.output).splitlines()


def _texts_of_sheets(workbook: bytes) -> Iterator[str]:
    """The name of each sheet, and every text on it."""
    for sheet in openpyxl.load_workbook(io.BytesIO(workbook)):
        yield sheet.title
        yield from (cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))


def texts_in(data: Any) -> Iterator[str]:
    """Every text in some data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from texts_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value)
    elif isinstance(data, str):
        yield data


def found_in(commands: Sequence[tuple[str, ...]], own: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """The lines with a strange word in what some commands print, each once, with the words."""
    return {
        f"{' '.join(command)}: {line.strip()}": found
        for command in commands
        for line in told_by(command)
        if (found := strange(line, own))
    }


def questions(rules: Path) -> list[tuple[str, ...]]:
    """Every report on a ruleset as people and programs read it; of those who are paid and of indicators some."""
    name = rules.name
    asked = [(command[0], name, *([name] if command[0] == "compare" else []), *command[1:]) for command in ASKED_OF_ALL]
    prepared = prepare(Shelf(rules.stem, rules))
    asked += [] if isinstance(prepared, tuple) else _about_some(name, prepared.checked)
    unformed = [one for one in asked if one[0] in ("figures", "fmt", "check")]
    formed = [(*one, "--format", form) for one in asked if one not in unformed for form in READ]
    return [*unformed, ("check", name, "--format", "json"), *formed]


def _about_some(name: str, checked: CheckedRuleset) -> Iterator[tuple[str, ...]]:
    ruleset = checked.ruleset
    among = ruleset.payout.sets[0] if ruleset.payout and ruleset.payout.sets else ""
    payees = [one.name for one in ruleset.sets[among].members[:1]] if among else []
    indicators = [one.name for one in ruleset.sets[INDICATOR].members] if INDICATOR in ruleset.sets else []
    some = indicators[:MOST_MEMBERS]
    for payee in payees:
        for command in ("explain", "settle"):
            yield (command, name, "--for", payee)
            yield from ((command, name, "--for", payee, "--indicator", one) for one in some)
    yield from (("explain", name, "--indicator", one) for one in some)
    yield from (("explain", name, "--measure", one) for one in [*ruleset.measures][:MOST_MEMBERS])


def rulesets_of(path: Path, folder: Path) -> Iterator[tuple[Path, frozenset[str]]]:
    """The wholly English rulesets of a document where they stand with all their figures, and the words in these."""
    bench = literate.Bench(folder, complaints=[], rewritten={})
    rules: Path | None = None
    for part in literate.parts_of(path.read_text("utf-8").split("\n"), True):
        if isinstance(part, literate.Table) or part.language not in ("rbf", "csv", "diff"):
            continue
        if part.language == "rbf":
            if rules:
                yield rules, own_words(rules)
            rules = None
        usual = {"rbf": "scheme.rbf", "csv": "provisional.csv"}.get(part.language, "")
        named = literate.Block(part.language, {"file": usual, **part.attributes}, part.line, part.lines)
        if part.language != "diff" or (folder / named.attributes["file"]).is_file():
            literate.JUDGES[part.language](bench, named)
        is_english = part.language == "rbf" and IN_ENGLISH.search("\n".join((*part.lines, str(part.attributes))))
        if is_english or f"preamble={part.attributes.get('preamble', '')}".endswith(".en"):
            rules = bench.rules
    if rules:
        yield rules, own_words(rules)


def own_words(rules: Path) -> frozenset[str]:
    """The words of a ruleset and the figures beside it, but for those of the language."""
    written = "\n".join(one.read_text("utf-8") for one in rules.parent.iterdir() if one.suffix in (".rbf", ".csv"))
    language = {word for keyword in KEYWORDS for word in _words(keyword.nb)}
    return frozenset(word for one in (rules.name, written) for word in _words(one.replace("_", " "))) - frozenset(
        language
    )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_reports_on_english_rulesets_are_english(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found: dict[str, list[str]] = {}
    for rules, own in rulesets_of(path, tmp_path):
        monkeypatch.chdir(rules.parent)
        found |= found_in(questions(rules), own)
        monkeypatch.chdir(tmp_path)
    assert not found, "\n".join(f"{line}  {words}" for line, words in found.items())


def test_help_is_english() -> None:
    for command in (main, *(import_module(module_of(name)).command for name, _ in COMMANDS)):
        command._help_option = None  # click keeps the option for help in the language in which it was first told
    asked = [(name, "--help") for name, _ in COMMANDS]
    assert not found_in([("--help",), ("--version",), *asked, *((*one, "--lang", "en") for one in asked)])


def test_pages_of_faults_and_words_are_english() -> None:
    faults = [("describe", one.slug, "--format", form) for one in KINDS for form in texts()]
    words = [("describe", one.en, "--format", form) for one in KEYWORDS for form in texts()]
    spelled = {word.strip(", ") for keyword in KEYWORDS for word in (keyword.nb, *_words(keyword.nb))}
    found = found_in([("describe", "--format", "terminal"), *faults])
    # how the words are mixed up cannot be told without one
    found = {line: words for line, words in found.items() if not line.startswith("describe mixed-words")}
    assert not found, "\n".join(f"{line}  {words}" for line, words in found.items())
    told = found_in(words)
    # the page of a word says how it is spelled in the other language, and nothing else
    assert not {line: found for line, found in told.items() if not (spelled | {"tromsø"}).issuperset(found)}


def test_a_norwegian_word_is_seen() -> None:
    assert strange("best.poengandel  100%  documented") == ["poengandel"]
    assert strange("The heading is “størrelse;region;verdi”.") == ["størrelse", "verdi"]
    assert strange("The heading is “quantity;region;value”.") == []
    assert strange("the units are proportion, points and kr") == []
    assert strange("Bygg is a member", frozenset({"bygg"})) == []
