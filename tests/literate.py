"""Documents that are tests: Markdown whose rulesets, figures, tables and transcripts are checked.

Every block of a document under `tests/language/` counts. Elsewhere (`docs/`) a block counts only when the line before
it is the comment `<!-- test -->`; attributes may follow there: `<!-- test: preamble=lite -->`.

**A ruleset** is a block marked `rbf`. All its faults and warnings must be named, each on the line it points at (where
its first label begins), and no others may occur:

    ```rbf preamble=lite
    tabell fordelingsnøkkel per region : andel, til sammen 100 % [regelverk 1] {   # feil: [weights-do-not-add-up]
        Nord: 40 %
        Vest: 50 %
    }
    trapp bratt [regelverk 3] { fra 0 % gir 1 del }                                # varsel: [unused-declaration]
    ```

Several on one line: `# feil: [one] [two] varsel: [three]`, in English texts `# fault: [one] warning: [two]`. The remark
is taken away before the text is read, so it may stand anywhere, also inside a text that is not closed. A fault that
points nowhere belongs to the first line.

A block is read as it stands. With `preamble=lite` it is completed by `preambles/lite.rbf`, a whole small year (and with
`preamble=lite.en` by the same year in English): each paragraph of it goes away when the block declares the same thing
itself. For regions, indicators, groups, measures, payouts and rounds the same thing is any of the kind (one measure in
the block, and the preamble's measure is gone); for the rest it is the name. Warnings about the preamble are left out;
faults in it belong to the block's first line.

**Figures** for the ruleset before are a block marked `csv`; with `file=endelig.csv` it is another file than
`forelopig.csv`. What is wrong when the ruleset is computed on them is named in the same way: on the line of the data it
points at, and on the heading when it points elsewhere.

**A ruleset that ships** is a block marked `shipped` with its data file, `rbf2025/syntetisk-endelig.csv`; tables after
it are about what it gives for that file.

**A table** whose first heading is `størrelse` states exact figures of the ruleset computed on the figures before (on
no figures, if there are none), also where a fault stops the payout. Each row begins with an address (the quantity, then
members); the other headings are members of one set, or `verdi`. Members that leave no choice may be left out:

    | størrelse        | Nord      | Vest   |
    |------------------|-----------|--------|
    | poeng.video      | 1 234,5   | 5/38   |
    | inntekt          | 40 kr     | 60 kr  |

Figures are compared as fractions, no tolerance: `5/38`, `1 234,5`, `25 %`, `-3`, `ja`, `nei`, a word; kr, poeng, deler
and antall behind a number are left out. `[division-by-zero]` says why a cell has no figure. A figure that rests on an
open decision must say so: `5/38 usikker`. A table whose first heading is `quantity` is the same in English: `1,234.5`,
`yes`, `no`, `5/38 uncertain`, `value`.

**A transcript** is a block marked `text` or `console` with `$ rbflang …` as its first line. It must match to the
letter; `[exit 1]` closes the output of a command that ends so. The rulesets and figures before it lie in the current
folder, under `regelsett.rbf`, `forelopig.csv` or what `file=` says (a folder too: `file=a/a.rbf`). With
`pytest --update-golden` transcripts are rewritten; the diff is the review. What a report says last, by
what it was made, is left out. With `width=120` the page is as wide. A line
`…` stands for lines that are not shown; such a transcript is not rewritten.

**A change** is a block marked `diff` with `file=`: its lines that begin with `-` stand in the file, once, and those
that begin with `+` come in their place; lines that begin with a space stay. A block of rules with `below=` comes below
what stands in that file. What comes after is about the file.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import define, frozen
from click.testing import CliRunner
from evidence import without_evidence
from stated_figures import agree, figure_at

from rbflang.commands import main
from rbflang.data.rows import figures_of
from rbflang.diagnostics import Fault, has_fatal
from rbflang.library import OTHER_FILES, SYNTHETIC, Shelf, find, round_name
from rbflang.observations import read_rows
from rbflang.pipeline import checked, compute, prepare
from rbflang.source import Source
from rbflang.tables.valuation import Valuation, run

HERE = Path(__file__).parent
PREAMBLES = HERE / "language" / "preambles"
FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,})(?P<language>\w*) *(?P<attributes>[^`]*)$")
MARK = re.compile(r"<!-- test(?:: *(?P<attributes>.*?))? *-->")
REMARK = re.compile(r"\s*#\s*(?P<named>(?:(?:feil|varsel|fault|warning): *(?:\[[\w-]+\][ ,]*)+)+)\s*$")
DECLARED = re.compile(r"^(\w+)\s+(\w+)(?:\s+(\w+))?", re.MULTILINE)
SEVERITY = {"feil": "feil", "varsel": "varsel", "fault": "feil", "warning": "varsel"}
ONE_OF_ITS_KIND = (
    "regelsett", "region", "indikator", "gruppe", "prestasjonsmål", "utbetaling", "fordeling",
    "ruleset", "indicator", "group", "measure", "payout", "allocation",
)  # fmt: skip
QUANTITY = {"størrelse": "nb", "quantity": "en"}
WIDTH = "100"
NOT_SHOWN = "…"
Named = Counter[tuple[int, str, str]]


@frozen
class Block:
    """A fenced block: its language, its attributes and its lines; `line` is the document's line of the first."""

    language: str
    attributes: Mapping[str, str]
    line: int
    lines: tuple[str, ...]


@frozen
class Table:
    """A table of expected figures: its headings, and its rows with their lines in the document."""

    line: int
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@define
class Bench:
    """What the blocks so far have left: a folder, the ruleset and figures last written, complaints and new lines."""

    folder: Path
    update: bool = False
    rules: Path | None = None
    figures: Path | None = None
    valuation: Valuation | None = None
    tried: int = 0
    complaints: list[str] = []  # noqa: RUF008 - replaced for each document
    rewritten: dict[tuple[int, int], Sequence[str]] = {}  # noqa: RUF008

    def complain(self, line: int, words: str) -> None:
        """Write down what does not hold, and where the document says it."""
        self.complaints.append(f"{line}: {words}")


def complaints_about(path: Path, folder: Path, update: bool = False) -> list[str]:
    """What does not hold in a document, each with its line; with `update`, transcripts are rewritten instead."""
    text = path.read_text(encoding="utf-8")
    bench = Bench(folder, update, complaints=[], rewritten={})
    all_count = path.is_relative_to(HERE / "language")
    for part in parts_of(text.split("\n"), all_count):
        JUDGES[part.language if isinstance(part, Block) else "table"](bench, part)
    if all_count and not bench.tried:
        bench.complain(1, "the document tests nothing")
    if bench.rewritten:
        lines = text.split("\n")
        for (start, end), new in sorted(bench.rewritten.items(), reverse=True):
            lines[start - 1 : end - 1] = new
        path.write_text("\n".join(lines), encoding="utf-8")
    return [f"{path.name}:{one}" for one in bench.complaints]


# reading a document


def parts_of(lines: Sequence[str], all_count: bool) -> Iterator[Block | Table]:
    """The blocks and tables of a document that are tests, in order."""
    at = 0
    while at < len(lines):
        fence = FENCE.match(lines[at])
        start = at
        if fence:
            closing = fence["indent"] + fence["fence"]
            at = next((n for n in range(at + 1, len(lines)) if lines[n].rstrip() == closing), len(lines))
            block = _block(fence, lines, start, at)
            if block and (all_count or "test" in block.attributes):
                yield block
        elif lines[at].startswith("|"):
            at = next((n for n in range(at, len(lines)) if not lines[n].startswith("|")), len(lines)) - 1
            table = _table(lines, start, at + 1)
            if table.headings[0].lower() in QUANTITY and (all_count or _mark(lines, start)):
                yield table
        at += 1


def _mark(lines: Sequence[str], at: int) -> re.Match[str] | None:
    before = next((line for line in reversed(lines[:at]) if line.strip()), "")
    return MARK.fullmatch(before.strip())


def _block(fence: re.Match[str], lines: Sequence[str], start: int, end: int) -> Block | None:
    mark = _mark(lines, start)
    words = f"{fence['attributes']} {(mark['attributes'] or '') if mark else ''}".split()
    attributes = {"test": ""} if mark else {}
    attributes |= dict(word.split("=", 1) if "=" in word else (word, "") for word in words)
    inner = tuple(line.removeprefix(fence["indent"]) for line in lines[start + 1 : end])
    language = "transcript" if fence["language"] in ("text", "console") else fence["language"]
    is_command = bool(inner) and inner[0].startswith("$ rbflang")
    known = language in ("rbf", "csv", "diff", "shipped") or (language == "transcript" and is_command)
    return Block(language, attributes, start + 2, inner) if known else None


def _table(lines: Sequence[str], start: int, end: int) -> Table:
    cells = [tuple(cell.strip().strip("`") for cell in line.strip().strip("|").split("|")) for line in lines[start:end]]
    return Table(start + 1, cells[0], tuple(zip(range(start + 3, end + 1), cells[2:], strict=True)))


def _without_remarks(block: Block) -> tuple[str, Named]:
    """The block's text without the remarks, and what they name: line, word and slug."""
    named: Named = Counter()
    kept: list[str] = []
    for number, line in enumerate(block.lines, block.line):
        remark = REMARK.search(line)
        kept.append(line[: remark.start()] if remark else line)
        word = ""
        for one in re.findall(r"\w+(?=:)|\[[\w-]+\]", remark["named"]) if remark else ():
            if one.startswith("["):
                named[number, word, one[1:-1]] += 1
            else:
                word = SEVERITY[one]
    return "\n".join(kept) + "\n", named


# rulesets


def judge_rules(bench: Bench, block: Block) -> None:
    """The faults and warnings of a ruleset are those that are named, where they are named."""
    if "below" in block.attributes:
        return _add(bench, block)
    text, named = _without_remarks(block)
    before, after = preamble_for(text, block.attributes["preamble"]) if "preamble" in block.attributes else ("", "")
    text, lead = f"{before}{text}{after}", before.count("\n")
    bench.rules = _written(bench, block.attributes.get("file", "regelsett.rbf"), text)
    for stale in bench.rules.parent.glob("*.csv"):
        stale.unlink()
    bench.figures, bench.valuation, bench.tried = None, None, bench.tried + 1
    source = Source(bench.rules.name, text)
    found: Named = Counter()
    for fault in checked(source)[1]:
        line = fault.labels[0].span.line - lead if fault.labels else 1
        inside = 1 <= line <= len(block.lines)
        if inside or fault.is_fatal:
            found[block.line + (line - 1 if inside else 0), _word(fault), fault.slug] += 1
    return _compare(bench, named, found)


def preamble_for(text: str, name: str) -> tuple[str, str]:
    """The paragraphs of a preamble that declare what the text does not: the first line, and the rest."""
    said = {_what(match) for match in DECLARED.finditer(text)}
    paragraphs = re.split(r"\n\n+", (PREAMBLES / f"{name}.rbf").read_text(encoding="utf-8"))
    kept = [one for one in paragraphs[1:] if not said & {_what(match) for match in DECLARED.finditer(one)}]
    return "" if said & {("regelsett",), ("ruleset",)} else paragraphs[0] + "\n", "\n".join(kept) + "\n"


def _what(declared: re.Match[str]) -> tuple[str, ...]:
    word, name, third = declared.groups()
    if word in ONE_OF_ITS_KIND:
        return (word,)
    return ("per", third or "") if (word, name) in (("tabell", "per"), ("table", "per")) else (name,)


def _word(fault: Fault) -> str:
    return "feil" if fault.is_fatal else "varsel"


def _compare(bench: Bench, named: Named, found: Named) -> None:
    for line, word, slug in sorted((named - found).elements()):
        elsewhere = sorted({at for at, _, other in found if other == slug})
        more = f" (it stands on line {', '.join(map(str, elsewhere))})" if elsewhere else ""
        bench.complain(line, f"{word} [{slug}] is expected, but does not occur here{more}")
    for line, word, slug in sorted((found - named).elements()):
        bench.complain(line, f"{word} [{slug}] occurs, but is not expected")


def _written(bench: Bench, name: str, text: str) -> Path:
    path = bench.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# figures


def judge_figures(bench: Bench, block: Block) -> None:
    """The faults of a round are those that are named."""
    if bench.rules is None:
        return bench.complain(block.line, "there is no ruleset before these figures")
    text, named = _without_remarks(block)
    path = _written(bench, str(bench.rules.parent.relative_to(bench.folder) / _file_name(block)), text)
    bench.tried += 1
    if path.name in OTHER_FILES or path.name.startswith(f"{SYNTHETIC}-"):
        return None
    bench.figures = path
    found: Named = Counter()
    for fault in _compute(bench):
        span = fault.labels[0].span if fault.labels else None
        here = span is not None and Path(span.source.name).name == path.name
        found[block.line + (span.line - 1 if span and here else 0), _word(fault), fault.slug] += 1
    return _compare(bench, named, found)


def _file_name(block: Block) -> str:
    return block.attributes.get("file", "forelopig.csv")


def _compute(bench: Bench) -> Sequence[Fault]:
    """Compute the ruleset on the figures last written; gives the faults and warnings.

    Where a fault only stops the payout, the figures that could be computed are kept.
    """
    assert bench.rules is not None
    bench.valuation = None
    if bench.figures is None:
        bench.figures = _written(bench, str(bench.rules.parent / "forelopig.csv"), "størrelse;verdi\n")
    prepared = prepare(Shelf(bench.rules.stem, bench.rules))
    if isinstance(prepared, tuple):
        return prepared
    file = read_rows(Source(bench.figures.name, bench.figures.read_text(encoding="utf-8")))
    figures = figures_of(prepared.checked, file)
    if not has_fatal((*file.faults, *figures.faults)):
        bench.valuation = run(prepared.graph, figures.given(), figures.pinned())
    computed = compute(prepared, bench.figures.stem)
    if not isinstance(computed, tuple):
        bench.valuation = computed.valuation
    return computed if isinstance(computed, tuple) else computed.figures.faults


def judge_shipped(bench: Bench, block: Block) -> None:
    """The ruleset and its data file are there, and compute."""
    bench.tried += 1
    name, _, data = block.lines[0].partition("/")
    shelf = find(name)
    prepared = prepare(shelf, shelf.path.parent / data) if shelf else ()
    if shelf is None or isinstance(prepared, tuple):
        return bench.complain(block.line, f"{name} does not ship, or has faults")
    bench.rules, bench.figures = shelf.path, shelf.path.parent / data
    computed = compute(prepared, round_name(bench.figures.stem), bench.figures)
    bench.valuation = None if isinstance(computed, tuple) else computed.valuation
    return None if bench.valuation else bench.complain(block.line, f"{data} is not computed")


def judge_table(bench: Bench, table: Table) -> None:
    """The figures of a table are those that the ruleset gives."""
    bench.tried += 1
    if bench.rules is None:
        return bench.complain(table.line, "there is no ruleset before this table")
    faults = () if bench.valuation else _compute(bench)
    if bench.valuation is None:
        return bench.complain(table.line, f"the ruleset is not computed: {', '.join(one.slug for one in faults)}")
    for line, (address, *expected) in table.rows:
        if len(expected) != len(table.headings) - 1:
            bench.complain(line, "the row has not as many cells as the table has headings")
            continue
        for heading, words in zip(table.headings[1:], expected, strict=True):
            asked = address if heading in ("verdi", "value") else f"{address}.{heading}"
            found = figure_at(bench.valuation, asked)
            if not agree(words, found, QUANTITY[table.headings[0].lower()]):
                bench.complain(line, f"{asked} is {found}, but {words or 'nothing'} is expected")
    return None


# transcripts


def judge_transcript(bench: Bench, block: Block) -> None:
    """Each command prints what the document says, to the letter."""
    bench.tried += 1
    written: list[str] = []
    for command in [line for line in block.lines if line.startswith("$ rbflang")]:
        written += [command, *printed_by(shlex.split(command)[2:], block.attributes.get("width", WIDTH))]
    if written == list(block.lines) or (NOT_SHOWN in block.lines and _shows_some(block.lines, written)):
        return
    if bench.update and NOT_SHOWN not in block.lines:
        bench.rewritten[block.line, block.line + len(block.lines)] = written
        return
    pairs = zip([*block.lines, None], [*written, None], strict=False)
    at, (expected, found) = next((n, pair) for n, pair in enumerate(pairs) if pair[0] != pair[1])
    bench.complain(block.line + at, f"the output differs\n    expected: {expected}\n    found:    {found}")


def _shows_some(shown: Sequence[str], written: Sequence[str]) -> bool:
    """True if the lines are those shown, in their order, with any lines where `…` stands."""
    parts = [re.escape("".join(f"{line}\n" for line in part)) for part in _between(shown)]
    return re.fullmatch("(?:.*\n)*?".join(parts), "".join(f"{line}\n" for line in written)) is not None


def _between(shown: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in shown:
        if line == NOT_SHOWN:
            yield part
            part = []
        else:
            part.append(line)
    yield part


def printed_by(arguments: Sequence[str], width: str = WIDTH) -> list[str]:
    """The lines that a command prints, in the current folder; the last is `[exit N]` where it does not end with 0."""
    runner = CliRunner(env={"COLUMNS": width, "NO_COLOR": "1"})
    result = runner.invoke(main, list(arguments), prog_name="rbflang")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    output = without_evidence(result.output)
    lines = output.rstrip("\n").split("\n") if output.strip() else []
    return [*lines, f"[exit {result.exit_code}]"] if result.exit_code else lines


# changes


def judge_change(bench: Bench, block: Block) -> None:
    """The lines that go away stand in the file, once; the new ones are put in their place."""
    bench.tried += 1
    path = bench.folder / block.attributes["file"]
    text = path.read_text(encoding="utf-8")
    old, new = ("".join(f"{line[1:]}\n" for line in block.lines if line[:1] in f" {sign}") for sign in "-+")
    if text.count(old) != 1:
        return bench.complain(block.line, f"the lines stand {text.count(old)} times in {path.name}")
    path.write_text(text.replace(old, new), encoding="utf-8")
    bench.rules = path
    return None


def _add(bench: Bench, block: Block) -> None:
    """The lines come below what stands in the file."""
    bench.tried += 1
    path = bench.folder / block.attributes["below"]
    path.write_text("\n".join((path.read_text(encoding="utf-8"), *block.lines, "")), encoding="utf-8")
    bench.rules = path


JUDGES = {
    "rbf": judge_rules, "csv": judge_figures, "table": judge_table, "transcript": judge_transcript,
    "diff": judge_change, "shipped": judge_shipped,
}  # fmt: skip
