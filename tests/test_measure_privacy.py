"""No key of a patient is anywhere after a run: not in what it prints, nor in a file, a cache or a folder it leaves.

The keys of `small_register.py` are looked for as they stand, in all bytes, after runs that went well, failed and were
killed.
"""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("ibis")
pytest.importorskip("duckdb")

from small_register import EPISODES, HEADINGS, KEYS, written

ROOT = Path(__file__).parent.parent
MARKS = tuple(key.encode() for key in KEYS)
DAMAGED = {
    "the headings are missing": EPISODES.partition("\n")[2],
    "a key stands where a date should": EPISODES.replace("2030-01-10", KEYS[0]),
    "a key stands where a code should": EPISODES.replace(";video", f";{KEYS[0]}"),
    "keys stand where all codes should": "\n".join(
        line if at == 0 else f"{line.rpartition(';')[0]};{KEYS[at % 8]}"
        for at, line in enumerate(EPISODES.splitlines())
    ),
    "a key stands where a region should": EPISODES.replace(";Vest;", f";{KEYS[3]};"),
    "keys stand where all regions should": EPISODES.replace(";Vest;", f";{KEYS[3]};").replace(";Nord;", f";{KEYS[2]};"),
    "a key stands where yes or no should": EPISODES.replace(";ja;", f";{KEYS[1]};"),
    "a line has a field too many": EPISODES.replace(";video\n", f";video;{KEYS[5]}\n", 1),
    "a quotation mark is never closed": EPISODES.replace(KEYS[1], f'"{KEYS[1]}'),
    "it is cut off": EPISODES[: len(EPISODES) // 2],
    "it is in another encoding": EPISODES.replace("UNN", "Tromsø") + "\udcff",
    "it is no text": f"PAR1{KEYS[0]}PAR1",
    "it is empty": "",
    "it has headings alone": HEADINGS,
}


def command(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "rbflang", "measure", "regelsett.rbf", "--episodes", *words]


def environment(folder: Path) -> dict[str, str]:
    kept = folder / "kept"
    kept.mkdir(mode=0o700, exist_ok=True)
    return {**os.environ, "RBFLANG_CACHE": str(kept), "TMPDIR": str(kept), "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def hears_interrupts() -> None:
    """A process begun behind a shell has been told to pass interrupts over, and what it begins passes them over too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(folder, *words), cwd=folder, env=environment(folder), capture_output=True, check=False
    )


def left_in(folder: Path) -> Iterator[str]:
    """The files that hold a key, but for the episodes themselves."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("episoder"):
            held = path.read_bytes()
            if any(mark in held for mark in MARKS):
                yield path.relative_to(folder).as_posix()


def assert_nothing_is_told(folder: Path, *outputs: bytes) -> None:
    for told in outputs:
        assert not [mark for mark in MARKS if mark in told], told.decode("utf-8", "replace")
    assert not list(left_in(folder))


@pytest.mark.parametrize("more", [("-o", "malt.csv"), ("-o", "malt.parquet"), ("--format", "json", "--alternatives")])
def test_after_a_run_that_went_well(tmp_path: Path, more: tuple[str, ...]) -> None:
    written(tmp_path)
    found = run(tmp_path, "episoder.csv", *more)
    assert found.returncode == 0, found.stderr.decode()
    assert_nothing_is_told(tmp_path, found.stdout, found.stderr)


def test_what_is_compared_in_episodes_is_not_kept(tmp_path: Path) -> None:
    """Other comparisons are kept for the next time they are asked for; one of episodes may hold small numbers."""
    path = written(tmp_path)
    video = path.read_text("utf-8").replace("blant video, telefon", "er video")
    (tmp_path / "video.rbf").write_text(video, "utf-8")
    asked = [sys.executable, "-m", "rbflang", "compare", "regelsett.rbf", "video.rbf", "--data", "epikrise.csv"]
    more = {"cwd": tmp_path, "env": environment(tmp_path), "capture_output": True, "check": False}
    found = subprocess.run([*asked, "--episodes", "episoder.csv"], **more)  # type: ignore[call-overload]
    assert found.returncode == 0, found.stderr.decode()
    assert b"2/4 a" in found.stdout and b"1/4 a" in found.stdout
    assert_nothing_is_told(tmp_path, found.stdout, found.stderr)
    assert not list((tmp_path / "kept").rglob("answer-*"))


# Measures in each of the folders that are named, one after the other, and is else as `python -m rbflang`.
IN_EACH_FOLDER = """
import os, sys, traceback
from rbflang.commands import main
for folder in sys.argv[1:]:
    os.chdir(folder)
    (episodes,) = [one for one in os.listdir() if one.startswith("episoder")]
    print(folder, flush=True)
    print(folder, file=sys.stderr, flush=True)
    try:
        main(["measure", "regelsett.rbf", "--episodes", episodes, "-o", "malt.csv", "--report", "rapport.html"])
    except SystemExit as ended:
        print("ended with", ended.code, flush=True)
    except BaseException:
        traceback.print_exc()
"""


def test_after_runs_on_damaged_episodes(tmp_path: Path) -> None:
    folders = []
    for damage, episodes in DAMAGED.items():
        folders.append(folder := tmp_path / damage.replace(" ", "-"))
        folder.mkdir()
        written(folder)
        (folder / "episoder.csv").unlink()
        name = "episoder.parquet" if damage == "it is no text" else "episoder.csv"
        (folder / name).write_bytes(episodes.encode("utf-8", "surrogateescape"))
    asked = [sys.executable, "-c", IN_EACH_FOLDER, *map(str, folders)]
    found = subprocess.run(asked, env=environment(tmp_path), capture_output=True, check=True)
    assert b"Traceback" not in found.stderr
    assert found.stdout.count(b"ended with 0") + found.stdout.count(b"ended with 1") == len(DAMAGED)
    assert found.stdout.count(b"ended with 1") > len(DAMAGED) / 2
    assert_nothing_is_told(tmp_path, found.stdout, found.stderr)


def many(folder: Path, rows: int = 400_000) -> None:
    """So many rows that a run takes a while; the keys are those of the small register, with a number."""
    written(folder)
    lines = EPISODES.splitlines()[1:]
    with (folder / "episoder.csv").open("w", encoding="utf-8") as file:
        file.write(f"{HEADINGS}\n")
        file.writelines(f"{at:07d}{lines[at % len(lines)]}\n" for at in range(rows))


def working_folders(folder: Path) -> list[Path]:
    return [one for one in (folder / "kept").rglob("*") if one.is_dir() and one.parent.name == "measuring"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_after_a_run_that_was_interrupted(tmp_path: Path, how: signal.Signals) -> None:
    """One that is told to stop removes its folder; what one leaves that is killed is for its owner alone, until the
    next run removes it."""
    many(tmp_path)
    started = subprocess.Popen(
        command(tmp_path, "episoder.csv", "-o", "malt.csv"), cwd=tmp_path, env=environment(tmp_path),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hears_interrupts,
    )  # fmt: skip
    until = time.monotonic() + 60
    while started.poll() is None and not working_folders(tmp_path) and time.monotonic() < until:
        time.sleep(0.01)
    assert started.poll() is None, "the run was over before it could be stopped"
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o700 for one in working_folders(tmp_path))
    started.send_signal(how)
    out, err = started.communicate(timeout=60)
    assert not (tmp_path / "malt.csv").exists()
    if how is signal.SIGINT:
        assert not working_folders(tmp_path)
    written(tmp_path)
    found = run(tmp_path, "episoder.csv")
    assert found.returncode == 0
    assert not working_folders(tmp_path)
    assert_nothing_is_told(tmp_path, out, err, found.stdout, found.stderr)
