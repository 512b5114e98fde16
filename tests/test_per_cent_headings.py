"""Shares whose sign stands in the heading, or nowhere: headings that say per cent, formats that show none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rbflang import library
from rbflang.commands import main

SHELF = library.find("rbf2025")
assert SHELF
DATA = SHELF.observations("forelopig").read_text("utf-8")
SHARES = "\n".join(line for line in DATA.splitlines() if "utbetaling" not in line)
BARE = SHARES.replace(" %", "")
PAID = ("99 092 353", "77 631 402", "369 457 401", "125 449 844")


def given(folder: Path, text: str) -> Result:
    (folder / "egne.csv").write_text(text, "utf-8")
    return CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(folder / "egne.csv")])


def in_per_cent(text: str) -> str:
    return text.replace(";verdi;", ";verdi (%);", 1)


@pytest.mark.parametrize(
    "text", [BARE, SHARES, BARE.replace("under 0,6;", "under 0,6 %;")], ids=["bare", "signed", "both"]
)
def test_narrowings_are_per_cents_as_their_figures_are(tmp_path: Path, text: str) -> None:
    assert ";under 0,6" in text
    result = given(tmp_path, in_per_cent(text))
    assert result.exit_code == 0, result.output
    assert all(amount in result.stdout for amount in PAID)


COUNTS = """regelsett X 2025 "X"
kilde s "S"
region A "A"
region B "B"
inndata andelen per region : andel
inndata antallet per region : antall
utbetaling beløp per region = 1 000 kr × andelen × (antallet / (antallet + antallet))
    avrundet til hele kroner, halve opp [s 1]
"""


def test_counts_under_a_heading_of_per_cents_are_counts(tmp_path: Path) -> None:
    (tmp_path / "x.rbf").write_text(COUNTS, "utf-8")
    rows = "andelen;A;50\nandelen;B;25 %\nantallet;A;739\nantallet;B;4"
    (tmp_path / "x.csv").write_text(f"størrelse;region;verdi (%)\n{rows}\n", "utf-8")
    result = CliRunner().invoke(main, ["allocate", str(tmp_path / "x.rbf"), "--data", str(tmp_path / "x.csv")])
    assert result.exit_code == 0, result.output
    # 1 000 kr × 50 % × 739 / 1 478 = 250 kr, and 1 000 kr × 25 % × 4 / 8 = 125 kr
    assert "250" in result.stdout
    assert "125" in result.stdout


@pytest.mark.parametrize(
    ("row", "cure"),
    [
        ("#I/T;video;;;Vest;1 %;;;b", "Skriv navnet på størrelsen i cellen."),
        ("måloppnåelse;#REF!;;;Vest;1 %;;;b", "skriv det som skal stå under «indikator»."),
        ("måloppnåelse;video;;;Vest;#N/A;;;b", "Finnes ikke tallet, så la cellen stå tom."),
        ("måloppnåelse;video;;;Vest;1 %;#N/A;;b", "Skriv presiseringen i cellen"),
        ("måloppnåelse;video;;;Vest;1 %;;#N/A;b", "Skriv statusen i cellen."),
        ("måloppnåelse;video;;;Vest;1 %;;;#N/A", "Skriv i cellen hvor tallet står."),
    ],
)
def test_the_cure_of_an_error_is_that_of_its_column(tmp_path: Path, row: str, cure: str) -> None:
    found = " ".join(given(tmp_path, f"{SHARES}\n{row}\n").stderr.split())
    assert cure in found
    assert ("så la cellen stå tom" in found) == (row.split(";")[5] == "#N/A" or row.split(";")[6] == "#N/A")


def test_the_cure_of_an_error_in_a_heading(tmp_path: Path) -> None:
    found = " ".join(given(tmp_path, SHARES.replace(";presisering;", ";#REF!;", 1)).stderr.split())
    assert "Skriv navnet på kolonnen i cellen" in found


def workbook(path: Path, change: Any) -> Result:
    pytest.importorskip("openpyxl")
    from test_workbooks import ROWS, saved, with_percents

    def both(sheet: Any) -> None:
        with_percents(sheet)
        change(sheet)

    return CliRunner().invoke(main, ["allocate", "rbf2025", "--data", str(saved(path, ROWS, both))])


def test_a_share_shown_as_a_bare_nought_is_no_nought(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["F2"].value, sheet["F2"].number_format = 0.1, "# ##0"

    found = " ".join(workbook(tmp_path / "tall.xlsx", change).stderr.split())
    assert "[figure-without-percent]" in found
    assert "0,1 kan være 0,1 % eller 10 %" in found


def test_a_true_nought_needs_no_sign(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["F18"].value, sheet["F18"].number_format = 0, "# ##0"

    assert workbook(tmp_path / "tall.xlsx", change).exit_code == 0


def test_without_number_formats_no_sign_is_called_missing(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    from test_other_workbooks import HEADINGS, binary_row, xlsb

    (tmp_path / "x.rbf").write_text(
        COUNTS.replace("inndata antallet per region : antall\n", "").replace(
            " × (antallet / (antallet + antallet))", ""
        ),
        "utf-8",
    )
    head = ("størrelse", "region", "verdi", "presisering")
    assert len(head) == len(HEADINGS)

    def told(*values: float, narrowing: str = "") -> Result:
        rows = [((0, "andelen"), (1, name), (2, one), (3, narrowing)) for name, one in zip("AB", values, strict=True)]
        path = xlsb(
            tmp_path / "x.xlsb",
            binary_row(0, *enumerate(head)),
            *(binary_row(at, *row) for at, row in enumerate(rows, 1)),
        )
        return CliRunner().invoke(main, ["allocate", str(tmp_path / "x.rbf"), "--data", str(path)])

    found = told(0.134, 0.25)
    assert found.exit_code == 0, found.output
    assert "Tallformatene i x.xlsb kan ikke leses: 0,134 er lest som 13,4 %." in " ".join(found.stdout.split())
    assert "Prosenttegn mangler" not in found.stdout
    found = told(0.134, 0.25, narrowing="under 40 %")
    assert "Tallformatene i x.xlsb kan ikke leses, og da er det uklart hvilke tall som er prosent" in found.stderr
    assert "Lagre den som .xlsx." in found.stderr
