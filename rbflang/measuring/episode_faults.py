"""The faults of a table of episodes: columns that are missing or hold something else, unknown codes, no rows.

They name columns, headings and codes that many rows hold; no key, row or day of a patient is ever said.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rbflang.diagnostics import Fault, Kind, Severity
from rbflang.measuring.counts_found import CodeSeen, Period
from rbflang.register.definitions import ColumnKind, RegisterColumn
from rbflang.register.periods import told_day
from rbflang.wording import Words, listing, number

MOST_HEADINGS = 30
EPISODES = Kind(
    "episodes-not-understood",
    Severity.FAULT,
    Words("Episodene kan ikke telles", "The episodes cannot be counted"),
    Words(
        "En tabell med episoder har en kolonne for hver kolonne i registeret som måles, med en overskrift som "
        "regelsettet nevner. En nøkkel er et helt tall eller en tekst, en dag er en dato eller skrevet 2024-01-31, ja "
        "og nei er en sannhetsverdi, 0 og 1 eller ord, og flere koder er en liste eller en tekst med mellomrom, komma "
        "eller semikolon. En celle som er noe annet, blir aldri regnet som tom.",
        "A table of episodes has a column for each column of the register that is asked for, with a heading that the "
        "ruleset names. A key is a whole number or a text, a day is a date or written 2024-01-31, yes and no are a "
        "truth, 0 and 1 or words, and several codes are a list or a text with spaces, commas or semicolons. A cell "
        "that is something else is never taken to be empty.",
    ),
)
HOLDS = {
    ColumnKind.PATIENT: Words("nøkkelen til en pasient", "the key of a patient"),
    ColumnKind.MEMBER: Words("et medlem av en inndeling", "a member of a set"),
    ColumnKind.UNIT: Words("navnet på en enhet", "the name of a unit"),
    ColumnKind.DATE: Words("en dato, som 2024-01-31", "a date, as 2024-01-31"),
    ColumnKind.PERIOD: Words(
        "en måned, et tertial eller et år, som 2024-01, 2024T1 eller 2024",
        "a month, a tertial or a year, as 2024-01, 2024T1 or 2024",
    ),
    ColumnKind.CODE: Words("én kode", "one code"),
    ColumnKind.CODES: Words("flere koder", "several codes"),
    ColumnKind.YES_NO: Words("ja eller nei", "yes or no"),
    ColumnKind.WORDS: Words("tekst", "a text"),
}


def no_known_headings(name: str, asked: Sequence[RegisterColumn]) -> Fault:
    """A file without any heading that the register knows: its first line may be a row, and is not shown."""
    return Fault(
        EPISODES,
        Words(f"{name} har ingen kjente overskrifter", f"{name} has no known headings"),
        (),
        (
            Words(
                "Den første linjen vises ikke, for den kan være en rad om en pasient.",
                "The first line is not shown, since it may be a row about a patient.",
            ),
        ),
        Words(
            "Skriv overskriftene på den første linjen, eller nevn dem i registeret med «også kalt»:",
            "Write the headings on the first line, or name them in the register by “also called”:",
        ),
        (";".join(one.headings[0] for one in asked),),
    )


def column_of_another_type(name: str, column: RegisterColumn, heading: str, kind: str) -> Fault:
    """A column of a type that cannot hold cells of its kind; `kind` is the type as the engine names it."""
    holds = HOLDS[column.kind]
    return Fault(
        EPISODES,
        Words(f"Kolonnen «{heading}» i {name} har feil type", f"The column “{heading}” of {name} has the wrong type"),
        (),
        (Words(f"Den har typen {kind}, og skal være {holds.nb}.", f"Its type is {kind}; it must be {holds.en}."),),
        Words("Skriv kolonnen på nytt med en type som kan være det.", "Write the column anew with a type that fits."),
    )


def cells_of_another_kind(name: str, column: RegisterColumn, rows: int) -> Fault:
    """Cells that hold something else than their kind; none is shown, since it may be of a patient."""
    holds, many = HOLDS[column.kind], _many(rows)
    return Fault(
        EPISODES,
        Words(
            f"{many.nb} {'rad' if rows == 1 else 'rader'} i {name} har noe annet enn {holds.nb} i «{column.name}»",
            f"{many.en} {'row' if rows == 1 else 'rows'} of {name} hold something else than {holds.en} in "
            f"“{column.name}”",
        ),
        (),
        (
            Words(
                "Cellene vises ikke, for de kan være om en pasient.",
                "The cells are not shown, since they may be about a patient.",
            ),
        ),
        Words("Rett dem, eller la dem være tomme der ingenting er kjent.", "Correct them, or leave them empty."),
    )


def periods_across(name: str, column: RegisterColumn, rows: int, period: Period) -> Fault:
    """Rows of which nobody can tell whether they lie in the period, since they say a longer one."""
    days, many = _days(period), _many(rows)
    return Fault(
        EPISODES,
        Words(
            f"{many.nb} {'rad' if rows == 1 else 'rader'} i {name} sier en periode som bare delvis er med",
            f"{many.en} {'row' if rows == 1 else 'rows'} of {name} name a period that is only partly in",
        ),
        (),
        (
            Words(
                f"Det telles {days.nb}, og «{column.name}» sier for lite til å vite om radene er med.",
                f"What counts is {days.en}, and “{column.name}” does not tell whether the rows are in it.",
            ),
        ),
        Words("Bruk en fil med måned, tertial eller dato.", "Use a file with months, tertials or dates."),
    )


def codes_unknown(name: str, column: RegisterColumn, rows: int, filled: int, examples: Sequence[CodeSeen]) -> Fault:
    """A column most of whose cells hold codes that the register does not declare."""
    told, of, all_of = [f"{one.code} ({one.rows})" for one in examples], _many(rows), _many(filled)
    story = (Words(f"Vanligst er {listing(told)}.", f"The most frequent are {listing(told, 'en')}."),) if told else ()
    return Fault(
        EPISODES,
        Words(
            f"«{column.name}» i {name} er full av ukjente koder", f"“{column.name}” of {name} is full of unknown codes"
        ),
        (),
        (
            Words(
                f"{of.nb} av {all_of.nb} rader har en kode som registeret ikke nevner. Det nevner "
                f"{listing(column.codes[:MOST_HEADINGS])}.",
                f"{of.en} of {all_of.en} rows have a code that the register does not name. It names "
                f"{listing(column.codes[:MOST_HEADINGS], 'en')}.",
            ),
            *story,
        ),
        Words(
            "Kontroller at kolonnen er den riktige, og rett kodene i filen eller i registeret.",
            "Check that the column is the right one, and correct the codes in the file or in the register.",
        ),
    )


def nothing_in_the_period(name: str, rows: int, period: Period | None) -> Fault:
    """A table without any row that counts in the period."""
    within, many = _days(period) if period else Words("", ""), _many(rows)
    return Fault(
        EPISODES,
        Words(f"{name} har ingen episoder {within.nb}".strip(), f"{name} has no episodes {within.en}".strip()),
        (),
        (Words(f"Det er {many.nb} rader i alt.", f"There are {many.en} rows in all."),),
        Words("Kontroller perioden og filen.", "Check the period and the file."),
    )


def payees_unknown(name: str, column: RegisterColumn, rows: int, known: Sequence[str]) -> Fault:
    """A table none of whose rows name one who is paid."""
    many = _many(rows)
    return Fault(
        EPISODES,
        Words(f"Ingen rad i {name} har en kjent «{column.name}»", f"No row of {name} has a known “{column.name}”"),
        (),
        (
            Words(
                f"Det er {many.nb} rader. Regelsettet kjenner {listing(known[:MOST_HEADINGS])}.",
                f"There are {many.en} rows. The ruleset knows {listing(known[:MOST_HEADINGS], 'en')}.",
            ),
        ),
        Words(
            "Rett navnene i filen, eller nevn dem i regelsettet med «også kalt».",
            "Correct the names in the file, or name them in the ruleset with “also called”.",
        ),
    )


def too_many_units(name: str, column: RegisterColumn, most: int) -> Fault:
    """A column of units that holds so many different texts that it must be another column."""
    return Fault(
        EPISODES,
        Words(
            f"«{column.name}» i {name} har mer enn {most} ulike verdier",
            f"“{column.name}” of {name} has more than {most} different values",
        ),
        (),
        (Words("Så mange enheter finnes ikke.", "There are not so many units."),),
        Words("Kontroller at overskriften er den riktige.", "Check that the heading is the right one."),
    )


def file_not_counted(name: str, reason: Words) -> Fault:
    """A file that the engine cannot read; `reason` is in words of our own, never the engine's."""
    return Fault(
        EPISODES,
        Words(f"{name} kan ikke leses som episoder", f"{name} cannot be read as episodes"),
        (),
        (reason,),
        Words("Lagre filen på nytt som Parquet eller CSV.", "Save the file again as Parquet or CSV."),
    )


def file_given_twice(name: str) -> Fault:
    """A file that was named more than once: its rows would count as often."""
    return Fault(
        EPISODES,
        Words(f"{name} er gitt to ganger", f"{name} was given twice"),
        (),
        (Words("Hver rad ville bli talt to ganger.", "Each row would be counted twice."),),
        Words("Gi filen én gang, også der en mappe eller et mønster har den med.",
              "Give the file once, also where a folder or a pattern holds it."),
    )  # fmt: skip


def no_files(name: str) -> Fault:
    """A path, a folder or a pattern that no file of episodes lies at."""
    return Fault(
        EPISODES,
        Words(f"{name} er ingen fil med episoder", f"{name} is no file of episodes"),
        (),
        (
            Words(
                "En fil, en mappe eller et mønster må gi filer som slutter på .parquet, .csv eller .csv.gz.",
                "A file, a folder or a pattern must give files that end in .parquet, .csv or .csv.gz.",
            ),
        ),
        Words(
            "Lagre episodene som Parquet eller CSV. Fra Excel: CSV UTF-8.",
            "Save the episodes as Parquet or CSV. From Excel: CSV UTF-8.",
        ),
    )


def nothing_there(name: str) -> Fault:
    """A path or a pattern at which there is nothing."""
    return Fault(
        EPISODES,
        Words(f"{name} finnes ikke", f"{name} is not there"),
        (),
        (Words("Det er ingen fil eller mappe der, og ingen fil som mønsteret passer på.",
               "There is no file or folder there, and none that the pattern fits."),),
        Words("Kontroller stien.", "Check the path."),
    )  # fmt: skip


def no_room(name: str) -> Fault:
    """A machine that has too little memory or disk for a file."""
    return Fault(
        EPISODES,
        Words(f"Det er for lite plass til å telle {name}", f"There is too little room to count {name}"),
        (),
        (
            Words(
                "Det er ikke feil i filen. Minnet strakk ikke til, eller så er disken full der det legges som ikke får "
                "plass i minnet. Det kan trenge litt mer plass enn filen selv.",
                "Nothing is wrong with the file. There was too little memory, or the disk is full where what does not "
                "fit in memory is put. That may take a little more room than the file itself.",
            ),
        ),
        Words(
            "Frigjør plass, eller la RBFLANG_CACHE peke på en mappe som bare er din, på en disk med mer plass.",
            "Make room, or let RBFLANG_CACHE point at a folder of your own on a disk with more room.",
        ),
    )


def no_place() -> Fault:
    """A machine on which the user has no folder that others cannot write in."""
    return Fault(
        EPISODES,
        Words("Det finnes ikke noe sted å arbeide", "There is no place to work in"),
        (),
        (
            Words(
                "Det som ikke får plass i minnet, skrives i en mappe som bare brukeren selv har tilgang til. En slik "
                "finnes ikke her.",
                "What does not fit in memory is written in a folder that the user alone can open, and there is none.",
            ),
        ),
        Words("La RBFLANG_CACHE peke på en mappe som bare er din:", "Let RBFLANG_CACHE point at a folder of your own:"),
        ("export RBFLANG_CACHE=$HOME/.cache",),
    )


def _many(rows: int) -> Words:
    """How many, as each language groups digits."""
    return Words(number(Fraction(rows)), number(Fraction(rows), language="en"))


def _days(period: Period) -> Words:
    """From the first day to the last."""
    first, last = told_day(period.first), told_day(period.last)
    return Words(f"fra {first.nb} til {last.nb}", f"from {first.en} to {last.en}")
