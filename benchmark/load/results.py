"""What was measured, as it is kept in results.json."""

import os
import re
import subprocess
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from .process import CORES


@dataclass(frozen=True)
class Row:
    """One scenario at one number of connections, on one server that was started for one pair."""

    pair: int
    server: str
    start_seconds: float  # of the server, from the start of the process to the first token
    scenario: str
    connections: int
    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    errors: int
    cpu_ms: float  # of the server, for a request
    rss_mb: float  # of the server, afterwards
    wrk_cpu: float  # of the load generator, as a share of all processors
    other_cpu: float  # of everything else on the machine, as a share of all processors

    @property
    def per_second(self) -> float:
        """How many requests were answered in a second."""
        return self.requests / self.seconds if self.seconds else 0.0

    @property
    def failed(self) -> bool:
        """Whether the figures mean nothing."""
        return self.errors > 0 or self.requests == 0


@dataclass
class Results:
    """A whole run."""

    machine: dict[str, str]
    options: dict[str, Any]
    rows: list[Row] = field(default_factory=list)
    alias: list[float] = field(default_factory=list)  # throughput at `/token` / native path, block by block
    permits: dict[str, list[float]] = field(default_factory=dict)  # CPU with more permits / as shipped, block by block

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
        self, over: tuple[str, str], under: tuple[str, str], connections: int, figure: str = "per_second"
    ) -> list[float]:
        """Divides a figure of two (server, scenario), pair by pair: what was measured close together in time."""
        first, second = self.find(*over, connections), self.find(*under, connections)
        return [getattr(first[pair], figure) / getattr(second[pair], figure) for pair in first if pair in second]


def machine(keycloak: str) -> dict[str, str]:
    """What the figures were measured on."""
    cpu = re.search(r"^model name\s*: (.*)", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    wrk = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False).stdout
    return {
        "CPU": cpu[1] if cpu else os.uname().machine,
        "cores": str(CORES),
        "memory": f"{memory:.0f} GiB",
        "JVM": java.partition("\n")[0].replace('"', ""),
        "Keycloak": keycloak,
        "wrk": wrk.removeprefix("wrk ").partition(" ")[0],
        "date": f"{datetime.now(timezone.utc):%Y-%m-%d}",
    }
