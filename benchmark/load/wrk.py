"""Runs wrk, and reads what it found.

Why wrk: written in C, one thread around epoll, without a JIT and a garbage collector of its own, so it takes next to
nothing of the processors that the server needs; and Debian has it. What it takes is measured all the same.
"""

import json
import resource
import subprocess
import tempfile
import time
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from . import BENCHMARK, BenchmarkError

SCRIPTS = BENCHMARK / "load" / "scripts"
RESULT = "RESULT "  # what the line of the scripts begins with
GRACE_SECONDS = 20
MAX_SECONDS = 600
MAX_CONNECTIONS = 1024


@dataclass(frozen=True)
class Load:
    """What is sent: one request again and again, or requests of which each is used once."""

    path: str
    bodies: tuple[str, ...] = ()  # none: GET
    headers: tuple[str, ...] = ()  # each "Name: value"
    once: bool = False
    status: int = 200  # expected
    text: str = ""  # that every answer has to contain; looked for only if each is used once
    follow: str = ""  # the member of an answer that the next request takes over


@dataclass(frozen=True)
class Outcome:
    """What wrk found."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    unexpected: int  # answers of another status or content
    socket_errors: int
    cpu_seconds: float  # of wrk itself

    @property
    def errors(self) -> int:
        """How many requests went wrong."""
        return self.unexpected + self.socket_errors


def run(url: str, load: Load, connections: int, seconds: float) -> Outcome:
    """Sends the load for some seconds, or until it is used up."""
    if not ip_address(urlsplit(url).hostname or "").is_loopback:
        raise BenchmarkError(f"{url} is not on this machine, and the load stays on it.")
    if not (0 < connections <= MAX_CONNECTIONS and 0 < seconds <= MAX_SECONDS):
        raise BenchmarkError(f"{connections} connections for {seconds} s is beyond the limits in load/wrk.py.")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as bodies:
        bodies.write("".join(f"{body}\n" for body in load.bodies))
        bodies.flush()
        return _run(_command(url, load, connections, seconds, Path(bodies.name)), seconds)


def parse(output: str) -> dict[str, float]:
    """Returns the figures that the scripts print."""
    for line in output.splitlines():
        if line.startswith(RESULT):
            return json.loads(line.removeprefix(RESULT))
    raise BenchmarkError(f"wrk said nothing of its result:\n{output}")


def _command(url: str, load: Load, connections: int, seconds: float, bodies: Path) -> list[str]:
    script, arguments = "fixed.lua", [str(bodies)] if load.bodies else []
    if load.once:
        script, arguments = "once.lua", [str(bodies), str(load.status), load.text]
        arguments += [load.follow] if load.follow else []
    headers = [argument for header in load.headers for argument in ("-H", header)]
    options = ["-t1", f"-c{connections}", f"-d{max(round(seconds), 1)}s", "--timeout=10s", "-s", script]
    return ["wrk", *options, *headers, url + load.path, "--", *arguments]


def _run(command: list[str], seconds: float) -> Outcome:
    before, began = _children_cpu(), time.monotonic()
    try:
        done = subprocess.run(
            command, cwd=SCRIPTS, capture_output=True, text=True, timeout=seconds + GRACE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise BenchmarkError(f"wrk did not end within {time.monotonic() - began:.0f} s.") from None
    if done.returncode:
        raise BenchmarkError(f"wrk failed ({done.returncode}):\n{done.stdout}{done.stderr}")
    found = parse(done.stdout)
    return Outcome(
        requests=int(found["requests"]),
        seconds=found["seconds"],
        p50_ms=found["p50_ms"],
        p99_ms=found["p99_ms"],
        unexpected=int(found["unexpected"]),
        socket_errors=int(found["socket_errors"]),
        cpu_seconds=_children_cpu() - before,
    )


def _children_cpu() -> float:
    """The CPU time of all processes that were waited for; between two looks that is wrk alone."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
