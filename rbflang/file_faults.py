"""The faults of files altogether: that cannot be read, are no text, are no table.

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
        "Regelsett leses som tekst i UTF-8. Datafiler leses også i UTF-16, Windows-1252 og MacRoman, når tegnene i dem "
        "bare kan være lagret på én av disse måtene. Er noe uklart, så lagre filen som «CSV UTF-8».",
        "Rulesets are read as text in UTF-8. Data files are read in UTF-16, Windows-1252 and MacRoman too, where their "
        "signs can have been saved in one of these alone. If in doubt, save the file as “CSV UTF-8”.",
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


def several_encodings(name: str, encodings: Sequence[str]) -> Fault:
    """A file without a mark of its encoding, whose letters are others in one than in another."""
    nb, en = " eller ".join(encodings), " or ".join(encodings)
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} kan være lagret i {nb}", f"{name} may have been saved in {en}"),
        (),
        (
            Words(
                "Bokstavene er ikke de samme i begge, og da går det ikke an å vite hvilke navn som står der.",
                "The letters are not the same in both, so the names in it cannot be known.",
            ),
        ),
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


def not_text(name: str) -> Fault:
    """A file of something else than text."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} er ikke en tekstfil", f"{name} is not a text file"),
        (),
        (Words("Filen inneholder tegn som ikke finnes i tekst.", "The file holds signs that no text has."),),
        Words(
            "Kontroller at det er riktig fil. Er den fra et regneark, så lagre den som «CSV UTF-8» eller .xlsx.",
            "Check that it is the right file. If it is from a spreadsheet, save it as “CSV UTF-8” or .xlsx.",
        ),
    )


DATA_NOT_UNDERSTOOD = Kind(
    "data-not-understood",
    Severity.FAULT,
    Words("Datafilen kan ikke forstås", "The data file cannot be understood"),
    Words(
        "Første linje navngir kolonnene: størrelse, én kolonne per inndeling, verdi, presisering, status og kilde. "
        "Feltene skilles med semikolon.",
        "The first line names the columns: quantity, one column per set, value, narrowing, status and source. Fields "
        "are separated by semicolons.",
    ),
)
MOST_SHOWN = 5
HEADINGS = Words(
    "størrelse;indikator;delområde;prestasjonsmål;region;verdi;presisering;status;kilde",
    "quantity;indicator;subarea;measure;region;value;narrowing;status;source",
)
MEMBER_HEADINGS = Words("inndeling;medlem;under;tittel;kilde", "set;member;under;title;source")


def empty_file(source: Source, headings: Words = HEADINGS) -> Fault:
    """A data file without a line."""
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(f"{source.name} er tom", f"{source.name} is empty"),
        (),
        (Words("Filen har ingen linjer med innhold.", "The file has no line with content."),),
        Words("Første linje skal navngi kolonnene:", "The first line must name the columns:"),
        (headings,),
    )


def columns_missing(span: Span, missing: Sequence[Words], headings: Words, is_heading: bool) -> Fault:
    """A heading without the columns that every file needs; a line that is none may be a row, and is not shown."""
    label = Label(span, Words("her skulle kolonnene vært navngitt", "the columns should be named here"))
    not_shown = Words(
        "Den første linjen har ingen kjent kolonne. Den vises ikke, for den kan være en rad om en pasient.",
        "The first line has no known column. It is not shown, for it may be a row of a patient.",
    )
    name = span.source.name
    nb, en = listing([f"«{one.nb}»" for one in missing]), listing([f"“{one.en}”" for one in missing], "en")
    columns = Words("kolonnen" if len(missing) == 1 else "kolonnene", "column" if len(missing) == 1 else "columns")
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(f"{name} mangler {columns.nb} {nb}", f"{name} lacks the {columns.en} {en}"),
        (label,) if is_heading else (),
        () if is_heading else (not_shown,),
        Words("Første linje skal navngi kolonnene:", "The first line must name the columns:"),
        (headings,),
    )


def quantity_asked_of_rows(span: Span, quantity: str) -> Fault:
    """A file whose rows say themselves which quantity they are of, given with the name of one."""
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(
            f"Radene i filen sier selv hva de gjelder, og kan ikke gis som «{quantity}»",
            f"The rows of the file say themselves what they are, and cannot be given as “{quantity}”",
        ),
        (Label(span, Words("her er kolonnene navngitt", "the columns are named here")),),
        (),
        Words("Ta bort navnet foran filen:", "Take away the name before the file:"),
        (f'--data "{span.source.name}"',),
    )


def rows_above_headings(spans: Sequence[Span]) -> Fault:
    """Lines above the headings that hold more than a title does: they may be rows of patients, and are not shown."""
    places = listing([one.cell or str(one.line) for one in spans[:MOST_SHOWN]])
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words("Over overskriftene står det mer enn en tittel", "More than a title stands above the headings"),
        (),
        (
            Words(
                f"Det gjelder {spans[0].source.name}, linje {places}. Bare det som står under overskriftene, blir "
                "lest. Innholdet vises ikke her, for det kan være rader om pasienter.",
                f"It is line {places} of {spans[0].source.name}. Only what stands below the headings is read. What "
                "stands there is not shown, for it may be rows of patients.",
            ),
        ),
        Words("Flytt linjen ned, eller slett den.", "Move the line down, or delete it."),
    )


def column_twice(span: Span, heading: str) -> Fault:
    """A heading that names one column twice."""
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words(f"Kolonnen «{heading}» står to ganger i overskriften", f"The column “{heading}” is named twice"),
        (Label(span, Words("overskriften", "the heading")),),
        (),
        Words("Slett eller gi nytt navn til den ene kolonnen.", "Delete or rename one of the columns."),
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
        Words("Desimalkomma i en fil som er delt med komma", "A decimal comma in a file separated by commas")
        if comma
        else Words("Linjen har feil antall felt", "The line has the wrong number of fields"),
        (Label(span, Words("denne linjen", "this line")),),
        (story, why) if comma else (story,),
        Words("Lagre filen med semikolon mellom feltene.", "Save the file with semicolons between the fields.")
        if comma
        else _separators(found - wanted, separator),
    )


def _separators(too_many: int, separator: str) -> Words:
    """How many separators too many or too few a line has."""
    count, sign = abs(too_many), "tabulator" if separator == "\t" else f"«{separator}»"
    english = "tab" if separator == "\t" else f"“{separator}”"
    nb, en = ("for mye", "too many") if too_many > 0 else ("for lite", "too few")
    nb = nb if count == 1 else nb.replace("mye", "mange").replace("lite", "få")
    return Words(
        f"Det er {'ett skilletegn' if count == 1 else f'{count} skilletegn'} ({sign}) {nb}. Rett linjen, slik at hvert "
        "felt står under sin overskrift.",
        f"There {'is one separator' if count == 1 else f'are {count} separators'} ({english}) {en}. Correct the line "
        "to match the heading.",
    )


def no_comment(spans: Sequence[Span], separator: str) -> Fault:
    """Lines that begin with # and hold separators, as a row does: what they hold is not left out unasked."""
    sign = {"\t": Words("tabulator", "tabs")}.get(separator, Words(f"«{separator}»", f"“{separator}”"))
    return Fault(
        DATA_NOT_UNDERSTOOD,
        Words("Linjen begynner med #, men er ikke en kommentar", "The line begins with # and is no comment"),
        tuple(Label(one, Words("denne linjen", "this line")) for one in spans[:MOST_SHOWN]),
        (
            Words(
                f"Den er delt med {sign.nb} slik som radene, og en rad blir aldri utelatt uten at det er sagt.",
                f"It is separated by {sign.en} as the rows are, and no row is left out unsaid.",
            ),
        ),
        Words(
            f"Slett linjen hvis den ikke skal være med, eller skriv kommentaren uten {sign.nb}.",
            f"Delete the line if it is to be left out, or write the comment without {sign.en}.",
        ),
    )


MEMBERS_OF_DATA = Kind(
    "members-not-understood",
    Severity.FAULT,
    Words("Medlemmene som skal komme fra data, mangler eller passer ikke", "The members from data do not fit"),
    Words(
        "En inndeling «fra data» har medlemmene sine i medlemmer.csv ved siden av regelsettet, og ingen andre steder. "
        "Hver linje sier hvilken inndeling medlemmet hører til, hva det heter, og hva det ligger under.",
        "A set “from data” has its members in members.csv beside the ruleset, and nowhere else. Each line says "
        "which set a member belongs to, its name, and what it lies under.",
    ),
)


def members_missing(span: Span, set_name: str, name: str, language: str) -> Fault:
    """A set from data without a file of members, which is named and laid out as the ruleset is written."""
    return Fault(
        MEMBERS_OF_DATA,
        Words(
            f"«{set_name}» skal ha medlemmer fra data, men {name} finnes ikke", f"There is no {name} for “{set_name}”"
        ),
        (Label(span, Words("medlemmene skal komme fra data", "the members come with the data")),),
        (),
        Words(f"Lag filen {name} med disse kolonnene:", f"Make the file {name} with these columns:"),
        (MEMBER_HEADINGS.say(language),),
    )


def not_from_data(span: Span, set_name: str, near: Sequence[str]) -> Fault:
    """A member of a set that has no members from data."""
    likely = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?") if near else Words("ukjent", "unknown")
    return Fault(
        MEMBERS_OF_DATA,
        Words(f"«{set_name}» er ikke en inndeling med medlemmer fra data", f"“{set_name}” has no members from data"),
        (Label(span, likely),),
        (),
        Words("Rett navnet, eller skriv «fra data» ved inndelingen i regelsettet.", "Correct the name of the set."),
    )


def member_without_name(span: Span) -> Fault:
    """A line without the name of a member."""
    return Fault(
        MEMBERS_OF_DATA,
        Words("Linjen sier ikke hva medlemmet heter", "The line does not say what the member is called"),
        (Label(span, Words("kolonnen «medlem» er tom", "the column “member” is empty")),),
        (),
        Words("Fyll ut kolonnen «medlem», eller slett linjen.", "Fill in the column “member”, or delete the line."),
    )


def member_twice(first: Span, second: Span, name: str) -> Fault:
    """Two lines for one member."""
    return Fault(
        MEMBERS_OF_DATA,
        Words(f"«{name}» står to ganger", f"“{name}” stands twice"),
        (Label(second, Words("andre gang", "the second time")), Label(first, Words("første gang", "the first time"))),
        (),
        Words("Slett den ene linjen.", "Delete one of the lines."),
    )


def upper_unknown(span: Span, name: str, upper: str, given: str, near: Sequence[str]) -> Fault:
    """A member that lies under none, or one that is not there."""
    likely = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?") if near else Words("", "")
    title = (
        Words(f"«{name}» ligger under «{given}», som ikke finnes", f"“{name}” lies under “{given}”, which is not there")
        if given
        else Words(f"Linjen sier ikke hva «{name}» ligger under", f"The line does not say what “{name}” lies under")
    )
    return Fault(
        MEMBERS_OF_DATA,
        title,
        (Label(span, likely),),
        (),
        Words(
            f"Skriv et medlem av «{upper}» i kolonnen «under».", f"Write a member of “{upper}” in the column “under”."
        ),
    )


def not_among_members(span: Span, of: Words, near: Sequence[str]) -> Fault:
    """A member of a set from data that the file of members does not have; said once for the set."""
    likely = Words(f"mente du «{near[0]}»?", f"did you mean “{near[0]}”?") if near else Words("ukjent", "unknown")
    return Fault(
        MEMBERS_OF_DATA,
        Words(
            f"Datafilen nevner {of.nb} som ikke står i medlemmer.csv",
            f"The data file names a {of.en} that is not in members.csv",
        ),
        (Label(span, likely),),
        (
            Words(
                f"Medlemmene av «{of.nb}» kommer fra medlemmer.csv ved siden av datafilen, eller ved siden av "
                "regelsettet når det ikke er noen der.",
                f"The members of “{of.en}” come from members.csv beside the data file, or beside the ruleset "
                "where there is none.",
            ),
        ),
        Words("Legg til det som mangler der, eller rett skrivemåten her.", "Add what is missing there."),
    )
