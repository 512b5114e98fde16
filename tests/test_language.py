"""Every document under `tests/language/` and every marked block under `docs/` holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate import HERE, complaints_about

ROOT = HERE.parent
LANGUAGE = sorted((HERE / "language").rglob("*.md"))
GUIDES = [
    one
    for one in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if "<!-- test" in one.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", [*LANGUAGE, *GUIDES], ids=lambda path: str(path.relative_to(ROOT)))
def test_the_document_holds(path: Path, tmp_path: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    complaints = complaints_about(path, tmp_path, update_golden)
    assert not complaints, "\n" + "\n".join(complaints)
