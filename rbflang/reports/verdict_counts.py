"""How many figures have each verdict: a table per document, and a sentence.

Takes verifications, gives counts; it decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rbflang.reports.document import Column, Table
from rbflang.scenarios.verdicts import VERDICTS, Verification
from rbflang.wording import Voice


def counted(found: Sequence[Verification], claims: bool, say: Voice) -> Table:
    """How many there are of each verdict, per document and in all."""
    documents = [
        (one, document)
        for one in found
        for document in dict.fromkeys(verdict.row.text("document") for verdict in one.verdicts)
    ]
    counts = [
        Counter(v.slug for v in one.verdicts if v.row.text("document") == document and v.is_claim is claims)
        for one, document in documents
    ]
    columns = [Column("", "left")]
    columns += [Column(document, group=one.computed.checked.ruleset.title) for one, document in documents]
    columns.append(Column(say("Alle", "All")))
    rows = [
        (words.say(say.language), *(str(count[slug]) for count in counts), str(sum(count[slug] for count in counts)))
        for slug, words in VERDICTS
        if any(count[slug] for count in counts)
    ]
    total = (say("Sum", "Sum"), *(str(count.total()) for count in counts), str(sum(count.total() for count in counts)))
    return Table(tuple(columns), (*rows, total), 1)


def totals(found: Sequence[Verification], claims: bool = False) -> Counter[str]:
    """How many figures (or claims) there are of each verdict."""
    return Counter(verdict.slug for one in found for verdict in one.verdicts if verdict.is_claim is claims)


_IN_A_SENTENCE: dict[str, tuple[str, str]] = {
    "reproduced": ("gjenskapt uavhengig", "reproduced independently"),
    "used_in_derivation": ("gjenskapt, men brukt i utledningen", "reproduced, but used in the derivation"),
    "follows_from_print": ("følger av andre trykte tall", "follow from other printed figures"),
    "held": ("stemmer med regler og resultater", "equal to rules and results"),
    "compatible": ("forenlige", "compatible"),
    "not_computable": ("kan ikke beregnes", "cannot be computed"),
    "deviation": ("avvik som er forklart", "deviations that are explained"),
    "fault": ("feil", "faults"),
}


def conclusion(found: Sequence[Verification], say: Voice) -> str:
    """The counts in a sentence, and whether all is as the files say."""
    sentences = [_sentence(totals(found), say("trykte tall", "printed figures"), say)]
    claims = totals(found, True)
    if claims:
        sentences.append(_sentence(claims, say("påstander", "claims"), say))
    if all(one.holds for one in found):
        sentences.append(say("Alt stemmer med filene.", "All is as the files say."))
    else:
        sentences.append(
            say("Noe er annerledes enn filene sier. Se under Feil.", "Something differs. See under Faults.")
        )
    return " ".join(sentences)


def _sentence(counts: Counter[str], what: str, say: Voice) -> str:
    parts = [f"{counts[slug]} {say(*_IN_A_SENTENCE[slug])}" for slug, _ in VERDICTS if counts[slug]]
    return f"{counts.total()} {what}: {', '.join(parts)}."
