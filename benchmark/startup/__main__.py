"""The command line: `benchmark/start --help`."""

import argparse
import shutil
import signal
import sys
from pathlib import Path
from subprocess import SubprocessError

from load import TARGET, BenchmarkError

from . import report
from .cases import CASES
from .measure import measure
from .results import read
from .servers import LOGS, Java

DESCRIPTION = """\
Measures how long stock Keycloak and this project's distribution take to start, in turn, on this machine: from the start
of the process to the first access token. Both have the same version, configuration and realm; stock Keycloak is built
before, as this distribution is.
"""

EPILOG = """\
cases: first: ./serve with a new database, in the first run of a build. fresh: ./serve --reset after it, with the archive
of classes that the first run has written. restart: ./serve with the database that is there. image: a container of the
image with the database that it has used before; needs Docker, and is left out without it.

Needs what benchmark/run needs, and the built distribution (mvn package -DskipTests). The machine should be idle. Takes
two minutes per pair. Cases that are not measured keep the results that the folder of --output already has. Ctrl-C stops
everything that was started. Exit status: 1 if a server did not start, 130 after Ctrl-C.
"""


def main() -> int:
    """Runs the command and returns its exit status."""
    options = _options()
    if options.publish:
        results = read(options.output)
        if not results:
            print(f"benchmark: {options.output} has no results.json", file=sys.stderr)
            return 1
        report.publish(results)
        return 0
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        results = measure(options)
        report.write(results, options.output)
    except (BenchmarkError, OSError, SubprocessError) as error:
        print(f"\nbenchmark: {error}\nThe logs of the servers are in {LOGS}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nbenchmark: interrupted; everything that it started is stopped.", file=sys.stderr)
        return 130
    print(f"\n{report.markdown(results)}\nWritten to {options.output}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmark/start",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )

    def add(name: str, kind, default, metavar: str, text: str, shown: str = "%(default)s") -> None:
        parser.add_argument(name, type=kind, default=default, metavar=metavar, help=f"{text} (default: {shown})")

    add("--pairs", int, 5, "N", "how often each server is started in each case")
    add("--java", _javas, None, "HOME,...", "the Java installations to measure with", "the java in PATH")
    add("--only", _cases, list(CASES), "CASE,...", "cases to measure", "all")
    add("--output", Path, TARGET / "start-results", "DIR", "folder for the results", "benchmark/target/start-results")
    parser.add_argument(
        "--publish", action="store_true", help="measure nothing, but write what DIR has to docs/performance.md"
    )
    options = parser.parse_args()
    if options.java is None:
        command = shutil.which("java") or parser.error("there is no java in PATH; set --java")
        options.java = _javas(str(Path(command).resolve().parents[1]))
    return options


def _javas(text: str) -> list[Java]:
    javas = [Java(Path(home)) for home in text.split(",")]
    for java in javas:
        if not (java.home / "bin" / "java").is_file() or not (java.home / "release").is_file():
            raise argparse.ArgumentTypeError(f"{java.home} is no Java installation")
    return javas


def _cases(text: str) -> list[str]:
    chosen = text.split(",")
    if unknown := [name for name in chosen if name not in CASES]:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {', '.join(CASES)}")
    return [name for name in CASES if name in chosen]


if __name__ == "__main__":
    sys.exit(main())
