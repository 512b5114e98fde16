"""What was read: the files, the columns that were used, and the rows by why they were left out.

Takes counted episodes, gives blocks. The rows add up to those that were read.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.column_names import set_heading
from rbflang.measuring.counts_found import CountedEpisodes, Period, Quality
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.register.periods import told_day
from rbflang.reports.document import Block, Column, Heading, Line, Lines, Paragraph, Table, Verbatim
from rbflang.reports.measure.counted_tables import bare
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, count_cell
from rbflang.ruleset.nouns import set_noun
from rbflang.wording import Voice, number

KILOBYTE, MEGABYTE = 1_000, 1_000_000


def read_blocks(measured: MeasuredRound, counted: CountedEpisodes, say: Voice) -> Iterator[Block]:
    """The files, the period and the columns."""
    yield Heading(say("Hva som er lest", "What was read"))
    columns = (Column(say("Fil", "File"), "left"), Column(say("Rader", "Rows")), Column(say("Størrelse", "Size")))
    rows = tuple((Phrase(one.name), count_cell(one.rows), _size(one.size, say)) for one in counted.files)
    yield Table(columns, rows)
    hashed = tuple(f"{one.sha256}  {one.name}" for one in counted.files if one.sha256)
    if hashed:
        yield Verbatim(hashed)
    yield Lines(tuple(_facts(measured, counted, say)))


def rows_blocks(measured: MeasuredRound, counted: CountedEpisodes, say: Voice) -> Iterator[Block]:
    """What became of the rows."""
    yield Heading(say("Radene", "The rows"))
    yield _rows_table(measured, counted, say)
    if counted.quality.without_patient:
        count = say.number(Fraction(counted.quality.without_patient))
        yield Paragraph(
            say(
                f"Av de talte radene har {count} ingen pasient. De er med der opphold telles, men ikke der pasienter "
                "telles.",
                f"Of the rows counted {count} have no patient. They count where stays are counted, and not where "
                "patients are.",
            )
        )


def _size(size: int, say: Voice) -> Cell:
    """In whole kilobytes, or megabytes with a decimal; blank where there is no file."""
    if not size:
        return BLANK
    if size < MEGABYTE:
        return Phrase(f"{number(Fraction(max(size, KILOBYTE), KILOBYTE), 0, say.language)} kB")
    return Phrase(f"{number(Fraction(size, MEGABYTE), 1, say.language)} MB")


def _facts(measured: MeasuredRound, counted: CountedEpisodes, say: Voice) -> Iterator[Line]:
    register = counted.measurement.register
    yield Line(say("Register", "Register"), f"{register.title} ({register.name})")
    period = counted.period
    told = say("alt i filen", "all in the file") if period is None else between(period, say)
    yield Line(say("Periode", "Period"), f"{measured.basis}: {told}")
    language = measured.checked.ruleset.tree.language
    named = [(set_heading(column, language), heading) for column, heading in counted.headings]
    renamed = [(column, heading) for column, heading in named if column != heading]
    if counted.headings:
        used = [say.quoted(heading) for _, heading in counted.headings]
        yield Line(say("Kolonner", "Columns"), say.listing(used))
    if renamed:
        as_ = [f"{say.quoted(heading)} {say('som', 'as')} {column}" for column, heading in renamed]
        yield Line(say("Lest som", "Read as"), say.listing(as_))
    yield Line(say("Talt med", "Counted by"), counted.engine)


def between(period: Period, say: Voice) -> str:
    """From its first day up to and with its last."""
    first, last = told_day(period.first), told_day(period.last)
    return say(f"fra og med {first.nb} til og med {last.nb}", f"from {first.en} up to and including {last.en}")


def left_out(measured: MeasuredRound, counted: CountedEpisodes, say: Voice) -> tuple[tuple[str, str, int], ...]:
    """Why rows were left out, in the order in which they are taken away: a name, how it is told, and how many."""
    quality, payee = counted.quality, set_noun(measured.payee_set(counted))
    unit = set_noun(measured.unit_column(counted) or measured.payee_set(counted))
    return (
        ("outside_period", say("utenfor perioden", "outside the period"), quality.outside_period),
        ("unknown_payee", say(f"med {payee.a} reglene ikke har", f"of a {payee.en} that the rules do not have"),
         quality.unknown_payee),
        ("without_unit", say(f"uten {bare(unit, say)}", f"without a {unit.en}"), quality.without_unit),
        ("not_counting", say("teller ikke etter reglene", "do not count by the rules"), quality.not_counting),
    )  # fmt: skip


def _rows_table(measured: MeasuredRound, counted: CountedEpisodes, say: Voice) -> Table:
    """The rows that were read, those that were left out by why, and those that were counted."""
    rows: list[tuple[Cell, ...]] = [(Phrase(say("Lest", "Read")), count_cell(counted.quality.rows))]
    for name, told, count in left_out(measured, counted, say):
        if count or (name == "outside_period" and counted.period):
            rows.append((Phrase(f"− {told}"), count_cell(count)))
    rows.append((Phrase(say("Talt", "Counted")), count_cell(counted.quality.counted_rows)))
    return Table((Column("", "left"), Column(say("Rader", "Rows"))), tuple(rows), totals=1)


def rows_not_told(quality: Quality) -> int:
    """How many rows are neither counted nor left out for a reason that is told: none, unless the counting is wrong."""
    left = quality.outside_period + quality.not_counting + quality.unknown_payee + quality.without_unit
    return quality.rows - quality.counted_rows - left
