"""The servers that are measured: what they are, how they are prepared, started and stopped."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from . import PROJECT, TARGET, BenchmarkError, process, realm
from .clients import TOKEN, Clients, ask
from .scenarios import ES256, EXCHANGE, EXCHANGE_20, EXCHANGE_1000, RS256, SCENARIOS

HOST = "127.0.0.1"  # nothing is ever measured over a network
DISTRIBUTION = PROJECT / "distribution" / "target" / "keycloak-oauth2-notebook"
SHIPPED = DISTRIBUTION / "conf" / "keycloak.conf"
PEERS = PROJECT / "benchmark" / "peers"
HOMES = TARGET / "servers"
OWN_OPTIONS = "spi-realm-restapi-extension--"  # of our jar, which Keycloak alone does not know
EXPLORER_ON = f"--{OWN_OPTIONS}explorer--mode=local"
EXPLORER_JAR = "keycloak-oauth2-notebook-explorer.jar"
WATCH = "curl --silent --no-buffer --output /dev/null {url}/explorer/stream"
START_SECONDS = 900  # with the import of 10,000 clients
POLL_SECONDS = 0.05
NO_DBUS = {"DBUS_SYSTEM_BUS_ADDRESS": "none:"}  # for which a build would wait ten seconds

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
    variables: Mapping[str, str] = field(default_factory=dict)  # more variables of its environment
    port: int = 0  # 0: a free one
    end: int = signal.SIGKILL  # nothing that it holds is needed any more
    only: tuple[str, ...] = tuple(SCENARIOS)  # what is measured
    permits: tuple[int, ...] = ()  # of further realms, each with so many
    usual: bool = True  # whether it is measured unless others are chosen

    @property
    def peer(self) -> bool:
        """Whether it is no Keycloak."""
        return self.home.parent == PEERS

    @property
    def stock(self) -> bool:
        """Whether it is Keycloak alone."""
        return self.home == HOMES / "stock"

    def knows(self, scenario: str) -> bool:
        """Whether it can do what a scenario asks for."""
        if SCENARIOS[scenario].permits:
            return SCENARIOS[scenario].permits in self.permits
        return scenario in (RS256, ES256) if self.peer else not (self.stock and SCENARIOS[scenario].ours_only)

    def measures(self, scenario: str) -> bool:
        """Whether it is measured doing that."""
        return self.knows(scenario) and scenario in self.only


def _explorer(name: str, options: str = "", watch: str = "") -> Server:
    return Server(HOMES / name, options=options, watch=watch, jvm_options=JVM_OPTIONS, only=(RS256,), usual=False)


def _spring(options: str = "") -> Server:
    command = f"java {options} -jar target/peer.jar --server.address={HOST} --server.port={{port}}"
    return Server(PEERS / "spring", command, token_path="/oauth2/token", usual=False)


SERVERS = {
    "stock": Server(HOMES / "stock"),
    # Ours with the JVM options of `stock`: tells the effect of signing from other tuning.
    "signing": Server(HOMES / "signing", only=(RS256,)),
    "ours": Server(HOMES / "ours", jvm_options=JVM_OPTIONS),
    # Ours with realms that have more permits than the shipped one.
    "permits": Server(
        HOMES / "permits",
        jvm_options=JVM_OPTIONS,
        only=(EXCHANGE, EXCHANGE_20, EXCHANGE_1000),
        permits=(20, 1000),
        usual=False,
    ),
    # Ours without the jar of the explorer, with the explorer on, and with somebody who watches; `ours` has it off.
    "no-explorer": _explorer("no-explorer"),
    "explorer": _explorer("explorer", EXPLORER_ON),
    "watched": _explorer("watched", EXPLORER_ON, WATCH),
    "spring": _spring(),
    "spring-native": _spring("-Dnative=true"),
    "node": Server(PEERS / "node", "node server.mjs {port}", token_path="/token", usual=False),
}


@dataclass(frozen=True)
class Running:
    """A server that runs."""

    clients: Clients
    groups: tuple[int, ...]  # of its processes
    start_seconds: float  # from the start of the process to the first token


def prepare(names: list[str]) -> None:
    """Makes a folder for each Keycloak: copies, so that nothing else is touched."""
    for name in names:
        home = SERVERS[name].home
        if SERVERS[name].stock:
            unpack_stock(home)
        elif not SERVERS[name].peer:
            copy_distribution(home)
        if name == "no-explorer":
            (home / "providers" / EXPLORER_JAR).unlink()
            build(home)
    os.sync()  # what this has left to write must not slow a start down


def copy_distribution(home: Path) -> None:
    """Copies the built distribution to a folder."""
    if not SHIPPED.is_file():
        raise BenchmarkError(f"{DISTRIBUTION} is missing. Build it: mvn package -DskipTests")
    shutil.rmtree(home, ignore_errors=True)
    # With its times: Keycloak compares those of the jars with what they were when it was built.
    shutil.copytree(DISTRIBUTION, home, symlinks=True)


def build(home: Path, *options: str) -> None:
    """Runs Keycloak's build, with build options."""
    with log_file(f"build-{home.name}").open("wb") as log:
        command = ["bin/kc.sh", "build", *options]
        subprocess.run(command, cwd=home, env=environment() | NO_DBUS, stdout=log, stderr=subprocess.STDOUT, check=True)


def unpack_stock(home: Path) -> None:
    """Unpacks Keycloak's own zip, from Maven's local repository or once from the network, and builds it."""
    shutil.rmtree(home, ignore_errors=True)
    artifact = f"-Dartifact=org.keycloak:keycloak-quarkus-dist:{KEYCLOAK_VERSION}:zip"
    again = "-Dmdep.overWriteReleases=true"  # otherwise Maven skips what it has unpacked before, wherever that was
    unpack = ["mvn", "-q", "-N", "dependency:unpack", artifact, again, f"-DoutputDirectory={home.parent}"]
    subprocess.run(unpack, cwd=PROJECT, check=True)
    (home.parent / f"keycloak-{KEYCLOAK_VERSION}").rename(home)
    (home / "conf" / "keycloak.conf").write_text(without_own_options(SHIPPED.read_text()))
    build(home)


def without_own_options(configuration: str) -> str:
    """A keycloak.conf without the lines that stock Keycloak does not know."""
    return "".join(line for line in configuration.splitlines(keepends=True) if not line.startswith(OWN_OPTIONS))


@contextmanager
def running(name: str, log: str, sessions: int) -> Iterator[Running]:
    """Runs a server of the table until the block ends, a Keycloak with a fresh database and the measured realm."""
    server = SERVERS[name]
    if not server.peer:
        shutil.rmtree(server.home / "data", ignore_errors=True)
        shipped = realm.derive(stock=server.stock)
        import_realms(server.home, [shipped, *(realm.with_permits(shipped, count) for count in server.permits)])
    with started(server, log, sessions) as found, _watching(server, found.clients.url, log) as watching:
        yield found
        if watching and watching.poll() is not None:
            raise BenchmarkError(f"Nobody watched {name} any more: {server.watch} ended with {watching.returncode}")


def import_realms(home: Path, realms: Iterable[Mapping[str, Any]]) -> None:
    """Has a Keycloak import these realms, and no others, when it starts next, unless it has them."""
    folder = home / "data" / "import"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for one in realms:
        (folder / f"{one['realm']}-realm.json").write_text(json.dumps(one))


def grants(clients: Clients) -> bool:
    """Whether a server grants tokens."""
    return _answers(clients, clients.token_path, clients.client_credentials())


def has_master(clients: Clients) -> bool:
    """Whether a Keycloak has come up, though it may not have the measured realm."""
    return _answers(clients, "/realms/master", {})


def _answers(clients: Clients, path: str, form: Mapping[str, str]) -> bool:
    with suppress(OSError, HTTPException):  # it does not listen yet
        status, _ = next(ask(clients.url, path, [form]))
        return status == 200
    return False


@contextmanager
def started(server: Server, log: str, sessions: int, ready: Callable[[Clients], bool] = grants) -> Iterator[Running]:
    """Starts a server with the database and the realms that it has, and ends it with the block."""
    port = server.port or free_port()
    clients = clients_at(port, server.token_path, sessions)
    variables = environment()
    if not server.peer:
        variables |= clients.settings | {"JAVA_OPTS_APPEND": server.jvm_options} | server.variables
    command = f"{server.command} {server.options}".format(port=port).split()
    began = time.monotonic()
    with process.started(command, variables, server.home, log_file(log), server.end) as leader:
        await_true(lambda: ready(clients), leader, "The server gave no token")
        yield Running(clients, (leader.pid,), time.monotonic() - began)


def clients_at(port: int, token_path: str, sessions: int) -> Clients:
    """The clients of the server at a port."""
    url = f"http://{HOST}:{port}"
    return Clients(url, realm.environment(url), token_path, sessions)


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]


def log_file(name: str) -> Path:
    """Where a process with this name logs."""
    folder = TARGET / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"


def _watching(server: Server, url: str, log: str) -> AbstractContextManager[subprocess.Popen | None]:
    if not server.watch:
        return nullcontext()
    return process.started(server.watch.format(url=url).split(), os.environ, server.home, log_file(f"{log}.watch"))


def await_true(condition: Callable[[], bool], leader: subprocess.Popen, problem: str) -> None:
    """Waits for a condition while a process runs, until a deadline."""
    deadline = time.monotonic() + START_SECONDS
    while not condition():
        if leader.poll() is not None or time.monotonic() > deadline:
            raise BenchmarkError(problem)
        time.sleep(POLL_SECONDS)


def environment() -> dict[str, str]:
    """This environment without what would configure Keycloak or its JVM, so that every server has the same."""
    configuring = ("KC_", "JAVA_OPTS", "JAVA_ADD_OPENS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "QUARKUS_")
    return {name: value for name, value in os.environ.items() if not name.startswith(configuring)}
