"""Runs the servers in turn and measures each scenario on each of them."""

import time
from argparse import Namespace
from collections.abc import Callable, Iterator

from . import BenchmarkError, process, servers, wrk
from .clients import Clients
from .results import Results, Row, machine
from .scenarios import ALIAS, EXCHANGE, EXCHANGE_20, EXCHANGE_1000, RS256, SCENARIOS
from .servers import SERVERS

WARM_CONNECTIONS = 8
WARM_SHARE = 0.6  # of the warm-up, for all scenarios but the first
SPARE_SESSIONS = 8  # so that a connection never waits for the token that another one is about to get
SETTLE_SECONDS = 2  # of load before each measured row
MAIN_CONNECTIONS = 8  # where only one number of connections is looked at
BLOCKS, BLOCK_SECONDS = 6, 2  # of the alias in turn with the native path, and of realms with more permits

_began = time.monotonic()


def measure(options: Namespace, save: Callable[[Results], None]) -> Results:
    """Measures everything. `save` is called whenever there is more to keep."""
    results = Results(machine(servers.KEYCLOAK_VERSION), vars(options) | {"output": str(options.output)})
    _tell("preparing the servers")
    servers.prepare(options.servers)
    for pair in range(1, options.pairs + 1):
        for server in options.servers:
            _measure_server(pair, server, options, results)
            save(results)
    return results


def _measure_server(pair: int, server: str, options: Namespace, results: Results) -> None:
    known = [scenario for scenario in options.only if SERVERS[server].knows(scenario)]
    measured = [scenario for scenario in known if scenario in SERVERS[server].only]
    if not measured:
        return
    _tell(f"pair {pair} of {options.pairs}: starting {server}")
    sessions = max(*options.connections, WARM_CONNECTIONS) + SPARE_SESSIONS
    with servers.running(server, pair, sessions) as (clients, group, start_seconds):
        _tell(f"first token after {start_seconds:.1f} s")
        for scenario, seconds in _warm_up(known, options):
            found = _send(clients, scenario, WARM_CONNECTIONS, seconds)
            _tell(f"warmed up for {seconds} s: {scenario}, {found['requests'] / found['seconds']:,.0f}/s")
        for scenario in measured:
            for connections in options.connections:
                _send(clients, scenario, connections, SETTLE_SECONDS)
                load = SCENARIOS[scenario].prepare(clients, options.seconds)
                figures = _figures(group, clients.url, load, connections, options.seconds)
                row = Row(pair, server, start_seconds, scenario, connections, **figures)
                results.rows.append(row)
                failed = f", FAILED: {row.errors} errors" if row.failed else ""
                _tell(f"{scenario} at {connections}: {row.per_second:,.0f}/s, {row.cpu_ms:.2f} ms CPU each{failed}")
        if ALIAS in measured:
            results.alias += _alias_ratios(clients)
        for scenario in (EXCHANGE_20, EXCHANGE_1000):
            if scenario in measured:
                results.permits.setdefault(scenario, []).extend(_permit_ratios(clients, group, scenario))


def _send(clients: Clients, scenario: str, connections: int, seconds: int) -> dict[str, float]:
    return wrk.run(clients.url, SCENARIOS[scenario].prepare(clients, seconds), connections, seconds)


def _warm_up(scenarios: list[str], options: Namespace) -> Iterator[tuple[str, int]]:
    """Until the JIT has settled: each scenario but the first for a while, then the first for what is left."""
    first, *others = scenarios
    # The same for all servers, though some have more scenarios.
    share = max(1, round(options.warm * WARM_SHARE / len(options.only)))
    yield from ((scenario, share) for scenario in others)
    yield first, max(options.warm - share * len(others), 1)


def _figures(group: int, url: str, load: wrk.Load, connections: int, seconds: int) -> dict[str, float]:
    (cpu, _), machine_cpu, began = process.usage(group), process.machine_cpu_seconds(), time.monotonic()
    found = wrk.run(url, load, connections, seconds)
    (cpu_after, rss), machine_cpu_after = process.usage(group), process.machine_cpu_seconds()
    available = (time.monotonic() - began) * process.CORES
    used, wrk_used = cpu_after - cpu, found.pop("cpu_seconds")
    return found | {
        "cpu_ms": used * 1000 / max(found["requests"], 1),
        "rss_mb": rss / 2**20,
        "wrk_cpu": wrk_used / available,
        "other_cpu": max(machine_cpu_after - machine_cpu - used - wrk_used, 0) / available,
    }


def _alias_ratios(clients: Clients) -> Iterator[float]:
    """Short blocks in turn with the native path's, each first as often as second: what drifts meets both."""
    for block in range(BLOCKS):
        order = (ALIAS, RS256) if block % 2 else (RS256, ALIAS)
        found = {name: _send(clients, name, MAIN_CONNECTIONS, BLOCK_SECONDS) for name in order}
        if found[ALIAS]["errors"] or found[RS256]["errors"]:
            raise BenchmarkError(f"Wrong answers while the alias was compared with the native path: {found}")
        yield found[ALIAS]["requests"] / found[RS256]["requests"]


def _permit_ratios(clients: Clients, group: int, scenario: str) -> Iterator[float]:
    """The CPU time of exchanges in a realm with more permits, in turn with those in the shipped realm, block by block."""
    for block in range(BLOCKS):
        order = (scenario, EXCHANGE) if block % 2 else (EXCHANGE, scenario)
        found = {}
        for name in order:
            load = SCENARIOS[name].prepare(clients, BLOCK_SECONDS)
            found[name] = _figures(group, clients.url, load, MAIN_CONNECTIONS, BLOCK_SECONDS)
            if found[name]["errors"]:
                raise BenchmarkError(f"Wrong answers while realms with more permits were compared: {found}")
        yield found[scenario]["cpu_ms"] / found[EXCHANGE]["cpu_ms"]


def _tell(text: str) -> None:
    minutes, seconds = divmod(round(time.monotonic() - _began), 60)
    print(f"{minutes:2d}:{seconds:02d}  {text}", flush=True)
