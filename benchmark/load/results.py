"""What was measured, as it is kept in results.json."""

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from statistics import median
from typing import Any

from . import BenchmarkError


@dataclass(frozen=True)
class Row:
    """One scenario at one number of connections, on one server that was started for one pair."""

    pair: int
    server: str
    scenario: str
    connections: int
    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float  # of the server, for a request
    rss_mb: float  # of the server, afterwards
    load_cpu: float  # of the load generator, as a share of all processors
    other_cpu: float  # of everything else on the machine, as a share of all processors
    errors: int
    ratios: list[float] = field(default_factory=list)  # to the baseline, block by block

    @property
    def per_second(self) -> float:
        """How many requests were answered in a second."""
        return self.requests / self.seconds if self.seconds else 0.0

    @property
    def failed(self) -> bool:
        """Whether the figures mean nothing."""
        return self.errors > 0 or self.requests == 0


@dataclass(frozen=True)
class Start:
    """The start of a server with a fresh database."""

    pair: int
    server: str
    seconds: float  # from the start of the process to the first token


@dataclass
class Results:
    """A whole run."""

    machine: dict[str, str]
    options: dict[str, Any]
    starts: list[Start] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def failures(self) -> list[Row]:
        """The rows that mean nothing."""
        return [row for row in self.rows if row.failed]

    def find(self, server: str, scenario: str, connections: int) -> dict[int, Row]:
        """The rows of a server by pair; without those that failed."""
        wanted = (server, scenario, connections)
        return {
            row.pair: row
            for row in self.rows
            if (row.server, row.scenario, row.connections) == wanted and not row.failed
        }

    def ratios(
        self,
        over: tuple[str, str],
        under: tuple[str, str],
        connections: int,
        figure: Callable[[Row], float] = lambda row: row.per_second,
    ) -> list[float]:
        """Divides a figure of two (server, scenario), pair by pair: what was measured close together in time."""
        first, second = self.find(*over, connections), self.find(*under, connections)
        return [figure(first[pair]) / figure(second[pair]) for pair in first if pair in second]

    def start_ratios(self, over: str, under: str) -> list[float]:
        """Divides the start-up times of two servers, pair by pair."""
        first, second = (
            {start.pair: start.seconds for start in self.starts if start.server == server} for server in (over, under)
        )
        return [first[pair] / second[pair] for pair in first if pair in second]

    def save(self, file: Path) -> None:
        """Writes everything to a file."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(self), indent=1) + "\n")


def load(file: Path) -> Results:
    """Reads what was saved."""
    try:
        data = json.loads(file.read_text())
        return Results(
            data["machine"],
            data["options"],
            [Start(**start) for start in data["starts"]],
            [Row(**row) for row in data["rows"]],
        )
    except OSError as error:
        raise BenchmarkError(f"{file} cannot be read ({error.strerror}); a run writes it.") from None
    except (ValueError, KeyError, TypeError) as error:
        raise BenchmarkError(f"{file} is not the results.json of this version of the benchmark: {error}") from None


def combine(blocks: list[Row], ratios: list[float]) -> Row:
    """Makes one row of several short blocks of the same scenario."""
    requests = sum(row.requests for row in blocks)
    return Row(
        **asdict(blocks[-1])
        | {
            "requests": requests,
            "seconds": sum(row.seconds for row in blocks),
            "p50_ms": median(row.p50_ms for row in blocks),
            "p99_ms": median(row.p99_ms for row in blocks),
            "cpu_ms": sum(row.cpu_ms * row.requests for row in blocks) / max(requests, 1),
            "load_cpu": median(row.load_cpu for row in blocks),
            "other_cpu": median(row.other_cpu for row in blocks),
            "errors": sum(row.errors for row in blocks),
            "ratios": ratios,
        }
    )


def machine(keycloak: str) -> dict[str, str]:
    """What the figures were measured on."""
    memory = int(_field("/proc/meminfo", "MemTotal").split()[0]) / 2**20
    return {
        "CPU": _field("/proc/cpuinfo", "model name") or os.uname().machine,
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory:.0f} GiB",
        "JVM": _first_line(["java", "-version"]).replace('"', ""),
        "Keycloak": keycloak,
        "wrk": _first_line(["wrk", "-v"]).removeprefix("wrk ").partition(" ")[0],
        "date": f"{datetime.now(timezone.utc):%Y-%m-%d}",
    }


def _field(file: str, name: str) -> str:
    for line in Path(file).read_text().splitlines():
        if line.startswith(name):
            return line.partition(":")[2].strip()
    return ""


def _first_line(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stderr + done.stdout).strip().partition("\n")[0]
