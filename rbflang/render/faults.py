"""Faults as text for a terminal: title, place, source lines with what is underlined, consequence and cure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.diagnostics import Fault, Severity
from rbflang.render.terminal import wrapped


def render_faults(faults: Sequence[Fault], language: str = "nb", width: int = 120) -> str:
    """All faults, each followed by a blank line."""
    return "\n".join("\n".join(_fault(fault, language, width)) + "\n" for fault in faults)


def _fault(fault: Fault, language: str, width: int) -> Iterator[str]:
    severity = {
        (Severity.FAULT, "nb"): "Feil", (Severity.WARNING, "nb"): "Varsel", (Severity.FAULT, "en"): "Fault",
        (Severity.WARNING, "en"): "Warning",
    }[fault.kind.severity, language]  # fmt: skip
    yield f"{severity}: {fault.title.say(language)}  [{fault.slug}]"
    for label in fault.labels:
        yield f"  {label.span}  {label.text.say(language)}"
    for story in fault.story:
        yield from wrapped(story.say(language), width, 2)
    tip = fault.tip.say(language)
    if tip:
        yield from wrapped(f"Tips: {tip}", width, 2)
    yield from ("            " + line for line in fault.paste)
