"""What becomes of each published figure: reproduced, held, not computable, a known deviation, or a fault.

Takes a computed ruleset and the rows of its `publisert.csv`; gives a verdict a row, decided from what the cell rests
on and from the printed digits alone. There is no tolerance: a figure agrees when the computed value prints as it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from rbflang.data.computed import Computed
from rbflang.graph.nodes import Failure
from rbflang.published.agreement import agrees, is_of_members, ours_in_words
from rbflang.published.deviations import wrong_in_deviation
from rbflang.published.independence import NOTHING, agreeing
from rbflang.published.judge import Judge, judge_of, numbered
from rbflang.published.printed_words import printed_word, wrong_in_word
from rbflang.published.published_cells import Target, target_of_row
from rbflang.published.recorded_results import RecordedResults
from rbflang.published.rounds_printed import (
    own_round,
    round_of_row,
    rows_of_round,
    unknown_round,
    without_data,
)
from rbflang.published.statements import (
    CLAIM,
    COUNTING,
    KINDS,
    Order,
    Print,
    PublishedRow,
    Statement,
    read_statement,
)
from rbflang.published.words_of_the_file import missing_in, noted_in
from rbflang.syntax.tree import RoundDecl
from rbflang.wording import Currency, Words

# Every verdict, in the order they are counted in.
VERDICTS: tuple[tuple[str, Words], ...] = (
    ("reproduced", Words("gjenskapt uavhengig", "reproduced independently")),
    ("used_in_derivation", Words("gjenskapt, men brukt i utledningen", "reproduced, but used in the derivation")),
    ("follows_from_print", Words("følger av andre trykte tall", "follows from other printed figures")),
    ("held", Words("stemmer med regel eller resultat", "equal to a rule or result")),
    ("compatible", Words("passer med trykket", "compatible")),
    ("not_computable", Words("kan ikke beregnes", "cannot be computed")),
    ("deviation", Words("avvik", "deviation")),
    ("fault", Words("feil", "fault")),
)


NO_OTHERS: Mapping[str, Computed | None] = {}


@frozen
class Verdict:
    """A row, what it prints, its verdict, what we get in the same words, why, and the exact values."""

    row: PublishedRow = field(repr=False)
    slug: str
    ours: Words = NOTHING
    reason: Words = NOTHING
    exact: tuple[Fraction | bool, ...] = ()

    @property
    def kind(self) -> str:
        """What the row is: one of `KINDS`."""
        return self.row.text("kind")

    @property
    def is_claim(self) -> bool:
        """True for a statement in words, false for a figure."""
        return self.kind == CLAIM


@frozen
class Count:
    """How many rows of a kind a document has, and how many its row of counting states (`None`: it states nothing)."""

    document: str
    kind: str
    stated: int | None
    found: int

    @property
    def agrees(self) -> bool:
        """True if the count is stated and right."""
        return self.stated == self.found


@frozen(eq=False, repr=False)
class Verification:
    """The verdicts of a ruleset's published figures, the counts that its documents are said to have, and the recorded
    results of made-up figures beside ours.

    `is_of_several_rounds` where there are figures of more rounds than the one that is computed.
    """

    computed: Computed
    verdicts: tuple[Verdict, ...]
    counts: tuple[Count, ...]
    recorded: tuple[RecordedResults, ...] = ()
    is_of_several_rounds: bool = False

    @property
    def is_as_published(self) -> bool:
        """True if nothing differs from what the file of published figures says."""
        return all(one.slug != "fault" for one in self.verdicts) and all(one.agrees for one in self.counts)

    @property
    def holds(self) -> bool:
        """True if nothing differs from what the files say."""
        return self.is_as_published and not any(one.differing for one in self.recorded)


def verify(
    computed: Computed,
    rows: Sequence[PublishedRow],
    recorded: tuple[RecordedResults, ...] = (),
    others: Mapping[str, Computed | None] = NO_OTHERS,
) -> Verification:
    """A verdict for every row, and the counts of each document; with the results that are recorded.

    `others` are the other rounds that rows name, `None` where one has no data; rows of further rounds get no verdict.
    """
    ruleset = computed.checked.ruleset
    judges = {name: judge_of(one, rows_of_round(ruleset, name, rows), rows) for name, one in others.items() if one}
    own = own_round(ruleset, computed.round)
    if own:
        judges[own.name.text] = judge_of(computed, rows_of_round(ruleset, computed.round, rows), rows)
    unnamed = judges[own.name.text] if own else judge_of(computed, rows)
    verdicts: list[Verdict] = []
    for row in rows:
        named = round_of_row(ruleset, row)
        if row.text("kind") in COUNTING:
            continue
        if not row.text("round"):
            verdicts.append(verdict_of(unnamed, row))
        elif named is None:
            verdicts.append(Verdict(row, "fault", reason=unknown_round(ruleset, row)))
        elif named.name.text in judges:
            verdicts.append(verdict_of(judges[named.name.text], row))
        elif named.name.text in others:
            verdicts.append(_of_no_data(row, named))
    return Verification(computed, tuple(verdicts), tuple(counts_of(rows)), recorded)


def _of_no_data(row: PublishedRow, named: RoundDecl) -> Verdict:
    """The verdict of a figure of a round without data: it cannot be computed, if the row says what is missing."""
    if row.text("missing"):
        return Verdict(row, "not_computable", reason=missing_in(row))
    return Verdict(row, "fault", reason=without_data(named))


def counts_of(rows: Sequence[PublishedRow]) -> Iterator[Count]:
    """The count of each kind in each document, beside what the file states."""
    for document in dict.fromkeys(row.text("document") for row in rows):
        of_document = [row for row in rows if row.text("document") == document]
        for kind, counting in zip(KINDS, COUNTING, strict=True):
            found = sum(1 for row in of_document if row.text("kind") == kind)
            stated = [row.text("printed") for row in of_document if row.text("kind") == counting]
            known = int(stated[0]) if len(stated) == 1 and stated[0].isdecimal() else None
            if found or stated:
                yield Count(document, kind, known, found)


# one row


def verdict_of(judge: Judge, row: PublishedRow) -> Verdict:
    """The verdict of a row."""
    wrong = _wrong_in_itself(judge, row)
    if wrong:
        return Verdict(row, "fault", reason=wrong)
    if not row.text("quantity"):
        missing = row.text("missing")
        why = Words("Raden har verken størrelse eller forklaring på hva som mangler.", "The row names no quantity.")
        return Verdict(row, "not_computable", reason=missing_in(row)) if missing else Verdict(row, "fault", reason=why)
    word = printed_word(row)
    if word is not None:
        wrong = wrong_in_word(judge.computed.checked.ruleset, row, word)
        return Verdict(row, "fault" if wrong else "held", Words(word, word), wrong or NOTHING)
    currency = judge.computed.checked.ruleset.currency
    statement, target = read_statement(row, currency), target_of_row(judge.computed, row)
    for one in (statement, target):
        if isinstance(one, Words):
            return Verdict(row, "fault", reason=one)
    assert isinstance(target, Target) and not isinstance(statement, Words)
    failure = target.failure()
    if failure:
        return _without_value(row, failure)
    wrong = _unfit(statement, target)
    if wrong:
        return Verdict(row, "fault", reason=wrong)
    exact = tuple(value for value in target.values if not isinstance(value, Failure))
    if row.text("deviation"):
        wrong = wrong_in_deviation(judge.computed, row, statement, target, exact)
        ours = _ours_as_written(row, currency)
        if wrong:
            return Verdict(row, "fault", ours_in_words(statement, target, exact), wrong, exact)
        return Verdict(row, "deviation", ours, noted_in(row, row.text("note")), exact)
    if not agrees(statement, target, exact, row.text("kind") == CLAIM):
        return Verdict(row, "fault", ours_in_words(statement, target, exact), _differs(), exact)
    slug, reason = agreeing(judge, row, statement, target, exact)
    return Verdict(row, slug, ours_in_words(statement, target, exact), reason, exact)


def _wrong_in_itself(judge: Judge, row: PublishedRow) -> Words | None:
    """Why a row cannot count as one figure of its document."""
    if row.text("kind") not in KINDS:
        kind = row.text("kind")
        return Words(f"Slaget «{kind}» finnes ikke.", f"There is no kind “{kind}”.")
    if numbered(row) in judge.repeated:
        return Words("Nummeret står på flere rader.", "The number stands on several rows.")
    return None


def _ours_as_written(row: PublishedRow, currency: Currency) -> Words:
    """Our figure of a deviation, at the digits it is written with."""
    ours = read_statement(row, currency, "ours")
    if isinstance(ours, Print):
        return Words(ours.say(ours.value), ours.say(ours.value, "en"))
    return Words(row.text("ours"), {"ja": "yes", "nei": "no"}.get(row.text("ours"), row.text("ours")))


def _differs() -> Words:
    return Words("Vi får ikke det trykte tallet.", "We do not get the printed figure.")


_WITHOUT_VALUE: dict[str, Words] = {
    "figure-missing": Words("et tall er ikke oppgitt", "a figure is not given"),
    "known-only-by-a-bound": Words("tallet er bare kjent som en grense", "the figure is known only by a bound"),
    "bound-does-not-settle": Words("grensene i dataene avgjør det ikke", "the bounds in the data do not settle it"),
    "not-a-number": Words("det er et ord, ikke et tall", "it is a word, not a number"),
    "division-by-zero": Words("det deles på null", "something is divided by zero"),
}


def _without_value(row: PublishedRow, failure: Failure) -> Verdict:
    if failure.slug == "figure-missing" and row.text("missing"):
        return Verdict(row, "not_computable", reason=missing_in(row))
    why = _WITHOUT_VALUE.get(failure.slug, Words("det skjer en feil på veien", "something fails on the way"))
    where = Words(f" ({failure.where})", f" ({failure.where})") if failure.where else NOTHING
    reason = Words(f"Kan ikke regnes ut: {why.nb}{where.nb}.", f"Cannot be computed: {why.en}{where.en}.")
    return Verdict(row, "fault", reason=reason)


def _unfit(statement: Statement, target: Target) -> Words | None:
    """Why a statement cannot be about these cells: yes or no of a number, or another unit."""
    if isinstance(statement, bool) != isinstance(target.values[0], bool):
        return Words("Ja eller nei kan bare sies om en formel som er ja eller nei.", "Yes or no is said of a number.")
    if isinstance(statement, Order) and not is_of_members(statement, target):
        return Words("Rekkefølgen må nevne hvert medlem én gang.", "The order must name each member once.")
    unit = statement.measure if isinstance(statement, Print) else None
    if unit is None or target.unit is None or unit.fits(target.unit):
        return None
    return Words(f"Enheten passer ikke til «{target.quantity}».", f"The unit does not fit “{target.quantity}”.")
