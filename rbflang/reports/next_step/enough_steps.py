"""Which next steps are together worth an amount, in words: the answer, and what each gives alone and together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.questions.fewest_steps import FewestSteps, StepsTaken, share_of_target
from rbflang.reports.document import Block, Column, Heading, Paragraph, Table
from rbflang.reports.explain.on_the_staircase import limit_cell, result_cell, result_name
from rbflang.reports.titles import the_round
from rbflang.reports.typed_cells import BLANK, Cell, Phrase, paid_cell, share_cell
from rbflang.wording import Voice, counted, lowered


def enough_words(one: FewestSteps, whom: str, where: str, say: Voice) -> str:
    """The answer in a sentence: the indicators, or that no steps are worth so much."""
    wanted = say.kroner(one.worth)
    if one.found is None:
        end = "" if one.is_settled else say(" blant dem som er prøvd", " among those that were tried")
        return say(f"Ingen neste trinn{end} gir {whom} til sammen {wanted} mer i {where}.",
                   f"No next steps{end} together give {whom} {wanted} more in {the_round(where)}.")  # fmt: skip
    names = say.listing([lowered(result_name(step, say)) for step in one.found.steps])
    count = one.found.indicators
    gained = say.kroner(one.found.gained)
    lead = say(
        f"{counted(count).capitalize()} {'indikator' if count == 1 else 'indikatorer'}",
        f"{'One indicator' if count == 1 else f'{count} indicators'}",
    )
    return say(
        f"{lead} må til for at {whom} skal få minst {wanted} mer i {where}: {names} gir {gained}.",
        f"{lead} {'is' if count == 1 else 'are'} needed for {whom} to get at least {wanted} more in "
        f"{the_round(where)}: {names}, {gained}.",
    )


def enough_blocks(one: FewestSteps, say: Voice) -> Iterator[Block]:
    """What the steps give alone and together, and what was tried."""
    shown = one.found or one.most
    if shown:
        heading = say("Trinnene som trengs", "The steps that are needed") if one.found else say("Det meste", "The most")
        yield Heading(heading)
        yield _table(shown, say)
    yield Paragraph(_tried(one, say))


def _table(taken: StepsTaken, say: Voice) -> Table:
    columns = (
        Column("", "left"),
        Column(say("Nå", "Now")),
        Column(say("Neste fra", "Next from")),
        Column(say("Av måltallet", "Of the target"), drop=1),
        Column(say.money_heading),
    )
    rows: list[tuple[Cell, ...]] = [
        (Phrase(result_name(step, say)), result_cell(step), limit_cell(step, say), share_cell(share_of_target(step), 1),
         paid_cell(step.gained, say, True))
        for step in taken.steps
    ]  # fmt: skip
    alone = sum((step.gained for step in taken.steps), Fraction(0))
    if len(taken.steps) > 1:
        together = say("Fordi de tas sammen", "Because they are taken together")
        rows.append((Phrase(together), BLANK, BLANK, BLANK, paid_cell(taken.gained - alone, say, True)))
        whole = say("Til sammen", "Together")
        rows.append((Phrase(whole), BLANK, BLANK, share_cell(taken.way, 1), paid_cell(taken.gained, say, True)))
    return Table(columns, tuple(rows), int(len(taken.steps) > 1))


def _tried(one: FewestSteps, say: Voice) -> str:
    """What was tried, and whether that settles it."""
    number = say.number(Fraction(one.tried))
    if not one.is_settled:
        all_of = say(f"{counted(one.settled)} av dem", f"{one.settled} of them")
        return say(
            f"{number} valg av trinn er regnet ut, og det er ikke alle: Det er {one.indicators} indikatorer med et "
            f"neste trinn, og bare valgene med høyst {all_of} er prøvd fullt ut. Derfor er det ikke avgjort at "
            "dette er det beste.",
            f"{number} choices of steps were computed, and those are not all: {one.indicators} indicators have a next "
            f"step, and only the choices of at most {all_of} were all tried. So it is not settled that this is the "
            "best.",
        )
    way = say(
        "Færrest indikatorer, deretter kortest vei til grensene, regnet som andel av måltallene fra tallene som de er "
        "trykt.",
        "The fewest indicators, then the shortest way to the limits, as a share of the targets from the figures as "
        "printed.",
    )
    tried = say(f"Alle valg med så mange eller færre er regnet ut ({number}).",
                f"All choices of so many or fewer were computed ({number}).")  # fmt: skip
    if one.found is None:
        return say(f"Alle valg av neste trinn er regnet ut ({number}).",
                   f"All choices of next steps were computed ({number}).")  # fmt: skip
    return f"{way} {tried}"
