"""Starts and stops servers, and reads from /proc what they use. Linux only."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
CORES = len(os.sched_getaffinity(0))
END_SECONDS = 30


def spawn(command: list[str], environment: Mapping[str, str], folder: Path, log: Path) -> subprocess.Popen:
    """Starts a command as the leader of a session of its own, so that Ctrl-C reaches only the benchmark."""
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


@contextmanager
def started(
    command: list[str], environment: Mapping[str, str], folder: Path, log: Path, end: int = signal.SIGKILL
) -> Iterator[subprocess.Popen]:
    """Runs a command as the leader of a process group of its own, and ends the group with the block, by a signal."""
    process = spawn(command, environment, folder, log)
    try:
        yield process
    finally:
        deadline = time.monotonic() + END_SECONDS
        with suppress(ProcessLookupError):
            os.killpg(process.pid, end)
            while time.monotonic() < deadline:
                process.poll()  # or the group would never be empty
                os.killpg(process.pid, 0)
                time.sleep(0.05)
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def usage(*leaders: int) -> tuple[float, int]:
    """The CPU seconds and bytes of memory of processes, their groups and their children.

    Keycloak's JVM is in the group of a shell; PostgreSQL's processes are children in groups of their own.
    """
    ticks = pages = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            fields = stat_fields(stat.read_text())
            if int(fields[1]) in leaders or int(fields[2]) in leaders:
                ticks += int(fields[11]) + int(fields[12])
                pages += int(fields[21])
    return ticks / TICKS, pages * PAGE


def stat_fields(line: str) -> list[str]:
    """The fields of /proc/PID/stat after the command's name, which may hold anything: state first, then ppid."""
    return line.rpartition(")")[2].split()


def machine_cpu_seconds() -> float:
    """The CPU time of all processes of the machine since it was started."""
    first = Path("/proc/stat").read_text().partition("\n")[0]
    user, nice, system, _idle, _iowait, irq, softirq = map(int, first.split()[1:8])
    return (user + nice + system + irq + softirq) / TICKS
