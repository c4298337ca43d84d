"""Runs a server in a session of its own, and reads from /proc what the session uses. Linux only."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from load.process import PAGE, TICKS, spawn, stat_fields

STOP_SECONDS = 90  # for a server to end by itself, and to write what it keeps for the next start


@contextmanager
def started(command: list[str], environment: Mapping[str, str], folder: Path, log: Path) -> Iterator[subprocess.Popen]:
    """Runs a command as the leader of a session. With the block it gets SIGTERM, and later what is left SIGKILL."""
    log.parent.mkdir(parents=True, exist_ok=True)
    process = spawn(command, environment, folder, log)
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        for member in _members(process.pid):
            with suppress(ProcessLookupError):
                os.kill(member, signal.SIGKILL)
        process.wait()


def usage(session: int) -> tuple[float, float]:
    """The CPU seconds that a session has used, those of processes that have ended included, and its memory in MB."""
    ticks = pages = 0
    for fields in _members(session).values():
        ticks += sum(map(int, fields[11:15]))  # own and children's, each in user and system mode
        pages += int(fields[21])
    return ticks / TICKS, pages * PAGE / 2**20


def _members(session: int) -> dict[int, list[str]]:
    """The processes of a session with the fields of their stat."""
    members = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            fields = stat_fields(stat.read_text())
            if int(fields[3]) == session:
                members[int(stat.parent.name)] = fields
    return members
