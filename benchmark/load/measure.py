"""Runs the servers side by side, and measures each scenario on one after the other, pair by pair."""

import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from math import ceil

from . import process, servers, wrk
from .results import Results, Row, machine, openssl_signatures
from .scenarios import SCENARIOS
from .servers import SERVERS, Running

WARM_CONNECTIONS = 8
WARM_SHARE = 0.25  # of the warm-up, for each scenario but the first: what they have in common is warm then
SPARE_SESSIONS = 8  # so that a connection never waits for the token that another one is about to get
SETTLE_SECONDS = 1  # of load before a server is measured, as it was idle while the others were
LEAST_PAIRS = 3  # in each start

Turn = list[tuple[str, str]]  # of servers and scenarios

_began = time.monotonic()


def measure(options: Namespace, save: Callable[[Results], None]) -> Results:
    """Measures everything. `save` is called whenever there is more to keep."""
    results = Results(machine(servers.KEYCLOAK_VERSION), vars(options) | {"output": str(options.output)})
    tell("preparing the servers")
    names = [name for name in options.servers if any(map(SERVERS[name].measures, options.only))]
    servers.prepare(names)
    for start in range(1, options.starts + 1):
        sessions = max(*options.connections, WARM_CONNECTIONS) + SPARE_SESSIONS
        with ExitStack() as stack:
            running = {}
            for name in names:
                running[name] = stack.enter_context(servers.running(name, f"start{start}-{name}", sessions))
                seconds = running[name].start_seconds
                tell(f"start {start} of {options.starts}: {name}, first token after {seconds:.1f} s")
            for name, server in running.items():
                _warm_up(name, server, options)
            for scenario in options.only:
                for connections in options.connections:
                    _measure_pairs(start, running, scenario, connections, options, results)
                    save(results)
    return results


def _measure_pairs(
    start: int, running: dict[str, Running], scenario: str, connections: int, options: Namespace, results: Results
) -> None:
    turn = _turn(scenario, list(running))
    if not turn:
        return
    results.signatures.append(openssl_signatures())
    for pair in range(1, max(ceil(options.pairs / options.starts), LEAST_PAIRS) + 1):
        first = pair % len(turn)  # each comes first as often as last: what drifts meets all
        for name, measured in turn[first:] + turn[:first]:
            server = running[name]
            if not SCENARIOS[measured].rate:  # or preparing it takes long, and keeps the server awake
                send(server, measured, connections, SETTLE_SECONDS)
            load = SCENARIOS[measured].prepare(server.clients, options.seconds)
            found = figures(server, load, connections, options.seconds)
            row = Row(start, scenario, pair, name, server.start_seconds, measured, connections, **found)
            results.rows.append(row)
            if row.failed:
                tell(f"{measured} of {name} at {connections} FAILED: {row.errors} errors")
        results.signatures.append(openssl_signatures())
        if pair >= LEAST_PAIRS and _settled(results, turn, connections):
            break
    tell(f"{scenario} at {connections}, {pair} pairs: {_summary(results, turn, connections)}")


def _turn(scenario: str, names: list[str]) -> Turn:
    """What is measured in each pair."""
    turn = [(name, scenario) for name in names if SERVERS[name].measures(scenario)]
    beside = SCENARIOS[scenario].beside
    return [*turn, beside] if turn and beside and beside[0] in names else turn


def _settled(results: Results, turn: Turn, connections: int) -> bool:
    base = next((one for one in turn if one[0] == "ours"), turn[-1])
    ratios = [results.ratio(base, other, connections) for other in turn if other != base]
    return all(ratio and ratio.settled for ratio in ratios)


def _summary(results: Results, turn: Turn, connections: int) -> str:
    rows = [results.find(*one, connections) for one in turn]
    return ", ".join(f"{found[-1].server} {found[-1].cpu_ms:.3f} ms" for found in rows if found)


def send(server: Running, scenario: str, connections: int, seconds: int) -> dict[str, float]:
    """Sends the load of a scenario without measuring the server."""
    return wrk.run(server.clients.url, SCENARIOS[scenario].prepare(server.clients, seconds), connections, seconds)


def _warm_up(name: str, server: Running, options: Namespace) -> None:
    """Until the JIT has settled, with each scenario."""
    first, *others = [scenario for scenario in options.only if SERVERS[name].measures(scenario)]
    share = max(round(options.warm * WARM_SHARE), 1)
    for scenario, seconds in ((first, options.warm), *((scenario, share) for scenario in others)):
        found = send(server, scenario, WARM_CONNECTIONS, seconds)
        tell(f"{name} warmed up for {seconds} s: {scenario}, {found['requests'] / found['seconds']:,.0f}/s")


def figures(server: Running, load: wrk.Load, connections: int, seconds: int) -> dict[str, float]:
    """Sends a load and measures what it takes."""
    (cpu, _), machine_cpu, began = process.usage(*server.groups), process.machine_cpu_seconds(), time.monotonic()
    found = wrk.run(server.clients.url, load, connections, seconds)
    (cpu_after, rss), machine_cpu_after = process.usage(*server.groups), process.machine_cpu_seconds()
    available = (time.monotonic() - began) * process.CORES
    used, wrk_used = cpu_after - cpu, found.pop("cpu_seconds")
    return found | {
        "cpu_ms": used * 1000 / max(found["requests"], 1),
        "rss_mb": rss / 2**20,
        "wrk_cpu": wrk_used / available,
        "other_cpu": max(machine_cpu_after - machine_cpu - used - wrk_used, 0) / available,
    }


def tell(text: str) -> None:
    """Prints what is going on, and how long it has taken until now."""
    minutes, seconds = divmod(round(time.monotonic() - _began), 60)
    print(f"{minutes:2d}:{seconds:02d}  {text}", flush=True)
