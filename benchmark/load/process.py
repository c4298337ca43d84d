"""Starts and stops servers, and reads from /proc what they use. Linux only."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
CORES = len(os.sched_getaffinity(0))


@contextmanager
def started(command: list[str], environment: Mapping[str, str], folder: Path, log: Path) -> Iterator[subprocess.Popen]:
    """Runs a command as the leader of a process group of its own, and ends the group with the block."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that Ctrl-C reaches only the benchmark
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # nothing that it holds is needed any more
        process.wait()


def usage(group: int) -> tuple[float, int]:
    """The CPU seconds and bytes of memory of a process group: Keycloak's JVM is the child of a shell."""
    ticks = pages = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            fields = stat_fields(stat.read_text())
            if int(fields[2]) == group:
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
