"""Measures how the distribution behaves as what it holds grows, and with two nodes: `benchmark/run scale --help`."""

import argparse
import json
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass, replace
from itertools import count, repeat
from pathlib import Path
from statistics import median
from typing import Any

from . import TARGET, BenchmarkError, balancer, database, process, realm, scale_report, servers, wrk
from .clients import TOKEN, Clients
from .database import Database
from .measure import figures, tell
from .results import Point, Scale, machine, openssl_signatures
from .rows import Sessions, add_clients
from .scenarios import EXCHANGE, RS256, SCENARIOS, checked
from .servers import HOMES, JVM_OPTIONS, Running, Server
from .wrk import Load

DESCRIPTION = """\
Measures this distribution with PostgreSQL while the number of clients, permits, realms or user sessions grows: requests,
CPU time, p99, memory, and the time of a restart. nodes: two nodes behind HAProxy, one core each, against one node with
two cores behind the same HAProxy. Needs Debian's packages postgresql and haproxy, besides what `benchmark/run` needs.
Takes half an hour by default. Ctrl-C stops everything that was started; what was measured until then is in the folder of
--output.
"""
CONNECTIONS = 8
ROUNDS = 3  # of which the median counts
LOGINS = 16
REFRESHED = 40_000  # sessions, divided among the warm-up and the rounds; Keycloak keeps 10,000 in memory
CLIENTS, PERMITS, REALMS, SESSIONS, NODES = "clients", "permits", "realms", "sessions", "nodes"
MEMBERS = r"ISPN00009[34]: .* \({}\) "  # what a node logs when the cluster has so many members
EMPTY, FULL = "empty", "filled"  # databases
SERVER = Server(HOMES / "postgres", jvm_options=JVM_OPTIONS, end=signal.SIGTERM)  # a node that is killed stays a member


@dataclass(frozen=True)
class Kind:
    """What grows."""

    sizes: tuple[int, ...]
    realms: Callable[[int], list[dict[str, Any]]]  # to import
    load: Callable[[Clients, int], Load] | None  # unless it is made of sessions


def _of_clients(clients: Clients, size: int) -> Load:
    forms = [clients.client_credentials() | {"client_id": f"backend-{number}"} for number in range(size)]
    return Load(TOKEN, forms, '"alg":"RS256"')


def _of_permits(clients: Clients, size: int) -> Load:
    return SCENARIOS[EXCHANGE].load(clients.in_realm(realm.name_with(size)), 0)


def _of_realms(clients: Clients, size: int) -> Load:
    paths = [TOKEN, *(TOKEN.replace(realm.NAME, f"{realm.NAME}-{number}") for number in range(1, size))]
    return Load(TOKEN, [clients.client_credentials()] * size, '"alg":"RS256"', paths=paths)


def _measured_realm(_: int) -> list[dict[str, Any]]:
    return [realm.derive(stock=False)]


def _with_permits(size: int) -> list[dict[str, Any]]:
    shipped = realm.derive(stock=False)
    return [shipped, realm.with_permits(shipped, size)]


KINDS = {
    CLIENTS: Kind((100, 1_000, 10_000), _measured_realm, _of_clients),
    PERMITS: Kind((10, 100, 1_000), _with_permits, _of_permits),
    REALMS: Kind((1, 10, 100), realm.with_copies, _of_realms),
    SESSIONS: Kind((1_000, 100_000, 1_000_000), _measured_realm, None),
}


def main(arguments: list[str]) -> int:
    """Measures, writes scale.json, and returns the exit status."""
    options = _options(arguments)
    results = Scale(machine(servers.KEYCLOAK_VERSION), vars(options) | {"output": str(options.output)})
    results.signatures.append(openssl_signatures())
    tell("preparing the server")
    servers.copy_distribution(SERVER.home)
    servers.build(SERVER.home, "--db=postgres", "--cache=ispn")
    options.output.mkdir(parents=True, exist_ok=True)
    with database.running(servers.log_file("postgresql")) as postgres:
        for point in _Measurement(postgres, options).points():
            speed = f"{point.per_second:,.0f}/s, {point.cpu_ms:.3f} ms CPU each, p99 {point.p99_ms:.0f} ms"
            tell(f"{point.kind}, {point.size:,}: {speed}, restart in {point.start_seconds:.1f} s")
            results.points.append(point)
            results.signatures.append(openssl_signatures())
            (options.output / "scale.json").write_text(json.dumps(asdict(results), indent=1) + "\n")
    print(f"\n{scale_report.section(results)}\nWritten to {options.output}")
    return 1 if any(point.errors for point in results.points) else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    kinds = [*KINDS, NODES]

    def some(text: str) -> list[str]:
        if unknown := set(text.split(",")).difference(kinds):
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {', '.join(kinds)}")
        return text.split(",")

    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("benchmark/run scale", description=DESCRIPTION, formatter_class=raw)
    add = parser.add_argument
    add("--only", type=some, default=kinds, metavar="KIND,...", help=f"what grows (default: {','.join(kinds)})")
    add("--up-to", type=int, default=1_000_000, metavar="N", help="largest size (default: %(default)s)")
    add("--warm", type=int, default=40, metavar="N", help="seconds of load before each (default: %(default)s)")
    add("--seconds", type=int, default=5, metavar="N", help=f"of each of {ROUNDS} rounds (default: %(default)s)")
    results = TARGET / "results"
    add("--output", type=Path, default=results, metavar="DIR", help="for scale.json (default: benchmark/target/results)")
    return parser.parse_args(arguments)


class _Measurement:
    """All points of a run, one after the other."""

    def __init__(self, postgres: Database, options: argparse.Namespace):
        self._postgres, self._options = postgres, options
        self._logs = (f"scale-{number}" for number in count(1))
        self._port = servers.free_port()  # the same before and after a restart: the issuer of tokens has it

    def points(self) -> Iterator[Point]:
        # Keycloak's schema and the realm `master`, which take long to make, only once.
        self._postgres.execute("postgres", f"create database {EMPTY}")
        servers.import_realms(SERVER.home, [])
        with servers.started(self._node(EMPTY), next(self._logs), 0, servers.has_master):
            pass
        for name in self._options.only:
            for size in KINDS[name].sizes if name in KINDS else ():
                if size <= self._options.up_to:
                    yield self._grown(name, size)
        if NODES in self._options.only:
            self._import(_measured_realm(1))
            for size in (1, 2):
                yield from self._nodes(size)

    def _node(self, name: str, number: int = 0) -> Server:
        # Members of a cluster have fixed ports, so each has an address that nothing else on this machine uses.
        address = f"127.{1 + os.getpid() // 250 % 250}.{1 + os.getpid() % 250}.{2 + number}"
        variables = {"KC_CACHE": "ispn", "KC_CACHE_EMBEDDED_NETWORK_BIND_ADDRESS": address}
        return replace(SERVER, variables=self._postgres.variables(name) | variables)

    def _restarted(self) -> AbstractContextManager[Running]:
        return servers.started(replace(self._node(FULL), port=self._port), next(self._logs), 1)

    def _import(self, realms: list[dict[str, Any]], before_end: Callable[[Running], Any] = lambda _: None) -> Any:
        """Makes a database with these realms, and returns what `before_end` finds in it."""
        self._postgres.copy(EMPTY, FULL)
        servers.import_realms(SERVER.home, realms)
        with self._restarted() as running:
            tell(f"realms imported: {len(realms)}, in {running.start_seconds:.0f} s with the start")
            return before_end(running)

    def _grown(self, name: str, size: int) -> Point:
        kind, sessions = KINDS[name], None
        if name == SESSIONS:
            copy = lambda running: Sessions(self._postgres, FULL, running.clients, size)
            sessions = self._import(kind.realms(size), copy)
            sessions.add()
        else:
            self._import(kind.realms(size))
        if name == CLIENTS:
            add_clients(self._postgres, FULL, size)
        self._postgres.execute(FULL, "vacuum analyze", "checkpoint")
        with self._restarted() as running:
            loads = _refreshes(running.clients, sessions) if sessions else repeat(kind.load(running.clients, size))
            return self._point(name, size, running, loads, self._options.warm)

    def _nodes(self, size: int) -> Iterator[Point]:
        with ExitStack() as stack:
            nodes = []
            for number in range(size):
                pinned = f"taskset -c {number} " if size > 1 else ""
                node = replace(self._node(FULL, number), command=pinned + SERVER.command)
                log = next(self._logs)
                nodes.append(stack.enter_context(servers.started(node, log, 1)))
            if size > 1 and not re.search(MEMBERS.format(size), servers.log_file(log).read_text()):
                raise BenchmarkError("The nodes did not form a cluster")
            balanced = stack.enter_context(balancer.before(nodes, LOGINS))
            for scenario in (RS256, "refresh"):
                loads = (SCENARIOS[scenario].load(balanced.clients, 0) for _ in repeat(None))
                # Each of two nodes gets half the load, and has to warm up.
                yield self._point(f"{NODES}-{scenario}", size, balanced, loads, 2 * size * self._options.warm)

    def _point(self, name: str, size: int, running: Running, loads: Iterator[Load], warm: int) -> Point:
        """Warms up with a load, and measures the ones after it."""
        url = running.clients.url
        wrk.run(url, checked(name, next(loads), url), CONNECTIONS, warm)
        rounds = []
        for _ in range(ROUNDS):
            load = checked(name, next(loads), url)
            before, _memory = process.usage(self._postgres.group)
            found = figures(running, load, CONNECTIONS, self._options.seconds)
            after, _memory = process.usage(self._postgres.group)
            requests = max(found["requests"], 1)
            more = {"per_second": requests / found["seconds"], "database_cpu_ms": (after - before) * 1000 / requests}
            rounds.append(found | more)
        names = ("per_second", "cpu_ms", "database_cpu_ms", "p99_ms", "rss_mb")
        medians = {name: median(found[name] for found in rounds) for name in names}
        return Point(name, size, running.start_seconds, errors=sum(found["errors"] for found in rounds), **medians)


def _refreshes(clients: Clients, sessions: Sessions) -> Iterator[Load]:
    """Loads of refreshes, each of other sessions."""
    grant = clients.form("MOBILE", grant_type="refresh_token")
    tokens = list(sessions.refresh_tokens(REFRESHED))
    for part in range(1 + ROUNDS):
        forms = [grant | {"refresh_token": token} for token in tokens[part :: 1 + ROUNDS]]
        yield Load(TOKEN, forms, '"refresh_token"', once=True, follow="refresh_token")
