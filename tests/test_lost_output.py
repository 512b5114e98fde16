"""Output that cannot be written is said in a line, and one that nobody reads any longer is left; never a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from rbflang import library
from rbflang.commands import main, wrong_usage

ROOT = Path(__file__).parent.parent
FULL = Path("/dev/full")
NO_ROOM = "Feil: Rapporten kan ikke skrives ut: Det er ikke plass igjen på disken.\n"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("explain", "rbf2025", "--rhf", "Vest"),
    ("allocate", "rbf2025", "--format", "json"),
    ("allocate", "rbf2025", "--format", "markdown"),
    ("check", "rbf2025"),
    ("fmt", "--check", "rbf2025"),
    ("list",),
    ("describe",),
    ("describe", "--help"),
    ("--help",),
    ("--version",),
    (),
)
with_full = pytest.mark.skipif(not FULL.exists(), reason="there is no disk that is always full here")
with_sh = pytest.mark.skipif(os.name == "nt", reason="only a shell closes a stream before the run begins")


def started(arguments: Sequence[str], stdout: int | None, unbuffered: str = "") -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, its standard output led where the test says."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": unbuffered}
    command = [sys.executable, "-m", "rbflang", *arguments]
    return subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, encoding="utf-8", env=environment, cwd=ROOT, check=False
    )


@with_full
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_full_disk_is_said_in_one_line(arguments: tuple[str, ...], unbuffered: str) -> None:
    with FULL.open("w", encoding="utf-8") as full:
        found = started(arguments, full.fileno(), unbuffered)
    assert (found.stderr, found.returncode) == (NO_ROOM, 1)


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_closed_pipe_says_nothing(arguments: tuple[str, ...], unbuffered: str) -> None:
    read, write = os.pipe()
    os.close(read)
    found = started(arguments, write, unbuffered)
    os.close(write)
    assert (found.stderr, found.returncode) == ("", 141)


def test_a_reader_that_leaves_after_the_first_line_has_read_it() -> None:
    command = [sys.executable, "-m", "rbflang", "sources", "rbf2025", "--all"]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=ROOT, encoding="utf-8"
    ) as run:
        assert run.stdout
        assert run.stderr
        assert run.stdout.readline() == "Resultatbasert finansiering 2025: tall, regler og kilder\n"
        run.stdout.close()
        assert run.stderr.read() == ""
        assert run.wait() in (0, 141)


SHELL = (
    ("list >&-", "Feil: Rapporten kan ikke skrives ut: Standard ut er lukket.\n", 1),
    ("list >/dev/full 2>&1", "", 1),
    ("list >&- 2>&-", "", 1),
    ("alocate 2>&-", "", 2),
    ("allocate none.rbf 2>&-", "", 1),
    ("list <&- >/dev/null", "", 0),
)


@with_sh
@with_full
@pytest.mark.parametrize(("line", "said", "status"), SHELL, ids=[line for line, *_ in SHELL])
def test_a_stream_that_is_closed_or_full(line: str, said: str, status: int) -> None:
    command = ["sh", "-c", f'"$0" -m rbflang {line}', sys.executable]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert (found.stdout, found.stderr, found.returncode) == ("", said, status)


@with_full
@pytest.mark.parametrize("arguments", [("alocate",), ("allocate", "none.rbf")], ids=" ".join)
def test_a_message_that_cannot_be_written_is_still_no_success(arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "rbflang", *arguments]
    with FULL.open("w", encoding="utf-8") as full:
        found = subprocess.run(command, stdout=subprocess.PIPE, stderr=full, cwd=ROOT, check=False)
    assert found.stdout == b""
    assert found.returncode in (1, 2)


def test_another_failure_of_the_stream_says_what_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from rbflang.commands import main, options

    def broken(*arguments: object, **more: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(options.click, "echo", broken)
    with pytest.raises(Exception, match="Input/output error"):
        main(["list"], standalone_mode=False)
    assert CliRunner().invoke(main, ["list"]).exit_code == 1


def test_a_file_that_cannot_be_read_is_not_said_to_be_output(monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from rbflang import library
    from rbflang.commands import main

    def broken() -> None:
        raise OSError(5, "Input/output error", "a.rbf")

    monkeypatch.setattr(library, "shelves", broken)
    result = CliRunner().invoke(main, ["list"])
    assert isinstance(result.exception, OSError)


INTERRUPTED_WHILE_LOADING = """
import builtins, runpy
real = builtins.__import__
def interrupted(name, *rest, **more):
    if name == "rbflang.commands":
        raise KeyboardInterrupt
    return real(name, *rest, **more)
builtins.__import__ = interrupted
runpy.run_module("rbflang", run_name="__main__")
"""


def test_an_interruption_while_the_program_is_loaded_leaves_no_traceback() -> None:
    command = [sys.executable, "-c", INTERRUPTED_WHILE_LOADING]
    found = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert (found.stdout, found.stderr, found.returncode) == ("", "", 130)


def test_what_cannot_be_read_is_no_report_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "read error")

    monkeypatch.setattr(library, "shelves", broken)
    with pytest.raises(OSError, match="read error"):
        CliRunner().invoke(main, ["check"], catch_exceptions=False)


@pytest.mark.skipif(os.name == "nt", reason="Windows calls a closed pipe so")
def test_an_invalid_argument_is_no_closed_pipe() -> None:
    assert wrong_usage.CLOSED_PIPE == (errno.EPIPE,)


def test_a_command_is_made_norwegian_once() -> None:
    command = wrong_usage.in_both_languages(click.Command("x"))
    made = command.make_context
    assert wrong_usage.in_both_languages(command).make_context is made
