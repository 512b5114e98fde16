"""What amounts and points rest on that is not simply taken from a source, by count: in a line, a sentence, as data.

Takes accounts; words and counts what they rest on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rbflang.data.computed import Computed, payout_places
from rbflang.explanation.premises import counts, distinct, premises_of_each
from rbflang.reports.document import Block, Heading, Line, Lines, Paragraph
from rbflang.reports.premise_words import status_lines, told_premises
from rbflang.reports.status_words import STATUS_WORDS
from rbflang.reports.titles import from_measure
from rbflang.ruleset.nouns import payee_noun
from rbflang.wording import Voice, counted

if TYPE_CHECKING:
    from rbflang.explanation.indicator.points_account import PointsAccount
    from rbflang.explanation.rests_on import RestsOn

MOST_NAMED = 4
_NOUNS = {
    "unconfirmed": (
        ("ubekreftet henvisning", "ubekreftede henvisninger"), ("unconfirmed citation", "unconfirmed citations"),
    ),
    "assumed": (("antakelse", "antakelser"), ("assumption", "assumptions")),
    "interpreted": (("tolkning", "tolkninger"), ("interpretation", "interpretations")),
    "derived": (("utledning", "utledninger"), ("derivation", "derivations")),
}  # fmt: skip


def assumed_line(found: RestsOn, is_cut: bool, say: Voice) -> Iterator[Line]:
    """That the payout rests on assumptions, where it does; a report that is cut does not say which they are.

    What stands in for a figure that is not published is computed with, and need not decide the amount.
    """
    if found.assumptions:
        what, one = _counted({"assumed": found.assumptions}, say), found.assumptions == 1
        text = say(f"Beløpet forutsetter {what}", f"The amount rests on {what}")
        if found.only_stands_in:
            text = say(f"Utregningen bruker {what}", f"The computation uses {what}")
        if is_cut:
            text += say(f". {'Den' if one else 'De'} står i forklaringen uten --depth",
                        f". {'It stands' if one else 'They stand'} in the explanation without --depth")  # fmt: skip
        else:
            text += _where_told(found.only_stands_in, one, say)
        yield Line(say("Antakelser", "Assumptions"), text)


def _where_told(only_stands_in: bool, one: bool, say: Voice) -> str:
    """Where the assumptions are told; of what only stands in for figures, what depends on it is told there too."""
    where = say("under «Hva tallene bygger på»", "under “What the figures rest on”")
    if only_stands_in:
        return say(
            f". {'Den' if one else 'De'}, og hva som avhenger av {'den' if one else 'dem'}, står {where}",
            f". {'It' if one else 'They'} and what depends on {'it' if one else 'them'} stand {where}",
        )
    return say(f". {'Den' if one else 'De'} står {where}", f". {'It stands' if one else 'They stand'} {where}")


def points_rest_on(account: PointsAccount, say: Voice) -> Iterator[Block]:
    """What the points of one indicator rest on, and how much of that comes by sharing with the others."""
    found, own, measures = account.premises, account.own_premises, [one.measure for one in account.measures]
    if not found:
        return
    total, shared = len(distinct(found)), len(distinct(found) - distinct(own))
    what = _counted(counts(found), say)
    come = from_measure(measures, account.is_whole, say)
    text = say(f"Poengene{come} bygger på {what}.", f"The points{come} rest on {what}.")
    if shared and measures[0].parts is not None:
        which = counted(shared).capitalize() + " av dem" if shared < total else "Det" if total == 1 else "Alle"
        be = "is" if shared == 1 else "are"
        text += say(
            f" {which} gjelder ikke egne deler, men fordelingen mellom {payee_noun(account.roles.among).them}.",
            f" {shared} of {total} {be} not about own parts, but about the sharing.",
        )
        if shared < total and shared <= MOST_NAMED:
            others = [one for one in found if not distinct([one]) & distinct(own)]
            text = f"{text[:-1]}: {'; '.join(told_premises(account.ruleset, others, say, True))}."
    yield Heading(say("Hva poengene bygger på", "What the points rest on"))
    yield Paragraph(text)
    lines: list[Line] = []
    for status in counts(found):
        told = list(told_premises(account.ruleset, [one for one in found if one.status == status], say, True))
        lines += status_lines(STATUS_WORDS[status].say(say.language).capitalize(), status, told)
    yield Lines(tuple(lines))


def _counted(found: Mapping[str, int], say: Voice) -> str:
    """`to antakelser, én tolkning og fire utledninger`."""
    told = []
    for status, count in found.items():
        nb, en = (forms[count != 1] for forms in _NOUNS[status])
        told.append(say(f"{counted(count)} {nb}", f"{count} {en}"))
    return say.listing(told)


def standing_data(computed: Computed) -> dict[str, dict[str, int]]:
    """How many premises of each status the payout of each region rests on."""
    places = payout_places(computed)
    found = premises_of_each(computed, places)
    return {"|".join(node.domain.keys[at]): dict(counts(own)) for (node, at), own in zip(places, found, strict=True)}
