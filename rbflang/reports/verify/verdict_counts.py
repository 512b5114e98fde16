"""How many figures have each verdict: a table per document, and a sentence.

Takes verifications, gives counts; it decides nothing. Of all rulesets together each figure of a document counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rbflang.published.counted_once import each_once
from rbflang.published.statements import CLAIM, KINDS, UNPRINTED
from rbflang.published.verdicts import VERDICTS, Verification
from rbflang.reports.document import Block, Column, Heading, Line, Lines, Paragraph, Table
from rbflang.reports.typed_cells import Cell, Phrase, count_cell
from rbflang.reports.verify.recorded_tables import sentence
from rbflang.wording import Voice

MOST_BY_DOCUMENT = 3


_MEANS: dict[str, tuple[str, str]] = {
    "reproduced": (
        "regnet ut på nytt, og verken tallet selv eller noe fra samme kolonne ligger bak",
        "computed again, and neither the figure itself nor anything from the same column lies behind",
    ),
    "used_in_derivation": (
        "regnet ut på nytt, men noe som ligger bak, er utledet fra stedet der tallet står",
        "computed again, but something behind it was derived from where the figure stands",
    ),
    "follows_from_print": (
        "regnet ut av andre trykte tall alene, for eksempel som summen av dem",
        "computed from other printed figures alone, such as their sum",
    ),
    "held": (
        "reglene eller dataene har det som er trykt, så en utregning viser ikke noe nytt",
        "the rules or the data have what is printed, so computing it shows nothing new",
    ),
    "compatible": (
        "regnet ut på nytt, men desimaler som ikke er trykt, kunne gitt noe annet",
        "computed again, but decimals that are not printed could have given something else",
    ),
    "not_computable": (
        "noe som trengs, er ikke publisert eller ikke sagt",
        "something that it takes is not published or not said",
    ),
    "deviation": (
        "regnet ut på nytt, og vi får noe annet; hvert avvik er forklart",
        "computed again, and we get something else; each is explained",
    ),
    "fault": ("noe annet enn filen sier", "something else than the file says"),
}


def meanings(found: Sequence[Verification], say: Voice) -> Iterator[Block]:
    """What each verdict that was given means."""
    given = {verdict.slug for one in found for verdict in one.verdicts}
    lines = tuple(Line(words.say(say.language), say(*_MEANS[slug])) for slug, words in VERDICTS if slug in given)
    if lines:
        yield Heading(say("Hva utfallene betyr", "What the verdicts mean"))
        yield Lines(lines)


def counted(found: Sequence[Verification], kind: str, say: Voice) -> Iterator[Block]:
    """How many there are of each verdict, in all and per document; of many rulesets per ruleset."""
    beside = [(column, count) for column, count in _beside(found, kind) if count]
    columns = [Column("", "left"), *(column for column, _ in beside)]
    counts = [count for _, count in beside]
    all_of_them = totals(found, kind)
    columns.append(Column(say("I alt", "In all")))
    rows: list[tuple[Cell, ...]] = [
        (Phrase(words.say(say.language)), *(count_cell(count[slug]) for count in (*counts, all_of_them)))
        for slug, words in VERDICTS
        if any(count[slug] for count in counts)
    ]
    sums = (count_cell(count.total()) for count in (*counts, all_of_them))
    yield Table(tuple(columns), (*rows, (Phrase(say("Sum", "Sum")), *sums)), 1)
    if sum(count.total() for count in counts) > all_of_them.total():
        yield Paragraph(
            say(
                "I alt teller hvert tall og hver påstand i et dokument én gang, selv om flere regelsett har dem.",
                "In all, each figure and each claim of a document counts once, though several rulesets hold it.",
            )
        )


def _beside(found: Sequence[Verification], kind: str) -> Iterator[tuple[Column, Counter[str]]]:
    """A column with its counts for each document, or for each ruleset where there are many."""
    for one in found:
        title = one.computed.checked.ruleset.title
        of_kind = [verdict for verdict in one.verdicts if verdict.kind == kind]
        if len(found) > MOST_BY_DOCUMENT:
            yield Column(title), Counter(verdict.slug for verdict in of_kind)
            continue
        for document in dict.fromkeys(verdict.row.text("document") for verdict in one.verdicts):
            own = (verdict.slug for verdict in of_kind if verdict.row.text("document") == document)
            yield Column(document, group=title), Counter(own)


def totals(found: Sequence[Verification], kind: str) -> Counter[str]:
    """How many of a kind there are of each verdict, each figure of a document once."""
    return Counter(verdict.slug for _, verdict in each_once(found) if verdict.kind == kind)


_IN_A_SENTENCE: dict[str, tuple[str, str]] = {
    "reproduced": ("gjenskapt uavhengig", "reproduced independently"),
    "used_in_derivation": ("gjenskapt, men brukt i utledningen", "reproduced, but used in the derivation"),
    "follows_from_print": ("følger av andre trykte tall", "follow from other printed figures"),
    "held": ("stemmer med regel eller resultat", "equal to a rule or result"),
    "compatible": ("passer med trykket", "compatible"),
    "not_computable": ("kan ikke beregnes", "cannot be computed"),
    "deviation": ("avvik som er forklart", "deviation that is explained"),
    "fault": ("feil", "fault"),
}
_MANY = {
    "deviation": ("avvik som er forklart", "deviations that are explained"),
    "fault": ("feil", "faults"),
}


def conclusion(found: Sequence[Verification], say: Voice) -> str:
    """The counts in a sentence, and whether all is as the files say."""
    counts = {kind: totals(found, kind) for kind in KINDS}
    sentences = [_sentence(count, say(*_how_many(kind, count.total())), say) for kind, count in counts.items() if count]
    sentences.extend(filter(None, (sentence(found, say),)))
    if all(one.holds for one in found):
        sentences.append(_as_in_the_files(sum(counts.values(), Counter()), say))
    elif all(one.is_as_published for one in found):
        sentences.append(say("Se under Annerledes enn i fasiten.", "See under Other than recorded."))
    else:
        sentences.append(
            say("Noe er annerledes enn filene sier. Se under Feil.", "Something differs. See under Faults.")
        )
    return " ".join(sentences)


def _as_in_the_files(counts: Counter[str], say: Voice) -> str:
    """That every verdict is the recorded one; what cannot be computed was not checked."""
    if not counts["deviation"] and not counts["not_computable"]:
        return say("Alt stemmer med filene.", "All is as the files say.")
    told = (
        say("Hvert utfall, også avvikene, er som ført i filene", "Every verdict, and deviation, is as the files record")
        if counts["deviation"] else
        say("Hvert utfall er som ført i filene", "Every verdict is as the files record")
    )  # fmt: skip
    if not counts["not_computable"]:
        return f"{told}."
    return say(
        f"{told}; det som ikke kan beregnes, er ikke etterprøvd.", f"{told}; what cannot be computed is not checked."
    )


def _how_many(kind: str, count: int) -> tuple[str, str]:
    """What there are so many of."""
    if kind == UNPRINTED:
        return "tall som ikke er trykt", "figure that is not printed" if count == 1 else "figures that are not printed"
    if kind == CLAIM:
        return ("påstand", "claim") if count == 1 else ("påstander", "claims")
    return ("trykt tall", "printed figure") if count == 1 else ("trykte tall", "printed figures")


def _sentence(counts: Counter[str], what: str, say: Voice) -> str:
    told = {slug: words if counts[slug] == 1 else _MANY.get(slug, words) for slug, words in _IN_A_SENTENCE.items()}
    parts = [f"{counts[slug]} {say(*told[slug])}" for slug, _ in VERDICTS if counts[slug]]
    return f"{counts.total()} {what}: {', '.join(parts)}."
