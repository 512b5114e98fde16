"""A set that has no member, in the text or in the data."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Inference
from rbflang.syntax.tree import SetDecl
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words

KIND = Kind(
    "set-without-members",
    Severity.FAULT,
    Words("En inndeling har ingen medlemmer", "A set has no members"),
    Words(
        "Medlemmene av en inndeling står i krøllparentes bak den, på linjer for seg som begynner med navnet på "
        "inndelingen, eller de kommer fra data.",
        "The members of a set stand in braces behind it, on lines of their own that begin with the name of the set, or "
        "they come from data.",
    ),
    Words('inndeling sykehus "Sykehus"', 'set hospital "Hospital"'),
    Words(
        'inndeling sykehus "Sykehus" { A "Sykehus A", B "Sykehus B" }',
        'set hospital "Hospital" { A "Hospital A", B "Hospital B" }',
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each set that the text declares without a member."""
    for one in ruleset.tree.declarations:
        if isinstance(one, SetDecl) and not one.from_data and not ruleset.sets[one.name.text].members:
            yield _fault(one, ruleset.tree.language)


def _fault(one: SetDecl, language: str) -> Fault:
    name, word, under = one.name.text, BY_NAME["SET"].spelled(language), BY_NAME["UNDER"].spelled(language)
    head = f"{word} {name}" + (f" {under} {one.under.text}" if one.under else "")
    return Fault(
        KIND,
        Words(f"«{name}» har ingen medlemmer", f"“{name}” has no members"),
        (Label(one.name.span, Words("ingen medlemmer", "no members")),),
        (),
        Words(
            "Skriv medlemmene bak inndelingen, på linjer for seg, eller at de kommer fra data:",
            "Write the members behind the set, on lines of their own, or that they come from data:",
        ),
        (f"{head} {{ A, B }}", f"{name} A", f"{head} {BY_NAME['FROM_DATA'].spelled(language)}"),
    )
