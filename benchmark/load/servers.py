"""The servers that are measured: what they are, how they are prepared, started and stopped."""

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from . import BENCHMARK, PROJECT, TARGET, BenchmarkError, process, realm
from .oauth import TOKEN, Api
from .progress import Progress

HOST = "127.0.0.1"  # nothing is ever measured over a network
DISTRIBUTION = PROJECT / "distribution" / "target" / "keycloak-oauth2-notebook"
BUILT = DISTRIBUTION / "lib" / "quarkus" / "build-system.properties"  # what `kc.sh build` writes last
BUILD = "Build it: mvn package -DskipTests"
HOMES = TARGET / "servers"
LOGS = TARGET / "logs"
START_SECONDS = 180
POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Server:
    """A Keycloak. Its keycloak.conf is the shipped one, without some lines."""

    name: str
    stock: bool = False
    without: tuple[str, ...] = ()  # what the lines that are left out begin with
    environment: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()  # the scenarios it is measured with; none: all

    @property
    def home(self) -> Path:
        """The folder it runs in: a copy, so that nothing else is touched."""
        return HOMES / self.name


OWN_OPTIONS = ("spi-realm-restapi-extension--",)  # those of our jar, which Keycloak alone does not know


def shipped_jvm_options(script: Path = PROJECT / "serve") -> str:
    """What `serve` adds to Keycloak's JVM options, and the image, too."""
    if found := re.search(r"^jvm_options='(.*?)'", script.read_text(), re.MULTILINE):
        return found[1]
    raise BenchmarkError(f"{script} sets no jvm_options; adapt load/servers.py to it.")


SERVERS = {
    server.name: server
    for server in (
        Server("stock", stock=True, without=OWN_OPTIONS),
        # Ours with the JVM options of `stock`: tells the effect of signing from other tuning.
        Server("signing", only=("client-credentials",)),
        Server("ours", environment={"JAVA_OPTS_APPEND": shipped_jvm_options()}),
    )
}


@dataclass(frozen=True)
class Peer:
    """Another authorization server, to compare client credentials with. Its folder is benchmark/peers/NAME."""

    name: str
    command: tuple[str, ...]  # with {jar} and {port}
    token_path: str
    needs: str  # what has to be in its folder
    build: str  # and which command makes that

    @property
    def home(self) -> Path:
        """The folder it runs in."""
        return BENCHMARK / "peers" / self.name


PEERS = {
    peer.name: peer
    for peer in (
        Peer(
            "spring",
            ("java", "-jar", "{jar}", "--server.address=127.0.0.1", "--server.port={port}"),
            "/oauth2/token",
            "target/*.jar",
            "mvn -f benchmark/peers/spring/pom.xml package",
        ),
        Peer(
            "node",
            ("node", "server.mjs", "{port}"),
            "/token",
            "node_modules",
            "npm ci --prefix benchmark/peers/node",
        ),
    )
}

PEER_SCENARIO = "client-credentials"  # all that they do


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    name: str
    url: str
    token_path: str
    settings: Mapping[str, str]  # names and secrets of its clients
    startup_seconds: float  # from the start of the process to the first token
    process: subprocess.Popen
    log: Path

    def usage(self) -> process.Usage:
        """What it has used so far."""
        if self.process.poll() is not None:
            raise BenchmarkError(f"{self.name} has ended by itself; the end of {self.log}:\n{process.tail(self.log)}")
        return process.usage(self.process.pid)


def keycloak_version() -> str:
    """The version that the project is built with; it stands in the root pom only."""
    pom = ElementTree.parse(PROJECT / "pom.xml")
    version = pom.findtext(".//{*}properties/{*}keycloak.version")
    if not version:
        raise BenchmarkError(f"{PROJECT / 'pom.xml'} has no property keycloak.version.")
    return version


def check_distribution(progress: Progress) -> None:
    """Complains if there is no distribution, and warns if its sources have changed since it was built."""
    if not BUILT.is_file():
        raise BenchmarkError(f"{DISTRIBUTION} is missing or not built. {BUILD}")
    folders = (PROJECT / module / "src" / "main" for module in ("providers", "distribution"))
    sources = [PROJECT / "pom.xml", *(file for folder in folders for file in folder.rglob("*") if file.is_file())]
    built = BUILT.stat().st_mtime
    if newer := [file for file in sources if file.stat().st_mtime > built]:
        progress.warn(f"the distribution is older than {newer[0].relative_to(PROJECT)}. {BUILD}")


def prepare(server: Server, progress: Progress) -> None:
    """Makes the folder of a server: unpacked or copied, configured, and built where that is needed."""
    shipped = DISTRIBUTION / "conf" / "keycloak.conf"
    configuration = configure(shipped.read_text(), server)
    built_for = server.home / "benchmark-built-for"
    if server.stock:
        stamp = f"{keycloak_version()}\n{configuration}"
        if built_for.is_file() and built_for.read_text() == stamp:
            return
        _unpack_stock(server.home, progress)
    else:
        stamp = shipped.read_text()  # so that it is built only for another one
        progress.begin(f"Copying the distribution for {server.name}")
        shutil.rmtree(server.home, ignore_errors=True)
        # With its times: Keycloak compares those of the jars with what they were when it was built.
        shutil.copytree(DISTRIBUTION, server.home, symlinks=True, ignore=_data_of_the_distribution)
        progress.end()
        if configuration == stamp:
            return
    (server.home / "conf" / "keycloak.conf").write_text(configuration)
    progress.begin(f"Building {server.name} (half a minute)")
    _command([str(server.home / "bin" / "kc.sh"), "build"], f"build-{server.name}", _environment({}))
    progress.end()
    if server.stock:
        built_for.write_text(stamp)


def configure(shipped: str, server: Server) -> str:
    """The keycloak.conf of a server, derived from the shipped one."""
    lines = [line for line in shipped.splitlines() if not line.startswith(server.without or ("\0",))]
    return "\n".join(lines) + "\n"


@contextmanager
def running(server: Server, saved_events: bool, label: str) -> Iterator[Running]:
    """Runs a server with a fresh database until the block ends."""
    os.sync()  # what a copy or a build has left to write must not slow the start down
    port = _free_port()
    url = f"http://{HOST}:{port}"
    settings = realm.environment(url)
    data = server.home / "data"
    for old in ("h2", "tmp", "import"):
        shutil.rmtree(data / old, ignore_errors=True)
    (data / "import").mkdir(parents=True)
    derived = realm.derive(server.stock, saved_events)
    (data / "import" / f"{realm.NAME}-realm.json").write_text(json.dumps(derived, indent=2))
    command = [str(server.home / "bin" / "kc.sh"), "start", "--optimized", "--import-realm", f"--http-port={port}"]
    with _started(server.name, command, _environment(settings | dict(server.environment)), label) as (child, log):
        seconds = _first_token(child, log, Api(url), TOKEN, settings)
        yield Running(server.name, url, TOKEN, settings, seconds, child, log)


def check_peers() -> None:
    """Complains about peers that are not built, before hours of measuring and not after."""
    for peer in PEERS.values():
        if not any(peer.home.glob(peer.needs)):
            raise BenchmarkError(f"The peer {peer.name} is not built. Build it: {peer.build}")
        if not shutil.which(peer.command[0]):
            raise BenchmarkError(f"The peer {peer.name} needs {peer.command[0]}; install it or leave --peers out.")


@contextmanager
def running_peer(peer: Peer) -> Iterator[Running]:
    """Runs another authorization server until the block ends."""
    port = _free_port()
    url = f"http://{HOST}:{port}"
    settings = realm.environment(url)
    jar = next(peer.home.glob("target/*.jar"), "")
    command = [part.format(jar=jar, port=port) for part in peer.command]
    with _started(peer.name, command, _environment({}), "peer", peer.home) as (child, log):
        seconds = _first_token(child, log, Api(url), peer.token_path, settings)
        yield Running(peer.name, url, peer.token_path, settings, seconds, child, log)


@contextmanager
def _started(
    name: str, command: list[str], environment: Mapping[str, str], label: str, folder: Path | None = None
) -> Iterator[tuple[subprocess.Popen, Path]]:
    log = LOGS / f"{label}-{name}.log"
    child = process.start(command, environment, log, folder)
    try:
        yield child, log
    finally:
        process.stop(child)


def _first_token(child: subprocess.Popen, log: Path, api: Api, path: str, settings: Mapping[str, str]) -> float:
    """Asks for a token until there is one, and returns the seconds since the start."""
    began = time.monotonic()
    form = {
        "grant_type": "client_credentials",
        "client_id": settings["BACKEND_CLIENT_ID"],
        "client_secret": settings["BACKEND_CLIENT_SECRET"],
        "scope": "api:read",
    }
    answer = "nothing"
    while child.poll() is None and time.monotonic() - began < START_SECONDS:
        try:
            response = api.post(path, form)
        except (OSError, http.client.HTTPException):
            pass  # it does not listen yet
        else:
            if response.status == 200:
                return time.monotonic() - began
            answer = f"{response.status} {response.text[:200]}"
        time.sleep(POLL_SECONDS)
    raise BenchmarkError(f"The server gave no token but {answer}; the end of {log}:\n{process.tail(log)}")


def _unpack_stock(home: Path, progress: Progress) -> None:
    """Gets Keycloak's own zip by Maven: from the local repository, or once from the network."""
    shutil.rmtree(home, ignore_errors=True)
    unpacked = HOMES / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    progress.begin("Unpacking stock Keycloak with Maven (downloads it if this is the first time)")
    artifact = f"org.keycloak:keycloak-quarkus-dist:{keycloak_version()}:zip"
    command = ["mvn", "-B", "-q", "-N", "-f", str(PROJECT / "pom.xml"), "dependency:unpack"]
    _command([*command, f"-Dartifact={artifact}", f"-DoutputDirectory={unpacked}"], "unpack-stock", os.environ)
    next(unpacked.glob("keycloak-*")).rename(home)
    shutil.rmtree(unpacked)
    progress.end()


def _command(command: list[str], label: str, environment: Mapping[str, str]) -> None:
    log = LOGS / f"{label}.log"
    child = process.start(command, environment, log)
    try:
        status = child.wait()
    finally:
        process.stop(child)
    if status:
        raise BenchmarkError(f"`{' '.join(command)}` failed; the end of {log}:\n{process.tail(log)}")


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """This environment without what would configure Keycloak or its JVM, so that every server has the same."""
    configuring = ("KC_", "JAVA_OPTS", "JAVA_ADD_OPENS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "QUARKUS_")
    return {name: value for name, value in os.environ.items() if not name.startswith(configuring)} | dict(more)


def _data_of_the_distribution(folder: str, _names: list[str]) -> list[str]:
    return ["data"] if Path(folder) == DISTRIBUTION else []


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]
