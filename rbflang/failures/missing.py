"""The faults of figures that are missing: those of no indicator one fault, those of each indicator one, with the
lines to paste. Of many indicators there is one fault in all, and so there is where nothing was given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.data.shown import all_of, cell_words, member_words
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.failures.missing_lines import (
    MissingCells,
    address,
    empty_cells,
    lines_to_add,
    sets_without_a_column,
    settings_to_give,
    what_to_do,
)
from rbflang.failures.root_causes import Arisen
from rbflang.graph.nodes import Observed, printed_of
from rbflang.quantities import SHARE
from rbflang.ruleset.model import INDICATOR, SUBAREA, Quantity, Ruleset
from rbflang.ruleset.nouns import set_noun
from rbflang.tables.reads import Place, read_at
from rbflang.wording import Words, counted, in_both, listed, listing, number, same

FIGURE_MISSING = Kind(
    "figure-missing",
    Severity.FAULT,
    Words("Det mangler et tall", "A figure is missing"),
    Words(
        "Utbetalingen kan ikke regnes ut uten alle tallene den bygger på. Et tall som mangler, regnes aldri som 0. "
        "Legg tallet i datafilen, eller gi det på kommandolinjen med --set. Tall som bare brukes til sammenligning, "
        "kan mangle.",
        "The payout cannot be computed without all the figures it rests on. A missing figure never counts as 0. Put "
        "it in the data file, or give it on the command line with --set. Figures used for comparison alone may be "
        "missing.",
    ),
)
NOT_YET = Words(
    "Hva hver kan få før alle tall er inne, viser rbflang allocate med --partial. Et tall som etter reglene kan "
    "mangle, er «valgfri» der det er erklært.",
    "What each can get before all figures are in is shown by rbflang allocate with --partial. A figure that may be "
    "missing by the rules is “optional” where it is declared.",
)
MOST_LINES, SHOWN_OF_MORE = 60, 12
MOST_INDICATORS = 12
MOST_APART, MANY = 12, "*"
MOST_NAMED = 4


def figure_missing(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """The missing figures: what belongs to no indicator, such as the allocation key, first; then each indicator."""
    some_given = bool(computed.figures.observations)
    for together in _apart(_groups(computed.checked.ruleset, found), some_given):
        yield _fault(computed, together)


def _apart(groups: Sequence[MissingCells], some_given: bool) -> Iterator[tuple[MissingCells, ...]]:
    """The groups that are told together."""
    indicators = list(dict.fromkeys(group.indicator for group in groups if group.indicator))
    each = some_given and len(indicators) <= MOST_APART
    whole = _nowhere_given(groups) if each else ()
    rest = tuple(group for group in groups if group.quantity not in whole)
    together = {name: name if each else MANY for name in indicators}
    of_nobody = [tuple(group for group in rest if not group.indicator)]
    nowhere = [tuple(group for group in groups if group.quantity is quantity) for quantity in whole]
    of_each = [
        tuple(group for group in rest if together.get(group.indicator) == name)
        for name in dict.fromkeys(together.values())
    ]
    yield from filter(None, (*of_nobody, *nowhere, *of_each))


def _nowhere_given(groups: Sequence[MissingCells]) -> tuple[Quantity, ...]:
    """The quantities that lack all their figures, for several indicators."""
    found = []
    for quantity in dict.fromkeys(group.quantity for group in groups):
        own = [group for group in groups if group.quantity is quantity]
        if len(own) > 1 and sum(len(one.cells) for one in own) == own[0].cells[0].place[0].domain.size:
            found.append(quantity)
    return tuple(found)


MOST_EMPTY = 8


def _fault(computed: Computed, groups: tuple[MissingCells, ...]) -> Fault:
    count = sum(len(group.cells) for group in groups)
    lines, settings = lines_to_add(computed, groups), settings_to_give(computed, groups)
    most = MOST_LINES if len(lines) <= MOST_LINES else SHOWN_OF_MORE
    more = len(lines) - most
    several = count > 1
    paste = (
        *lines[:most],
        *((f"# … + {number(Fraction(more))}",) if more > 0 else ()),
        *(("",) if lines else ()),
        settings[0],
    )
    signatures = computed.checked.inference.signatures
    of_results = any(group.indicator and signatures[group.quantity.name].kind.unit == SHARE for group in groups)
    nothing = (
        number(
            Fraction(0), 1, computed.file.fashion.language if computed.file else computed.checked.ruleset.tree.language
        )
        + " %"
    )
    zero = Words(
        "Et tall som mangler, regnes aldri som 0."
        + (f" Er resultatet virkelig 0, så skriv {nothing}." if of_results else ""),
        "A missing figure never counts as 0."
        + (f" If the result really is 0, write “{nothing}”." if of_results else ""),
    )
    return Fault(
        FIGURE_MISSING,
        _title(computed, groups, count),
        _labels(computed, groups),
        tuple(_story(computed, groups)),
        what_to_do(several, bool(lines)),
        paste,
        (zero, NOT_YET),
        address=address(computed, groups[0], groups[0].missing[0]),
    )


def _groups(ruleset: Ruleset, found: Sequence[Arisen]) -> tuple[MissingCells, ...]:
    cells: dict[tuple[str, str], list[Arisen]] = {}
    for one in sorted(found, key=lambda one: (_order(ruleset, one.place), one.place[1])):
        node, cell = one.place
        assert isinstance(node, Observed)
        at = dict(zip(node.domain.sets, node.domain.keys[cell], strict=True))
        cells.setdefault((node.quantity, at.get(INDICATOR, "")), []).append(one)
    return tuple(MissingCells(ruleset.quantities[name], of, tuple(those)) for (name, of), those in cells.items())


def _order(ruleset: Ruleset, place: Place) -> int:
    assert isinstance(place[0], Observed)
    return list(ruleset.quantities).index(place[0].quantity)


# words


def _title(computed: Computed, groups: Sequence[MissingCells], count: int) -> Words:
    ruleset = computed.checked.ruleset
    if count == 1:
        node, cell = groups[0].cells[0].place
        about = cell_words(ruleset, node.domain, node.domain.keys[cell])
        about = about if about.nb else same(groups[0].quantity.name)
        return Words(f"Det mangler et tall: {about.nb}", f"A figure is missing: {about.en}")
    many = in_both(lambda language: number(Fraction(count), language=language))
    lead = Words(f"Det mangler {many.nb} tall: ", f"{many.en} figures are missing: ")
    if len(groups) == 1:
        about_all = _about(ruleset, groups[0])
        return Words(lead.nb + about_all.nb, lead.en + about_all.en)
    indicators = list(dict.fromkeys(group.indicator for group in groups if group.indicator))
    if _is_one_quantity(groups):
        name, all_members = groups[0].quantity.name, [all_of(one) for one in groups[0].quantity.sets]
        return Words(
            f"Det mangler {many.nb} tall for «{name}»: {listed(all_members).nb}",
            f"{many.en} figures are missing for “{name}”: {listed(all_members).en}",
        )
    if len(indicators) > 1:
        return Words(f"{lead.nb}{counted(len(indicators))} indikatorer", f"{lead.en}{len(indicators)} indicators")
    if indicators:
        title = ruleset.sets[INDICATOR][indicators[0]].title
        return Words(f"Det mangler {many.nb} tall for «{title}»", f"{many.en} figures are missing for “{title}”")
    names = list(dict.fromkeys(group.quantity.name for group in groups))
    return Words(lead.nb + listing(names), lead.en + listing(names, "en"))


def _is_one_quantity(groups: Sequence[MissingCells]) -> bool:
    """True for all the figures of one quantity."""
    return groups[0].quantity in _nowhere_given(groups) and all(one.quantity is groups[0].quantity for one in groups)


def _about(ruleset: Ruleset, group: MissingCells) -> Words:
    """`epikrisetid (PHV, TSB og somatikk) for alle regioner`."""
    domain = group.cells[0].place[0].domain
    members: dict[str, list[str]] = {
        name: list(dict.fromkeys(key[at] for key in group.missing if key[at])) for at, name in enumerate(domain.sets)
    }
    lead = same(group.indicator or group.quantity.name)
    if members.get(SUBAREA):
        areas = listed(list(map(same, members[SUBAREA])))
        lead = Words(f"{lead.nb} ({areas.nb})", f"{lead.en} ({areas.en})")
    below = {ruleset.sets[name].above for name in domain.sets}
    rest = [name for name in domain.sets if name not in (INDICATOR, SUBAREA) and name not in below]
    for name in rest:
        whole = len(members[name]) == len(ruleset.sets[name].members) and len(members[name]) > 1
        names = [member_words(ruleset, name, one) for one in members[name]]
        words = all_of(name) if whole else listed(names) if len(names) <= MOST_NAMED else _some_of(name, len(names))
        lead = Words(f"{lead.nb} for {words.nb}", f"{lead.en} for {words.en}")
    return lead


def _some_of(set_name: str, count: int) -> Words:
    noun = set_noun(set_name)
    return Words(f"{count} {noun.many}", f"{count} {noun.en_many}")


def _story(computed: Computed, groups: Sequence[MissingCells]) -> Iterator[Words]:
    ruleset = computed.checked.ruleset
    for quantity in dict.fromkeys(group.quantity.name for group in groups):
        place = ruleset.quantities[quantity].span
        where = place.short
        about = " ".join(ruleset.quantities[quantity].documentation.split())
        said = f" {about}" if about else ""
        yield Words(
            f"Utbetalingen bygger på «{quantity}» ({where}).{said}",
            f"The payout rests on “{quantity}” ({where}).{said}",
        )
    yield from _columns_lacking(computed, groups)
    if len(groups) > 1 and not _is_one_quantity(groups):
        yield _each_group(ruleset, groups)
    points = _points(computed, [one for group in groups for one in group.cells])
    if points:
        one = sum(len(group.cells) for group in groups) == 1
        yield _without(computed, groups, points, one)
    for group in groups:
        yield from _only_for_information(computed, group)


def _columns_lacking(computed: Computed, groups: Sequence[MissingCells]) -> Iterator[Words]:
    """That the file has no column for a set of these figures; the lines to paste have it last."""
    for name in sets_without_a_column(computed, groups):
        yield Words(
            f"Datafilen har ikke kolonnen «{name}». Sett den inn sist i overskriften og på alle linjene.",
            f"The data file has no column “{name}”. Add it last, in the heading and in every line.",
        )


def _each_group(ruleset: Ruleset, groups: Sequence[MissingCells]) -> Words:
    """`Det mangler video for alle regioner; skjema for Helse Vest.`"""
    by_quantity: dict[str, list[MissingCells]] = {}
    for group in groups:
        by_quantity.setdefault(group.quantity.name, []).append(group)
    told: list[Words] = []
    for name, those in by_quantity.items():
        if len(those) > MOST_INDICATORS:
            count, cells = len(those), sum(len(group.cells) for group in those)
            told.append(
                Words(
                    f"«{name}» for {count} indikatorer, {cells} tall",
                    f"“{name}” for {count} indicators, {cells} figures",
                )
            )
            continue
        lead = f"«{name}», " if len(by_quantity) > 1 and those[0].indicator else ""
        told += [Words(lead + words.nb, lead + words.en) for words in (_about(ruleset, group) for group in those)]
    nb, en = "; ".join(words.nb for words in told), "; ".join(words.en for words in told)
    return Words(f"Disse mangler: {nb}.", f"These are missing: {en}.")


def _without(computed: Computed, groups: Sequence[MissingCells], points: Fraction, one: bool) -> Words:
    ruleset = computed.checked.ruleset
    amount = in_both(lambda language: number(points, language=language))
    title = ruleset.sets[INDICATOR][groups[0].indicator].title if len(groups) == 1 and groups[0].indicator else ""
    of, of_en = (f" for «{title}»", f" for “{title}”") if title else ("", "")
    nb = f"Uten {'tallet' if one else 'tallene'} kan ingen av de {amount.nb} poengene{of} fordeles"
    en = f"Without {'the figure' if one else 'the figures'} none of the {amount.en} points{of_en} can be shared"
    if not one:
        return Words(nb + ".", en + ".")
    node, cell = groups[0].cells[0].place
    at = dict(zip(node.domain.sets, node.domain.keys[cell], strict=True))
    shared = _shared_among(groups[0].cells[0])
    if shared not in at:
        return Words(nb + ".", en + ".")
    who, all_ = member_words(ruleset, shared, at[shared]), counted(len(ruleset.sets[shared].members))
    return Words(
        f"{nb}, for delene til {who.nb} avgjør hva én del er verdt for alle {all_}.",
        f"{en}, for the parts of {who.en} decide what a part is worth for all.",
    )


def _shared_among(one: Arisen) -> str:
    node, _ = next(iter(one.shares))
    return node.domain.sets[-1]


def _points(computed: Computed, found: Sequence[Arisen]) -> Fraction:
    """The points that cannot be shared because of these figures."""
    total = Fraction(0)
    for node, cell in {share for one in found for share in one.shares}:
        shared, at = read_at(node, 0, cell)
        value = printed_of(computed.valuation.cells[shared][at])
        total += value if isinstance(value, Fraction) else 0
    return total


def _only_for_information(computed: Computed, group: MissingCells) -> Iterator[Words]:
    for key in group.missing:
        row = computed.figures.observations.get((group.quantity.name, key))
        if row is not None:
            nb, en = (row.span.cell or f"{word} {row.span.line}" for word in ("Linje", "Line"))
            yield Words(
                f"{nb} har et tall, men den er merket «til opplysning», så tallet brukes ikke.",
                f"{en} has a figure, but is marked “for information”, so it is not used.",
            )
            return


def _labels(computed: Computed, groups: Sequence[MissingCells]) -> tuple[Label, ...]:
    """The lines of the sisters that do have figures; where none has, the quantity as it is declared.

    Where all stand there without a value, their own lines.
    """
    empty = empty_cells(computed, groups)
    if empty:
        nothing = Words("her er verdien tom", "here the value is empty")
        return (*(Label(one) for one in empty[: MOST_EMPTY - 1][: len(empty) - 1]), Label(empty[-1], nothing))
    first = groups[0]
    node = first.cells[0].place[0]
    missing = first.missing[0]
    own = dict(zip(node.domain.sets, missing, strict=True))
    last = node.domain.sets[-1] if node.domain.sets else ""
    sisters = []
    for (name, key), one in computed.figures.observations.items():
        at = dict(zip(node.domain.sets, key, strict=True)) if name == first.quantity.name else {}
        if one.status == "for_information":
            continue
        if at and all(at[one_] == own[one_] for one_ in at if one_ != last) and one.span.source.name != "--set":
            sisters.append(one)
    if len(groups) > 1 or len(first.cells) > 1 or not sisters:
        text = Words("disse tallene trengs", "these figures are needed")
        return (Label(first.quantity.span, text),)
    ruleset = computed.checked.ruleset
    who = member_words(ruleset, last, own[last])
    others = (
        Words("den andre har tall", "the other has one")
        if len(sisters) == 1
        else Words(f"de {counted(len(sisters))} andre har tall", f"the other {len(sisters)} have figures")
    )
    shown = sisters[:4]
    labels = [Label(one.span) for one in shown[:-1]]
    return (*labels, Label(shown[-1].span, Words(f"{others.nb}, {who.nb} har ikke", f"{others.en}, {who.en} has not")))
