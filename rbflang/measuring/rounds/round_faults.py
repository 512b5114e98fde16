"""The faults of a round that is to be counted: nothing says what is counted, or which days.

Each kind is followed by the functions that word it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.source import Span
from rbflang.wording import Words, listing

NOTHING_MEASURED = Kind(
    "nothing-is-measured",
    Severity.FAULT,
    Words(
        "Regelsettet sier ikke hva som telles i et register", "The ruleset does not say what is counted in a register"
    ),
    Words(
        "Det som skal telles i episoder, står i en «måling», og kolonnene i et «register». Uten dem er resultatene "
        "inndata, som gis med --data.",
        "What is to be counted in episodes stands in a “measurement”, and the columns in a “register”. Without them "
        "results are inputs, which are given by --data.",
    ),
)
_NORWEGIAN = """register episoder "Episoder" {
    datagrunnlag NPR
    pasienter : pasientnøkkel
    region    : region
    avsluttet : dato
    stg       : flere koder
}
måling av måloppnåelse fra episoder {
    telles per region
    samarbeid: antall unike pasienter der stg blant TS08A / antall unike pasienter
}"""
_ENGLISH = """register episodes "Episodes" {
    data_basis NPR
    patients  : patient key
    region    : region
    ended     : date
    groups    : several codes
}
measurement of achievement from episodes {
    counted per region
    meetings: count of unique patients where groups among TS08A / count of unique patients
}"""
REGISTER = tuple(Words(nb, en) for nb, en in zip(_NORWEGIAN.split("\n"), _ENGLISH.split("\n"), strict=True))


def nothing_measured(span: Span, title: str) -> Fault:
    """A ruleset without a measurement."""
    return Fault(
        NOTHING_MEASURED,
        Words(f"{title} har ingen «måling»", f"{title} has no “measurement”"),
        (Label(span, Words("dette regelsettet", "this ruleset")),),
        (
            Words(
                "Da er det ikke sagt hva som skal telles i episodene.",
                "So nothing says what is to be counted in the episodes.",
            ),
        ),
        Words(
            "Skriv hvilke kolonner registeret har, og hva som telles. Slik kan det se ut:",
            "Write which columns the register has, and what is counted. It may look like this:",
        ),
        REGISTER,
    )


PERIOD = Kind(
    "period-of-round-unknown",
    Severity.FAULT,
    Words("Det er ikke kjent hvilke dager en fordeling gjelder", "It is not known which days a round is of"),
    Words(
        "En fordeling sier med «datagrunnlag» hvilken periode av registeret den bygger på: «1. tertial 2024», "
        "«årsdata 2024», «januar–april 2024». Bare episoder i perioden telles.",
        "A round says by “data_basis” which period of the register it rests on: “quarter 2 of 2024”, “the year 2024”, "
        "“January–April 2024”. Only episodes in the period count.",
    ),
)


def no_such_round(span: Span, title: str, asked: str, rounds: Sequence[str]) -> Fault:
    """A round that the ruleset does not declare."""
    return Fault(
        PERIOD,
        Words(f"{title} har ingen fordeling «{asked}»", f"{title} has no round “{asked}”"),
        (Label(span),),
        (Words("Perioden som telles, er den fordelingen har.", "The period that counts is that of the round."),),
        Words(
            f"Velg en av fordelingene med --round: {listing(rounds)}.",
            f"Choose one of the rounds by --round: {listing(rounds, 'en')}.",
        ),
    )


def no_basis(span: Span, round_name: str, register: str) -> Fault:
    """A round that does not say which data of the register it rests on."""
    return Fault(
        PERIOD,
        Words(
            f"Fordelingen «{round_name}» sier ikke hvilken periode av {register} den gjelder",
            f"The round “{round_name}” does not say which period of {register} it is of",
        ),
        (Label(span, Words("denne fordelingen", "this round")),),
        (),
        Words("Skriv perioden i fordelingen:", "Write the period in the round:"),
        (Words(f'{{ datagrunnlag {register} "1. tertial 2024" }}', f'{{ data_basis {register} "the year 2024" }}'),),
    )


def period_not_read(span: Span, text: str) -> Fault:
    """A period that is told in a way nobody can count days by."""
    return Fault(
        PERIOD,
        Words(f"«{text}» er ikke en periode som kan leses", f"“{text}” is no period that can be read"),
        (Label(span, Words("denne perioden", "this period")),),
        (),
        Words(
            "Skriv den som «1. tertial 2024», «2. kvartal 2024», «januar–april 2024» eller «årsdata 2024».",
            "Write it as “quarter 2 of 2024”, “January–April 2024” or “the year 2024”.",
        ),
    )


COUNTS = Kind(
    "episodes-do-not-add-up",
    Severity.FAULT,
    Words(
        "Radene som er talt og utelatt, er ikke alle som er lest",
        "The rows counted and left out are not all that were read",
    ),
    Words(
        "Hver rad som leses, er enten talt eller utelatt av en grunn som blir fortalt. Går det ikke opp, er det en "
        "feil i rbflang, og ingen tall blir skrevet.",
        "Each row that is read counts or is left out for a reason that is told. Where that does not add up, "
        "rbflang itself is wrong, and no figure is written.",
    ),
)


def rows_not_accounted_for(read: int, told: int) -> Fault:
    """Rows that are neither counted nor told to be left out."""
    return Fault(
        COUNTS,
        Words(f"Det er lest {read} rader, men fortalt om {told}", f"{read} rows were read, and {told} are told of"),
        (),
        (),
        Words("Meld fra om feilen, uten å sende rader.", "Report the fault, without sending any rows."),
    )
