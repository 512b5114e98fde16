"""Documents with a mistake in them are told so, with the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from literate import complaints_about

RULES = """<!-- test: preamble=lite -->
```rbf

```

<!-- test -->
```csv
størrelse;indikator;region;verdi;presisering
måloppnåelse;video;Nord;24 %;
måloppnåelse;video;Vest;12 %;
måloppnåelse;epikrise;Nord;30 %;
måloppnåelse;epikrise;Vest;0 %;
```
"""


def complaints(text: str, tmp_path: Path, update: bool = False) -> list[str]:
    path = tmp_path / "document.md"
    path.write_text(text, encoding="utf-8")
    return complaints_about(path, tmp_path, update)


def test_a_fault_that_is_not_named(tmp_path: Path) -> None:
    text = "<!-- test: preamble=lite -->\n```rbf\n\nformel = 3\n```\n"
    assert complaints(text, tmp_path) == ["document.md:4: feil [not-understood] occurs, but is not expected"]


@pytest.mark.parametrize("line", (3, 4))
def test_a_fault_that_is_named_but_does_not_occur(tmp_path: Path, line: int) -> None:
    lines = ["<!-- test: preamble=lite -->", "```rbf", "", "", "```", ""]
    lines[line - 1] = "# feil: [unknown-name]"
    expected = f"document.md:{line}: feil [unknown-name] is expected, but does not occur here"
    assert complaints("\n".join(lines), tmp_path) == [expected]


@pytest.mark.parametrize(
    ("remark", "found"),
    (
        ("# varsel: [unused-declaration]", []),
        ("", ["varsel [unused-declaration] occurs, but is not expected"]),
        (
            "# feil: [unused-declaration]",
            [
                "feil [unused-declaration] is expected, but does not occur here (it stands on line 3)",
                "varsel [unused-declaration] occurs, but is not expected",
            ],
        ),
    ),
)
def test_a_warning_is_no_fault(tmp_path: Path, remark: str, found: list[str]) -> None:
    line = f'kilde gammel "Regelverk 2030" {{ utgiver "Helsedirektoratet" }}  {remark}'
    text = f"<!-- test: preamble=lite -->\n```rbf\n{line}\n```\n"
    assert [one.partition(": ")[2] for one in complaints(text, tmp_path)] == found


def test_a_data_fault_that_is_not_named(tmp_path: Path) -> None:
    wrong = RULES.replace("12 %", "120 %")
    assert complaints(wrong, tmp_path) == ["document.md:10: feil [figure-out-of-range] occurs, but is not expected"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    (
        ("poeng.video | 500 | 250", None),
        ("poeng.video | 500,0 poeng | 500/2", None),
        ("poeng.video | 500 | 250,0001", "poeng.video.Vest is 250, but 250,0001 is expected"),
        ("poeng.video | 500 usikker | 250", "poeng.video.Nord is 500, but 500 usikker is expected"),
        ("poeng.vidio | 500 | 250", "poeng.vidio.Nord is 0 cells, but 500 is expected"),
        ("poenger | 500 | 250", "poenger.Nord is no quantity («poenger.Nord»), but 500 is expected"),
        ("poeng | 500 | 250", "poeng.Nord is 2 cells, but 500 is expected"),
        ("poengsum | 625", "the row has not as many cells as the table has headings"),
    ),
)
def test_a_table(tmp_path: Path, row: str, complaint: str | None) -> None:
    text = f"{RULES}\n<!-- test -->\n| størrelse | Nord | Vest |\n|--|--|--|\n| {row} |\n"
    found = [one.partition(": ")[2] for one in complaints(text, tmp_path)]
    assert found[:1] == ([complaint] if complaint else [])


def test_a_transcript_is_compared_to_the_letter_and_rewritten_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "<!-- test -->\n```text\n$ rbflang allocate finnesikke\nnoe annet\n```\n\nProse.\n"
    (complaint,) = complaints(text, tmp_path)
    assert complaint.startswith("document.md:4: the output differs")
    assert complaints(text, tmp_path, update=True) == []
    rewritten = (tmp_path / "document.md").read_text(encoding="utf-8")
    assert "noe annet" not in rewritten
    assert rewritten.endswith("\n[exit 2]\n```\n\nProse.\n")
    assert complaints(rewritten, tmp_path) == []


def test_a_block_that_is_not_marked_is_no_test(tmp_path: Path) -> None:
    assert complaints("```rbf\nregion region\n```\n", tmp_path) == []


@pytest.mark.parametrize(
    ("shown", "holds"),
    (
        ("…\nSum   1", True),
        ("en\n…\ntre\n…", True),
        ("en\n…\nto\ntre", True),
        ("en\n…\nfire", False),
        ("to\n…", False),
    ),
)
def test_lines_that_are_not_shown(tmp_path: Path, shown: str, holds: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = "en\nto\ntre\nSum   1" if "Sum" in shown else "en\nto\ntre"
    monkeypatch.setattr("literate.printed_by", lambda *_: printed.split("\n"))
    text = f"<!-- test -->\n```text\n$ rbflang list\n{shown}\n```\n"
    assert (complaints(text, tmp_path) == []) == holds


@pytest.mark.parametrize(
    ("lines", "complaint"),
    (
        ("-en\n+to", []),
        (" en\n+to", []),
        ("-fire\n+to", ["document.md:3: the lines stand 0 times in tekst.rbf"]),
        ("-lik\n+to", ["document.md:3: the lines stand 2 times in tekst.rbf"]),
    ),
)
def test_a_change_of_a_file(tmp_path: Path, lines: str, complaint: list[str]) -> None:
    written = tmp_path / "tekst.rbf"
    written.write_text("en\nlik\nlik\n", encoding="utf-8")
    assert complaints(f"<!-- test: file=tekst.rbf -->\n```diff\n{lines}\n```\n", tmp_path) == complaint
    kept = "" if lines.startswith("-en") else "en\n"
    assert written.read_text("utf-8") == (f"{kept}to\nlik\nlik\n" if not complaint else "en\nlik\nlik\n")


def test_rules_that_come_below_a_file(tmp_path: Path) -> None:
    written = tmp_path / "tekst.rbf"
    written.write_text("en\n", encoding="utf-8")
    assert not complaints("<!-- test: below=tekst.rbf -->\n```rbf\nto\ntre\n```\n", tmp_path)
    assert written.read_text("utf-8") == "en\n\nto\ntre\n"


ENGLISH = """<!-- test: preamble=lite.en -->
```rbf
formula is_video per indicator = key_of_video is 1 and weight at_least 75 % [rulebook 3]
fixed key_of_video : number = 1 [rulebook 3]
source old "Rulebook 2030" { publisher "Directorate of Health" }   # warning: [unused-declaration]
```

<!-- test -->
```csv
quantity,indicator,region,value,narrowing
achievement,video,North,24 %,
achievement,video,West,10.0 %,
achievement,letters,North,30 %,
achievement,letters,West,0 %,
```

<!-- test -->
| quantity | value |
|---|---|
| is_video.video | yes |
| is_video.letters | no |
| appropriation | 1,000,000 kr |

<!-- test -->
| quantity | North | West |
|---|---|---|
| points.video | 500.0 points uncertain | 250 uncertain |
"""


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    (
        ("", "", None),
        ("500.0 points", "500,0 points", "27: points.video.North is 500 usikker, but 500,0 points"),
        ("| yes |", "| no |", "20: is_video.video is ja, but no is expected"),
        ("   # warning: [unused-declaration]", "", "5: varsel [unused-declaration] occurs, but is not expected"),
        ("warning: [unused", "fault: [unused", "5: feil [unused-declaration] is expected"),
    ),
)
def test_a_document_in_english(tmp_path: Path, right: str, wrong: str, complaint: str | None) -> None:
    found = complaints(ENGLISH.replace(right, wrong), tmp_path)
    assert found == [] if complaint is None else found[0].startswith(f"document.md:{complaint}")
