"""Every fault of a text is reported once, whatever else is wrong with it."""

from __future__ import annotations

import pytest
from texts import HEADER, RULESETS, faults_of, found_in, read, tree_of

NUMBERS_THAT_ARE_NONE = [
    "1.000",
    "100.000",
    "1 0000",
    "12.345.678",
    "12 34",
    "1  000",
    "1,000,000",
    "1 000.5",
    "1000 000",
    "0.500",
    "1.5",
    "100,000",
    "0 134",
]
# two spaces part two numbers, which no place of the language has
NUMBERS = {
    "1000": "1000",
    "1 000": "1000",
    "1\u00a0000\u00a0000": "1000000",
    "1\u202f000,25": "1000,25",
    "1\u2009234\u2007567": "1234567",
    "0,1423": "0,1423",
    "0,0000": "0,0000",
}
ENGLISH_NUMBERS = {
    "9,964": "9964",
    "1,234.5": "1234,5",
    "1 234.5": "1234,5",
    "0.134": "0,134",
    "1.337": "1,337",
    "100,000": "100000",
}
NO_ENGLISH_NUMBERS = ["0,5", "0,134", "1.234,5", "1,2345", "1,00,000", "100.000", "1,234 567", "12,34"]


@pytest.mark.parametrize("number", NUMBERS_THAT_ARE_NONE)
def test_a_number_that_can_be_misread_is_one_fault(number: str) -> None:
    found = found_in(f"{HEADER}fastsatt x = {number} poeng [a 1]\nformel y = {number} [a 1]")
    assert [line for _, line in found] == [2, 3]
    expected = "not-understood" if "  " in number else "ambiguous-number"
    assert {slug for slug, _ in found} == {expected}


@pytest.mark.parametrize(("number", "digits"), NUMBERS.items())
def test_a_number_is_read_as_it_is_printed(number: str, digits: str) -> None:
    declaration = tree_of(f"{HEADER}fastsatt x = {number} kr").declarations[0]
    assert declaration.value.digits == digits  # type: ignore[union-attr]


@pytest.mark.parametrize(("number", "digits"), ENGLISH_NUMBERS.items())
def test_an_english_text_has_decimal_points_and_groups_by_comma(number: str, digits: str) -> None:
    declaration = tree_of(f'ruleset A 2025 "A"\nfixed x = {number} kr').declarations[0]
    assert declaration.value.digits == digits  # type: ignore[union-attr]


@pytest.mark.parametrize("number", NO_ENGLISH_NUMBERS)
def test_a_number_in_the_norwegian_fashion_is_a_fault_in_an_english_text(number: str) -> None:
    found = found_in(f'ruleset A 2025 "A"\nfixed x = {number} kr')
    assert found == [("ambiguous-number", 2)]


def test_a_unit_behind_a_fraction_is_refused() -> None:
    assert found_in(f"{HEADER}fastsatt x = 2/37 %\nformel y = 2/37 %") == [
        ("mark-behind-a-fraction", 2),
        ("mark-behind-a-fraction", 3),
    ]
    assert found_in(f"{HEADER}fastsatt x = 2 % / 37 %\nfastsatt y = 2 / 37") == []


ONE_FAULT_EACH = {
    "block-not-closed": "indikator a {\n  vekt 1 %",
    "unknown-declaration": "fomel a = 1",
    "mixed-words": "formula a = 1",
    "reserved-word": "formel antall = 1",
    "ambiguous-number": "formel b = 1.000",
    "not-closed": 'merknad "Ikke avsluttet',
    "not-understood": "formel c = (1 + 2",
    "citation-not-understood": "formel d = 1 []",
    "fraction-of-zero": "fastsatt e = 1 / 0",
    "mark-behind-a-fraction": "fastsatt f = 2 / 37 %",
}


@pytest.mark.parametrize(("slug", "text"), ONE_FAULT_EACH.items())
def test_each_fault_alone(slug: str, text: str) -> None:
    assert [found for found, _ in found_in(f"{HEADER}{text}\n")] == [slug]


@pytest.mark.parametrize(("slug", "text"), ONE_FAULT_EACH.items())
def test_each_fault_among_sound_declarations(slug: str, text: str) -> None:
    sound = "formel god_{0} per region = sum a over region [regelverk 1]\n"
    found = found_in(f"{HEADER}{sound.format(1)}{text}\n{sound.format(2)}\n{sound.format(3)}")
    assert found == [(slug, 3)]


def test_all_of_them_in_one_text_are_reported_once_each() -> None:
    """An open quotation mark takes all text up to the next one with it, so it stands last."""
    parts = [item for item in ONE_FAULT_EACH.items() if item[0] != "not-closed"]
    parts.append(("not-closed", ONE_FAULT_EACH["not-closed"]))
    lines, line = [], 2
    for slug, text in parts:
        lines.append((slug, line))
        line += text.count("\n") + 1
    assert found_in(HEADER + "\n".join(text for _, text in parts) + "\n") == lines


def test_two_faults_of_one_declaration_are_both_told() -> None:
    assert found_in(f"{HEADER}formel a = 1.000 + ) 2") == [
        ("ambiguous-number", 2),
        ("not-understood", 2),
    ]


def test_a_closing_brace_too_many_is_one_fault() -> None:
    assert found_in(f"{HEADER}trapp a {{ fra 0 gir 1 }}\n}}\nformel b = 1") == [("not-understood", 3)]


@pytest.mark.parametrize("opening", ["«", "“", '"', "[", "("])
def test_what_is_opened_and_not_closed_hides_no_fault_before_it(opening: str) -> None:
    found = found_in(f"{HEADER}formel antall = 1\nformel a = {opening}b\n")
    assert len(found) == 2
    assert found[0] == ("reserved-word", 2)


def test_a_block_left_open_at_the_end_of_the_file() -> None:
    fault, = faults_of(f"{HEADER}trapp a {{\n  fra 0 gir 1\n")  # fmt: skip
    assert fault.slug == "block-not-closed"
    assert [label.span.line for label in fault.labels] == [2, 3]


@pytest.mark.parametrize(("year", "path"), list(enumerate(RULESETS)), ids=[path.stem for path in RULESETS])
def test_taking_any_closing_brace_away_is_one_fault(year: int, path: object) -> None:
    """Each text loses the first and the last, and one in four between: the same blocks return from year to year."""
    text = read(path).text  # type: ignore[arg-type]
    ends = [at for at in range(1, len(text)) if text[at - 1 : at + 1] == "\n}"]
    assert len(ends) > 10
    for at in {ends[0], ends[-1], *ends[year % 4 :: 4]}:
        assert [slug for slug, _ in found_in(text[:at] + text[at + 1 :])] == ["block-not-closed"]


def test_a_text_without_a_heading() -> None:
    assert found_in("formel a = 1") == [("header-missing", 1)]


@pytest.mark.parametrize("year", ["20 26", "2026,5", "1.000"])
def test_the_year_of_the_heading_is_four_digits(year: str) -> None:
    assert len(found_in(f"regelsett RBF {year}\nformel a = 1")) == 1
