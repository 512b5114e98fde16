"""How sure a settlement is: which of its rounds hang on decimals that were not printed.

Takes a settlement, gives a line, and titles with the letter of the line. It does not say what the decimals are worth:
the warning does.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.explanation.basis import open_behind_payout
from rbflang.questions.settlement import Settlement
from rbflang.reports.document import Line
from rbflang.reports.settle.settlement_words import begun, rounds_of
from rbflang.reports.settle.steps_moved import OPEN
from rbflang.wording import Voice, counted


def open_decisions(found: Settlement) -> tuple[int, int]:
    """How many decisions of the earlier and of the later round hang on decimals that were not printed."""
    return open_behind_payout(found.earlier), open_behind_payout(found.later)


def marked_titles(found: Settlement, say: Voice) -> tuple[str, str, str]:
    """What the amounts of both rounds and their difference are called, with the letter where they are not sure."""
    counts = open_decisions(found)
    titles = (*map(begun, rounds_of(found, say)), say("Avregning", "Settlement"))
    first, second, due = (
        f"{one} {OPEN}" if count else one for one, count in zip(titles, (*counts, sum(counts)), strict=True)
    )
    return first, second, due


def settlement_certainty(found: Settlement, say: Voice) -> Iterator[Line]:
    """What the letter stands for; nothing where every decision is sure."""
    counts = open_decisions(found)
    if not any(counts):
        return
    where = say.listing([
        say(f"{counted(count)} {'avgjørelse' if count == 1 else 'avgjørelser'} i {title}",
            f"{count} {'decision' if count == 1 else 'decisions'} in the {title}")
        for count, title in zip(counts, rounds_of(found, say), strict=True) if count
    ])  # fmt: skip
    alone = sum(counts) == 1
    text = say(
        f"Usikkert ({OPEN}): {where} hviler på desimaler som ikke er trykt. Avregningen, og alt som er regnet av den, "
        "kan derfor bli en annen. Varselet viser hva desimalene er verdt.",
        f"Uncertain ({OPEN}): {where} {'rests' if alone else 'rest'} on decimals that were not printed. So the "
        "settlement, and all that is computed from it, may be another. The warning shows what the decimals are worth.",
    )
    yield Line(say("Usikkerhet", "Uncertainty"), text)
