"""Runs wrk, and reads what it found."""

import json
import re
import resource
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from . import BenchmarkError

SCRIPT = Path(__file__).with_name("load.lua")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Load:
    """What is sent: requests in turn again and again, or requests of which each is used once."""

    path: str
    forms: list[Mapping[str, str]] = field(default_factory=list)  # none: GET
    expected: str = ""  # what an answer has to contain; wrk looks for it only if each is used once
    status: int = 200  # expected, too
    headers: Mapping[str, str] = field(default_factory=lambda: FORM)
    once: bool = False
    follow: str = ""  # the member of an answer that the next request takes over
    paths: list[str] = field(default_factory=list)  # of the forms in turn, unless all have the one path


def run(url: str, load: Load, connections: int, seconds: int) -> dict[str, float]:
    """Sends the load for some seconds, or until it is used up: what the script prints, and wrk's own CPU seconds."""
    with tempfile.NamedTemporaryFile("w") as file:
        paths = cycle(load.paths or [load.path])
        file.write("".join(f"{path} {urlencode(form)}\n" for path, form in zip(paths, load.forms)))
        file.flush()
        arguments = [file.name] if load.forms else []
        if load.once:
            arguments += [str(load.status), load.expected, *([load.follow] if load.follow else [])]
        headers = [argument for name, value in load.headers.items() for argument in ("-H", f"{name}: {value}")]
        options = ["-t1", f"-c{connections}", f"-d{seconds}s", "--timeout=10s", "-s", str(SCRIPT), *headers]
        before = _children_cpu()
        command = ["wrk", *options, url + load.path, "--", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search("^RESULT (.*)$", done.stdout, re.MULTILINE)
    if not found:
        raise BenchmarkError(f"wrk said nothing of its result:\n{done.stdout}{done.stderr}")
    return json.loads(found[1]) | {"cpu_seconds": _children_cpu() - before}


def _children_cpu() -> float:
    """The CPU time of all processes that were waited for; between two looks that is wrk alone."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
