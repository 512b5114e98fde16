"""The report of `compare`: what changed in the rules, and what each change moves in kroner.

Takes a comparison, and what the changes move where that was asked for; gives a document worded like the overview of
changes in the rulebooks. Its data are the contract «rbflang.comparison/1».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from rbflang.comparison.differences import RulesetComparison, Side
from rbflang.comparison.moved_kroner import MovedKroner
from rbflang.explanation.paid import decimals_in_all
from rbflang.published.published_changes import PublishedChange
from rbflang.reports.cell_words import worded
from rbflang.reports.compare.changed_counts import changed_counts
from rbflang.reports.compare.changed_measures import changed_measures
from rbflang.reports.compare.changed_members import changed_members
from rbflang.reports.compare.changed_numbers import changed_numbers, changed_properties, changed_texts
from rbflang.reports.compare.changed_rounds import not_confirmed
from rbflang.reports.compare.changed_rules import (
    beside,
    beside_in_words,
    changed_rules,
    continued_rules,
    no_longer_used,
)
from rbflang.reports.compare.moved_amounts import moved_blocks, moved_data
from rbflang.reports.compare.published_payouts import published_blocks, published_data, rest_blocks
from rbflang.reports.compare.told_changes import Section, Told, blocks_of, titles_of
from rbflang.reports.document import Block, Document, Heading, Notes, Paragraph
from rbflang.reports.foot import foot_of_figures
from rbflang.reports.titles import made_up
from rbflang.wording import Voice

SCHEMA = "rbflang.comparison/1"


@frozen(eq=False, repr=False)
class Published:
    """What was published of the two rulesets: the changes of payouts, and for each the sets whose size is printed."""

    changes: tuple[PublishedChange, ...] = ()
    counts: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


NOTHING_PUBLISHED = Published()


def difference(
    comparison: RulesetComparison,
    moved: MovedKroner | None,
    basis: str,
    language: str = "nb",
    is_synthetic: bool = False,
    published: Published = NOTHING_PUBLISHED,
    again: Sequence[str] = (),
    own: Sequence[str] = (),
) -> Document:
    """What changed; `basis` says which figures the kroner rest on, or why there are none.

    `again` are the words that ask for the same comparison, and `own` the figures that were set.
    """
    say = Voice(language, _decimals(comparison, moved), comparison.after.ruleset.currency)
    sections = tuple(_sections(comparison, published, say))
    before, after = titles_of(comparison)
    title = say(f"Endringer fra {before} til {after}", f"Changes from {before} to {after}")
    kroner = _kroner(comparison, moved, basis, published.changes, again, say)
    blocks = (*_rules(comparison, sections, say), *published_blocks(comparison, published.changes, say), *kroner)
    is_made_up = is_synthetic or bool(moved and _has_made_up_rows(moved))
    contents = {**data(comparison, sections, moved, basis, say), "synthetic": is_made_up}
    contents |= {"settings": list(own)} if own else {}
    contents |= {"published": published_data(published.changes)} if published.changes else {}
    told = [made_up(moved.figures, (before, after), say)] if is_made_up and moved else []
    told += [say(f"Egne tall: {'; '.join(own)}.", f"Own figures: {'; '.join(map(say.printed, own))}.")] if own else []
    notice = " ".join(told)
    return Document(title, blocks, contents, notice, foot_of_figures(say, moved.figures if moved else ()), language)


def _has_made_up_rows(moved: MovedKroner) -> bool:
    """True where the status of a row says that it is made up, whatever the file is called."""
    rows = (row for one in moved.figures for row in (*one.observations.values(), *one.pins.values()))
    return any(row.status == "synthetic" for row in rows)


def _sections(comparison: RulesetComparison, published: Published, say: Voice) -> Iterator[Section]:
    """In the order of the rulebooks: indicators, measures, targets and weights, then the rest."""
    yield from changed_members(comparison, say, published.counts)
    yield changed_counts(comparison, say)
    yield from changed_measures(comparison, say)
    yield from changed_properties(comparison, say)
    yield from changed_rules(comparison, say)
    yield from changed_numbers(comparison, say)
    yield from changed_texts(comparison, say)
    yield no_longer_used(comparison, say)


def _rules(comparison: RulesetComparison, sections: tuple[Section, ...], say: Voice) -> Iterator[Block]:
    if comparison.is_empty:
        yield Paragraph(say("Det er ingen forskjell på reglene.", "There is no difference between the rules."))
    else:
        if not any(one.lead or one.changes for one in sections):
            text = say(
                "Reglene som utbetalingen bygger på, er de samme.", "The rules that the payout rests on are the same."
            )
            yield Paragraph(text)
        yield from blocks_of(sections, comparison, say)
        continued = _continued(comparison, sections, say)
        if continued:
            yield Heading(say("Som før", "As before"))
            yield Notes(continued, hanging=2)
    told = tuple(
        filter(
            None,
            (
                _other_currency(comparison, say),
                beside_in_words(comparison, say),
                _cited(comparison, say),
                *not_confirmed(comparison, say),
            ),
        )
    )
    if told:
        yield Notes(told, hanging=2)


def _continued(comparison: RulesetComparison, sections: tuple[Section, ...], say: Voice) -> tuple[str, ...]:
    """What was continued, and is not said under a heading where something else was changed."""
    told = (text for one in sections if not one.changes for text in one.continued)
    return (*told, *continued_rules(comparison, say))


def _other_currency(comparison: RulesetComparison, say: Voice) -> str:
    before, after = (side.ruleset.currency for side in (comparison.before, comparison.after))
    if before == after:
        return ""
    return say(
        f"Beløp er i {after.many}, og var i {before.many}.", f"Amounts are in {after.many}, and were in {before.many}."
    )


def _cited(comparison: RulesetComparison, say: Voice) -> str:
    count = comparison.cited_anew
    if not count:
        return ""
    if count == 1:
        return say("Ett tall eller én regel er lik i begge, men har en annen kildehenvisning.",
                   "One number or rule is the same in both, but has another citation.")  # fmt: skip
    return say(
        f"{count} tall og regler er like i begge, men har en annen kildehenvisning.",
        f"{count} numbers and rules are the same in both, but have another citation.",
    )


def _decimals(comparison: RulesetComparison, moved: MovedKroner | None) -> int:
    """The decimals of what either ruleset pays."""
    sides = ((comparison.before, moved.before), (comparison.after, moved.after)) if moved else ()
    return max((decimals_in_all(side.ruleset, list(amounts.values())) for side, amounts in sides), default=0)


def _kroner(
    comparison: RulesetComparison,
    moved: MovedKroner | None,
    basis: str,
    changes: Sequence[PublishedChange],
    again: Sequence[str],
    say: Voice,
) -> Iterator[Block]:
    if moved is not None:
        yield from moved_blocks(comparison, moved, basis, again, say)
        yield from rest_blocks(comparison, moved, changes, say)
    elif basis:
        yield Heading(say(f"Hva endringene flytter, i {say.in_many}", f"What the changes move, in {say.in_many}"))
        yield Paragraph(basis)


# the contract


def data(
    comparison: RulesetComparison, sections: tuple[Section, ...], moved: MovedKroner | None, basis: str, say: Voice
) -> dict[str, Any]:
    """The comparison as data."""
    return {
        "schema": SCHEMA,
        "before": _named(comparison.before),
        "after": _named(comparison.after),
        "is_empty": comparison.is_empty,
        "changes": [_change(one, section, say) for section in sections for one in section.changes],
        "said": [text for section in sections for text in section.lead],
        "continued": [*(text for one in sections for text in one.continued), *continued_rules(comparison, say)],
        "beside_the_payout": beside(comparison),
        "cited_anew": comparison.cited_anew,
        "not_confirmed": list(not_confirmed(comparison, say)),
        "kroner": moved_data(comparison, moved, basis, say) if moved else None,
        "kroner_not_computed": basis if moved is None else "",
    }


def _named(side: Side) -> dict[str, str]:
    return {"ruleset": side.ruleset.name, "title": side.ruleset.title, "file": side.ruleset.source.name}


def _change(one: Told, section: Section, say: Voice) -> dict[str, Any]:
    before, after, change = (worded(cell, say.language) for cell in (one.before, one.after, one.change))
    return {
        "section": section.heading,
        "kind": one.kind,
        "about": list(one.about),
        "text": one.text,
        "before": before,
        "after": after,
        "change": change,
        "status_before": one.statuses[0],
        "status_after": one.statuses[1],
        "place_before": one.places[0],
        "place_after": one.places[1],
    }
