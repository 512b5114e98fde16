"""Units of the rules that no episode names, and what their missing reports would mean in kroner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.measuring.rounds.units_of_rules import UnitsWithoutRows
from rbflang.reports.document import Block, Heading, Paragraph
from rbflang.reports.measure.counted_tables import bare
from rbflang.reports.measure.other_reading import paid_blocks
from rbflang.reports.titles import called
from rbflang.ruleset.nouns import set_noun
from rbflang.wording import Voice
from rbflang.wording import counted as in_words

MOST_SHOWN = 8


@frozen(eq=False, repr=False)
class MissingReports:
    """The units without rows of a measured quantity; what is paid as their reports are given, and without any of them.

    The last two are none where the payouts cannot be computed, or rest on no reports.
    """

    quantity: str
    units: UnitsWithoutRows
    before: Computed | None
    after: Computed | None


def missing_reports(found: MissingReports, say: Voice) -> Iterator[Block]:
    """Which units have no rows, and what that does to what is paid."""
    noun, gone = set_noun(found.units.units.name), found.units.without_rows
    yield Heading(say(f"{noun.many.capitalize()} uten rader", f"{noun.en_many.capitalize()} without rows"))
    if found.units.are_called_otherwise:
        yield Paragraph(
            say(
                f"Ingen navn i episodene er blant {noun.them} i reglene. Da er det ikke kjent hvem som mangler. Gi dem "
                "samme navn.",
                f"No name in the episodes is among the {noun.en_many} of the rules, so it is not known who is missing. "
                "Give them the same names.",
            )
        )
        return
    is_one, names = len(gone) == 1, say.listing(_shown([called(one, say) for one in gone], say))
    how_many = ("Ett" if noun.a.startswith("et ") else "Én") if is_one else in_words(len(gone)).capitalize()
    yield Paragraph(
        say(
            f"{how_many} {bare(noun, say) if is_one else noun.many} i reglene har ingen rader i perioden: {names}.",
            f"{len(gone)} {noun.en if is_one else noun.en_many} of the rules {'has' if is_one else 'have'} no rows in "
            f"the period: {names}.",
        )
    )
    if found.units.reports:
        yield from _reports(found, say)


def _shown(names: Sequence[str], say: Voice) -> list[str]:
    more = len(names) - MOST_SHOWN
    return [*names[:MOST_SHOWN], *([say(f"{more} til", f"{more} more")] if more > 0 else [])]


def _reports(found: MissingReports, say: Voice) -> Iterator[Block]:
    """What the rules ask of reports, which no episode tells; and what is paid without those reports."""
    asked = say.listing([say.quoted(one.name) for one in found.units.reports])
    yield Paragraph(
        say(
            f"Om de har rapportert, sier ikke episodene. Det gis i {asked}, og det er det datakomplettheten i reglene "
            "regnes av.",
            f"Whether they have reported, no episode tells. That is given in {asked}, and from there the rules compute "
            "how complete the data are.",
        )
    )
    if found.before is not None and found.after is not None:
        yield Paragraph(
            say("Har de ikke rapportert for noen indikator, blir det slik:",
                "If they have reported for no indicator, it becomes:")
        )  # fmt: skip
        yield from paid_blocks(found.before, found.after, say)
