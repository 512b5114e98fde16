"""A table of PostgreSQL as ibis sees it, read only, in one snapshot, with its texts compared letter by letter.

Takes an address and the name of a table, gives whatever is worked out of it, or the fault. Nothing is written there,
not even for the time being: the transaction may only read, and ends by being rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from rbflang.diagnostics import Fault
from rbflang.measuring.column_reading import LOCAL_ZONE
from rbflang.measuring.servers import engine_faults
from rbflang.measuring.servers.engine_address import EngineAddress, table_parts
from rbflang.measuring.servers.served_table import ServedTable

Found = TypeVar("Found")
SECONDS_TO_ANSWER = 15
EXTRA = "register,postgresql"
# What a whole number is called, and what a truth, a day and a time without a zone are, which are read as they are.
WHOLE_NUMBERS = ("int2", "int4", "int8")
AS_THEY_ARE = {"bool": "boolean", "date": "date", "timestamp": "timestamp", "float8": "float64"}
COLUMNS = """
select attname, typname, typcategory::text from pg_catalog.pg_attribute
join pg_catalog.pg_type on pg_type.oid = atttypid
where attrelid = %s::oid and attnum > 0 and not attisdropped order by attnum
"""

# It has small and capital forms of all letters, and two texts are the same in it only letter by letter.
UNICODE = "select collname from pg_catalog.pg_collation where collname = 'und-x-icu' and collisdeterministic"


def with_postgresql(address: EngineAddress, name: str, work: Callable[[ServedTable], Found | Fault]) -> Found | Fault:
    """What `work` makes of a table, or why it cannot be read."""
    try:
        import psycopg
        from ibis import postgres  # noqa: F401
    except ImportError:
        return engine_faults.engine_not_installed("PostgreSQL", EXTRA)
    try:
        with _reading(address) as connection:
            found = _table(connection, name)
            return work(found) if found else engine_faults.no_such_table(address.shown, name)
    except psycopg.errors.InsufficientPrivilege:
        return engine_faults.table_not_read(address.shown, name)
    except psycopg.ProgrammingError as wrong:
        if wrong.sqlstate is None:  # the address itself, before anybody was asked
            return engine_faults.address_not_understood("PostgreSQL")
        return engine_faults.stopped_counting(address.shown, wrong.sqlstate)
    except psycopg.Error as wrong:
        return _fault_of(address, wrong)


def _fault_of(address: EngineAddress, wrong: Any) -> Fault:
    if wrong.sqlstate is not None:
        return engine_faults.stopped_counting(address.shown, wrong.sqlstate)
    refused = "FATAL" in str(wrong) and "server" in str(wrong)
    return (engine_faults.not_let_in if refused else engine_faults.nobody_answers)(address.shown)


@contextmanager
def _reading(address: EngineAddress) -> Iterator[Any]:
    """A connection within one transaction that sees one state of the database and may change nothing."""
    import psycopg

    wait: dict[str, Any] = {} if "connect_timeout" in address.url else {"connect_timeout": SECONDS_TO_ANSWER}
    connection = psycopg.connect(address.url, application_name="rbflang", **wait)
    try:
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        # with this the transaction has begun: whatever ibis opens is a savepoint within it
        connection.execute("set local jit = off")
        yield connection
    finally:
        connection.close()


def _table(connection: Any, name: str) -> ServedTable | None:
    from ibis import postgres
    from psycopg import sql

    parts = table_parts(name)
    if not parts:
        return None
    quoted = sql.Identifier(*parts)
    known = connection.execute("select to_regclass(%s)::oid", (quoted.as_string(connection),)).fetchone()[0]
    if known is None:
        return None
    columns = connection.execute(COLUMNS, (known,)).fetchall()
    unicode = connection.execute(UNICODE).fetchone()
    collation = unicode[0] if unicode else "default"
    read = [_as_read(kind, category, collation) for _, kind, category in columns]
    chosen = sql.SQL(", ").join(
        sql.SQL(form).format(sql.Identifier(column[0])) + sql.SQL(" as {}").format(sql.Identifier(column[0]))
        for column, (form, _) in zip(columns, read, strict=True)
    )
    query = sql.SQL("select {} from {}").format(chosen, quoted).as_string(connection)
    schema = {column[0]: kind for column, (_, kind) in zip(columns, read, strict=True)}
    backend = postgres.from_connection(connection)

    def rows(expression: Any) -> list[tuple[Any, ...]]:
        # no cursor of the server: with one it works with one process only
        return list(connection.execute(backend.compile(expression)).fetchall())

    return ServedTable(((name, backend.sql(query, schema=schema)),), rows)


def _as_read(kind: str, category: str, collation: str) -> tuple[str, str]:
    """How a column is read, and what ibis takes it for.

    Texts are compared letter by letter, whatever the collation of a column or its type says of capitals; a number
    that may have decimals is a text without idle noughts; a time with a zone is what the clocks of Norway showed.
    """
    if kind in AS_THEY_ARE:
        return "{}", AS_THEY_ARE[kind]
    if kind in WHOLE_NUMBERS:
        return "{}::int8", "int64"
    if kind == "timestamptz":
        return f"({{}} at time zone '{LOCAL_ZONE}')", "timestamp"
    if category == "A":
        return f'({{}}::text[] collate "{collation}")', "array<string>"
    if kind == "numeric":
        return f'(trim_scale({{}})::text collate "{collation}")', "string"
    return f'({{}}::text collate "{collation}")', "string"
