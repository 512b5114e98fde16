"""How good the data are: what a controller must know before the counts are used.

Takes counted episodes, gives notes. Codes are shown, never anything of a patient.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from rbflang.measuring.counts_found import CodeSeen, CountedEpisodes
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.register.periods import told_months
from rbflang.reports.document import Block, Heading, Notes
from rbflang.reports.measure.counted_tables import payee_title
from rbflang.ruleset.model import TRUST
from rbflang.ruleset.nouns import set_noun
from rbflang.wording import Voice

MOST_SHOWN = 8


def quality_blocks(measured: MeasuredRound, counted: CountedEpisodes, say: Voice) -> Iterator[Block]:
    """Everything that looks wrong in the data, or that nothing does."""
    yield Heading(say("Datakvalitet", "Data quality"))
    told = tuple(quality_notes(measured, counted, say))
    nothing = say("Ingenting påfallende er funnet.", "Nothing odd was found.")
    yield Notes(told or (nothing,), hanging=0)


def quality_notes(measured: MeasuredRound, counted: CountedEpisodes, say: Voice) -> Iterator[str]:
    """A sentence or two of each thing that looks wrong."""
    quality = counted.quality
    if quality.counted_rows == 0:
        yield _none(counted, say)
    if quality.months_without_rows:
        yield _months(quality.months_without_rows, say)
    if quality.written_otherwise:
        yield _otherwise(quality.written_otherwise, say)
    yield from _alike(counted, say)
    if quality.duplicate_rows:
        yield _duplicates(quality.duplicate_rows, say)
    yield from _several(measured, counted, say)
    if quality.unknown_codes:
        yield _unknown(quality.unknown_codes, say)
    if quality.never_seen:
        yield _never_seen(quality.never_seen, say)
    yield from _without_rows(measured, counted, say)


def _none(counted: CountedEpisodes, say: Voice) -> str:
    if not counted.quality.rows:
        return say("Filen har ingen rader.", "The file has no rows.")
    return say(
        "Ingen rader er talt. Tabellen over radene viser hvorfor.", "No row was counted. The table of rows shows why."
    )


def _months(months: Sequence[date], say: Voice) -> str:
    told = told_months(months, say)
    return say(
        f"Ingen rader er datert i {told}, som er med i perioden. Mangler filen en del av perioden, er tallene for "
        "lave.",
        f"No rows are dated in {told}, which the period includes. If the file lacks a part of the period, the counts "
        "are too low.",
    )


def _duplicates(count: int, say: Voice) -> str:
    nb, en = ("Én rad er helt lik", "1 row is exactly like") if count == 1 else ("", "")
    if not nb:
        shown = _number(count, say)
        nb, en = f"{shown} rader er helt like", f"{shown} rows are exactly like"
    return say(
        f"{nb} en annen rad, og er talt med. Er samme fil lest to ganger, er antall opphold for høyt, men ikke antall "
        "pasienter.",
        f"{en} another, and counted. If a file was read twice, the number of stays is too high, but not that of "
        "patients.",
    )


def _number(count: int, say: Voice) -> str:
    return say.number(Fraction(count))


def _several(measured: MeasuredRound, counted: CountedEpisodes, say: Voice) -> Iterator[str]:
    """Patients in more than one unit of a region."""
    several = counted.quality.patients_in_several_units
    found = {name: several[name] for name in measured.payees(counted) if several.get(name)}
    if not found:
        return
    unit = set_noun(measured.unit_column(counted) or TRUST)
    told = [f"{payee_title(measured, counted, name, say)} {_number(count, say)}" for name, count in found.items()]
    yield say(
        f"Pasienter med rader i flere {unit.many} i samme region: {say.listing(told)}.",
        f"Patients with rows in several {unit.en_many} of a region: {say.listing(told)}.",
    )


def _unknown(codes: tuple[CodeSeen, ...], say: Voice) -> str:
    """Codes that a column holds and its declaration does not."""
    by_column: dict[str, list[CodeSeen]] = {}
    for one in codes:
        by_column.setdefault(one.column, []).append(one)
    told = []
    for column, seen in by_column.items():
        most = sorted(seen, key=lambda one: (-one.rows, one.code))
        shown = [say.quoted(one.code) for one in most][:MOST_SHOWN]
        more = len(most) - len(shown)
        names = [*shown, *([say(f"{more} til", f"{more} more")] if more else [])]
        rows = _number(sum(one.rows for one in seen), say)
        told.append(say(f"{column} har {say.listing(names)}, i {rows} rader",
                        f"{column} has {say.listing(names)}, in {rows} rows"))  # fmt: skip
    return say(
        f"Koder som ikke står i registerets erklæring: {'; '.join(told)}. Der reglene spør etter en kode, gir de "
        "ingenting. Mangler koden i reglene, så legg den til der kolonnen er erklært.",
        f"Codes that the declaration of the register does not name: {'; '.join(told)}. Where the rules ask for a "
        "code, they give nothing. If the code is missing in the rules, add it where the column is declared.",
    )


def _otherwise(codes: tuple[CodeSeen, ...], say: Voice) -> str:
    """Codes of the rules that do not count since they are written in another way."""
    told = []
    for one in codes:
        rows = "1 rad" if one.rows == 1 else f"{_number(one.rows, say)} rader"
        rows_en = "1 row" if one.rows == 1 else f"{_number(one.rows, say)} rows"
        told.append(say(f"«{one.code}» ({one.column}) i {rows}", f"“{one.code}” ({one.column}) in {rows_en}"))
    return say(
        f"Skrevet på en annen måte enn i reglene, og derfor ikke talt: {say.listing(told)}. Store og små bokstaver er "
        "forskjellige, og flere koder i en celle skilles med mellomrom, komma eller semikolon. Rett cellene, eller "
        "nevn skrivemåten i reglene.",
        f"Written in another way than in the rules, and so not counted: {say.listing(told)}. Capital and small letters "
        "differ, and several codes of a cell are parted by spaces, commas or semicolons. Correct the cells, or name "
        "this way of writing in the rules.",
    )


def _alike(counted: CountedEpisodes, say: Voice) -> Iterator[str]:
    """Units whose names differ in capitals and spaces alone: likely one, of which each patient may count twice."""
    spelled: dict[tuple[str, str], list[str]] = {}
    for one in counted.units:
        spelled.setdefault((one.payee, " ".join(one.unit.casefold().split())), []).append(one.unit)
    found = [" / ".join(map(say.quoted, names)) for names in spelled.values() if len(names) > 1]
    if found:
        yield say(
            f"Navn som nesten er like, telles hver for seg: {say.listing(found)}. Er det samme enhet, kan en pasient "
            "være talt flere ganger. Rett navnene i filen.",
            f"Names that are nearly alike count apart: {say.listing(found)}. If they are one unit, a patient may be "
            "counted several times. Correct the names in the file.",
        )


def _never_seen(codes: tuple[tuple[str, str], ...], say: Voice) -> str:
    by_column: dict[str, list[str]] = {}
    for column, code in codes:
        by_column.setdefault(column, []).append(say.quoted(code))
    told = say.listing([f"{say.listing(names)} ({column})" for column, names in by_column.items()])
    one, several = say("Koden", "The code"), say("Kodene", "The codes")
    is_one = len(codes) == 1
    return say(
        f"{one if is_one else several} {told} står i reglene, men i ingen rad i perioden. Er "
        f"{'koden' if is_one else 'kodene'} riktig skrevet, har ingen brukt {'den' if is_one else 'dem'}.",
        f"{one if is_one else several} {told} {'stands' if is_one else 'stand'} in the rules, and in no row of the "
        f"period. If spelled right, nobody has used {'it' if is_one else 'them'}.",
    )


def _without_rows(measured: MeasuredRound, counted: CountedEpisodes, say: Voice) -> Iterator[str]:
    """Those who are paid of whom no row counts."""
    with_rows = {one.payee for one in counted.units}
    gone = [payee_title(measured, counted, one, say) for one in measured.payees(counted) if one not in with_rows]
    if gone:
        yield say(
            f"{say.listing(gone)} har ingen rader som teller, og dermed ingen resultater.",
            f"{say.listing(gone)} {'has' if len(gone) == 1 else 'have'} no rows that count, and so no results.",
        )
