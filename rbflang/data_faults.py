"""The faults of data files, and of files altogether.

Each kind is followed by the functions that word it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.source import Source, Span
from rbflang.wording import Words, listing

FILE_NOT_READABLE = Kind(
    "file-not-readable",
    Severity.FAULT,
    Words("Filen kan ikke leses", "The file cannot be read"),
    Words(
        "Filer leses som tekst i UTF-8. Filer fra regneark må lagres som «CSV UTF-8».",
        "Files are read as text in UTF-8. Files from a spreadsheet must be saved as “CSV UTF-8”.",
    ),
)


def not_readable(name: str, reason: Words) -> Fault:
    """A file that cannot be opened."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} kan ikke leses", f"{name} cannot be read"),
        (),
        (reason,),
        Words("Kontroller navnet og at du har lesetilgang.", "Check the name, and that you may read it."),
    )


def not_utf8(name: str, offset: int) -> Fault:
    """A file that is no text in UTF-8."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} er ikke tekst i UTF-8", f"{name} is not text in UTF-8"),
        (),
        (Words(f"Byte nummer {offset + 1} passer ikke i UTF-8.", f"Byte number {offset + 1} does not fit UTF-8."),),
        Words(
            "Lagre filen på nytt som UTF-8 (i Excel: «CSV UTF-8»).",
            "Save the file again as UTF-8 (in Excel: “CSV UTF-8”).",
        ),
    )


def too_large(name: str, size: int, most: int) -> Fault:
    """A file beyond the limit; it is not read."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} er for stor", f"{name} is too large"),
        (),
        (
            Words(
                f"Filen er på {size // 1_000_000} MB. Grensen er {most // 1_000_000} MB.",
                f"The file has {size // 1_000_000} MB. The limit is {most // 1_000_000} MB.",
            ),
        ),
        Words("Kontroller at det er riktig fil.", "Check that it is the right file."),
    )


DATA_NOT_UNDERSTOOD = Kind(
    "data-not-understood",
    Severity.FAULT,
    Words("Datafilen kan ikke forstås", "The data file cannot be understood"),
    Words(
        "Første linje navngir kolonnene: størrelse, én kolonne per inndeling, verdi, presisering, status og kilde. Feltene "
        "skilles med semikolon.",
        "The first line names the columns: quantity, one column per set, value, narrowing, status and source. Fields are "
        "separated by semicolons.",
    ),
)
HEADINGS = "størrelse;indikator;delområde;prestasjonsmål;region;verdi;presisering;status;kilde"


def empty_file(source: Source) -> Fault:
    """A data file without a line."""
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(f"{source.name} er tom", f"{source.name} is empty"),
        (),
        (Words("Filen har ingen linjer med innhold.", "The file has no line with content."),),
        Words("Første linje skal navngi kolonnene:", "The first line must name the columns:"),
        (HEADINGS,),
    )


def columns_missing(source: Source, missing: Sequence[str]) -> Fault:
    """A heading without the columns that every file needs."""
    names = {"quantity": "størrelse", "value": "verdi"}
    nb = listing([f"«{names[one]}»" for one in missing])
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(f"{source.name} mangler kolonnen {nb}", f"{source.name} lacks the column {listing(list(missing), 'en')}"),
        (Label(Span(source, 0, len(source.line(1))), Words("overskriften", "the heading")),),
        (),
        Words("Første linje skal navngi kolonnene:", "The first line must name the columns:"),
        (HEADINGS,),
    )


def wrong_field_count(span: Span, found: int, wanted: int, separator: str) -> Fault:
    """A line with more or fewer fields than the heading; in a comma-separated file often a decimal comma."""
    comma = separator == "," and found > wanted
    story = Words(
        f"Linjen har {found} felt, og overskriften har {wanted}.", f"The line has {found} fields, the heading {wanted}."
    )
    why = Words(
        "Filen er delt med komma, og da kan ikke tallene ha desimalkomma.",
        "The file is separated by commas, so numbers cannot have decimal commas.",
    )
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words("Linjen har feil antall felt", "The line has the wrong number of fields"),
        (Label(span, Words("denne linjen", "this line")),),
        (story, why) if comma else (story,),
        Words("Lagre filen med semikolon mellom feltene.", "Save the file with semicolons between the fields.")
        if comma
        else Words(
            "Rett linjen, slik at hvert felt står under sin overskrift.", "Correct the line to match the heading."
        ),
    )


VALUE_NOT_UNDERSTOOD = Kind(
    "value-not-understood",
    Severity.FAULT,
    Words("En verdi i datafilen kan ikke leses", "A value in the data file cannot be read"),
    Words(
        "En verdi skrives som den er trykt (13,4 %), som teller og nevner (1234/5678), eller som ja eller nei.",
        "A value is written as printed (13,4 %), as counts (1234/5678), or as yes or no.",
    ),
)


def value_not_understood(span: Span, text: str, tip: Words) -> Fault:
    """A value that is no number, word or yes/no of the kind its quantity has."""
    return Fault(
        VALUE_NOT_UNDERSTOOD,
        Words(f"«{text}» kan ikke leses som en verdi", f"“{text}” cannot be read as a value"),
        (Label(span, Words("denne verdien", "this value")),),
        (),
        tip,
    )


OUT_OF_RANGE = Kind(
    "figure-out-of-range",
    Severity.FAULT,
    Words("Et tall ligger utenfor det mulige", "A figure lies outside what is possible"),
    Words(
        "En andel som gis som inndata, ligger fra 0 % til 100 % hvis ikke regelsettet sier noe annet, og et antall er minst 0.",
        "A share given as input lies from 0% to 100% unless the ruleset says otherwise, and a count is at least 0.",
    ),
)


def out_of_range(span: Span, text: str, low: str, high: str) -> Fault:
    """A figure beyond the range of its quantity."""
    bounds = (
        Words(f"fra {low} til {high}", f"from {low} to {high}") if high else Words(f"minst {low}", f"at least {low}")
    )
    return Fault(
        OUT_OF_RANGE,
        Words(f"{text} er ikke et mulig tall her", f"{text} is not possible here"),
        (Label(span, Words(f"skal være {bounds.nb}", f"must be {bounds.en}")),),
        (),
        Words(
            "Rett tallet. Det regnes ikke videre med et umulig tall.",
            "Correct the figure. Nothing is computed with it.",
        ),
    )


ROW_TWICE = Kind(
    "row-twice",
    Severity.FAULT,
    Words("En celle er gitt to ganger", "A cell is given twice"),
    Words("Hver celle kan gis én gang.", "Each cell can be given once."),
)


def row_twice(first: Span, second: Span, address: str) -> Fault:
    """Two rows for one cell."""
    return Fault(
        ROW_TWICE,
        Words(f"«{address}» er gitt to ganger", f"“{address}” is given twice"),
        (Label(second, Words("andre gang", "the second time")), Label(first, Words("første gang", "the first time"))),
        (),
        Words("Slett den linjen som ikke gjelder.", "Delete the line that does not hold."),
        address=address,
    )


UNKNOWN_IN_DATA = Kind(
    "unknown-in-data",
    Severity.FAULT,
    Words("Datafilen nevner noe regelsettet ikke har", "The data file names something the ruleset does not have"),
    Words(
        "Størrelser og medlemmer i datafilen må finnes i regelsettet, med navn, tittel eller et annet navn som det er «også kalt».",
        "Quantities and members in the data must be in the ruleset, by name, title or another name they are “also called”.",
    ),
)


def unknown_in_data(span: Span, name: str, what: Words, near: Sequence[str]) -> Fault:
    """A quantity or member that the ruleset does not have."""
    likely = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?") if near else Words("ukjent", "unknown")
    return Fault(
        UNKNOWN_IN_DATA,
        Words(f"Regelsettet har ingen {what.nb} «{name}»", f"The ruleset has no {what.en} “{name}”"),
        (Label(span, likely),),
        (),
        Words("Rett skrivemåten, eller ta linjen bort.", "Correct the spelling, or take the line away."),
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
    return Fault(
        NARROWING_EMPTY,
        Words(f"«{narrowing}» er umulig når tallet er trykt som {text}", f"“{narrowing}” is impossible for {text}"),
        (Label(span, Words("presiseringen", "the narrowing")),),
        (),
        Words("Rett tallet eller presiseringen.", "Correct the figure or the narrowing."),
    )


PIN = Kind(
    "pin-not-allowed",
    Severity.FAULT,
    Words("En beregnet celle kan ikke gis slik", "A computed cell cannot be given like this"),
    Words(
        "En celle i en formel kan gis direkte når den ikke kan regnes ut, og da med en utledning. Kan den regnes ut, må "
        "statusen være «overstyrer».",
        "A cell of a formula can be given when it cannot be computed, and then with a derivation. If it can be computed, "
        "its status must be “overrides”.",
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
