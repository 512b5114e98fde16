"""The faults of engines: that cannot be reached, do not let anybody in, lack a table, stop while they count.

Each says what to do about it. What a server answered is never said again: it may hold a value of a row, or a password.
"""

from __future__ import annotations

from rbflang.diagnostics import Fault, Kind, Severity
from rbflang.wording import Words

ENGINE_NOT_REACHED = Kind(
    "engine-not-reached",
    Severity.FAULT,
    Words("Motoren som skal telle, kan ikke nås", "The engine that is to count cannot be reached"),
    Words(
        "Episodene telles av DuckDB, som følger med, eller av en motor som allerede har dem: PostgreSQL eller Spark. "
        "Adressen skrives `postgresql://bruker@vert/database` eller `spark://local[2]`. Passordet hører hjemme i "
        "`PGPASSWORD` eller `~/.pgpass`. Svaret fra tjeneren gjengis ikke, for det kan inneholde verdier fra en rad.",
        "Episodes are counted by DuckDB, which comes along, or by an engine that already has them: PostgreSQL or "
        "Spark. The address is written `postgresql://user@host/database` or `spark://local[2]`. The password belongs "
        "in `PGPASSWORD` or `~/.pgpass`. What the server answered is not repeated, since it may hold values of a row.",
    ),
)
FORMS = ("--engine duckdb", "--engine postgresql://bruker@vert/database#skjema.tabell", '--engine "spark://local[2]"')
FORMS_IN_ENGLISH = (
    "--engine duckdb", "--engine postgresql://user@host/database#schema.table", '--engine "spark://local[2]"',
)  # fmt: skip
AS_FORMS = tuple(map(Words, FORMS, FORMS_IN_ENGLISH))
CHOOSE = Words("Skriv for eksempel:", "Write, for instance:")


def unknown_engine(shown: str) -> Fault:
    """An address of no engine there is."""
    nb, en = (f"«{shown}»", f"“{shown}”") if shown else ("Adressen", "The address")
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"{nb} er ingen motor som kan telle", f"{en} is no engine that can count"),
        (),
        (
            Words(
                "DuckDB, PostgreSQL og Spark kan det.",
                "DuckDB, PostgreSQL and Spark can.",
            ),
        ),
        CHOOSE,
        AS_FORMS,
    )


def nothing_behind_duckdb() -> Fault:
    """An address of DuckDB with something behind it: it reads files, and has no place of its own."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words("DuckDB har ingen adresse", "DuckDB has no address"),
        (),
        (Words("Den følger med og leser filene selv.", "It comes along and reads the files itself."),),
        Words("Skriv bare navnet, og filene bak --episodes:", "Write its name alone, and the files behind --episodes:"),
        (Words("--engine duckdb --episodes FIL", "--engine duckdb --episodes FILE"),),
    )


def engine_without_a_place(scheme: str) -> Fault:
    """An engine that is named without saying where it is."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"Det står ikke hvor «{scheme}» er", f"It is not said where “{scheme}” is"),
        (),
        (),
        CHOOSE,
        AS_FORMS[1:],
    )


def engine_not_tried(engine: str) -> Fault:
    """An engine that ibis knows and that nobody has tried."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"Det kan ikke telles i {engine} ennå", f"Nothing can be counted in {engine} yet"),
        (),
        (
            Words(
                "Uttrykkene er skrevet med ibis, som kan snakke med den, men ingen har prøvd om tallene blir de samme.",
                "The expressions are written with ibis, which can speak to it, but nobody has tried whether the counts "
                "are the same.",
            ),
        ),
        CHOOSE,
        AS_FORMS,
    )


def unknown_master() -> Fault:
    """An address of Spark that says neither this machine nor a cluster."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words("Adressen til Spark kan ikke forstås", "The address of Spark cannot be understood"),
        (),
        (
            Words(
                "Den er `spark://local[2]` for to prosessorer på denne maskinen, `spark://vert:7077` for en klynge, "
                "eller `spark://` når spark-submit har sagt hvor.",
                "It is `spark://local[2]` for two processors of this machine, `spark://host:7077` for a cluster, or "
                "`spark://` where spark-submit has said where.",
            ),
        ),
        CHOOSE,
        AS_FORMS[2:],
    )


def engine_not_installed(engine: str, extra: str) -> Fault:
    """An engine whose driver does not load."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"Det som snakker med {engine}, er ikke installert", f"What speaks to {engine} is not installed"),
        (),
        (),
        Words("Installer det:", "Install it:"),
        (f'pip install "rbflang[{extra}]"',),
    )


def java_missing() -> Fault:
    """Spark without Java."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words("Spark kjører på Java, som ikke finnes her", "Spark runs on Java, which is not found here"),
        (),
        (),
        Words(
            "Installer Java 17, eller la JAVA_HOME peke på den som finnes.",
            "Install Java 17, or let JAVA_HOME point at the one that is there.",
        ),
    )


def address_not_understood(engine: str) -> Fault:
    """An address that the driver does not understand; it is not shown, since nobody knows what is a password in it."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"Adressen til {engine} kan ikke forstås", f"The address of {engine} cannot be understood"),
        (),
        (
            Words(
                "Tegn som @, /, : og % i navn og passord må skrives som %40, %2F, %3A og %25.",
                "Signs like @, /, : and % in names and passwords must be written %40, %2F, %3A and %25.",
            ),
        ),
        CHOOSE,
        AS_FORMS,
    )


def nobody_answers(shown: str) -> Fault:
    """A server that does not answer."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"Ingen svarer på {shown}", f"Nobody answers at {shown}"),
        (),
        (),
        Words(
            "Kontroller vert og port, og at tjeneren kan nås fra denne maskinen.",
            "Check host and port, and that the server can be reached from this machine.",
        ),
    )


def not_let_in(shown: str) -> Fault:
    """A server that answers and refuses."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"{shown} svarer, men slipper ingen inn", f"{shown} answers, but lets nobody in"),
        (),
        (),
        Words(
            "Kontroller bruker, passord og navnet på databasen. Slik kommer passordet ikke i historikken:",
            "Check user, password and the name of the database. So the password gets into no history:",
        ),
        (Words("read -rs PGPASSWORD && export PGPASSWORD", "read -rs PGPASSWORD && export PGPASSWORD"),),
    )


def no_table_named(shown: str) -> Fault:
    """An engine without the name of a table to count in."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(
            f"Det står ikke hvilken tabell i {shown} som har episodene",
            f"It is not said which table of {shown} has the episodes",
        ),
        (),
        (),
        Words("Navngi den bak --episodes:", "Name it behind --episodes:"),
        (Words("--episodes skjema.tabell", "--episodes schema.table"),),
    )


def several_tables(shown: str) -> Fault:
    """More than one table of a database."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"Det telles i én tabell i {shown} om gangen", f"What counts in {shown} counts in one table at a time"),
        (),
        (),
        Words(
            "Navngi én tabell, eller be om et utsnitt (view) som har alle radene.",
            "Name one table, or ask for a view that has all the rows.",
        ),
    )


def lines_above(name: str) -> Fault:
    """A CSV file with lines above its headings, which Spark would take for rows."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"Spark kan ikke lese {name}", f"Spark cannot read {name}"),
        (),
        (Words("Den har linjer over overskriftene.", "It has lines above its headings."),),
        Words(
            "Fjern dem, lagre som Parquet, eller la DuckDB telle.", "Remove them, save Parquet, or let DuckDB count."
        ),
    )


def no_such_table(shown: str, table: str) -> Fault:
    """A table that is not there, or that the user may not see."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"{shown} har ingen tabell «{table}»", f"{shown} has no table “{table}”"),
        (),
        (Words("Eller så kan ikke brukeren se den.", "Or the user cannot see it."),),
        Words(
            "Kontroller skjema og navn, med store og små bokstaver som i databasen:",
            "Check schema and name, with capital and small letters as in the database:",
        ),
        (Words("--episodes skjema.tabell", "--episodes schema.table"),),
    )


def table_not_read(shown: str, table: str) -> Fault:
    """A table that the user may not read."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"Brukeren får ikke lese «{table}» i {shown}", f"The user may not read “{table}” of {shown}"),
        (),
        (Words("Lesetilgang er nok. Ingenting skrives i databasen.", "Reading is enough. Nothing is written there."),),
        Words("Be den som eier tabellen, om lesetilgang:", "Ask the owner of the table for the right to read:"),
        (Words("grant select on SKJEMA.TABELL to BRUKER;", "grant select on SCHEMA.TABLE to USER;"),),
    )


def stopped_counting(shown: str, reason: str) -> Fault:
    """An engine that stopped before the counts were there; `reason` is a code or a class, never a message."""
    return Fault(
        ENGINE_NOT_REACHED,
        Words(f"{shown} stanset før tellingen var ferdig", f"{shown} stopped before the counting was done"),
        (),
        (
            Words(
                f"Grunnen har koden {reason}. Meldingen gjengis ikke, for den kan inneholde verdier fra en rad.",
                f"The reason has the code {reason}. Its message is not repeated, since it may hold values of a row.",
            ),
        ),
        Words(
            "Hele meldingen står i loggen til tjeneren. Ingenting er skrevet.",
            "The whole message is in the log of the server. Nothing was written.",
        ),
    )
