"""What is damaged: the rulesets and data files of the language documents, and of the shortest years that ship."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "tests" / "language"
YEARS = ("rbf2022", "rbf2025")
_BLOCK = re.compile(r"```(rbf|csv)([^\n]*)\n(.*?)```", re.DOTALL)
_REMARK = re.compile(r"[ \t]*#[ \t]*(?:feil|varsel): \[.*")
_PREAMBLE = re.compile(r"preamble=(\w+)")


@frozen
class Whole:
    """A ruleset and the figures it is computed on, before they are damaged; sound where nothing is amiss."""

    rules: str
    figures: str
    is_sound: bool = True


@cache
def documented() -> tuple[Whole, ...]:
    """Every ruleset of the documents, with the figures that follow it."""
    return tuple(one for path in sorted(DOCUMENTS.rglob("*.md")) for one in in_document(path.read_text("utf-8")))


def in_document(text: str) -> Iterator[Whole]:
    rules, are_sound = "", False
    for kind, attributes, body in _BLOCK.findall(text):
        plain = "".join(_REMARK.sub("", line) + "\n" for line in body.splitlines())
        if kind == "csv":
            yield Whole(rules, plain, are_sound and "# feil" not in body)
            continue
        found = _PREAMBLE.search(attributes)
        rules, are_sound = _completed(plain, found[1]) if found else plain, "# feil" not in body
        yield Whole(rules, "størrelse;verdi\n", False)


def _completed(text: str, preamble: str) -> str:
    from literate import preamble_for

    first, rest = preamble_for(text, preamble)
    return first + text + "\n" + rest


@cache
def sound() -> tuple[Whole, ...]:
    """Those that are paid as they stand, or nearly."""
    return tuple(one for one in documented() if one.is_sound)


@cache
def years() -> tuple[Whole, ...]:
    """Two years as they ship."""
    folders = (ROOT / "rulesets" / name for name in YEARS)
    return tuple(
        Whole((folder / f"{folder.name}.rbf").read_text("utf-8"), (folder / "forelopig.csv").read_text("utf-8"))
        for folder in folders
    )
