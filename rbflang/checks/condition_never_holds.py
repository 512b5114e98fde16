"""A condition that no row of a register can meet."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.measured_texts import MeasuredText, measured_texts
from rbflang.register.definitions import AllOf, Condition
from rbflang.register.possible_rows import can_hold, left_open
from rbflang.ruleset.measured.counts import condition_of
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax import expressions as ex
from rbflang.wording import Words

KIND = Kind(
    "condition-never-holds",
    Severity.FAULT,
    Words("Ingen rad kan oppfylle et vilkår", "No row can meet a condition"),
    Words(
        "En kolonne med én kode har bare én av dem i hver rad, og ja er ikke nei. Et vilkår som ber om begge deler, "
        "teller aldri noen. Det som står i «der»-linjene, gjelder også.",
        "A column of one code holds just one in each row, and yes is not no. A condition that asks for both never "
        "counts anybody. What stands in the “where” lines holds too.",
    ),
    Words(
        "måling av måloppnåelse fra episoder {\n"
        "    video: antall der kontakt er video og kontakt er telefon / antall [regelverk 5]\n}",
        "measurement of achievement from episodes {\n"
        "    video: count where contact is video and contact is telephone / count [rulebook 5]\n}",
    ),
    Words(
        "måling av måloppnåelse fra episoder {\n"
        "    video: antall der kontakt er video eller kontakt er telefon / antall [regelverk 5]\n}",
        "measurement of achievement from episodes {\n"
        "    video: count where contact is video or contact is telephone / count [rulebook 5]\n}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each condition that excludes itself, alone or together with those that hold for all counts.

    A code that is not declared is told by itself, and may be meant for any: what rests on it excludes nothing.
    """
    for one in measured_texts(ruleset):
        base = one.base
        if base is not None and not _can_hold(one, base):
            yield _fault(one.written.conditions[-1].condition, False)
        elif base is not None:
            yield from _counts(one, base)


def _counts(one: MeasuredText, base: Condition) -> Iterator[Fault]:
    for _, count in one.counts:
        where = condition_of(count.where, one.columns) if count.where is not None else None
        if count.where is not None and where is not None and not _can_hold(one, AllOf((base, where))):
            yield _fault(count.where, _can_hold(one, where))


def _can_hold(one: MeasuredText, condition: Condition) -> bool:
    return can_hold(left_open(condition, one.declared), one.several)


def _fault(condition: ex.Expression, is_by_the_others: bool) -> Fault:
    lines = (
        Words("sammen med «der»-linjene ", "together with the “where” lines ") if is_by_the_others else Words("", "")
    )
    return Fault(
        KIND,
        Words("Vilkåret kan aldri være oppfylt", "The condition can never hold"),
        (
            Label(
                condition.span,
                Words(f"{lines.nb}utelukker delene hverandre", f"{lines.en}the parts exclude each other"),
            ),
        ),
        (),
        Words(
            "Skriv «eller» der det holder med én av delene, eller ta bort en av dem.",
            "Write “or” where one of the parts is enough, or take one of them away.",
        ),
    )
