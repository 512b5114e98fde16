"""Each printed figure of a document counts once, whichever rulesets hold it; a number means one figure everywhere."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang import library
from rbflang.commands import main
from rbflang.pipeline import Prepared, prepare
from rbflang.published.published_file import read_published
from rbflang.published.statements import CLAIM, FIGURE, KINDS, UNPRINTED, PublishedRow
from rbflang.source import Source

# Where a figure stands, in which document, and what is printed there.
PRINT = ("place", "line", "column", "printed", "unit", "kind")


def all_rows() -> Iterator[tuple[Hashable, PublishedRow]]:
    """Every row of every ruleset with its document: title, publisher and date."""
    for shelf in library.shelves():
        prepared, source = prepare(shelf), library.read(shelf.published)
        assert isinstance(prepared, Prepared) and isinstance(source, Source)
        for row in read_published(source).rows:
            if row.text("kind") in KINDS:
                document = prepared.checked.ruleset.sources[row.text("document")]
                yield (document.title, document.facts), row


def test_a_number_means_one_figure_in_all_rulesets_and_a_figure_has_one_number() -> None:
    figures, numbers = defaultdict(set), defaultdict(set)
    for document, row in all_rows():
        figure = (document, *map(row.text, PRINT))
        figures[row.text("label")].add(figure)
        numbers[figure].add(row.text("label"))
    assert {label: found for label, found in figures.items() if len(found) > 1} == {}
    assert {figure: found for figure, found in numbers.items() if len(found) > 1} == {}
    counts = Counter(kind for *_, kind in numbers)
    assert counts == {FIGURE: 444, CLAIM: 198, UNPRINTED: 5}
    told = " ".join((Path(__file__).parent.parent / "CHANGELOG.md").read_text("utf-8").split())
    assert f"{counts[FIGURE]} printed figures and {counts[CLAIM]} claims in the documents of all nine years" in told


def test_what_several_rulesets_hold_counts_once_in_all() -> None:
    """RBF 2022 has 218 printed figures and RBF 2025 208; 6 of 2022 and 1 of 2025 stand in the rules of the other."""
    found = CliRunner().invoke(main, ["verify", "rbf2022", "rbf2025", "--format", "json"])
    data = json.loads(found.stdout)
    assert sum(data["figures"].values()) == 218 + 208 - 6 - 1
    apart = Counter(row["kind"] for one in data["rulesets"] for row in one["rows"])
    assert apart["figures"] == 218 + 208
    assert sum(data["unprinted"].values()) == apart["unprinted"] == 5


RULES = """regelsett {title} "Prøve"
kilde regler "Regler" {{ utgiver "Direktoratet"  utgitt "{date}" }}
region Nord "Helse Nord"
region Vest "Helse Vest"
inndata resultat per region : andel
fastsatt bevilgning = 100 kr [regler 1]
utbetaling inntekt per region = bevilgning × resultat / (sum resultat over region) [regler 2]
    avrundet til hele kroner, etter største rest [regler 2]
"""
DATA = "størrelse;region;verdi;kilde\nresultat;Nord;60,0 %;regler 4\nresultat;Vest;40,0 %;regler 4\n"
HEADING = "nr;slag;størrelse;region;trykt;enhet;dokument;sted"


def a_year(folder: Path, year: int, *rows: str, date: str = "2030") -> str:
    """A small ruleset with data and published figures."""
    home = folder / f"rbf{year}"
    home.mkdir()
    (home / f"rbf{year}.rbf").write_text(RULES.format(title=f"RBF {year}", date=date), encoding="utf-8")
    (home / "forelopig.csv").write_text(DATA, encoding="utf-8")
    counted = Counter(row.split(";")[1] for row in rows)
    counts = (f";opptelling{' av ikke trykte' if kind else ''};;;{n};;regler;alt" for kind, n in counted.items())
    (home / "publisert.csv").write_text("\n".join((HEADING, *counts, *rows)) + "\n", encoding="utf-8")
    return str(home)


PAID = "1;;inntekt;Nord;60;kr;regler;4"
FIXED = "2;;bevilgning;;100;kr;regler;1"
BESIDE = "3;ikke trykt;bevilgning;;100;kr;regler;1"


@pytest.mark.parametrize(
    ("rows", "date", "counted"),
    [
        ((PAID,), "2030", 2),
        ((PAID,), "2031", 3),
        ((PAID.replace(";4", ";5"),), "2030", 3),
        ((PAID.replace("60", "60,0"),), "2030", 3),
        ((PAID.replace("1;;", "4;;"),), "2030", 3),
        ((PAID.replace("1;;", ";;"),), "2030", 3),
        ((PAID, BESIDE), "2030", 2),
    ],
)
def test_a_figure_is_the_same_by_its_document_number_place_and_print(
    tmp_path: Path, rows: tuple[str, ...], date: str, counted: int
) -> None:
    years = a_year(tmp_path, 2030, PAID, FIXED), a_year(tmp_path, 2031, *rows, date=date)
    found = CliRunner().invoke(main, ["verify", *years])
    assert found.exit_code == 0, found.output
    assert f"{counted} trykte tall: " in found.output
    assert ("én gang, selv om flere regelsett" in found.output) is (counted == 2)
    assert ("1 tall som ikke er trykt: " in found.output) is (BESIDE in rows)


def test_a_figure_that_differs_in_one_ruleset_is_a_fault_however_many_have_it_right(tmp_path: Path) -> None:
    years = a_year(tmp_path, 2030, PAID), a_year(tmp_path, 2031, PAID)
    rules = Path(years[1], "rbf2031.rbf")
    rules.write_text(rules.read_text("utf-8").replace("100 kr", "200 kr"), encoding="utf-8")
    found = CliRunner().invoke(main, ["verify", *years])
    assert found.exit_code == 1
    assert "1 trykt tall: 1 feil." in found.output


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((PAID, FIXED.replace("2;", "1;")), "Nummeret står på flere rader."),
        ((PAID, BESIDE.replace("ikke trykt", "trykk")), "Slaget «trykk» finnes ikke."),
    ],
)
def test_a_row_that_cannot_count_as_one_figure_is_a_fault(tmp_path: Path, rows: tuple[str, ...], reason: str) -> None:
    found = CliRunner().invoke(main, ["verify", a_year(tmp_path, 2030, *rows)])
    assert found.exit_code == 1
    assert reason in found.output


def test_one_figure_with_several_verdicts_is_told_with_its_reason() -> None:
    """What KBF 2021 paid and how many indicators it had stand in the document of 2022: rules there, print here."""
    output = " ".join(CliRunner().invoke(main, ["verify", "kbf2021", "rbf2022"]).output.split())
    told = output.partition("Samme tall, ulikt utfall ")[2].partition(" Hva utfallene betyr")[0]
    _, *each = told.split("Resultatbasert finansiering 2022, ")
    assert len(each) == 4
    for one in each:
        assert "KBF 2021: " in one and "RBF 2022: " in one
        assert one.strip().endswith(("med rbflang verify kbf2021.", "av beløpene til de fire regionene."))
    alone = CliRunner().invoke(main, ["verify", "rbf2022"]).output
    assert "Samme tall, ulikt utfall" not in alone and "én gang, selv om" not in alone


def test_a_verdict_that_was_given_is_explained_and_no_other() -> None:
    output = CliRunner().invoke(main, ["verify", "rbf2023"], env={"COLUMNS": "120"}).output
    told = output.partition("Hva utfallene betyr\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split("  ")[1] for line in told] == ["stemmer med regel eller resultat", "kan ikke beregnes"]
