"""The command line: `benchmark/run --help`."""

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import SubprocessError

from . import TARGET, BenchmarkError, publish, report, scale
from .measure import measure
from .scenarios import SCENARIOS
from .servers import SERVERS

DESCRIPTION = """\
Measures stock Keycloak and this project's distribution in turn (A B A B ...) on this machine: the same version, JVM,
options and realm, a fresh database for each start. The servers run side by side, and all but one are idle, so that what
the machine does to one pair it does to both. Prints ratios first: absolute figures are the machine's own.

The load comes from wrk, over the loopback interface only. Why wrk: it is written in C, one thread around epoll,
without a JIT and a garbage collector of its own, so it takes next to nothing of the processors that the server needs.
What it takes is measured all the same, and so is what everything else on the machine takes.
"""

EPILOG = f"""\
servers: stock: Keycloak's own zip. signing: this distribution with stock's JVM options, one scenario only.
ours: this distribution as shipped, with its own JVM options and the explorer off. permits: ours with further realms
that have more permits; compares exchanges in them with those in the shipped realm. One scenario only: no-explorer: ours
without the explorer's jar; explorer: ours with the explorer on; watched: the same, and curl watches. spring,
spring-native, node: others, see benchmark/peers; client credentials only.

scenarios: {", ".join(SCENARIOS)}

Needs Java 17, Maven, wrk, openssl, Python 3.10, for `watched` curl, and the built distribution (mvn package
-DskipTests). Takes an hour by default. Ctrl-C stops everything that was started; what was measured
until then is in the folder of --output.

benchmark/run scale --help: how the distribution behaves as what it holds grows, and with two nodes.
benchmark/run publish --help: writes results to docs/performance.md.
Exit status: 1 if anything was answered wrongly or could not be measured, 130 after Ctrl-C.
"""


COMMANDS = {"scale": scale.main, "publish": publish.main}


def main() -> int:
    """Runs the command and returns its exit status."""
    arguments = sys.argv[1:]
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command:
        return _run(lambda: command(arguments[1:]))
    options = _options()
    return _run(lambda: _measure(options))


def _measure(options: argparse.Namespace) -> int:
    results = measure(options, lambda found: report.write(found, options.output))
    print(f"\n{report.markdown(results)}\nWritten to {options.output}")
    return 1 if results.failures else 0


def _run(command: Callable[[], int]) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        return command()
    except (BenchmarkError, OSError, SubprocessError) as error:
        print(f"\nbenchmark: {error}\nThe logs of the servers are in {TARGET / 'logs'}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nbenchmark: interrupted; everything that it started is stopped.", file=sys.stderr)
        return 130


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmark/run",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )

    usual = [name for name, server in SERVERS.items() if server.usual]

    def add(name: str, kind, default, metavar: str, text: str, shown: str = "%(default)s") -> None:
        parser.add_argument(name, type=kind, default=default, metavar=metavar, help=f"{text} (default: {shown})")

    add("--starts", int, 2, "N", "how often the servers are started")
    add("--pairs", int, 24, "N", "how often each scenario is measured at most, over all starts")
    add("--warm", int, 120, "N", "seconds of load of the first scenario before a server is measured, and a quarter of it of each other")
    add("--seconds", int, 3, "N", "seconds of each measurement")
    add("--connections", _numbers, [8], "N,...", "connections at once", "8")
    add("--servers", _names_of(SERVERS), usual, "NAME,...", "servers to measure", ",".join(usual))
    add("--only", _names_of(SCENARIOS), list(SCENARIOS), "SCENARIO,...", "scenarios to measure", "all")
    add("--output", Path, TARGET / "results", "DIR", "folder for the results", "benchmark/target/results")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


def _names_of(table):
    def names(text: str) -> list[str]:
        chosen = text.split(",")
        if unknown := [name for name in chosen if name not in table]:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {', '.join(table)}")
        return [name for name in table if name in chosen]

    return names


if __name__ == "__main__":
    sys.exit(main())
