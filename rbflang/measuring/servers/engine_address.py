"""Which engine counts, and where: an address taken apart, and how it may be shown.

Takes what was written behind `--engine`; gives an `EngineAddress` or a fault. No password is ever shown: where it is
not certain which part of an address is one, hardly anything is.
"""

from __future__ import annotations

import re
from enum import Enum

from attrs import field, frozen

from rbflang.diagnostics import Fault
from rbflang.measuring.servers import engine_faults


class EngineKind(Enum):
    """The engines there are; all but `DUCKDB` keep the episodes, or reach them, themselves."""

    DUCKDB = "DuckDB"
    POSTGRESQL = "PostgreSQL"
    SPARK = "Spark"
    TRINO = "Trino"
    BIGQUERY = "BigQuery"
    SNOWFLAKE = "Snowflake"


SCHEMES = {
    "duckdb": EngineKind.DUCKDB,
    "postgresql": EngineKind.POSTGRESQL,
    "postgres": EngineKind.POSTGRESQL,
    "spark": EngineKind.SPARK,
    "trino": EngineKind.TRINO,
    "bigquery": EngineKind.BIGQUERY,
    "snowflake": EngineKind.SNOWFLAKE,
}
_CERTAIN = re.compile(
    r"(?:(?P<user>[^:/?#@]*)(?::[^/?#@]+)?@)?(?P<place>(?:[^:/?#@\[]*|\[[0-9a-fA-F:.]+\])(?::\d+)?(?:/[^?#@]*)?)"
    r"(?:\?[^#@]*)?"
)
_MASTER = re.compile(r"local(?:\[(?:\d+|\*)\])?|[^/@?#\[\]:]+:\d+(?:,[^/@?#\[\]:]+:\d+)*")


@frozen
class EngineAddress:
    """An engine: its kind, how it may be shown, and the table behind the `#` of its address, if one is named.

    `url` is what the driver gets, with whatever secret it holds: it is in no text of this object.
    """

    kind: EngineKind
    shown: str
    table: str = ""
    url: str = field(default="", repr=False)


def engine_address(text: str) -> EngineAddress | Fault:
    """The engine that an address names: `duckdb`, or `scheme://user@host/database#schema.table`."""
    scheme, has_place, rest = text.strip().partition("://")
    kind = SCHEMES.get(scheme.lower())
    if kind is None:
        return engine_faults.unknown_engine(shown(text) if has_place else scheme if scheme.isalnum() else "")
    if kind is EngineKind.DUCKDB:
        return engine_faults.nothing_behind_duckdb() if rest.strip("/") else EngineAddress(kind, "duckdb")
    place, _, table = rest.rpartition("#") if "#" in rest.rpartition("@")[2] else (rest, "", "")
    told = shown(f"{scheme}://{place}")
    if table and ("password" in place.lower() or told.endswith("…")):  # what is behind the # may be part of a secret
        return engine_faults.address_not_understood(kind.value)
    if kind is EngineKind.SPARK and place and not _MASTER.fullmatch(place):
        return engine_faults.unknown_master()
    if not has_place:
        return engine_faults.engine_without_a_place(scheme)
    return EngineAddress(kind, told, table, f"{scheme}://{place}")


def shown(url: str) -> str:
    """An address without its password and without whatever follows the question mark: `postgresql://user@host/db`."""
    scheme, _, rest = url.strip().partition("://")
    if not scheme.isalnum():
        return "…"
    if rest.startswith("local") and _MASTER.fullmatch(rest):
        return f"{scheme}://{rest}"
    found = _CERTAIN.fullmatch(rest.partition("#")[0] if "@" not in rest.partition("#")[2] else rest)
    if not found:
        return f"{scheme}://…"
    user = f"{found['user']}@" if found["user"] else ""
    return f"{scheme}://{user}{found['place']}"


def table_parts(name: str) -> tuple[str, ...]:
    """A table as its parts, the schema first where there is one: `schema.table`, or `"Schema"."Table"` as it is.

    None at all where it is no name of a table.
    """
    part = r'"(?:[^"]|"")+"|[^".]+'
    if not re.fullmatch(rf"(?:{part})(?:\.(?:{part}))*", name):
        return ()
    return tuple(one[1:-1].replace('""', '"') if one.startswith('"') else one for one in re.findall(part, name))
