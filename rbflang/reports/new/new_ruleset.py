"""What a ruleset made from another year's holds, and what its author must do: the report of `rbflang new`.

Takes what was carried over, gives a document. It writes no ruleset.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rbflang.new_year.another_year import CarriedOver
from rbflang.reports.document import Document, Line, Lines, Verbatim
from rbflang.syntax.tree import AlternativeDecl, QuantityDecl, SideCalculationDecl, SourceDecl
from rbflang.wording import Voice


@frozen
class WrittenRuleset:
    """The new file as it is shown, the ruleset it was made from as it was named, and what stands beside the file.

    That is the file of members, if the rules use one, and the files of rounds that are read as observations.
    """

    file: str
    origin: str
    members: str
    is_copied: bool
    rounds: tuple[str, ...]


def new_ruleset(made: CarriedOver, written: WrittenRuleset, language: str) -> Document:
    """What was written, and what comes next."""
    say = Voice(language)
    lines = tuple(Line(label, text) for label, text in _lines(made, written, say))
    file, called = written.file, made.years.called
    title = say(f"{file} er skrevet, med reglene i {called}.", f"{file} was written, with the rules of {called}.")
    following = (f"rbflang check {file}", f"rbflang compare {written.origin} {file}")
    return Document(title, (Lines(lines), Verbatim(following)), language=language)


def _lines(made: CarriedOver, written: WrittenRuleset, say: Voice) -> Iterator[tuple[str, str]]:
    old, new = made.years.old, made.years.new
    count = made.to_confirm
    nb = "Ett sted" if count == 1 else f"{count} steder"
    en = "One place is" if count == 1 else f"{count} places are"
    yield say("Å bekrefte", "To confirm"), say(
        f"{nb} er merket «ubekreftet»: Det som står, er tatt med fra {old}, og må slås opp i dokumentene for {new}. "
        "Stemmer det, tar du bort ordet",
        f"{en} marked as unconfirmed: what stands there was taken over from {old}, and must be looked up in the "
        f"documents of {new}. Where it agrees, take the word away",
    )  # fmt: skip
    yield say("Årstall", "Years"), say(
        f"{old} er blitt {new} i titler og navn. Titlene på de nye kildene er et forslag, og innholdet i dem er ikke "
        "ført opp. Periodene i datagrunnlaget er de samme som før, og er også merket",
        f"{old} became {new} in titles and names. The titles of the new sources are a proposal, and their contents are "
        "not listed. The periods of the data are the same as before, and are marked too",
    )  # fmt: skip
    if made.untitled:
        header = made.made.header
        called = f"{header.scheme} {header.year}" if header else ""
        yield say("Tittel", "Title"), say(
            f"{called} har ingen tittel, for «{made.untitled}» er tittelen på en annen ordning. Skriv den etter "
            "årstallet",
            f"{called} has no title, for “{made.untitled}” is the title of another scheme. Write it after the year",
        )  # fmt: skip
    if made.notes:
        yield say("Merknader", "Notes"), say(
            f"{made.notes} er kommentert ut, for de gjelder dokumentene for {old}. Ta bort tegnet # foran dem som "
            "fortsatt gjelder",
            f"{made.notes} are commented out, for they are about the documents of {old}. Take away the # before those "
            "that still hold",
        )  # fmt: skip
    if written.members and not written.is_copied:
        yield say("Medlemmer", "Members"), say(
            f"{written.members} fantes fra før, og er ikke endret. Se om medlemmene der er de som gjelder i {new}",
            f"{written.members} was there already, and is not changed. See whether its members are those of {new}",
        )  # fmt: skip
    elif written.members:
        yield say("Medlemmer", "Members"), say(
            f"{written.members} ligger ved siden av, med medlemmene regelsettet henter derfra. Se om de er de samme i "
            f"{new}",
            f"{written.members} stands beside it, with the members that the ruleset has from there. See whether they "
            f"are the same in {new}",
        )  # fmt: skip
    if written.rounds:
        files = say.listing(written.rounds)
        yield say("Merk", "Note"), say(
            f"I mappen ligger {files}, som blir lest som observasjoner for det nye regelsettet",
            f"The folder has {files}, which will be read as observations for the new ruleset",
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
