"""The images of stock Keycloak and of this project, each with a database of its own in one PostgreSQL."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from load import PROJECT, BenchmarkError, realm
from load.clients import TOKEN, Clients
from load.servers import HOST, KEYCLOAK_VERSION

from .phases import phases
from .processes import usage
from .results import Start
from .servers import ADMINISTRATOR, FOLDER, LOGS, await_token, free_port, stock_configuration, write_stock_realm

NAME = "keycloak-oauth2-notebook-start"
BASE = f"quay.io/keycloak/keycloak:{KEYCLOAK_VERSION}"
POSTGRES = "postgres:17"
MEMORY = "1536m"  # as in docker-compose.yml
TOKEN_PATHS = {"stock": TOKEN, "ours": "/token"}

# Keycloak's image, built for its options as its documentation says and as ours is.
STOCK_IMAGE = f"""\
FROM {BASE}
ENV KC_DB=postgres KC_CACHE=ispn KC_METRICS_ENABLED=true
COPY --chown=1000:0 keycloak.conf /opt/keycloak/conf/
RUN DBUS_SYSTEM_BUS_ADDRESS=none: /opt/keycloak/bin/kc.sh build
COPY --chown=1000:0 import /opt/keycloak/data/import
ENV KC_HTTP_HOST=0.0.0.0
CMD ["start", "--optimized", "--import-realm"]
"""


def missing() -> str:
    """Why there are no containers, or nothing."""
    try:
        subprocess.run(["docker", "version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "Docker is missing, so the images were not measured."
    return ""


@contextmanager
def prepared() -> Iterator[None]:
    """Builds both images and runs PostgreSQL, in which both have been started once, until the block ends."""
    LOGS.mkdir(parents=True, exist_ok=True)
    context = FOLDER / "stock-image"
    write_stock_realm(context / "import")
    (context / "keycloak.conf").write_text(stock_configuration())
    (context / "Dockerfile").write_text(STOCK_IMAGE)
    for server, folder in (("stock", context), ("ours", PROJECT)):
        _docker("build", "--quiet", "--tag", f"{NAME}-{server}", str(folder))
    try:
        _docker("network", "create", NAME)
        settings = ("--env", "POSTGRES_USER=keycloak", "--env", "POSTGRES_PASSWORD=keycloak", "--env", "POSTGRES_DB=ours")
        _docker("run", "--detach", "--name", f"{NAME}-postgres", "--network", NAME, *settings, POSTGRES)
        _await_postgres()
        _docker("exec", f"{NAME}-postgres", "createdb", "--username=keycloak", "stock")
        for server in TOKEN_PATHS:
            start(server, 0)
        yield
    finally:
        for server in (*TOKEN_PATHS, "postgres"):
            subprocess.run(["docker", "rm", "--force", "--volumes", f"{NAME}-{server}"], capture_output=True, check=False)
        subprocess.run(["docker", "network", "rm", NAME], capture_output=True, check=False)


def start(server: str, pair: int) -> Start:
    """Starts one of the images, and stops it again."""
    port = free_port()
    settings = realm.environment(f"http://localhost:{port}")
    variables = settings | ADMINISTRATOR | {
        "KC_DB_URL_HOST": f"{NAME}-postgres",
        "KC_DB_URL_DATABASE": server,
        "KC_DB_USERNAME": "keycloak",
        "KC_DB_PASSWORD": "keycloak",
    }
    arguments = [argument for name, value in variables.items() for argument in ("--env", f"{name}={value}")]
    container = f"{NAME}-{server}"
    arguments += ["--name", container, "--network", NAME, "--memory", MEMORY, "--publish", f"{HOST}:{port}:8080"]
    epoch, began = time.time(), time.monotonic()
    _docker("run", "--detach", *arguments, container)
    try:
        await_token(Clients(f"http://{HOST}:{port}", settings, TOKEN_PATHS[server], 0))
        seconds = time.monotonic() - began
        cpu_seconds, memory_mb = usage(int(_docker("inspect", "--format", "{{.State.Pid}}", container)))
        _docker("stop", container)
    finally:
        log = _docker("logs", container)
        (LOGS / f"image-pair{pair}-{server}.log").write_text(log)
        _docker("rm", "--force", container)
    parts = phases(log, epoch, seconds, utc=True)
    return Start("image", 0, server, pair, seconds, cpu_seconds, memory_mb, parts)


def sizes() -> dict[str, float]:
    """The sizes of the images in MB, and of the image that both begin with."""
    names = {"base": BASE} | {server: f"{NAME}-{server}" for server in TOKEN_PATHS}
    return {key: int(_docker("image", "inspect", "--format", "{{.Size}}", name)) / 1e6 for key, name in names.items()}


def _await_postgres() -> None:
    # Over TCP, because PostgreSQL listens only on its socket while the database is initialised.
    ready = ["docker", "exec", f"{NAME}-postgres", "pg_isready", "-q", "-h", HOST, "-U", "keycloak"]
    deadline = time.monotonic() + 60
    while subprocess.run(ready, check=False).returncode != 0:
        if time.monotonic() > deadline:
            raise BenchmarkError(f"{POSTGRES} does not accept connections")
        time.sleep(0.2)


def _docker(*arguments: str) -> str:
    done = subprocess.run(["docker", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise BenchmarkError(f"docker {arguments[0]} failed: {done.stdout.strip()[-500:]}")
    return done.stdout.strip()
