"""What is told of a result that is counted: counts of what, how many more a step needs, and the trusts behind it."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from measured_lite import REST, run

from rbflang.data.computed import Computed
from rbflang.explanation.account import account_of
from rbflang.render import content, rendered, texts
from rbflang.reports.document import Document
from rbflang.reports.explain.indicator import indicator_explanation
from rbflang.reports.explain.region import region_explanations
from rbflang.reports.next_step.ways_up import next_steps
from rbflang.reports.page.whole_page import PageParts, whole_page

BERGEN, FONNA, WHOLE = (
    "måloppnåelse;video;Vest;Helse Bergen HF;300/2850;;;npr", "måloppnåelse;video;Vest;Helse Fonna HF;112/1000;;;npr",
    "måloppnåelse;video;Vest;;412/3850;;;npr",
)  # fmt: skip
SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "schemas" / "explanation.json").read_text("utf-8"))


def explained(
    *rows: str, indicator: str = "video", per: str = "foretak", language: str = "nb", rest: tuple[str, ...] = REST
) -> Document:
    computed = run(*rows, counted_per=per, rest=rest)
    assert isinstance(computed, Computed), [one.title.nb for one in computed]
    return indicator_explanation(computed, "Vest", indicator, None, False, language)


def told(document: Document, form: str = "terminal", width: int = 110) -> str:
    return rendered(document, form, width).replace("\N{NO-BREAK SPACE}", " ")


def test_a_result_is_told_in_counts_with_its_share_and_the_trusts_behind_it() -> None:
    # 20 % of 3 850 are 770, and 770 − 412 = 358; 300 / 3850 = 7,79 %, 112 / 3850 = 2,91 %
    text = told(explained(WHOLE, BERGEN, FONNA))
    assert "Måloppnåelse          412 av 3 850 episoder (10,7 %)" in text
    assert "(mangler 9,3 prosentpoeng: 358 flere av de samme 3 850 episodene)" in text
    assert (
        """Bak 412 av 3 850 episoder
  Foretak          Teller  Nevner    Andel  Bidrag
  Helse Bergen HF     300   2 850  10,53 %    7,79
  Helse Fonna HF      112   1 000  11,20 %    2,91
  Helse Vest RHF      412   3 850  10,70 %   10,70

  Teller og nevner er episoder.
  Bidrag: telleren delt på regionens nevner, i prosentpoeng. Bidragene er til sammen regionens andel.
"""
        in text
    )


def test_the_same_in_english() -> None:
    text = told(explained(WHOLE, BERGEN, FONNA, language="en"))
    assert "412 of 3,850 episodes (10.7%)" in text
    assert "(9.3 percentage points away: 358 more of the same 3,850 episodes)" in text
    assert "Behind 412 of 3,850 episodes\n  Trusts           Numerator  Denominator   Share  Contributes\n" in text


def test_patients_are_called_so() -> None:
    # 70 % of 1 000 are 700, and 700 − 401 = 299
    text = told(explained(WHOLE, indicator="epikrise"))
    assert "401 av 1 000 pasienter (40,1 %)" in text
    assert "(mangler 29,9 prosentpoeng: 299 flere av de samme 1 000 pasientene)" in text
    assert "Bak " not in text


def test_what_rounding_leaves_is_a_row_of_its_own() -> None:
    # three thirds of 10 %: 3,33 each of 10,00
    thirds = [f"måloppnåelse;video;Vest;HF {at};10/100;;;npr" for at in "ABC"]
    text = told(explained("måloppnåelse;video;Vest;;30/300;;;npr", *thirds))
    assert text.count("3,33") == 3
    lines = [line.split() for line in text.splitlines()]
    assert ["Avrunding", "+0,01"] in lines
    assert lines[lines.index(["Avrunding", "+0,01"]) + 1][-5:] == ["30", "300", "10,00", "%", "10,00"]


def test_a_share_is_told_with_the_decimals_that_keep_it_on_its_step() -> None:
    # 1999 of 10 000 is 19,99 %, which with one decimal would be on the step from 20 %
    assert "1 999 av 10 000 episoder (19,99 %)" in told(explained("måloppnåelse;video;Vest;;1999/10000;;;npr"))


def test_small_counts_are_told_by_their_bound() -> None:
    small = "måloppnåelse;video;Vest;Helse Fonna HF;;under 5/1000;;npr"
    rest = "måloppnåelse;video;Vest;Helse Bergen HF;;minst 408/2850;;npr"
    text = told(explained(WHOLE, rest, small))
    assert "  Helse Bergen HF  minst 408   2 850        –       –\n" in text
    assert "  Helse Fonna HF     under 5   1 000        –       –\n" in text
    english = told(explained(WHOLE, rest, small, language="en"))
    lines = [line.split() for line in english.splitlines()]
    assert ["Helse", "Fonna", "HF", "below", "5", "1,000", "–", "–"] in lines
    assert ["Helse", "Bergen", "HF", "at", "least", "408", "2,850", "–", "–"] in lines
    # half of 20 % of 3 850 are 385: of 0 to 4 there are 381 to 385 to go
    alone = told(explained("måloppnåelse;video;Vest;;;under 5/3850;;npr"))
    assert "Måloppnåelse          under 5 av 3 850 episoder" in alone
    assert "(mangler fra 381 til 385 flere av de samme 3 850 episodene)" in alone


def test_small_counts_that_are_told_are_not_to_be_shared() -> None:
    small, rest = (
        f"måloppnåelse;video;Vest;{one};;;npr" for one in ("Helse Fonna HF;4/1000", "Helse Bergen HF;408/2850")
    )
    note = "Tall under 5 kan si noe om enkeltpersoner, og skal ikke deles."
    assert note in told(explained(WHOLE, rest, small))
    none, five = small.replace("4/1000", "0/1000"), small.replace("4/1000", "5/1000")
    assert note not in told(explained(WHOLE, rest.replace("408", "412"), none))
    assert note not in told(explained(WHOLE, rest.replace("408", "407"), five))


def test_trusts_whose_patients_are_counted_once_contribute_nothing_of_their_own() -> None:
    whole, one, other = (f"måloppnåelse;epikrise;Vest;{rest};;;npr" for rest in (";400/980", "A;300/700", "B;120/300"))
    text = told(explained(WHOLE, whole, one, other, indicator="epikrise", per="region", rest=REST[:2]), width=130)
    assert "Bidrag" not in text
    assert "telles én gang i regionen, så radene kan ha flere til sammen" in " ".join(text.split())
    added = told(
        explained(WHOLE, whole.replace("400/980", "420/1000"), one, other, indicator="epikrise", rest=REST[:2])
    )
    assert "En pasient som er behandlet flere steder, telles med i hvert av dem." in added


def test_a_region_that_is_a_sum_says_so() -> None:
    text = told(explained(BERGEN, FONNA))
    assert "412 av 3 850 episoder" in text and "Regionen er ikke gitt. Den er lagt sammen av radene." in text


def test_tables_of_results_have_the_share_of_counts() -> None:
    computed = run(WHOLE, BERGEN, FONNA)
    assert isinstance(computed, Computed)
    (document,) = region_explanations([account_of(computed, "Vest")], computed, 1, False, "nb", ())
    rows = [line.split() for line in told(document).splitlines()]
    assert ["Videokonsultasjoner", "75", "%", "10,7", "%", "20", "%"] in [row[:7] for row in rows]


def test_how_many_more_are_needed_is_told_in_what_is_counted() -> None:
    computed = run(WHOLE, BERGEN, FONNA)
    assert isinstance(computed, Computed)
    text = " ".join(told(next_steps(computed, "Vest", None, "nb"), width=160).split())
    # 20 % of 3 850 are 770, 70 % of 1 000 are 700
    assert "358 flere av 3 850" in text and "299 flere av 1 000" in text
    assert "I antall: pasienter og episoder, med samme nevner." in text or (
        "I antall: episoder og pasienter, med samme nevner." in text
    )


def test_how_many_more_of_a_bound_are_needed_at_the_least_and_the_most() -> None:
    # half of 20 % of 3 850 are 385: of 0 to 4 there are 381 to 385 to go
    computed = run("måloppnåelse;video;Vest;;;under 5/3850;;npr")
    assert isinstance(computed, Computed)
    assert "fra 381 til 385 flere av 3 850" in told(next_steps(computed, "Vest", None, "nb"), width=160)
    without = run(
        "måloppnåelse;video;Vest;;10,7 %;;;npr", rest=tuple(one.replace("401/1000", "40,1 %") for one in REST)
    )
    assert isinstance(without, Computed)
    assert "I antall" not in told(next_steps(without, "Vest", None, "nb"), width=160)


def test_the_page_unfolds_the_trusts_behind_each_result() -> None:
    computed = run(WHOLE, BERGEN, FONNA)
    assert isinstance(computed, Computed)
    text = told(whole_page(PageParts(computed, ("Vest",))), "html")
    assert text.index("Antallene bak resultatene") < text.index("Videokonsultasjoner: 412 av 3 850 episoder")
    without = run(WHOLE)
    assert isinstance(without, Computed)
    assert "Antallene bak resultatene" not in told(whole_page(PageParts(without, ("Vest",))), "html")


def data_of(document: Document) -> Any:
    return json.loads(told(document, "json"))


def test_the_data_hold_each_count_and_add_up() -> None:
    data = data_of(explained(WHOLE, BERGEN, FONNA))
    (counts,) = data["counts"]
    jsonschema.validate(counts, {"$ref": "#/$defs/counted", "$defs": SCHEMA["$defs"]})
    assert counts["counted"] == {"numerator": "episodes", "denominator": "episodes"}
    assert [one["numerator"] for one in counts["units"]] == [{"least": 300, "most": 300}, {"least": 112, "most": 112}]
    assert sum(Fraction(one["contributes"]) for one in counts["units"]) == Fraction(412, 3850)
    assert data_of(explained(WHOLE))["counts"] == []


@pytest.mark.parametrize("form", texts())
def test_every_format_of_text_holds_the_trusts(form: str) -> None:
    made = told(explained(WHOLE, BERGEN, FONNA), form)
    assert "Helse Fonna HF" in made and "112" in made


def test_a_workbook_holds_the_counts_as_numbers(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "b.xlsx").write_bytes(content(explained(WHOLE, BERGEN, FONNA), "xlsx"))
    cells = [
        [cell.value for cell in row] for sheet in openpyxl.load_workbook(tmp_path / "b.xlsx") for row in sheet.rows
    ]
    (row,) = [one for one in cells if "Helse Fonna HF" in one]
    assert row[1:3] == [112, 1000]
