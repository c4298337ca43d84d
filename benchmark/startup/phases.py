"""Tells from Keycloak's log what a start spent its time on."""

import re
from collections.abc import Iterator
from datetime import datetime, timezone

# What begins with the first line of the log that has the text. The texts are Keycloak's own.
PHASES = {
    "Java and Quarkus": None,  # begins with the process
    "Keycloak's services": "powered by Quarkus",
    "database schema": "Initializing database schema",
    "caches": "ISPN000556",
    "master realm": "KC-SERVICES0050",
    "realm import": "KC-SERVICES0030",
    "first token": "Bootstrap completed",
}
TIME = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),(\d{3}) ")


def phases(log: str, began: float, seconds: float, utc: bool = False) -> dict[str, float]:
    """The seconds of each phase of a start that began at a time of the epoch and took so many seconds.

    A phase ends where the next one begins. Those that the log does not show are left out.
    """
    starts = [("Java and Quarkus", 0.0)]
    lines = list(_timed_lines(log, utc))
    for phase, text in PHASES.items():
        if text and (found := next((time for time, line in lines if text in line), None)):
            starts.append((phase, min(max(found - began, 0.0), seconds)))
    starts.sort(key=lambda start: start[1])
    ends = [time for _, time in starts[1:]] + [seconds]
    return {phase: end - start for (phase, start), end in zip(starts, ends, strict=True)}


def _timed_lines(log: str, utc: bool) -> Iterator[tuple[float, str]]:
    for line in log.splitlines():
        if found := TIME.match(line):
            time = datetime.strptime(found[1], "%Y-%m-%d %H:%M:%S")
            if utc:
                time = time.replace(tzinfo=timezone.utc)
            yield time.timestamp() + int(found[2]) / 1000, line
