"""The command line: `benchmark/run --help`."""

import argparse
import fcntl
import shutil
import signal
import sys
from importlib.util import find_spec
from pathlib import Path

from . import PROJECT, TARGET, BenchmarkError, report, results
from .measure import Measurement, Options
from .scenarios import SCENARIOS
from .servers import SERVERS

TOOLS = {"java": "openjdk-17-jdk-headless", "mvn": "maven", "wrk": "wrk"}
PAGE = PROJECT / "docs" / "performance.md"

THOROUGH = {"pairs": 2, "warm": 180, "seconds": 6, "settle": 2, "connections": [1, 8, 32]}
QUICK = {"pairs": 1, "warm": 10, "seconds": 1, "settle": 1, "connections": [8]}
MOST = {"pairs": 10, "warm": 600, "seconds": 60}  # so that a slip of the finger does not run for days

DESCRIPTION = """\
Measures stock Keycloak and this project's distribution in turn (A B A B ...) on this machine: the same version, JVM,
options and realm, a fresh database for each start. Prints ratios first: absolute figures are the machine's own.

The load comes from wrk, over the loopback interface only. Why wrk: it is written in C, one thread around epoll,
without a JIT and a garbage collector of its own, so it takes next to nothing of the processors that the server needs.
What it takes is measured all the same, and so is what everything else on the machine takes.
"""

EPILOG = f"""\
servers: stock: Keycloak's own zip. signing: this distribution with stock's JVM options, one scenario only.
ours: this distribution as shipped, with its own JVM options.

scenarios: {", ".join(SCENARIOS)}

Needs Java 17, Maven, wrk, Python 3.10, python3-matplotlib for the picture, and the built distribution
(mvn package -DskipTests). BENCHMARK_PYTHON chooses the Python. Ctrl-C stops everything that was started.
Exit status: 1 if anything was answered wrongly or could not be measured, 130 after Ctrl-C.
"""


def main() -> int:
    """Runs the command and returns its exit status."""
    parser = _arguments()
    arguments = parser.parse_args()
    if arguments.quick and arguments.publish:
        parser.error("what --quick measures is not published")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        if arguments.publish:
            report.around_results(PAGE)  # complains now, and not after an hour
        measured = results.load(arguments.report) if arguments.report else _measure(arguments)
        folder = arguments.report.parent if arguments.report else arguments.output
        report.write(measured, folder)
        if arguments.publish:
            report.publish(measured, PAGE)
    except BenchmarkError as error:
        print(f"\nbenchmark: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nbenchmark: interrupted; everything that it started is stopped.", file=sys.stderr)
        return 130
    print(f"\n{report.markdown(measured)}\nWritten to {folder}")
    for row in measured.failures:
        print(f"benchmark: failed: {row.server}, {row.scenario}: {row.errors} errors", file=sys.stderr)
    return 1 if measured.failures else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="benchmark/run",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for name, what in (
        ("pairs", "how often each server is started and measured"),
        ("warm", "seconds of load before a server is measured"),
        ("seconds", "seconds of each measured row"),
    ):
        parser.add_argument(
            f"--{name}", type=_number_up_to(MOST[name]), metavar="N", help=f"{what} (default: {THOROUGH[name]})"
        )
    parser.add_argument("--connections", type=_numbers, metavar="N,...", help="connections at once (default: 1,8,32)")
    parser.add_argument(
        "--servers", type=_names_of(SERVERS), default=list(SERVERS), metavar="NAME,...", help="default: all"
    )
    parser.add_argument(
        "--only", type=_names_of(SCENARIOS), default=list(SCENARIOS), metavar="SCENARIO,...", help="default: all"
    )
    parser.add_argument("--saved-events", action="store_true", help="save events, as the shipped realm does")
    parser.add_argument("--peers", action="store_true", help="measure the servers of benchmark/peers, too")
    parser.add_argument("--quick", action="store_true", help="everything short, to try it: the figures mean little")
    parser.add_argument("--output", type=Path, default=TARGET / "results", metavar="DIR", help="default: %(default)s")
    parser.add_argument("--publish", action="store_true", help="write the results to docs/performance.md, too")
    parser.add_argument("--report", type=Path, metavar="FILE", help="measure nothing: render a results.json again")
    return parser


def _measure(arguments: argparse.Namespace) -> results.Results:
    missing = {tool: package for tool, package in TOOLS.items() if not shutil.which(tool)}
    if missing:
        packages = " ".join(missing.values())
        raise BenchmarkError(f"{', '.join(missing)} not found; on Debian: apt-get install {packages}")
    if not find_spec("matplotlib"):
        print(f"benchmark: without matplotlib there will be no picture: {report.INSTALL_MATPLOTLIB}", file=sys.stderr)
    amount = {
        name: default if getattr(arguments, name, None) is None else getattr(arguments, name)
        for name, default in (QUICK if arguments.quick else THOROUGH).items()
    }
    options = Options(
        **amount,
        servers=arguments.servers,
        scenarios=arguments.only,
        saved_events=arguments.saved_events,
        peers=arguments.peers,
    )
    TARGET.mkdir(exist_ok=True)
    with (TARGET / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BenchmarkError("Another benchmark is running here; wait for it or stop it.") from None
        return Measurement(options, lambda found: found.save(arguments.output / "results.json")).run()


def _number_up_to(most: int):
    def number(text: str) -> int:
        if not (text.isdecimal() and 1 <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"a whole number from 1 to {most} is needed, not {text}")
        return int(text)

    return number


def _numbers(text: str) -> list[int]:
    return [_number_up_to(256)(one) for one in text.split(",")]


def _names_of(table):
    def names(text: str) -> list[str]:
        chosen = text.split(",")
        if unknown := [name for name in chosen if name not in table]:
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {', '.join(table)}")
        return [name for name in table if name in chosen]

    return names


def _interrupt(*_):
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
