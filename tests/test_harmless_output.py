"""What a text or an argument says is shown as it stands, at every door: it steers no terminal and is no Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rbflang import library
from rbflang.commands import main
from rbflang.harmless import INSTEAD, harmless, harmless_json, harmless_lines
from rbflang.render import rendered, texts
from rbflang.reports.charts.pictures import Bar, Bars
from rbflang.reports.document import (
    Block,
    Chart,
    Column,
    Document,
    Heading,
    Ledger,
    LedgerLine,
    Line,
    Lines,
    Notes,
    Paragraph,
    Table,
    Verbatim,
)
from rbflang.reports.typed_cells import Phrase

# what clears a screen, what turns the direction, what begins a line of its own
STEERING = (
    *map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))),
    *"\u061c\u200e\u200f\u2060\ufff9\ud800\U000e0041",
)
CLEAR, TURN = "\x1b[2J\x9b2J", "\u202e\u2066"
STEERED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f]")


@pytest.mark.parametrize("sign", STEERING, ids=lambda sign: f"{ord(sign):04x}")
def test_each_sign_that_steers_is_made_visible(sign: str) -> None:
    assert harmless(f"a{sign}b") == f"a{INSTEAD}b"


def test_all_other_signs_stay() -> None:
    text = "Måloppnåelse − 1 000 kr, «10 %» · ½ 漢字 עברית 😀"
    assert harmless(text) == text
    assert harmless_lines(f"{text}\n{text}\x07") == f"{text}\n{text}{INSTEAD}"


@pytest.mark.parametrize("sign", STEERING, ids=lambda sign: f"{ord(sign):04x}")
def test_json_says_the_sign_by_its_number(sign: str) -> None:
    shown = harmless_json(json.dumps({f"a{sign}": f"{sign}b"}, ensure_ascii=False))
    assert not STEERED.search(shown)
    assert json.loads(shown) == {f"a{sign}": f"{sign}b"}


# every kind of block, with every sign, in every format for people

FOR_PEOPLE = tuple(form for form in texts() if form != "json")

NASTY = f"x{CLEAR}{TURN}y"
BLOCKS: tuple[Block, ...] = (
    Heading(NASTY),
    Paragraph(NASTY),
    Lines((Line(NASTY, NASTY, NASTY),)),
    Table((Column(NASTY, "left", 0, NASTY), Column(NASTY)), ((Phrase(NASTY), Phrase(NASTY)),)),
    Chart(
        NASTY, Bars((Bar(NASTY, Phrase(NASTY), (NASTY,)),)), Table((Column(NASTY, "left"),), ((Phrase(NASTY),),)), NASTY
    ),
    Notes((NASTY,)),
    Ledger((LedgerLine(NASTY, NASTY, NASTY, NASTY, NASTY),)),
    Verbatim((NASTY,)),
)


@pytest.mark.parametrize("form", FOR_PEOPLE)
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
def test_no_block_steers(block: Block, form: str) -> None:
    shown = rendered(Document(NASTY, (block,), notice=NASTY, foot=(NASTY,)), form)
    assert not STEERED.search(shown)
    assert shown.count(INSTEAD) >= 4 * (len(CLEAR) - 6 + len(TURN))


@pytest.mark.parametrize("form", FOR_PEOPLE)
def test_a_text_makes_no_line_of_its_own(form: str) -> None:
    table = Table((Column("", "left"), Column("b")), ((Phrase("a\nFeil: falsk"), Phrase("1")),))
    assert "\nFeil" not in rendered(Document("t", (table,)), form)


# every command on a ruleset whose texts steer

TEXTS = (
    ("Video- og telefonkonsultasjoner", f"Video{CLEAR}{TURN}"),
    ("Resultatbasert finansiering 2025 – Regelverk", f"Regelverk{CLEAR}{TURN}"),
    ("Resultatbasert finansiering 2025", f"RBF{CLEAR}{TURN}"),
    ("Foreløpig fordeling", f"Foreløpig{CLEAR}{TURN}"),
    ("Helse Vest RHF", f"Vest{CLEAR}{TURN}"),
    ("Helsedirektoratet", f"Utgiver{CLEAR}{TURN}"),
    ("Måltall", f"Mål{CLEAR}{TURN}"),
    ("Unike pasienter", f"Unike{CLEAR}{TURN}"),
)
COMMANDS = (
    "check", "check --format json", "allocate", "allocate --lang en", "allocate --format markdown",
    "allocate --format json", "explain", "explain --rhf Vest", "explain --rhf Vest --indicator video",
    "explain --rhf Vest --format markdown", "explain --indicator video --format json", "sources", "sources --all",
    "sources --all --format markdown", "settle --data syntetisk", "verify", "next-step --for Vest",
    "goal --for Vest --indicator video --more 5000000", "whatif --set måloppnåelse.video.Vest=12,1%", "fmt --check",
    "allocate --set måloppnåelse.video.Vest=x", "explain --rhf V\x1bst", "explain --round x\u202ey",
)  # fmt: skip


@pytest.fixture
def steering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A year whose texts, and the name of whose file, hold signs that steer."""
    shelf = library.find("rbf2025")
    assert shelf
    for path in shelf.path.parent.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = shelf.path.read_text("utf-8")
    for plain, nasty in TEXTS:
        assert plain in text
        text = text.replace(plain, nasty)
    name = f"rbf2025{TURN}\x1b.rbf"
    (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    yield name


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_steers(command: str, steering: str) -> None:
    first, *rest = command.split(" ")
    result = run(first, steering, *rest)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.output
    assert not STEERED.search(result.output)


# an argument that is said again

ARGUMENTS = (
    ("allocate", NASTY),
    ("allocate", f"{NASTY}.rbf"),
    ("allocate", "rbf2025", "--data", f"{NASTY}.csv"),
    ("allocate", "rbf2025", "--round", NASTY),
    ("allocate", "rbf2025", "--set", NASTY),
    ("allocate", "rbf2025", "--set", f"{NASTY}=1 kr"),
    ("allocate", "rbf2025", "--set", f"bevilgning={NASTY}"),
    ("allocate", "rbf2025", f"--{NASTY}"),
    ("allocate", "rbf2025", "--format", NASTY),
    ("allocate", "rbf2025", NASTY),
    ("compare", "rbf2022", "rbf2025", "--round", NASTY),
    ("explain", "--rhf", NASTY),
    ("explain", "--rhf", "Vest", "--indicator", NASTY),
    ("explain", "--measure", NASTY),
    ("describe", NASTY),
    ("new", NASTY, "--from", "rbf2025"),
    ("new", f"{NASTY}/rbf2031", "--from", "rbf2025"),
    ("fmt", NASTY),
    (NASTY,),
    (f"-{NASTY}",),
)


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=repr)
def test_no_argument_steers(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert not STEERED.search(result.output)


def test_an_argument_makes_no_line_of_its_own() -> None:
    assert f"«x{INSTEAD}Feil: falsk»" in run("allocate", "x\nFeil: falsk").stderr


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


# Markdown

LITERAL = (
    ("# x", r"\# x"),
    ("x #", r"x \#"),
    ("## x ##", r"\## x \#\#"),
    ("- x", r"\- x"),
    ("+ x", r"\+ x"),
    ("> x", r"\> x"),
    ("---", r"\---"),
    ("1. x", r"1\. x"),
    ("12) x", r"12\) x"),
    ("1.2 x", "1.2 x"),
    ("671 kr. i alt", "671 kr. i alt"),
    ("!!! note", r"\!!! note"),
    ("[a](javascript:alert(1))", r"\[a\](javascript:alert(1))"),
    ("![a](https://x/y.png)", r"\!\[a\](https://x/y.png)"),
    ("a ![b](c)", r"a !\[b\](c)"),
    ("[a]: https://x", r"\[a\]: https://x"),
    ("`x`", r"\`x\`"),
    ("*x* _y_ **z**", r"\*x\* \_y\_ \*\*z\*\*"),
    ("~~x~~", "&#126;&#126;x&#126;&#126;"),
    ("<script>x</script>", "&lt;script>x&lt;/script>"),
    ("&lt;b&gt; &#60; R&D", "&amp;lt;b&amp;gt; &amp;#60; R&D"),
    ("a|b", r"a\|b"),
    (r"a\*b", r"a\\\*b"),
    ("a\nb", "a b"),
)


@pytest.mark.parametrize(("text", "shown"), LITERAL, ids=[text for text, _ in LITERAL])
def test_markdown_shows_what_the_text_says(text: str, shown: str) -> None:
    title, heading, paragraph, note = markdown(text, Heading(text), Paragraph(text), Notes((text,)))
    assert (title, heading) == (f"# {shown}", f"## {shown}")
    assert (paragraph, note) == (shown, f"- {shown}")


INSIDE = (
    ("[a](b)", r"\[a\](b)"),
    ("`x`", r"\`x\`"),
    ("# x", "# x"),
    ("a | b", r"a \| b"),
    ("<b>", "&lt;b>"),
    ("1. x", "1. x"),
)


@pytest.mark.parametrize(("text", "shown"), INSIDE, ids=[text for text, _ in INSIDE])
def test_markdown_shows_what_a_cell_says(text: str, shown: str) -> None:
    ledger, lines = Ledger((LedgerLine(text, text, text, text, text),)), Lines((Line(text, text, text),))
    _, table, entries, facts = markdown("t", Table((Column(text, "left"),), ((Phrase(text),),)), ledger, lines)
    assert table == f"| {shown} |\n|---|\n| {shown} |"
    assert entries.split("\n")[2] == f"| {shown} | {shown} | {shown} | {shown} {shown} |"
    assert facts == f"- **{shown}** {shown} ({shown})"


def test_markdown_keeps_what_is_to_be_pasted_in_its_fence() -> None:
    _, fence = markdown("t", Verbatim(("a", "```", "# b", "````")))
    assert fence == "`````text\na\n```\n# b\n````\n`````"


def markdown(title: str, *blocks: Block) -> list[str]:
    """The parts of a document, title first."""
    return rendered(Document(title, blocks), "markdown").removesuffix("\n").split("\n\n")
