"""What was measured, as it is kept in results.json."""

import os
import re
import subprocess
from dataclasses import dataclass, field
from datetime import datetime, timezone
from math import comb
from pathlib import Path
from statistics import median
from typing import Any

from .process import CORES

CONFIDENCE = 0.95
WITHIN = 0.05  # of the median, for its interval to be narrow enough


@dataclass(frozen=True)
class Row:
    """One scenario at one number of connections, on one server, measured in turn with others: the rest of its pair."""

    start: int  # which start of the server, from 1
    group: str  # the scenario whose turn it was; another one may be measured beside it
    pair: int  # from 1 in each start, group and number of connections
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
    def per_cpu_second(self) -> float:
        """How many requests were answered in a second of the server's CPU time."""
        return 1000 / self.cpu_ms if self.cpu_ms else 0.0

    @property
    def failed(self) -> bool:
        """Whether the figures mean nothing."""
        return self.errors > 0 or self.requests == 0


@dataclass(frozen=True)
class Ratio:
    """The median of the ratios of all pairs and its 95 % interval, or the whole range of too few pairs."""

    median: float
    low: float
    high: float
    pairs: int

    @classmethod
    def of(cls, starts: list[list[float]]) -> "Ratio":
        """The interval is that of the order statistics, which assumes no distribution (at least 6 pairs have one).

        Pairs of one start share what the JIT made of it, so the interval is widened to the median of each start.
        """
        values = sorted(value for start in starts for value in start)
        outside = _outside(len(values))
        medians = [median(start) for start in starts]
        low, high = min(values[outside], *medians), max(values[-1 - outside], *medians)
        return cls(median(values), low, high, len(values))

    @property
    def settled(self) -> bool:
        """Whether the interval is known, and narrow enough."""
        known = 2 * 0.5**self.pairs <= 1 - CONFIDENCE
        return known and max(self.high - self.median, self.median - self.low) <= WITHIN * self.median

    def __str__(self) -> str:
        return f"{self.median:.2f}" + (f" ({self.low:.2f}–{self.high:.2f})" if self.pairs > 1 else "")


def _outside(count: int) -> int:
    """How many of so many values, at either end, are outside the interval of the median."""
    outside, tail = -1, 0.0
    while 2 * tail <= 1 - CONFIDENCE:
        outside += 1
        tail += comb(count, outside) / 2**count
    return max(outside - 1, 0)


@dataclass
class Results:
    """A whole run."""

    machine: dict[str, str]
    options: dict[str, Any]
    rows: list[Row] = field(default_factory=list)
    signatures: list[float] = field(default_factory=list)  # a second, by `openssl speed`, one core; throughout the run

    @property
    def failures(self) -> list[Row]:
        """The rows that mean nothing."""
        return [row for row in self.rows if row.failed]

    def find(self, server: str, scenario: str, connections: int) -> list[Row]:
        """The rows of a server, without those that failed."""
        wanted = (server, scenario, connections)
        return [row for row in self.rows if (row.server, row.scenario, row.connections) == wanted and not row.failed]

    def ratio(
        self, over: tuple[str, str], under: tuple[str, str], connections: int, figure: str = "per_cpu_second"
    ) -> Ratio | None:
        """Divides a figure of two (server, scenario), pair by pair: what was measured close together in time."""
        partners = {(row.start, row.group, row.pair): row for row in self.find(*under, connections)}
        starts: dict[int, list[float]] = {}
        for row in self.find(*over, connections):
            partner = partners.get((row.start, row.group, row.pair))
            if partner and getattr(partner, figure):
                starts.setdefault(row.start, []).append(getattr(row, figure) / getattr(partner, figure))
        return Ratio.of(list(starts.values())) if starts else None


@dataclass(frozen=True)
class Point:
    """What was measured of one kind at one size."""

    kind: str
    size: int
    start_seconds: float  # of a restart, until the first token
    per_second: float
    cpu_ms: float  # of Keycloak, for a request
    database_cpu_ms: float  # of PostgreSQL, for a request
    p99_ms: float
    rss_mb: float  # of Keycloak
    errors: int


@dataclass
class Scale:
    """A whole run."""

    machine: dict[str, str]
    options: dict[str, object]
    points: list[Point] = field(default_factory=list)
    signatures: list[float] = field(default_factory=list)  # as in `Results`


def openssl_signatures() -> float:
    """How many RSA signatures (2048 bits) OpenSSL makes in a second on one core: what the machine can do right now."""
    speed = ["openssl", "speed", "-mr", "-seconds", "1", "rsa2048"]
    found = subprocess.run(speed, capture_output=True, text=True, check=True).stdout
    return float(re.search(r"^\+F2:\d+:2048:([\d.]+)", found, re.MULTILINE)[1])


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
