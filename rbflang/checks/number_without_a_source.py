"""A number or a rule without a citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.uncited import Uncited, uncited
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import begun, the_quantities, the_quantity
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.tree import Citation
from rbflang.syntax.vocabulary import STATUSES
from rbflang.wording import Words

KIND = Kind(
    "number-without-a-source",
    Severity.FAULT,
    Words("Et tall eller en regel mangler kilde", "A number or a rule has no source"),
    Words(
        "Alle tall og regler skal vise hvor de kommer fra: en kilde med sted, eller hvordan tallet er utledet, "
        "tolket eller antatt. Statusen følger tallet helt fram til utbetalingen. En hakeparentes i hodet på en blokk "
        "gjelder alle linjene i blokken som ikke har sin egen.",
        "Every number and rule must show where it comes from: a source with a place, or how the number was derived, "
        "interpreted or assumed. The status follows the number all the way to the payout. A bracket on the head of a "
        "block covers all its lines that have none.",
    ),
    Words("fastsatt bevilgning = 671 631 000 kr", "fixed appropriation = 671,631,000 kr"),
    Words(
        "fastsatt bevilgning = 671 631 000 kr [regelverk 4.1.1]",
        "fixed appropriation = 671,631,000 kr [rulebook 4.1.1]",
    ),
)
MEANINGS: dict[str, Words] = {
    "derived": Words("regnet ut av noe som står i kilden", "computed from what the source says"),
    "interpreted": Words("kilden kan leses på flere måter", "the source can be read in several ways"),
    "assumed": Words("kilden sier ingenting; begrunn valget", "the source says nothing; give the reason"),
}


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each number, table, staircase, formula, rounding or line of a measure without a citation."""
    for one in uncited(ruleset):
        yield _fault(ruleset, one)


def _fault(ruleset: Ruleset, one: Uncited) -> Fault:
    what = begun(_what(one))
    thing = "dette tallet" if one.is_number else "denne regelen"
    english = "this number" if one.is_number else "this rule"
    return Fault(
        KIND,
        Words(f"{what.nb} mangler kilde", f"{what.en} has no source"),
        (Label(one.span, Words("ingen kilde", "no source")),),
        (
            Words(
                f"Alle tall og regler skal vise hvor de kommer fra. Ingen av linjene over {thing} gir det en kilde."
                if one.is_number
                else "Alle tall og regler skal vise hvor de kommer fra.",
                f"Every number and rule must show where it comes from. No line above gives {english} a source."
                if one.is_number
                else "Every number and rule must show where it comes from.",
            ),
        ),
        _tip(ruleset, one),
        _pasted(ruleset, one),
    )


def _what(one: Uncited) -> Words:
    name, english = f"«{one.name}»", f"“{one.name}”"
    quantity = the_quantity(one.name)
    named: dict[str, Words] = {
        "cell": Words(f"{quantity.nb} for «{one.member}»", f"{quantity.en} of “{one.member}”"),
        "column": Words(f"kolonnen {name}", f"the column {english}"),
        "table": Words(f"tabellen {name}", f"the table {english}"),
        "staircase": Words(f"trappen {name}", f"the staircase {english}"),
        "step": Words(f"et trinn i trappen {name}", f"a step of the staircase {english}"),
        "formula": Words(f"formelen {name}", f"the formula {english}"),
        "payout": Words(f"utbetalingen {name}", f"the payout {english}"),
        "rounding": Words(f"avrundingen av {name}", f"the rounding of {english}"),
        "point_share": Words(f"poengandelen for {name}", f"the point share of {english}"),
        "gate": Words(f"kravet i {name}", f"the requirement of {english}"),
        "parts": Words(f"regelen for deler i {name}", f"the rule for parts of {english}"),
        "points": Words(f"regelen for poeng i {name}", f"the rule for points of {english}"),
        "counted": Words(
            f"det som telles for «{one.member or one.name}»", f"what is counted for “{one.member or one.name}”"
        ),
        "counted_per": Words(f"hva {name} telles per", f"what {english} is counted per"),
        "counted_where": Words(f"hvilke rader som telles for {name}", f"which rows are counted for {english}"),
    }
    return named.get(one.what, Words(name, english))


def _tip(ruleset: Ruleset, one: Uncited) -> Words:
    behind = "tallet" if one.is_number else "regelen" if one.what not in ("column", "table", "staircase") else "navnet"
    sisters = _sisters(ruleset, one)
    others = the_quantities(one.name)
    nb, en = f"Skriv kilden i hakeparentes etter {behind}.", "Write the source in a bracket behind it."
    if sisters:
        nb += f" De andre {others.nb.removeprefix('de andre ')} har {sisters}."
        en += f" The others have {sisters}."
    rest = "tallet" if one.is_number else "regelen" if behind == "regelen" else "dette"
    nb += f" Står ikke {rest} i noen kilde, skriver du hvordan du har kommet fram til det:"
    return Words(nb, f"{en} If no source has it, say how you arrived at it:")


def _sisters(ruleset: Ruleset, one: Uncited) -> str:
    """The citation that most other cells of the quantity have."""
    quantity = ruleset.quantities.get(one.name)
    given = quantity.given.values() if quantity and one.what == "cell" else ()
    texts = Counter(cell.citation.span.text for cell in given if cell.citation)
    return " ".join(texts.most_common(1)[0][0].split()) if texts else ""


def _pasted(ruleset: Ruleset, one: Uncited) -> tuple[Words, ...]:
    """The number with each of the three statuses a number without a source can have."""
    source = _source(ruleset, one)
    lead = " ".join(one.span.text.split()) + "  " if one.is_number else ""
    lines = []
    for status in STATUSES:
        if status.name in MEANINGS:
            words = status.en if ruleset.tree.language == "en" else status.nb
            place = "" if status.name == "assumed" else f" {source} …"
            lines.append((f"{lead}[{words}{place}: …]", MEANINGS[status.name]))
    width = max(len(line) for line, _ in lines)
    return tuple(Words(f"{line:<{width}}   {to.nb}", f"{line:<{width}}   {to.en}") for line, to in lines)


def _source(ruleset: Ruleset, one: Uncited) -> str:
    """The source to derive from: the sisters', or the first that is declared."""
    quantity = ruleset.quantities.get(one.name)
    cited: list[Citation] = [cell.citation for cell in quantity.given.values() if cell.citation] if quantity else []
    named = [entry.source for citation in cited for entry in citation.entries if entry.source]
    return next(iter([*named, *ruleset.sources]), "…")
