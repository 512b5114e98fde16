"""What is said of a slip: whether the first fault stands where the slip is and names its cure.

The place is the line of the slip, which must be one that the fault points at; of lines that were left out it is
wherever the fault says. The cure is a text that must stand in what there is to do: the tip, the text to paste, or what
the first place is labelled with.
"""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from rbflang import library, pipeline
from rbflang.diagnostics import Fault
from rbflang.wording import Words

from . import english_data, english_rules, norwegian_data, norwegian_rules

HERE = Path(__file__).parent
TABLES = {
    ("nb", "rbf"): norwegian_rules.SLIPS, ("en", "rbf"): english_rules.SLIPS,
    ("nb", "csv"): norwegian_data.SLIPS, ("en", "csv"): english_data.SLIPS,
}  # fmt: skip


@frozen
class Slip:
    """A slip in the rules or in the figures of a language: what is right, what was written, and the cure."""

    language: str
    kind: str
    right: str
    wrong: str
    cure: str

    @property
    def name(self) -> str:
        """What the slip is called in the outcome of a test."""
        return f"{self.language}-{self.kind}-{self.right!r}-{self.wrong!r}"

    @property
    def text(self) -> str:
        """The file with the slip in it."""
        whole = base(self.language, self.kind)
        assert whole.count(self.right) >= 1, self.right
        return whole.replace(self.right, self.wrong, 1)

    @property
    def lines(self) -> range:
        """The lines that the slip is on; all, where something was left out."""
        before, _, _ = base(self.language, self.kind).partition(self.right)
        first = before.count("\n") + 1
        is_gone = len(self.wrong) < len(self.right) and "\n" in self.right
        return range(1, 1_000) if is_gone else range(first, first + self.wrong.count("\n") + 1)


SLIPS = tuple(Slip(*key, *row) for key, rows in TABLES.items() for row in rows)


def base(language: str, kind: str) -> str:
    """The ruleset or the figures without any slip."""
    return (HERE / f"base-{language}.{kind}").read_text("utf-8")


def faults_of(slip: Slip, folder: Path, text: str | None = None) -> tuple[Fault, ...]:
    """What the commands say is wrong, where the slip is made in the rules or the figures; or another text is there."""
    rules, figures = folder / "p.rbf", folder / "forelopig.csv"
    for path, kind in ((rules, "rbf"), (figures, "csv")):
        own = slip.text if text is None else text
        path.write_text(own if kind == slip.kind else base(slip.language, kind), "utf-8")
    prepared = pipeline.prepare(library.Shelf("p", rules), figures)
    found = prepared if isinstance(prepared, tuple) else pipeline.compute(prepared, "forelopig", figures)
    return tuple(one for one in found if one.is_fatal) if isinstance(found, tuple) else ()


def is_cured(slip: Slip, found: tuple[Fault, ...]) -> bool:
    """True if the first fault stands where the slip is and names its cure."""
    if not found:
        return False
    first = found[0]
    places = [one.span.line for one in first.labels if one.span.source.name.endswith(slip.kind)]
    said = (first.tip, *first.paste, *(one.text for one in first.labels[:1]))
    return any(line in slip.lines for line in places) and any(slip.cure in _said(one, slip) for one in said)


def _said(one: Words | str, slip: Slip) -> str:
    return one if isinstance(one, str) else one.say(slip.language)
