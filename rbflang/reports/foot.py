"""The foot of a report: what a reader must know about how the data file was read.

Takes computed rulesets, gives sentences; nothing where all is read as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.data.computed import Computed
from rbflang.data.figures import Figures, Observation, address_of
from rbflang.encodings import WITHOUT_A_MARK
from rbflang.graph.domain import Key
from rbflang.reports.shares_read import shares_read
from rbflang.ruleset.model import CheckedRuleset
from rbflang.source import Sheet, Span
from rbflang.syntax.vocabulary import written_name
from rbflang.wording import Voice, counted

MOST_PLACES = 8


def foot(say: Voice, *rounds: Computed) -> tuple[str, ...]:
    """What is said of each data file, once."""
    return tuple(dict.fromkeys(text for one in rounds for text in _about(one.figures, one.settings, say)))


def foot_of_figures(say: Voice, figures: Sequence[Figures]) -> tuple[str, ...]:
    """What is said of figures that several rulesets read."""
    return tuple(dict.fromkeys(text for one in figures for text in _about(one, (), say)))


def _about(figures: Figures, settings: Sequence[Observation], say: Voice) -> Iterator[str]:
    yield from _without_value([one.span for one in figures.not_used if one.why == "no_value"], say)
    yield from _empty_cells([one.span for one in figures.not_used if one.why == "empty_cell"], say)
    yield from _above([one.span for one in figures.not_used if one.why == "above_headings"], say)
    yield from _optional(figures, say)
    yield from _corrected(figures, say)
    yield from _added_up(figures, say)
    yield from shares_read(figures, settings, say)
    for source in figures.sources:
        if source.encoding in WITHOUT_A_MARK:
            yield say(f"{source.name} er ikke lagret i UTF-8. Filen er lest som {source.encoding}.",
                      f"{source.name} is not saved in UTF-8. It is read as {source.encoding}.")  # fmt: skip
        if source.sheet:
            yield from _as_shown(source.name, source.sheet, say)
            yield from _beside(source.name, source.sheet, say)


def _optional(figures: Figures, say: Voice) -> Iterator[str]:
    """Which figures that may be left out are not there, though the payouts would use them."""
    checked = figures.checked
    places = [
        address
        for name, keys in (figures.not_given if figures.names else {}).items()
        for address in _addresses(checked, name, keys)
    ]
    if places:
        shown = _listed(places, say)
        yield say(
            f"Valgfritt og ikke gitt: {shown}. Da gjelder det reglene sier når tallet mangler.",
            f"Optional and not given: {shown}. What the rules say of a missing figure holds then.",
        )


def _addresses(checked: CheckedRuleset, name: str, keys: Sequence[Key]) -> list[str]:
    """The cells; the quantity alone, where it has none at all."""
    quantity = checked.ruleset.quantities[name]
    if len(keys) == checked.ruleset.space.domain(quantity.sets).size:
        return [written_name(name, checked.ruleset.tree.language)]
    return [address_of(quantity, checked, key) for key in keys]


def _corrected(figures: Figures, say: Voice) -> Iterator[str]:
    """Each figure that was replaced, with what, and why."""
    for one in figures.corrections[:MOST_PLACES]:
        assert one.replaces is not None
        address = address_of(figures.checked.ruleset.quantities[one.quantity], figures.checked, one.key)
        old, new = say.printed(one.replaces.printed), say.printed(one.known)
        where = f"{one.span.source.name}, {_lines([one.span], say)}{_place(one.span)}"
        yield say(
            f"{address} er rettet fra {old} til {new}: {one.replaces.reason} ({where}).",
            f"{address} is corrected from {old} to {new}: {one.replaces.reason} ({where}).",
        )
    if len(figures.corrections) > MOST_PLACES:
        more = len(figures.corrections) - MOST_PLACES
        yield say(f"{more} andre tall er også rettet.", f"{more} other figures are corrected too.")


def _added_up(figures: Figures, say: Voice) -> Iterator[str]:
    """Which figures were not given, and are the sum of the units behind them."""
    added = {cell: one for cell, one in figures.behind.items() if one.is_sum}
    if added:
        quantities = figures.checked.ruleset.quantities
        shown = _listed([address_of(quantities[name], figures.checked, key) for name, key in added], say)
        column = next(iter(added.values())).column.name
        yield say(
            f"Ikke gitt, og lagt sammen av radene med {column}: {shown}.",
            f"Not given, and added up from the rows with {written_name(column, 'en')}: {shown}.",
        )


def _without_value(places: Sequence[Span], say: Voice) -> Iterator[str]:
    """How many rows have no value, and where they stand."""
    if not places:
        return
    count, file = len(places), places[0].source.name
    shown = _listed([_place(one) for one in places], say)
    nb = "rad" if count == 1 else "rader"
    yield say(
        f"{counted(count).capitalize()} {nb} i {file} har tom verdi og er ikke brukt: {_lines(places, say)}{shown}.",
        f"{count} {'row' if count == 1 else 'rows'} of {file} {'has' if count == 1 else 'have'} no value and "
        f"{'is' if count == 1 else 'are'} not used: {_lines(places, say)}{shown}.",
    )


def _empty_cells(places: Sequence[Span], say: Voice) -> Iterator[str]:
    """How many cells of wide tables are empty, and where they are."""
    if places:
        count, is_one, file = len(places), len(places) == 1, places[0].source.name
        told = list({_place(one): one for one in places}.values())
        shown = _listed(list(map(_place, told)), say)
        yield say(
            f"{counted(count).capitalize()} {'celle i' if is_one else 'celler i'} {file} er "
            f"{'tom' if is_one else 'tomme'} og ikke brukt: {_lines(told, say)}{shown}.",
            f"{count} {'cell of' if is_one else 'cells of'} {file} {'is' if is_one else 'are'} empty and not used: "
            f"{_lines(told, say)}{shown}.",
        )


def _above(places: Sequence[Span], say: Voice) -> Iterator[str]:
    """What stands above the headings, and is taken for a title."""
    if places:
        is_one, file = len(places) == 1, places[0].source.name
        shown = _listed([str(one.line) for one in places], say)
        yield say(
            f"{'Linje' if is_one else 'Linjene'} {shown} i {file} står over overskriftene og er ikke lest.",
            f"{'Line' if is_one else 'Lines'} {shown} of {file} {'stands' if is_one else 'stand'} above the headings "
            f"and {'is' if is_one else 'are'} not read.",
        )


def _as_shown(file: str, sheet: Sheet, say: Voice) -> Iterator[str]:
    """What the reader does not know of the numbers of a sheet, or did not take of them."""
    if not sheet.has_formats:
        yield say(
            f"{file} er lest uten tallformater: tallene gjelder med de sifrene som er lagret, ikke dem arket viser. "
            "Lagre den som .xlsx, så gjelder tallene som de vises.",
            f"{file} is read without number formats: numbers count with the digits that are stored, not with those the "
            "sheet shows. Save it as .xlsx, and they count as they are shown.",
        )
    if sheet.cut:
        count = len(sheet.cut)
        places = _listed([sheet.cell(*one) for one in sheet.cut], say)
        number, as_shown = ("Ett tall", "tallet slik det") if count == 1 else (f"{count} tall", "tallene slik de")
        yield say(
            f"{number} i {file} har flere sifre lagret enn arket viser. Det er regnet med {as_shown} vises: {places}.",
            f"{count} {'number' if count == 1 else 'numbers'} of {file} {'has' if count == 1 else 'have'} more digits "
            f"stored than the sheet shows, and {'counts' if count == 1 else 'count'} as shown: {places}.",
        )


def _beside(file: str, sheet: Sheet, say: Voice) -> Iterator[str]:
    """What was read though the sheet does not show it, and what was not read though it could have been meant."""
    if sheet.hidden:
        count = len(sheet.hidden)
        rows = _listed([str(one) for one in sheet.hidden], say)
        yield say(
            f"{counted(count).capitalize()} {'rad' if count == 1 else 'rader'} i {file} er skjult i arket, men lest: "
            f"{'rad' if count == 1 else 'radene'} {rows}.",
            f"{count} {'row' if count == 1 else 'rows'} of {file} {'is' if count == 1 else 'are'} hidden in the sheet, "
            f"but read: {'row' if count == 1 else 'rows'} {rows}.",
        )
    if sheet.unread:
        is_one = len(sheet.unread) == 1
        nb, en = (_listed([quoted.format(one) for one in sheet.unread], say) for quoted in ("«{}»", "“{}”"))
        yield say(
            f"{'Arket' if is_one else 'Arkene'} {nb} i {file} har også en tabell og er ikke lest. Det er lest fra "
            f"«{sheet.name}».",
            f"The {'sheet' if is_one else 'sheets'} {en} of {file} {'has' if is_one else 'have'} a table too and "
            f"{'is' if is_one else 'are'} not read. It is read from “{sheet.name}”.",
        )


def _lines(places: Sequence[Span], say: Voice) -> str:
    if places[0].cell:
        return ""
    return say("linje ", "line ") if len(places) == 1 else say("linjene ", "lines ")


def _place(span: Span) -> str:
    return span.cell or str(span.line)


def _listed(places: Sequence[str], say: Voice) -> str:
    more = len(places) - MOST_PLACES
    return say.listing(places if more <= 0 else [*places[:MOST_PLACES], say(f"{more} til", f"{more} more")])
