"""`ADDRESS=FROM..TO` and `ADDRESS=FROM..TO:STEP` on the command line: a cell and the numbers it is to have.

Each end is read as `--set` reads a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import evolve, frozen

from rbflang.commands import options
from rbflang.commands.misuse import Misuse
from rbflang.data.computed import Computed
from rbflang.data.figures import OPTION, Observation
from rbflang.data.printed import Printed, read_printed
from rbflang.data.settings import read_settings
from rbflang.diagnostics import Fault
from rbflang.graph.domain import Key
from rbflang.graph.nodes import printed_of
from rbflang.intervals import Interval
from rbflang.quantities import MARKS
from rbflang.source import Span
from rbflang.wording import Words, decimals_needed, number

DOTS = ".."
MARK = re.compile(r"^[^%‰a-zæøå]*", re.IGNORECASE)


@frozen(eq=False, repr=False)
class AskedRange:
    """A cell, its address, the least and the greatest number, and the step, where one is asked for.

    `mark` is what stands behind the numbers, and `factor` what one of it is: `%` is a hundredth.
    """

    quantity: str
    key: Key
    address: str
    is_observed: bool
    low: Fraction
    high: Fraction
    step: Fraction | None
    mark: str
    factor: Fraction

    @property
    def interval(self) -> Interval:
        """All numbers between the ends."""
        return Interval(self.low, self.high)

    @property
    def count(self) -> int:
        """How many numbers it is."""
        return (self.high - self.low) // (self.step or Fraction(1)) + 1

    @property
    def numbers(self) -> tuple[Fraction, ...]:
        """The least number and those that lie whole steps above it, up to the greatest."""
        step = self.step or Fraction(1)
        return tuple(self.low + step * at for at in range(self.count))

    def setting(self, value: Fraction, language: str) -> str:
        """What sets the cell to a number."""
        shown = value / self.factor
        decimals = decimals_needed(shown)
        assert decimals is not None, "written with decimals"
        return f"{self.address}={number(shown, decimals, language)} {self.mark}".rstrip()


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
        first, last = (_read(computed, f"{address}={end}", option, form, language) for end in (low, high))
        numbers = [_number(one, option, text) for one in (first, last)]
        wide = (
            _number(_read(computed, f"{address}={step}", option, form, language), option, text) if with_steps else None
        )
        if numbers[0] > numbers[1] or (wide is not None and wide <= 0):
            raise Misuse(_how(option, with_steps, text))
        role = computed.checked.ruleset.quantities[first.quantity].role
        quantity, kind = first.quantity, computed.checked.inference.signatures[first.quantity].kind
        printed = read_printed(first.printed, kind)
        mark = printed.mark if isinstance(printed, Printed) else ""
        yield AskedRange(
            quantity, first.key, address.strip(), role == "input", numbers[0], numbers[1], wide,
            MARK.sub("", first.printed).strip() if mark else "", MARKS[mark].factor if mark else Fraction(1),
        )  # fmt: skip


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


def _read(computed: Computed, text: str, option: str, form: str, language: str) -> Observation:
    found = read_settings(computed.checked, [text], computed.figures)
    if found.faults:
        options.stop(tuple(_at_option(one, option) for one in found.faults), form, language)
    return found.all[0]


def _at_option(fault: Fault, option: str) -> Fault:
    """The fault with the option named that the value was given by."""
    return evolve(fault, labels=tuple(evolve(one, span=_of_option(one.span, option)) for one in fault.labels))


def _of_option(span: Span, option: str) -> Span:
    return evolve(span, source=evolve(span.source, name=option)) if span.source.name == OPTION else span


def _number(one: Observation, option: str, text: str) -> Fraction:
    value = printed_of(one.cell)
    if not isinstance(value, Fraction):
        raise Misuse(Words(f"«{text}»: {option} gjelder bare tall.", f"“{text}”: {option} is for numbers alone."))
    return value
