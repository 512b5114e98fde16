"""The faults of wide tables, with the members of one set down the side and those of another across.

Takes places and the names of quantities and sets, gives faults. It must not know how a table is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.data_faults import UNKNOWN_IN_DATA, shortened
from rbflang.diagnostics import Fault, Label
from rbflang.file_faults import DATA_NOT_UNDERSTOOD
from rbflang.source import Span
from rbflang.wording import Words

MOST_OFFERED = 3


def quantity_not_named(span: Span, called: Sequence[str], across: Words) -> Fault:
    """A wide table that does not say what its figures are, or names several quantities."""
    file = span.source.name
    cure = (
        Words(
            "Skriv navnet på størrelsen i hjørnet av tabellen eller på en linje over den, eller på kommandolinjen:",
            "Write the name of the quantity in the corner of the table or on a line above it, or on the command line:",
        )
        if called
        else Words(
            f"Ingen inndata i regelsettet varierer over {across.nb}. Kontroller at det er riktig fil.",
            f"No input of the ruleset varies over {across.en}. Check that it is the right file.",
        )
    )
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(
            "Tabellen sier ikke hvilken størrelse tallene er", "The table does not say which quantity its figures are"
        ),
        (Label(span, Words("ingen størrelse er navngitt her", "no quantity is named here")),),
        (),
        cure,
        tuple(f'--data "{one}={file}"' for one in called[:MOST_OFFERED]),
    )


def unknown_quantity(span: Span, asked: str, near: Sequence[str]) -> Fault:
    """A table that is asked for as a quantity that the ruleset does not have."""
    shown = shortened(asked)
    return Fault(
        UNKNOWN_IN_DATA,
        Words(f"Regelsettet har ingen størrelse «{shown}»", f"The ruleset has no quantity “{shown}”"),
        (Label(span, Words("denne tabellen er gitt med det navnet", "this table is given with that name")),),
        (),
        Words("Rett navnet foran filen.", "Correct the name before the file.")
        if not near
        else Words("Mente du dette?", "Did you mean this?"),
        tuple(f'--data "{one}={span.source.name}"' for one in near),
    )


def no_members_across(span: Span, quantity: str, sets: Sequence[Words]) -> Fault:
    """A table that is asked for, and has no line of members."""
    nb, en = (" eller ".join(one.nb for one in sets), " or ".join(one.en for one in sets))
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(f"Ingen av de første linjene navngir {nb}", f"None of the first lines names {en}"),
        (Label(span, Words("tabellen begynner her", "the table begins here")),),
        (),
        Words(
            f"Skriv dem bortover på én linje, med tallene for «{quantity}» under.",
            f"Write them across one line, with the figures of “{quantity}” below.",
        ),
    )


def side_not_named(span: Span, quantity: str, a_member: Words, set_name: str) -> Fault:
    """A wide table without a column for the members of a set."""
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(
            f"Tabellen har ingen kolonne som sier hva tallene gjelder: {a_member.nb}",
            f"The table has no column that says what its figures are about: {a_member.en}",
        ),
        (Label(span, Words("overskriftene", "the headings")),),
        (Words(f"«{quantity}» har ett tall for hver.", f"“{quantity}” has a figure for each."),),
        Words(
            f"Sett inn en kolonne til venstre med overskriften «{set_name}».",
            f"Put in a column on the left with the heading “{set_name}”.",
        ),
    )


def column_without_heading(span: Span, a_member: Words) -> Fault:
    """A column of a wide table that holds something and says not what."""
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words("En kolonne med innhold har ingen overskrift", "A column that holds something has no heading"),
        (Label(span, Words("denne cellen", "this cell")),),
        (),
        Words(
            f"Skriv øverst i kolonnen hva den gjelder: {a_member.nb}. Er den noe annet, så slett den.",
            f"Write at the head of the column what it is about: {a_member.en}. If it is something else, delete it.",
        ),
    )


def heads_no_member(span: Span, heading: str, a_member: Words, near: Sequence[str]) -> Fault:
    """A column of a wide table that holds something and heads no member."""
    likely = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?") if near else Words("ukjent", "unknown")
    shown = shortened(heading)
    return Fault(
        UNKNOWN_IN_DATA,
        Words(f"Overskriften «{shown}» er ikke {a_member.nb}", f"The heading “{shown}” is not a {a_member.en}"),
        (Label(span, likely),),
        (),
        Words("Rett skrivemåten, eller slett kolonnen.", "Correct the spelling, or delete the column."),
    )


def of_one_figure(span: Span, heading: str, rows: Sequence[str]) -> Fault:
    """A column of a wide table that corrects or narrows a figure, where each line has several."""
    shown = shortened(heading)
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(
            f"Kolonnen «{shown}» kan ikke stå i en tabell med flere tall på linjen",
            f"The column “{shown}” cannot stand in a table with several figures on a line",
        ),
        (Label(span, Words("hvilket av tallene gjelder det?", "of which of the figures is this said?")),),
        (),
        Words(
            "Ta kolonnen bort, og gi tallet som en rad i en egen fil, med en --data til. Overskriftene der er:",
            "Take the column away, and give the figure as a row of a file of its own, with one more --data. The "
            "headings there are:",
        ),
        (";".join(rows),),
    )


def set_not_of_quantity(span: Span, member: str, quantity: str) -> Fault:
    """A wide table with members across that its quantity has no figures for."""
    return Fault(
        UNKNOWN_IN_DATA,
        Words(f"«{quantity}» har ikke tall for «{member}»", f"“{quantity}” has no figures for “{member}”"),
        (Label(span, Words("overskriften", "the heading")),),
        (),
        Words("Rett navnet på størrelsen, eller overskriftene.", "Correct the quantity, or the headings."),
    )


def named_otherwise(span: Span, asked: str, named: str) -> Fault:
    """A table that is asked for as one quantity and says itself that it is of another."""
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(
            f"Tabellen er gitt som «{asked}», men sier selv at den er «{named}»",
            f"The table is given as “{asked}”, but says itself that it is “{named}”",
        ),
        (Label(span, Words("her er størrelsen navngitt", "the quantity is named here")),),
        (),
        Words("Rett navnet foran filen:", "Correct the name before the file:"),
        (f'--data "{named}={span.source.name}"',),
    )
