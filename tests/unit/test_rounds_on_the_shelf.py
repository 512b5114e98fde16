"""Which files beside a ruleset are rounds, and in which order."""

from __future__ import annotations

from pathlib import Path

from rbflang.library import Shelf


def test_a_round_that_is_declared_comes_before_a_file_that_is_left_over(tmp_path: Path) -> None:
    for name in ("forelopig.csv", "tildeling.csv", "annet.csv"):
        (tmp_path / name).write_text("størrelse;region;verdi\n", "utf-8")
    shelf = Shelf("fylke2026", tmp_path / "fylke2026.rbf")
    assert shelf.rounds == ("forelopig",)
    assert shelf.with_rounds(["tildeling"]).rounds == ("tildeling", "forelopig")
    assert shelf.with_rounds(["annet", "foreløpig"]).rounds == ("annet", "forelopig")
    assert shelf.with_rounds(["foreløpig", "tildeling"]).rounds == ("forelopig", "tildeling")
