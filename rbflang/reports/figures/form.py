"""The figures of a round as the table they are given in: a row for each cell of each input, empty where none is known.

Takes a checked ruleset and the figures that are known, gives headings and rows of texts in the language of the ruleset.
What is written so is read as the same figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from rbflang.column_names import UNIT, headings_of
from rbflang.data.figures import OPTION, Figures, Observation
from rbflang.data.rows import ANSWERS
from rbflang.data.statuses import STATUSES
from rbflang.graph.domain import Key
from rbflang.quantities import Unit
from rbflang.reports.cell_words import unit_words
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.ruleset.usage import optional_behind_payouts
from rbflang.wording import printed

ANSWERING = {"nb": ("ja", "nei"), "en": ("yes", "no")}
OF_NO_UNIT = {"number": ("antall", "number"), "yes_no": ("ja eller nei", "yes or no"), "word": ("ord", "word")}


@frozen(eq=False, repr=False)
class FormRow:
    """A cell to fill in or that is filled in: its quantity, its member of each set of the form, and what is known."""

    quantity: Quantity
    kind: str
    unit: Unit
    members: tuple[str, ...]
    value: str = ""
    narrowing: str = ""
    status: str = ""
    source: str = ""

    @property
    def is_filled(self) -> bool:
        """True where something is known of the figure."""
        return bool(self.value or self.narrowing)

    @property
    def is_optional(self) -> bool:
        """True where nothing need be given."""
        return self.quantity.typing is not None and self.quantity.typing.is_optional

    def texts(self, language: str) -> tuple[str, ...]:
        """The row in the order of the headings."""
        counted = unit_words(self.unit, language) if self.kind == "number" else ""
        words = counted or OF_NO_UNIT.get(self.kind, OF_NO_UNIT["word"])[language == "en"]
        return self.quantity.name, *self.members, self.value, self.narrowing, self.status, self.source, words


@frozen(eq=False, repr=False)
class Form:
    """The rows of a round, and the headings above them."""

    language: str
    headings: tuple[str, ...]
    rows: tuple[FormRow, ...]

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
    given: Mapping[tuple[str, Key], Observation] = figures.observations if figures else {}
    pins: Mapping[tuple[str, Key], Observation] = figures.pins if figures else {}
    inputs = [one for one in ruleset.quantities.values() if one.role == "input"]
    beside = [ruleset.quantities[name] for name in dict.fromkeys(name for name, _ in pins)]
    sets = tuple(dict.fromkeys(name for one in (*inputs, *beside) for name in ruleset.space.domain(one.sets).sets))
    rows = [row for one in inputs for row in _rows(checked, one, sets, given, language)]
    asked = optional_behind_payouts(ruleset)
    rows = [row for row in rows if row.is_filled or not (given and row.is_optional) or row.quantity in asked]
    rows += [row for one in beside for row in _rows(checked, one, sets, pins, language) if row.is_filled]
    headings = (*headings_of(sets, language), UNIT[language])
    return Form(language, headings, tuple(rows))


def _rows(
    checked: CheckedRuleset, quantity: Quantity, sets: tuple[str, ...],
    known: Mapping[tuple[str, Key], Observation], language: str,
) -> Iterator[FormRow]:  # fmt: skip
    domain, kind = checked.ruleset.space.domain(quantity.sets), checked.inference.signatures[quantity.name].kind
    for key in domain.keys:
        at = dict(zip(domain.sets, key, strict=True))
        members = tuple(at.get(name, "") for name in sets)
        row = FormRow(quantity, kind.what, kind.unit, members)
        one = known.get((quantity.name, key))
        yield row if one is None else _filled(row, one, language)


def _filled(row: FormRow, one: Observation, language: str) -> FormRow:
    source = "" if one.source == OPTION else one.source
    return FormRow(
        row.quantity, row.kind, row.unit, row.members, _written(one.printed, row.kind, language),
        printed(one.narrowing).say(language), _status(one.status, language), source,
    )  # fmt: skip


def _written(text: str, kind: str, language: str) -> str:
    if kind != "yes_no" or not text:
        return printed(text).say(language)
    return ANSWERING[language][not ANSWERS[text.lower()]]


def _status(code: str, language: str) -> str:
    """The word for a status: the first in Norwegian, the last in English; nothing for what is documented."""
    words = [word for word, known in STATUSES.items() if known == code]
    return words[-1] if language == "en" else words[0]
