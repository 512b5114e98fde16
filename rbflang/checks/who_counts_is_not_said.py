"""A rank or an aggregate in a measure that keeps somebody out of the sharing, and does not say whether they count.

Where it stands must not decide it: «der deltar» lets in those that take part, and a formula of its own, which stands
outside the measure, all. With a condition of any kind behind «der», it is said. In a requirement that decides who takes
part, only the formula of its own can be offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.meaning import Sense
from rbflang.inventory.respelled import respelled
from rbflang.ruleset.gatherings import removed_by
from rbflang.ruleset.model import MEASURE, OWN_NAMES, TAKING_PART_NAME, Gate, Measure, Ruleset
from rbflang.ruleset.nouns import begun, one_in_order, set_noun
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.expressions import Aggregate, Expression, Name, Rank
from rbflang.syntax.format_words import Spelling
from rbflang.syntax.traversal import every, names_read
from rbflang.syntax.tree import Citation
from rbflang.syntax.vocabulary import RESERVED
from rbflang.wording import Words

KIND = Kind(
    "who-counts-is-not-said",
    Severity.FAULT,
    Words("Det er ikke sagt hvem som regnes med", "It is not said who counts"),
    Words(
        "Et prestasjonsmål med et krav som ender på «ellers ingen deler», holder dem utenfor som ikke oppfyller det. "
        "En rangering, en sum, et gjennomsnitt eller en annen samling i prestasjonsmålet må si om også de regnes med. "
        "Med «der deltar» regnes bare de med som oppfyller kravene. Skal alle regnes med, skrives det som en egen "
        "formel utenfor prestasjonsmålet. Da betyr uttrykket det samme hvor det enn står.",
        "A measure with a requirement that ends with “otherwise no parts” keeps those out that fail it. A rank, a sum, "
        "a mean or another aggregate in the measure must say whether they count too. With “where taking part” only "
        "those count that meet the requirements. If all are to count, it is written as a formula of its own, outside "
        "the measure. Then the expression means the same wherever it stands.",
    ),
    Words(
        "prestasjonsmål best {\n"
        "    krav datakompletthet minst 50 %, ellers ingen deler [regelverk 3]\n"
        "    deler = hvis (rang måloppnåelse høyest først like får beste plass over region) er 1\n"
        "        så 1 del ellers 0 deler [regelverk 3]\n}",
        "measure best {\n"
        "    gate completeness at_least 50 %, otherwise no parts [rulebook 3]\n"
        "    parts = if (rank achievement highest first ties get the best place over region) is 1\n"
        "        then 1 part else 0 parts [rulebook 3]\n"
        "}",
    ),
    Words(
        "prestasjonsmål best {\n"
        "    krav datakompletthet minst 50 %, ellers ingen deler [regelverk 3]\n"
        "    deler = hvis (rang måloppnåelse høyest først like får beste plass der deltar over region) er 1\n"
        "        så 1 del ellers 0 deler [regelverk 3]\n}",
        "measure best {\n"
        "    gate completeness at_least 50 %, otherwise no parts [rulebook 3]\n"
        "    parts = if (rank achievement highest first ties get the best place where taking part over region) is 1\n"
        "        then 1 part else 0 parts [rulebook 3]\n"
        "}",
    ),
)
NAMES: dict[str, Words] = {
    "rank": Words("plass", "place"),
    "sum": Words("i_alt", "in_all"),
    "mean": Words("snitt", "average"),
    "least": Words("laveste", "lowest"),
    "greatest": Words("høyeste", "highest"),
    "count": Words("så_mange", "so_many"),
    "median": Words("midterste", "middle"),
    "percentile": Words("grensen", "cut"),
    "nth_least": Words("blant_de_laveste", "among_the_lowest"),
    "nth_greatest": Words("blant_de_høyeste", "among_the_highest"),
}
Gathering = Aggregate | Rank
Clause = tuple[Expression, "Citation | None"]


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each rank and aggregate that does not say who counts."""
    taken = {*ruleset.quantities, *ruleset.staircases, *ruleset.sets, *RESERVED}
    for measure in ruleset.measures.values():
        gate = next((one for one in measure.gates if one.consequence == "no_parts"), None)
        for (clause, citation), deciding in _clauses(measure) if gate else ():
            for one in every(clause):
                if isinstance(one, Aggregate | Rank) and one.where is None and _is_divided(ruleset, measure, one):
                    name = _free_name(one, taken, ruleset.tree.language)
                    taken.add(name)
                    own = _own_formula(ruleset, inference, measure, one, name, citation)
                    yield _fault(ruleset, measure, deciding or gate, one, name, own)  # type: ignore[arg-type]


def _clauses(measure: Measure) -> Iterator[tuple[Clause, Gate | None]]:
    """What may gather over those that are paid; with the requirement, where it decides who takes part itself."""
    for gate in measure.gates:
        yield (gate.condition, gate.citation), gate if gate.consequence == "no_parts" else None
    yield from ((clause, None) for clause in _computed(measure))


def _computed(measure: Measure) -> Iterator[Clause]:
    """What a measure computes once it is known who takes part."""
    if measure.parts is not None:
        yield measure.parts, measure.parts_citation
    if measure.points is not None:
        yield measure.points, measure.points_citation


def _is_divided(ruleset: Ruleset, measure: Measure, one: Gathering) -> bool:
    """True if it gathers over those that are paid; a rank also where some of what is ranked takes part and some not."""
    axes = ruleset.space.axes
    if any(name.text not in axes for name in (*one.over, *one.per)):
        return False
    gone = removed_by(ruleset.space, one)
    paid = {*(ruleset.payout.sets if ruleset.payout else ()), measure.shared_among}
    if isinstance(one, Rank):
        of = ruleset.quantities[f"{measure.name}.{TAKING_PART_NAME}"]
        paid |= set(ruleset.space.closure(of.sets))
    return not gone.isdisjoint(paid)


def _called(one: Gathering) -> Words:
    if isinstance(one, Rank):
        return Words("Rangeringen", "The rank")
    return begun(one_in_order(one.kind, one.place.value if one.place else Fraction(0)))


def _kind(one: Gathering) -> str:
    return one.kind if isinstance(one, Aggregate) else "rank"


def _free_name(one: Gathering, taken: set[str], language: str) -> str:
    words = NAMES[_kind(one)]
    wanted = words.en if language == "en" else words.nb
    numbered = (wanted if number == 1 else f"{wanted}_{number}" for number in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)


# cures


def _where_taking_part(one: Gathering, spelling: Spelling) -> str:
    text = spelling.expression(evolve(one, where=Name(one.span, TAKING_PART_NAME)))
    return f"({text})" if one.span.text.startswith("(") else text


def _own_formula(
    ruleset: Ruleset, inference: Inference, measure: Measure, one: Gathering, name: str, citation: Citation | None
) -> str:
    """The same outside the measure, the measure's own read with its name; nothing where its sets are not known."""
    found = inference.expressions.get(id(one))
    if found is None:
        return ""
    read = [ruleset.quantities.get(each.text) for each in names_read(one) if each.text not in OWN_NAMES]
    by_measure = [MEASURE] if any(each and MEASURE in each.sets for each in read) else []
    sets = ruleset.space.closure((*found[1].sets, *by_measure))
    above = {upper for each in sets for upper in ruleset.space.axes[each].above}
    outside = respelled(one, Sense(lambda text: f"{measure.name}.{text}" if text in OWN_NAMES else text))
    spelling = Spelling(ruleset.tree.language)
    parts = (
        spelling.word("FORMULA"), name, spelling.per([Name(one.span, each) for each in sets if each not in above]), "=",
        spelling.expression(outside), spelling.citation(citation),
    )  # fmt: skip
    return " ".join(filter(None, parts))


# words


def _fault(ruleset: Ruleset, measure: Measure, gate: Gate, one: Gathering, name: str, own: str) -> Fault:
    called, title = _called(one), measure.titled
    decides = gate.consequence == "no_parts" and gate.condition.span.start <= one.span.start < gate.condition.span.end
    asked = (
        Words("alle?", "all?")
        if decides
        else Words("alle, eller bare de som deltar?", "all, or only those taking part?")
    )
    return Fault(
        KIND,
        Words(
            f"{called.nb} i «{title.nb}» sier ikke hvem som regnes med",
            f"{called.en} in “{title.en}” does not say who counts",
        ),
        (
            Label(one.span, asked),
            Label(_without_citation(gate), Words("dette kravet holder noen utenfor", "this keeps some out")),
        ),
        (_consequence(measure, decides),),
        _tip(decides, bool(own)),
        tuple(_pasted("" if decides else _where_taking_part(one, Spelling(ruleset.tree.language)), name, own)),
    )


def _consequence(measure: Measure, decides: bool) -> Words:
    """What it decides for those that are paid; in a requirement of those that take part, why these cannot be meant."""
    title = measure.titled
    among = set_noun(measure.shared_among)
    kept_out = begun(Words(among.many, among.en_many))
    if decides:
        return Words(
            f"{kept_out.nb} som ikke oppfyller kravet, får ingen deler i «{title.nb}». Kravet avgjør selv hvem som "
            "deltar, så det kan ikke regnes bare av dem.",
            f"{kept_out.en} that fail the requirement have no parts in “{title.en}”. The requirement itself decides "
            "who takes part, so it cannot be computed of those alone.",
        )
    return Words(
        f"{kept_out.nb} som ikke oppfyller kravet, får ingen deler i «{title.nb}». Om de likevel regnes med her, "
        "avgjør hvor mange poeng, og dermed penger, de andre får.",
        f"{kept_out.en} that fail the requirement have no parts in “{title.en}”. Whether they count here all "
        "the same decides how many points, and so money, the others get.",
    )


def _tip(decides: bool, can_be_written: bool) -> Words:
    if decides:
        end = ":" if can_be_written else "."
        return Words(
            f"Skal alle regnes med, så skriv det som en egen formel utenfor prestasjonsmålet{end}",
            f"If all are to count, write it as a formula of its own, outside the measure{end}",
        )
    return Words("Velg ett av to, og lim inn:", "Choose one of two, and paste:")


def _pasted(taking_part: str, name: str, own: str) -> Iterator[Words]:
    """The cures as text to paste; the first only where those taking part can be meant."""
    if taking_part:
        yield Words(
            "# Bare de som deltar, i stedet for uttrykket:", "# Only those taking part, in place of the expression:"
        )
        yield Words(taking_part, taking_part)
    if own:
        yield Words(
            f"# Alle, som en formel utenfor prestasjonsmålet, og «{name}» i stedet for uttrykket:",
            f"# All, as a formula outside the measure, with “{name}” in place of the expression:",
        )
        yield Words(own, own)


def _without_citation(gate: Gate) -> Span:
    return Span(gate.span.source, gate.span.start, gate.condition.span.end)
