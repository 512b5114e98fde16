"""What was counted, as tables: of each indicator in each region, and of each unit behind the regions.

Takes a measured round, gives blocks. Small numbers are marked, and a result of nothing is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.data.counts.counts_written import FEW, CountRange
from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.rounds.counted_results import Counts, ObservedCell
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.measuring.sharing.share import SharedCounts
from rbflang.reports.document import Block, Column, Heading, Notes, Paragraph, Table
from rbflang.reports.explain.counted_words import count_text
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import BLANK, DASH, OUT_OF, Cell, FromTo, Marked, Phrase, count_cell, share_cell
from rbflang.ruleset.model import SUBAREA
from rbflang.ruleset.nouns import Noun, set_noun
from rbflang.wording import Voice

SHARE_DECIMALS = 1
SMALL, OF_NOTHING = "a", "b"


def counted_blocks(
    measured: MeasuredRound, counted: CountedEpisodes, cells: tuple[ObservedCell, ...], say: Voice
) -> Iterator[Block]:
    """The results, and the units behind them."""
    yield Heading(say("Hva som er talt", "What was counted"))
    noun = set_noun(measured.payee_set(counted))
    columns = (
        Column("", "left"),
        Column(heading(noun, say), "left"),
        Column(say("Telt", "Counted")),
        Column(say("Av", "Of")),
        Column(say("Andel", "Share")),
    )
    yield Table(columns, tuple(_row(measured, counted, one, say) for one in cells))
    notes = tuple(_notes(measured, counted, cells, say))
    if notes:
        yield Notes(notes)
    yield from _behind(measured, counted, cells, say)


def bare(noun: Noun, say: Voice) -> str:
    """A noun without its article."""
    return say(noun.a.partition(" ")[2], noun.en)


def heading(noun: Noun, say: Voice) -> str:
    """A noun above a column."""
    name = bare(noun, say)
    return name[:1].upper() + name[1:]


def cell_title(measured: MeasuredRound, counted: CountedEpisodes, one: ObservedCell, say: Voice) -> str:
    """What a result is of, but for who is paid: its indicator, and the sub-area where it has one."""
    sets = measured.checked.ruleset.sets
    at = measured.members(counted, one.cell, one.payee)
    names = [(name, member) for name, member in at.items() if name != measured.payee_set(counted) and member]
    told = [called(sets[name][member], say) if member in sets[name].by_name else member for name, member in names]
    has_sub_area = any(name == SUBAREA for name, _ in names)
    return " ".join(told) if has_sub_area else say.listing(told)


def payee_title(measured: MeasuredRound, counted: CountedEpisodes, payee: str, say: Voice) -> str:
    """Who is paid, as tables name them."""
    return called(measured.checked.ruleset.sets[measured.payee_set(counted)][payee], say)


def _row(measured: MeasuredRound, counted: CountedEpisodes, one: ObservedCell, say: Voice) -> tuple[Cell, ...]:
    counts, told = one.counts, measured.told(counted, one)
    under = told.denominator
    share: Cell = share_cell(counts.share, SHARE_DECIMALS) if told.is_exact else BLANK
    return (
        Phrase(cell_title(measured, counted, one, say)),
        Phrase(payee_title(measured, counted, one.payee, say)),
        _marked(_count(told.numerator, say), SMALL if counts.is_small and told.is_exact else ""),
        DASH if under is None else _count(under, say),
        share if counts.is_usable else Marked(DASH, OF_NOTHING),
    )


def _count(found: CountRange, say: Voice) -> Cell:
    """A count, or the bound that is told of it."""
    return count_cell(found.least) if found.is_exact else Phrase(count_text(found, say))


def _marked(cell: Cell, mark: str) -> Cell:
    return Marked(cell, mark) if mark else cell


def _notes(
    measured: MeasuredRound, counted: CountedEpisodes, cells: tuple[ObservedCell, ...], say: Voice
) -> Iterator[str]:
    if measured.shared is not None:
        yield _bounds(measured.shared, say)
    if any(one.counts.is_small and measured.told(counted, one).is_exact for one in cells):
        yield small_note(say)
    if not all(one.counts.is_usable for one in cells):
        yield say(
            f"{OF_NOTHING}  Nevneren er 0. Da er det ikke noe resultat, og filen har ingen linje for det.",
            f"{OF_NOTHING}  The denominator is 0. Then there is no result, and the file has no line for it.",
        )
    for one in cells if measured.shared is None else ():
        if one.counts.is_impossible:
            yield say(
                "Telleren er større enn nevneren for minst ett resultat. Da er noe galt i reglenes «måling»: alt som "
                "telles, skal også være i nevneren.",
                "The numerator is greater than the denominator of one result at least. Then something is wrong in the "
                "“measurement” of the rules: all that is counted is to be in the denominator too.",
            )
            return


def small_note(say: Voice) -> str:
    """What the letter behind a small number means."""
    return say(
        f"{SMALL}  Færre enn {FEW}. Et slikt tall kan si noe om enkeltpersoner, og skal ikke deles.",
        f"{SMALL}  Fewer than {FEW}. Such a number may tell something of single persons, and is not to be shared.",
    )


def _bounds(found: SharedCounts, say: Voice) -> str:
    """How many small numbers are bounds, and how many others that is for."""
    if not found.small:
        return say(
            f"Ingen av tallene i filen er færre enn {FEW}, bortsett fra 0.",
            f"None of the numbers in the file is fewer than {FEW}, but for 0.",
        )
    small, hidden = say.number(Fraction(found.small)), say.number(Fraction(found.hidden))
    return say(
        f"Av tallene i filen er {small} færre enn {FEW} og gitt som grenser. {hidden} andre er skjult, fordi de "
        "små ellers kunne regnes ut.",
        f"Of the numbers in the file {small} are fewer than {FEW} and given as bounds. {hidden} others are hidden, as "
        "the small ones could be worked out else.",
    )


def _behind(
    measured: MeasuredRound, counted: CountedEpisodes, cells: tuple[ObservedCell, ...], say: Voice
) -> Iterator[Block]:
    """A row for each unit, a column for each result."""
    if not any(one.behind for one in cells):
        return
    noun = set_noun(measured.unit_column(counted))
    many = say(noun.them, noun.en_many)
    yield Heading(say(f"{many[:1].upper()}{many[1:]} bak", f"The {many} behind"))
    shown = dict.fromkeys(one.cell for one in cells)
    titles = {one.cell: cell_title(measured, counted, one, say) for one in cells}
    rows: list[tuple[Cell, ...]] = []
    for payee in measured.payees(counted):
        own = {one.cell: one for one in cells if one.payee == payee}
        for unit in next(iter(own.values())).behind if own else ():
            name = Phrase(payee_title(measured, counted, payee, say))
            rows.append((name, Phrase(unit), *(_of_unit(measured, counted, own[cell], unit, say) for cell in shown)))
    columns = (
        Column("", "left"), Column(heading(noun, say), "left"), *(Column(titles[one]) for one in shown),
    )  # fmt: skip
    yield Table(columns, tuple(rows))
    yield Paragraph(
        say(
            "Telt / av. Summene er resultatene over. En pasient som er behandlet i flere av dem, telles i hver.",
            "Counted / of. The sums are the results above. A patient treated in several of them counts in each.",
        )
    )


def _of_unit(measured: MeasuredRound, counted: CountedEpisodes, one: ObservedCell, unit: str, say: Voice) -> Cell:
    told = measured.told(counted, one, unit)
    if told.is_exact:
        return both(one.behind[unit])
    over = _count(told.numerator, say)
    return over if told.denominator is None else FromTo(over, OUT_OF, _count(told.denominator, say))


def both(counts: Counts) -> Cell:
    """`412/3850`; a count alone has one number."""
    if counts.denominator is None:
        return _marked(count_cell(counts.numerator), SMALL if counts.is_small else "")
    over = FromTo(count_cell(counts.numerator), OUT_OF, count_cell(counts.denominator))
    return _marked(over, SMALL if counts.is_small else "")
