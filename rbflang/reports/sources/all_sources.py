"""The report of `sources`: all that is cited with its citation and status, and what of the documents that covers.

Takes a ruleset, the figures of a round and the published figures; gives a document, whose data are «rbflang.sources/1».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rbflang.data.figures import Figures, Observation
from rbflang.inventory.cited import ROUNDING, Cited, cited
from rbflang.published.coverage import Covered, CoveredDocument, coverage
from rbflang.published.statements import PublishedRow
from rbflang.reports.document import Block, Column, Document, Heading, Line, Lines, Paragraph, Table
from rbflang.reports.sources.sources_data import UNSOURCED, sources_data, standing_of_row
from rbflang.reports.titles import made_up
from rbflang.reports.typed_cells import DASH, Cell, Phrase, count_cell, phrases
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.tree import Entry
from rbflang.syntax.vocabulary import written_name
from rbflang.wording import Voice, Words

STATUSES: dict[str, Words] = {
    "documented": Words("fra kilden", "documented"),
    UNSOURCED: Words("uten kilde", "without a source"),
    "recorded": Words("gjengitt", "recorded"),
    "for_information": Words("til opplysning", "for information"),
    "derived": Words("utledet", "derived"),
    "interpreted": Words("tolket", "interpreted"),
    "assumed": Words("antatt", "assumed"),
    "unconfirmed": Words("ubekreftet", "unconfirmed"),
    "synthetic": Words("syntetisk", "synthetic"),
    "overrides": Words("overstyrer", "overrides"),
}
KINDS: dict[str, Words] = {
    "number": Words("Tall", "Numbers"),
    "step": Words("Trappetrinn", "Steps"),
    "rule": Words("Regler", "Rules"),
    "word": Words("Ord og tekster", "Words and texts"),
    "member": Words("Medlemmer", "Members"),
    "round": Words("Fordelinger", "Rounds"),
    "quantity": Words("Størrelser", "Quantities"),
    "check": Words("Kontrollberegninger", "Side calculations"),
}
_SAID = {
    "number": Words("tall", "numbers"),
    "step": Words("trinn", "steps"),
    "word": Words("verdier", "values"),
    "member": Words("medlemmer", "members"),
    "round": Words("fordelinger", "rounds"),
}
_SHOWN = ("number", "step", "word")


def sources(
    ruleset: Ruleset,
    figures: Figures | None,
    published: Sequence[PublishedRow],
    is_whole: bool = False,
    language: str = "nb",
    more: str = "",
) -> Document:
    """What the rules rest on, and the command that goes on; with `is_whole` each number has a line of its own."""
    say, found, rows = Voice(language, currency=ruleset.currency), tuple(cited(ruleset)), _rows(figures)
    documents = coverage(ruleset, figures, published)
    name = ruleset.tree.header.title if ruleset.tree.header else ""
    title = say(
        f"{name or ruleset.title}: tall, regler og kilder", f"{name or ruleset.title}: numbers, rules and sources"
    )
    leading = Paragraph(f"{say('Mer:', 'More:')} {more}", 0, leads_on=True)
    blocks = (
        *_totals(found, rows, say),
        *_listing(ruleset, found, is_whole, say),
        *_reasons(ruleset, found, rows, say),
        *(block for one in documents for block in _document(one, say)),
        *([leading] if more and figures and ruleset.payout else ()),
    )
    is_made_up = any(one.status == "synthetic" for one in rows)
    notice = made_up([figures], [ruleset.title], say) if figures and is_made_up else ""
    return Document(title, blocks, lambda: sources_data(ruleset, found, rows, documents), notice, language=say.language)


def _rows(figures: Figures | None) -> tuple[Observation, ...]:
    return (*figures.observations.values(), *figures.pins.values()) if figures else ()


# totals and the list


def _totals(found: Sequence[Cited], rows: Sequence[Observation], say: Voice) -> Iterator[Block]:
    """How many there are of each kind and status."""
    counts = Counter((one.what, one.status) for one in found) + Counter(("row", standing_of_row(one)) for one in rows)
    kinds = {
        **{kind: words.say(say.language) for kind, words in KINDS.items()},
        "row": say("Rader i dataene", "Data rows"),
    }
    shown = [status for status in STATUSES if any(of == status for _, of in counts)]
    table = [
        (
            Phrase(title),
            *(_count(counts[kind, status]) for status in shown),
            _count(sum(counts[kind, of] for of in shown)),
        )
        for kind, title in kinds.items()
        if any(what == kind for what, _ in counts)
    ]
    heads = (*(STATUSES[status].say(say.language) for status in shown), say("i alt", "total"))
    yield Heading(say("Hva tall og regler bygger på", "What numbers and rules rest on"))
    yield Table((Column("", "left"), *map(Column, heads)), tuple(table))


def _count(count: int) -> Cell:
    return count_cell(count) if count else DASH


def _listing(ruleset: Ruleset, found: Sequence[Cited], is_whole: bool, say: Voice) -> Iterator[Block]:
    """Each that is cited; those of one name and citation on one line, unless all are asked for."""
    groups: dict[object, list[Cited]] = {}
    for at, one in enumerate(found):
        groups.setdefault(at if is_whole else (one.name, one.what, one.citation), []).append(one)
    file = ruleset.source.name.rpartition("/")[2]
    yield Heading(say(f"Tall og regler i {file}", f"Numbers and rules in {file}"))
    yield Table(
        (
            Column(say("Linje", "Line")), Column(say("Navn", "Name"), "left"),
            Column(say("Skrevet", "Written"), "left", 1), Column("Status", "left"),
            Column(say("Kilde", "Source"), "left"),
        ),
        tuple(_listed(group, say) for group in groups.values()),
    )  # fmt: skip
    inputs = [one.name for one in ruleset.quantities.values() if one.role == "input" and not one.citation]
    if inputs:
        names = say.listing(inputs)
        yield Paragraph(say(f"Inndata trenger ingen kilde i reglene: {names}.", f"Inputs need no citation: {names}."))


def _listed(group: Sequence[Cited], say: Voice) -> tuple[Cell, ...]:
    first, last = group[0], group[-1]
    lines = str(first.span.line) if last.span.line == first.span.line else f"{first.span.line}–{last.span.line}"
    name, comma, _ = (first.address if len(group) == 1 else first.name).partition(", ")
    name += f"{comma}{ROUNDING.say(say.language)}" if comma else ""
    status = STATUSES[first.status].say(say.language)
    places = dict.fromkeys(filter(None, map(_place, first.citation.entries)))
    return phrases(lines, name, _written(group, say), status, say.cited("; ".join(places)))


def _written(group: Sequence[Cited], say: Voice) -> str:
    """The number or the word; how many where there are several; nothing of a formula, a text, or what has a name."""
    what, written = group[0].what, group[0].written
    if len(group) == 1:
        return written if what in _SHOWN and not written.startswith('"') else ""
    return f"{len(group)} {_SAID[what].say(say.language)}" if what in _SAID else ""


def _place(entry: Entry) -> str:
    return f"{entry.source} {', '.join(entry.places)}".strip()


# why


def _reasons(ruleset: Ruleset, found: Sequence[Cited], rows: Sequence[Observation], say: Voice) -> Iterator[Block]:
    """What is not documented, each reason once, with all that rests on it."""
    for status, words in STATUSES.items():
        reasons: dict[tuple[str, str], dict[str, list[str]]] = {}
        for one in found:
            for entry in one.citation.entries:
                if entry.status == status and entry.reasoning:
                    key = _place(entry), entry.reasoning
                    reasons.setdefault(key, {}).setdefault(one.name, []).append(one.address)
        for row in rows:
            if row.status == status and status not in ("documented", "recorded", "for_information"):
                place, _, why = row.source.partition(":")
                place = f"{place.strip()}: {say.printed(f'{row.printed} {row.narrowing}')}" if row.stands_for else place
                name = written_name(row.quantity, ruleset.tree.language)
                address = ".".join((name, *filter(None, row.key)))
                reasons.setdefault((place.strip(), why.strip()), {}).setdefault(name, []).append(address)
        if reasons:
            yield Heading(words.say(say.language).capitalize())
            is_in_another = ruleset.tree.language != say.language
            told = (((say.cited(place), say.quoted(why) if why and is_in_another else why), names)
                    for (place, why), names in reasons.items())  # fmt: skip
            yield Lines(tuple(_reason(place, why, names) for (place, why), names in told))


def _reason(place: str, why: str, names: dict[str, list[str]]) -> Line:
    label = ", ".join(
        addresses[0] if len(addresses) == 1 else f"{name} ({len(addresses)})" for name, addresses in names.items()
    )
    return Line(label, ": ".join(filter(None, (place, why))))


# documents


def _document(one: CoveredDocument, say: Voice) -> Iterator[Block]:
    """A document's passages, and those that nothing is about."""
    if not one.passages:
        return
    yield Heading(f"{one.source.title} ({one.source.name.text})")
    yield Table(
        (
            Column(say("Sted", "Place"), "left"), Column("", "left", 1), Column(say("Regler", "Rules")),
            Column(say("Merknader", "Notes")), Column("Data"), Column(say("Trykt", "Printed")),
        ),
        tuple(_covered(covered, one.is_listed, say) for covered in one.passages),
    )  # fmt: skip
    yield Paragraph(_conclusion(one, say))


def _covered(one: Covered, is_listed: bool, say: Voice) -> tuple[Cell, ...]:
    """A passage; that it has no heading is known of a document whose contents are listed."""
    counts = (one.rules, one.notes, one.data, one.printed)
    label = say.cited(one.passage.label) or say("hele dokumentet", "the whole document")
    has_heading = one.passage.title or not (is_listed and one.passage.label)
    untitled = "" if has_heading else say("(uten overskrift)", "(no heading)")
    return *phrases(label, one.passage.title or untitled), *map(_count, counts)


def _conclusion(one: CoveredDocument, say: Voice) -> str:
    if not one.is_listed:
        return say(
            "Innholdet i dokumentet er ikke ført opp i regelsettet. Dette er stedene som er sitert.",
            "The ruleset does not list what the document contains. These are the places that are cited.",
        )
    total, twice = len(one.passages), _twice(one, say)
    if not one.uncovered:
        said = say(f"Alle {total} stedene er dekket av en regel eller en merknad.",
                   f"All {total} places are covered by a rule or a note.")  # fmt: skip
        return f"{said} {twice}".strip()
    places, covered = say.listing([_uncovered(left, say) for left in one.uncovered]), total - len(one.uncovered)
    said = say(
        f"{covered} av {total} steder er dekket av en regel eller en merknad. Ikke dekket: {places}.",
        f"{covered} of {total} places are covered by a rule or a note. Not covered: {places}.",
    )
    return f"{said} {twice}".strip()


def _uncovered(one: Covered, say: Voice) -> str:
    """The place, and what else is about it."""
    kinds = ((one.data, say("data", "data")), (one.printed, say("trykte tall", "printed figures")))
    only = say.listing([words for count, words in kinds if count])
    return one.passage.label + (say(f" (bare {only})", f" (only {only})") if only else "")


def _twice(one: CoveredDocument, say: Voice) -> str:
    """That the document uses a number for more than one passage."""
    if not one.twice:
        return ""
    numbers = say.listing([f"«{each}»" if say.language == "nb" else f"“{each}”" for each in one.twice])
    return say(f"Dokumentet bruker {numbers} to ganger.", f"The document uses {numbers} twice.")
