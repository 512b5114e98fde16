"""A declaration that nothing in the ruleset uses."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.checks.unknown_name import MOST_LOOKED_FOR
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.all_citations import citations_in
from rbflang.inventory.measured_texts import measured_texts, written_registers
from rbflang.inventory.near_names import NearNames
from rbflang.nearest import Names
from rbflang.ruleset.findings import UnknownName
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.usage import names_used
from rbflang.ruleset.values import quantity_kind
from rbflang.source import Span
from rbflang.syntax.expressions import Name
from rbflang.wording import Words

KIND = Kind(
    "unused-declaration",
    Severity.WARNING,
    Words("Noe står i regelsettet, men er ikke brukt", "Something is declared but not used"),
    Words(
        "Tall, inndata, tabeller, egenskaper og trapper som ingen formel leser, virker ikke på noe, og det gjør heller "
        "ikke registre som ingen måling teller i. Det er ofte en "
        "skrivefeil et annet sted. Er noe tatt med til opplysning, så si det i en ##-linje foran. Formler, ord og "
        "tekster vises, og trenger ikke å leses.",
        "Numbers, inputs, tables, properties and staircases that no formula reads have no effect. Often something is "
        "misspelt elsewhere. If something is there for information, say so in a ## line before it. Formulas, words and "
        "texts are shown, and need not be read.",
    ),
    Words(
        "inndata måloppnåelse_i_fjor per indikator, region : andel",
        "input achievement_last_year per indicator, region : proportion",
    ),
    Words(
        "## Til opplysning: resultatet året før.\ninndata måloppnåelse_i_fjor per indikator, region : andel",
        "## For information: the result of the year before.\n"
        "input achievement_last_year per indicator, region : proportion",
    ),
)
WHAT: dict[str, Words] = {
    "fixed": Words("Tallet", "The number"),
    "table": Words("Tabellen", "The table"),
    "property": Words("Egenskapen", "The property"),
    "input": Words("Inndataene", "The input"),
}


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each quantity that nothing reads, each staircase and each source that nothing uses."""
    used = names_used(ruleset) | _meant(ruleset, inference)
    for quantity in ruleset.quantities.values():
        if quantity.role in WHAT and quantity.name not in used and _has_effect(quantity):
            yield _fault(quantity.span, quantity.name, WHAT[quantity.role], Words("leser den", "reads it"))
    for staircase in ruleset.staircases.values():
        if staircase.name.text not in used and not staircase.comments.documentation:
            name = staircase.name
            what = Words("Rampen", "The ramp") if staircase.is_ramp else Words("Trappen", "The staircase")
            yield _fault(name.span, name.text, what, Words("bruker den", "uses it"))
    cited = {entry.source for citation in citations_in(ruleset.tree) for entry in citation.entries}
    counted = {one.written.register.text for one in measured_texts(ruleset)}
    for register in written_registers(ruleset):
        if register.name.text not in counted and not register.comments.documentation:
            yield _register(register.name)
    for source in ruleset.sources.values():
        if source.name.text not in cited:
            yield _source(source.name.span, source.name.text)


def _meant(ruleset: Ruleset, inference: Inference) -> frozenset[str]:
    """The names that a misspelt one may have meant: what is not used because of that is reported there."""
    unknown = list(dict.fromkeys(one.name for one in inference.found(UnknownName)))[:MOST_LOOKED_FOR]
    names = NearNames(ruleset, Names((*ruleset.quantities, *ruleset.staircases)))
    return frozenset(near for name in unknown for near in names.of(name))


def _has_effect(quantity: Quantity) -> bool:
    """False for words and texts, which are shown, and for what its author explains in a `##` line."""
    return quantity_kind(quantity).what in ("number", "yes_no") and not quantity.documentation


def _fault(span: Span, name: str, what: Words, how: Words) -> Fault:
    return Fault(
        KIND,
        Words(f"{what.nb} «{name}» er ikke brukt", f"{what.en} “{name}” is not used"),
        (Label(span, Words(f"ingen formel {how.nb}", f"no formula {how.en}")),),
        (Words(f"«{name}» virker ikke på noen poeng eller beløp.", f"“{name}” has no effect on points or amounts."),),
        Words(
            "Bruk den i en formel, eller slett den. Er den tatt med til opplysning, så si det i en linje foran: ## …",
            "Use it in a formula, or delete it. If it is there for information, say so in a line before it: ## …",
        ),
    )


def _register(name: Name) -> Fault:
    return Fault(
        KIND,
        Words(f"Registeret «{name.text}» er ikke brukt", f"The register “{name.text}” is not used"),
        (Label(name.span, Words("ingen måling teller i det", "no measurement counts in it")),),
        (),
        Words(
            f"Skriv hva som telles: måling av … fra {name.text} {{ … }}. Eller slett registeret.",
            f"Write what is counted: measurement of … from {name.text} {{ … }}. Or delete the register.",
        ),
    )


def _source(span: Span, name: str) -> Fault:
    return Fault(
        KIND,
        Words(f"Kilden «{name}» er ikke brukt", f"The source “{name}” is not used"),
        (Label(span, Words("ingen viser til den", "nothing cites it")),),
        (),
        Words(f"Vis til den som [{name} …], eller slett den.", f"Cite it as [{name} …], or delete it."),
    )
