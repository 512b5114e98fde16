"""What an engine writes to disk while it counts holds no key of a patient."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event, Thread

import pyarrow as pa
import pytest
from drawn_episodes import PAYEES, REGISTER
from pyarrow import parquet

pytest.importorskip("ibis")
pytest.importorskip("duckdb")

from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.measure import measured
from rbflang.register.definitions import ALWAYS, ColumnKind, EpisodeCount, MeasuredCell, Measurement, OneOf

ROWS, MARK, FIRST = 1_000_000, "Zq7-patient-kx", 0x5A71_0000_0000_0000
CELL = MeasuredCell(
    ("a",), EpisodeCount(OneOf("contact", ("A",)), "patient"), EpisodeCount(ALWAYS, "patient")
)  # fmt: skip
MEASUREMENT = Measurement("result", REGISTER, "region", "trust", ALWAYS, (CELL,))


def written(path: Path, numbered: bool) -> None:
    """A patient in each row, in one trust."""
    keys = [FIRST + at if numbered else f"{MARK}{at:07d}" for at in range(ROWS)]
    if numbered:  # numbers far apart are kept as they are, and not as differences
        keys[:2] = -(2**62), 2**62
    texts = {"region": "Midt", "trust": "UNN", "contact": "A"}
    columns = {
        one.name: pa.array([texts.get(one.name)] * ROWS, pa.string())
        for one in REGISTER.columns
        if one.kind is not ColumnKind.PATIENT
    }
    parquet.write_table(pa.table({"patient": keys, **columns}), path)


@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize("numbered", [True, False])
def test_what_is_spilled_or_kept_holds_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, numbered: bool, parts: int
) -> None:
    (kept := tmp_path / "kept").mkdir(mode=0o700)
    monkeypatch.setenv("RBFLANG_CACHE", str(kept))
    written(path := tmp_path / "episodes.parquet", numbered)
    # the four bytes that all numbers begin with, as they lie in memory, with the least of the rest
    mark = (FIRST >> 32).to_bytes(4, "little") if numbered else MARK.encode()
    seen, is_over, told = {".tmp": 0, ".parquet": 0}, Event(), []

    def look() -> None:
        while not is_over.wait(0.005):
            files = [Path(folder, name) for folder, _, names in os.walk(kept) for name in names]
            for file in (one for one in files if one.suffix in seen):
                try:
                    held = file.read_bytes()
                except OSError:
                    continue
                seen[file.suffix] = max(seen[file.suffix], len(held))
                told.extend([file.name] if held.count(mark) > ROWS // 1000 else [])

    (watching := Thread(target=look)).start()
    found = measured(
        MEASUREMENT, None, [path], members={"region": PAYEES}, memory="36MB", with_quality=parts > 1, parts=parts
    )
    is_over.set()
    watching.join()
    assert isinstance(found, CountedEpisodes)
    assert [*found.units[0].counts.values()] == [ROWS, ROWS]
    assert seen[".tmp" if parts == 1 else ".parquet"] > 0, "nothing was spilled or kept"
    assert not told
    assert not [one for one in kept.rglob("*") if one.suffix in seen]
