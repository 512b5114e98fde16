"""The faults of calculations that cannot be done with the figures at hand: one function for each kind.

Takes where failures arose, gives faults that say which figures lead there and what can be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.data.shown import cell_words
from rbflang.data.without_data import NO_FILE
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.failures.root_causes import Arisen
from rbflang.failures.told_of_cells import (
    MOST_NAMED,
    about_cells,
    by_node,
    choice,
    it_is_about,
    labelled,
    spelled,
    unit_of_operand,
)
from rbflang.failures.zero import ZeroReason, why_zero
from rbflang.graph.nodes import Cell, Staircase, printed_of
from rbflang.library import round_name, written_round
from rbflang.quantities import PARTS
from rbflang.ruleset.unit_words import can_be_written, figure, shown
from rbflang.ruleset.values import ZERO
from rbflang.source import Span
from rbflang.tables.reads import Place, read_at
from rbflang.wording import Words, listed

DENOMINATOR_ZERO = Kind(
    "denominator-is-zero",
    Severity.FAULT,
    Words("Nevneren er 0", "The denominator is 0"),
    Words(
        "Det kan ikke deles på 0. Det skjer når alle poeng bortfaller, eller når et tall som det deles på, er 0. "
        "Meldingen sier hvilke krav og regler som gjorde nevneren 0.",
        "Nothing can be divided by 0. It happens when all points lapse, or when a figure that is divided by is 0. The "
        "message tells which requirements and rules made it 0.",
    ),
)
NO_STEP = Kind(
    "no-step",
    Severity.FAULT,
    Words("Trappen har ikke noe trinn for tallet", "The staircase has no step for the number"),
    Words(
        "Hvert tall som slås opp i en trapp, må ligge på et trinn.",
        "Every number looked up in a staircase must lie on a step.",
    ),
)
NEGATIVE_PARTS = Kind(
    "negative-parts",
    Severity.FAULT,
    Words("Deler kan ikke være negative", "Parts cannot be negative"),
    Words(
        "Poeng fordeles etter deler, og deler kan være 0, men ikke mindre.",
        "Points are shared by parts; parts may be 0, but not less.",
    ),
)
NOT_RANKED = Kind(
    "not-ranked",
    Severity.FAULT,
    Words("En plassering mangler", "A place is missing"),
    Words(
        "Den som er holdt utenfor rangeringen, har ingen plassering. Regelen må spørre om den finnes.",
        "Whoever is left out of a ranking has no place. The rule must ask whether there is one.",
    ),
)
COUNT_OF_REASONS = 6


def division_by_zero(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each division, with what made its denominator zero."""
    for node, those in by_node(found).items():
        denominators = [read_at(node, 1, one.place[1]) for one in those]
        reasons = why_zero(computed, denominators)
        name = computed.valuation.graph.names.get(denominators[0][0], "")
        inside = those[0].inside
        about = about_cells(computed, those)
        because = _because(reasons)
        named, named_en = (f" «{name}»", f" “{name}”") if name else ("", "")
        unit = unit_of_operand(computed, those[0], 1)
        divisor = name or _written(node.operands[1].node.span)
        zero = figure(ZERO, unit if can_be_written(unit) else None, computed.checked.ruleset.tree.language)
        title = Words(
            f"«{inside}» kan ikke regnes ut, for nevneren{named} er 0",
            f"“{inside}” cannot be computed, because the denominator{named_en} is 0",
        )
        yield Fault(
            DENOMINATOR_ZERO,
            title,
            (*labelled(node.span, Words("her deles det på 0", "here is a division by 0")), *_reason_labels(reasons)),
            (*it_is_about(about), *because),
            _looked_at_first(computed, bool(reasons)),
            (choice(computed, f"{divisor} {spelled(computed, 'IS')} {zero}"),),
            address=those[0].inside,
        )


def _looked_at_first(computed: Computed, are_named: bool) -> Words:
    """What to look at before a rule is changed: the figures, or that no file of figures was read."""
    must = Words("må regelen si hva som skal skje når nevneren er 0:", "the rule must say what happens when it is 0:")
    if computed.file is None or computed.file.source.name == NO_FILE:
        file = f"{written_round(round_name(computed.round), computed.checked.ruleset.tree.language)}.csv"
        return Words(
            f"Ingen datafil er lest. Legg tallene i {file} ved siden av regelsettet, eller gi dem med --data FIL. Kan "
            f"de mangle alle sammen, {must.nb}",
            f"No data file was read. Put the figures into {file} beside the ruleset, or give them with --data FILE. "
            f"If all of them may be missing, {must.en}",
        )
    which = (
        Words("som er nevnt over", "named above")
        if are_named
        else Words("som nevneren bygger på", "behind the denominator")
    )
    return Words(
        f"Kontroller tallene {which.nb}. Kan de være riktige, {must.nb}",
        f"Check the figures {which.en}. If they may be right, {must.en}",
    )


def _written(span: Span | None) -> str:
    return " ".join(span.text.split()) if span else "…"


def _because(reasons: Iterable[ZeroReason]) -> tuple[Words, ...]:
    lapsed = [one for one in reasons if one.measure.nb]
    told = tuple(one.words for one in reasons)[:COUNT_OF_REASONS]
    if not lapsed:
        return told
    names = listed([Words(f"«{one.nb}»", f"“{one.en}”") for one in dict.fromkeys(one.measure for one in lapsed)])
    first = Words(f"Alle poeng for {names.nb} er bortfalt:", f"All points for {names.en} lapsed:")
    return (first, *told)


def _reason_labels(reasons: Iterable[ZeroReason]) -> tuple[Label, ...]:
    return tuple(Label(one.span, one.label) for one in list(reasons)[:COUNT_OF_REASONS] if one.span)


def no_step(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each staircase that was asked about a number outside its steps."""
    for node, those in by_node(found).items():
        assert isinstance(node, Staircase)
        place = those[0].place
        looked_up = _cell(computed, read_at(node, 0, place[1]))
        value = printed_of(looked_up)
        unit = unit_of_operand(computed, those[0])
        text = shown(value, unit) if isinstance(value, Fraction) else Words("tallet", "the number")
        about = about_cells(computed, those)
        yield Fault(
            NO_STEP,
            Words(
                f"Trappen «{node.name}» har ikke noe trinn for {text.nb}",
                f"The staircase “{node.name}” has no step for {text.en}",
            ),
            labelled(node.span, Words("her slås tallet opp", "here the number is looked up")),
            it_is_about(about),
            Words(
                "Legg til et trinn som dekker tallet, eller rett tallet i dataene.",
                "Add a step that covers the number, or correct the data.",
            ),
            address=those[0].inside,
        )


def parts_below_zero(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each sharing with negative parts."""
    for node, those in by_node(found).items():
        parts = [(cell, _cell(computed, read_at(node, 1, cell))) for cell in range(node.domain.size)]
        below = [cell for cell, part in parts if isinstance(part, Fraction) and part < 0]
        ruleset = computed.checked.ruleset
        about = listed([cell_words(ruleset, node.domain, node.domain.keys[cell]) for cell in below[:MOST_NAMED]])
        language = ruleset.tree.language
        greatest, of = spelled(computed, "GREATEST"), spelled(computed, "OF")
        yield Fault(
            NEGATIVE_PARTS,
            Words(f"Delene er negative for {about.nb}", f"The parts are negative for {about.en}"),
            labelled(node.span, Words("poengene skulle fordeles her", "the points were to be shared here")),
            (
                Words(
                    "Poeng kan ikke fordeles etter negative deler, for da ville andre få mer enn det som er å fordele.",
                    "Points cannot be shared by negative parts, for others would then get more than there is to share.",
                ),
            ),
            Words("Sett en nedre grense på 0:", "Set a lower limit of 0:"),
            (f"{spelled(computed, 'PARTS')} = {greatest} {of} ({figure(Fraction(0), PARTS, language)}; …)",),
            address=those[0].inside,
        )


def not_ranked(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each ranking whose places are used for those left out of it."""
    for node, those in by_node(found).items():
        about = about_cells(computed, those)
        yield Fault(
            NOT_RANKED,
            Words(f"Det finnes ingen plassering for {about.nb}", f"There is no place for {about.en}"),
            labelled(node.span, Words("holdt utenfor rangeringen her", "left out of the ranking here")),
            (),
            Words("Spør om plasseringen finnes før den brukes:", "Ask whether there is one before using it:"),
            (choice(computed, f"{spelled(computed, 'EXISTS')}(…)"),),
            address=those[0].inside,
        )


def _cell(computed: Computed, place: Place) -> Cell:
    return computed.valuation.cells[place[0]][place[1]]
