"""What the next step is worth to a region, indicator by indicator, when the others stand still, in words.

Takes what could change for the region; gives the section of its explanation, and pieces for that of an indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.explanation.account import Account
from rbflang.explanation.cells import lowered
from rbflang.questions.next_step import NextStep, OpenedGate, StepsAhead, UnknownStep
from rbflang.reports.amounts import observed_cell
from rbflang.reports.document import Block, Column, Heading, Paragraph, Table
from rbflang.reports.explain.indicator_table import gate_words
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import DASH, Cell, FromTo, Phrase, kroner_cell, share_cell
from rbflang.ruleset.model import Ruleset
from rbflang.wording import Voice, counted, decimals_needed


def next_step_blocks(found: StepsAhead, account: Account, say: Voice) -> Iterator[Block]:
    """The section of a region's explanation."""
    ruleset, region = account.ruleset, account.payee
    if not found.steps and not found.unknown:
        return
    yield Heading(
        say(f"Hva neste trinn er verdt for {region.spoken}, når de andre står stille",
            f"What the next step is worth to {region.spoken} when the others stand still")
    )  # fmt: skip
    columns = (Column("", "left"), Column("", "right"), Column("", "right"), Column("", "left", drop=1))
    if found.steps:
        yield Table(columns, tuple(_row(one, region.name, say) for one in found.steps))
    if found.at_the_top:
        yield Paragraph(_top_text(found.at_the_top, say))
    for text in _unknown(found.unknown, ruleset, say):
        yield Paragraph(text)
    for gate in found.opened:
        yield Paragraph(opened_text(ruleset, gate, say, f" for {lowered(called(gate.indicator, say))}"))


def opened_text(ruleset: Ruleset, one: OpenedGate, say: Voice, about: str = "") -> str:
    """From where the requirement is met, and what that is worth."""
    least, words = say.percent(one.least), gate_words(ruleset, one.gate, say)
    gained = say.kroner(one.gained)
    return say(f"Fra {least} er kravet «{words}» oppfylt: {gained} mer{about}.",
               f"From {least} the requirement “{words}” is met: {gained} more{about}.")  # fmt: skip


def why_words(ruleset: Ruleset, one: UnknownStep, say: Voice) -> str:
    """Why the worth of a next step cannot be told."""
    if one.gate is not None:
        words = gate_words(ruleset, one.gate, say)
        return say(f"kravet «{words}» er ikke oppfylt, og da gir ikke et høyere trinn flere poeng",
                   f"the requirement “{words}” is not met, so a higher step gives no more points")  # fmt: skip
    if one.why == "parts_given":
        return say("delene er gitt direkte, uten resultatene bak", "the parts are given directly, without the results")
    return say("måltallet er bare kjent innenfor grenser", "the target is known only within bounds")


def _unknown(found: Sequence[UnknownStep], ruleset: Ruleset, say: Voice) -> Iterator[str]:
    """For each reason, the indicators that the list leaves out."""
    reasons: dict[str, list[str]] = {}
    for one in found:
        reasons.setdefault(why_words(ruleset, one, say), []).append(lowered(called(one.indicator, say)))
    for why, names in reasons.items():
        yield say(f"Ikke regnet ut for {say.listing(names)}: {why}.", f"Not computed for {say.listing(names)}: {why}.")


def _top_text(count: int, say: Voice) -> str:
    number, one = counted(count), count == 1
    return say(
        f"{number[:1].upper()}{number[1:]} {'indikator' if one else 'indikatorer'} står på øverste trinn. "
        "Høyere måloppnåelse gir ikke flere deler.",
        f"{count} {'indicator stands' if one else 'indicators stand'} on the top step. "
        "A higher result gives no more parts.",
    )


def _row(one: NextStep, region: str, say: Voice) -> tuple[Cell, ...]:
    return (
        Phrase(name_of(one, say)),
        FromTo(result_of(one), " → ", limit_of(one)),
        kroner_cell(one.gained, say, True),
        Phrase(_why(one, region, say)),
    )


def name_of(one: NextStep, say: Voice) -> str:
    """The indicator, and the sub-area where it has several."""
    return ", ".join(filter(None, (called(one.indicator, say), one.placing.subarea)))


def result_of(one: NextStep) -> Cell:
    """The result as it is printed, or as it is narrowed where that decides the step."""
    row = one.placing.row
    narrowed = row is not None and (one.placing.is_decided_by_narrowing or not row.printed)
    return observed_cell(row, one.placing.unit, narrowed) if row else DASH


def limit_of(one: NextStep) -> Cell:
    """The limit, with the decimals it needs."""
    return share_cell(one.limit, max(1, decimals_needed(one.limit * 100) or 1))


def _why(one: NextStep, region: str, say: Voice) -> str:
    then = share_then(one, region, say)
    if one.after.parts[region] == one.after.total:
        return then
    before, all_before = one.before.parts[region] or Fraction(0), one.before.total
    now = f"{say.plain(before)} {say('av', 'of')} {say.plain(all_before)}"
    return say(f"{then} i stedet for {now}", f"{then} instead of {now}")


def share_then(one: NextStep, region: str, say: Voice) -> str:
    """The parts the next step gives, of all parts; or that nobody else has any."""
    own, total = one.after.parts[region] or Fraction(0), one.after.total
    if one.pot is not None:
        pot = say.plain(one.pot)
        return say(f"alene på trappen, alle {pot} poengene", f"alone on the staircase, all {pot} points")
    of = f"{say.plain(own)} {say('av', 'of')} {say.plain(total)}"
    return say(f"{of} deler", f"{of} parts")
