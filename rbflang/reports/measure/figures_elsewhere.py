"""The figures that are not counted: which are in the file and where they are from, and which lack, with the cure.

Takes a measured round, gives blocks and data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.measuring.rounds.not_counted import NotCounted, Whence, not_counted
from rbflang.reports.document import Block, Heading, Paragraph
from rbflang.reports.titles import called
from rbflang.syntax.vocabulary import written_name
from rbflang.wording import Voice, Words, lowered

LEADS = {
    Whence.GIVEN: Words("Tatt med i filen, fra {file}: ", "Taken into the file, from {file}: "),
    Whence.TAKEN_OVER: Words(
        "Tatt med i filen, fra {file}, for reglene sier at de er som i den fordelingen: ",
        "Taken into the file, from {file}, as the rules say that they are those of that round: ",
    ),
    Whence.LATER: Words(
        "Ikke i filen, men hentet fra {file} når beløpene regnes ut, for reglene sier at de er som i den fordelingen: ",
        "Not in the file, but taken from {file} when the amounts are computed, as the rules say that they are those of "
        "that round: ",
    ),
    Whence.LACKING: Words("Mangler, og må gis: ", "Lacking, and must be given: "),
}
CURE = Words(
    " Ta dem med i filen med --data FIL, eller med --rest-of-data der de følger med fordelingen. De kan også gis til "
    "neste kommando i en fil til.",
    " Take them into the file with --data FILE, or with --rest-of-data where they ship with the round. They may be "
    "given to the next command in one more file too.",
)


def elsewhere_blocks(measured: MeasuredRound, say: Voice) -> Iterator[Block]:
    """A paragraph for each place that figures come from, and one for those that lack."""
    groups: dict[tuple[Whence, str], list[NotCounted]] = {}
    for one in not_counted(measured):
        groups.setdefault((one.whence, one.file), []).append(one)
    if groups:
        yield Heading(say("Tall som ikke telles", "Figures that are not counted"))
    for (whence, file), found in sorted(groups.items(), key=lambda item: list(Whence).index(item[0][0])):
        lead = LEADS[whence].say(say.language).replace("{file}", file)
        yield Paragraph(f"{lead}{_listed(found, say)}.{_more(measured, whence, say)}")


def _more(measured: MeasuredRound, whence: Whence, say: Voice) -> str:
    """The cure where figures are lacking, and what is left out where they are given."""
    if whence is Whence.LACKING:
        return CURE.say(say.language)
    return _left_out(measured, say) if whence is Whence.GIVEN else ""


def _listed(found: Sequence[NotCounted], say: Voice) -> str:
    return say.listing([_told(one, say) for one in found])


def _told(one: NotCounted, say: Voice) -> str:
    """`epikriser sendt innen 1 dag (12 tall)`, `«Endelig fordeling 2024» (4 tall)`."""
    quantity = say.quoted(one.quantity.titled.say(say.language))
    title = lowered(called(one.indicator, say)) if one.indicator else quantity
    count = say.number(Fraction(one.count))
    figures = say("tall", "figure" if one.count == 1 else "figures")
    return f"{title} ({count} {figures})"


def _left_out(measured: MeasuredRound, say: Voice) -> str:
    """That the counts given behind figures are not in a file to share, where there are any."""
    given = measured.rest.behind if measured.rest and measured.is_for_others else {}
    behind = [one for place, one in given.items() if place not in measured.measured_places]
    if not behind:
        return ""
    column, count = behind[0].column.name, sum(len(one.units) for one in behind)
    return say(
        f" {count} {'rad' if count == 1 else 'rader'} med {column} er ikke tatt med, for de kan ha små tall.",
        f" {count} {'row' if count == 1 else 'rows'} of a {written_name(column, 'en')} {'is' if count == 1 else 'are'} "
        "left out, as they may hold small numbers.",
    )


def elsewhere_data(measured: MeasuredRound) -> list[dict[str, Any]]:
    """The same as data; `indicator` is none for a quantity that is not measured, and `file` for figures that lack."""
    return [
        {
            "quantity": one.quantity.name,
            "indicator": one.indicator.name if one.indicator else None,
            "figures": one.count,
            "whence": one.whence.value,
            "file": one.file or None,
        }
        for one in not_counted(measured)
    ]
