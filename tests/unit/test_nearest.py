"""The names most like a misspelt one: which they are, and that each misspelt one is looked for once."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate import printed_by

from rbflang.inventory.near_names import NearNames
from rbflang.nearest import Names, nearest

RULES = """
regelsett RBF 2031 "Resultatbasert finansiering 2031"
kilde regelverk "Regelverk"
region Nord "Helse Nord RHF"
region Vest "Helse Vest RHF"
indikator video "Video"
fordeling foreløpig "Foreløpig fordeling" [regelverk 1]
fastsatt sats = 500 kr [regelverk 1]
inndata måloppnåelse per indikator, region : andel
formel resultat per region = sum måloppnåelse over indikator [regelverk 1]
utbetaling beløp per region = sats × resultat avrundet til hele kroner [regelverk 1]
"""


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that were looked for, as they are compared."""
    words: list[str] = []
    original = Names._looked_for

    def noted(names: Names, wanted: str) -> tuple[str, ...]:
        words.append(wanted)
        return original(names, wanted)

    monkeypatch.setattr(Names, "_looked_for", noted)
    return words


def given(folder: Path, rules: str, rows: str = "") -> str:
    (folder / "regelsett.rbf").write_text(rules, "utf-8")
    (folder / "forelopig.csv").write_text(f"størrelse;indikator;region;verdi\n{rows}", "utf-8")
    return str(folder / "regelsett.rbf")


def test_words_are_near_from_72_per_cent_of_their_letters_in_order() -> None:
    """Nine letters in order of 12 and of 13 are 18 of 25, 72 per cent; with one letter more they are 18 of 26."""
    assert nearest("abcdefghixyz", ["xabcdefghiuvw"]) == ("xabcdefghiuvw",)
    assert nearest("abcdefghixyz", ["xabcdefghiuvws"]) == ()
    assert nearest("abcdef", ["fedcba"]) == ()
    assert nearest("", ["", "a"]) == ()


def test_the_likest_come_first_and_of_equals_the_first_by_the_alphabet() -> None:
    assert nearest("malloppnåelse", ["måltall", "maloppnaelsen", "Måloppnåelse"]) == ("Måloppnåelse", "maloppnaelsen")
    assert nearest("vekten", ["vekt4", "vekt3", "vekt2", "vekt1"]) == ("vekt1", "vekt2", "vekt3")


@pytest.mark.parametrize(
    ("row", "word"), [("målopnåelse;video;Nord;50 %", "maalopnaaelse"), ("måloppnåelse;vidio;Nord;50 %", "vidio")]
)
def test_a_wrong_word_in_many_rows_is_looked_for_once(
    row: str, word: str, tmp_path: Path, looked_for: list[str]
) -> None:
    printed = printed_by(["allocate", given(tmp_path, RULES, f"{row}\n" * 50)])
    assert sum(line.startswith("Feil: Regelsettet har ingen") for line in printed) == 1
    assert looked_for.count(word) == 1


def test_many_unknown_names_are_compared_with_one_table_of_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One for what the names may have been, and one for what is not used because of them."""
    tables: list[int] = []
    original = NearNames.__init__

    def noted(self: NearNames, *arguments: object) -> None:
        tables.append(1)
        original(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(NearNames, "__init__", noted)
    unknown = "".join(f"formel f{at} = satt{at} × 2 [regelverk 1]\n" for at in range(40))
    printed = printed_by(["check", given(tmp_path, RULES + unknown)])
    assert sum("finnes ikke" in line for line in printed) == 40
    assert len(tables) == 2
