"""What a run keeps and spills: in a folder of its own, gone at the end, and after a crash at the next start."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from drawn_episodes import PAYEES, REGISTER, Pools, rows_of
from episodes_written import write_parquet

pytest.importorskip("ibis")
pytest.importorskip("duckdb")

from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.engines import Engine
from rbflang.measuring.kept_rows import KeptRows
from rbflang.measuring.measure import measured
from rbflang.measuring.patients import patient_parts
from rbflang.register.definitions import ALWAYS, EpisodeCount, MeasuredCell, Measurement, OneOf

CODES = Pools({"area": ("somatic", "mental"), **dict.fromkeys(("contact", "note", "groups", "procedures"), ("A", "B"))})
CELLS = (
    MeasuredCell(("a",), EpisodeCount(OneOf("groups", ("A",)), "patient"), EpisodeCount(ALWAYS, "patient")),
    MeasuredCell(("b",), EpisodeCount(ALWAYS), None),
)
MEASUREMENT = Measurement("result", REGISTER, "region", "trust", ALWAYS, CELLS)
PARTS = 4


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the folders of runs lie."""
    (kept := tmp_path / "kept").mkdir(mode=0o700)
    monkeypatch.setenv("RBFLANG_CACHE", str(kept))
    return kept / "rbflang" / "measuring"


@pytest.fixture
def episodes(tmp_path: Path) -> Path:
    write_parquet(path := tmp_path / "episodes.parquet", REGISTER, rows_of(CODES, 11, 300, numbered=False))
    return path


def run(path: Path, parts: int = PARTS) -> CountedEpisodes:
    found = measured(MEASUREMENT, None, [path], members={"region": PAYEES}, parts=parts)
    assert isinstance(found, CountedEpisodes)
    return found


def folders(room: Path) -> list[Path]:
    return [one for one in room.iterdir() if one.is_dir()]


KILLED_AFTER_TWO_PARTS = """
import os, signal, sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from test_working_folder import run
from rbflang.measuring.patients.kept_counts import KeptCounts
write, written = KeptCounts.write, []
def counted(self, *some):
    write(self, *some)
    written.append(some)
    if len(written) == 2:
        (self.folder / "spilled").write_bytes(b"half of a table")
        os.kill(os.getpid(), signal.SIGKILL)
KeptCounts.write = counted
run(Path(sys.argv[1]))
"""


def kill_a_run(episodes: Path) -> None:
    here = Path(__file__).parent
    paths = [str(here), str(here.parent)]
    done = subprocess.run([sys.executable, "-c", KILLED_AFTER_TWO_PARTS, str(episodes), *paths], check=False)
    assert done.returncode == -signal.SIGKILL


def parts_counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The parts that are counted from now on, and not taken up."""
    counted: list[int] = []
    kept = patient_parts.kept_rows

    def noted(engine: Engine, rows: object, wanted: Sequence[int]) -> AbstractContextManager[KeptRows]:
        counted.extend(wanted)
        return kept(engine, rows, wanted)

    monkeypatch.setattr(patient_parts, "kept_rows", noted)
    return counted


def test_nothing_is_left_and_nobody_else_can_look_in(room: Path, episodes: Path) -> None:
    run(episodes)
    assert folders(room) == []
    assert stat.S_IMODE(room.stat().st_mode) == 0o700


def test_a_killed_run_is_taken_up_and_then_nothing_is_left(
    room: Path, episodes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(episodes, 1)
    kill_a_run(episodes)
    (left,) = folders(room)
    assert (left / "spilled").exists()
    assert stat.S_IMODE(left.stat().st_mode) == 0o700
    for kept in left.glob("*.kept"):
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    counted = parts_counted(monkeypatch)
    assert run(episodes) == whole
    assert counted == [2, 3]
    assert folders(room) == []


@pytest.mark.parametrize("harm", ["other episodes", "a number is another", "cut off"])
def test_counts_of_anything_else_are_not_taken_up(
    room: Path, episodes: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    kill_a_run(episodes)
    (left,) = folders(room)
    if harm == "other episodes":
        write_parquet(episodes, REGISTER, rows_of(CODES, 12, 300, numbered=False))
    for kept in left.glob("*.kept"):
        text = kept.read_text("utf-8")
        if harm == "a number is another":
            kept.write_text(text.replace("1", "2", 1), "utf-8")
        elif harm == "cut off":
            kept.write_text(text[: len(text) // 2], "utf-8")
    counted = parts_counted(monkeypatch)
    found = run(episodes)
    assert counted == list(range(PARTS))
    monkeypatch.undo()
    assert found == run(episodes, 1)


def test_a_folder_that_another_run_holds_stays(room: Path, episodes: Path) -> None:
    from rbflang.measuring.working_folder import working_folder

    with working_folder() as held:
        assert held is not None
        run(episodes)
        assert folders(room) == [held]
    assert folders(room) == []


def test_a_run_that_is_broken_off_by_hand_keeps_counts_alone(room: Path) -> None:
    from rbflang.measuring.working_folder import working_folder

    with pytest.raises(KeyboardInterrupt), working_folder() as held:
        assert held is not None
        (held / "spilled").mkdir()
        (held / "one.kept").write_text("{}", "utf-8")
        (held / "spilled.tmp").write_text("", "utf-8")
        raise KeyboardInterrupt
    assert sorted(path.name for path in held.iterdir()) == ["held", "one.kept"]


def test_without_a_place_of_ones_own_nothing_is_counted(
    tmp_path: Path, episodes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (open_to_all := tmp_path / "open").mkdir()
    os.chmod(open_to_all, 0o777)
    monkeypatch.setenv("RBFLANG_CACHE", str(open_to_all))
    found = measured(MEASUREMENT, None, [episodes], members={"region": PAYEES})
    assert isinstance(found, tuple)
    assert found[0].title.en == "There is no place to work in"
