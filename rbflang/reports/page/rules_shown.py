"""The rules as they are written, each number with its source, and what the documents cited are called.

Takes a ruleset; gives blocks. What is cited on the line itself is not said again beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rbflang.inventory.cited import cited
from rbflang.reports.document import Block, Line, Lines, Paragraph, RuleLine, RuleText, Unfolding
from rbflang.ruleset.model import Ruleset
from rbflang.wording import NO_BREAK, Voice, counted


def rules_shown(ruleset: Ruleset, say: Voice) -> Iterator[Block]:
    """What is cited by its whole name, and the text, which unfolds."""
    source = ruleset.source
    yield Paragraph(
        say(
            "Dette er reglene som beløpene er regnet ut av, ord for ord. Kilden til et tall eller en regel står i "
            "hakeparentes på linjen. Står den på en linje som gjelder for flere, er den gjentatt etter en pil.",
            "These are the rules that the amounts are computed from, word for word. The source of a number or a rule "
            "stands in brackets on the line. Where it stands on a line that holds for several, it is repeated behind "
            "an arrow.",
        )
    )
    documents = tuple(Line(name, one.title, ", ".join(value for _, value in one.facts))
                      for name, one in ruleset.sources.items())  # fmt: skip
    if documents:
        yield Lines(documents)
    file = source.name.rpartition("/")[2]
    label = say(f"{file}, {counted(source.lines)} linjer", f"{file}, {source.lines} lines")
    yield Unfolding(label, (rule_text(ruleset),))


def rule_text(ruleset: Ruleset) -> RuleText:
    """The text, each line with the sources of what is on it that are cited elsewhere."""
    source, beside = ruleset.source, _sources_beside(ruleset)
    file = source.name.rpartition("/")[2]
    numbers = range(1, source.lines + (source.text[-1:] != "\n"))
    lines = (RuleLine(_shown(source.line(number)), beside.get(number, "")) for number in numbers)
    return RuleText(file, source.language, tuple(lines))


def _shown(line: str) -> str:
    """A line without signs of its own for space, for the eye."""
    return line.expandtabs(4).replace(NO_BREAK, " ")


def _sources_beside(ruleset: Ruleset) -> dict[int, str]:
    """The sources of the numbers and rules of each line that are cited on another."""
    found: dict[int, dict[str, dict[str, None]]] = {}
    for one in cited(ruleset):
        last = one.span.source.place(max(one.span.start, one.span.end - 1))[0]
        if one.span.line <= one.citation.span.line <= last + 1:
            continue
        for entry in one.citation.entries:
            if entry.source:
                places = found.setdefault(one.span.line, {}).setdefault(entry.source, {})
                places.update(dict.fromkeys(entry.places))
    return {line: "; ".join(_places(*one) for one in sources.items()) for line, sources in found.items()}


def _places(document: str, places: Iterable[str]) -> str:
    """`regelverk tabell 2, tabell 5`."""
    return " ".join(filter(None, (document, ", ".join(places))))
