"""A measurement of what is no input, or whose counts do not give what the input holds."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.measured_texts import MeasuredText, measured_texts, written_registers
from rbflang.quantities import COUNT
from rbflang.register.definitions import ColumnKind
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import per_sets, what_it_is
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import kind_of
from rbflang.syntax.nodes.episode_nodes import CountedRow
from rbflang.syntax.vocabulary import written_name
from rbflang.wording import Words

KIND = Kind(
    "measurement-does-not-fit",
    Severity.FAULT,
    Words("En måling passer ikke til det som måles", "A measurement does not fit what is measured"),
    Words(
        "Det som måles, er inndata. En andel er ett antall delt på et annet, og et antall er ett antall. Registeret må "
        "ha en kolonne med dem som får resultatet, for eksempel regionen.",
        "What is measured is an input. A share is one count of another, and a count is one count. The register must "
        "have a column of those whose results they are, such as the region.",
    ),
    Words(
        "inndata måloppnåelse per indikator, region : andel\n"
        "måling av måloppnåelse fra episoder { video: antall der kontakt er video [regelverk 5] }",
        "input achievement per indicator, region : proportion\n"
        "measurement of achievement from episodes { video: count where contact is video [rulebook 5] }",
    ),
    Words(
        "inndata måloppnåelse per indikator, region : andel\n"
        "måling av måloppnåelse fra episoder { video: antall der kontakt er video / antall [regelverk 5] }",
        "input achievement per indicator, region : proportion\n"
        "measurement of achievement from episodes { video: count where contact is video / count [rulebook 5] }",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each measurement that gives its quantity nothing, and for each row of the wrong form."""
    for one in measured_texts(ruleset):
        if one.quantity is None:
            continue
        if one.quantity.role != "input":
            yield _no_input(one, one.quantity)
        elif one.register is not None and len(one.payees) != 1:
            yield _no_payee(ruleset, one, one.quantity)
        elif one.register is not None:
            yield from (found for row in one.written.rows for found in _row(one, row))


def _no_input(one: MeasuredText, quantity: Quantity) -> Fault:
    what = what_it_is(quantity)
    return Fault(
        KIND,
        Words(f"«{quantity.name}» er ikke inndata", f"“{quantity.name}” is no input"),
        (Label(one.written.name.span, Words(f"er {what.nb}", f"is {what.en}")),),
        (),
        Words(
            "Bare inndata kan måles. Skriv navnet på det som skal telles.",
            "Only inputs can be measured. Write the name of what is counted.",
        ),
    )


def _no_payee(ruleset: Ruleset, one: MeasuredText, quantity: Quantity) -> Fault:
    register = one.register
    assert register is not None
    per, language = per_sets(quantity.sets), ruleset.tree.language
    held = [column.name for column in register.of_kind(ColumnKind.MEMBER)]
    several = [column.name for column in one.payees]
    last = written_name(quantity.sets[-1], language) if quantity.sets else ""
    title = Words(
        f"«{quantity.name}» kan ikke telles i «{register.name}»",
        f"“{quantity.name}” cannot be counted in “{register.name}”",
    )
    label = Label(
        one.written.register.span,
        Words("har ingen kolonne med dem som får resultatet", "has no column of those whose results they are"),
    )
    if len(several) > 1:
        label = Label(
            one.written.register.span,
            Words(
                "har flere kolonner med dem som kan få resultatet",
                "has several columns of those whose results they may be",
            ),
        )
    story = Words(
        f"Inndataene er{per.nb}. Registeret har {', '.join(held) or 'ingen slike kolonner'}.",
        f"The input is{per.en}. The register has {', '.join(held) or 'no such column'}.",
    )
    wants = bool(last) and not several
    tip = (
        Words("Legg kolonnen inn i registeret:", "Declare the column in the register:")
        if wants
        else Words(
            "Et resultat kan bare telles for medlemmene av én inndeling.",
            "A result can be counted for the members of one set alone.",
        )
    )
    return Fault(
        KIND,
        title,
        (label, *([] if several else _register_label(ruleset, register.name))),
        (story,),
        tip,
        (f"{last} : {last}",) if wants else (),
    )


def _register_label(ruleset: Ruleset, name: str) -> list[Label]:
    return [
        Label(one.name.span, Words("her er registeret", "the register is here"))
        for one in written_registers(ruleset)
        if one.name.text == name
    ]


def _row(one: MeasuredText, row: CountedRow) -> Iterator[Fault]:
    quantity = one.quantity
    kind = kind_of(quantity.typing) if quantity and quantity.typing else None
    if quantity is None or kind is None:
        return
    is_ratio = kind.what == "number" and kind.unit.is_dimensionless
    if kind.what != "number" or not (is_ratio or kind.unit == COUNT):
        yield _neither(one, quantity)
    elif is_ratio and row.denominator is None:
        yield _form(
            row,
            quantity,
            Words("ett antall", "one count"),
            Words("en andel", "a share"),
            f"{row.numerator.span.text} / {_word(row)}",
        )
    elif not is_ratio and row.denominator is not None:
        yield _form(
            row,
            quantity,
            Words("ett antall delt på et annet", "one count of another"),
            Words("et antall", "a count"),
            row.numerator.span.text,
        )


def _word(row: CountedRow) -> str:
    """What all rows, or all patients, are called where nothing is asked of them."""
    return row.numerator.span.text.split(" der ")[0].split(" where ")[0]


def _neither(one: MeasuredText, quantity: Quantity) -> Fault:
    return Fault(
        KIND,
        Words(
            f"«{quantity.name}» er verken et antall eller en andel", f"“{quantity.name}” is neither a count nor a share"
        ),
        (Label(one.written.name.span, Words("kan ikke telles", "cannot be counted")),),
        (),
        Words(
            "Det som telles i et register, blir et antall eller en andel.",
            "What is counted in a register is a count or a share.",
        ),
    )


def _form(row: CountedRow, quantity: Quantity, found: Words, wanted: Words, cure: str) -> Fault:
    last = row.denominator or row.numerator
    span = row.numerator.span.to(last.span)
    return Fault(
        KIND,
        Words(f"«{quantity.name}» er {wanted.nb}", f"“{quantity.name}” is {wanted.en}"),
        (Label(span, Words(f"dette er {found.nb}", f"this is {found.en}")),),
        (),
        Words("Skriv:", "Write:"),
        (" ".join(cure.split()),),
    )
