"""That something is as before, and where it is so because of the document that one ruleset or both have it from.

Takes pieces that are the same in both; gives the words to say so. What is taken from the other year, or both from a
third, is told as the same, never as carried over: no document shows it twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from rbflang.comparison.borrowed import Borrowed, Pair, borrowed
from rbflang.comparison.differences import RulesetComparison
from rbflang.reports.compare.documents_named import document_named
from rbflang.reports.compare.told_changes import titles_of
from rbflang.reports.standings import standing_of_both
from rbflang.wording import Voice, Words

CONTINUED = {False: Words("er videreført", "is continued"), True: Words("er videreført", "are continued")}
AS_BEFORE = {False: Words("er som før", "is as before"), True: Words("er som før", "are as before")}
TAKEN = {
    (False, True): Words("er dette", "this is"),
    (False, False): Words("er noe av dette", "some of this is"),
    (True, True): Words("er disse", "these are"),
    (True, False): Words("er noen av disse", "some of these are"),
}
"""By whether there are many, and whether it is so of all."""


@frozen(eq=False, repr=False)
class AsBefore:
    """The words for pieces that are the same: the verb, what they rest on behind it, and what is said afterwards."""

    is_taken: bool
    verb: str
    mark: str
    why: str


def as_before(comparison: RulesetComparison, pairs: Sequence[Pair], say: Voice, many: bool = False) -> AsBefore:
    """How pieces that are the same in both are told: `er videreført`, or `er som før` where they had to be the same."""
    found = list(borrowed(comparison, pairs))
    verb = (AS_BEFORE if found else CONTINUED)[many].say(say.language)
    why = "".join(f" {one}" for one in _why(comparison, found, len(pairs), many, say))
    return AsBefore(bool(found), verb, standing_of_both(pairs, titles_of(comparison), say), why)


def _why(comparison: RulesetComparison, found: Sequence[Borrowed], count: int, many: bool, say: Voice) -> Iterator[str]:
    """`I RBF 2022 er disse hentet fra «…» tabell 5. Derfor er det ingen forskjell.`"""
    for one in found:
        ruleset = (*titles_of(comparison), say("begge regelsettene", "both rulesets"))[one.side]
        where = ", ".join(filter(None, (document_named(one.document, say), say.cited(", ".join(one.places)))))
        reason = say(f": {one.reasoning}", f": {say.quoted(one.reasoning)}") if one.reasoning else ""
        are = TAKEN[many, one.count == count].say(say.language)
        yield say(f"I {ruleset} {are} hentet fra {where}{reason}.", f"In {ruleset} {are} taken from {where}{reason}.")
    if found:
        yield (
            say("Derfor er det ingen forskjell.", "That is why there is no difference.")
            if any(one.count == count for one in found)
            else say("Der er det derfor ingen forskjell.", "That is why there is no difference there.")
        )
