"""A PostgreSQL server of Debian's package, with its own data and port."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_urlsafe

from . import BenchmarkError, process
from .servers import HOST, await_true, free_port

NAME = "keycloak"  # of the user
VERSIONS = Path("/usr/lib/postgresql")


class Database:
    """A running server, which can have several databases."""

    def __init__(self, port: int, password: str, group: int):
        self.port, self._password, self.group = port, password, group

    def variables(self, database: str) -> Mapping[str, str]:
        """What tells Keycloak to use a database of this server."""
        return {
            "KC_DB": "postgres",
            "KC_DB_URL": f"jdbc:postgresql://{HOST}:{self.port}/{database}",
            "KC_DB_USERNAME": NAME,
            "KC_DB_PASSWORD": self._password,
        }

    def execute(self, database: str, *statements: str) -> str:
        """Executes statements one by one, and returns what the last one found: lines of columns separated by |."""
        commands = [argument for statement in statements for argument in ("-c", statement)]
        options = ["-qAtX", "-v", "ON_ERROR_STOP=1", "-h", HOST, "-p", str(self.port), "-U", NAME, "-d", database]
        variables = os.environ | {"PGPASSWORD": self._password}
        done = subprocess.run(["psql", *options, *commands], env=variables, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BenchmarkError(f"psql failed: {done.stderr}")
        return done.stdout.strip()

    def copy(self, source: str, database: str) -> None:
        """Makes a database anew, with what another one has."""
        self.execute("postgres", f"drop database if exists {database} with (force)")
        self.execute("postgres", f"create database {database} template {source}")

    def accepts(self) -> bool:
        """Whether it accepts connections."""
        with suppress(BenchmarkError):
            return self.execute("postgres", "select 1") == "1"
        return False


@contextmanager
def running(log: Path) -> Iterator[Database]:
    """Runs a server with an empty folder until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="benchmark-postgresql"))  # the user postgres may not see the project's
    password, port = token_urlsafe(), free_port()
    secret = folder / "password"
    secret.write_text(password)
    user = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        subprocess.run(["chown", "-R", "postgres:", folder], check=True)
    try:
        create = [_program("initdb"), f"--pgdata={folder}/data", f"--username={NAME}", f"--pwfile={secret}"]
        create += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]
        subprocess.run([*user, *create], capture_output=True, check=True)
        serve = [_program("postgres"), "-D", f"{folder}/data", "-p", str(port), "-k", str(folder)]
        settings = [f"listen_addresses={HOST}", "shared_buffers=512MB", "max_wal_size=2GB"]
        serve += [argument for setting in settings for argument in ("-c", setting)]
        with process.started([*user, *serve], os.environ, folder, log, end=signal.SIGQUIT) as leader:
            database = Database(port, password, leader.pid)
            await_true(database.accepts, leader, "PostgreSQL accepts no connections")
            yield database
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str) -> str:
    """Debian keeps the programs of each version in a folder of its own; the newest is used."""
    found = sorted(VERSIONS.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise BenchmarkError(f"Debian's package postgresql is missing ({VERSIONS}/*/bin/{name})")
    return str(found[-1])
