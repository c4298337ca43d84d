"""Runs the servers in turn and measures each scenario on each of them."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median

from . import process, servers, wrk
from .progress import Progress, duration
from .results import Results, Row, Start, combine, machine
from .scenarios import SCENARIOS, SPARE_SESSIONS, Clients, Scenario, verified
from .servers import PEER_SCENARIO, PEERS, SERVERS, Running, Server

START_SECONDS = 25  # planned for a start and the end of a server
PEER_START_SECONDS = 5
PREPARE_SECONDS = 1  # planned for what comes before a measured row
PREPARED_PER_SECOND = 600  # planned for requests of which each can be used only once
WARM_CONNECTIONS = 8
WARM_CHUNK_SECONDS = 10
WARM_SHARE = 0.6  # of the warm-up, for all scenarios but the first
BLOCK_SECONDS = 2  # of what is measured in turn with its baseline


@dataclass(frozen=True)
class Options:
    """How much is measured, and of what."""

    pairs: int
    warm: int
    seconds: int
    settle: int
    connections: list[int]
    servers: list[str]
    scenarios: list[str]
    saved_events: bool = False
    peers: bool = False


class Measurement:
    """A whole run. `save` is called whenever there is more to keep."""

    def __init__(self, options: Options, save: Callable[[Results], None]):
        self.options = options
        self.results = Results(machine(servers.keycloak_version()), asdict(options))
        self._save = save
        self._progress = Progress(self.planned_seconds())

    def run(self) -> Results:
        """Measures everything."""
        chosen = [SERVERS[name] for name in self.options.servers]
        if self.options.peers:
            servers.check_peers()
        servers.check_distribution(self._progress)
        self._progress.note(self._plan())
        for server in chosen:
            servers.prepare(server, self._progress)
        for pair in range(1, self.options.pairs + 1):
            for server in chosen:
                self._measure_server(pair, server)
        for peer in PEERS.values() if self.options.peers else ():
            self._progress.begin(f"Starting {peer.name}")
            with servers.running_peer(peer) as running:
                scenarios = [SCENARIOS[PEER_SCENARIO]]
                self._measure(1, running, scenarios, scenarios, PEER_START_SECONDS)
        return self.results

    def planned_seconds(self) -> float:
        """About how long the run takes."""
        options = self.options
        total = 0.0
        for name in options.servers:
            rows = sum(map(self._row_seconds, self._measured(SERVERS[name]))) * len(options.connections)
            total += (START_SECONDS + options.warm + rows) * options.pairs
        if options.peers:
            rows = self._row_seconds(SCENARIOS[PEER_SCENARIO]) * len(options.connections)
            total += (PEER_START_SECONDS + options.warm + rows) * len(PEERS)
        return total

    def _plan(self) -> str:
        options = self.options
        order = " ".join(options.servers * options.pairs + (list(PEERS) if options.peers else []))
        return f"Measures {order}; takes about {duration(self.planned_seconds()).strip()} (minutes:seconds)."

    def _known(self, server: Server) -> list[Scenario]:
        scenarios = (SCENARIOS[name] for name in self.options.scenarios)
        return [scenario for scenario in scenarios if not (server.stock and scenario.ours_only)]

    def _measured(self, server: Server) -> list[Scenario]:
        return [scenario for scenario in self._known(server) if scenario.name in (server.only or SCENARIOS)]

    def _row_seconds(self, scenario: Scenario) -> float:
        blocks = 2 * self._blocks() * self._block_seconds() if scenario.baseline else self.options.seconds
        prepared = scenario.rate * (self.options.settle + self.options.seconds)
        return PREPARE_SECONDS + prepared / PREPARED_PER_SECOND + self.options.settle + blocks

    def _blocks(self) -> int:
        return max(3, self.options.seconds)

    def _block_seconds(self) -> int:
        return min(BLOCK_SECONDS, self.options.seconds)

    def _measure_server(self, pair: int, server: Server) -> None:
        self._progress.begin(f"Pair {pair} of {self.options.pairs}: starting {server.name}")
        with servers.running(server, self.options.saved_events, f"pair{pair}") as running:
            self._measure(pair, running, self._known(server), self._measured(server), START_SECONDS)

    def _measure(
        self, pair: int, running: Running, known: list[Scenario], measured: list[Scenario], planned_start: int
    ) -> None:
        self.results.starts.append(Start(pair, running.name, running.startup_seconds))
        self._progress.end(f"- first token after {running.startup_seconds:.1f} s", planned_start)
        sessions = max(*self.options.connections, WARM_CONNECTIONS) + SPARE_SESSIONS
        clients = Clients(running.url, running.settings, sessions, running.token_path)
        self._warm(running, clients, known)
        for scenario in measured:
            for connections in self.options.connections:
                self._measure_row(pair, running, clients, scenario, connections)
        self._save(self.results)

    def _warm(self, running: Running, clients: Clients, scenarios: list[Scenario]) -> None:
        """Until the JIT has settled: each scenario but the first for a while, then the first for what is left."""
        first, *others = scenarios
        # The same for all servers, though some have more scenarios.
        share = max(1, round(self.options.warm * WARM_SHARE / len(self.options.scenarios)))
        for scenario in others:
            self._warm_with(running, clients, scenario, share)
        left = max(self.options.warm - share * len(others), 1)
        while left > 0:
            self._warm_with(running, clients, first, min(left, WARM_CHUNK_SECONDS))
            left -= WARM_CHUNK_SECONDS

    def _warm_with(self, running: Running, clients: Clients, scenario: Scenario, seconds: int) -> None:
        self._progress.begin(f"  warming {running.name} up: {scenario.name} for {seconds} s")
        load = verified(scenario, clients, scenario.rate * seconds)
        outcome = wrk.run(running.url, load, WARM_CONNECTIONS, seconds)
        self._progress.end(f"- {outcome.requests / outcome.seconds:,.0f}/s", seconds)

    def _measure_row(
        self, pair: int, running: Running, clients: Clients, scenario: Scenario, connections: int
    ) -> None:
        self._progress.begin(f"  {running.name}: {scenario.name}, {connections} connections")
        settle, seconds = self.options.settle, self.options.seconds
        wrk.run(running.url, verified(scenario, clients, scenario.rate * settle), connections, settle)
        load = verified(scenario, clients, scenario.rate * seconds)
        if scenario.baseline:
            baseline = verified(SCENARIOS[scenario.baseline], clients, 0)
            row = self._in_turn(pair, running, scenario, baseline, load, connections)
        else:
            row = self._row(pair, running, scenario, load, connections, seconds)
        self.results.rows.append(row)
        self._progress.end(_told(row), self._row_seconds(scenario))

    def _in_turn(
        self, pair: int, running: Running, scenario: Scenario, baseline: wrk.Load, load: wrk.Load, connections: int
    ) -> Row:
        """Alternates short blocks with the baseline's, so that what drifts on the machine meets both."""
        blocks, ratios = [], []
        for index in range(self._blocks()):
            order = (baseline, load) if index % 2 == 0 else (load, baseline)
            first, second = (
                self._row(pair, running, scenario, one, connections, self._block_seconds()) for one in order
            )
            native, own = (first, second) if index % 2 == 0 else (second, first)
            blocks.append(own)
            if native.per_second:
                ratios.append(own.per_second / native.per_second)
        return combine(blocks, ratios)

    @staticmethod
    def _row(
        pair: int, running: Running, scenario: Scenario, load: wrk.Load, connections: int, seconds: int
    ) -> Row:
        before, machine_before, began = running.usage(), process.machine_cpu_seconds(), time.monotonic()
        outcome = wrk.run(running.url, load, connections, seconds)
        after, machine_after = running.usage(), process.machine_cpu_seconds()
        available = (time.monotonic() - began) * process.CORES
        used = after.cpu_seconds - before.cpu_seconds
        return Row(
            pair=pair,
            server=running.name,
            scenario=scenario.name,
            connections=connections,
            requests=outcome.requests,
            seconds=outcome.seconds,
            p50_ms=outcome.p50_ms,
            p99_ms=outcome.p99_ms,
            cpu_ms=used * 1000 / max(outcome.requests, 1),
            rss_mb=after.rss_bytes / 2**20,
            load_cpu=outcome.cpu_seconds / available,
            other_cpu=max(machine_after - machine_before - used - outcome.cpu_seconds, 0) / available,
            errors=outcome.errors,
        )


def _told(row: Row) -> str:
    text = (
        f"- {row.per_second:,.0f}/s, p50 {row.p50_ms:.2f} ms, p99 {row.p99_ms:.1f} ms, "
        f"{row.cpu_ms:.2f} ms CPU each, load generator {row.load_cpu:.1%} of the CPU"
    )
    if row.ratios:
        text += f", {median(row.ratios):.3f} x native"
    return f"{text}, FAILED: {row.errors} errors" if row.failed else text
