"""What was counted as a table of observations, which `--data` reads: a row for each result, and those of the units.

Takes a measured round, gives headings and rows of texts in the language of the ruleset. What is left out of it is of
nothing: a result whose denominator is 0.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rbflang.column_names import BEHIND, headings_of, set_heading
from rbflang.data.counts.what_is_counted import COUNTED_IN_EPISODES
from rbflang.delimited import joined
from rbflang.harmless import harmless, no_formula
from rbflang.measuring.counts_found import CountedEpisodes, FileRead
from rbflang.measuring.rounds.counted_results import ObservedCell
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.reports.figures.form import Form, FormRow, form_of
from rbflang.wording import Voice

SEPARATOR = ";"
MOST_NAMED = 3
SHORT_SHA256 = 16


@frozen(eq=False, repr=False)
class ObservationTable:
    """Headings, rows below them, and what is said of the whole above them, a line each."""

    above: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    value_at: int

    @property
    def about(self) -> str:
        """What is said of the whole."""
        return "\n".join(self.above)

    def as_csv(self) -> str:
        """The table with semicolons between; no word is one that a spreadsheet takes for a formula."""
        safe = [[harmless(one) if at == self.value_at else no_formula(one) for at, one in enumerate(row)]
                for row in self.rows]  # fmt: skip
        told = [f"# {harmless(one).replace(SEPARATOR, ',')}" for one in self.above]
        return "".join(f"{line}\n" for line in (*told, *(joined(row, SEPARATOR) for row in (self.headings, *safe))))


def observation_table(measured: MeasuredRound) -> ObservationTable:
    """The observations that were counted, and those given beside them."""
    say = Voice(measured.checked.ruleset.tree.language)
    form = form_of(measured.checked, measured.rest) if measured.rest else None
    sets = _sets(measured, form)
    units = _unit_headings(measured, form, sets)
    before, (value, *rest) = headings_of(sets, say.language)[: 1 + len(sets)], BEHIND[say.language]
    corrected = form.corrected if form else ()
    headings = (*before, *(set_heading(one, say.language) for one in units), value, *rest, *corrected)
    rows = [
        (*row, *("" for _ in corrected))
        for counted, cells in measured.cells
        for one in cells
        for row in _rows(measured, counted, one, sets, units, say)
    ]
    rows += _given(measured, form, sets, units, say) if form else []
    return ObservationTable(tuple(_above(measured, say)), headings, tuple(rows), headings.index(value))


def _sets(measured: MeasuredRound, form: Form | None) -> tuple[str, ...]:
    """The sets that need a column, in the order of the ruleset."""
    space = measured.checked.ruleset.space
    wanted = {name for one in measured.counted for name in space.domain(measured.quantity(one).sets).sets}
    if form is not None:
        wanted |= {name for row in form.rows if row.is_filled for name in space.domain(row.quantity.sets).sets}
    return space.closure(wanted)


def _unit_headings(measured: MeasuredRound, form: Form | None, sets: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of units that are no column of a set already."""
    given = {} if form is None or measured.is_for_others else {row.unit_column: None for row in form.rows}
    columns = dict.fromkeys(filter(None, (*map(measured.unit_column, measured.counted), *given)))
    return tuple(one for one in columns if one not in sets)


def _rows(
    measured: MeasuredRound, counted: CountedEpisodes, observed: ObservedCell, sets: tuple[str, ...],
    units: tuple[str, ...], say: Voice,
) -> Iterator[tuple[str, ...]]:  # fmt: skip
    """The row of a result, and one for each unit behind it."""
    if not observed.counts.is_usable:
        return
    quantity = measured.quantity(counted)
    at = measured.members(counted, observed.cell, observed.payee)
    status, source = say("syntetisk", "synthetic") if counted.made_up else "", _source(measured, counted, say)
    column = measured.unit_column(counted)
    for unit in ("", *_units_told(measured, counted, observed)):
        named = at | {column: unit}
        members = (named.get(one, "") for one in (*sets, *units))
        told = measured.told(counted, observed, unit)
        shown = told.written(say.language)
        yield quantity.name, *members, *((shown, "") if told.is_exact else ("", shown)), status, source


def _units_told(measured: MeasuredRound, counted: CountedEpisodes, observed: ObservedCell) -> tuple[str, ...]:
    """The units that have a row: none where those of nothing are left out and so few are left that it tells all."""
    units = tuple(observed.told_behind)
    under = measured.told(counted, observed).denominator
    is_told_by_gaps = len(units) < len(observed.behind) and under is not None and not under.is_exact
    return () if is_told_by_gaps else units


def _source(measured: MeasuredRound, counted: CountedEpisodes, say: Voice) -> str:
    """`målt i episoder: NPR 1. tertial 2024, sha256 …`."""
    lead = COUNTED_IN_EPISODES.say(say.language)
    return f"{lead}: {measured.basis}, {_hashes(counted.files, say)}" if counted.files else f"{lead}: {measured.basis}"


def _hashes(files: tuple[FileRead, ...], say: Voice) -> str:
    """The file by its whole SHA-256; of several the beginning of each, for the whole stands above the table."""
    hashed = [one for one in files if one.sha256]
    if not hashed:
        return say.listing([one.name for one in files[:MOST_NAMED]])
    if len(hashed) == 1:
        return f"sha256 {hashed[0].sha256}"
    shown = [f"{one.sha256[:SHORT_SHA256]}…" for one in hashed[:MOST_NAMED]]
    more = len(hashed) - MOST_NAMED
    return "sha256 " + say.listing([*shown, *([say(f"{more} til", f"{more} more")] if more > 0 else [])])


def _given(
    measured: MeasuredRound, form: Form, sets: tuple[str, ...], units: tuple[str, ...], say: Voice
) -> list[tuple[str, ...]]:
    """The rows of figures that were given and not counted."""
    return [
        (row.quantity.name, *(row.named.get(one, "") for one in (*sets, *units)), *form.known(row))
        for row in form.rows
        if row.is_filled and not _is_left_out(measured, row)
    ]


def _is_left_out(measured: MeasuredRound, row: FormRow) -> bool:
    """True for what was counted, and for the counts behind a figure where small ones are not to be told."""
    if row.unit_column and measured.is_for_others:
        return True
    space = measured.checked.ruleset.space
    key = space.key_at(space.domain(row.quantity.sets), row.named)
    return (row.quantity.name, key) in measured.measured_places


def _above(measured: MeasuredRound, say: Voice) -> Iterator[str]:
    """What must be known of the file as a whole."""
    title = measured.checked.ruleset.title
    yield say(f"{title}: målt i episoder, {measured.basis}", f"{title}: counted in episodes, {measured.basis}")
    if measured.is_made_up:
        yield say("syntetisk: tallene er laget for prøving", "synthetic: the figures are made up for trial")
    if measured.shared is not None:
        small, hidden = measured.shared.small, measured.shared.hidden
        yield say(
            f"Laget for deling. Små tall som er gitt som grenser: {small}. Andre som er skjult så de små ikke kan "
            f"regnes ut: {hidden}.",
            f"Made to be shared. Small numbers that are given as bounds: {small}. Others that are hidden so that the "
            f"small ones cannot be worked out: {hidden}.",
        )
    else:
        yield say(
            "Inneholder små tall. Filen skal ligge der episodene ligger.",
            "Holds small numbers. The file is to stay where the episodes are.",
        )
    for file in measured.files:
        if file.sha256:
            yield f"{file.sha256}  {file.name}"
