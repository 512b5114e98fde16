"""The engine gives what the reference gives, cell by cell, on random texts that hold every construct of the grammar."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from .compared import reference
from .figures import Figure
from .many import Tally, shortest, tried

HERE = Path(__file__).parent
OF_THE_MEANING = ("figures", "meaning", "printed", "rules")
MAY_IMPORT = ("rbflang.syntax", "rbflang.source")
CASES, SEED = 300, 1


@pytest.fixture(scope="module")
def tally() -> Tally:
    return tried(SEED, CASES)


def imports_of(file: Path) -> set[str]:
    """The modules that a file imports, those beside it left out."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return plain | {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}


def lines_of_code(file: Path) -> int:
    """The lines of a file, without those that are blank, and without comments, texts that describe, and imports."""
    text = file.read_text("utf-8")
    skipped: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_text or isinstance(node, ast.Import | ast.ImportFrom):
            skipped.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(text.splitlines(), 1)
    return sum(1 for at, line in lines if line.strip() and not line.strip().startswith("#") and at not in skipped)


def test_the_meaning_is_short() -> None:
    assert sum(lines_of_code(HERE / f"{name}.py") for name in OF_THE_MEANING) <= 550


@pytest.mark.parametrize("name", OF_THE_MEANING)
def test_the_meaning_shares_nothing_with_the_engine(name: str) -> None:
    ours = {module for module in imports_of(HERE / f"{name}.py") if module.split(".")[0] == "rbflang"}
    assert all(module.startswith(MAY_IMPORT) for module in ours), ours


def test_the_engine_equals_the_reference(tally: Tally) -> None:
    print("\n".join(tally.tables()))
    differing = [(number, found.differing[:3], shortest(case, found)) for number, case, found in tally.differing[:1]]
    assert not differing, f"{len(tally.differing)} differ, such as {differing[0]}"


def test_what_is_proved_is_worth_the_name(tally: Tally) -> None:
    """Among the cases that may differ are proofs of what does not hold; so there must be proofs."""
    assert tally.proved * 100 >= 30 * tally.accepted


def test_what_is_drawn_is_worth_the_name(tally: Tally) -> None:
    assert not tally.never_drawn
    assert tally.accepted * 100 >= 50 * tally.drawn, tally.refused  # most others compare what has one answer only
    assert tally.ended["payouts"] * 100 >= 60 * tally.accepted, tally.ended
    assert len(tally.ended) >= 6, tally.ended


RULES = """regelsett RBF 2031
kilde regelverk "Regelverk"
region Nord "Nord"
region Vest "Vest"
inndata x per region : andel
inndata y per region : deler
fastsatt pott = 90 poeng [regelverk 1]
trapp t [regelverk 1] { fra 0 % gir 0 deler  fra 50 % gir 2 deler }
prestasjonsmål m {
    poengandel 100 % [regelverk 1]
    krav x minst 20 %, ellers ingen deler [regelverk 1]
    deler = t(x) + y [regelverk 1]
    poeng = fordel pott mellom region etter deler, likt når ingen har deler [regelverk 1]
}
formel plass per region = rang x høyest først like får midterste plass over region [regelverk 1]
formel halv per region = x × 90 avrundet til 0 desimaler, halve til partall [regelverk 1]
"""


def told(name: str, *rows: str) -> dict[str, object]:
    """The cells of a quantity by region, on these rows."""
    outcome = reference(RULES, "\n".join(["størrelse;region;verdi;presisering", *rows]))
    cells = outcome.cells[name].items()
    return {dict(key)["region"]: cell.printed if isinstance(cell, Figure) else str(cell) for key, cell in cells}


def test_the_reference_by_hand() -> None:
    rows = ("x;Nord;50 %;", "x;Vest;25 %;", "y;Nord;1 deler;", "y;Vest;2 deler;")
    assert told("poeng", *rows) == {"Nord": 90 * 3 / 5, "Vest": 90 * 2 / 5}  # 2 + 1 parts of 5, and 0 + 2
    assert told("halv", *rows) == {"Nord": 45, "Vest": 22}  # 22,5 is halfway between 22 and 23, and 22 is even
    assert told("plass", *rows) == {"Nord": 1, "Vest": 2}


def test_the_reference_by_hand_where_somebody_is_kept_out() -> None:
    rows = ("x;Nord;10 %;", "x;Vest;10 %;", "y;Nord;1 deler;")
    assert told("deler", *rows) == {"Nord": 0, "Vest": 0}  # nobody takes part, so the missing figure is not asked for
    assert told("poeng", *rows) == {"Nord": 0, "Vest": 0}
    assert told("plass", *rows) == {"Nord": 1.5, "Vest": 1.5}


def test_the_reference_by_hand_where_a_figure_may_be_on_either_side() -> None:
    below = ("x;Nord;50 %;under 50 %", "x;Vest;50 %;", "y;Nord;0 deler;", "y;Vest;0 deler;")
    assert told("deler", *below) == {"Nord": 0, "Vest": 2}  # all of [49,5 %; 50 %) is below the step; else as printed
    missing = ("x;Nord;50 %;", "x;Vest;60 %;", "y;Nord;0 deler;")
    assert told("deler", *missing) == {"Nord": 2, "Vest": "figure-missing"}
    assert told("poeng", *missing) == {"Nord": "figure-missing", "Vest": "figure-missing"}
