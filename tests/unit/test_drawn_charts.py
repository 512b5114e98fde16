"""Charts as SVG: every bar where its figure puts it, every text as its cell is worded, every name once."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Tree
from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

import pytest

from rbflang.quantities import KRONER, SHARE
from rbflang.render import html, rendered
from rbflang.render.charts import chart as charts
from rbflang.render.charts.chart import inline, standing_alone
from rbflang.render.charts.pen import LESS, MORE, MOST_OPAQUE, ROOM, lines_of, part, width_of
from rbflang.reports.charts import pictures
from rbflang.reports.charts.pictures import (
    Bar,
    Bars,
    Climb,
    Climber,
    Curve,
    Curves,
    Development,
    Flow,
    FlowSide,
    HeatMap,
    Histogram,
    Picture,
    Spread,
    StackedBars,
    Tread,
    Waterfall,
)
from rbflang.reports.document import Chart, Column, Document, Table
from rbflang.reports.typed_cells import DASH, Amount, Phrase
from rbflang.wording import Currency

SVG = "{http://www.w3.org/2000/svg}"
MINUS = "\N{MINUS SIGN}"
POUNDS = KRONER.counted_in(Currency("pound", "pounds", "£", 2))
TABLE = Table((Column("", "left"), Column("Kroner")), ((Phrase("Vest"), Amount(Fraction(-10), 0, KRONER, True)),))


def kroner(value: int) -> Amount:
    return Amount(Fraction(value), 0, KRONER, True, True)


def chart(picture: Picture, title: str = "Vest får 10 kr mindre.", note: str = "") -> Chart:
    return Chart(title, picture, TABLE, note)


def tree(picture: Picture) -> Tree.Element:
    return Tree.fromstring(inline(chart(picture), "c", "nb"))


def of_kind(picture: Picture, kind: str) -> Iterator[dict[str, str]]:
    return (dict(one.attrib) for one in tree(picture).iter(SVG + kind) if "patternUnits" not in one.attrib)


def bars_of(picture: Picture) -> list[tuple[str, str, str]]:
    """Where each bar begins, how wide it is, and how it is filled."""
    return [
        (one["x"], one["width"], one["class"])
        for one in of_kind(picture, "rect")
        if "class" in one
    ]  # fmt: skip


def texts_of(picture: Picture) -> list[str]:
    return [one.text or "" for one in tree(picture).iter(SVG + "text")]


BARS = Bars((Bar("Sør-Øst", kroner(30), ("40 kr mot 10 kr",)), Bar("Vest", kroner(-10)), Bar("Nord", kroner(0)),
             Bar("Midt-Norge", DASH)), "Null er nøkkelen.")  # fmt: skip


def test_every_kind_of_picture_is_drawn() -> None:
    assert set(charts.DRAWN) == set(pictures.PICTURES) == set(get_args(pictures.Picture))


def test_bars_begin_at_zero_and_end_where_their_figure_is() -> None:
    """From 10 below zero to 30 above: zero is a quarter of the way."""
    assert bars_of(BARS) == [("25%", "75%", "more"), ("0%", "25%", "less")]
    zeros = [one["x1"] for one in of_kind(BARS, "line") if one["stroke-width"] == "1"]
    assert zeros == ["25%"] * 4
    thick = [one["x1"] for one in of_kind(BARS, "line") if one["stroke-width"] == "2"]
    assert thick == ["25%"], "a bar of nothing is a line at zero"


def test_texts_are_the_cells_in_words() -> None:
    assert texts_of(BARS) == [
        "Sør-Øst", "+30 kr", "40 kr mot 10 kr", "Vest", f"{MINUS}10 kr", "Nord", "0 kr", "Midt-Norge", "–",
        "Null er nøkkelen.",
    ]  # fmt: skip
    assert "£30" in inline(chart(Bars((Bar("West", Amount(Fraction(30), 0, POUNDS, is_named=True)),))), "c", "en")


def test_what_an_amount_may_be_is_a_line_between_its_ends() -> None:
    """Of a scale from 0 to 40: a line from 75 to 100 per cent, with an end at each."""
    uncertain = Bars((Bar("Vest", kroner(35), ("Kan være 30 til 40 kr",), (Fraction(30), Fraction(40))),))
    lines = [(one["x1"], one["x2"]) for one in of_kind(uncertain, "line") if one["stroke-width"] == "2"]
    assert lines == [("75%", "100%"), ("75%", "75%"), ("100%", "100%")]
    assert bars_of(uncertain) == [("0%", "87.5%", "more")]


def test_a_waterfall_goes_on_from_where_it_was() -> None:
    """From zero 20 up, 50 down and 10 up: from 30 below zero to 20 above."""
    picture = Waterfall(("Nøkkelen", kroner(100)), (("A", kroner(20)), ("B", kroner(-50)), ("C", kroner(10))),
                        ("Kroner", kroner(80)))  # fmt: skip
    assert bars_of(picture) == [
        ("60%", "40%", "more"), ("0%", "100%", "less"), ("0%", "20%", "more"), ("20%", "40%", "faint"),
    ]  # fmt: skip
    on = [one["x1"] for one in of_kind(picture, "line") if "stroke-dasharray" in one]
    assert on == ["60%", "100%", "0%", "20%"]
    assert texts_of(picture) == ["Nøkkelen", "+100 kr", "A", "+20 kr", "B", f"{MINUS}50 kr", "C", "+10 kr", "Kroner",
                                 "+80 kr"]  # fmt: skip


def plain(*values: int) -> tuple[Amount, ...]:
    return tuple(Amount(Fraction(value)) for value in values)


def test_a_heat_map_is_as_strong_as_its_part_of_the_greatest() -> None:
    """Of a row with 20 as the greatest: 5 is a quarter as strong; a line has 1 % free at each end, so 48 % or 12 %."""
    picture = HeatMap(("Vest", "Midt-Norge"), (("Epikriser", plain(5, 20)), ("Video", (DASH, *plain(-3)))))
    boxes = [
        (one["x"], one["width"], one["fill-opacity"]) for one in of_kind(picture, "rect") if one.get("class") == "box"
    ]
    assert boxes == [("0%", "50%", "0.11"), ("50%", "50%", "0.45"), ("0%", "50%", "0.00"), ("50%", "50%", "0.00")]
    assert bars_of(picture) == [("0%", "50%", "box"), ("1%", "12%", "more"), ("50%", "50%", "box"),
                                ("51%", "48%", "more"), ("0%", "50%", "box"), ("50%", "50%", "box")]  # fmt: skip
    assert texts_of(picture) == ["Vest", "Midt-Norge", "Epikriser", "5", "20", "Video", "–", f"{MINUS}3"]


def test_a_heat_map_of_many_names_each_box_and_has_several_lines_for_a_row() -> None:
    picture = HeatMap(tuple("ABCDE"), (("Video", plain(1, 2, 3, 4, 5)),))
    assert [one["x"] for one in of_kind(picture, "rect") if one.get("class") == "box"] == [
        "0%", "33.33%", "66.67%", "0%", "33.33%",
    ]  # fmt: skip
    assert texts_of(picture) == ["Video", "A", "1", "B", "2", "C", "3", "D", "4", "E", "5"]


def test_stacked_bars_follow_each_other_with_their_numbers() -> None:
    """Of 100 and 40: parts of 50, 0 and 50, and of 5, 35 and 0; five parts of a hundred have no room for a number."""
    picture = StackedBars(
        ("A", "B", "C"), (("Vest", plain(50, 0, 50), *plain(100)), ("Nord", plain(5, 35, 0), *plain(40)))
    )
    boxes = [(one["x"], one["width"], one["fill-opacity"]) for one in of_kind(picture, "rect") if "class" in one]
    assert boxes == [("0%", "50%", "0.45"), ("50%", "50%", "0.45"), ("0%", "5%", "0.45"), ("5%", "35%", "0.11")]
    assert texts_of(picture) == ["Vest", "100", "1", "3", "Nord", "40", "2", "1 A", "2 B", "3 C"]
    assert texts_of(StackedBars((), ())) == []


def treads(*steps: tuple[int | None, int | None, int]) -> tuple[Tread, ...]:
    return tuple(Tread(None if low is None else Fraction(low, 100), None if high is None else Fraction(high, 100),
                       *plain(gives)) for low, high, gives in steps)  # fmt: skip


PER_CENT = tuple((Fraction(at, 100), Amount(Fraction(at, 100), 0, SHARE, is_named=True)) for at in (0, 40, 100))
STAIRCASE = Climb(
    treads((0, 40, 0), (40, 100, 1), (100, None, 2)),
    PER_CENT,
    "av måltallet",
    (
        Climber("Vest", *plain(50), "1 del.", Fraction(1, 2), Fraction(2, 5), Fraction(1)),
        Climber("Nord", Phrase("under 3"), "Ikke kjent.", None, None, Fraction(2, 5), (Fraction(0), Fraction(1, 5))),
    ),
)


def test_a_staircase_stands_over_its_limits() -> None:
    """Up to a tenth beyond the last limit: 40 per cent of the target is at 36.36 per cent of 110."""
    lines = [(one["x1"], one["y1"], one["x2"], one["y2"]) for one in of_kind(STAIRCASE, "line")]
    assert lines[:5] == [
        ("0%", "114", "36.36%", "114"), ("36.36%", "114", "36.36%", "66"), ("36.36%", "66", "90.91%", "66"),
        ("90.91%", "66", "90.91%", "18"), ("90.91%", "18", "100%", "18"),
    ]  # fmt: skip
    assert texts_of(STAIRCASE) == [
        "0", "1", "2", "0 %", "40 %", "100 %", "av måltallet", "Vest", "50", "1 del.", "Nord", "under 3", "Ikke kjent.",
    ]  # fmt: skip


def test_who_stands_on_a_staircase_has_the_step_and_the_place() -> None:
    boxes = [(one["x"], one["width"]) for one in of_kind(STAIRCASE, "rect") if one.get("class") == "box"]
    assert boxes == [("36.36%", "54.55%"), ("0%", "36.36%")]
    assert [one["cx"] for one in of_kind(STAIRCASE, "circle")] == ["45.45%"]
    thick = [(one["x1"], one["x2"]) for one in of_kind(STAIRCASE, "line") if one["stroke-width"] == "2"][5:]
    assert thick == [("0%", "18.18%"), ("0%", "0%"), ("18.18%", "18.18%")], "between which places it is"


def test_limits_near_each_other_and_outside_are_not_all_written() -> None:
    """Of 0, 5, 50 and 100 per cent of a staircase from below: five per cent is too near to zero."""
    cells = tuple((Fraction(at, 100), *plain(at)) for at in (0, 5, 50, 100))
    steep = Climb(treads((None, 0, 0), (0, 5, 3), (5, None, 0)), cells, "", ())
    assert texts_of(steep) == ["0", "0", "50", "100"]
    assert texts_of(Climb((), (), "", ())) == []


def test_a_flow_has_both_sides_on_one_scale() -> None:
    """40 from one to two others, of whom 30 and 8; what is not passed on is seen as the shorter bar."""
    flow = Flow(FlowSide("Får mindre", kroner(-40), (("Vest", kroner(-40)),)),
                FlowSide("Får mer", kroner(38), (("Nord", kroner(36)), ("Sør", kroner(2)))))  # fmt: skip
    boxes = [(one["x"], one["width"]) for one in of_kind(flow, "rect") if one.get("class") == "box"]
    assert boxes == [("0%", "100%"), ("0%", "90%"), ("90%", "5%")]
    assert texts_of(flow) == [
        "Får mindre", f"{MINUS}40 kr", "1 Vest", f"{MINUS}40 kr", "1", *"▼▼▼▼▼", "2", "Får mer", "+38 kr", "2 Nord",
        "+36 kr", "3 Sør", "+2 kr",
    ]  # fmt: skip
    assert [one["x1"] for one in of_kind(flow, "line")] == ["9.5%", "28.5%", "47.5%", "66.5%", "85.5%"]
    alone = Flow(FlowSide("Får mindre", kroner(0), ()), FlowSide("Får mer", kroner(5), (("Nord", kroner(5)),)))
    assert "▼" not in texts_of(alone), "nothing goes from the one side to the other"


def test_a_development_has_a_dot_for_each_figure_and_no_line_over_a_gap() -> None:
    """From -10 to 30 over 44 pixels: zero is 11 above the foot of the drawing, which is at 62."""
    picture = Development(
        ("2023", "2024", "2025"), (("Vest", plain(30, 10, -10)), ("Nord", (*plain(10), DASH, *plain(30))))
    )
    assert [(one["cx"], one["cy"]) for one in of_kind(picture, "circle")] == [
        ("2%", "18"), ("50%", "40"), ("98%", "62"), ("2%", "40"), ("98%", "18"),
    ]  # fmt: skip
    assert [(one["x1"], one["y1"], one["x2"], one["y2"]) for one in of_kind(picture, "line")] == [
        ("0%", "51", "100%", "51"), ("2%", "18", "50%", "40"), ("50%", "40", "98%", "62"), ("0%", "51", "100%", "51"),
    ]  # fmt: skip
    assert texts_of(picture) == [
        "Vest", "", "1", "30", "2", "10", "3", f"{MINUS}10", "Nord", "", "1", "10", "2", "–", "3", "30", "1 2023",
        "2 2024", "3 2025",
    ]  # fmt: skip
    many = Development(tuple("abcd"), (("Vest", plain(1, 2, 3, 4)),))
    assert texts_of(many)[2:8] == ["1", "1", "2", "3", "4", "4"], "of many, the first and the last figure"
    one = Development(("2025",), (("Vest", plain(5)),))
    assert [each["cx"] for each in of_kind(one, "circle")] == ["50%"]


def test_a_histogram_has_a_bar_for_each_stretch_in_which_anything_was_drawn() -> None:
    """Of 100 to 200 in four stretches; the median of 150 is in the middle, and one amount alone stands there too."""
    spread = Spread("Vest", (4, 0, 1, 2), kroner(100), kroner(200), ("median", kroner(150)))
    alone = Spread("Nord", (7,), kroner(5), kroner(5), ("median", kroner(5)))
    picture = Histogram((spread, alone))
    assert bars_of(picture) == [("0%", "25%", "more"), ("50%", "25%", "more"), ("75%", "25%", "more")]
    assert [one["height"] for one in of_kind(picture, "rect") if "class" in one] == ["48", "12", "24"]
    assert [one["x1"] for one in of_kind(picture, "line") if "stroke-dasharray" in one] == ["50%", "50%"]
    assert texts_of(picture) == ["Vest", "+100 kr", "+200 kr", "median +150 kr", "Nord", "median +5 kr"]


def test_a_curve_has_gaps_and_its_figure_marked_within_its_ends() -> None:
    ends = (Fraction(0), *plain(0)), (Fraction(10), *plain(10))
    flat = (Fraction(0), *plain(0)), (Fraction(0), *plain(0))
    rising = ((Fraction(0), Fraction(0)), (Fraction(5), Fraction(30)), (Fraction(5), Fraction(30)))
    after = ((Fraction(8), Fraction(60)), (Fraction(10), Fraction(60)))
    picture = Curves(Fraction(60), (Curve("Video", kroner(60), (rising, after), ends, (Fraction(12), "nå 12")),
                                    Curve("Epikriser", kroner(0), (), flat, (Fraction(0), "nå 0"))))  # fmt: skip
    lines = [(one["x1"], one["y1"], one["x2"], one["y2"]) for one in of_kind(picture, "line")]
    assert lines == [
        ("0%", "48", "100%", "48"), ("0%", "48", "50%", "24"), ("80%", "0", "100%", "0"), ("100%", "-4", "100%", "51"),
        ("0%", "48", "100%", "48"),
    ]  # fmt: skip
    assert texts_of(picture) == ["Video", "+60 kr", "0", "10", "nå 12", "Epikriser", "0 kr"]


def test_nothing_at_all_is_drawn_at_the_left() -> None:
    assert bars_of(Bars((Bar("Vest", kroner(0)),))) == []
    assert bars_of(Bars(())) == []


def test_it_says_what_it_is_to_those_who_do_not_see_it() -> None:
    found = Tree.fromstring(inline(chart(BARS, note="Slik leses den."), "s1-c", "nb"))
    assert (found.get("role"), found.get("width"), found.get("viewBox")) == ("img", "100%", None)
    named = {one.get("id"): one.text for one in found.iter() if one.get("id")}
    assert named[found.get("aria-labelledby")] == "Vest får 10 kr mindre."
    assert named[found.get("aria-describedby")] == "Slik leses den. Tallene står i tabellen som hører til."


def test_a_file_by_itself_has_its_title_and_its_figures_in_words() -> None:
    found = Tree.fromstring(standing_alone(chart(BARS, note="Slik leses den."), "nb"))
    assert (found.get("width"), found.tag) == ("760", f"{SVG}svg")
    desc = next(found.iter(f"{SVG}desc"))
    assert desc.text == f"Slik leses den. Vest: Kroner {MINUS}10."
    assert [one.text for one in found.iter(f"{SVG}text")][:3] == [
        "Vest får 10 kr mindre.",
        "Slik leses den.",
        "Sør-Øst",
    ]
    assert "prefers-color-scheme:dark" in next(found.iter(f"{SVG}style")).text  # type: ignore[operator]


def test_names_are_unique_on_a_page() -> None:
    page = rendered(Document("To", (chart(BARS), chart(BARS))), "html")
    names = re.findall(r' id="([^"]*)"', page)
    assert len(names) == len(set(names))
    for one in re.findall(r"url\(#([^)]*)\)|aria-(?:labelledby|describedby)=\"([^\"]*)\"", page):
        assert "".join(one) in names


def test_the_page_shows_the_sentence_the_note_and_the_figures() -> None:
    page = rendered(Document("En", (chart(BARS, note="Slik."),)), "html").replace("\N{NO-BREAK SPACE}", " ")
    for text in ("<figcaption>Vest får 10 kr mindre.</figcaption>", '<p class="origin">Slik.</p>',
                 "Tallene i figuren", f'<td class="n">{MINUS}10</td>'):  # fmt: skip
        assert text in page


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("terminal", f"En\n\n  Vest får 10 kr mindre.\n        Kroner\n  Vest     {MINUS}10\n"),
        ("markdown", f"# En\n\n**Vest får 10 kr mindre.**\n\n|  | Kroner |\n|---|---:|\n| Vest | {MINUS}10 |\n"),
        ("csv", "# En\n# Vest får 10 kr mindre.\n\n;Kroner (kr)\nVest;-10\n\n"),
    ],
)
def test_other_formats_show_the_sentence_and_the_table(form: str, shown: str) -> None:
    assert rendered(Document("En", (chart(BARS),)), form) == shown


MARKUP = "<script>alert('1')</script> & \"x\"]]>"


def test_what_a_text_says_is_shown_as_it_stands() -> None:
    picture = Bars((Bar(MARKUP, Phrase(MARKUP), (MARKUP,)),), MARKUP)
    found = Tree.fromstring(inline(Chart(MARKUP, picture, TABLE, MARKUP), "c", "nb"))
    assert not list(found.iter(SVG + "script"))
    assert "".join(one.text or "" for one in found.iter(SVG + "text")).replace(" ", "").startswith("<script>alert")


@pytest.mark.parametrize(
    ("place", "written"),
    [(Fraction(1, 3), "33.33%"), (Fraction(-1, 8), "-12.5%"), (Fraction(0), "0%"), (Fraction(1), "100%"),
     (Fraction(1, 2000), "0.05%")],
)  # fmt: skip
def test_places_are_written_in_per_cent(place: Fraction, written: str) -> None:
    assert part(place) == written


@pytest.mark.parametrize(
    "words", ["Kort", "Digital skjemabasert oppfølging av pasienter i psykisk helsevern og rusbehandling", "W" * 90,
              "1 234 567 kr " * 9, "i" * 400],
)  # fmt: skip
def test_lines_have_room_and_hold_every_sign(words: str) -> None:
    lines = lines_of(words)
    assert all(width_of(one) <= ROOM for one in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_a_space_behind_a_hyphen_is_kept_and_a_line_may_end_in_one() -> None:
    assert lines_of("Video- og telefonkonsultasjoner") == ["Video- og telefonkonsultasjoner"]
    assert lines_of("Midt-Norge", 400) == ["Midt-", "Norge"]
    assert lines_of("Sør-Øst 2021-2024") == ["Sør-Øst 2021-2024"]


def test_a_figure_stands_below_a_label_that_leaves_it_no_room() -> None:
    long, short = (
        [one["y"] for one in of_kind(Bars((Bar(label, kroner(1000000)),)), "text")] for label in ("M" * 18, "Vest")
    )
    assert (long, short) == (["14", "34"], ["14", "14"])


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(colour: str, paper: str) -> str:
    """The strongest box on a paper."""
    parts = zip(*(bytes.fromhex(one[1:]) for one in (colour, paper)), strict=True)
    return "#" + "".join(f"{(over * MOST_OPAQUE + under * (100 - MOST_OPAQUE)) // 100:02x}" for over, under in parts)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_texts_are_read_on_the_strongest_box(mode: int) -> None:
    """At least 4.5:1, WCAG 2.2 1.4.3."""
    style = html.FOLDER.joinpath("page.css").read_text("utf-8")
    paper, ink = (re.findall(rf"--{name}: (#\w{{6}})", style)[mode] for name in ("paper", "ink"))
    light, dark = sorted((luminance(mixed(MORE, paper)), luminance(ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("colour", [MORE, LESS])
def test_colours_stand_out_from_light_and_dark_paper(colour: str) -> None:
    """At least 3:1, WCAG 2.2 1.4.11, against the papers of the page."""
    papers = re.findall(r"--paper: (#\w{6})", html.FOLDER.joinpath("page.css").read_text("utf-8"))
    assert len(papers) == 2
    for paper in papers:
        light, dark = sorted((luminance(colour), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3


def test_names_keep_their_spaces_where_lines_have_room() -> None:
    """Also behind a hyphen that ends a word; lines break behind one inside a word, and never inside a number."""
    assert lines_of("Video- og telefonkonsultasjoner") == ["Video- og telefonkonsultasjoner"]
    assert lines_of("Video- og telefonkonsultasjoner", 1200) == ["Video- og", "telefonkonsultasjoner"]
    assert lines_of("Helse Sør-Øst 1 234 567 kr", 600) == ["Helse Sør-", "Øst", "1 234 567 kr"]
