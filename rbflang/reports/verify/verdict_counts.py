"""How many figures have each verdict: a table per document, and a sentence.

Takes verifications, gives counts; it decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rbflang.published.verdicts import VERDICTS, Verification
from rbflang.reports.document import Column, Table
from rbflang.reports.typed_cells import Cell, Phrase, count_cell
from rbflang.reports.verify.recorded_tables import sentence
from rbflang.wording import Voice

MOST_BY_DOCUMENT = 3


def counted(found: Sequence[Verification], claims: bool, say: Voice) -> Table:
    """How many there are of each verdict, in all and per document; of many rulesets per ruleset."""
    by_document = len(found) <= MOST_BY_DOCUMENT
    columns = [Column("", "left")]
    counts: list[Counter[str]] = []
    for one in found:
        title = one.computed.checked.ruleset.title
        of_kind = [verdict for verdict in one.verdicts if verdict.is_claim is claims]
        if not by_document:
            columns.append(Column(title))
            counts.append(Counter(verdict.slug for verdict in of_kind))
            continue
        for document in dict.fromkeys(verdict.row.text("document") for verdict in one.verdicts):
            columns.append(Column(document, group=title))
            counts.append(Counter(verdict.slug for verdict in of_kind if verdict.row.text("document") == document))
    columns.append(Column(say("Alle", "All")))
    rows: list[tuple[Cell, ...]] = [
        (
            Phrase(words.say(say.language)),
            *(count_cell(count[slug]) for count in counts),
            count_cell(sum(count[slug] for count in counts)),
        )
        for slug, words in VERDICTS
        if any(count[slug] for count in counts)
    ]
    each = [count.total() for count in counts]
    total: tuple[Cell, ...] = (Phrase(say("Sum", "Sum")), *map(count_cell, each), count_cell(sum(each)))
    return Table(tuple(columns), (*rows, total), 1)


def totals(found: Sequence[Verification], claims: bool = False) -> Counter[str]:
    """How many figures (or claims) there are of each verdict."""
    return Counter(verdict.slug for one in found for verdict in one.verdicts if verdict.is_claim is claims)


_IN_A_SENTENCE: dict[str, tuple[str, str]] = {
    "reproduced": ("gjenskapt uavhengig", "reproduced independently"),
    "used_in_derivation": ("gjenskapt, men brukt i utledningen", "reproduced, but used in the derivation"),
    "follows_from_print": ("følger av andre trykte tall", "follow from other printed figures"),
    "held": ("stemmer med regel eller resultat", "equal to a rule or result"),
    "compatible": ("passer med trykket", "compatible"),
    "not_computable": ("kan ikke beregnes", "cannot be computed"),
    "deviation": ("avvik som er forklart", "deviations that are explained"),
    "fault": ("feil", "faults"),
}


def conclusion(found: Sequence[Verification], say: Voice) -> str:
    """The counts in a sentence, and whether all is as the files say."""
    figures, claims = totals(found), totals(found, True)
    sentences = []
    if figures:
        sentences.append(_sentence(figures, say("trykte tall", "printed figures"), say))
    if claims:
        one = say("påstand", "claim") if claims.total() == 1 else say("påstander", "claims")
        sentences.append(_sentence(claims, one, say))
    sentences.extend(filter(None, (sentence(found, say),)))
    if all(one.holds for one in found):
        deviates = figures["deviation"] + claims["deviation"] > 0
        sentences.append(
            say("Utenom avvikene stemmer alt med filene.", "But for the deviations, all is as the files say.")
            if deviates else
            say("Alt stemmer med filene.", "All is as the files say.")
        )  # fmt: skip
    elif all(one.is_as_published for one in found):
        sentences.append(say("Se under Annerledes enn i fasiten.", "See under Other than recorded."))
    else:
        sentences.append(
            say("Noe er annerledes enn filene sier. Se under Feil.", "Something differs. See under Faults.")
        )
    return " ".join(sentences)


def _sentence(counts: Counter[str], what: str, say: Voice) -> str:
    parts = [f"{counts[slug]} {say(*_IN_A_SENTENCE[slug])}" for slug, _ in VERDICTS if counts[slug]]
    return f"{counts.total()} {what}: {', '.join(parts)}."
