"""The faults of cells that hold no figure: errors of a spreadsheet, formulas, dates, and signs for «no figure».

Each kind is followed by the functions that word it.
"""

from __future__ import annotations

from collections.abc import Callable

from rbflang.data_faults import VALUE_NOT_UNDERSTOOD
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.source import Oddity, Span
from rbflang.wording import Words

ERROR_IN_CELL = Kind(
    "error-in-cell",
    Severity.FAULT,
    Words("En celle holder en feil fra et regneark", "A cell holds an error of a spreadsheet"),
    Words(
        "Regnearket fikk ikke til å regne ut cellen, og skrev for eksempel #DIV/0!, #I/T, #REF! eller #NAVN? i stedet. "
        "Det er noe annet enn at tallet ikke er oppgitt. Derfor regnes det ikke videre, uansett kolonne. "
        "#### skriver regnearket når kolonnen er for smal for tallet.",
        "The spreadsheet could not compute the cell, and wrote #DIV/0!, #N/A, #REF! or #NAME? instead. That is not "
        "the same as a figure that is not given, so nothing is computed, whatever the column. A spreadsheet writes "
        "#### where the column is too narrow for the number.",
    ),
    listed=Words("celler holder en feil fra regnearket", "cells hold an error of the spreadsheet"),
)


# by the column that a cell stands in: what there is to do where it holds an error
_CURES: dict[str, Words] = {
    "value": Words(
        "Rett cellen i regnearket og lagre på nytt. Finnes ikke tallet, så la cellen stå tom.",
        "Correct the cell in the spreadsheet and save again. If there is no figure, leave the cell empty.",
    ),
    "narrowing": Words(
        "Skriv presiseringen i cellen, for eksempel «under 0,6 %». Har tallet ingen, så la cellen stå tom.",
        "Write the narrowing in the cell, such as “below 0.6%”. If the figure has none, leave the cell empty.",
    ),
    "status": Words(
        "Skriv statusen i cellen. Et tall som er lest rett ut av kilden, har ingen: la cellen stå tom.",
        "Write the status in the cell. A figure read straight from its source has none: leave the cell empty.",
    ),
    "source": Words("Skriv i cellen hvor tallet står.", "Write in the cell where the figure is found."),
    "quantity": Words(
        "Skriv navnet på størrelsen i cellen. Gjelder raden ingenting, så slett den.",
        "Write the name of the quantity in the cell. If the row is about nothing, delete it.",
    ),
    "heading": Words(
        "Skriv navnet på kolonnen i cellen, for eksempel størrelse, region, verdi eller kilde.",
        "Write the name of the column in the cell, such as quantity, region, value or source.",
    ),
    "setting": Words("Skriv verdien bak likhetstegnet.", "Write the value behind the equals sign."),
}


def _cure_of_error(column: str) -> Words:
    """What there is to do about an error; other columns hold members, or are the author's own."""
    other = Words(
        f"Rett cellen i regnearket og lagre på nytt: skriv det som skal stå under «{column}».",
        f"Correct the cell in the spreadsheet and save again: write what is to stand under “{column}”.",
    )
    return _CURES.get(column, other)


def error_in_cell(span: Span, text: str, column: str = "value") -> Fault:
    """A cell that the spreadsheet could not compute, in a column by what it means, or by its heading."""
    because = Words(
        "Det er ikke det samme som at tallet ikke er oppgitt, så det regnes ikke videre.",
        "That is not the same as a figure that is not given, so nothing is computed.",
    )
    elsewhere = Words(
        "Det regnes ikke videre så lenge en celle holder en feil, uansett kolonne.",
        "Nothing is computed while a cell holds an error, whatever the column.",
    )
    return Fault(
        ERROR_IN_CELL,
        Words(
            f"Regnearket fikk ikke til å regne ut cellen: {text}", f"The spreadsheet could not compute the cell: {text}"
        ),
        (Label(span, Words(text, text)),),
        (because if column in ("value", "setting") else elsewhere,),
        _cure_of_error(column),
    )


def nothing_filled_in(span: Span, text: str) -> Fault:
    """A sign that statistics print where there is no figure."""
    return Fault(
        VALUE_NOT_UNDERSTOOD,
        Words(f"«{text}» betyr at det ikke er oppgitt noe tall", f"“{text}” says that no figure is given"),
        (Label(span, Words("denne verdien", "this value")),),
        (),
        Words("La cellen stå tom, eller skriv tallet.", "Leave the cell empty, or write the figure."),
        cause=text,
    )


def set_to_nothing(span: Span, address: str) -> Fault:
    """`--set x=–`: a setting gives a value, and takes none away."""
    return Fault(
        VALUE_NOT_UNDERSTOOD,
        Words(f"«{address}» kan ikke settes til ingenting", f"“{address}” cannot be set to nothing"),
        (Label(span, Words("denne verdien", "this value")),),
        (),
        Words(
            "Skriv en verdi. Er den ikke oppgitt, så skriv det i regelsettet eller i datafilen.",
            "Write a value. If it is not given, say so in the ruleset or in the data file.",
        ),
        address=address,
    )


FORMULA_WITHOUT_VALUE = Kind(
    "formula-without-value",
    Severity.FAULT,
    Words("En celle holder en formel som ikke er regnet ut", "A cell holds a formula that was not computed"),
    Words(
        "Et regneark lagrer svaret på en formel ved siden av formelen. Noen programmer lagrer bare formelen, og da "
        "finnes det ikke noe tall å lese. Formler regnes ikke ut her.",
        "A workbook stores what a formula gave beside the formula. Some programs store the formula alone, and then "
        "there is no figure to read. Formulas are not computed here.",
    ),
    listed=Words("celler holder en formel som ikke er regnet ut", "cells hold a formula that was not computed"),
)
DATE_IN_CELL = Kind(
    "date-in-cell",
    Severity.FAULT,
    Words("En celle holder en dato eller en tid", "A cell holds a date or a time"),
    Words(
        "Excel gjør det som ligner en dato, om til en: 1/12, som skulle være 1 av 12, blir 1. desember. Hva som var "
        "ment, kan ikke leses ut av cellen. I kolonnen for kilde, og i dine egne kolonner, kan det stå datoer.",
        "Excel makes a date of what looks like one: 1/12, meant as 1 of 12, becomes the first of December. What was "
        "meant cannot be read out of the cell. Dates may stand in the column of the source, and in your own columns.",
    ),
    listed=Words("celler holder en dato eller en tid", "cells hold a date or a time"),
)
FORMAT_WITHOUT_DIGITS = Kind(
    "format-without-digits",
    Severity.FAULT,
    Words("Tallformatet til en celle viser ikke tallet", "The number format of a cell does not show the number"),
    Words(
        "I et regneark gjelder tallet slik det vises: tallformatet sier hvor mange sifre som er trykt. Et format som "
        "skjuler tallet, deler det på tusen uten å si det, eller viser brøk eller tierpotens, sier ikke det.",
        "In a workbook a number counts as it is shown: its format says how many digits are printed. A format that "
        "hides the number, divides it by a thousand unsaid, or shows a fraction or a power of ten, does not say that.",
    ),
    listed=Words("celler har et tallformat som ikke viser tallet", "cells have a format that does not show the number"),
)
MERGED_CELL = Kind(
    "merged-cell",
    Severity.FAULT,
    Words("En celle er tom fordi den er slått sammen med en annen", "A cell is empty because it was merged"),
    Words(
        "I sammenslåtte celler har bare den første et innhold, og de andre er tomme. Hver rad må selv si sitt.",
        "Of merged cells only the first holds anything, and the others are empty. Each row must say what it is about.",
    ),
    listed=Words("celler er tomme fordi de er slått sammen med andre", "cells are empty because they were merged"),
)


def odd_cell(oddity: Oddity, span: Span, text: str) -> Fault:
    """A cell of a sheet that holds no text, number or answer."""
    return _ODD[oddity](span, text)


def _formula(span: Span, text: str) -> Fault:
    return Fault(
        FORMULA_WITHOUT_VALUE,
        Words(f"Formelen i {span.cell} er ikke regnet ut", f"The formula in {span.cell} was not computed"),
        (Label(span, Words(text, text)),),
        (
            Words(
                "Cellen holder en formel, men svaret ble aldri lagret i filen.",
                "The cell holds a formula, but what it gave was never stored in the file.",
            ),
        ),
        Words(
            "Åpne filen i Excel og lagre den. Da regnes formlene ut, og svarene lagres.",
            "Open the file in Excel and save it. The formulas are then computed, and what they give is stored.",
        ),
    )


def _date(span: Span, text: str) -> Fault:
    _, _, month_and_day = text.partition("-")
    month, _, day = month_and_day.partition("-")
    counts = f"{day.lstrip('0')}/{month.lstrip('0')}" if day.isdigit() and month.isdigit() else ""
    said = Words(f"Er det {counts}?", f"Is it {counts}?") if counts else Words(text, text)
    meant = (
        Words(
            f"Excel har gjort innholdet om til en dato. {counts} kan ha vært {counts.replace('/', ' av ')}.",
            f"Excel has made a date of it. {counts} may have been {counts.replace('/', ' of ')}.",
        )
        if counts
        else Words("Excel har gjort innholdet om til en dato eller et klokkeslett.", "Excel has made a date of it.")
    )
    return Fault(
        DATE_IN_CELL,
        Words(f"{span.cell} holder en dato: {text}", f"{span.cell} holds a date: {text}"),
        (Label(span, said),),
        (meant,),
        Words(
            "Formater cellen som tekst, og skriv det som skal stå der, på nytt. Er det en andel vist som dato, så velg "
            "et prosentformat.",
            "Format the cell as text, and write again what is to stand there. If it is a share shown as a date, choose "
            "a per cent format.",
        ),
    )


def date_in_text(span: Span, text: str) -> Fault:
    """A date where a figure should stand, in a text file that a spreadsheet saved."""
    return Fault(
        DATE_IN_CELL,
        Words(f"«{text}» er en dato", f"“{text}” is a date"),
        (Label(span, Words("her skal det stå et tall", "a number should stand here")),),
        (
            Words(
                "Regneark gjør det som ligner en dato, om til en: 1/12 (1 av 12) blir til 1. desember.",
                "Spreadsheets make a date of what looks like one: 1/12 (1 of 12) becomes the first of December.",
            ),
        ),
        Words(
            "Formater cellen som tekst, skriv tallet på nytt, og lagre filen igjen.",
            "Format the cell as text, write the number again, and save the file again.",
        ),
    )


def _format(span: Span, text: str) -> Fault:
    return Fault(
        FORMAT_WITHOUT_DIGITS,
        Words(f"Tallformatet i {span.cell} viser ikke tallet", f"The number format of {span.cell} hides the number"),
        (Label(span, Words("dette er lagret", "this is stored")),),
        (
            Words(
                "Formatet skjuler tallet, eller viser det delt på tusen, som brøk eller med tierpotens.",
                "The format hides the number, or shows it divided by a thousand, as a fraction or a power of ten.",
            ),
        ),
        Words(
            "Velg et format som viser tallet med de sifrene som skal gjelde, for eksempel 0,0 %.",
            "Choose a format that shows the number with the digits that are to count, such as 0.0%.",
        ),
    )


def _merged(span: Span, text: str) -> Fault:
    return Fault(
        MERGED_CELL,
        Words(
            f"{span.cell} er tom, for den er slått sammen med en annen celle",
            f"{span.cell} is empty, for it was merged with another cell",
        ),
        (Label(span, Words("tom", "empty")),),
        (),
        Words(
            "Opphev sammenslåingen, og skriv innholdet i hver rad.",
            "Undo the merging, and write in every row what it is about.",
        ),
    )


def _clock(span: Span, text: str) -> Fault:
    return _time(span, Words(f"et klokkeslett: {text}", f"a time of the day: {text}"), text)


def _duration(span: Span, text: str) -> Fault:
    return _time(span, Words(f"et tidsrom: {text}", f"a length of time: {text}"), text)


def _time(span: Span, what: Words, text: str) -> Fault:
    """A number that its format shows as a time, or something like a time that the spreadsheet made one of."""
    return Fault(
        DATE_IN_CELL,
        Words(f"{span.cell} holder {what.nb}", f"{span.cell} holds {what.en}"),
        (Label(span, Words(text, text)),),
        (
            Words(
                "Et tall i en celle med tidsformat vises som en tid, og det som ligner en tid, gjøres om til et tall.",
                "A number in a cell formatted as a time is shown as one, and what looks like a time is made a number.",
            ),
        ),
        Words(
            "Er det en andel, så velg et prosentformat, for eksempel 0,0 %, og se etter at tallet er riktig. "
            "Ellers formater cellen som tekst, og skriv det som skal stå der, på nytt.",
            "If it is a share, choose a per cent format such as 0.0%, and see that the number is right. "
            "Else format the cell as text, and write again what is to stand there.",
        ),
    )


_ODD: dict[Oddity, Callable[[Span, str], Fault]] = {
    Oddity.FORMULA: _formula, Oddity.DATE: _date, Oddity.CLOCK: _clock, Oddity.DURATION: _duration,
    Oddity.FORMAT: _format, Oddity.MERGED: _merged,
}  # fmt: skip
