"""A value of a property at an upper member that no lower member takes."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.graph.domain import Key
from rbflang.ruleset.model import Given, Place, Quantity, Ruleset
from rbflang.ruleset.nouns import begun, set_noun, the_quantity
from rbflang.ruleset.signatures import Inference
from rbflang.wording import Words

KIND = Kind(
    "upper-value-not-taken",
    Severity.WARNING,
    Words("Ingen tar verdien fra medlemmet over", "Nobody takes the value of the member above"),
    Words(
        "En verdi som står ved et medlem over dem egenskapen gjelder for, er verdien til dem som ikke har en egen. Har "
        "alle en egen, har den ingen virkning.",
        "A value that stands at a member above those the property is for, is the value of those that have none of "
        "their own. Where all have one, it has no effect.",
    ),
    Words(
        "egenskap måltall per indikator, delområde : andel\n"
        'indikator epikrise "Epikriser" {\n'
        "    måltall 70 % [regelverk 2]\n"
        "    delområder PHV { måltall 60 % [regelverk 2] }, TSB { måltall 50 % [regelverk 2] }\n}",
        "property target per indicator, subarea : proportion\n"
        'indicator letters "Discharge letters" {\n'
        "    target 70 % [rulebook 2]\n"
        "    subareas mental { target 60 % [rulebook 2] }, addiction { target 50 % [rulebook 2] }\n"
        "}",
    ),
    Words(
        "egenskap måltall per indikator, delområde : andel\n"
        'indikator epikrise "Epikriser" {\n'
        "    måltall 70 % [regelverk 2]\n"
        "    delområder PHV { måltall 60 % [regelverk 2] }, TSB\n}",
        "property target per indicator, subarea : proportion\n"
        'indicator letters "Discharge letters" {\n'
        "    target 70 % [rulebook 2]\n"
        "    subareas mental { target 60 % [rulebook 2] }, addiction\n"
        "}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each such value; nothing is said of sets whose members are yet to come with the data."""
    for quantity in ruleset.quantities.values():
        sets = (ruleset.sets[name] for name in quantity.sets if name in ruleset.sets)
        if any(one.from_data and not one.members for one in sets):
            continue
        taken = {one.span for one in quantity.given.values()}
        for place, given in quantity.upper.items():
            if given.span not in taken:
                yield _fault(ruleset, quantity, place, given)


def _fault(ruleset: Ruleset, quantity: Quantity, place: Place, given: Given) -> Fault:
    sets, key = place
    what, upper, member = the_quantity(quantity.name), set_noun(sets[-1]), key[-1]
    lower = set_noun(quantity.sets[-1])
    has_some = _has_some_below(ruleset, quantity, sets, key)
    nb, en = (
        (f"Alle {lower.them} under «{member}» har en egen verdi.", f"Every {lower.en} under “{member}” has its own.")
        if has_some
        else (f"Ingen {lower.many} ligger under «{member}».", f"“{member}” has no {lower.en_many}.")
    )
    return Fault(
        KIND,
        begun(
            Words(
                f"{what.nb} for {upper.the} «{member}» brukes ikke av noen",
                f"{what.en} of the {upper.en} “{member}” is used by none",
            )
        ),
        (Label(given.span, Words("ingen tar denne verdien", "nobody takes this value")),),
        (Words(nb, en),),
        Words(
            f"Slett verdien, eller slett den egne verdien der den fra {upper.the} skal gjelde.",
            f"Delete the value, or delete a value of its own where that of the {upper.en} should hold.",
        ),
        address=".".join((quantity.name, *filter(None, key))),
    )


def _has_some_below(ruleset: Ruleset, quantity: Quantity, sets: tuple[str, ...], key: Key) -> bool:
    whole = ruleset.space.domain(quantity.sets)
    at = [whole.sets.index(name) for name in sets]
    return any(tuple(cell[place] for place in at) == key for cell in whole.keys)
