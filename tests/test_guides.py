"""The guides can be typed by somebody who has nothing but what they make."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from typed_guides import GUIDES, INSTALLING, ROOT, commands_of, typed

RUN = f"/usr/bin/env PYTHONPATH={shlex.quote(str(ROOT))} {shlex.quote(sys.executable)} -m rbflang"
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)


@each_guide
def test_what_follows_the_installation_needs_nothing_else(guide: Path, tmp_path: Path) -> None:
    commands = commands_of(guide).removeprefix(INSTALLING)
    assert commands
    ended = typed(commands, tmp_path, {"rbflang": RUN})
    assert ended.returncode == 0, ended.stdout


def test_a_command_that_the_guide_did_not_make_is_noticed(tmp_path: Path) -> None:
    ended = typed(".venv/bin/rbflang list\n", tmp_path, {"rbflang": RUN})
    assert ended.returncode == 127


def test_no_guide_asks_for_a_program_by_the_folder_it_was_installed_in() -> None:
    pages = [one.read_text("utf-8") for one in (ROOT / "docs").rglob("*.md")]
    assert not [page for page in pages if ".venv/bin/" in page.replace(". .venv/bin/activate", "")]
