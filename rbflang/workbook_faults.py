"""The faults of workbooks that cannot be read at all: another kind of file, locked, damaged, or larger than it says.

What is amiss in a single cell is in `cell_faults.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.diagnostics import Fault
from rbflang.file_faults import FILE_NOT_READABLE
from rbflang.source import Source
from rbflang.wording import Words, counted, listing, number

SAVE = Words(
    "Åpne den i Excel og lagre den på nytt, som .xlsx eller «CSV UTF-8».",
    "Open it in Excel and save it again, as .xlsx or “CSV UTF-8”.",
)
KINDS = {
    "html": Words("en nettside (HTML)", "a web page (HTML)"),
    "xml": Words("en XML-fil", "an XML file"),
    "csv": Words("en tekstfil (CSV)", "a text file (CSV)"),
    "zip": Words("en zip-fil", "a zip file"),
    "xls": Words("et regneark av den gamle typen .xls", "a workbook of the old kind .xls"),
    "xlsx": Words("et regneark av typen .xlsx", "a workbook of the kind .xlsx"),
    "xlsb": Words("et regneark av typen .xlsb", "a workbook of the kind .xlsb"),
    "ods": Words("et regneark av typen .ods", "a workbook of the kind .ods"),
}


def another_kind(name: str, kind: str) -> Fault:
    """A file that is something else than its name says."""
    what = KINDS[kind]
    suffix = "." + name.rpartition(".")[2]
    right = {"csv": ".csv"}.get(kind, f".{kind}")
    rename = Words(
        f"Gi filen et navn som slutter på {right}, eller lagre den på nytt fra regnearket.",
        f"Give the file a name that ends in {right}, or save it again from the spreadsheet.",
    )
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} er {what.nb}", f"{name} is {what.en}"),
        (),
        (
            Words(
                f"Navnet slutter på {suffix}, men innholdet er {what.nb}.",
                f"The name ends in {suffix}, but it holds {what.en}.",
            ),
        ),
        SAVE if kind in ("html", "xml", "zip") else rename,
    )


def locked(name: str) -> Fault:
    """A workbook that asks for a password."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} er låst med passord", f"{name} is locked with a password"),
        (),
        (Words("Innholdet kan ikke leses uten passordet.", "What it holds cannot be read without it."),),
        Words("Åpne den i Excel, ta bort passordet og lagre.", "Open it in Excel, take the password away and save."),
    )


def damaged(name: str) -> Fault:
    """A workbook that cannot be opened."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} kan ikke åpnes som et regneark", f"{name} cannot be opened as a workbook"),
        (),
        (Words("Filen er skadet eller ufullstendig.", "The file is damaged or not complete."),),
        SAVE,
    )


def swollen(name: str) -> Fault:
    """A workbook that unpacks to far more than can be a table of figures; it is not unpacked."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} er for stor når den pakkes ut", f"{name} is too large when it is unpacked"),
        (),
        (
            Words(
                "Den utgir seg for å holde mye mer enn en tabell med tall gjør. Derfor er den ikke pakket ut.",
                "It claims to hold far more than a table of figures does, so it is not unpacked.",
            ),
        ),
        Words(
            "Kopier tabellen over i et nytt regneark og lagre det, eller lagre den som «CSV UTF-8».",
            "Copy the table into a new workbook and save that, or save it as “CSV UTF-8”.",
        ),
    )


def own_entities(name: str) -> Fault:
    """A workbook whose parts declare entities or another encoding; none that a spreadsheet saved does."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} er ikke laget av et regnearkprogram", f"{name} was not made by a spreadsheet program"),
        (),
        (
            Words(
                "Den har erklæringer i XML (DOCTYPE eller et annet tegnsett) som ingen regneark har. De leses ikke.",
                "Its XML has declarations (a DOCTYPE or another encoding) that no workbook has. They are not read.",
            ),
        ),
        SAVE,
    )


def too_far(name: str, cell: str) -> Fault:
    """A sheet that says it reaches further than any table of figures does."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name}: arket sier at det når til {cell}", f"{name}: the sheet says that it reaches {cell}"),
        (),
        (
            Words(
                "Så store ark leses ikke. Som regel står det noe, eller bare et format, i en celle langt borte.",
                "Such sheets are not read. As a rule there is something, or a format alone, in a cell far away.",
            ),
        ),
        Words(
            "Slett radene under og kolonnene til høyre for tabellen, og lagre på nytt.",
            "Delete the rows below and the columns to the right of the table, and save again.",
        ),
    )


def impossible_rows(name: str, sheet: str, rows: int) -> Fault:
    """A sheet that says it has more rows than any spreadsheet can have."""
    return Fault(
        FILE_NOT_READABLE,
        Words(
            f"{name}: arket «{sheet}» sier at det har {number(Fraction(rows))} rader",
            f"{name}: the sheet “{sheet}” says that it has {number(Fraction(rows), language='en')} rows",
        ),
        (),
        (Words("Så mange rader kan ikke noe regneark ha.", "No spreadsheet can have so many rows."),),
        Words(
            "Kopier tabellen over i et nytt regneark og lagre det, eller lagre den som «CSV UTF-8».",
            "Copy the table into a new workbook and save that, or save it as “CSV UTF-8”.",
        ),
    )


def without_formats(fault: Fault, source: Source) -> Fault:
    """A fault of signs that are missing, told as what it is where the number formats of a sheet are not known."""
    if source.sheet is None or source.sheet.has_formats:
        return fault
    name = source.name.rpartition("/")[2]
    return evolve(
        fault,
        title=Words(
            f"Tallformatene i {name} kan ikke leses, og da er det uklart hvilke tall som er prosent",
            f"The number formats of {name} cannot be read, so it is unclear which numbers are per cents",
        ),
        labels=tuple(
            evolve(one, text=Words("slik er dette lagret", "this is how it is stored")) for one in fault.labels
        ),
        story=(
            Words(
                "Et tall som arket viser som 13,4 %, er lagret som 0,134, og leses slik det er lagret.",
                "A number that the sheet shows as 13.4% is stored as 0.134, and is read as it is stored.",
            ),
        ),
        tip=Words(
            "Lagre den som .xlsx. Da gjelder tallene slik arket viser dem.",
            "Save it as .xlsx. Then the numbers count as the sheet shows them.",
        ),
        paste=(),
    )


def empty_rows(name: str, cell: str, count: int) -> Fault:
    """A sheet with very many rows that hold nothing but formats."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name}: over {count} rader på rad er tomme", f"{name}: more than {count} rows running are empty"),
        (),
        (
            Words(
                f"De begynner ved {cell}. Resten av arket er ikke lest.", f"They begin at {cell}. The rest is unread."
            ),
        ),
        Words(
            "Slett de tomme radene under tabellen, og lagre på nytt.",
            "Delete the empty rows below the table, and save again.",
        ),
    )


def too_many_merged(name: str, most: int) -> Fault:
    """A sheet with more merged cells among its rows than any table of figures has."""
    nb, en = number(Fraction(most)), number(Fraction(most), language="en")
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name}: over {nb} celler i arket er slått sammen", f"{name}: more than {en} cells are merged"),
        (),
        (
            Words(
                "I en sammenslått celle gjelder verdien bare for den første raden. Så mange av dem leses ikke.",
                "In a merged cell the value holds for the first row alone. So many of them are not read.",
            ),
        ),
        Words(
            "Opphev sammenslåingen, skriv verdien i hver rad, og lagre på nytt.",
            "Unmerge the cells, write the value in each row, and save again.",
        ),
    )


def without_a_sheet(name: str) -> Fault:
    """A workbook that has no sheet with cells."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} har ikke noe ark med celler", f"{name} has no sheet with cells"),
        (),
        (Words("Bare diagrammer eller skjulte ark er der.", "There are only charts or hidden sheets."),),
        Words("Lagre tabellen i et synlig ark.", "Save the table in a sheet that is shown."),
    )


def several_tables(name: str, titles: Sequence[str]) -> Fault:
    """A workbook with more than one table, of which none was asked for."""
    nb, en = listing([f"«{one}»" for one in titles]), listing([f"“{one}”" for one in titles], "en")
    first = f"{name}#{titles[0]}"
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} har {counted(len(titles))} ark med en tabell: {nb}", f"{name} has several tables: {en}"),
        (),
        (Words("Det er ikke sagt hvilket av dem som skal leses.", "It is not said which of them is to be read."),),
        Words("Skriv arket bak filens navn, for eksempel:", "Write the sheet behind the name of the file, such as:"),
        (f'--data "{first}"',),
    )


def no_such_sheet(name: str, asked: str, titles: Sequence[str]) -> Fault:
    """A sheet that was asked for and is not there."""
    nb, en = listing([f"«{one}»" for one in titles]), listing([f"“{one}”" for one in titles], "en")
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} har ikke noe ark som heter «{asked}»", f"{name} has no sheet called “{asked}”"),
        (),
        (Words(f"Arkene er {nb}.", f"The sheets are {en}."),),
        Words("Rett navnet bak #.", "Correct the name behind #."),
    )


def reader_missing(name: str) -> Fault:
    """A workbook where the extra that reads workbooks is not installed."""
    return Fault(
        FILE_NOT_READABLE,
        Words(
            f"{name} er et regneark, og leseren for regneark er ikke installert", f"{name} needs the workbook reader"
        ),
        (),
        (Words("Uten den kan bare CSV-filer leses.", "Without it only CSV files can be read."),),
        Words("Installer den, eller lagre filen som «CSV UTF-8»:", "Install it, or save the file as “CSV UTF-8”:"),
        ('pip install "rbflang[xlsx]"',),
    )


def parquet_reader_missing(name: str) -> Fault:
    """A Parquet file where the extra that reads them is not installed."""
    return Fault(
        FILE_NOT_READABLE,
        Words(
            f"{name} er en Parquet-fil, og leseren for dem er ikke installert", f"{name} needs the reader of Parquet"
        ),
        (),
        (Words("Uten den kan bare CSV-filer leses.", "Without it only CSV files can be read."),),
        Words("Installer den, eller lagre tallene som CSV:", "Install it, or save the figures as CSV:"),
        ('pip install "rbflang[parquet]"',),
    )


def parquet_damaged(name: str) -> Fault:
    """A file that is called Parquet and is none, or not all of one."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"{name} kan ikke åpnes som en Parquet-fil", f"{name} cannot be opened as a Parquet file"),
        (),
        (
            Words(
                "Filen er skadet, ufullstendig eller noe annet.", "The file is damaged, not complete or another kind."
            ),
        ),
        Words("Lag den på nytt, eller lagre tallene som CSV.", "Make it again, or save the figures as CSV."),
    )


def parquet_column_of_another_type(name: str, column: str, kind: str) -> Fault:
    """A column of a Parquet file that holds neither texts nor whole numbers."""
    return Fault(
        FILE_NOT_READABLE,
        Words(f"Kolonnen «{column}» i {name} er av typen {kind}", f"The column “{column}” of {name} is of type {kind}"),
        (),
        (
            Words(
                "Et lagret desimaltall sier ikke hvor mange desimaler som er trykt, og da er ikke tallet sikkert.",
                "A stored number does not say with how many decimals it was printed, so the figure is not certain.",
            ),
        ),
        Words("Lagre kolonnen som tekst: «13,4 %», «412/3850».", "Store the column as texts: “13,4 %”, “412/3850”."),
    )
