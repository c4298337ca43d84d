"""Starts and stops the processes of a server, and reads from /proc what they use. Linux only."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
CORES = len(os.sched_getaffinity(0))
PROC = Path("/proc")
STOP_SECONDS = 15


@dataclass(frozen=True)
class Usage:
    """What a process group has used of the processors so far, and holds of the memory."""

    cpu_seconds: float
    rss_bytes: int


def start(
    command: Sequence[str], environment: Mapping[str, str], log: Path, folder: Path | None = None
) -> subprocess.Popen:
    """Starts a command as the leader of a process group of its own: Ctrl-C reaches only the benchmark."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def stop(process: subprocess.Popen) -> None:
    """Ends the process group of a started command: kindly, and after a while or another Ctrl-C by force."""
    try:
        deadline = time.monotonic() + STOP_SECONDS
        wanted = signal.SIGTERM
        while _signal(process.pid, wanted) and time.monotonic() < deadline:
            wanted = 0  # from now on it is only asked whether somebody is there
            process.poll()
            time.sleep(0.05)
    finally:
        _signal(process.pid, signal.SIGKILL)
        process.wait(STOP_SECONDS)


def usage(group: int) -> Usage:
    """Sums over the processes of a group. One that has ended takes its share with it."""
    ticks = pages = 0
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            fields = stat_fields(stat.read_text())
        except OSError:  # it has just ended
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
            pages += int(fields[21])
    return Usage(ticks / TICKS, pages * PAGE)


def stat_fields(line: str) -> list[str]:
    """The fields of /proc/PID/stat after the command's name, which may hold anything: state first, then ppid."""
    return line.rpartition(")")[2].split()


def machine_cpu_seconds() -> float:
    """The CPU time of all processes of the machine since it was started."""
    user, nice, system, _idle, _iowait, irq, softirq = map(
        int, (PROC / "stat").read_text().split("\n", 1)[0].split()[1:8]
    )
    return (user + nice + system + irq + softirq) / TICKS


def tail(log: Path, lines: int = 20) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def _signal(group: int, number: int) -> bool:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True
