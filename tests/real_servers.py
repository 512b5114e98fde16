"""A PostgreSQL server and a Spark session that tests start for themselves, and stop.

Where one is not installed, what needs it is left out, with the reason; with `SERVERS=required` in the environment, as
`.ci/run` sets it, that is a failure.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

import pytest
from attrs import frozen

OWNER, READER = "owner", "reader"


def left_out(reason: str) -> NoReturn:
    """Leave out a test whose server is not there; where all have to be there, fail."""
    if os.environ.get("SERVERS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@frozen
class PostgreSQL:
    """A server that listens at a socket of its own; `password` is asked of everybody."""

    socket: Path
    password: str

    def url(self, user: str = READER, password: str = "", database: str = "postgres") -> str:
        """How to reach it."""
        secret = quote(password or self.password, safe="")
        return f"postgresql://{user}:{secret}@/{database}?host={quote(str(self.socket), safe='')}"

    def connect(self, user: str = OWNER) -> Any:
        """A connection of psycopg that commits by itself."""
        import psycopg

        return psycopg.connect(self.url(user), autocommit=True)


def programs_of_postgresql() -> Path:
    """The folder of the server's programs, where Debian or the path has them."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb") or (debian[-1] if debian else None)
    if found is None:
        left_out("PostgreSQL is not installed (Debian: postgresql)")
    return Path(found).parent


@contextmanager
def started_postgresql() -> Iterator[PostgreSQL]:
    """A new server with an owner, and a reader who may do nothing but what is granted; removed with all it holds.

    It sorts as Norwegians do, so that no test passes by the order of bytes. The superuser may not run a server: another
    does it for them.
    """
    try:
        import psycopg  # noqa: F401
    except ImportError as missing:
        left_out(f"psycopg does not load: {missing}")
    programs, folder = programs_of_postgresql(), Path(tempfile.mkdtemp(prefix="pg"))
    password = "hemmelig'" + secrets.token_hex(4) + "@/:?%"
    try:
        as_whom = _somebody_else(folder)
        (secret := folder / "secret").write_text(password, "utf-8")
        secret.chmod(0o644)

        def run(*words: str) -> None:
            done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=60, check=False, **as_whom)
            log = folder / "log"
            assert not done.returncode, done.stderr + (log.read_text("utf-8") if log.exists() else "")

        data, ctl = folder / "data", str(programs / "pg_ctl")
        run(
            str(programs / "initdb"), "-D", str(data), "-U", OWNER, f"--pwfile={secret}", "--auth=scram-sha-256",
            "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nb-NO",
        )  # fmt: skip
        settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=20"
        # its output must go to a file: a pipe stays open as long as the server runs
        run(ctl, "-D", str(data), "-l", str(folder / "log"), "-w", "-t", "50", "-o", settings, "start")
        try:
            yield _with_a_reader(PostgreSQL(folder, password))
        finally:
            run(ctl, "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody_else(folder: Path) -> dict[str, Any]:
    if os.geteuid():
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    folder.chmod(0o755)
    shutil.chown(folder, user)
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def _with_a_reader(server: PostgreSQL) -> PostgreSQL:
    from psycopg import sql

    with server.connect() as connection:
        connection.execute(
            sql.SQL("create role {} login password {}").format(sql.Identifier(READER), sql.Literal(server.password))
        )
        # nobody but the owner may make anything in the schema that all see, nor a table for the time being
        connection.execute("revoke create on schema public from public")
        connection.execute("revoke temporary on database postgres from public")
    return server


@contextmanager
def started_spark(folder: Path) -> Iterator[Any]:
    """A session of Spark on this machine, which keeps what it must in a folder."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        left_out(f"pyspark does not load: {missing}")
    if shutil.which("java") is None:
        left_out("Spark runs on Java, which is not installed (Debian: default-jre-headless)")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.local.dir", str(folder / "spilled"))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
