"""Rulesets as texts, for tests of the text itself: read them, take them apart, damage them."""

from __future__ import annotations

from pathlib import Path

from rbflang.diagnostics import Fault
from rbflang.source import Source, decode
from rbflang.syntax.parse import parse, tokens_of
from rbflang.syntax.tree import RulesetTree

HERE = Path(__file__).parent
RULESETS = sorted((HERE.parent / "rulesets").glob("*/*.rbf"))
EVERY_CONSTRUCT = HERE / "unit" / "every_construct.rbf"
MONEY_DECLARED = HERE / "unit" / "money_declared.rbf"
HEADER = 'regelsett RBF 2026 "Prøve"\n'


def read(path: Path) -> Source:
    """The source in a file."""
    found = decode(path.name, path.read_bytes())
    assert isinstance(found, Source)
    return found


def tree_of(text: str) -> RulesetTree:
    """The tree of a text without faults."""
    parsed = parse(Source("text.rbf", text))
    assert not parsed.faults, [(fault.slug, fault.title.nb, fault.labels[0].span.line) for fault in parsed.faults]
    return parsed.tree


def faults_of(text: str) -> tuple[Fault, ...]:
    """The faults of a text."""
    return parse(Source("text.rbf", text)).faults


def found_in(text: str) -> list[tuple[str, int]]:
    """The faults of a text by name and line."""
    return [(fault.slug, fault.labels[0].span.line if fault.labels else 0) for fault in faults_of(text)]


def ends_of_words(text: str) -> list[int]:
    """Where each word and sign of a text ends."""
    return [end for _, end in tokens_of(Source("text.rbf", text))]
