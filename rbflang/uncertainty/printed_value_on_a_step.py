"""The warning that a printed figure may lie on either side of a step, with what that is worth in kroner.

Takes a computed ruleset, gives warnings; they do not change the exit status. With several open figures one warning
shows them together, for their outcomes are not to be added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.data.shown import bounds_words, cell_words, part_words
from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.explanation.paid import shown_as_paid
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Staircase
from rbflang.intervals import Interval
from rbflang.quantities import PARTS, POINTS, Unit
from rbflang.ruleset.model import PARTS_NAME, POINTS_NAME, REGION
from rbflang.ruleset.nouns import payee_noun, quoted
from rbflang.ruleset.unit_words import shown, unit_name
from rbflang.tables.reads import Place
from rbflang.uncertainty.most_moved import MOST_PAID, most_moved
from rbflang.uncertainty.not_computed import without_payout
from rbflang.uncertainty.open_decisions import OpenDecisions, OpenFigure, OpenRow, Outcome, open_decisions
from rbflang.uncertainty.places import limit_labels, own_place, pasted_row
from rbflang.wording import NO_FIGURE, Words, counted, in_both, listed, number, plain, printed, same

PRINTED_VALUE_ON_A_STEP = Kind(
    "printed-value-on-a-step",
    Severity.WARNING,
    Words("Et avrundet tall kan ligge på begge sider av et trinn", "A rounded figure may lie on either side of a step"),
    Words(
        "Et trykt tall er avrundet og står for alle tall som avrundes til det. Ligger en grense blant dem, avgjør "
        "desimalene som ikke er trykt, hva som gjelder. Det regnes da med tallet som det er trykt, og svaret er "
        "usikkert. Vet du på hvilken side tallet ligger, så skriv det i kolonnen «presisering».",
        "A printed figure is rounded and stands for all numbers that round to it. If a limit runs among them, the "
        "decimals that were not printed decide. The figure is then taken as printed, and the result is uncertain. If "
        "you know on which side it lies, write so in the column “narrowing”.",
    ),
)
MOST_SHOWN = 16
ENDS = (Words("minst, alle kombinasjoner", "least, all combinations"),
        Words("størst, alle kombinasjoner", "greatest, all combinations"))  # fmt: skip


def warnings_of(computed: Computed) -> tuple[Fault, ...]:
    """The warnings about open decisions: one for all figures that are open alone, one for each joint decision."""
    found = open_decisions(computed)
    told = tuple(_warning(computed, found)) if found.rows else ()
    return (*told, *(_joint(computed, figures) for figures in found.joint))


def with_outcomes(computed: Computed, faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """The faults about bounds that settle nothing, with what each possibility would pay."""
    rows = open_decisions(computed).rows
    tables = {id(row): _single(computed, row) for row in rows if all(one.payouts for one in row.outcomes)}
    if len(tables) != 1:
        return tuple(faults)
    table = next(iter(tables.values()))
    return tuple(evolve(one, table=table) if one.slug == "bound-does-not-settle" else one for one in faults)


def _warning(computed: Computed, found: OpenDecisions) -> Iterator[Fault]:
    rows = found.rows
    alone = len(rows) == 1
    told = [_printed(computed, row.figure) for row in rows]
    about = [_about(computed, row.figure) for row in rows]
    lines = tuple(line for row in rows if (line := _paste(computed, row)))
    limit = Words("et trinn", "a step") if _all_stairs(rows) else Words("en grense", "a limit")
    each = listed([_with_cell(one, of) for one, of in zip(told, about, strict=True)])
    yield Fault(
        PRINTED_VALUE_ON_A_STEP,
        Words(f"{told[0].nb} for {about[0].nb} kan ligge på begge sider av {limit.nb}",
              f"{told[0].en} for {about[0].en} may lie on either side of {limit.en}")
        if alone
        else Words(f"{counted(len(rows)).capitalize()} tall kan ligge på begge sider av {limit.nb}",
                   f"{len(rows)} figures may lie on either side of {limit.en}"),
        tuple(dict.fromkeys(label for row in rows for label in _labels(computed, row))),
        (_why(computed, rows[0], about[0]) if alone else _why_several(computed, each), *_after(computed, found)),
        _cure(computed, rows, bool(lines)),
        lines,
        (Words("Aller best er teller og nevner; de er nøyaktige.", "Best of all are counts; they are exact."),)
        if _any_in_data(computed, rows)
        else (),
        address=".".join((rows[0].figure.quantity, *filter(None, rows[0].figure.key))),
        table=_single(computed, rows[0]) if alone else _several(computed, found),
    )  # fmt: skip


def _joint(computed: Computed, figures: Sequence[OpenFigure]) -> Fault:
    each = listed([_with_cell(_printed(computed, one), _about(computed, one)) for one in figures])
    return Fault(
        PRINTED_VALUE_ON_A_STEP,
        Words(
            f"{counted(len(figures)).capitalize()} avrundede tall avgjør sammen, og kan gi begge svar",
            f"{len(figures)} rounded figures decide together, and may give either answer",
        ),
        tuple(Label(own_place(computed, one), _bounds(computed, one)) for one in figures),
        (
            Words(
                f"Det gjelder {each.nb}. Det regnes med tallene som de er trykt. Hva de andre mulighetene ville "
                "gitt, er ikke regnet ut, for de avhenger av flere tall samtidig.",
                f"It is about {each.en}. The figures are taken as printed. What the other possibilities "
                "would give is not computed, for they depend on several figures at once.",
            ),
        ),
        Words("Presiser ett av tallene, så kan det andre prøves for seg.", "Narrow one of them down."),
    )


# words


def _all_stairs(rows: Sequence[OpenRow]) -> bool:
    return all(isinstance(one.node, Staircase) for row in rows for one in row.decisions)


def _unit(computed: Computed, figure: OpenFigure) -> Unit:
    return computed.checked.inference.signatures[figure.quantity].kind.unit


def _printed(computed: Computed, figure: OpenFigure) -> Words:
    """The figure as it is printed in the data, or as the rules give it."""
    row = computed.figures.observations.get((figure.quantity, figure.key))
    if row and row.printed:
        return printed(row.printed)
    value, unit = figure.figure.printed, _unit(computed, figure)
    return bounds_words(figure.figure.interval, unit) if value is None else shown(value, unit)


def _about(computed: Computed, figure: OpenFigure) -> Words:
    words = cell_words(computed.checked.ruleset, figure.place[0].domain, figure.key)
    return words if words.nb else quoted(figure.quantity)


def _with_cell(figure: Words, cell: Words) -> Words:
    return Words(f"{figure.nb} ({cell.nb})", f"{figure.en} ({cell.en})")


def _bounds(computed: Computed, figure: OpenFigure) -> Words:
    words = bounds_words(figure.figure.interval, _unit(computed, figure))
    return Words(f"avrundet: {words.nb}", f"rounded: {words.en}")


def _labels(computed: Computed, row: OpenRow) -> Iterator[Label]:
    yield Label(own_place(computed, row.figure), _bounds(computed, row.figure))
    yield from limit_labels(computed, row)


def _limits(computed: Computed, row: OpenRow) -> list[Words]:
    """Where the interval is cut."""
    cuts = dict.fromkeys(one.part.high for one in row.outcomes[:-1])
    return [shown(cut, _unit(computed, row.figure)) for cut in cuts if cut is not None]


def _why(computed: Computed, row: OpenRow, about: Words) -> Words:
    decimals = len(_printed(computed, row.figure).nb.partition(",")[2].rstrip("% abcdefghijklmnopqrstuvwxyz."))
    digits = (
        "uten desimaler"
        if not decimals
        else f"med {'én desimal' if decimals == 1 else f'{counted(decimals)} desimaler'}"
    )
    digits_en = "without decimals" if not decimals else f"with {decimals} decimal{'s' if decimals > 1 else ''}"
    limits = listed(_limits(computed, row))
    parts = [own[0] for one in row.outcomes if (own := _parts(computed, row, one))]
    between = NOTHING
    if len(row.outcomes) == len(parts) == 2:
        less, more = in_both(lambda language: plain(parts[0], language)), shown(parts[1], PARTS)
        between = Words(f" mellom {less.nb} og {more.nb}", f" between {less.en} and {more.en}")
    return Words(
        f"Tallet er trykt {digits}, og grensen{between.nb} går ved {limits.nb}. Da avgjør desimalene som ikke er "
        f"trykt, hva det blir for {about.nb}:",
        f"The figure is printed {digits_en}, and the limit{between.en} runs at {limits.en}. The decimals that were not "
        f"printed decide for {about.en}:",
    )


def _why_several(computed: Computed, each: Words) -> Words:
    payout = computed.checked.ruleset.payout
    payee = payee_noun(payout.sets[0] if payout else REGION)
    return Words(
        f"Det gjelder {each.nb}. Desimalene som ikke er trykt, avgjør hva {payee.them} får:",
        f"It is about {each.en}. The decimals that were not printed decide what the {payee.en_many} get:",
    )


def _after(computed: Computed, found: OpenDecisions) -> Iterator[Words]:
    rows, payout = found.rows, computed.checked.ruleset.payout
    if payout and computed.checked.ruleset.space.domain(payout.sets).size > MOST_PAID:
        yield Words(f"Tabellen viser de {counted(MOST_PAID)} som har mest å vinne eller tape på det.",
                    f"The table shows the {MOST_PAID} with the most to win or lose.")  # fmt: skip
    yield from without_payout(computed, found)
    if len(rows) == 1:
        yield _meanwhile(computed, rows[0])
        return
    if not found.is_combined:
        yield _not_tried(found)
    yield Words(
        "Inntil dette er avklart, regnes det med tallene som de er trykt, og svaret merkes usikkert.",
        "Until this is settled, the figures are taken as printed, and the result is marked uncertain.",
    )


def _not_tried(found: OpenDecisions) -> Words:
    """How many combinations there are, which of them were run, and what is not known of the others."""
    possible, tried = _in_digits(found.possible), _in_digits(found.tried)
    count = len(found.rows)
    return Words(
        f"Det er {counted(count)} slike tall, og {possible.nb} kombinasjoner av hvor de kan ligge. Bare {tried.nb} av "
        "kombinasjonene er regnet ut: Hvert tall er prøvd for seg, med de andre som de er trykt. Resten er ikke prøvd, "
        "og der kan utbetalingene bli både lavere og høyere.",
        f"There are {count} such figures, and {possible.en} combinations of where they may lie. Only {tried.en} of the "
        "combinations were run: each figure was tried by itself, with the others as printed. The rest were not tried, "
        "and there the payouts may be both lower and higher.",
    )


def _in_digits(count: int) -> Words:
    return in_both(lambda language: number(Fraction(count), 0, language))


def _meanwhile(computed: Computed, row: OpenRow) -> Words:
    """What is reckoned with as long as it is not known where a figure lies."""
    base = next((one for one in row.outcomes if one.is_base), None)
    own = _parts(computed, row, base) if base else None
    parts = shown(own[0], PARTS) if own else NOTHING
    so, so_en = (f", altså {parts.nb}", f", that is {parts.en}") if own else ("", "")
    figure = _printed(computed, row.figure)
    nb = f"tallet som det er trykt ({figure.nb}{so})"
    en = f"the figure is taken as printed ({figure.en}{so_en})"
    if row.figure.figure.value != row.figure.figure.printed:
        nb = f"det som presiseringen gir rom for, nærmest det trykte tallet ({figure.nb}{so})"
        en = f"the figure is taken as near to the print ({figure.en}{so_en}) as the narrowing lets it be"
    return Words(
        f"Inntil dette er avklart, regnes det med {nb}, og svaret merkes usikkert.",
        f"Until this is settled, {en}, and the result is marked uncertain.",
    )


def _any_in_data(computed: Computed, rows: Sequence[OpenRow]) -> bool:
    return any((row.figure.quantity, row.figure.key) in computed.figures.observations for row in rows)


def _cure(computed: Computed, rows: Sequence[OpenRow], has_lines: bool) -> Words:
    """What settles it: a narrowing in the data, or a number of the rules with more of its decimals."""
    if not _any_in_data(computed, rows):
        return Words(
            "Finnes tallet med flere desimaler, så skriv det slik i regelsettet, med kilden.",
            "If the figure is known with more decimals, write it so in the ruleset, with the source.",
        )
    end = ":" if has_lines else "."
    return Words(
        f"Vet du på hvilken side resultatet ligger, så skriv det i kolonnen «presisering», med kilden{end}",
        f"If you know on which side a figure lies, write so in the column “narrowing”, with the source{end}",
    )


def _paste(computed: Computed, row: OpenRow) -> str:
    other = next((one for one in row.outcomes if not one.is_base), row.outcomes[0])
    return pasted_row(computed, row.figure, _part(computed, row, other.part))


# tables


def _part(computed: Computed, row: OpenRow, part: Interval) -> Words:
    return part_words(part, row.figure.figure.interval, _unit(computed, row.figure))


def _regions(computed: Computed, possible: Sequence[Mapping[Key, Fraction]]) -> dict[Key, Words]:
    """The paid, by key, with their short names; of very many those whose possible amounts lie furthest apart."""
    ruleset = computed.checked.ruleset
    payout = ruleset.payout
    assert payout is not None
    domain = ruleset.space.domain(payout.sets)
    keys = most_moved(domain.keys, possible)
    return {key: same(ruleset.sets[domain.sets[-1]][key[-1]].short) for key in keys}


Rows = tuple[tuple[Words, ...], ...]


def _single(computed: Computed, row: OpenRow) -> Rows:
    """One line per outcome: parts, points and kroner; with two outcomes their difference too."""
    regions = _regions(computed, [one.payouts for one in row.outcomes])
    own = [_parts(computed, row, one) for one in row.outcomes]
    points = [_points(computed, row, one) for one in row.outcomes]
    with_parts = all(one is not None for one in own) and all(one is not None for one in points)
    heads = (NOTHING, *((unit_name(PARTS), unit_name(POINTS)) if with_parts else ()), *regions.values())
    lines: list[tuple[Words, ...]] = [heads]
    for outcome, parts, given in zip(row.outcomes, own, points, strict=True):
        cells = (_of_all(*parts), _points_words(given)) if parts and given is not None and with_parts else ()
        paid = (_amount(computed, outcome.payouts, key) for key in regions)
        lines.append((_part(computed, row, outcome.part), *cells, *paid))
    if len(row.outcomes) == 2:
        first, second = row.outcomes
        apart = (_apart(computed, first.payouts, second.payouts, key) for key in regions)
        gained = (NOTHING, _points_words(points[1] - points[0], True)) if with_parts else ()  # type: ignore[operator]
        lines.append((Words("forskjell", "difference"), *gained, *apart))
    return tuple(lines)


def _of_all(own: Fraction, all_: Fraction) -> Words:
    return Words(f"{plain(own)} av {plain(all_)}", f"{plain(own, 'en')} of {plain(all_, 'en')}")


def _points_words(points: Fraction, sign: bool = False) -> Words:
    return in_both(lambda language: number(points, 0, language, sign))


def _several(computed: Computed, found: OpenDecisions) -> Rows:
    """All combinations where they are few; else each figure's own outcomes, and the least and greatest payout."""
    regions = _regions(computed, [one.payouts for row in found.rows for one in row.outcomes])
    if 0 < len(found.combinations) <= MOST_SHOWN:
        heads = (*(_about(computed, row.figure) for row in found.rows), *regions.values())
        lines = [
            (
                *(_part(computed, row, part) for row, part in zip(found.rows, one.parts, strict=True)),
                *(_amount(computed, one.payouts, key) for key in regions),
            )
            for one in found.combinations
        ]
        return (heads, *lines)
    lines = [
        (
            _case(_about(computed, row.figure), _part(computed, row, one.part)),
            *(_amount(computed, one.payouts, key) for key in regions),
        )
        for row in found.rows
        for one in row.outcomes
    ]
    spans = found.spans()
    if found.combinations:
        for at, label in enumerate(ENDS):
            ends = {key: both[at] for key, both in spans.items()}
            lines.append((label, *(_amount(computed, ends, key) for key in regions)))
    return ((NOTHING, *regions.values()), *lines)


def _case(cell: Words, part: Words) -> Words:
    return Words(f"{cell.nb}: {part.nb}", f"{cell.en}: {part.en}")


def _amount(computed: Computed, payouts: Mapping[Key, Fraction], key: Key) -> Words:
    """A payout; a dash where it cannot be computed."""
    return shown_as_paid(computed, payouts[key]) if key in payouts else same(NO_FIGURE)


def _apart(computed: Computed, first: Mapping[Key, Fraction], second: Mapping[Key, Fraction], key: Key) -> Words:
    """How far two payouts lie apart; a dash where one of them cannot be computed."""
    known = key in first and key in second
    return shown_as_paid(computed, second[key] - first[key], sign=True) if known else same(NO_FIGURE)


def _handed_out(computed: Computed, row: OpenRow) -> tuple[Place, Place] | None:
    """The parts and points that the figure moves for whom it is about; `None` where it moves none or several."""
    graph = computed.valuation.graph
    about = dict(zip(row.figure.place[0].domain.sets, row.figure.key, strict=True))
    moved: list[tuple[Place, Place]] = []
    for measure in computed.checked.ruleset.measures:
        parts, points = graph.named.get(f"{measure}.{PARTS_NAME}"), graph.named[f"{measure}.{POINTS_NAME}"]
        for cell, key in enumerate(parts.domain.keys) if parts else ():
            assert parts is not None
            concerned = all(about.get(name, one) == one for name, one in zip(parts.domain.sets, key, strict=True))
            if concerned and len({_number(one, (parts, cell)) for one in row.outcomes}) > 1:
                moved.append(((parts, cell), (points, points.domain.index[key])))
    return moved[0] if len(moved) == 1 else None


def _number(outcome: Outcome, place: Place) -> Fraction | None:
    value = outcome.valuation.cells[place[0]][place[1]]
    return value if isinstance(value, Fraction) else None


def _parts(computed: Computed, row: OpenRow, outcome: Outcome) -> tuple[Fraction, Fraction] | None:
    """The parts of whom the figure is about, and the parts of all they share with."""
    places = _handed_out(computed, row)
    if places is None:
        return None
    (node, cell), _ = places
    key = node.domain.keys[cell]
    group = [at for at, other in enumerate(node.domain.keys) if other[:-1] == key[:-1]]
    values = [_number(outcome, (node, at)) for at in group]
    known = [value for value in values if value is not None]
    own = _number(outcome, (node, cell))
    return (own, sum(known, Fraction(0))) if own is not None and len(known) == len(values) else None


def _points(computed: Computed, row: OpenRow, outcome: Outcome) -> Fraction | None:
    places = _handed_out(computed, row)
    return _number(outcome, places[1]) if places else None
