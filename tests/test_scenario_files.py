"""Files of scenarios: read and written some rows at a time, paid to the krone, and refused by name where amiss."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rbflang import compute, find, prepare
from rbflang.batch import column_files
from rbflang.commands import extras, main

LITE = Path(__file__).parent / "language" / "preambles" / "lite.rbf"
FIGURES = """størrelse;indikator;region;verdi
måloppnåelse;video;Nord;5 %
måloppnåelse;video;Vest;12 %
måloppnåelse;epikrise;Nord;41,0 %
måloppnåelse;epikrise;Vest;41,0 %
"""
COLUMNS = (
    "måloppnåelse.video.Nord",
    "måloppnåelse.video.Vest",
    "måloppnåelse.epikrise.Nord",
    "måloppnåelse.epikrise.Vest",
)
# Worked out in partial.md: both without parts for video, Vest with all, Nord with all; a figure that is missing.
ROWS = (("a", 0.05, 0.09), ("b", 0.05, 0.1), ("c", 0.2, 0.0999), ("d", 0.05, None))
PAID = ((400_000, 600_000), (86_957, 913_043), (823_529, 176_471), (None, None))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "regelsett.rbf").write_text(LITE.read_text("utf-8"), "utf-8")
    (tmp_path / "forelopig.csv").write_text(FIGURES, "utf-8")
    return tmp_path


def run(folder: Path, source: str, target: str, *words: str) -> Result:
    files = ("--in", str(folder / source), "-o", str(folder / target))
    return CliRunner().invoke(main, ["scenarios", str(folder / "regelsett.rbf"), *files, *words])


def write(path: Path, lines: list[list[object]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)


def four(folder: Path) -> None:
    """The four scenarios with all their figures."""
    rows = [[name, nord, "" if vest is None else vest, 0.41, 0.41] for name, nord, vest in ROWS]
    write(folder / "inn.csv", [["navn", *COLUMNS], *rows])


def read(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("batch", [1, 3, 65_536])
def test_a_row_is_paid_for_each_scenario(folder: Path, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_files, "BATCH", batch)
    four(folder)
    result = run(folder, "inn.csv", "ut.csv", "--keep", "navn")
    assert result.exit_code == 0 and "4 scenarioer er skrevet" in result.output and "1 kan ikke" in result.output
    heading, *rows = read(folder / "ut.csv")
    assert heading == ["navn", "inntekt.Nord", "inntekt.Vest"]
    amounts = [["" if one is None else str(one) for one in paid] for paid in PAID]
    assert rows == [[name, *paid] for (name, _, _), paid in zip(ROWS, amounts, strict=True)]


def test_what_has_no_column_is_as_in_the_data_where_that_is_asked_for(folder: Path) -> None:
    write(folder / "inn.csv", [["måloppnåelse.video.Vest"], [0.09], [0.1]])
    refused = run(folder, "inn.csv", "ut.csv")
    assert refused.exit_code == 2 and not (folder / "ut.csv").exists()
    assert "Det mangler kolonner: måloppnåelse.video.Nord" in refused.output and "--rest-of-data" in refused.output
    assert run(folder, "inn.csv", "ut.csv", "--rest-of-data").exit_code == 0
    assert read(folder / "ut.csv")[1:] == [["400000", "600000"], ["86957", "913043"]]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([["måloppnåelse.vidio.Vest"], [1]], "Kolonnen «måloppnåelse.vidio.Vest»"),
        ([["måloppnåelse.vidio.Vest"], [1]], "måloppnåelse.video.Vest?"),
        ([["vekt.video"], [1]], "er ikke et tall som utbetalingen bygger på"),
        ([["måloppnåelse.video.Vest", "måloppnåelse.video.vest"], [1, 1]], "er samme celle"),
        ([[*COLUMNS], ["0.1", "10,7 %", "0.1", "0.1"]], "linje 2, kolonnen måloppnåelse.video.Vest: «10,7 %»"),
        ([[*COLUMNS], ["0.1", "0.1", "0.1", "0.1"], ["0.1", "inf", "0.1", "0.1"]], "linje 3"),
        ([[*COLUMNS], ["0.1"]], "linje 2: 1 felt, men overskriften har 4"),
        ([[*COLUMNS]], "har ingen scenarioer"),
        ([["navn"], ["a"]], "«navn»"),
    ],
)
def test_columns_that_are_amiss_are_told_with_their_place(folder: Path, lines: list[list[object]], said: str) -> None:
    write(folder / "inn.csv", lines)
    result = run(folder, "inn.csv", "ut.csv")
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert sorted(one.name for one in folder.iterdir()) == ["forelopig.csv", "inn.csv", "regelsett.rbf"]


def test_files_that_are_amiss_are_told(folder: Path) -> None:
    four(folder)
    assert "finnes ikke" in run(folder, "annet.csv", "ut.csv").output
    assert "må ende på .csv" in run(folder, "inn.csv", "ut.txt").output
    assert "Kolonnene er navn" in run(folder, "inn.csv", "ut.csv", "--keep", "nummer").output
    (folder / "inn.csv").write_bytes("navn,blåbær\n1,å".encode("latin-1"))
    assert "er ikke CSV i UTF-8" in run(folder, "inn.csv", "ut.csv").output


def test_without_pyarrow_it_is_told_how_to_install_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == "pyarrow" else find_spec(name))
    four(folder)
    result = run(folder, "inn.csv", "ut.parquet")
    assert result.exit_code == 2 and "pip install 'rbflang[parquet]'" in result.output


@pytest.mark.parametrize(("ending", "together"), [("parquet", 2), ("parquet", 100), ("arrow", 3)])
def test_arrow_files_are_as_csv(folder: Path, ending: str, together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet as pq

    from rbflang.batch import arrow_columns

    monkeypatch.setattr(arrow_columns, "BATCH", 2)
    monkeypatch.setattr(arrow_columns, "TOGETHER", together)
    table = pa.table(
        {"navn": [one[0] for one in ROWS], COLUMNS[0]: [one[1] for one in ROWS], COLUMNS[1]: [one[2] for one in ROWS],
         COLUMNS[2]: [0.41] * 4, COLUMNS[3]: [0.41] * 4}
    )  # fmt: skip
    if ending == "parquet":
        pq.write_table(table, folder / "inn.parquet", row_group_size=3)
    else:
        with pa.ipc.new_file(str(folder / "inn.arrow"), table.schema) as file:
            file.write_table(table, 3)
    result = run(folder, f"inn.{ending}", f"ut.{ending}", "--keep", "navn")
    assert result.exit_code == 0, result.output
    found = (
        pq.read_table(folder / "ut.parquet")
        if ending == "parquet"
        else pa.ipc.open_file(folder / "ut.arrow").read_all()
    )
    assert found.column_names == ["navn", "inntekt.Nord", "inntekt.Vest"]
    assert list(zip(*(found.column(name).to_pylist() for name in found.column_names[1:]), strict=True)) == list(PAID)
    assert found.schema.field("inntekt.Vest").type == pa.int64()
    if ending == "parquet":
        assert pq.ParquetFile(folder / "ut.parquet").num_row_groups == (2 if together < 4 else 1)


@pytest.mark.parametrize("is_whole", [True, False])
def test_columns_of_arrow_are_the_same_behind_numpy(is_whole: bool) -> None:
    """Of whole numbers and of others, with what is missing, and where a batch begins within its bytes."""
    pytest.importorskip("pyarrow")
    import pyarrow as pa

    from rbflang.batch.arrow_columns import paid_batches

    values = [None if at % 5 == 3 else at if is_whole else at / 8 for at in range(40)]
    given = pa.record_batch({"x": pa.array(values, pa.int32() if is_whole else pa.float64())})
    named: Any = SimpleNamespace(names=("x",), payouts=dict, is_whole=is_whole)
    batches = [given, given.slice(3, 21), given.slice(13), given.slice(7, 0), given.slice(4, 4)]
    for batch, paid in zip(batches, paid_batches(named, batches), strict=True):
        assert paid.column("x").to_pylist() == batch.column("x").to_pylist()
        assert paid.column("x").type == (pa.int64() if is_whole else pa.float64())
        paid.validate(full=True)


def test_columns_are_read_and_written_without_what_computes_with_tables(folder: Path) -> None:
    """Where pandas is there, pyarrow loads all of it for a column of numpy's: 40 MB, and half a second."""
    pytest.importorskip("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({name: [0.05, None, 0.41] for name in COLUMNS}), folder / "inn.parquet")
    files = [str(folder / one) for one in ("regelsett.rbf", "inn.parquet", "ut.parquet")]
    asked = (
        "import sys\nfrom rbflang.commands import main\n"
        "main(['scenarios', sys.argv[1], '--in', sys.argv[2], '-o', sys.argv[3]], standalone_mode=False)\n"
        "print({'pyarrow', 'pandas', 'pyarrow.compute'} & {*sys.modules})"
    )
    told = subprocess.run([sys.executable, "-c", asked, *files], capture_output=True, text=True, check=True).stdout
    assert told.split("\n")[-2] == "{'pyarrow'}"


def test_arrow_files_that_are_amiss_are_told(folder: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({name: ["ti", "elleve"] for name in COLUMNS}), folder / "inn.parquet")
    assert "er av typen string" in run(folder, "inn.parquet", "ut.parquet").output
    (folder / "inn.parquet").write_bytes(b"ikke parquet")
    assert "kan ikke leses" in run(folder, "inn.parquet", "ut.parquet").output


def test_batches_of_arrow_are_paid_as_the_page_tells(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow as pa

    shelf = find("rbf2025")
    prepared = prepare(shelf) if shelf else ()
    assert not isinstance(prepared, tuple)
    page = (Path(__file__).parent.parent / "docs" / "scenarios.md").read_text("utf-8")
    code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[1]
    names = {
        "computed": compute(prepared, "forelopig"),
        "table": pa.table({"måloppnåelse.video.Vest": [0.107, 0.12]}),
    }
    exec(code, names)
    assert "125449844,\n  130667094" in capsys.readouterr().out
