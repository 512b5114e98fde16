"""Where a cure can be pasted: what it points at, the line of that, a block, or the words that it repeats.

A cure says what to write, and the sentence above it says where; a test tries the places that a sentence can mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rbflang.diagnostics import Fault
from rbflang.source import Span

LAST_WORDS = ("avrundet", "rounded", "over")
CHOICES = (" ellers ", " else ")
_FORMULA = re.compile(r"(?:formel|formula) (\w+)[^=]*= (.*?) \[")


def ways(text: str, fault: Fault, cure: str) -> Iterator[str]:
    """The text with the cure in it, pasted in one place after the other."""
    for label in fault.labels[:8]:
        yield from _at(text, label.span, cure)
    yield text.rstrip("\n") + "\n" + cure + "\n"
    yield from _in_place_of_what_it_repeats(text, cure)
    yield from _as_a_formula(text, fault, cure)


def all_at_once(text: str, fault: Fault, cures: Sequence[str]) -> Iterator[str]:
    """The text with every cure of a fault in it: as lines of their own, or each in place of all that it repeats."""
    yield text.rstrip("\n") + "\n" + "\n".join(cures) + "\n"
    everywhere = text
    for cure in cures:
        last = next((cure.split(word, 1)[-1] for word in CHOICES if word in cure), "").removesuffix(")")
        lines = everywhere.split("\n")
        for row in {one.span.line - 1 for one in fault.labels} if last else ():
            for one in (f"({last})", last):
                if one in lines[row] and cure not in lines[row]:
                    lines[row] = lines[row].replace(one, cure if cure.startswith("(") else f"({cure})")
        everywhere = "\n".join(lines)
    yield everywhere


def _at(text: str, span: Span, cure: str) -> Iterator[str]:
    start, end, row = span.start, span.end, span.line - 1
    lines = text.split("\n")
    line = lines[row]
    begin = start - (span.column - 1)
    yield text[:start] + cure + text[end:]
    for kept in (row, row + 1):
        yield "\n".join([*lines[:row], cure, *lines[kept:]])
    yield "\n".join([*lines[: row + 1], cure, *lines[row + 1 :]])
    yield f"{text[:end]} {cure}{text[end:]}"
    found = SequenceMatcher(None, line, cure, autojunk=False).find_longest_match()
    if found.size > 2:
        yield text[: begin + found.a] + cure + text[begin + found.a + found.size :]
        yield text[: begin + found.a] + cure + text[end:]
    for opening, closing in ("[]", "()"):
        before, behind = text.rfind(opening, 0, start + 1), text.find(closing, end - 1)
        if before >= 0 and behind >= 0:
            yield text[:before] + cure + text[behind + 1 :]
    for brace in (text.find("{", start), text.rfind("{", 0, end)):
        if brace >= 0:
            yield f"{text[: brace + 1]} {cure} {text[brace + 1 :]}"
    for word in LAST_WORDS:
        at = line.rfind(word)
        if at >= 0:
            yield text[: begin + at] + cure + text[begin + len(line) :]
            yield text[: begin + at] + cure + text[end:]


def _in_place_of_what_it_repeats(text: str, cure: str) -> Iterator[str]:
    """A number that gets a unit, and an expression that gets a condition around it."""
    bare = re.search(re.escape(cure.rsplit(" ", 1)[0]) + r"(?! (?:kr|poeng|points|%))", text)
    if bare:
        yield text[: bare.start()] + cure + text[bare.end() :]
    chosen = re.search(r" (?:så|then) \((.*)\) (?:ellers|else) ", cure)
    if chosen and chosen[1] in text:
        yield text.replace(chosen[1], cure, 1)
    for word in CHOICES:
        last = cure.split(word, 1)[-1].strip("()")
        for one in (last, f"({last})"):
            if word in cure and one in text:
                yield text.replace(one, f"({cure})", 1)


def _as_a_formula(text: str, fault: Fault, cure: str) -> Iterator[str]:
    """A formula of its own, whose name stands where its expression stood."""
    found = _FORMULA.match(cure)
    for one in (f"({found[2]})", found[2], fault.labels[0].span.text) if found else ():
        if found and one in text:
            yield text.replace(one, found[1], 1) + f"\n{cure}\n"
