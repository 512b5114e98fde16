"""Slips of one who writes what is counted are one fault each, where the slip is, with the way to write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rbflang.source import Source
from rbflang.syntax.read import read

PREAMBLES = Path(__file__).parents[1] / "language" / "preambles"
HEADS = {
    "nb": ("counted.rbf", "måling av måloppnåelse fra episoder [regelverk 5]"),
    "en": ("counted.en.rbf", "measurement of achievement from episodes [rulebook 5]"),
}
PER = {"nb": "Skriv «telles per» og kolonnen: telles per foretak.",
       "en": "Write “counted per” and the column: counted per trust."}  # fmt: skip
SHARE = {
    "nb": "En andel skrives som to antall med / mellom: ",
    "en": "A share is written as two counts with / between: ",
}
UNIQUE = {"nb": "Skriv «antall unike» foran nøkkelen: ", "en": "Write “count of unique” before the key: "}
ROWS = {"nb": "Skriv bare «antall» der hver rad telles: ", "en": "Write “count” alone where each row counts: "}
WHERE = {"nb": "Skriv «der» foran vilkåret: ", "en": "Write “where” before the condition: "}
DIVIDED = {"nb": "Skriv / mellom det som telles, ", "en": "Write / between what is counted "}
HOW_MANY = {"nb": "Skriv «antall» der rader telles, ", "en": "Write “count” where rows are counted, "}
KEY = {"nb": "Skriv nøkkelen som telles: ", "en": "Write the key that is counted: "}
COUNT = "video: antall / antall"
IN_ENGLISH = "video: count / count"

# the language, the lines, the word that the fault points at, what is said
SLIPS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("nb", f"tell per foretak\n{COUNT}", "per", PER),
    ("nb", f"teller per foretak\n{COUNT}", "per", PER),
    ("nb", f"tell unike per foretak [regelverk 5]\n{COUNT}", "unike", PER),
    ("nb", f"telles innenfor foretak\n{COUNT}", "innenfor", PER),
    ("nb", f"telles foretak [regelverk 5]\n{COUNT}", "foretak", PER),
    ("nb", f"per foretak\n{COUNT}", "foretak", PER),
    ("nb", "video: andel unike pasienter der kontakt er video", "andel", SHARE),
    ("nb", "video: andel der kontakt er video / antall", "andel", SHARE),
    ("nb", "video: prosent unike pasienter der kontakt er video", "prosent", SHARE),
    ("nb", "video: antall unik pasient der kontakt er video / antall", "pasient", UNIQUE),
    ("nb", "video: antall av pasienter der kontakt er video / antall", "pasienter", UNIQUE),
    ("nb", "video: antall opphold der kontakt er video / antall", "der", ROWS),
    ("nb", "video: summen av opphold der kontakt er video / antall", "summen", HOW_MANY),
    ("nb", "video: antall unike pasienter hvor kontakt er video / antall", "kontakt", WHERE),
    ("nb", f"hvor tellende\n{COUNT}", "tellende", WHERE),
    ("nb", "video: antall der kontakt er video av antall", "antall", DIVIDED),
    ("nb", "video: antall der kontakt er video delt på antall", "på", DIVIDED),
    ("nb", "video: antall unike av pasienter / antall", "av", KEY),
    ("en", f"count per trust\n{IN_ENGLISH}", "trust", PER),
    ("en", f"counts per trust\n{IN_ENGLISH}", "per", PER),
    ("en", f"counted within trust\n{IN_ENGLISH}", "within", PER),
    ("en", "video: share of unique patients where contact is video", "share", SHARE),
    ("en", "video: percentage of patients where contact is video", "percentage", SHARE),
    ("en", "video: count unique patients where contact is video / count", "patients", UNIQUE),
    ("en", "video: count of patients where contact is video / count", "patients", UNIQUE),
    ("en", "video: count of distinct patients where contact is video / count", "distinct", UNIQUE),
    ("en", "video: count stays where contact is video / count", "where", ROWS),
    ("en", "video: number of stays where contact is video / count", "number", HOW_MANY),
    ("en", "video: count of unique patients with contact is video / count", "contact", WHERE),
    ("en", "video: count where contact is video over count", "count", DIVIDED),
    ("en", "video: count where contact is video divided by count", "by", DIVIDED),
)


@pytest.mark.parametrize(("language", "lines", "word", "said"), SLIPS, ids=[slip[1] for slip in SLIPS])
def test_a_slip_is_told_with_the_way_to_write_it(language: str, lines: str, word: str, said: dict[str, str]) -> None:
    preamble, head = HEADS[language]
    text = f"{(PREAMBLES / preamble).read_text('utf-8')}\n{head} {{\n{lines}\n}}\n"
    found = read(Source("regelsett.rbf", text)).faults
    assert found
    fault = found[0]
    span = fault.labels[0].span
    assert span.source.text[span.start : span.end] == word
    assert fault.tip.say(language).startswith(said[language])
    assert not any(one.tip.say(language) == fault.tip.say(language) for one in found[1:])


def test_the_words_are_no_slips_elsewhere() -> None:
    """A table of more than one line may begin a line with “per”."""
    text = 'regelsett X 2031 "X"\ntabell nøkkel\n    per region : andel {\n    Nord: 1\n}\n'
    assert all("telles per" not in one.tip.nb for one in read(Source("x.rbf", text)).faults)
