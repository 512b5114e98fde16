"""Counts in words: `412 av 3 850 pasienter`, and how many more are needed.

Takes counts and what they count, gives phrases of a sentence in the reader's language.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.data.counts.counts_written import CountRange, WrittenCounts, read_counts
from rbflang.data.counts.what_is_counted import Things, WhatIsCounted
from rbflang.explanation.indicator.counted import Counted
from rbflang.explanation.indicator.placing import Placing
from rbflang.questions.next_step import NextStep
from rbflang.reports.amounts import decimals_on_step
from rbflang.wording import Voice

MANY = {Things.PATIENTS: ("pasienter", "patients"), Things.EPISODES: ("episoder", "episodes")}
ONE = {Things.PATIENTS: ("pasient", "patient"), Things.EPISODES: ("episode", "episode")}
DEFINITE = {Things.PATIENTS: ("pasientene", "patients"), Things.EPISODES: ("episodene", "episodes")}


def counts_text(counts: WrittenCounts, what: WhatIsCounted, say: Voice) -> str:
    """`412 av 3 850 pasienter`, `under 5 av 3 850 pasienter`; `412 pasienter av 3 850 episoder` where they differ."""
    over, under = count_text(counts.numerator, say), counts.denominator
    if under is None or what.under is None:
        return f"{over} {noun(what.over, counts.numerator, say)}"
    counted = "" if what.over is what.under else f" {noun(what.over, counts.numerator, say)}"
    whole = f"{count_text(under, say)} {noun(what.under, under, say)}"
    return say(f"{over}{counted} av {whole}", f"{over}{counted} of {whole}")


def count_text(count: CountRange, say: Voice) -> str:
    """`412`, `under 5`, `minst 12`."""
    if count.is_exact:
        return say.plain(Fraction(count.least))
    if count.most is None:
        return say(f"minst {say.plain(Fraction(count.least))}", f"at least {say.plain(Fraction(count.least))}")
    beyond = say.plain(Fraction(count.most + 1))
    return say(f"under {beyond}", f"below {beyond}")


def both_text(counts: WrittenCounts, say: Voice) -> str:
    """`412/3 850`, `under 5/3 850`: as a reader has it, and no data file."""
    return "/".join(count_text(one, say) for one in filter(None, (counts.numerator, counts.denominator)))


def noun(things: Things, count: CountRange, say: Voice) -> str:
    """What is counted, one or many of it."""
    return say(*(ONE if count.least == count.most == 1 else MANY)[things])


def counted_result(placing: Placing, what: WhatIsCounted, say: Voice) -> str:
    """A result as counts, with its share: `412 av 3 850 pasienter (10,7 %)`; nothing where it is no counts."""
    row = placing.row
    counts = read_counts(row.printed or row.narrowing) if row else None
    if counts is None or (row and row.printed and row.narrowing):
        return ""
    text, value = counts_text(counts, what, say), placing.value
    return text if value is None or counts.denominator is None else f"{text} ({share_on_step(placing, value, say)})"


def share_on_step(placing: Placing, value: Fraction, say: Voice) -> str:
    """The share with so many decimals that it is on the step that it is on."""
    return say.percent(value, decimals_on_step(placing, value))


def bound_in_short(placing: Placing, say: Voice) -> str:
    """`under 5 av 3 850`: a result that is known by a bound of its counts; nothing for any other."""
    row = placing.row
    counts = read_counts(row.narrowing) if row and placing.what and not row.printed else None
    if counts is None or counts.denominator is None:
        return ""
    over, under = count_text(counts.numerator, say), count_text(counts.denominator, say)
    return say(f"{over} av {under}", f"{over} of {under}")


def more_needed(step: NextStep, say: Voice) -> str:
    """`50 flere av de samme 3 850 pasientene`; nothing where the rules do not say what is counted.

    Of counts that are known by a bound, between how many: `fra 381 til 385 flere av …`.
    """
    what, found = step.placing.what, _needed(step)
    if what is None or what.under is None or found is None:
        return ""
    shown, many = _more(found[0], found[1], say)
    whole, (nb, en) = say.plain(Fraction(found[2])), DEFINITE[what.under]
    extra = "" if what.over is what.under else " " + noun(what.over, CountRange(many, many), say)
    return say(f"{shown}{extra or (' til' if many == 1 else ' flere')} av de samme {whole} {nb}",
               f"{shown} more{extra} of the same {whole} {en}")  # fmt: skip


def more_in_short(step: NextStep, say: Voice) -> str:
    """`fra 5 til 9 flere av 3 862`; nothing where the rules do not say what is counted, or the counts are not told."""
    found = _needed(step) if step.placing.what else None
    if found is None:
        return ""
    shown, many = _more(found[0], found[1], say)
    of = say.plain(Fraction(found[2]))
    return say(f"{shown} {'til' if many == 1 else 'flere'} av {of}", f"{shown} more of {of}")


def is_told_in_counts(step: NextStep) -> bool:
    """True if it can be told how many more are needed."""
    return bool(step.placing.counted or (step.placing.what and _needed(step)))


def _needed(step: NextStep) -> tuple[int, int, int] | None:
    """The fewest and the most more that are needed with what is known, and of how many."""
    row = step.placing.row
    counts = read_counts(row.printed or row.narrowing) if row and not (row.printed and row.narrowing) else None
    under = counts.denominator if counts else None
    if counts is None or under is None or not under.is_exact or not under.least:
        return None
    of, over = Counted(Fraction(0), Fraction(under.least)), counts.numerator
    needed = int(of.needed(step.limit.at, step.limit.included))
    if over.most is None or over.most >= needed:
        return None
    return needed - over.most, needed - over.least, under.least


def _more(least: int, most: int, say: Voice) -> tuple[str, int]:
    """How many more, and the greatest of them: `50`, `fra 381 til 385`."""
    low, high = say.plain(Fraction(least)), say.plain(Fraction(most))
    return (high if least == most else say(f"fra {low} til {high}", f"from {low} to {high}")), most
