"""Reports as CSV: every table with numbers as numbers, and what is said beside them kept."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction

import pytest
from click.testing import CliRunner

from rbflang.commands import main, options
from rbflang.quantities import KRONER, PARTS, POINTS, SHARE
from rbflang.render import rendered
from rbflang.reports.document import Column, Document, Heading, Lines, Notes, Paragraph, Table, Verbatim
from rbflang.reports.document import Line as Fact
from rbflang.reports.typed_cells import BLANK, DASH, OUT_OF, Amount, Cell, ExactNumber, FromTo, Marked, Phrase, Quoted

HEADINGS = (Column("Navn", "left"), Column("Beløp"))


def of(table: Table, language: str = "nb") -> list[str]:
    """The rows of a table alone, as CSV."""
    return rendered(Document("", (table,), language=language), "csv").strip().split("\n")


def amounts(*cells: Cell) -> Table:
    """A table with a name and a cell in each row."""
    return Table(HEADINGS, tuple((Phrase(chr(97 + at)), cell) for at, cell in enumerate(cells)))


def test_amounts_are_numbers_with_the_decimals_shown() -> None:
    """−1 234 567,891 with two decimals is -1234567,89: no grouping, a plain minus, the unit once, in the heading."""
    table = amounts(Amount(Fraction(-1234567891, 1000), 2, KRONER, is_named=True), Amount(Fraction(5), 2, KRONER, True))
    assert of(table) == ["Navn;Beløp (kr)", "a;-1234567,89", "b;5,00"]
    assert of(table, "en") == ["Navn,Beløp (kr)", "a,-1234567.89", "b,5.00"]


def test_a_share_is_its_per_cent() -> None:
    assert of(amounts(Amount(Fraction(134, 1000), 1, SHARE, is_named=True))) == ["Navn;Beløp (%)", "a;13,4"]


def test_no_figure_is_an_empty_cell() -> None:
    assert of(amounts(Amount(Fraction(7), 0, POINTS), DASH, BLANK)) == ["Navn;Beløp (poeng)", "a;7", "b;", "c;"]


def test_a_heading_that_names_the_unit_is_kept() -> None:
    table = Table((Column("Poeng"),), ((Amount(Fraction(7), 0, POINTS),),))
    assert of(table) == ["Poeng", "7"]


def test_rows_with_a_unit_each_have_one_column_of_units() -> None:
    table = amounts(Amount(Fraction(7), 0, POINTS), Amount(Fraction(9), 0, KRONER), Amount(Fraction(1, 4), 2), DASH)
    assert of(table) == ["Navn;Beløp;enhet", "a;7;poeng", "b;9;kr", "c;0,25;", "d;;"]


def test_units_that_differ_in_a_row_stand_beside_the_column() -> None:
    row = Amount(Fraction(7), 0, POINTS), Amount(Fraction(2), 0, PARTS)
    other = Amount(Fraction(9), 0, KRONER), Amount(Fraction(3), 0, PARTS)
    table = Table((Column("A"), Column("B", group="Nord")), (row, other))
    assert of(table) == ["A;A enhet;Nord B (deler)", "7;poeng;2", "9;kr;3"]


def test_two_ends_are_two_columns() -> None:
    ends = FromTo(Amount(Fraction(59, 1000), 1, SHARE), " → ", Quoted("minst 6 %", None, SHARE))
    assert of(amounts(ends, DASH)) == ["Navn;Beløp fra (%);Beløp til (%)", "a;5,9;minst 6 %", "b;;"]


def test_a_count_and_what_it_is_out_of_are_two_columns() -> None:
    """Whatever is noted on one of them, and where no more is told than a bound."""
    small = Marked(FromTo(Amount(Fraction(3)), OUT_OF, Amount(Fraction(1249))), "a")
    bound = FromTo(Phrase("under 5"), OUT_OF, Amount(Fraction(1160)))
    assert of(amounts(small, bound)) == ["Navn;Beløp telt;Beløp telt merknad;Beløp av", "a;3;a;1249", "b;under 5;;1160"]


def test_a_figure_and_its_note_are_two_columns() -> None:
    table = amounts(Marked(Amount(Fraction(6, 1000), 1, SHARE), "a"), Amount(Fraction(1, 100), 1, SHARE))
    assert of(table) == ["Navn;Beløp (%);Beløp merknad", "a;0,6;a", "b;1,0;"]


def test_exact_numbers_have_all_their_decimals() -> None:
    """1/8 ends after three decimals; 1/3 never does, and has fifteen; what is printed as 24,0 % is 24."""
    cells = ExactNumber(Fraction(1, 8)), ExactNumber(Fraction(1, 3))
    assert of(amounts(*cells)) == ["Navn;Beløp", "a;0,125", "b;0,333333333333333"]
    assert of(amounts(Quoted("24,0 %", Fraction(24, 100), SHARE)))[1] == "a;24"


@pytest.mark.parametrize("text", ["=1+1", "+5", "-5", "@sum"])
def test_no_words_are_a_formula(text: str) -> None:
    assert of(amounts(Phrase(text)))[1] == f"a;'{text}"


def test_what_is_said_beside_the_tables_is_kept() -> None:
    blocks = (Heading("H"), Paragraph("P; p"), Lines((Fact("L", "l", "o"),)), Notes(("N",)), Verbatim(("V",)))
    shown = rendered(Document("T", blocks, notice="Syntetiske data", foot=("F",)), "csv")
    assert shown.split("\n") == ["# Syntetiske data", "# T", "# H", '"# P; p"', "# L l o", "# N", "# V", "# F", ""]


# the reports

RUNS = (
    "allocate rbf2025", "allocate rbf2022 --lang en", "allocate kbf2021 --data syntetisk", "explain rbf2025",
    "explain rbf2025 --rhf Vest", "explain rbf2025 --rhf Vest --lang en", "explain rbf2022 --indicator plan",
    "explain rbf2022 --rhf Nord --indicator epikrise", "explain rbf2022 --measure datakompletthet",
    "explain kbf2021 --rhf Vest --data syntetisk", "verify rbf2025", "verify rbf2022 --lang en", "sources rbf2025",
    "sources rbf2025 --all", "compare rbf2022 rbf2025", "compare kbf2020 kbf2021 --lang en", "list", "describe",
    "settle rbf2025 --data syntetisk", "settle rbf2023 --rhf Vest --data syntetisk", "describe division-can-be-by-zero",
    "next-step rbf2025 --for Vest --worth 40000000", "goal rbf2025 --for Vest --more 5000000 --lang en",
    "whatif rbf2025 --set måloppnåelse.video.Vest=12,1% --set måloppnåelse.skjema.Nord=0,3%",
    "incentives rbf2025 --for Vest", "incentives rbf2024 --lang en",
    "attribution rbf2025 --data syntetisk --lang en",
    "attribution rbf2023 --over indikatorer --for Vest --data syntetisk",
)  # fmt: skip


def printed(run: str, form: str = "csv") -> str:
    """What a command prints, less what it warns of."""
    result = CliRunner().invoke(main, [*run.split(), "--format", form])
    assert result.exit_code == 0, result.output
    return result.stdout


def tables_in(text: str, separator: str) -> list[list[list[str]]]:
    """The tables of a report: rows between empty ones, less remarks."""
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if not row or row[0][:1] != "#"]
    found: list[list[list[str]]] = [[]]
    for row in rows:
        if row:
            found[-1].append(row)
        elif found[-1]:
            found.append([])
    return list(filter(None, found))


@pytest.mark.parametrize("run", RUNS)
def test_every_table_has_as_many_cells_in_every_row(run: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Document] = []
    monkeypatch.setattr(options, "rendered", lambda document, *more: made.append(document) or rendered(document, *more))
    found = tables_in(printed(run), "," if "--lang en" in run else ";")
    assert [len(rows) - 1 for rows in found] == [
        len(block.rows) for block in made[0].blocks if isinstance(block, Table)
    ]
    for rows in found:
        assert len({len(row) for row in rows}) == 1, rows


def test_the_payouts_are_those_of_the_data() -> None:
    data = json.loads(printed("allocate rbf2025", "json"))
    tables = tables_in(printed("allocate rbf2025"), ";")
    rows = {row[0]: row[1:] for table in tables for row in table}
    assert rows["RBF-inntekt"][:4] == [str(data["payouts"][name]) for name in data["regions"]]
    assert rows["RBF-inntekt"][5:] == ["671631000", "kr"]


def test_figures_made_up_are_said_to_be_that_first() -> None:
    assert printed("allocate kbf2021 --data syntetisk").startswith("# Syntetiske data")


def test_the_numbers_of_rules_are_numbers_before_and_now() -> None:
    weights, key = tables_in(printed("compare rbf2022 rbf2025"), ";")[:2]
    assert weights[0][:4] == ["", "RBF 2022 (%)", "RBF 2025 (%)", "Endring (prosentpoeng)"]
    assert [row[:4] for row in weights[1:]] == [["Vekt: Samarbeidsaktiviteter (PHV/TSB)", "24", "20", "-4"]]
    assert key[0][:5] == ["", "RBF 2022", "RBF 2022 merknad", "RBF 2025", "Endring"]
    assert key[3][:5] == ["Fordelingsnøkkel: Sør-Øst", "0,5387", "(utledet)", "0,5431", "0,0044"]
