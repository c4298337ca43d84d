"""Starts the servers in turn."""

import time
from argparse import Namespace
from collections.abc import Callable

from load.results import machine
from load.servers import KEYCLOAK_VERSION

from . import containers, servers
from .results import Results, Start, read
from .servers import Java

_began = time.monotonic()


def measure(options: Namespace) -> Results:
    """Measures everything, and keeps what the folder already has of cases that are not measured now."""
    results = read(options.output) or Results({})
    results.machine = machine(KEYCLOAK_VERSION)
    local = [case for case in options.only if case != "image"]
    _tell("preparing the servers")
    servers.prepare()
    for java in options.java if local else ():
        _measure_local(java, local, options.pairs, results, lambda: results.write(options.output))
    if "image" in options.only:
        results.missing = [reason] if (reason := containers.missing()) else []
        if not reason:
            _measure_images(options.pairs, results, lambda: results.write(options.output))
    results.write(options.output)
    return results


def _measure_local(java: Java, cases: list[str], pairs: int, results: Results, save: Callable[[], None]) -> None:
    for case in cases:
        results.forget(case, java.version)
    if "first" not in cases:
        # Not measured: makes the databases and writes the archive that the other cases have.
        _tell(f"Java {java.version}: the first starts")
        servers.start_stock("fresh", java, 0)
        servers.start_ours("first", java, 0)
    for pair in range(1, pairs + 1):
        stock_of_pair = {}
        for case in cases:
            # The archive makes no difference to stock, so the first case has the same start of it as the second.
            stock_case = "restart" if case == "restart" else "fresh"
            if stock_case not in stock_of_pair:
                stock_of_pair[stock_case] = servers.start_stock(stock_case, java, pair)
            results.starts.append(_as(stock_of_pair[stock_case], case))
            results.starts.append(servers.start_ours(case, java, pair))
            _tell_pair(results.starts[-2], results.starts[-1])
        save()


def _measure_images(pairs: int, results: Results, save: Callable[[], None]) -> None:
    results.forget("image", 0)
    _tell("building the images and starting each once")
    with containers.prepared():
        results.image_mb = containers.sizes()
        for pair in range(1, pairs + 1):
            results.starts += [containers.start("stock", pair), containers.start("ours", pair)]
            _tell_pair(results.starts[-2], results.starts[-1])
            save()


def _as(start: Start, case: str) -> Start:
    return Start(**vars(start) | {"case": case})


def _tell_pair(stock: Start, ours: Start) -> None:
    java = f", Java {ours.java}" if ours.java else ""
    figures = f"stock {stock.seconds:.1f} s ({stock.cpu_seconds:.1f} s CPU), ours {ours.seconds:.1f} s ({ours.cpu_seconds:.1f} s CPU)"
    _tell(f"pair {ours.pair}: {ours.case}{java}: {figures}, ratio {ours.seconds / stock.seconds:.2f}")


def _tell(text: str) -> None:
    minutes, seconds = divmod(round(time.monotonic() - _began), 60)
    print(f"{minutes:2d}:{seconds:02d}  {text}", flush=True)
