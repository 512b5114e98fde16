"""How faults are drawn where no document reaches: several files, long lines, odd signs, sums, the form for editors."""

from __future__ import annotations

import json

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.render.faults import faults_as_json, render_faults
from rbflang.source import Source, Span
from rbflang.wording import Words, same

KIND = Kind("odd-thing", Severity.WARNING, Words("Noe rart", "Something odd"), Words("", ""))


def label(source: Source, words: str, text: str) -> Label:
    start = source.text.index(words)
    return Label(Span(source, start, start + len(words)), Words(text, text))


def drawn(*labels: Label, width: int = 60, language: str = "nb", **more: object) -> list[str]:
    fault = Fault(KIND, Words("Tittel", "Title"), labels, **more)  # type: ignore[arg-type]
    return render_faults([fault], language, width).split("\n")


def test_labels_in_two_files_stand_under_their_own_addresses() -> None:
    rules, data = Source("a.rbf", "en\nto\n"), Source("b.csv", "tre\n")
    assert drawn(label(data, "tre", "her"), label(rules, "to", "og her")) == [
        "Varsel: Tittel  [odd-thing]",
        "  b.csv:1:1",
        "  1 │ tre",
        "    │ ^^^ her",
        "  a.rbf:2:1",
        "  2 │ to",
        "    │ ^^ og her",
        "",
        "  Les mer: rbflang describe odd-thing",
        "",
    ]


def test_lines_stand_in_the_order_of_the_file_with_a_sign_where_some_are_left_out() -> None:
    source = Source("a.rbf", "a\n" * 8 + "bb\ncc\n" + "a\n" * 90 + "dd\n")
    frame = drawn(label(source, "dd", "sist"), label(source, "cc", "to"), label(source, "bb", "én"))
    assert frame[1:9] == [
        "  a.rbf:101:1",
        "    9 │ bb",
        "      │ ^^ én",
        "   10 │ cc",
        "      │ ^^ to",
        "     ⋮",
        "  101 │ dd",
        "      │ ^^ sist",
    ]


def test_two_labels_on_one_line_have_a_row_each() -> None:
    source = Source("a.rbf", "kroner + poeng\n")
    assert drawn(label(source, "poeng", "i poeng"), label(source, "kroner", "i kroner"))[2:5] == [
        "  1 │ kroner + poeng",
        "    │ ^^^^^^ i kroner",
        "    │          ^^^^^ i poeng",
    ]


def test_a_long_line_is_cut_around_the_place() -> None:
    source = Source("a.rbf", "x" * 100 + " HER " + "y" * 100 + "\n")
    line, under = drawn(label(source, "HER", "dette"), width=60)[2:4]
    assert max(len(line), len(under)) <= 60
    assert line.startswith("  1 │ …") and line.endswith("…")
    at = line.index("HER")
    assert under[at : at + 9] == "^^^ dette"


def test_a_span_over_several_lines_shows_its_first() -> None:
    source = Source("a.rbf", "tabell x {\n  a: 1\n}\n")
    assert drawn(label(source, "tabell x {\n  a: 1\n}", "hele"))[2:4] == ["  1 │ tabell x {", "    │ ^^^^^^^^^^ hele"]


def test_signs_that_steer_a_terminal_are_shown_as_unknown() -> None:
    source = Source("a.rbf", "a\x1b[31m\u202eb\n")
    text = "\n".join(drawn(label(source, "a", "\x07")))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "a\ufffd[31m\ufffdb" in text


def test_a_sum_stands_under_its_numbers_and_names_stand_behind_the_lines() -> None:
    source = Source("a.rbf", "vekt 9,5 %\nvekt 90 %\n")
    frame = drawn(label(source, "9,5 %", "video"), label(source, "90 %", ""), total=Words("99,5 %", "99.5%"))
    assert frame[2:6] == ["  1 │ vekt 9,5 %   video", "  2 │ vekt 90 %", "    │    ──────", "    │    99,5 %"]


def test_a_table_stands_between_the_first_paragraph_and_the_second() -> None:
    story = (Words("Først.", "First."), Words("Sist.", "Last."))
    table = tuple(tuple(map(same, row)) for row in (("", "Vest"), ("under", "125"), ("minst", "1 291")))
    frame = drawn(story=story, table=table, tip=Words("Gjør dette:", "Do:"), paste=("lim", Words("inn", "in")))
    assert frame[1:-3] == [
        "", "  Først.", "", "               Vest", "      under     125", "      minst   1 291", "", "  Sist.", "",
        "  Tips: Gjør dette:", "", "            lim", "            inn",
    ]  # fmt: skip


def test_the_same_in_english() -> None:
    frame = drawn(tip=Words("Gjør dette:", "Do this:"), paste=(Words("inn", "in"),), language="en")
    assert frame[0] == "Warning: Title  [odd-thing]"
    assert "  Tip: Do this:" in frame and "            in" in frame
    assert frame[-2] == "  Read more: rbflang describe odd-thing"


def test_the_form_for_editors_has_offsets() -> None:
    source = Source("a.rbf", "æ\nto\n")
    fault = Fault(KIND, Words("Tittel", "Title"), (label(source, "to", "her"),), paste=(Words("lim", "paste"),))
    (found,) = json.loads(faults_as_json([fault], "en"))["faults"]
    assert (found["slug"], found["severity"], found["title"], found["paste"]) == (
        "odd-thing", "warning", "Title", ["paste"],
    )  # fmt: skip
    assert found["labels"] == [
        {
            "file": "a.rbf", "cell": "", "line": 2, "column": 1, "end_line": 2, "end_column": 3, "start": 2, "end": 4,
            "text": "her",
        }
    ]  # fmt: skip
