"""Data that a round is to have from another one, where there is no such round or nothing that the data belong to."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.nearest import nearest
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.registers import earlier_rounds, indicators_of, registers
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.expressions import Name
from rbflang.wording import Words, listing

KIND = Kind(
    "data-basis-not-understood",
    Severity.FAULT,
    Words("En fordeling viser til data som ikke finnes", "A round refers to data that do not exist"),
    Words(
        "Med «datagrunnlag NKI som i foreløpig» har en fordeling de samme dataene som en tidligere fordeling. Foran "
        "«som i» står et register, det vil si et ord som en egenskap ved indikatorene har, eller navnet på noe som er "
        "inndata. Bak står en fordeling som er deklarert før.",
        "With “data_basis survey same as in provisional” a round has the same data as an earlier one. Before “same as "
        "in” stands a register, which is a word that a property of the indicators has, or the name of an input. Behind "
        "it stands a round that was declared before.",
    ),
    Words(
        'fordeling endelig "Endelig fordeling" { datagrunnlag NPR "årsdata 2024", NKI som i endelig }',
        'allocation final "Final allocation" { data_basis register "the year 2024", survey same as in final }',
    ),
    Words(
        'fordeling endelig "Endelig fordeling" { datagrunnlag NPR "årsdata 2024", NKI som i foreløpig }',
        'allocation final "Final allocation" { data_basis register "the year 2024", survey same as in provisional }',
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each round that comes later, and for each register or input that nothing belongs to."""
    before: list[str] = []
    for one in ruleset.rounds.values():
        for what, taken_from in earlier_rounds(one):
            if taken_from.text in ruleset.rounds and taken_from.text not in before:
                yield _not_before(taken_from)
            elif taken_from.text in before and not _is_known(ruleset, what.text):
                yield _nothing(ruleset, what)
        before.append(one.name.text)


def _is_known(ruleset: Ruleset, name: str) -> bool:
    quantity = ruleset.quantities.get(name)
    return bool(indicators_of(ruleset, name)) or (quantity is not None and quantity.role == "input")


def _not_before(name: Name) -> Fault:
    return Fault(
        KIND,
        Words(f"Fordelingen «{name.text}» er ikke tidligere", f"The round “{name.text}” is not an earlier one"),
        (Label(name.span, Words("er ikke deklarert før denne", "is not declared before this one")),),
        (
            Words(
                "Data kan bare hentes fra en fordeling som er deklarert før.",
                "Data can only be taken from a round that was declared before.",
            ),
        ),
        Words("Rett navnet, eller flytt den andre fordelingen fram.", "Correct the name, or declare the other first."),
    )


def _nothing(ruleset: Ruleset, name: Name) -> Fault:
    known = (*registers(ruleset), *(one.name for one in ruleset.quantities.values() if one.role == "input"))
    near = nearest(name.text, known)
    said = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?") if near else Words("ukjent", "unknown")
    return Fault(
        KIND,
        Words(f"Ingen data hører til «{name.text}»", f"No data belong to “{name.text}”"),
        (Label(name.span, said),),
        (
            Words(
                f"«{name.text}» er verken et register som en indikator har data fra, eller navnet på inndata.",
                f"“{name.text}” is neither a register that an indicator has data from, nor the name of an input.",
            ),
        ),
        Words(f"Dette kan stå her: {listing(known)}.", f"What may stand here: {listing(known, 'en')}."),
    )
