"""The faults of the rows of a data file: values, names, narrowings, pins.

Each kind is followed by the functions that word it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.source import Source, Span
from rbflang.wording import Words, listing, printed

LONGEST_SHOWN = 60


def shortened(text: str) -> str:
    """The text as a title shows it."""
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


VALUE_NOT_UNDERSTOOD = Kind(
    "value-not-understood",
    Severity.FAULT,
    Words("En verdi i datafilen kan ikke leses", "A value in the data file cannot be read"),
    Words(
        "En verdi skrives som den er trykt (13,4 %), som teller og nevner (1234/5678), eller som ja eller nei.",
        "A value is written as printed (13.4%), as counts (1234/5678), or as yes or no.",
    ),
)


def value_not_understood(span: Span, text: str, tip: Words) -> Fault:
    """A value that is no number, word or yes/no of the kind its quantity has."""
    return Fault(
        VALUE_NOT_UNDERSTOOD,
        Words(f"«{shortened(text)}» kan ikke leses som en verdi", f"“{shortened(text)}” cannot be read as a value"),
        (Label(span, Words("denne verdien", "this value")),),
        (),
        tip,
        cause=_but_for_figures(tip.nb),
    )


def _but_for_figures(text: str) -> str:
    """A sentence as it would be about any figure: what it says of all is one cause."""
    return re.sub(r"\d(?:[\d\s.,]*\d)?", "0", text)


OUT_OF_RANGE = Kind(
    "figure-out-of-range",
    Severity.FAULT,
    Words("Et tall ligger utenfor det mulige", "A figure lies outside what is possible"),
    Words(
        "En andel som gis som inndata, ligger fra 0 % til 100 % hvis ikke regelsettet sier noe annet, og et antall "
        "er minst 0.",
        "A share given as input lies from 0% to 100% unless the ruleset says otherwise, and a count is at least 0.",
    ),
)


def out_of_range(span: Span, text: str, quantity: str, bounds: Words, meant: str = "") -> Fault:
    """A figure beyond the range of its quantity; what may be `meant` is within it, in the other language's fashion."""
    figure = printed(text)
    likely = Words(f"Mente du {meant}? ", f"Did you mean “{meant}”? ") if meant else Words("", "")
    return Fault(
        OUT_OF_RANGE,
        Words(f"{figure.nb} er ikke et mulig tall for «{quantity}»", f"{figure.en} is not possible for “{quantity}”"),
        (Label(span, Words(f"skal være {bounds.nb}", f"must be {bounds.en}")),),
        (
            Words(
                f"«{quantity}» er {bounds.nb} i regelsettet. Det regnes ikke videre med et umulig tall.",
                f"In the ruleset “{quantity}” is {bounds.en}. Nothing is computed with an impossible figure.",
            ),
        ),
        Words(
            f"{likely.nb}Rett tallet. Er det riktig, må området utvides i regelsettet med «fra … til …» etter typen.",
            f"{likely.en}Correct the figure. If it is right, widen the range in the ruleset with “from … to …” after "
            "the type.",
        ),
        cause=quantity,
    )


ROW_TWICE = Kind(
    "row-twice",
    Severity.FAULT,
    Words("En celle er gitt to ganger", "A cell is given twice"),
    Words("Hver celle kan gis én gang.", "Each cell can be given once."),
    listed=Words("celler er gitt to ganger", "cells are given twice"),
)


def row_twice(first: Span, second: Span, address: str, cure: Words | None = None) -> Fault:
    """Two rows or settings for one cell."""
    return Fault(
        ROW_TWICE,
        Words(f"«{address}» er gitt to ganger", f"“{address}” is given twice"),
        (Label(second, Words("andre gang", "the second time")), Label(first, Words("første gang", "the first time"))),
        (),
        cure or Words("Slett den linjen som ikke gjelder.", "Delete the line that does not hold."),
        address=address,
    )


UNKNOWN_IN_DATA = Kind(
    "unknown-in-data",
    Severity.FAULT,
    Words("Datafilen nevner noe regelsettet ikke har", "The data file names something the ruleset does not have"),
    Words(
        "Størrelser og medlemmer i datafilen må finnes i regelsettet, med navn, tittel eller et annet navn som det "
        "er «også kalt».",
        "Quantities and members in the data must be in the ruleset, by name, title or another name they are “also "
        "called”.",
    ),
)


GENDERS = {
    **dict.fromkeys(("størrelse", "celle", "region", "indikator", "gruppe", "inndeling"), "har ingen"),
    **dict.fromkeys(("delområde", "prestasjonsmål", "foretak"), "har ikke noe"),
}
"""What is said of a word whose gender is known; of a set's own word it is not."""


def unknown_in_data(span: Span, name: str, what: Words, near: Sequence[str]) -> Fault:
    """A quantity or member that the ruleset does not have."""
    likely = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?") if near else Words("ukjent", "unknown")
    lacks = GENDERS.get(what.nb.split(" ")[0], "kjenner ikke")
    shown = shortened(name)
    return Fault(
        UNKNOWN_IN_DATA,
        Words(f"Regelsettet {lacks} {what.nb} «{shown}»", f"The ruleset has no {what.en} “{shown}”"),
        (Label(span, likely),),
        (),
        Words("Rett skrivemåten, eller ta linjen bort.", "Correct the spelling, or take the line away."),
    )


def of_another_year(span: Span, name: str, ours: str) -> Fault:
    """A quantity that the ruleset has for another year only."""
    shown = shortened(name)
    return Fault(
        UNKNOWN_IN_DATA,
        Words(f"«{shown}» gjelder et annet år enn regelsettet", f"“{shown}” is of another year than the ruleset"),
        (Label(span, Words(f"regelsettet har «{ours}»", f"the ruleset has “{ours}”")),),
        (),
        Words(
            f"Ta bort det som gjelder «{shown}». Tallene for «{ours}» er andre, og må slås opp.",
            f"Take away what is about “{shown}”. The figures of “{ours}” are others, and must be looked up.",
        ),
    )


def unknown_column(source: Source, heading: str, near: str) -> Fault:
    """A column whose heading is almost the name of another."""
    at = source.text.lower().find(heading)
    span = Span(source, max(at, 0), max(at, 0) + len(heading))
    return Fault(
        UNKNOWN_IN_DATA,
        Words(f"Kolonnen «{heading}» er ukjent", f"The column “{heading}” is unknown"),
        (Label(span, Words(f"mente du «{near}»?", f"did you mean “{near}”?")),),
        (),
        Words(f"Rett overskriften: {near}.", f"Correct the heading: “{near}”."),
    )


def set_not_of_quantity(span: Span, member: str, quantity: str) -> Fault:
    """A member of a set that the quantity does not vary over."""
    return Fault(
        UNKNOWN_IN_DATA,
        Words(
            f"«{quantity}» er ikke delt opp slik at «{member}» passer", f"“{quantity}” does not vary over “{member}”"
        ),
        (Label(span, Words("dette feltet skal være tomt", "this field must be empty")),),
        (),
        Words("Tøm feltet, eller rett navnet på størrelsen.", "Empty the field, or correct the quantity."),
    )


ARTICLES = {"delområde": "hvilket", "prestasjonsmål": "hvilket", "foretak": "hvilket"}


def member_missing(span: Span, quantity: str, set_name: str, which_en: str) -> Fault:
    """A row that does not say which member it is about, of a set that has a name in English too."""
    which = ARTICLES.get(set_name, "hvilken")
    return Fault(
        UNKNOWN_IN_DATA,
        Words(
            f"Linjen sier ikke {which} {set_name} tallet gjelder",
            f"The line does not say which {which_en} the figure is about",
        ),
        (Label(span, Words("denne linjen", "this line")),),
        (),
        Words(
            f"«{quantity}» har ett tall for hver {set_name}. Fyll ut kolonnen «{set_name}».".replace(
                f"hver {set_name}", f"hvert {set_name}" if set_name in ARTICLES else f"hver {set_name}"
            ),
            f"“{quantity}” has a figure for each {which_en}. Fill in the column “{set_name}”.",
        ),
    )


NARROWING_EMPTY = Kind(
    "narrowing-empty",
    Severity.FAULT,
    Words("Presiseringen strider mot tallet", "The narrowing contradicts the figure"),
    Words(
        "Et trykt tall står for alle tall som avrundes til det. Presiseringen må ligge innenfor.",
        "A printed figure stands for every number that rounds to it. The narrowing must leave some of them.",
    ),
)


def narrowing_empty(span: Span, text: str, narrowing: str) -> Fault:
    """A narrowing that leaves no number."""
    figure = printed(text)
    return Fault(
        NARROWING_EMPTY,
        Words(
            f"«{narrowing}» er umulig når tallet er trykt som {figure.nb}",
            f"“{narrowing}” is impossible for {figure.en}",
        )
        if text
        else Words(f"«{narrowing}» er utenfor det mulige", f"“{narrowing}” is outside what is possible"),
        (Label(span, Words("presiseringen", "the narrowing")),),
        (),
        Words("Rett tallet eller presiseringen.", "Correct the figure or the narrowing."),
    )


INFORMATION = Kind(
    "for-information",
    Severity.FAULT,
    Words("«til opplysning» passer ikke med bruken av tallet", "“for information” does not fit how the figure is used"),
    Words(
        "Tall som ingen formel bruker, skal ha statusen «til opplysning», så ingen tror at de teller med. Tall som en "
        "formel bruker, kan ikke ha den.",
        "Figures that no formula uses must have the status “for information”, so that nobody believes they count. "
        "Figures that a formula uses cannot have it.",
    ),
)


def used_by_nothing(span: Span, quantity: str) -> Fault:
    """Rows of an input that no formula uses, not marked so."""
    return Fault(
        INFORMATION,
        Words(f"Ingen formel bruker «{quantity}»", f"No formula uses “{quantity}”"),
        (Label(span, Words("dette tallet teller ikke med", "this figure does not count")),),
        (),
        Words(
            "Skriv «til opplysning» i statuskolonnen for disse linjene, eller ta dem bort.",
            "Write “for information” in the status column of these lines, or take them away.",
        ),
    )


PIN = Kind(
    "pin-not-allowed",
    Severity.FAULT,
    Words("En beregnet celle kan ikke gis slik", "A computed cell cannot be given like this"),
    Words(
        "En celle i en formel kan gis direkte når den ikke kan regnes ut, og da med en utledning. Kan den regnes ut, "
        "må statusen være «overstyrer».",
        "A cell of a formula can be given when it cannot be computed, and then with a derivation. If it can be "
        "computed, its status must be “overrides”.",
    ),
)


def pin_without_derivation(span: Span, address: str) -> Fault:
    """A pin that says not where it comes from."""
    return Fault(
        PIN,
        Words(f"«{address}» er gitt direkte, men uten utledning", f"“{address}” is given without a derivation"),
        (Label(span, Words("denne linjen", "this line")),),
        (),
        Words(
            "Skriv «utledet» i statuskolonnen og utledningen i kildekolonnen.",
            "Write “derived” in the status column, and the derivation in the source column.",
        ),
        address=address,
    )


def stand_in_without_derivation(span: Span, value: str) -> Fault:
    """A figure in place of one that is not published, and no word of where that is known from."""
    return Fault(
        VALUE_NOT_UNDERSTOOD,
        Words(f"«{shortened(value)}» står i stedet for et annet tall, men uten utledning",
              f"“{shortened(value)}” stands in for another figure without a derivation"),
        (Label(span, Words("det som er kjent om tallet", "what is known of the figure")),),
        (),
        Words(
            "Skriv «utledet», «tolket» eller «antatt» i statuskolonnen, og begrunnelsen i kildekolonnen.",
            "Write “derived”, “interpreted” or “assumed” in the status column, and the reason in the source column.",
        ),
    )  # fmt: skip


def pin_over_computed(span: Span, address: str) -> Fault:
    """A pin on a cell that the data would give."""
    return Fault(
        PIN,
        Words(f"«{address}» kan regnes ut av dataene", f"“{address}” can be computed from the data"),
        (Label(span, Words("men er gitt direkte her", "but is given here")),),
        (),
        Words(
            "Ta linjen bort, eller skriv «overstyrer» i statuskolonnen hvis den skal gjelde i stedet.",
            "Take the line away, or write “overrides” in the status column if it is to hold instead.",
        ),
        address=address,
    )


def given_by_the_rules(span: Span, declared: Span, address: str) -> Fault:
    """A number of the rules that the data give too."""
    return Fault(
        PIN,
        Words(f"«{address}» står i regelsettet og kan ikke gis i datafilen", f"“{address}” is given by the ruleset"),
        (
            Label(span, Words("denne linjen", "this line")),
            Label(declared, Words("her er tallet fastsatt", "given here")),
        ),
        (),
        Words(
            f'Ta linjen bort. Vil du prøve et annet tall, så skriv --set "{address}=…" på kommandolinjen.',
            f'Take the line away. To try another number, write --set "{address}=…" on the command line.',
        ),
        address=address,
        cause=address.partition(".")[0],
    )


SETTING = Kind(
    "setting-not-understood",
    Severity.FAULT,
    Words("Det som er satt med --set, kan ikke forstås", "What is given by --set cannot be understood"),
    Words(
        '--set skrives som adressen til en celle, likhetstegn og en verdi: --set "måloppnåelse.skjema.Vest=0,4 %". '
        "Etter verdien kan det stå semikolon og en presisering. Adressen er størrelsen, så medlemmene i samme "
        "rekkefølge som i regelsettet.",
        '--set is written as a cell’s address, an equals sign and a value: --set "score.falls.North=0.4 %". A '
        "semicolon and a narrowing may follow. The address is the quantity, then the members in the ruleset’s order.",
    ),
)


def setting_without_value(span: Span, address: str) -> Fault:
    """A setting without an equals sign or a value."""
    shown = shortened(address)
    return Fault(
        SETTING,
        Words(f"--set «{shown}» har ingen verdi", f"--set “{shown}” has no value"),
        (Label(span, Words("adresse=verdi", "address=value")),),
        (),
        Words("Skriv adressen, likhetstegn og verdien:", "Write the address, an equals sign and the value:"),
        (Words('--set "måloppnåelse.skjema.Vest=0,4 %"', '--set "score.falls.North=0.4 %"'),),
    )


def unknown_address(span: Span, address: str, near: Sequence[str]) -> Fault:
    """A setting of a cell that is not there."""
    likely = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?") if near else Words("ukjent", "unknown")
    nb, en = listing([f"«{one}»" for one in near]), listing([f"“{one}”" for one in near], "en")
    tip = (
        Words(f"Det som ligner mest, er {nb}.", f"{'Nearest is' if len(near) == 1 else 'Nearest are'} {en}.")
        if near
        else Words(
            "Adressen er størrelsen, så medlemmene, med punktum mellom. Alle adresser: rbflang allocate --format json",
            "The address is the quantity, then the members, with points between. "
            "All addresses: rbflang allocate --format json",
        )
    )
    return Fault(
        SETTING,
        Words(f"Ingen celle har adressen «{shortened(address)}»", f"No cell has the address “{shortened(address)}”"),
        (Label(span, likely),),
        (),
        tip,
        address=address,
    )
