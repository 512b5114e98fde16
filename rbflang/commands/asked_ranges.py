"""`ADDRESS=FROM..TO` and `ADDRESS=FROM..TO:STEP` on the command line: a cell and the numbers it is to have.

Each end is read as `--set` reads a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from rbflang.commands import options
from rbflang.commands.misuse import Misuse
from rbflang.data.computed import Computed
from rbflang.data.figures import Observation
from rbflang.data.settings import read_settings
from rbflang.graph.domain import Key
from rbflang.graph.nodes import printed_of
from rbflang.intervals import Interval
from rbflang.wording import Words

DOTS = ".."


@frozen(eq=False, repr=False)
class AskedRange:
    """A cell, the text before its equals sign, the least and the greatest number; the step, where one is asked for."""

    quantity: str
    key: Key
    address: str
    is_observed: bool
    low: Fraction
    high: Fraction
    step: Fraction | None

    @property
    def interval(self) -> Interval:
        """All numbers between the ends."""
        return Interval(self.low, self.high)


def asked_ranges(
    computed: Computed, texts: Iterable[str], option: str, with_steps: bool, form: str, language: str
) -> Iterator[AskedRange]:
    """The ranges that are asked for; where one cannot be read, that is told and the run ends."""
    for text in texts:
        address, equals, rest = text.partition("=")
        ends, colon, step = rest.rpartition(":") if with_steps else (rest, "", "")
        low, dots, high = ends.partition(DOTS)
        if not (equals and dots and low.strip() and high.strip()) or bool(colon) is not with_steps:
            raise Misuse(_how(option, with_steps, text))
        first, last = (_read(computed, f"{address}={end}", form, language) for end in (low, high))
        numbers = [_number(one, option, text) for one in (first, last)]
        wide = _number(_read(computed, f"{address}={step}", form, language), option, text) if with_steps else None
        if numbers[0] > numbers[1] or (wide is not None and wide <= 0):
            raise Misuse(_how(option, with_steps, text))
        role = computed.checked.ruleset.quantities[first.quantity].role
        yield AskedRange(first.quantity, first.key, address.strip(), role == "input", numbers[0], numbers[1], wide)


def _how(option: str, with_steps: bool, text: str) -> Words:
    steps = (":TRINN", ":STEP") if with_steps else ("", "")
    example = '"måltall.video=10 %..20 %:0,5 %"' if with_steps else '"måloppnåelse.video.Vest=10,2 %..11,3 %"'
    above = (", og trinnet over null", ", and the step above nothing") if with_steps else ("", "")
    return Words(
        f"«{text}» kan ikke leses. {option} skrives ADRESSE=FRA..TIL{steps[0]}, det minste tallet først{above[0]}, "
        f"for eksempel {option} {example}.",
        f"“{text}” cannot be read. {option} is written ADDRESS=FROM..TO{steps[1]}, the least number first{above[1]}, "
        f"for example {option} {example}.",
    )


def _read(computed: Computed, text: str, form: str, language: str) -> Observation:
    found = read_settings(computed.checked, [text], computed.figures)
    if found.faults:
        options.stop(found.faults, form, language)
    return found.all[0]


def _number(one: Observation, option: str, text: str) -> Fraction:
    value = printed_of(one.cell)
    if not isinstance(value, Fraction):
        raise Misuse(Words(f"«{text}»: {option} gjelder bare tall.", f"“{text}”: {option} is for numbers alone."))
    return value
