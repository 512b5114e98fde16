"""How verdicts are worded: labels, figures as printed, and the notes that explain what does not simply agree.

Takes verifications, gives texts and blocks in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rbflang.published.counted_once import Judged, by_figure, each_once
from rbflang.published.statements import AS_PRINTED, CLAIM, FIGURE, UNPRINTED
from rbflang.published.verdicts import VERDICTS, Count, Verdict, Verification
from rbflang.published.words_of_the_file import noted_in
from rbflang.reports.document import Block, Heading, Notes
from rbflang.wording import MINUS, Voice, Words, lowered

BEFORE_DIGITS = re.compile(r"(?<![\w,.])-(?=\d)")

# In a table there is no room for more.
SHORTER: tuple[tuple[str, Words], ...] = (
    ("used_in_derivation", Words("brukt i utledningen", "used in derivation")),
    ("follows_from_print", Words("følger av trykte tall", "follows from print")),
    ("held", Words("stemmer", "equal")),
)


_YEAR = re.compile(r"\b\d{4}\b")


def title_of(one: Verification, document: str) -> str:
    """The title of a document, with the year or day it is from where the title names no year."""
    source = one.computed.checked.ruleset.sources.get(document)
    if source is None:
        return document
    issued = dict(source.facts).get("issued", "")
    return source.title if not issued or _YEAR.search(source.title) else f"{source.title}, {issued}"


def place_of(verdict: Verdict, say: Voice) -> str:
    """Where in its document a row stands, with the word for the place in the language spoken."""
    return say.cited(verdict.row.text("place"))


def label_of(one: Verification, verdict: Verdict) -> str:
    """The line and column of a figure, as its row names them; its quantity where it names neither."""
    return ", ".join(filter(None, (verdict.row.text("line"), column_of(one, verdict)))) or verdict.row.text("quantity")


def column_of(one: Verification, verdict: Verdict) -> str:
    """The column of a figure inside a sentence; a member keeps its capital."""
    column = verdict.row.text("column")
    sets = one.computed.checked.ruleset.sets.values()
    names = tuple(member.short for members in sets for member in members.members if member.short)
    return column if column.startswith(names) else lowered(column)


def printed(verdict: Verdict) -> str:
    """A figure as printed, with its unit; one sign for minus, however the file writes it."""
    text, unit = verdict.row.text(AS_PRINTED) or verdict.row.text("printed"), verdict.row.text("unit")
    return f"{BEFORE_DIGITS.sub(MINUS, text)} {unit}".strip() if text != "-" else text


def with_titles(one: Verification, order: str) -> str:
    """An order of members by their short titles."""
    if " > " not in order and " = " not in order:
        return order
    short = {
        member.name: member.short
        for members in one.computed.checked.ruleset.sets.values()
        for member in members.members
    }
    return re.sub(r"\w+", lambda match: short.get(match.group(), match.group()), order)


def word_of(verdict: Verdict, say: Voice) -> str:
    """The verdict as it stands in a table; a fault in capitals."""
    word = dict(SHORTER).get(verdict.slug, dict(VERDICTS)[verdict.slug]).say(say.language)
    return word.upper() if verdict.slug == "fault" else word


def explained(found: Sequence[Verification], slug: str, title: str, say: Voice) -> Iterator[Block]:
    """The notes on all figures of one verdict under a heading; nothing where there is none."""
    texts = list(_texts(found, slug, say))
    if slug == "fault":
        texts += [_miscount(one, count, say) for one in found for count in one.counts if not count.agrees]
    if texts:
        yield Heading(title)
        yield Notes(tuple(texts))


def read_so(found: Sequence[Verification], say: Voice) -> Iterator[Block]:
    """How claims that hold were read, where their rows say so: of another reading they might not hold."""
    held = [(one, verdict) for one, verdict in each_once(found) if verdict.is_claim and verdict.row.text("note")]
    texts = tuple(_explanation(one, [verdict], say) for one, verdict in held if verdict.slug in _HOLDING)
    if texts:
        yield Heading(say("Slik påstandene er lest", "How the claims were read"))
        yield Notes(texts)


def told_apart(found: Sequence[Verification], say: Voice) -> Iterator[Block]:
    """The figures that rulesets judge differently: what is given in one of them may be computed in another."""
    groups = [held for held in by_figure(found) if len({verdict.slug for _, verdict in held}) > 1]
    if groups:
        yield Heading(say("Samme tall, ulikt utfall", "One figure, different verdicts"))
        yield Notes(tuple(_told_apart(held, say) for held in groups))


def _told_apart(held: Sequence[Judged], say: Voice) -> str:
    one, verdict = held[0]
    place = f"{title_of(one, verdict.row.text('document'))}, {place_of(verdict, say)}"
    words = dict(VERDICTS)
    each = (f"{one.computed.checked.ruleset.title}: {words[verdict.slug].say(say.language)}" for one, verdict in held)
    notes = dict.fromkeys(noted_in(verdict.row, verdict.row.text("note")).say(say.language) for _, verdict in held)
    return " ".join(filter(None, (f"{place}: {_told(one, verdict, say)}. {'; '.join(each)}.", *notes)))


def _texts(found: Sequence[Verification], slug: str, say: Voice) -> Iterator[str]:
    """A text a figure, each once; figures of one place that lack the same are told of together."""
    chosen = [judged for judged in each_once(found) if judged[1].slug == slug]
    for _, group in groupby(chosen, key=_common if slug == "not_computable" else id):
        together = list(group)
        yield _explanation(together[0][0], [verdict for _, verdict in together], say)


def _common(judged: Judged) -> tuple[str, ...]:
    one, verdict = judged
    texts = map(verdict.row.text, ("document", "place", "missing", "note"))
    return (one.computed.checked.ruleset.name, verdict.kind, *texts)


def _explanation(one: Verification, verdicts: Sequence[Verdict], say: Voice) -> str:
    """Where figures are printed, both values where they differ, and why."""
    row, slug = verdicts[0].row, verdicts[0].slug
    document = title_of(one, row.text("document"))
    where = f"{one.computed.checked.ruleset.title}: {document}, {place_of(verdicts[0], say)}"
    told = "; ".join(_told(one, verdict, say) for verdict in verdicts)
    note = "" if slug in ("deviation", "fault") else noted_in(row, row.text("note")).say(say.language)
    place = f"({row.span.source.name}:{row.span.cell or row.span.line})" if slug == "fault" else ""
    return " ".join(filter(None, (f"{where}: {told}.", verdicts[0].reason.say(say.language), note, place)))


def _told(one: Verification, verdict: Verdict, say: Voice) -> str:
    """A figure with what is printed; where we get another, with ours."""
    label, ours = label_of(one, verdict), with_titles(one, verdict.ours.say(say.language))
    if verdict.slug not in ("deviation", "fault"):
        return label if verdict.is_claim else f"{label} ({printed(verdict)})"
    if verdict.is_claim:
        return f"{label} ({say('beregnet', 'computed')} {ours})" if ours else label
    computed = say(f", beregnet {ours}", f", computed {ours}") if ours else ""
    if verdict.kind == UNPRINTED:
        return say(
            f"{label}, {printed(verdict)} etter de trykte tallene{computed}",
            f"{label}, {printed(verdict)} by the printed figures{computed}",
        )
    return say(f"{label}, trykt {printed(verdict)}{computed}", f"{label}, printed {printed(verdict)}{computed}")


_HOLDING = ("reproduced", "used_in_derivation", "follows_from_print", "held")
_COUNTED = {
    FIGURE: ("trykte tall", "printed figures"),
    CLAIM: ("påstander", "claims"),
    UNPRINTED: ("tall som ikke er trykt", "figures that are not printed"),
}


def _miscount(one: Verification, count: Count, say: Voice) -> str:
    what = say(*_COUNTED[count.kind])
    title = title_of(one, count.document)
    if count.stated is None:
        return say(f"{title}: antallet {what} er ikke oppgitt.", f"{title}: the number of {what} is not stated.")
    return say(
        f"{title}: filen sier {count.stated} {what}, men har {count.found}.",
        f"{title}: the file says {count.stated} {what}, but has {count.found}.",
    )
