"""Episodes as registers and spreadsheets save them: what means the same gives the same counts, and nothing is guessed.

The rows are those of `small_register.py`, written in many ways; what they come to was counted by hand there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

pytest.importorskip("ibis")
pytest.importorskip("duckdb")

from small_register import EPISODES, KEYS, written

import rbflang
from rbflang.from_episodes import measure
from rbflang.reports.measure.data_quality import quality_notes
from rbflang.wording import Voice

BY_HAND = {("Nord", "UNN"): (1, 2), ("Nord", "Nordlandssykehuset"): (1, 2), ("Vest", "Helse Bergen"): (1, 2)}
"""Patients with a video or telephone contact of all patients; the rows of `small_register.py`."""

FIRST, SECOND = EPISODES.splitlines(keepends=True)[:5], EPISODES.splitlines(keepends=True)[5:]
HEAD = FIRST[0]


def found(folder: Path, *names: str) -> Any:
    """What was counted in files of the folder, or the faults."""
    prepared = rbflang.prepare(rbflang.find(str(folder / "regelsett.rbf")))
    assert not isinstance(prepared, tuple), prepared
    return measure(prepared, "forelopig", [str(folder / name) for name in names])


def counts(found: Any) -> dict[tuple[str, str], tuple[int, int | None]]:
    assert not isinstance(found, tuple), [fault.title.en for fault in found]
    return {
        (one.payee, unit): (counts.numerator, counts.denominator)
        for _, cells in found.cells
        for one in cells
        for unit, counts in one.behind.items()
    }


def turned(text: str) -> str:
    """The days as Norwegians write them."""
    import re

    return re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3.\2.\1", text)


SAME: dict[str, Callable[[str], bytes]] = {
    "as it is": lambda text: text.encode(),
    "from Excel, with a mark in front": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "from Excel, as Unicode text": lambda text: text.replace(";", "\t").encode("utf-16"),
    "the sign that parts fields stands above": lambda text: f"sep=;\n{text}".encode(),
    "empty lines and a note stand above": lambda text: f"\n# from the register\n\n{text}".encode(),
    "letters with rings are two signs": lambda text: normalize("NFD", text).encode(),
    "days of Norway": lambda text: turned(text).encode(),
    "some keys have spaces around them": lambda text: text.replace(f"{KEYS[0]};", f" {KEYS[0]}  ;", 2).encode(),
}


@pytest.mark.parametrize("how", SAME)
def test_what_means_the_same_counts_the_same(how: str, tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "odd.csv").write_bytes(SAME[how](EPISODES))
    assert counts(found(tmp_path, "odd.csv")) == BY_HAND


def test_no_row_is_taken_for_a_note(tmp_path: Path) -> None:
    """Keys may begin with the sign that begins a note above the headings: ten of twenty patients do."""
    written(tmp_path)
    rows = [f"{'#' * (at % 2)}{at};Vest;Helse Bergen;2030-01-10;ja;video\n" for at in range(20)]
    (tmp_path / "odd.csv").write_text("".join((HEAD, *rows)), "utf-8")
    measured = found(tmp_path, "odd.csv")
    assert measured.counted[0].quality.rows == 20
    assert counts(measured) == {("Vest", "Helse Bergen"): (20, 20)}


def test_spaces_are_no_patient(tmp_path: Path) -> None:
    """The two patients of Bergen in the period have a key each; with spaces in their place nobody is left to count."""
    written(tmp_path)
    (tmp_path / "odd.csv").write_text(EPISODES.replace(KEYS[4], "   "), "utf-8")
    measured = found(tmp_path, "odd.csv")
    assert counts(measured)["Vest", "Helse Bergen"] == (1, 1)
    assert measured.counted[0].quality.without_patient == 1


@pytest.mark.parametrize(
    ("day", "is_one"),
    [("2030-02-28", True), ("2030-02-29", False), ("2028-02-29", True), ("2100-02-29", False), ("2000-02-29", True),
     ("2030-04-31", False), ("2030-13-01", False), ("2030-00-10", False), ("2030-01-00", False), ("31.04.2030", False),
     ("30.04.2030", True), ("2030-04-30 23:59", True), ("30.4.2030", False), ("20300430", False)],
)  # fmt: skip
def test_a_day_that_is_not_in_the_calendar_is_a_fault(day: str, is_one: bool, tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "odd.csv").write_text(EPISODES.replace("2030-02-01", day), "utf-8")
    measured = found(tmp_path, "odd.csv")
    assert isinstance(measured, tuple) is not is_one
    if not is_one:
        assert [fault.title.nb.split(" i ")[0] for fault in measured] == ["1 rad"]


def test_a_time_with_a_zone_is_of_the_day_in_norway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Midnight before the first of January in Norway is eleven in the evening before by the clocks of Greenwich."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    monkeypatch.setenv("TZ", "America/New_York")
    written(tmp_path)
    head, *rows = (line.split(";") for line in EPISODES.splitlines())
    table: dict[str, list[Any]] = {name: [row[at] for row in rows] for at, name in enumerate(head)}
    norway = timezone(timedelta(hours=1))
    table["avsluttet"] = [datetime.fromisoformat(day).replace(tzinfo=norway) for day in table["avsluttet"]]
    table["avsluttet"][1] = datetime(2030, 1, 1, tzinfo=norway)
    pq.write_table(pa.table({**table, "avsluttet": pa.array(table["avsluttet"], pa.timestamp("us", "UTC"))}),
                   tmp_path / "odd.parquet")  # fmt: skip
    assert counts(found(tmp_path, "odd.parquet")) == BY_HAND
    assert found(tmp_path, "odd.parquet").counted[0].quality.outside_period == 1


def test_whole_numbers_of_a_database_are_keys(tmp_path: Path) -> None:
    from decimal import Decimal

    import pyarrow as pa
    import pyarrow.parquet as pq

    written(tmp_path)
    head, *rows = (line.split(";") for line in EPISODES.splitlines())
    table: dict[str, Any] = {name: [row[at] for row in rows] for at, name in enumerate(head)}
    keys = [Decimal(10**18 + KEYS.index(key)) for key in table["pasient"]]
    pq.write_table(pa.table({**table, "pasient": pa.array(keys, pa.decimal128(20, 0))}), tmp_path / "odd.parquet")
    assert counts(found(tmp_path, "odd.parquet")) == BY_HAND


# several files


def other_order(text: str) -> str:
    """The same rows with the columns in the order that is turned round."""
    return "".join(";".join(reversed(line.split(";"))) + "\n" for line in text.splitlines())


UNLIKE: dict[str, Callable[[str], str]] = {
    "the columns have another order": other_order,
    "commas part the fields": lambda text: text.replace(";", ","),
    "the headings are in capitals": lambda text: text.replace(HEAD, HEAD.upper()),
    "the headings have spaces": lambda text: text.replace(HEAD, HEAD.replace(";", " ; ")),
    "a heading is another of the register": lambda text: text.replace("pasient;", "pasienter;"),
    "a note stands above": lambda text: f"# part 2\n{text}",
    "there is a column more": lambda text: text.replace("\n", ";x\n"),
}


@pytest.mark.parametrize("how", UNLIKE)
@pytest.mark.parametrize("named", [("b*.csv",), ("b1.csv", "b2.csv")])
def test_files_that_are_not_alike_are_each_read_as_they_are(how: str, named: tuple[str, ...], tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "b1.csv").write_text("".join(FIRST), "utf-8")
    (tmp_path / "b2.csv").write_text(UNLIKE[how]("".join((HEAD, *SECOND))), "utf-8")
    measured = found(tmp_path, *named)
    assert counts(measured) == BY_HAND
    assert [(file.name, file.rows) for file in measured.files] == [("b1.csv", 4), ("b2.csv", 5)]


def test_a_column_that_one_of_many_files_lacks_is_a_fault(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "b1.csv").write_text("".join(FIRST), "utf-8")
    without = "".join(f"{line.rstrip().rpartition(';')[0]}\n" for line in (HEAD, *SECOND))
    (tmp_path / "b2.csv").write_text(without, "utf-8")
    assert [fault.title.nb for fault in found(tmp_path, "b*.csv")] == ["b2.csv har ingen kolonne «kontakt»"]


def test_so_is_one_that_a_parquet_file_lacks(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    written(tmp_path)
    head, *rows = (line.split(";") for line in EPISODES.splitlines())
    table = pa.table({name: [row[at] for row in rows] for at, name in enumerate(head)})
    pq.write_table(table.slice(0, 4), tmp_path / "b1.parquet")
    pq.write_table(table.slice(4).rename_columns([one.upper() for one in head]), tmp_path / "b2.parquet")
    assert counts(found(tmp_path, "b*.parquet")) == BY_HAND
    pq.write_table(table.slice(4).drop_columns(["kontakt"]), tmp_path / "b2.parquet")
    assert [fault.title.nb for fault in found(tmp_path, "b*.parquet")] == ["b2.parquet har ingen kolonne «kontakt»"]


def test_the_file_that_is_damaged_is_the_one_that_is_named(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "b1.csv").write_text("".join(FIRST), "utf-8")
    (tmp_path / "b2.csv").write_text("".join((HEAD, *SECOND)).replace(";ja;", ";ja;ja;"), "utf-8")
    (fault,) = found(tmp_path, "b*.csv")
    assert fault.title.nb == "b2.csv kan ikke leses som episoder"
    assert not any(key in str(fault.story) for key in KEYS)


@pytest.mark.parametrize("named", [("episoder.csv", "episoder.csv"), ("episoder.csv", "*.csv"), ("./episoder.csv", "")])
def test_a_file_that_is_given_twice_is_not_counted(named: tuple[str, ...], tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "epikrise.csv").unlink()
    assert [fault.title.nb for fault in found(tmp_path, *named)] == ["episoder.csv er gitt to ganger"]


# codes that are written otherwise than in the rules


@pytest.mark.parametrize(
    ("cells", "otherwise"),
    [
        (("A1 B2", "A1", "b2", "X9"), {"B2": 1}),
        (("a1", "A1|B2", "A1/B2", "A1\u00a0B2"), {"A1": 4, "B2": 3}),
        (("['A1', 'B2']", "A1, B2", "A1+X9", "XA1"), {"A1": 2, "B2": 1}),
        (("A1;B2", "A10", "A1-2", "A1.B2"), {}),
    ],
)
def test_codes_written_otherwise_are_told_by_what_the_rules_call_them(
    cells: tuple[str, ...], otherwise: dict[str, int], tmp_path: Path
) -> None:
    """No letter of a cell is told: only the code of the rules, and the rows that it does not count in."""
    path = written(tmp_path)
    text = path.read_text("utf-8").replace("kontakt   : én kode av video, telefon, fremmøte", "kontakt   : flere koder")
    path.write_text(text.replace("kontakt blant video, telefon", "kontakt blant A1, B2"), "utf-8")
    rows = "".join(f'{at};Vest;Helse Bergen;2030-01-10;ja;"{cell}"\n' for at, cell in enumerate(cells))
    (tmp_path / "odd.csv").write_text(HEAD + rows, "utf-8")
    measured = found(tmp_path, "odd.csv")
    quality = measured.counted[0].quality
    assert {one.code: one.rows for one in quality.written_otherwise} == otherwise
    assert not {("kontakt", code) for code in otherwise} & {*quality.never_seen}
    notes = " ".join(quality_notes(measured, measured.counted[0], Voice("nb")))
    assert ("Skrevet på en annen måte enn i reglene" in notes) is bool(otherwise)


def test_a_single_code_is_told_where_only_its_letters_differ(tmp_path: Path) -> None:
    """Two of four rows write video so that it does not count; the third is a code that the register does not have."""
    path = written(tmp_path)
    path.write_text(path.read_text("utf-8").replace(" av video, telefon, fremmøte", ""), "utf-8")
    cells = ("Video", "VIDEO", "video eller noe", "telefon")
    rows = "".join(f"{at};Vest;Helse Bergen;2030-01-10;ja;{cell}\n" for at, cell in enumerate(cells))
    (tmp_path / "odd.csv").write_text(HEAD + rows, "utf-8")
    measured = found(tmp_path, "odd.csv")
    assert counts(measured) == {("Vest", "Helse Bergen"): (1, 4)}
    assert [(one.code, one.rows) for one in measured.counted[0].quality.written_otherwise] == [("video", 2)]
    assert "«video» (kontakt) i 2 rader." in " ".join(quality_notes(measured, measured.counted[0], Voice("nb")))


# what cannot be read


def test_what_is_not_there_and_what_is_no_table_are_told_apart(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "episoder.xlsx").write_bytes(b"PK")
    assert [fault.title.nb for fault in found(tmp_path, "nei.csv")] == ["nei.csv finnes ikke"]
    (fault,) = found(tmp_path, "episoder.xlsx")
    assert fault.title.nb == "episoder.xlsx er ingen fil med episoder"
    assert fault.tip is not None and "CSV UTF-8" in fault.tip.nb


def test_too_little_memory_is_no_fault_of_the_file() -> None:
    import duckdb

    from rbflang.measuring.episode_sources import EpisodeFiles, not_counted

    files = (EpisodeFiles((Path("episoder.parquet"),), is_parquet=True),)
    full = duckdb.IOException('Could not write all bytes to file "Zq71kx": No space left on device')
    for wrong in (duckdb.OutOfMemoryException("failed to pin block of Zq71kx"), full):
        assert not_counted(wrong, files).title.nb == "Det er for lite plass til å telle episoder.parquet"
    other = not_counted(duckdb.IOException("Zq71kx"), files)
    assert other.title.nb == "episoder.parquet kan ikke leses som episoder"
    assert "Zq71kx" not in repr(other)


def test_names_of_trusts_that_are_nearly_alike_are_told(tmp_path: Path) -> None:
    """The patient of UNN with two visits counts in both spellings."""
    written(tmp_path)
    (tmp_path / "odd.csv").write_text(EPISODES.replace("UNN;2030-01-20", "unn;2030-01-20"), "utf-8")
    measured = found(tmp_path, "odd.csv")
    assert counts(measured)["Nord", "unn"] == (0, 1)
    notes = [*quality_notes(measured, measured.counted[0], Voice("nb"))]
    assert notes[0].startswith("Navn som nesten er like, telles hver for seg: «UNN» / «unn».")
    written(tmp_path)
    plain = found(tmp_path, "episoder.csv")
    assert not any("nesten er like" in one for one in quality_notes(plain, plain.counted[0], Voice("nb")))
