"""A new year made from each ruleset there is: nothing is wrong with it, and whatever must be looked up is marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from rbflang import library
from rbflang.commands import main
from rbflang.inventory.all_citations import citations_in
from rbflang.library import Shelf
from rbflang.new_year.another_year import carried_over
from rbflang.pipeline import checked
from rbflang.source import Source
from rbflang.syntax.format import formatted
from rbflang.syntax.parse import parse
from rbflang.syntax.tree import QuantityDecl, RulesetTree
from tests.literate import HERE, Block, parts_of

SHELVES = list(library.shelves())
each_shelf = pytest.mark.parametrize("shelf", SHELVES, ids=[shelf.name for shelf in SHELVES])
DOCUMENT = HERE / "language" / "commands" / "new.md"


def tree_of(text: str, name: str = "rbf.rbf") -> RulesetTree:
    parsed = parse(Source(name, text))
    assert not parsed.faults, [fault.title.nb for fault in parsed.faults]
    return parsed.tree


def shown_in_the_document(name: str) -> str:
    blocks = [one for one in parts_of(DOCUMENT.read_text("utf-8").split("\n"), True) if isinstance(one, Block)]
    block = next(one for one in blocks if one.attributes.get("file") == name)
    return "\n".join(line.partition("     # varsel:")[0] for line in block.lines) + "\n"


def warnings(tree: RulesetTree, members: Path) -> list[str]:
    """The slugs of all warnings of a tree that no fault stops."""
    ruleset, faults = checked(Source("ny.rbf", formatted(tree)), members)
    assert ruleset, [fault.title.nb for fault in faults]
    return [fault.slug for fault in faults]


@pytest.mark.parametrize("language", ["nb", "en"])
@each_shelf
def test_a_new_year_is_sound_and_lists_all_its_citations(shelf: Shelf, language: str) -> None:
    old = tree_of(formatted(tree_of(shelf.path.read_text("utf-8")), language))
    assert old.header
    made = carried_over(old, old.header.scheme, int(old.header.year) + 1)
    text = formatted(made.made)
    assert tree_of(text) == made.made
    assert formatted(tree_of(text)) == text
    found = warnings(made.made, shelf.members())
    assert found.count("citation-not-confirmed") == made.to_confirm > 0
    before = warnings(old, shelf.members())
    assert [one for one in found if one != "citation-not-confirmed"] == [one for one in before if one in found]
    assert f"{old.header.scheme} {old.header.year}" in text


@each_shelf
def test_what_is_confirmed_by_taking_the_word_away_is_what_it_was(shelf: Shelf) -> None:
    old = tree_of(shelf.path.read_text("utf-8"))
    assert old.header
    made = carried_over(old, old.header.scheme, int(old.header.year) + 1)
    confirmed = tree_of(formatted(made.made).replace("ubekreftet ", ""))
    before = warnings(old, shelf.members())
    assert [one for one in warnings(confirmed, shelf.members()) if one not in before] == []
    waiting = [entry.once_confirmed for citation in citations_in(made.made) for entry in citation.entries]
    assert [entry.status for citation in citations_in(confirmed) for entry in citation.entries] == waiting
    assert {"derived", "interpreted", "assumed"} & set(waiting)


def test_the_text_of_the_document(golden: Callable[[Path, str], None]) -> None:
    made = carried_over(tree_of(shown_in_the_document("rbf2031.rbf")), "RBF", 2032)
    golden(HERE / "golden" / "new-rbf2032.rbf", formatted(made.made))


def test_in_english_words(golden: Callable[[Path, str], None]) -> None:
    old = tree_of(formatted(tree_of(shown_in_the_document("rbf2031.rbf")), "en"))
    golden(HERE / "golden" / "new-rbf2032.en.rbf", formatted(carried_over(old, "RBF", 2032).made))


def test_names_that_would_meet_others_stay() -> None:
    made = carried_over(tree_of(shown_in_the_document("rbf2040.rbf")), "RBF", 2041)
    text = formatted(made.made)
    assert 'fastsatt bevilgning_2040 "Bevilgning 2040"' in text
    assert 'kilde regelverk "Regelverk 2041"' in text
    assert 'kilde side2040  "Nettsiden for 2040"' in text
    assert "[ubekreftet regelverk 1; ubekreftet side2040 1]" in text


def test_a_scheme_of_another_name() -> None:
    made = carried_over(tree_of(shown_in_the_document("rbf2031.rbf")), "KBF", 2033)
    assert "regelsett KBF 2033\n" in formatted(made.made)
    assert 'inndata utbetaling_2032 "RBF 2032"' in formatted(made.made)


def test_the_title_of_another_scheme_is_told_and_not_written(tmp_path: Path) -> None:
    file = tmp_path / "rbf2023.rbf"
    other = CliRunner().invoke(main, ["new", str(file), "--from", "kbf2019"], env={"COLUMNS": "400"})
    assert (
        "Tittel RBF 2023 har ingen tittel, for «Kvalitetsbasert finansiering 2019» er tittelen på en annen ordning. "
        "Skriv den etter årstallet Merknader "
    ) in " ".join(other.output.split())
    assert "\nregelsett RBF 2023\n" in file.read_text("utf-8")
    same = CliRunner().invoke(main, ["new", str(tmp_path / "kbf2023.rbf"), "--from", "kbf2019"])
    assert "Tittel" not in same.output
    assert '\nregelsett KBF 2023 "Kvalitetsbasert finansiering 2023"\n' in (tmp_path / "kbf2023.rbf").read_text("utf-8")


def test_the_scheme_is_spelled_as_the_old_ruleset_spells_it(tmp_path: Path) -> None:
    old = tmp_path / "kvalitet2031.rbf"
    old.write_text(
        'regelsett Kvalitet 2031 "Kvalitet i 2031"\nkilde r "Regler"\nregion Nord "Nord"\n'
        "tabell beløp per region : kr [r 1] { Nord: 100 kr }\n"
        "utbetaling inntekt per region = beløp × 1 avrundet til hele kroner [r 1]\n",
        encoding="utf-8",
    )
    new = tmp_path / "kvalitet2032.rbf"
    CliRunner().invoke(main, ["new", str(new), "--from", str(old)])
    assert '\nregelsett Kvalitet 2032 "Kvalitet i 2032"\n' in new.read_text("utf-8")


@pytest.mark.parametrize("name", ["rbf2022", "rbf2023", "rbf2024"])
def test_an_input_that_is_shown_only_from_some_size_on_stays(name: str) -> None:
    made = carried_over(tree_of(library.home().joinpath(name, f"{name}.rbf").read_text("utf-8")), "RBF", 2030)
    assert "\ninndata pasienter " in formatted(made.made)
    assert " : antall, vises fra 5" in formatted(made.made)
    assert "pasienter" not in [one.name.text for one in made.left_out if isinstance(one, QuantityDecl)]


def test_a_place_to_look_up_is_said_once() -> None:
    text = (library.home() / "rbf2022" / "rbf2022.rbf").read_text("utf-8")
    twice = text.replace(
        "[regelverk 4.1.2]", "[ubekreftet regelverk 4.1.2; ubekreftet tolket fra regelverk 4.1.2: som før]"
    )
    shelf = next(one for one in SHELVES if one.name == "rbf2022")
    _, faults = checked(Source("rbf.rbf", twice), shelf.members())
    told = {label.text.nb for one in faults if one.slug == "citation-not-confirmed" for label in one.labels}
    assert told == {"slå opp: regelverk 4.1.2"}
