"""A round that cannot be settled because its observations are not there: exactly what is missing, and how to give it.

Takes the earlier round, computed, and the later one as it is declared; gives a fault. What is needed is what the
earlier payouts rest on, less what the rules say stays as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rbflang.data.between_rounds import round_of
from rbflang.data.computed import Computed
from rbflang.data.figures import pinned_place
from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.explanation.cells import Cells
from rbflang.explanation.resting import cited_by_row
from rbflang.library import Shelf, round_name, shown, written_round
from rbflang.questions.moved_figures import Named, behind_payouts
from rbflang.ruleset.model import INDICATOR, Ruleset
from rbflang.ruleset.registers import belongs_to, earlier_rounds, indicators_of
from rbflang.syntax.expressions import Arithmetic, Name, Text
from rbflang.syntax.tree import NoteDecl, RoundDecl
from rbflang.tables.valuation import run
from rbflang.wording import Currency, Words, in_both, listing, number, printed, same

KIND = Kind(
    "round-without-observations",
    Severity.FAULT,
    Words("En fordeling som skal avregnes, mangler observasjoner", "A round to be settled has no observations"),
    Words(
        "Avregningen er forskjellen mellom to fordelinger av ett regelsett. Begge må ha observasjoner: i filer ved "
        "siden av regelsettet (forelopig.csv og endelig.csv), eller i filer som gis med --earlier og --data. Det som "
        "regelsettet sier ligger fast mellom fordelingene, skal ikke gis på nytt.",
        "A settlement is the difference between two rounds of one ruleset. Both must have observations: in files "
        "beside the ruleset (provisional.csv and final.csv), or in files given with --earlier and --data. What the "
        "ruleset says is fixed between the rounds is not given again.",
    ),
)


def later_missing(earlier: Computed, later: RoundDecl, shelf: Shelf, verb: str) -> Fault:
    """The fault of a later round without observations."""
    ruleset = earlier.checked.ruleset
    places = [place for place in _needed(earlier) if not _stays(ruleset, later, place)]
    title, needed = _title(later), sum(not _is_optional(ruleset, place) for place in places)
    staying, file = _staying(ruleset, later), written_round(round_name(later.name.text), ruleset.tree.language)
    return Fault(
        KIND,
        Words(
            f"{shelf.name} har ingen observasjoner for {title.nb}", f"{shelf.name} has no observations for {title.en}"
        ),
        (Label(later.name.span, Words("tallene for denne fordelingen er ikke kjent", "not known for this round")),),
        (
            Words(
                f"Det trengs {needed} tall for de samme størrelsene som i {_file(earlier)}, med datagrunnlaget for "
                f"{title.nb}:",
                f"{needed} figures are needed of the same quantities as in {_file(earlier)}, with the data of "
                f"{title.en}:",
            ),
            *([_optional(len(places) - needed)] if needed < len(places) else []),
            *([staying] if staying is not NOTHING else []),
            *_given_directly(earlier, later, title),
        ),
        Words(
            f"Skriv tallene i en fil med de samme kolonnene som {_file(earlier)}, og gi den med --data:",
            f"Write the figures in a file with the same columns as {_file(earlier)}, and give it with --data:",
        ),
        (f"rbflang {verb} {_called(shelf)}{_from(earlier, later)} --data {file}.csv",),
        (*_known_rounds(ruleset, shelf), *_synthetic(shelf)),
        table=tuple(_table(ruleset, later, places)),
    )


def earlier_missing(earlier: RoundDecl, later: RoundDecl, shelf: Shelf, known: Computed | None, verb: str) -> Fault:
    """The fault of an earlier round without observations; where both rounds' payouts are recorded, their difference.

    `known` is the ruleset computed on what is known without its observations.
    """
    title, language = _title(earlier), later.span.source.language
    first, last = (written_round(round_name(one.name.text), language) for one in (earlier, later))
    published = tuple(_published(known)) if known else ()
    heads = (NOTHING, *(_heading(one) for one in (earlier, later)), Words("Endring", "Change"))
    story = Words(
        "Begge fordelingene er publisert, men ikke resultatene de bygger på. Forskjellen kan vises, men ikke "
        "forklares:",
        "Both rounds are published, but not the results they rest on. The difference can be shown, not explained:",
    )
    return Fault(
        KIND,
        Words(
            f"{shelf.name} har ingen observasjoner for {title.nb}", f"{shelf.name} has no observations for {title.en}"
        ),
        (Label(earlier.name.span, Words("tallene for denne fordelingen er ikke kjent", "not known for this round")),),
        (story,) if published else (),
        Words("Gi tallene for begge fordelingene:", "Give the figures of both rounds:"),
        (f"rbflang {verb} {_called(shelf)} --earlier {first}.csv --data {last}.csv",),
        (*(_notes_on(known, (earlier, later)) if known and published else ()), *_synthetic(shelf)),
        table=(heads, *published) if published else (),
    )


def _notes_on(known: Computed, rounds: Sequence[RoundDecl]) -> Iterator[Words]:
    """The notes on where the recorded payouts are printed that name one of the rounds."""
    recorded = (row for row in known.figures.observations.values() if row.status == "recorded")
    cited = {at for row in recorded for at in cited_by_row(row.source)}
    named = [_title(one).nb.casefold() for one in rounds]
    for one in known.checked.ruleset.tree.declarations:
        if isinstance(one, NoteDecl) and one.citation and any(title in one.text.casefold() for title in named):
            for entry in one.citation.entries:
                if any((entry.source, place) in cited for place in entry.places):
                    where = f"{entry.source} {', '.join(entry.places)}"
                    said = f"The ruleset notes of {where}, in its own words: “{one.text}”"
                    yield Words(f"{one.text} ({where})", said)


def _from(earlier: Computed, later: RoundDecl) -> str:
    """The option that asks for the earlier round, where it is another than the one right before."""
    ruleset = earlier.checked.ruleset
    first, names = round_of(ruleset, earlier.round), [*ruleset.rounds]
    before = names[names.index(later.name.text) - 1]
    return f" --from {first.name.text}" if first and first.name.text != before else ""


def _published(known: Computed) -> Iterator[tuple[Words, ...]]:
    """A line per region for each formula that is one recorded payout less another: both as printed, and the rest."""
    ruleset, cells = known.checked.ruleset, Cells(known)
    for one in ruleset.quantities.values():
        read = one.expression
        if not (isinstance(read, Arithmetic) and read.operator == "-" and len(one.sets) == 1):
            continue
        if not (isinstance(read.left, Name) and isinstance(read.right, Name)):
            continue
        for member in cells.members(one.sets[0]):
            at = {one.sets[0]: member.name}
            later, earlier = (_recorded(cells, name.text, at) for name in (read.left, read.right))
            if later and earlier:
                moved = _difference(cells.number(one.name, at), cells.ruleset.currency)
                yield (same(member.short), printed(earlier), printed(later), moved)


def _recorded(cells: Cells, name: str, at: Mapping[str, str]) -> str:
    """A figure as printed, where the data record it from a document."""
    row = cells.observation(name, at) if cells.ruleset.quantities[name].role == "input" else None
    return row.printed if row and row.status == "recorded" else ""


def _difference(kroner: Fraction, currency: Currency) -> Words:
    """An amount as its operands are printed: in millions where it is a whole number of hundred thousands."""
    in_millions = kroner / 1_000_000
    if (in_millions * 10).denominator == 1:
        return in_both(lambda language: f"{number(in_millions, 1, language, sign=True)} {currency.millions(language)}")
    return in_both(lambda language: currency.amount(number(kroner, 0, language, sign=True), language))


def _called(shelf: Shelf) -> str:
    """The ruleset as a command finds it: by its name among those that ship, else by its file."""
    return shelf.name if shown(shelf.path).startswith("rulesets/") else shown(shelf.path)


def _known_rounds(ruleset: Ruleset, shelf: Shelf) -> tuple[Words, ...]:
    """How the last two rounds that have observations are asked for."""
    known = [name for name in ruleset.rounds if round_name(name) in shelf.rounds][-2:]
    if len(known) < 2:
        return ()
    options = f"--from {known[0]} --to {known[1]}"
    return (
        Words(f"De to siste som har observasjoner, velges med {options}.",
              f"The last two that have observations are chosen with {options}."),
    )  # fmt: skip


def _synthetic(shelf: Shelf) -> tuple[Words, ...]:
    if len(shelf.synthetic_rounds) < 2:
        return ()
    return (
        Words("Skal det bare prøves, følger det med syntetiske tall: --data syntetisk.",
              "For a trial, synthetic figures come with the ruleset: --data synthetic."),
    )  # fmt: skip


def _title(one: RoundDecl) -> Words:
    nb = one.titles.title or one.name.text
    return Words(nb[:1].lower() + nb[1:], f"“{one.titles.english or nb}”")


def _heading(one: RoundDecl) -> Words:
    """The title as a column is called."""
    nb = one.titles.title or one.name.text
    return Words(nb, one.titles.english or nb)


def _file(computed: Computed) -> str:
    return computed.file.source.name.rpartition("/")[2] if computed.file else ""


def _needed(earlier: Computed) -> Iterator[Named]:
    """The observations that the payouts rest on, in the order of the data.

    Where the data give what the rules compute, it is the figures which that is computed from that are needed.
    """
    checked, graph = earlier.checked, earlier.valuation.graph
    without_pins = Computed(checked, earlier.round, earlier.figures, run(graph, earlier.figures.given()))
    behind, given = behind_payouts(without_pins), earlier.figures.observations
    yield from (place for place in given if place in behind)
    inputs = [name for name, one in checked.ruleset.quantities.items() if one.role == "input"]
    lacking = sorted(
        (place for place in behind if place[0] in inputs and place not in given),
        key=lambda place: (inputs.index(place[0]), graph.named[place[0]].domain.index[place[1]]),
    )
    yield from (place for place in lacking if not _is_optional(checked.ruleset, place))


def _given_directly(earlier: Computed, later: RoundDecl, title: Words) -> Iterator[Words]:
    """That the earlier data give what the rules compute, and that the later may too."""
    ruleset, behind = earlier.checked.ruleset, behind_payouts(earlier)
    pins = (place for place in earlier.figures.pins if not _stays(ruleset, later, place))
    names = dict.fromkeys(_address(ruleset, place) for place in pins if pinned_place(ruleset, *place) in behind)
    if names:
        what, file = listing([*names]), _file(earlier)
        yield Words(
            f"I {file} er {what} gitt direkte, i stedet for tall det regnes ut av. Er de tallene heller ikke kjent for "
            f"{title.nb}, kan {what} gis direkte der også.",
            f"In {file} {listing([*names], 'en')} is given directly, in place of figures that it is computed from. If "
            f"those are not known for {title.en} either, it may be given directly there too.",
        )


def _optional(count: int) -> Words:
    """That some of the figures may be left out."""
    if count == 1:
        return Words("Ett tall til er valgfritt, og kan utelates.", "1 more figure is optional, and may be left out.")
    return Words(
        f"{count} tall til er valgfrie, og kan utelates.", f"{count} more figures are optional, and may be left out."
    )


def _is_optional(ruleset: Ruleset, place: Named) -> bool:
    typing = ruleset.quantities[place[0]].typing
    return typing is not None and typing.is_optional


def _stays(ruleset: Ruleset, later: RoundDecl, place: Named) -> bool:
    names = [register.text for register, _ in earlier_rounds(later)]
    return any(belongs_to(ruleset, name, *place) for name in names)


def _staying(ruleset: Ruleset, later: RoundDecl) -> Words:
    """What is taken from the earlier round."""
    found = [(register.text, taken_from.text) for register, taken_from in earlier_rounds(later)]
    if not found:
        return NOTHING
    nb = listing([f"{what} som i {where}" for what, where in found])
    en = listing([f"{what} same as in {where}" for what, where in found], "en")
    return Words(f"Resten ligger fast og hentes av programmet: {nb}.", f"The rest is fixed and is taken over: {en}.")


def _table(ruleset: Ruleset, later: RoundDecl, places: list[Named]) -> Iterator[tuple[Words, ...]]:
    """A line per quantity and indicator: what it is, which data, how many figures."""
    counts = Counter((place[0], _indicator(ruleset, place)) for place in places)
    periods = _periods(ruleset, later)
    marked = any(_is_optional(ruleset, place) for place in places)
    for (quantity, indicator), count in counts.items():
        name = ".".join(filter(None, (quantity, indicator)))
        typing = ruleset.quantities[quantity].typing
        word = Words("valgfritt", "optional") if typing and typing.is_optional else NOTHING
        yield (*map(same, (name, periods.get(indicator, ""), str(count))), *([word] if marked else []))


def _address(ruleset: Ruleset, place: Named) -> str:
    """The quantity, and the indicator where it is of one: `deler.epikrisetid`."""
    return ".".join(filter(None, (place[0], _indicator(ruleset, place))))


def _indicator(ruleset: Ruleset, place: Named) -> str:
    sets = ruleset.space.domain(ruleset.quantities[place[0]].sets).sets
    return place[1][sets.index(INDICATOR)] if INDICATOR in sets else ""


def _periods(ruleset: Ruleset, later: RoundDecl) -> Mapping[str, str]:
    """The data of each indicator: `NPR årsdata 2024`."""
    return {
        indicator: f"{register.text} {basis.text}"
        for register, basis in later.basis
        if isinstance(basis, Text)
        for indicator in indicators_of(ruleset, register.text)
    }
