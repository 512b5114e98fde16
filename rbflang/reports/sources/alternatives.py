"""The report of `sources --alternatives`: what else was tried for each derivation and reading, and what it gives.

Takes a computed ruleset and its published figures; everything is computed by running the model again. Gives a document
whose data are the part `alternatives` of «rbflang.sources/1».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.explanation.allocation_account import AllocationAccount, allocation_account
from rbflang.explanation.item import Item
from rbflang.explanation.paid import paying_voice
from rbflang.explanation.payments import Payments, totals_of
from rbflang.explanation.roles import Roles, roles_of
from rbflang.graph.domain import Key
from rbflang.library import SYNTHETIC
from rbflang.published.combined_alternatives import combined_alternatives
from rbflang.published.declared_alternatives import tried_alternatives
from rbflang.published.number_ranges import number_ranges
from rbflang.published.parts_patterns import parts_patterns
from rbflang.published.statements import PublishedRow
from rbflang.published.trial import Prints, Trial, prints_of, tried_readings
from rbflang.reports.document import Block, Column, Document, Heading, Line, Lines, Notes, Paragraph, Table
from rbflang.reports.explain.indicator_table import LETTERS, abbreviated
from rbflang.reports.explain.narrowings import part_of_reading, readings_named
from rbflang.reports.foot import foot
from rbflang.reports.offered import language_again, offered
from rbflang.reports.sources.alternatives_data import nothing_tried, tried_data
from rbflang.reports.sources.combined import combined_blocks
from rbflang.reports.sources.patterns import pattern_blocks
from rbflang.reports.sources.printed_ranges import ranges_block
from rbflang.reports.titles import called, notice, round_title
from rbflang.reports.typed_cells import DASH, Phrase, count_cell, points_cell
from rbflang.reports.typed_cells import Cell as TableCell
from rbflang.ruleset.alternative_text import alternatives_of, counts_otherwise, triable_alternatives
from rbflang.ruleset.model import CheckedRuleset, Ruleset
from rbflang.syntax.tree import AlternativeDecl
from rbflang.uncertainty.other_readings import Alternative, alternatives
from rbflang.wording import Voice, counted

Tried = Sequence[tuple[AlternativeDecl, Trial]]
Readings = Sequence[tuple[Alternative, Trial]]
MOST_PLACES = 8


def tried(computed: Computed, published: Sequence[PublishedRow], language: str = "nb") -> Document:
    """Every alternative, and which published figures it gives or misses."""
    say, roles, prints = (
        paying_voice(language, computed),
        roles_of(computed.checked),
        prints_of(computed, published),
    )
    declared, combined = tried_alternatives(computed, prints), combined_alternatives(computed)
    found = alternatives(computed, roles.total.name)
    readings = tried_readings(prints, computed, found)
    ranges = number_ranges(computed, prints) if any(prints.given) else ()
    patterns = parts_patterns(computed, published)
    account = allocation_account(computed)
    blocks = (
        Paragraph(_introduction(prints, say)),
        *_declared(account, declared, prints, say),
        *combined_blocks(account, combined, say),
        *_counted_otherwise(computed.checked.ruleset, say),
        *_readings(account, readings, prints, say),
        *pattern_blocks(account.ruleset, patterns, say),
        *ranges_block(computed, ranges, say),
    )
    title = say(f"{computed.checked.ruleset.title}, {round_title(computed, say)}: hva annet som er prøvd",
                f"{computed.checked.ruleset.title}, {round_title(computed, say)}: what else was tried")  # fmt: skip
    made = tried_data(computed, prints, declared, combined, readings, ranges, patterns, say.language)
    return Document(title, blocks, made, notice(computed, say), foot(say, computed), say.language)


def not_tried(checked: CheckedRuleset, has_made_up: bool, language: str = "nb") -> Document:
    """That a year without observations has nothing to try the readings on, in one line."""
    say, name = Voice(language, currency=checked.ruleset.currency), checked.ruleset.name
    title = say(
        f"{checked.ruleset.title} mangler observasjoner, så andre lesninger er ikke prøvd.",
        f"{checked.ruleset.title} lacks observations, so no other readings were tried.",
    )
    command = offered(
        "sources", name, "--alternatives", "--data", SYNTHETIC, *language_again(say, checked.ruleset.tree.language)
    )
    more = say(f"På tall laget for prøving: {command}", f"On figures made up for trial: {command}")
    blocks = (Paragraph(more, 0),) if has_made_up else ()
    return Document(title, blocks, lambda: nothing_tried(checked.ruleset), foot=(), language=say.language)


def _introduction(prints: Prints, say: Voice) -> str:
    count = sum(prints.given)
    if not prints.rows:
        return say(
            "Det er ikke ført opp noen publiserte tall som hører til disse resultatene, så ingenting kan skille mellom "
            "lesningene.",
            "No published figures that belong to these results are recorded, so nothing can tell the readings apart.",
        )
    return say(
        f"Av {len(prints.rows)} publiserte tall og påstander som kan regnes ut, stemmer {count} med regelsettet. For "
        "hver lesning vises det hvor mange av dem som også stemmer da. Modellen er kjørt på nytt for hver. Tekster som "
        "bare sammenlignes ord for ord, er ikke med.",
        f"Of {len(prints.rows)} published figures and claims that can be computed, {count} agree with the ruleset. For "
        "each reading it is shown how many of these agree then. The model was run again for each. Texts that are only "
        "compared word for word are left out.",
    )


# alternatives that the ruleset declares


def _declared(account: AllocationAccount, found: Tried, prints: Prints, say: Voice) -> Iterator[Block]:
    if not found:
        return
    regions, roles = account.payments.payees, account.roles
    yield Heading(say("Andre lesninger av reglene", "Other readings of the rules"))
    base = _totals(account.totals)
    columns = (Column(_total_title(roles, say), "left"), *(Column(one) for one in abbreviated(regions, say)),
               Column(say("Stemmer ikke", "Not agreeing")))  # fmt: skip
    rows = [
        (Phrase(say("Reglene slik de står", "The rules as they stand")), *base, count_cell(0) if prints.rows else DASH)
    ]
    for one, made in found:
        totals = _totals(totals_of(made.computed, roles)) if made.computed else (DASH,) * len(regions)
        rows.append((Phrase(_title(one, say)), *totals, _missed(made, prints)))
    yield Table(columns, tuple(rows))
    for one, made in found:
        yield Heading(_title(one, say))
        yield Lines(tuple(_told(account, one, made, prints, say)))


def _missed(made: Trial, prints: Prints) -> TableCell:
    return count_cell(len(made.missed)) if made.computed and prints.rows else DASH


def _title(one: AlternativeDecl, say: Voice) -> str:
    return (say.language == "en" and one.titles.english) or one.titles.title


def _total_title(roles: Roles, say: Voice) -> str:
    return (say.language == "en" and roles.total.titles.english) or roles.total.title


def _totals(found: Sequence[Item]) -> tuple[TableCell, ...]:
    return tuple(points_cell(one.exact) for one in found)


def _told(account: AllocationAccount, one: AlternativeDecl, made: Trial, prints: Prints, say: Voice) -> Iterator[Line]:
    """Where an alternative stands, its reason, and what comes of it."""
    yield from _rests_on(one, say)
    if made.computed is None:
        faults = "; ".join(fault.title.say(say.language) for fault in made.faults)
        yield Line(say("Kan ikke regnes ut", "Cannot be computed"), faults)
        return
    if counts_otherwise(one):
        yield Line(
            say("Telling", "Counting"),
            say(
                "Det telles også på en annen måte. Det er ikke prøvd her, for det krever episodene.",
                "It also counts in another way. That was not tried here, for it takes the episodes.",
            ),
        )
    yield Line(say("Publiserte tall", "Published figures"), _verdict(made, prints, say))
    if made.gained:
        places = _places(made.gained, say)
        yield Line(say("Bare da", "Only then"), say(f"Disse stemmer bare med denne lesningen: {places}.",
                                                  f"These agree with this reading alone: {places}."))  # fmt: skip
    yield Line(say.money_heading, moved(account.payments, made.payouts, say))
    for fault in made.faults:
        story = [words.say(say.language) for words in fault.story[:1]]
        yield Line(say("Kontroll", "Assertion"), ". ".join((fault.title.say(say.language), *story)))


def _rests_on(one: AlternativeDecl, say: Voice) -> Iterator[Line]:
    for entry in one.citation.entries if one.citation else ():
        place = say.cited(f"{entry.source} {', '.join(entry.places)}".strip())
        yield Line(say("Bygger på", "Rests on"), ": ".join(filter(None, (place, entry.reasoning))), one.span.short)


def _counted_otherwise(ruleset: Ruleset, say: Voice) -> Iterator[Block]:
    """The alternatives that count in another way, which only episodes can try."""
    tried = triable_alternatives(ruleset)
    found = tuple(one for one in alternatives_of(ruleset) if one not in tried)
    if not found:
        return
    yield Heading(say("Andre måter å telle på", "Other ways of counting"))
    yield Paragraph(say(
        "Resultatene her er gitt, og de er ikke telt på nytt. Hva en annen måte å telle på flytter, kan bare vises med "
        "episodene fra registeret.",
        "The results here are given, and they were not counted again. What another way of counting moves can only be "
        "shown with the episodes of the register.",
    ))  # fmt: skip
    for one in found:
        yield Heading(_title(one, say))
        yield Lines(tuple(_rests_on(one, say)))


def _verdict(made: Trial, prints: Prints, say: Voice) -> str:
    count = sum(prints.given)
    if not count:
        return say("Det er ingen å prøve mot.", "There are none to try it on.")
    if made.missed:
        return say(
            f"{len(made.missed)} av {count} stemmer ikke: {_places(made.missed, say)}.",
            f"{len(made.missed)} of {count} do not agree: {_places(made.missed, say)}.",
        )
    if made.gained or made.faults:
        return say(f"Alle {count} stemmer.", f"All {count} agree.")
    return say(
        f"Alle {count} stemmer. Ingen av dem skiller lesningen fra reglene slik de står.",
        f"All {count} agree. None of them tells the reading from the rules as they stand.",
    )


def _places(rows: Sequence[PublishedRow], say: Voice) -> str:
    """Where the rows are printed, with how many there are at each place."""
    counts = Counter(f"{row.text('document')} {row.text('place')}" for row in rows)
    shown = [f"{say.cited(place)} ({count})" for place, count in counts.most_common(MOST_PLACES)]
    left = len(counts) - len(shown)
    return say.listing(shown + ([say(f"{left} steder til", f"{left} more places")] if left else []))


def moved(payments: Payments, after: Mapping[Key, Fraction], say: Voice) -> str:
    """How many kroner more or less each region gets."""
    known = [(member, one) for member, one in zip(payments.payees, payments.paid, strict=True) if one.exact is not None]
    apart = {called(member, say): after[one.key] - one.number for member, one in known if one.key in after}
    if not any(apart.values()):
        return say("De samme beløpene.", "The same amounts.")
    said = [
        f"{region} {say.kroner(value, sign=True) if value else say('uendret', 'unchanged')}"
        for region, value in apart.items()
    ]
    return f"{say.listing(said)}."


# figures that were narrowed


def _readings(account: AllocationAccount, found: Readings, prints: Prints, say: Voice) -> Iterator[Block]:
    if not found:
        return
    regions = account.payments.payees
    yield Heading(say("Resultater som er lest trangere enn de er trykt", "Figures read more narrowly than printed"))
    readings = found[0][0].readings
    yield Notes(tuple(readings_named(account.ruleset, readings, say)))
    letters = [Column(letter, "left") for letter, _ in zip(LETTERS.upper(), readings, strict=False)]
    points = (Column(one) for one in abbreviated(regions, say))
    columns = (*letters, *points, Column(say("Stemmer ikke", "Not agreeing")))
    rows = []
    for one, made in found:
        parts = [Phrase(part_of_reading(reading, say)) for reading in one.readings]
        totals = [one.values.get(total.key) for total in account.totals]
        rows.append((*parts, *map(points_cell, totals), _missed(made, prints)))
    yield Table(columns, tuple(rows))
    if any(prints.given):
        yield Paragraph(_only(found, say))


def _only(found: Readings, say: Voice) -> str:
    """Whether the chosen reading alone agrees."""
    agreeing = [one for one, made in found if not made.missed]
    count = say(counted(len(found)), str(len(found)))
    first = say("Den første er den som er valgt.", "The first is the one that was chosen.")
    if len(agreeing) == 1 and agreeing[0].is_chosen:
        only = say(
            f"Av de {count} lesningene er det bare den som stemmer med alle de publiserte tallene.",
            f"Of the {count} readings it alone agrees with all the published figures.",
        )
        return f"{first} {only}"
    several = say(
        f"{counted(len(agreeing)).capitalize()} av de {count} lesningene stemmer med alle de publiserte tallene.",
        f"{len(agreeing)} of the {count} readings agree with all the published figures.",
    )
    return f"{first} {several}"
