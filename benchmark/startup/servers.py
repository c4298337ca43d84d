"""Stock Keycloak and this project's distribution, each in a folder of its own, and how they are started."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from load import PROJECT, TARGET, BenchmarkError, realm
from load.clients import TOKEN, Clients, ask
from load.servers import DISTRIBUTION, HOST, environment, unpack_stock, without_own_options

from .phases import phases
from .processes import started, usage
from .results import Start

FOLDER = TARGET / "start"
LOGS = FOLDER / "logs"
STOCK, OURS = FOLDER / "stock", FOLDER / "ours"
OUR_SERVER = OURS / DISTRIBUTION.relative_to(PROJECT)
ADMINISTRATOR = {"KC_BOOTSTRAP_ADMIN_USERNAME": "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD": "admin"}  # as `serve` does
TOKEN_SECONDS = 180
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Java:
    """A JDK or JRE."""

    home: Path

    @property
    def version(self) -> int:
        """The feature version, such as 17."""
        release = (self.home / "release").read_text()
        return int(re.search(r'^JAVA_VERSION="(\d+)', release, re.MULTILINE)[1])


def prepare() -> None:
    """Makes both folders: copies, so that nothing else is touched."""
    if not (DISTRIBUTION / "data" / "seed.mv.db").is_file():
        raise BenchmarkError(f"{DISTRIBUTION} is missing. Build it: mvn package -DskipTests")
    shutil.rmtree(FOLDER, ignore_errors=True)
    unpack_stock(STOCK)
    write_stock_realm(STOCK / "data" / "import")
    # With the times of the files, by which `serve` and Keycloak see that nothing has changed since the build.
    for part in ("realm-config", "themes", "distribution/src"):
        shutil.copytree(PROJECT / part, OURS / part)
    shutil.copy2(PROJECT / "serve", OURS / "serve")
    shutil.copytree(DISTRIBUTION, OUR_SERVER, symlinks=True)
    forget(OUR_SERVER / "data" / "classes", OUR_SERVER / "data" / "h2")
    os.sync()  # what this has left to write must not slow a start down


def stock_configuration() -> str:
    """The configuration that is shipped, as far as Keycloak alone knows it."""
    return without_own_options((DISTRIBUTION / "conf" / "keycloak.conf").read_text())


def write_stock_realm(folder: Path) -> None:
    """Writes the realm that is shipped, as far as Keycloak alone can import it."""
    folder.mkdir(parents=True)
    (folder / f"{realm.NAME}-realm.json").write_text(json.dumps(realm.without_ours(realm.shipped())))


def start_stock(case: str, java: Java, pair: int) -> Start:
    """Starts stock Keycloak, and stops it again."""
    if case == "fresh":
        forget(STOCK / "data" / "h2")
    log = LOGS / f"{case}-java{java.version}-pair{pair}-stock.log"
    command = ["bin/kc.sh", "start", "--optimized", "--import-realm"]
    return _start("stock", case, java, pair, command, STOCK, TOKEN, (log, log))


def start_ours(case: str, java: Java, pair: int) -> Start:
    """Starts this project's server with `serve`, and stops it again."""
    if case == "first":
        forget(OUR_SERVER / "data" / "classes")
    if case in ("first", "fresh"):
        forget(OUR_SERVER / "data" / "h2")
    kept = OUR_SERVER / "data" / "log" / "keycloak.log"
    kept.unlink(missing_ok=True)
    output = LOGS / f"{case}-java{java.version}-pair{pair}-ours.log"
    return _start("ours", case, java, pair, ["./serve"], OURS, "/token", (output, kept))


def _start(
    server: str, case: str, java: Java, pair: int, command: list[str], folder: Path, path: str, logs: tuple[Path, Path]
) -> Start:
    port = free_port()
    settings = realm.environment(f"http://{HOST}:{port}")
    variables = environment() | settings | ADMINISTRATOR | {"JAVA_HOME": str(java.home)}
    output, log = logs
    epoch, began = time.time(), time.monotonic()
    with started([*command, f"--http-port={port}"], variables, folder, output) as process:
        await_token(Clients(f"http://{HOST}:{port}", settings, path, 0), process)
        seconds = time.monotonic() - began
        cpu_seconds, memory_mb = usage(process.pid)
        parts = phases(log.read_text(), epoch, seconds)
    return Start(case, java.version, server, pair, seconds, cpu_seconds, memory_mb, parts)


def await_token(clients: Clients, process: subprocess.Popen | None = None) -> None:
    """Asks for a token until there is one."""
    deadline = time.monotonic() + TOKEN_SECONDS
    while time.monotonic() < deadline and (process is None or process.poll() is None):
        with suppress(OSError, HTTPException):  # it does not listen yet
            status, _ = next(ask(clients.url, clients.token_path, [clients.client_credentials()]))
            if status == 200:
                return
        time.sleep(POLL_SECONDS)
    raise BenchmarkError("The server gave no token")


def free_port() -> int:
    """A port at which nothing listens."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]


def forget(*folders: Path) -> None:
    """Deletes folders, if they exist."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
