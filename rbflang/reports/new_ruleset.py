"""What a ruleset made from another year's holds, and what its author must do: the report of `rbflang new`.

Takes what was carried over, gives a document. It writes no ruleset.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.reports.document import Document, Line, Lines, Verbatim
from rbflang.ruleset.another_year import CarriedOver
from rbflang.syntax.tree import AlternativeDecl, QuantityDecl, SideCalculationDecl, SourceDecl
from rbflang.wording import Voice


def new_ruleset(made: CarriedOver, file: str, members: str, language: str) -> Document:
    """What was written to the file, and what comes next; `members` is the file of members beside it, if any."""
    say = Voice(language)
    lines = tuple(Line(label, text) for label, text in _lines(made, members, say))
    origin = made.years.called
    title = say(f"{file} er skrevet, med reglene i {origin}.", f"{file} was written, with the rules of {origin}.")
    return Document(title, (Lines(lines), Verbatim((f"rbflang check {file}",))))


def _lines(made: CarriedOver, members: str, say: Voice) -> Iterator[tuple[str, str]]:
    old, new = made.years.old, made.years.new
    yield say("Å bekrefte", "To confirm"), say(
        f"{made.to_confirm} steder er merket «ubekreftet»: Tallet eller regelen er tatt med fra {old}, og må slås opp "
        f"i dokumentene for {new}",
        f"{made.to_confirm} places are marked as unconfirmed: the number or the rule was taken over from {old}, and "
        f"must be looked up in the documents of {new}",
    )  # fmt: skip
    yield say("Årstall", "Years"), say(
        f"{old} er blitt {new} i titler og navn. Titlene på de nye kildene er et forslag, og innholdet i dem er ikke "
        "ført opp. Periodene i datagrunnlaget er ikke flyttet; der står det hva som gjaldt før",
        f"{old} became {new} in titles and names. The titles of the new sources are a proposal, and their contents are "
        "not listed. The periods of the data were not moved; they say what held before",
    )  # fmt: skip
    if made.notes:
        yield say("Merknader", "Notes"), say(
            f"{made.notes} er kommentert ut, for de gjelder dokumentene for {old}. Ta bort tegnet # foran dem som "
            "fortsatt gjelder",
            f"{made.notes} are commented out, for they are about the documents of {old}. Take away the # before those "
            "that still hold",
        )  # fmt: skip
    if members:
        yield say("Medlemmer", "Members"), say(
            f"{members} ligger ved siden av, med medlemmene regelsettet henter derfra. Se om de er de samme i {new}",
            f"{members} stands beside it, with the members that the ruleset has from there. See whether they are the "
            f"same in {new}",
        )  # fmt: skip
    yield say("Ikke med", "Left out"), say.listing(list(_left_out(made, say)))


def _left_out(made: CarriedOver, say: Voice) -> Iterator[str]:
    yield say("observasjoner", "observations")
    yield say("publiserte tall", "published figures")
    calculations = sum(isinstance(one, SideCalculationDecl) for one in made.left_out)
    if calculations:
        yield say(f"kontrollberegninger ({calculations})", f"side calculations ({calculations})")
    alternatives = sum(isinstance(one, AlternativeDecl) for one in made.left_out)
    if alternatives:
        yield say(f"alternativer ({alternatives})", f"alternatives ({alternatives})")
    names = ", ".join(one.name.text for one in made.left_out if isinstance(one, QuantityDecl | SourceDecl))
    if names:
        yield say(f"det ingen regel leser ({names})", f"what no rule reads ({names})")
