"""HAProxy before several nodes, with the configuration of the Compose file."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from . import PROJECT, BenchmarkError, process
from .clients import TOKEN
from .servers import HOST, Running, await_true, clients_at, free_port, grants, log_file

NAMES = ("keycloak", "keycloak-2")  # of the servers in the configuration


def configuration(port: int, urls: list[str]) -> str:
    """The shipped configuration for these nodes, which have no names in a DNS."""
    text = (PROJECT / "docker" / "haproxy.cfg").read_text()
    text = re.sub(r"^resolvers .*\n(  .*\n)+", "", text, flags=re.MULTILINE)
    text = text.replace(" resolvers docker init-addr none", "")
    text = text.replace("bind :8080", f"bind {HOST}:{port}")
    for index, name in enumerate(NAMES):
        address = urlsplit(urls[index]).netloc if index < len(urls) else ""
        line = rf"\g<1>{address}\g<2>" if address else ""
        text = re.sub(rf"^(  server {name} ){name}:8080(.*\n)", line, text, flags=re.MULTILINE)
    return text


@contextmanager
def before(nodes: list[Running], sessions: int) -> Iterator[Running]:
    """Runs HAProxy until the block ends; what it yields stands for all nodes together."""
    program = shutil.which("haproxy", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        raise BenchmarkError("Debian's package haproxy is missing")
    port = free_port()
    clients = clients_at(port, TOKEN, sessions)
    with tempfile.NamedTemporaryFile("w", suffix=".cfg") as file:
        file.write(configuration(port, [node.clients.url for node in nodes]))
        file.flush()
        with process.started([program, "-db", "-f", file.name], os.environ, Path("/"), log_file("haproxy")) as leader:
            await_true(lambda: grants(clients), leader, "HAProxy passes nothing on")
            groups = tuple(group for node in nodes for group in node.groups)
            yield Running(clients, groups, max(node.start_seconds for node in nodes))
