"""The figures of a round as the table they are given in: a row for each cell of each input, empty where none is known.

Takes a checked ruleset and the figures that are known, gives headings and rows of texts in the language of the ruleset.
The counts of units behind a figure stand below it. What is written so is read as the same figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from attrs import evolve, frozen

from rbflang.column_names import CORRECTED, UNIT, headings_of
from rbflang.data.counts.unit_rows import CountsBehind, UnitRow
from rbflang.data.figures import OPTION, Figures, Observation
from rbflang.data.rows import ANSWERS
from rbflang.data.statuses import STATUSES
from rbflang.graph.domain import Key
from rbflang.quantities import Unit
from rbflang.reports.cell_words import unit_words
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.ruleset.usage import optional_behind_payouts
from rbflang.wording import printed

Place: TypeAlias = tuple[str, Key]

ANSWERING = {"nb": ("ja", "nei"), "en": ("yes", "no")}
OF_NO_UNIT = {"number": ("antall", "number"), "yes_no": ("ja eller nei", "yes or no"), "word": ("ord", "word")}


@frozen(eq=False, repr=False)
class FormRow:
    """A cell to fill in or that is filled in: its quantity, what it is of by the columns of members, and what is known.

    Counts of a unit behind a figure have a `unit_column`, which names it.
    """

    quantity: Quantity
    kind: str
    unit: Unit
    named: Mapping[str, str]
    unit_column: str = ""
    value: str = ""
    narrowing: str = ""
    status: str = ""
    source: str = ""
    replaces: str = ""
    reason: str = ""

    @property
    def is_filled(self) -> bool:
        """True where something is known of the figure."""
        return bool(self.value or self.narrowing)

    @property
    def is_optional(self) -> bool:
        """True where nothing need be given."""
        return self.quantity.typing is not None and self.quantity.typing.is_optional

    def texts(self, form: Form) -> tuple[str, ...]:
        """The row in the order of the headings."""
        language = form.language
        counted = unit_words(self.unit, language) if self.kind == "number" else ""
        words = counted or OF_NO_UNIT.get(self.kind, OF_NO_UNIT["word"])[language == "en"]
        return self.quantity.name, *(self.named.get(one, "") for one in form.columns), *form.known(self), words


@frozen(eq=False, repr=False)
class Form:
    """The rows of a round, and the headings above them; `columns` are the sets, and those of units behind figures."""

    language: str
    columns: tuple[str, ...]
    rows: tuple[FormRow, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above the rows."""
        return (*headings_of(self.columns, self.language), *self.corrected, UNIT[self.language])

    @cached_property
    def corrected(self) -> tuple[str, ...]:
        """What stands above the figures that others replace, and why; nothing where there are none."""
        return CORRECTED[self.language] if any(row.replaces for row in self.rows) else ()

    def known(self, row: FormRow) -> tuple[str, ...]:
        """What is known of a row, from its value on: what narrows it, its status, its source, and what it replaces."""
        replaced = (row.replaces, row.reason) if self.corrected else ()
        return (row.value, row.narrowing, row.status, row.source, *replaced)

    @property
    def has_units(self) -> bool:
        """True where counts of units stand behind figures."""
        return any(row.unit_column for row in self.rows)

    @property
    def statuses(self) -> tuple[str, ...]:
        """What may be written as the status of a figure."""
        own = dict.fromkeys(_status(one, self.language) for one in dict.fromkeys(STATUSES.values()))
        return tuple(one for one in own if one)

    @property
    def answers(self) -> tuple[str, str]:
        """Yes and no."""
        return ANSWERING[self.language]


def form_of(checked: CheckedRuleset, figures: Figures | None) -> Form:
    """The form of a round: all inputs with what is known of them, and the results of rules that are given.

    What need not be given stands in it where a payout rests on it, or nothing is known of the round.
    """
    ruleset, language = checked.ruleset, checked.ruleset.tree.language
    given: Mapping[Place, Observation] = figures.observations if figures else {}
    pins: Mapping[Place, Observation] = figures.pins if figures else {}
    inputs = [one for one in ruleset.quantities.values() if one.role == "input"]
    beside = [ruleset.quantities[name] for name in dict.fromkeys(name for name, _ in pins)]
    behind: Mapping[Place, CountsBehind] = figures.behind if figures else {}
    sets = dict.fromkeys(name for one in (*inputs, *beside) for name in ruleset.space.domain(one.sets).sets)
    columns = tuple(dict.fromkeys((*sets, *(one.column.name for one in behind.values()))))
    rows = [row for one in inputs for row in _rows(checked, one, given, behind)]
    asked = optional_behind_payouts(ruleset)
    rows = [row for row in rows if row.is_filled or not (given and row.is_optional) or row.quantity in asked]
    rows += [row for one in beside for row in _rows(checked, one, pins, {}) if row.is_filled]
    return Form(language, columns, tuple(rows))


def _rows(
    checked: CheckedRuleset, quantity: Quantity, known: Mapping[Place, Observation],
    behind: Mapping[Place, CountsBehind],
) -> Iterator[FormRow]:  # fmt: skip
    """The rows of a quantity; a figure that was made as the sum of its units has theirs alone."""
    domain, kind = checked.ruleset.space.domain(quantity.sets), checked.inference.signatures[quantity.name].kind
    language = checked.ruleset.tree.language
    for key in domain.keys:
        row = FormRow(quantity, kind.what, kind.unit, dict(zip(domain.sets, key, strict=True)))
        one, counted = known.get((quantity.name, key)), behind.get((quantity.name, key))
        if counted is None or not counted.is_sum:
            yield row if one is None else _filled(row, one, language)
        if counted is not None:
            yield from (_of_unit(row, counted.column.name, unit, language) for unit in counted.units)


def _filled(row: FormRow, one: Observation, language: str) -> FormRow:
    old = one.replaces
    return evolve(
        row, value=_written(one.printed, row.kind, language), narrowing=printed(one.narrowing).say(language),
        status=_status(one.status, language), source="" if one.source == OPTION else one.source,
        replaces=_written(old.printed, row.kind, language) if old else "", reason=old.reason if old else "",
    )  # fmt: skip


def _of_unit(row: FormRow, column: str, one: UnitRow, language: str) -> FormRow:
    """The row of a unit behind a figure: what is known exactly is its value, and a bound its narrowing."""
    shown = one.counts.written(language)
    value, narrowing = (shown, "") if one.counts.is_exact else ("", shown)
    return evolve(
        row, named={**row.named, column: one.unit}, unit_column=column, value=value, narrowing=narrowing,
        status=_status(one.status, language), source=one.source,
    )  # fmt: skip


def _written(text: str, kind: str, language: str) -> str:
    if kind != "yes_no" or not text:
        return printed(text).say(language)
    return ANSWERING[language][not ANSWERS[text.lower()]]


def _status(code: str, language: str) -> str:
    """The word for a status: the first in Norwegian, the last in English; nothing for what is documented."""
    words = [word for word, known in STATUSES.items() if known == code]
    return words[-1] if language == "en" else words[0]
