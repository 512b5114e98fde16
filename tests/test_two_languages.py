"""What is said in one language holds no word and no number of the other.

Every fault of every document under `tests/language/` is looked at, in both languages. What stands in quotation marks is
the author's own, and so are the names that a document declares; what is to be pasted is written as the file is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import literate
import pytest

import rbflang
from rbflang.data.computed import Computed
from rbflang.diagnostics import NOTHING, Fault, Kind
from rbflang.reports.catalogue import KINDS
from rbflang.syntax.vocabulary import KEYWORDS
from rbflang.uncertainty.printed_value_on_a_step import warnings_of
from rbflang.wording import Words

PACKAGE = Path(rbflang.__file__).parent
DOCUMENTS = sorted((literate.HERE / "language").rglob("*.md"))
WORD = re.compile(r"[^\W\d_]+(?:_\w+)*")
THEIR_OWN = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|`[^`]*`|\[[^\]]*\]|[\w.-]+\.(?:rbf|csv)(?::\d+)*|#[\w/]+[?!]?")
# numbers as only the other language spells them
NUMBERS = {
    "en": r"\d,\d{1,2}(?!\d)|\d,\d{4,}|\d [%‰]|(?<!\d)\d{1,3}\s\d{3}(?!\d)",
    "nb": r"(?<![\d.])\d+\.\d{1,2}(?![\d.])|\d[%‰]",
}
SPOKEN = ("nb", "en")
SAID_BY = {"Words", "say"}


@cache
def only_in(language: str) -> frozenset[str]:
    """The words that wordings of the package have in this language and in none of the other."""
    halves: dict[str, set[str]] = {"nb": set(), "en": set()}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) == 2 and _called(node.func) in SAID_BY:
                for spoken, argument in zip(SPOKEN, node.args, strict=True):
                    halves[spoken] |= _words(THEIR_OWN.sub(" ", _literal(argument)))
    other = "nb" if language == "en" else "en"
    return frozenset(halves[language] - halves[other])


def _called(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _literal(argument: ast.expr) -> str:
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    return " ".join(str(one.value) for one in parts if isinstance(one, ast.Constant))


def _words(text: str) -> set[str]:
    return {one.lower() for one in WORD.findall(text)}


@cache
def _keywords() -> frozenset[str]:
    return frozenset(word for one in KEYWORDS for language in SPOKEN for word in _words(one.spelled(language)))


def declared(document: str) -> frozenset[str]:
    """What the texts in a document hold and no word of the language is: names, titles, cells, numbers with a point."""
    blocks = "\n".join(re.findall(r"```(?:rbf|csv|diff)[^\n]*\n(.*?)```", document, re.DOTALL))
    used = sorted(set(re.findall(r"preamble=([\w.]+)", document)))
    preambles = "\n".join((literate.PREAMBLES / f"{name}.rbf").read_text("utf-8") for name in used)
    return frozenset({*_words(blocks + preambles) - _keywords(), *re.findall(r"\d+\.\d+", blocks)})


def strange(text: str, language: str, own: frozenset[str]) -> list[str]:
    """The words and numbers of a text that are of the other language."""
    said, other = THEIR_OWN.sub(" ", text), "nb" if language == "en" else "en"
    words = [one for one in WORD.findall(said) if one.lower() in only_in(other) - own]
    if language == "en":
        words += [
            one for one in WORD.findall(said) if re.search("..[æøå]|[æøå]..", one.lower()) and one.lower() not in own
        ]
    return [*words, *(one for one in re.findall(NUMBERS[language], said) if language == "en" or one not in own)]


def said_by(fault: Fault) -> Iterator[Words]:
    """All that a fault says, but not what is pasted, nor addresses."""
    yield from (fault.title, fault.tip, fault.total, *fault.story, *fault.after, *(one.text for one in fault.labels))
    yield from (cell for row in fault.table for cell in row)


def faults_in(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Sequence[Fault]:
    """The faults of the rulesets and figures of a document."""
    found: list[Fault] = []
    check, compute, run_once = literate.checked, literate._compute, literate.compute

    def checked(source: literate.Source) -> object:
        result = check(source)
        found.extend(result[1])
        return result

    def computed(bench: literate.Bench) -> Sequence[Fault]:
        faults = compute(bench)
        found.extend(faults)
        return faults

    monkeypatch.setattr(literate, "checked", checked)

    def run(*arguments: object) -> object:
        result = run_once(*arguments)
        if isinstance(result, Computed):
            found.extend(warnings_of(result))
        return result

    monkeypatch.setattr(literate, "_compute", computed)
    monkeypatch.setattr(literate, "compute", run)
    monkeypatch.setitem(literate.JUDGES, "transcript", lambda bench, block: None)
    monkeypatch.chdir(folder)
    literate.complaints_about(path, folder)
    return tuple(dict.fromkeys(found))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_faults_are_told_in_one_language(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = declared(path.read_text("utf-8"))
    mixed = {
        (fault.slug, language, words.say(language)): found
        for fault in faults_in(path, tmp_path, monkeypatch)
        for words in said_by(fault)
        for language in SPOKEN
        if (found := strange(words.say(language), language, own))
    }
    assert not mixed, "\n".join(
        f"{slug} ({language}): {text}  {found}" for (slug, language, text), found in mixed.items()
    )


def written_in(folder: Path) -> tuple[list[str], frozenset[str]]:
    """What stands in the texts of a folder: titles, citations, explanations and cells, the longest first; and words."""
    text = "\n".join(path.read_text("utf-8") for path in folder.iterdir() if path.suffix in (".rbf", ".csv"))
    flat = " ".join(text.split())
    said = {*re.findall(r'"([^"]*)"', flat), *re.findall(r"##\s*([^\n]+)", text)}
    for cited in re.findall(r"\[([^\]]*)\]", flat):
        said |= {cited, cited.partition(": ")[2], *re.split(r"[:;,] ", cited)}
    said |= {cell.strip(' "') for line in text.splitlines() if ";" in line for cell in line.split(";")}
    said = {one for one in said if re.search("[a-zæøå]{3}", one)}
    whole = sorted({*said, *(one[:1].lower() + one[1:] for one in said)}, key=len, reverse=True)
    return whole, frozenset(_words(text) - _keywords())


@pytest.mark.parametrize("year", ["rbf2022", "rbf2025"])
@pytest.mark.parametrize("command", [("allocate",), ("explain",), ("explain", "--rhf", "Vest")], ids=" ".join)
def test_reports_are_told_in_one_language(command: tuple[str, ...], year: str) -> None:
    form = ("--lang", "en", "--format", "markdown")
    told = "\n".join(literate.printed_by([command[0], year, *command[1:], *form], "100000"))
    whole, own = written_in(literate.HERE.parent / "rulesets" / year)
    for one in whole:
        told = told.replace(one, "·")
    assert not {line: found for line in told.splitlines() if (found := strange(line, "en", own))}


def test_a_word_or_a_number_of_the_other_language_is_seen() -> None:
    assert strange("It is about video for alle regioner", "en", frozenset({"video"})) == ["alle", "regioner"]
    assert strange("Helse Nord og Helse Vest have 0,4 % of 1 000", "en", frozenset({"nord", "vest"})) == [
        "og",
        "0,4",
        "1 000",
    ]
    assert strange("Det er 40 % igjen", "en", frozenset()) == ["Det", "er", "igjen", "0 %"]
    assert strange("Det er 0.4% and mer", "nb", frozenset()) == ["and", "0.4"]
    assert strange("“alle regioner” is 0.4% of 1,000 kr", "en", frozenset()) == []


def test_words_of_two_languages_are_no_text() -> None:
    with pytest.raises(TypeError, match="one language at a time"):
        f"{Words('alle', 'all')}"
    assert str(NOTHING.nb) == ""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_titles_are_told_in_one_language(kind: Kind) -> None:
    for words in (kind.title, kind.listed):
        assert not strange(words.nb, "nb", frozenset())
        assert not strange(words.en, "en", frozenset())
