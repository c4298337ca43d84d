"""The servers that are measured: what they are, how they are prepared, started and stopped."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from xml.etree import ElementTree

from . import PROJECT, TARGET, BenchmarkError, process, realm
from .clients import TOKEN, Clients, ask
from .scenarios import EXCHANGE, EXCHANGE_20, EXCHANGE_1000, RS256, SCENARIOS

HOST = "127.0.0.1"  # nothing is ever measured over a network
DISTRIBUTION = PROJECT / "distribution" / "target" / "keycloak-oauth2-notebook"
PEERS = PROJECT / "benchmark" / "peers"
STOCK, OURS = TARGET / "servers" / "stock", TARGET / "servers" / "ours"
NO_EXPLORER = TARGET / "servers" / "no-explorer"
OWN_OPTIONS = "spi-realm-restapi-extension--"  # of our jar, which Keycloak alone does not know
EXPLORER_ON = f"--{OWN_OPTIONS}explorer--mode=local"
EXPLORER_JAR = "keycloak-oauth2-notebook-explorer.jar"
WATCH = "curl --silent --no-buffer --output /dev/null {url}/explorer/stream"
START_SECONDS = 180
POLL_SECONDS = 0.05

# What `serve` and the image add to Keycloak's JVM options.
JVM_OPTIONS = " ".join(re.findall(r"^-.*", (PROJECT / "distribution/src/main/distribution/conf/jvm.options").read_text(), re.MULTILINE))
# The version that the project is built with; it stands in the root pom only.
KEYCLOAK_VERSION = ElementTree.parse(PROJECT / "pom.xml").findtext(".//{*}keycloak.version")


@dataclass(frozen=True)
class Server:
    """A server, and what it is measured with."""

    home: Path  # the folder it runs in
    command: str = "bin/kc.sh start --optimized --import-realm --http-port={port}"
    options: str = ""  # more options of the command
    watch: str = ""  # a command that runs as long as the server
    token_path: str = TOKEN
    jvm_options: str = ""
    only: tuple[str, ...] = tuple(SCENARIOS)  # what is measured
    permits: tuple[int, ...] = ()  # of further realms, each with so many
    usual: bool = True  # whether it is measured unless others are chosen

    @property
    def peer(self) -> bool:
        """Whether it is no Keycloak."""
        return self.home.parent == PEERS

    def knows(self, scenario: str) -> bool:
        """Whether it can do what a scenario asks for."""
        if SCENARIOS[scenario].permits:
            return SCENARIOS[scenario].permits in self.permits
        return scenario == RS256 if self.peer else self.home != STOCK or not SCENARIOS[scenario].ours_only


SERVERS = {
    "stock": Server(STOCK),
    # Ours with the JVM options of `stock`: tells the effect of signing from other tuning.
    "signing": Server(OURS, only=(RS256,)),
    "ours": Server(OURS, jvm_options=JVM_OPTIONS),
    # Ours with realms that have more permits than the shipped one.
    "permits": Server(
        OURS, jvm_options=JVM_OPTIONS, only=(EXCHANGE, EXCHANGE_20, EXCHANGE_1000), permits=(20, 1000)
    ),
    # Ours without the jar of the explorer, with the explorer on, and with somebody who watches; `ours` has it off.
    "no-explorer": Server(NO_EXPLORER, jvm_options=JVM_OPTIONS, only=(RS256,), usual=False),
    "explorer": Server(OURS, options=EXPLORER_ON, jvm_options=JVM_OPTIONS, only=(RS256,), usual=False),
    "watched": Server(OURS, options=EXPLORER_ON, watch=WATCH, jvm_options=JVM_OPTIONS, only=(RS256,), usual=False),
    "spring": Server(
        PEERS / "spring",
        f"java -jar target/peer.jar --server.address={HOST} --server.port={{port}}",
        token_path="/oauth2/token",
        usual=False,
    ),
    "node": Server(PEERS / "node", "node server.mjs {port}", token_path="/token", usual=False),
}


def prepare(names: list[str]) -> None:
    """Makes the folders of the Keycloaks: copies, so that nothing else is touched."""
    homes = {SERVERS[name].home for name in names}
    shipped = DISTRIBUTION / "conf" / "keycloak.conf"
    if homes & {STOCK, OURS, NO_EXPLORER} and not shipped.is_file():
        raise BenchmarkError(f"{DISTRIBUTION} is missing. Build it: mvn package -DskipTests")
    if STOCK in homes:
        # Keycloak's own zip, from Maven's local repository or once from the network.
        shutil.rmtree(STOCK.parent, ignore_errors=True)
        artifact = f"-Dartifact=org.keycloak:keycloak-quarkus-dist:{KEYCLOAK_VERSION}:zip"
        unpack = ["mvn", "-q", "-N", "dependency:unpack", artifact, f"-DoutputDirectory={STOCK.parent}"]
        subprocess.run(unpack, cwd=PROJECT, check=True)
        (STOCK.parent / f"keycloak-{KEYCLOAK_VERSION}").rename(STOCK)
        (STOCK / "conf" / "keycloak.conf").write_text(without_own_options(shipped.read_text()))
        subprocess.run(["bin/kc.sh", "build"], cwd=STOCK, env=_environment(), check=True)
    if OURS in homes:
        shutil.rmtree(OURS, ignore_errors=True)
        # With its times: Keycloak compares those of the jars with what they were when it was built.
        shutil.copytree(DISTRIBUTION, OURS, symlinks=True)
    if NO_EXPLORER in homes:
        shutil.rmtree(NO_EXPLORER, ignore_errors=True)
        shutil.copytree(DISTRIBUTION, NO_EXPLORER, symlinks=True)
        (NO_EXPLORER / "providers" / EXPLORER_JAR).unlink()
        subprocess.run(["bin/kc.sh", "build"], cwd=NO_EXPLORER, env=_environment(), check=True)
    os.sync()  # what this has left to write must not slow a start down


def without_own_options(configuration: str) -> str:
    """A keycloak.conf without the lines that stock Keycloak does not know."""
    return "".join(line for line in configuration.splitlines(keepends=True) if not line.startswith(OWN_OPTIONS))


@contextmanager
def running(name: str, pair: int, sessions: int) -> Iterator[tuple[Clients, int, float]]:
    """Runs a server until the block ends, a Keycloak with a fresh database.

    Yields its clients, its process group, and the seconds from the start of the process to the first token.
    """
    server = SERVERS[name]
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    url = f"http://{HOST}:{port}"
    settings = realm.environment(url)
    clients = Clients(url, settings, server.token_path, sessions)
    environment = _environment()
    if not server.peer:
        environment |= settings | {"JAVA_OPTS_APPEND": server.jvm_options}
        shutil.rmtree(server.home / "data", ignore_errors=True)
        folder = server.home / "data" / "import"
        folder.mkdir(parents=True)
        shipped = realm.derive(stock=server.home == STOCK)
        for imported in (shipped, *(realm.with_permits(shipped, count) for count in server.permits)):
            (folder / f"{imported['realm']}-realm.json").write_text(json.dumps(imported))
    log = TARGET / "logs" / f"pair{pair}-{name}.log"
    command = f"{server.command} {server.options}".format(port=port).split()
    began = time.monotonic()
    with process.started(command, environment, server.home, log) as started:
        _await_token(clients, started)
        start_seconds = time.monotonic() - began
        with _watching(server, url, log) as watching:
            yield clients, started.pid, start_seconds
            if watching and watching.poll() is not None:
                raise BenchmarkError(f"Nobody watched {name} any more: {server.watch} ended with {watching.returncode}")


def _watching(server: Server, url: str, log: Path) -> AbstractContextManager[subprocess.Popen | None]:
    if not server.watch:
        return nullcontext()
    return process.started(server.watch.format(url=url).split(), os.environ, server.home, log.with_suffix(".watch.log"))


def _await_token(clients: Clients, started: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while started.poll() is None and time.monotonic() < deadline:
        with suppress(OSError, HTTPException):  # it does not listen yet
            status, _ = next(ask(clients.url, clients.token_path, [clients.client_credentials()]))
            if status == 200:
                return
        time.sleep(POLL_SECONDS)
    raise BenchmarkError("The server gave no token")


def _environment() -> Mapping[str, str]:
    """This environment without what would configure Keycloak or its JVM, so that every server has the same."""
    configuring = ("KC_", "JAVA_OPTS", "JAVA_ADD_OPENS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "QUARKUS_")
    return {name: value for name, value in os.environ.items() if not name.startswith(configuring)}
