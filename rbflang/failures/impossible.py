"""The faults of calculations that cannot be done with the figures at hand: one function for each kind.

Takes where failures arose, gives faults that say which figures lead there and what can be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.data.shown import all_of, bounds_words, cell_words
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.failures.root_causes import Arisen
from rbflang.failures.zero import ZeroReason, why_zero
from rbflang.graph.domain import Domain, Key
from rbflang.graph.nodes import Cell, Compare, Constant, Figure, Node, Observed, Staircase, printed_of
from rbflang.quantities import Unit
from rbflang.ruleset.unit_words import shown
from rbflang.source import Span
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.tables.apportion import interval_of
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
BOUND_DOES_NOT_SETTLE = Kind(
    "bound-does-not-settle",
    Severity.FAULT,
    Words("En grense avgjør ikke hva som gjelder", "A bound does not settle what holds"),
    Words(
        "Et tall som bare er kjent innenfor grenser, kan brukes der alle mulige verdier gir det samme. Her gjør de "
        "ikke det.",
        "A number known only within bounds can be used where all its possible values give the same. Here they do not.",
    ),
)
ONLY_A_BOUND = Kind(
    "known-only-by-a-bound",
    Severity.FAULT,
    Words("Det trengs et tall, ikke bare en grense", "A number is needed, not just a bound"),
    Words(
        "Et tall som bare er kjent innenfor grenser, kan avgjøre trinn og krav, men det kan ikke regnes med.",
        "A number known only within bounds can settle steps and requirements, but nothing can be computed with it.",
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
NOTHING_TO_AGGREGATE = Kind(
    "nothing-to-aggregate",
    Severity.FAULT,
    Words("Det er ingenting å regne ut av", "There is nothing to compute from"),
    Words(
        "Gjennomsnitt, minste og største av ingenting finnes ikke. Summen av ingenting er 0.",
        "There is no mean, least or greatest of nothing. The sum of nothing is 0.",
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
MOST_NAMED = 4


def division_by_zero(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each division, with what made its denominator zero."""
    for node, those in _by_node(found).items():
        denominators = [read_at(node, 1, one.place[1]) for one in those]
        reasons = why_zero(computed, denominators)
        name = computed.valuation.graph.names.get(denominators[0][0], "")
        inside = those[0].inside
        about = _about(computed, those)
        because = _because(reasons)
        named, named_en = (f" «{name}»", f" “{name}”") if name else ("", "")
        title = Words(
            f"«{inside}» kan ikke regnes ut, for nevneren{named} er 0",
            f"“{inside}” cannot be computed, because the denominator{named_en} is 0",
        )
        yield Fault(
            DENOMINATOR_ZERO,
            title,
            (*_at(node.span, Words("her deles det på 0", "here is a division by 0")), *_reason_labels(reasons)),
            (*_it_is_about(about), *because),
            Words(
                "Kontroller tallene som er nevnt over. Kan de være riktige, må regelen si hva som skal skje når "
                "nevneren er 0:",
                "Check the figures named above. If they may be right, the rule must say what happens when it is 0:",
            ),
            (_choice(computed, f"{name or '…'} {_spelled(computed, 'IS')} 0"),),
            address=those[0].inside,
        )


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


def bound_does_not_settle(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each decision that rests on numbers known only within bounds."""
    for one in found:
        node, cell = one.place
        unit = _unit_of_operand(computed, one)
        lies = [bounds_words(interval_of(_cell(computed, at)), unit) for at in computed.valuation.reads(node, cell)[:1]]
        about = _about(computed, (one,))
        what = _what_decides(node)
        rows = _bounded_rows(computed, one.place)
        story = [Words(f"Det som slås opp, ligger {bounds.nb}, og der går det en grense.",
                       f"What is looked up lies {bounds.en}, and a limit runs there.") for bounds in lies]  # fmt: skip
        yield Fault(
            BOUND_DOES_NOT_SETTLE,
            Words(
                f"Grensene avgjør ikke hva {what.nb} gir{' for ' * bool(about.nb)}{about.nb}",
                f"The bounds do not settle what {what.en} gives{' for ' * bool(about.en)}{about.en}",
            ),
            (*rows, *_at(node.span, Words("her må det avgjøres", "here it must be decided"))),
            tuple(story),
            Words(
                "Gi tallet som det er trykt, eller trangere grenser, med kilden.",
                "Give the number as printed, or narrower bounds, with the source.",
            ),
            address=one.inside,
        )


def known_only_by_a_bound(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each quantity that a bound is computed with in."""
    for those in _by_inside(found).values():
        one = those[0]
        about = _about(computed, those)
        yield Fault(
            ONLY_A_BOUND,
            Words(
                f"«{one.inside}» trenger et tall, ikke bare en grense", f"“{one.inside}” needs a number, not a bound"
            ),
            (
                *_bounded_rows(computed, one.place),
                *_at(one.place[0].span, Words("her regnes det med det", "used here")),
            ),
            _it_is_about(about),
            Words("Gi tallet som det er trykt, med kilden.", "Give the number as printed, with the source."),
            address=one.inside,
        )


def no_step(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each staircase that was asked about a number outside its steps."""
    for node, those in _by_node(found).items():
        assert isinstance(node, Staircase)
        place = those[0].place
        looked_up = _cell(computed, read_at(node, 0, place[1]))
        value = printed_of(looked_up)
        unit = _unit_of_operand(computed, those[0])
        text = shown(value, unit) if isinstance(value, Fraction) else Words("tallet", "the number")
        about = _about(computed, those)
        yield Fault(
            NO_STEP,
            Words(
                f"Trappen «{node.name}» har ikke noe trinn for {text.nb}",
                f"The staircase “{node.name}” has no step for {text.en}",
            ),
            _at(node.span, Words("her slås tallet opp", "here the number is looked up")),
            _it_is_about(about),
            Words(
                "Legg til et trinn som dekker tallet, eller rett tallet i dataene.",
                "Add a step that covers the number, or correct the data.",
            ),
            address=those[0].inside,
        )


def parts_below_zero(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each sharing with negative parts."""
    for node, those in _by_node(found).items():
        parts = [(cell, _cell(computed, read_at(node, 1, cell))) for cell in range(node.domain.size)]
        below = [cell for cell, part in parts if isinstance(part, Fraction) and part < 0]
        ruleset = computed.checked.ruleset
        about = listed([cell_words(ruleset, node.domain, node.domain.keys[cell]) for cell in below[:MOST_NAMED]])
        yield Fault(
            NEGATIVE_PARTS,
            Words(f"Delene er negative for {about.nb}", f"The parts are negative for {about.en}"),
            _at(node.span, Words("poengene skulle fordeles her", "the points were to be shared here")),
            (
                Words(
                    "Poeng kan ikke fordeles etter negative deler, for da ville andre få mer enn det som er å fordele.",
                    "Points cannot be shared by negative parts, for others would then get more than there is to share.",
                ),
            ),
            Words("Sett en nedre grense på 0:", "Set a lower limit of 0:"),
            ("deler = største av (0 deler; …)",),
            address=those[0].inside,
        )


_AGGREGATES = {
    "mean": Words("gjennomsnittet", "the mean"), "least": Words("det minste", "the least"),
    "greatest": Words("det største", "the greatest"),
}  # fmt: skip


def nothing_to_aggregate(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each aggregate that had nothing to work on."""
    for node, those in _by_node(found).items():
        what = _AGGREGATES[those[0].failure.where]
        about = _about(computed, those)
        left_out = Words("alle er holdt utenfor her", "all are left out here")
        under = Words("det er ingen under den det gjelder", "there is nobody under the one it is about")
        nobody = under if about.nb else Words("det er ingen her", "there is nobody here")
        yield Fault(
            NOTHING_TO_AGGREGATE,
            Words(f"Det finnes ingenting å ta {what.nb} av", f"There is nothing to take {what.en} of"),
            _at(node.span, left_out if len(node.operands) > 1 else nobody),
            _it_is_about(about),
            Words(
                "Skriv i regelen hva som skal gjelde når ingen er med:",
                "Say in the rule what holds when nobody is counted:",
            ),
            (_choice(computed, _none_counted(computed, node)),),
            address=those[0].inside,
        )


def not_ranked(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each ranking whose places are used for those left out of it."""
    for node, those in _by_node(found).items():
        about = _about(computed, those)
        yield Fault(
            NOT_RANKED,
            Words(f"Det finnes ingen plassering for {about.nb}", f"There is no place for {about.en}"),
            _at(node.span, Words("holdt utenfor rangeringen her", "left out of the ranking here")),
            (),
            Words("Spør om plasseringen finnes før den brukes:", "Ask whether there is one before using it:"),
            (_choice(computed, f"{_spelled(computed, 'EXISTS')}(…)"),),
            address=those[0].inside,
        )


# what the faults have in common


def _spelled(computed: Computed, word: str) -> str:
    return BY_NAME[word].spelled(computed.checked.ruleset.tree.language)


def _choice(computed: Computed, condition: str) -> str:
    """`hvis … så … ellers …` in the words of the ruleset."""
    start, chosen, otherwise = (_spelled(computed, word) for word in ("IF", "THEN", "ELSE"))
    return f"{start} {condition} {chosen} … {otherwise} …"


def _none_counted(computed: Computed, node: Node) -> str:
    """`(antall der … over …) er 0`; the words behind `over` as they are written where nobody is left out."""
    count, where, over, equals = (_spelled(computed, word) for word in ("COUNT", "WHERE", "OVER", "IS"))
    if len(node.operands) > 1 or node.span is None:
        return f"({count} {where} … {over} …) {equals} 0"
    sets = " ".join(node.span.text.split()).rpartition(f" {over} ")[2].rstrip(")")
    return f"({count} {over} {sets}) {equals} 0"


def _by_node(found: Iterable[Arisen]) -> dict[Node, tuple[Arisen, ...]]:
    nodes: dict[Node, tuple[Arisen, ...]] = {}
    for one in found:
        nodes[one.place[0]] = (*nodes.get(one.place[0], ()), one)
    return nodes


def _by_inside(found: Iterable[Arisen]) -> dict[str, tuple[Arisen, ...]]:
    names: dict[str, tuple[Arisen, ...]] = {}
    for one in found:
        names[one.inside] = (*names.get(one.inside, ()), one)
    return names


def _cell(computed: Computed, place: Place) -> Cell:
    return computed.valuation.cells[place[0]][place[1]]


def _at(span: Span | None, text: Words) -> tuple[Label, ...]:
    return (Label(span, text),) if span else ()


def _it_is_about(cells: Words) -> tuple[Words, ...]:
    return (Words(f"Det gjelder {cells.nb}.", f"It is about {cells.en}."),) if cells.nb else ()


def _what_decides(node: Node) -> Words:
    if isinstance(node, Staircase):
        return Words(f"trappen «{node.name}»", f"the staircase “{node.name}”")
    return Words("sammenligningen", "the comparison")


def _about(computed: Computed, found: Iterable[Arisen]) -> Words:
    """The cells, those of all members of a set in one: `video for alle regioner`."""
    ruleset = computed.checked.ruleset
    together: dict[tuple[Domain, Key], list[Key]] = {}
    for domain, key in dict.fromkeys((one.place[0].domain, one.place[0].domain.keys[one.place[1]]) for one in found):
        together.setdefault((domain, key[:-1]), []).append(key)
    words: list[Words] = []
    for (domain, head), keys in together.items():
        last = ruleset.sets.get(domain.sets[-1]) if len(domain.sets) > 1 else None
        if last and len(keys) == len(last.members) > 1:
            lead = cell_words(ruleset, ruleset.space.domain(domain.sets[:-1]), head)
            all_ = all_of(last.name)
            words.append(Words(f"{lead.nb} for {all_.nb}", f"{lead.en} for {all_.en}"))
        else:
            words += [text for key in keys if (text := cell_words(ruleset, domain, key)).nb]
    more = len(words) - MOST_NAMED
    return listed([*words[:MOST_NAMED], *([Words(f"{more} til", f"{more} more")] if more > 0 else [])])


def _bounded_rows(computed: Computed, place: Place) -> tuple[Label, ...]:
    """The figures behind a decision that are known only within bounds."""
    ruleset = computed.checked.ruleset
    labels: list[Label] = []
    for node, cell in computed.valuation.behind([place]):
        value = computed.valuation.cells[node][cell]
        name = computed.valuation.graph.names.get(node)
        if name is None or not isinstance(value, Figure) or value.printed is not None:
            continue
        key = node.domain.keys[cell]
        unit = computed.checked.inference.signatures[name].kind.unit
        bounds = bounds_words(value.interval, unit)
        text = Words(f"bare kjent som {bounds.nb}", f"known only as {bounds.en}")
        given = ruleset.quantities[name].given.get(key) if isinstance(node, Constant) else None
        row = computed.figures.observations.get((name, key)) if isinstance(node, Observed) else None
        span = given.span if given else row.span if row else None
        labels.extend(_at(span, text))
    return tuple(labels)


def _unit_of_operand(computed: Computed, one: Arisen) -> Unit:
    """The unit of what a staircase or comparison looks at."""
    node = one.place[0]
    assert isinstance(node, Staircase | Compare)
    span = node.operands[0].node.span
    for expression, signature in computed.checked.inference.expressions.values():
        if expression.span == span:
            return signature.kind.unit
    return Unit()
