"""The commands of a guide as a newcomer types them: in a shell that finds only what the guide has made.

Takes the blocks marked `sh` of a document, in their order; gives what the shell printed and how it ended. By hand and
in `.ci/run`, `python -m tests.typed_guides` types each guide from its first line on, in a copy of this folder, where
nothing but `python3` is found: what it installs is what the rest is typed with.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GUIDES = (DOCS / "quickstart.md", DOCS / "nb" / "kom-i-gang.md", DOCS / "nb" / "slik-skriver-du-en-regel.md")
INSTALLING = """python3 -m venv .venv
. .venv/bin/activate
pip install .
"""
NOT_COPIED = shutil.ignore_patterns(".git", ".venv*", ".*cache*", "__pycache__")


def commands_of(guide: Path) -> str:
    """What the guide asks the reader to type, line by line."""
    return "".join(re.findall(r"^```sh\n(.*?)^```$", guide.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE))


def typed(commands: str, folder: Path, found: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The commands in one shell, which stops at the first that fails; `found` says what it finds, and what it runs."""
    programs = folder / "programs"
    programs.mkdir()
    for name, command in found.items():
        (programs / name).write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    place = folder / "typed-here"
    place.mkdir(exist_ok=True)
    return subprocess.run(
        ["/bin/sh", "-e", "-c", commands],
        cwd=place,
        env={"PATH": str(programs), "HOME": str(folder), "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def main() -> int:
    """Type each guide that begins with the installation; 1 where one cannot be typed to its end."""
    python = shlex.quote(str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"))
    failed = 0
    for guide in GUIDES:
        commands = commands_of(guide)
        if not commands.startswith(INSTALLING):
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copytree(ROOT, folder / "typed-here", ignore=NOT_COPIED)
            ended = typed(commands, folder, {"python3": python})
        print(f"{guide.relative_to(ROOT)}: {commands.count(chr(10))} lines typed, exit status {ended.returncode}")
        if ended.returncode:
            print(ended.stdout)
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
