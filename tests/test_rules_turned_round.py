"""A rule of a shipped year turned into another that no result tells from it: a printed figure or an assertion does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rbflang import library
from rbflang.commands import main

# The weights of 2024 still add up.
SWAPPED = (("    samarbeid_somatikk:  7 %   |", "    samarbeid_somatikk:  3 %   |"),
           ("    team_somatikk:       3 %   |", "    team_somatikk:       7 %   |"))  # fmt: skip
OTHER_RULES = (
    ("rbf2022", ("    fra 40 % gir 1 del\n", "    fra 45 % gir 1 del\n")),
    ("rbf2022", ("    fra 80 % gir 4 deler\n", "    fra 90 % gir 4 deler\n")),
    ("rbf2022", ("vises fra 5 ", "vises fra 6 ")),
    ("rbf2025", ("STG TS08A eller", "STG TS07A eller")),
    ("rbf2022", ('NPR "1. tertial 2021"', 'NPR "2. tertial 2021"')),
    ("rbf2025", ('NPR "1. tertial 2024"', 'NPR "1. tertial 2023"')),
    ("rbf2024", *SWAPPED),
)
SHOWN = ("    = bevilgning × fordelingsnøkkel\n", "    = bevilgning / fordelingsnøkkel\n")
EFFECT = ("(poeng_per_indikator − gjennomsnittlige_poeng)", "(poeng_per_indikator + gjennomsnittlige_poeng)")


def copy_of(name: str, folder: Path, *changes: tuple[str, str]) -> Path:
    """A shipped ruleset with its data in a folder of its own, where each of the changes is made in the one place."""
    shelf = library.find(name)
    assert shelf
    shutil.copytree(shelf.path.parent, folder / name)
    path = folder / name / shelf.path.name
    text = path.read_text("utf-8")
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    path.write_text(text, "utf-8")
    return path


def run(command: str, path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, [command, str(path), *options])


@pytest.mark.parametrize("name", sorted({name for name, *_ in OTHER_RULES}))
def test_the_rules_as_they_are_stand_the_comparison(name: str, tmp_path: Path) -> None:
    assert run("verify", copy_of(name, tmp_path)).exit_code == 0


@pytest.mark.parametrize("rule", OTHER_RULES, ids=lambda rule: f"{rule[0]} {rule[1][1].strip()}")
def test_another_rule_is_noticed_by_a_printed_figure_or_word(
    rule: tuple[str, *tuple[tuple[str, str], ...]], tmp_path: Path
) -> None:
    name, *changes = rule
    found = run("verify", copy_of(name, tmp_path, *changes))
    assert found.exit_code == 1, found.output[-600:]
    assert "Feil" in found.output


@pytest.mark.parametrize("change", [SHOWN, EFFECT], ids=["by the key", "effect"])
@pytest.mark.parametrize("name", ["kbf2017", "kbf2021", "rbf2023", "rbf2024"])
def test_a_shown_column_turned_round_fails_an_assertion(name: str, change: tuple[str, str], tmp_path: Path) -> None:
    """No figure of these years is published: an assertion holds the column on whatever figures are given."""
    found = run("allocate", copy_of(name, tmp_path, change), "--data", "syntetisk")
    assert found.exit_code == 1, found.output[-600:]
    assert "Kontrollen på linje" in found.output
