"""What the documents claim of the house: paths, words, commands and checks that they name exist, and the reverse."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import rbflang
from rbflang.checks import CHECKS
from rbflang.commands import COMMANDS, main
from rbflang.diagnostics import NOTHING, Kind
from rbflang.reports.catalogue import KINDS
from rbflang.syntax.vocabulary import KEYWORDS

ROOT = Path(__file__).parent.parent
MADE = ("index.md", "aar/", "indikatorer/", "reference/", "regionene/", "kommandoer/")
WRITTEN = sorted(
    one for one in (ROOT / "docs").rglob("*.md") if not one.relative_to(ROOT / "docs").as_posix().startswith(MADE)
)
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *WRITTEN]
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))

PATH = re.compile(r"`((?:rbflang|rulesets|tests|docs|benchmarks|\.ci)/[\w./-]*)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"rbflang ([a-z]+(?:-[a-z]+)*)\b")

KEYWORD = re.compile(rf"(?:{'|'.join(word.spelled(one) for word in KEYWORDS for one in ('nb', 'en'))})\b")

# A word whose English in the language is another than in the code, and why (told below the glossary).
SPELLED_OTHERWISE = {"andel": "proportion", "delområde": "subarea"}


TOLD = ROOT / "tests" / "language"
# Faults that no document can hold, of workbooks and of texts without end, and the tests that hold them.
NO_DOCUMENT = {
    "formula-without-value": "test_workbooks.py", "format-without-digits": "test_workbooks.py",
    "merged-cell": "test_workbooks.py",
    "nested-too-deep": "unit/test_limits.py", "ruleset-too-large": "unit/test_limits.py",
    "too-many-digits": "test_failures.py", "engine-not-reached": "test_engines.py",
    "nothing-is-measured": "test_measure_command.py", "period-of-round-unknown": "test_measure_command.py",
    "episodes-do-not-add-up": "test_measure_command.py", "episodes-not-understood": "test_measure.py",
}  # fmt: skip


@cache
def hook(name: str) -> ModuleType:
    """A script that makes pages of the site."""
    sys.path.insert(0, str(ROOT / "docs" / "hooks"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.pop(0)


@cache
def made_pages() -> dict[str, str]:
    """Every page that is made while the site is built, by its path."""
    found: dict[str, str] = hook("made_pages").pages()
    return found


# paths and links


@each_document
def test_every_path_exists(path: Path) -> None:
    assert not [one for one in PATH.findall(path.read_text("utf-8")) if not (ROOT / one).exists()]


@each_document
def test_every_link_leads_somewhere(path: Path) -> None:
    made = made_pages()
    links = [one for one in LINK.findall(path.read_text("utf-8")) if not one.startswith("http")]
    places = [(path.parent / one).resolve() for one in links]
    docs = ROOT / "docs"
    lost = [
        one for one in places
        if not one.exists() and not (one.is_relative_to(docs) and one.relative_to(docs).as_posix() in made)
    ]  # fmt: skip
    assert not lost


def test_the_navigation_holds_every_page() -> None:
    listed = set(re.findall(r": ([\w/-]+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE))
    written = {one.relative_to(ROOT / "docs").as_posix() for one in WRITTEN}
    reached = ("reference/faults/", "indikatorer/", "regionene/")
    made = {one for one in made_pages() if not one.startswith(reached)}
    assert listed == written | made | {"indikatorer/index.md", "regionene/index.md"}


def test_what_is_made_is_not_kept_among_what_is_written() -> None:
    assert all(one.startswith(MADE) for one in made_pages())
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    assert {f"/docs/{one}" for one in MADE} <= set(ignored)


def test_nothing_is_fetched_from_outside() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8") + (ROOT / "docs" / "site.css").read_text("utf-8")
    assert "http" not in text
    assert "font: false" in text


# commands


@each_document
def test_every_command_exists(path: Path) -> None:
    blocks = re.findall(r"```.*?```|`[^`\n]+`", path.read_text("utf-8"), re.DOTALL)
    named = {word for block in blocks for word in COMMAND.findall(block)}
    assert named <= {name for name, *_ in COMMANDS}


def test_every_command_is_told_of() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    page = made_pages()["reference/commands.md"]
    for name, *_ in COMMANDS:
        assert f"`rbflang {name}" in readme
        assert f"\n## {name}\n" in page


@pytest.mark.parametrize(
    ("page", "language", "begins"),
    (("reference/commands.md", "en", "Usage: "), ("kommandoer/index.md", "nb", "Bruk: ")),
)
def test_the_pages_of_commands_show_the_help_that_is_printed(page: str, language: str, begins: str) -> None:
    width = hook("reference_pages").WIDTH
    runner = CliRunner(env={"LC_ALL": f"{language}_NO.UTF-8"})
    for name, *_ in COMMANDS:
        asked = [
            runner.invoke(main, [name, option], prog_name="rbflang", terminal_width=width).output
            for option in ("--help", "-h")
        ]
        assert asked[0] == asked[1]
        assert asked[0].startswith(begins)
        assert "\n  -h, --help " in asked[0]
        assert f"## {name}\n\n```text\n{asked[0]}```\n" in made_pages()[page]


def test_the_readme_begins_with_two_lines_that_work_anywhere() -> None:
    lines = [line for line in (ROOT / "README.md").read_text("utf-8").split("\n") if line.startswith("python3 -m venv")]
    job, tests = lines
    assert job.endswith("rbflang explain --rhf Vest")
    assert tests.endswith("python -m pytest -n auto")


def test_the_readme_shows_pieces_of_a_ruleset_as_they_stand() -> None:
    shown = re.search(r"```rbf\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    rules = (ROOT / "rulesets" / "rbf2025" / "rbf2025.rbf").read_text("utf-8")
    assert shown
    assert not [piece for piece in shown[1].strip("\n").split("\n\n") if piece not in rules]


# checks


def declared() -> set[Kind]:
    """Every kind of fault that a module of the package declares."""
    names = [one.name for one in pkgutil.walk_packages(rbflang.__path__, "rbflang.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    return {value for module in modules for value in vars(module).values() if isinstance(value, Kind)}


def test_the_catalogue_holds_every_kind_of_fault() -> None:
    assert set(KINDS) == declared()
    assert len({kind.slug for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_fault_has_a_page_in_both_languages(kind: Kind) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", kind.slug)
    assert kind.title.nb and kind.title.en and kind.page.nb and kind.page.en
    assert kind.title.nb != kind.title.en
    page = made_pages()[f"reference/faults/{kind.slug}.md"]
    assert kind.title.en in page
    assert (kind.example == NOTHING) == (kind.cured == NOTHING), "a text with a fault, and no cure"


@pytest.mark.parametrize("kind", [one for one in KINDS if one.example != NOTHING], ids=lambda kind: kind.slug)
def test_an_example_says_the_same_in_both_languages(kind: Kind) -> None:
    for text in (kind.example, kind.cured):
        assert words_in(text.nb) == words_in(text.en)


def words_in(text: str) -> list[str]:
    """The words of the language in a piece of a ruleset, in whichever language, by their names."""
    words = [word for word in KEYWORDS if word.is_reserved]  # any other may be a name elsewhere
    spelled = {word.spelled(one).strip(", "): word.name for word in words for one in ("en", "nb")}
    anything = "|".join(map(re.escape, sorted(spelled, key=len, reverse=True)))
    code = re.sub(r'"[^"]*"|\[[^\]]*\]|##.*', " ", text)
    return [spelled[one] for one in re.findall(rf"(?<!\w)(?:{anything})(?!\w)", code)]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.rsplit(".", 1)[-1])
def test_every_check_has_a_document(check: ModuleType) -> None:
    own = [value.slug for value in vars(check).values() if isinstance(value, Kind)]
    name = check.__name__.rsplit(".", 1)[-1].replace("_", "-")
    told = (TOLD / "checks" / f"{name}.md").read_text("utf-8")
    assert own
    assert not [slug for slug in own if f"[{slug}]" not in told]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_fault_is_told_in_a_document(kind: Kind) -> None:
    elsewhere = NO_DOCUMENT.get(kind.slug)
    paths = [ROOT / "tests" / elsewhere] if elsewhere else list(TOLD.rglob("*.md"))
    slug = kind.slug if elsewhere else f"[{kind.slug}]"
    assert any(slug in path.read_text("utf-8") for path in paths)


def test_what_has_no_document_has_none() -> None:
    told = "".join(path.read_text("utf-8") for path in TOLD.rglob("*.md"))
    assert not [slug for slug in NO_DOCUMENT if f"[{slug}]" in told]


# words


def glossary() -> list[tuple[str, str]]:
    rows = re.findall(
        r"^\| ([^|]+?) \| ([^|]+?) \| [^|]+ \|$", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE
    )
    return [row for row in rows if row != ("Norwegian", "English")]


def test_a_word_has_one_translation() -> None:
    norwegian, english = zip(*glossary(), strict=True)
    assert len(norwegian) == len(set(norwegian)) > 30
    assert len(english) == len(set(english))


def test_the_glossary_and_the_language_agree() -> None:
    words = {keyword.nb: keyword.en.replace("_", " ") for keyword in KEYWORDS}
    for norwegian, english in glossary():
        if norwegian in words:
            assert words[norwegian] in (english, SPELLED_OTHERWISE.get(norwegian))


@cache
def words_of_the_code() -> str:
    """Every name and text of the package, the rulesets and the documents that are tests: small letters, words apart."""
    found = [path.read_text("utf-8") for path in (*ROOT.glob("rulesets/*/*.rbf"), *ROOT.glob("tests/language/**/*.md"))]
    for path in (ROOT / "rbflang").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Name | ast.Attribute | ast.arg | ast.FunctionDef | ast.ClassDef):
                found.append(
                    str(
                        vars(node).get("name")
                        or vars(node).get("attr")
                        or vars(node).get("id")
                        or vars(node).get("arg")
                    )
                )
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return re.sub(r"[\W_]+", " ", " ".join(found)).lower()


@pytest.mark.parametrize("english", [english for _, english in glossary()])
def test_the_english_word_is_the_word_of_the_code(english: str) -> None:
    assert re.search(rf"\b{english.replace('-', ' ')}s?\b", words_of_the_code())


# contracts


def test_schemas_are_schemas() -> None:
    import jsonschema

    found = sorted((ROOT / "docs" / "schemas").glob("*.json"))
    assert found
    for path in found:
        schema = json.loads(path.read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["title"] == f"rbflang.{path.stem}/1"


@pytest.mark.parametrize("name", ["rbf2022", "rbf2025"])
def test_the_allocation_keeps_its_contract(name: str) -> None:
    import jsonschema
    from click.testing import CliRunner

    from rbflang.commands import main

    schema = json.loads((ROOT / "docs" / "schemas" / "allocation.json").read_text("utf-8"))
    printed = CliRunner().invoke(main, ["allocate", name, "--format", "json"])
    assert printed.exit_code == 0
    data = json.loads(printed.output)
    jsonschema.validate(data, schema)
    assert sum(data["payouts"].values()) in (590_300_000, 671_631_000)
    assert list(data["payouts"]) == data["regions"]


@pytest.mark.parametrize("name", ["rbf2022", "rbf2025"])
def test_the_sources_keep_their_contract(name: str) -> None:
    import jsonschema
    from click.testing import CliRunner

    from rbflang.commands import main

    schema = json.loads((ROOT / "docs" / "schemas" / "sources.json").read_text("utf-8"))
    printed = CliRunner().invoke(main, ["sources", name, "--format", "json"])
    assert printed.exit_code == 0
    data = json.loads(printed.output)
    jsonschema.validate(data, schema)
    assert sum(sum(counts.values()) for counts in data["totals"].values()) == len(data["entries"])
    assert sum(data["data_totals"].values()) == len(data["data"])
    assert [one["uncovered"] for one in data["documents"]] == [[]] * len(data["documents"])


def test_the_alternatives_keep_their_contract() -> None:
    import jsonschema
    from click.testing import CliRunner

    from rbflang.commands import main

    schema = json.loads((ROOT / "docs" / "schemas" / "alternatives.json").read_text("utf-8"))
    printed = CliRunner().invoke(main, ["sources", "rbf2025", "--alternatives", "--format", "json"])
    assert printed.exit_code == 0
    data = json.loads(printed.output)
    jsonschema.validate(data, schema)
    assert [one["chosen"] for one in data["readings"] if not one["missed"]] == [True]
    told = {one["title"]: one["agrees"] for one in data["declared"]}
    assert sum(told.values()) == 1


# the pages of years and indicators


def test_every_ruleset_has_a_page_with_its_text_and_its_staircases() -> None:
    for shelf in rbflang.shelves():
        page = made_pages()[f"aar/{shelf.name}.md"]
        assert f"```rbf\n{shelf.path.read_text('utf-8').rstrip()}\n```" in page
        prepared = rbflang.prepare(shelf)
        assert not isinstance(prepared, tuple)
        assert page.count('<figure class="staircase">') == len(prepared.checked.ruleset.staircases)


def test_a_staircase_is_drawn_step_by_step() -> None:
    page = made_pages()["aar/rbf2022.md"]
    told = re.findall(r'aria-label="Uttelling for datakompletthet\. ([^"]*)"', page)
    assert told == ["fra 0 %: 0 deler, fra 20 %: 0,5 del, fra 40 %: 1 del, fra 60 %: 2 deler og fra 80 %: 4 deler"]
    begins = page.index('aria-label="Uttelling for datakompletthet.')
    drawn = page[begins : page.index("</svg>", begins)]
    heights = [int(one) for one in re.findall(r'<rect [^>]*height="(\d+)"', drawn)]
    assert [round(one / heights[0]) for one in heights] == [1, 2, 4, 8]
    assert re.findall(r">([^<]*del[er]*)</text>", drawn) == ["0 deler", "0,5 del", "1 del", "2 deler", "4 deler"]


def test_every_indicator_has_a_page_of_its_own() -> None:
    found = hook("shipped").indicators()
    assert len({hook("shipped").slug(one) for one in found}) == len(found) > 60
    assert sum(map(len, found)) == sum(
        len(one.checked.ruleset.sets["indikator"].members) for one in hook("shipped").years()
    )


def test_a_page_tells_what_changed_from_the_year_before() -> None:
    told = made_pages()["aar/rbf2025.md"].partition("## Endringer fra RBF 2024\n")[2]
    assert (
        "Digital hjemmeoppfølging av pasienter via medisinsk utstyr er tatt inn, med vekt 3 % og måltall 2 %." in told
    )
    assert "## Endringer fra" not in made_pages()["aar/kbf2017.md"]


def test_an_indicator_is_followed_through_its_years_whatever_it_is_called() -> None:
    grouped = made_pages()["indikatorer/fristbrudd-phv.md"]
    assert " | Prosessindikatorer | lavere (tolket) | 1 / 19 (antatt) |" in grouped
    page = made_pages()["indikatorer/samarbeid-phv-tsb.md"]
    assert "| [RBF 2022](../aar/rbf2022.md) | Samarbeidsmøter | 24 % | 25 % (utledet) | NPR |" in page
    assert "| RBF 2022, foreløpig fordeling, måloppnåelse | 21,1 % | 22,2 % | 18,4 % | 24,2 % |" in page
    assert "| RBF 2025, foreløpig fordeling | 5 000 | 5 000 | 5 000 | 5 000 |" in page


@pytest.mark.parametrize("names", [("rbf2022", "rbf2025"), ("rbf2024", "rbf2025"), ("rbf2025", "rbf2025")])
def test_the_comparison_keeps_its_contract(names: tuple[str, str]) -> None:
    from fractions import Fraction

    import jsonschema
    from click.testing import CliRunner

    from rbflang.commands import main

    schema = json.loads((ROOT / "docs" / "schemas" / "comparison.json").read_text("utf-8"))
    printed = CliRunner().invoke(main, ["compare", *names, "--format", "json"])
    assert printed.exit_code == 0
    data = json.loads(printed.output)
    jsonschema.validate(data, schema)
    assert data["is_empty"] == (names[0] == names[1]) == (data["kroner"] is None)
    kroner = data["kroner"] or {"regions": ()}
    for one in kroner["regions"]:
        moved = sum(Fraction(part["share"][one]) for part in kroner["parts"])
        alone = sum(Fraction(part["alone"][one]) for part in kroner["parts"])
        whole = kroner["after"][one] - kroner["before"][one]
        assert moved == alone + Fraction(kroner["interaction"][one]) == whole


def test_the_page_of_a_year_counts_what_is_printed() -> None:
    """Neither the rows that count nor what is not printed are among them: 218 and 65 of RBF 2022."""
    assert '??? note "Alle trykte tall (218) og påstander (65)"' in made_pages()["aar/rbf2022.md"]


def test_the_first_page_begins_with_the_money() -> None:
    page = made_pages()["index.md"]
    assert "I RBF 2025, foreløpig fordeling, går 671 631 000 kr til de regionale helseforetakene" in page
    assert "| [Helse Vest RHF](regionene/vest.md) | 125 449 844 kr |" in page
    assert "<figcaption>Helse Sør-Øst får 4,7 mill. kr mer enn etter nøkkelen alene, og Helse Nord 4,9" in page
    assert page.index("125 449 844") < page.index('<figure class="staircase">') < page.index("## Gå videre")


def test_a_region_has_its_amounts_year_by_year() -> None:
    page = made_pages()["regionene/nord.md"]
    rows = re.findall(r"^\| \[(\w+ \d+)\]\S* \| ([^|]+) \| ([^|]+) \|", page, re.MULTILINE)
    assert rows == [
        ("RBF 2025", "foreløpig fordeling", "77 631 402 kr"),
        ("RBF 2024", "publisert foreløpig fordeling", "81,9 mill. kr"),
        ("RBF 2024", "publisert endelig fordeling", "77,8 mill. kr"),
        ("RBF 2022", "foreløpig fordeling", "67 927 599 kr"),
        ("KBF 2021", "fordeling", "69 600 000 kr"),
    ]
    assert "Beløpene for KBF 2017, KBF 2018, KBF 2019, KBF 2020 og RBF 2023 er ikke blant kildene." in page
    assert "**Helse Nord får 77 631 402 kr i foreløpig fordeling av RBF 2025.**" in page
    assert page.count('<figure class="drawn">') == page.count('??? note "Tallene i figuren"') == 1
    assert '??? note "Helse Nord får 67 927 599 kr i foreløpig fordeling av RBF 2022."' in page


def test_a_year_with_results_shows_the_charts_of_its_report() -> None:
    """RBF 2025: four charts of all, and a staircase for each of eight indicators and of three areas of the ninth."""
    years = ("rbf2025", "kbf2018")
    drawn = [made_pages()[f"aar/{year}.md"].count('<figure class="drawn">') for year in years]
    assert drawn == [4 + 8 + 3, 0]
    names = re.findall(r'id="([^"]*)"', made_pages()["aar/rbf2025.md"])
    assert len(names) == len(set(names)) > 30


def test_what_no_source_names_is_folded() -> None:
    page = made_pages()["aar/kbf2021.md"]
    shown, folded = page.split('??? note "19 indikatorer som ingen kilde navngir"')
    assert "navn ikke kjent" not in shown
    assert folded.count("(navn ikke kjent)") >= 19
    assert "ingen kilde navngir" not in made_pages()["aar/rbf2025.md"]


def test_pages_that_are_as_they_were_are_not_written_again(tmp_path: Path) -> None:
    left_over = tmp_path / "aar" / "rbf1999.md"
    left_over.parent.mkdir()
    left_over.write_text("# RBF 1999\n", "utf-8")
    write = hook("made_pages").write
    write(tmp_path, made_pages())
    assert not left_over.exists()
    written = {one.relative_to(tmp_path).as_posix(): one.stat().st_mtime_ns for one in tmp_path.rglob("*.md")}
    assert written.keys() == made_pages().keys()
    write(tmp_path, made_pages())
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in written} == written


@each_document
def test_rules_are_never_grey(path: Path) -> None:
    """What is marked as text is printed by a command, or lists what is in a folder or a file of figures."""
    grey = re.findall(r"^```text\n(.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert not [one for one in grey if KEYWORD.match(one)]
