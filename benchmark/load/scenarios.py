"""What is measured: each scenario with the requests it consists of, and what their answers have to contain."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import BenchmarkError, realm
from .clients import ACCESS_TOKEN, TOKEN, URN, Clients, ask
from .wrk import Load

RS256, ES256, ALIAS = "client-credentials", "client-credentials-es256", "client-credentials-alias"
EXCHANGE, EXCHANGE_20, EXCHANGE_1000 = "exchange", "exchange-20-permits", "exchange-1000-permits"


@dataclass(frozen=True)
class Scenario:
    """One kind of request."""

    title: str
    load: Callable[[Clients, int], Load]  # makes so many requests, if each can be used only once
    ours_only: bool = False
    beside: tuple[str, str] | None = None  # a server and a scenario that are measured in the same pairs
    rate: int = 0  # how many are made for each second, if each can be used only once
    permits: int = 0  # how many the realm has; 0: those of the shipped realm

    def prepare(self, clients: Clients, seconds: int) -> Load:
        """Makes a load, sends the first request of it, and looks at the answer: nothing wrong is ever measured."""
        if self.permits:
            clients = clients.in_realm(realm.name_with(self.permits))
        return checked(self.title, self.load(clients, self.rate * seconds + 1), clients.url)


def checked(title: str, load: Load, url: str) -> Load:
    """Sends the first request of a load and looks at the answer, and returns what is left of the load."""
    status, text = next(ask(url, load.path, load.forms or [{}], load.headers))
    if status != load.status or load.expected not in readable(text):
        raise BenchmarkError(f"{title}: not measured, for the server answers {status} {text}")
    return replace(load, forms=load.forms[1:]) if load.once else load


def readable(answer: str) -> str:
    """An answer, and the headers and claims of the JWTs in it. Reading is not verifying."""
    parts = [part for token in re.findall(r"(ey[\w-]+)\.(ey[\w-]+)\.", answer) for part in token]
    return answer + "".join(base64.urlsafe_b64decode(part + "==").decode() for part in parts)


def _refresh(clients: Clients, _: int) -> Load:
    grant = clients.form("MOBILE", grant_type="refresh_token")
    forms = [grant | {"refresh_token": token} for token in clients.refresh_tokens()]
    return Load(TOKEN, forms, '"refresh_token"', once=True, follow="refresh_token")


def _code(clients: Clients, count: int) -> Load:
    forms = [clients.redemption("MOBILE", code) for code in clients.codes(count)]
    return Load(TOKEN, forms, '"refresh_token"', once=True)


def _introspection(clients: Clients, _: int) -> Load:
    return Load(f"{TOKEN}/introspect", [clients.form("BACKEND", token=clients.backend_token())], '"active":true')


def _exchange(clients: Clients, _: int) -> Load:
    return Load(clients.token_path, [clients.exchange(clients.backend_token())], '"aud":"downstream-service"')


def _delegation(clients: Clients, _: int) -> Load:
    actor = {"actor_token": clients.backend_token(), "actor_token_type": ACCESS_TOKEN}
    return Load(TOKEN, [clients.exchange(clients.user_token()) | actor], '"act":{')


def _device_polling(clients: Clients, count: int) -> Load:
    # Keycloak lets a code be asked for once per interval, so that each is asked for once.
    grant = clients.form("TV", grant_type=f"{URN}:grant-type:device_code")
    forms = [grant | {"device_code": code} for code in clients.device_codes(count)]
    return Load(TOKEN, forms, "authorization_pending", status=400, once=True)


def _api(clients: Clients, _: int) -> Load:
    headers = {"Authorization": f"Bearer {clients.backend_token()}"}
    return Load("/api/test", expected='"client":"backend"', headers=headers)


def _client_credentials(path: str, client: str, algorithm: str) -> Callable[[Clients, int], Load]:
    expected = f'"alg":"{algorithm}"'
    return lambda clients, _: Load(path or clients.token_path, [clients.client_credentials(client)], expected)


def _exchange_with(permits: int) -> Scenario:
    title = f"token exchange, {permits:,} permits"
    return Scenario(title, _exchange, ours_only=True, beside=("permits", EXCHANGE), permits=permits)


SCENARIOS = {
    RS256: Scenario("client credentials, RS256", _client_credentials("", "BACKEND", "RS256")),
    ES256: Scenario("client credentials, ES256", _client_credentials("", "ES256", "ES256"), beside=("ours", RS256)),
    "refresh": Scenario("refresh", _refresh),
    "code": Scenario("redeeming a code", _code, rate=300),
    "introspection": Scenario("introspection", _introspection),
    EXCHANGE: Scenario("token exchange", _exchange),
    "device-polling": Scenario("polling for a device", _device_polling, rate=1000),
    # Last, so that the rows before them come after equally much load on all servers.
    ALIAS: Scenario(
        "client credentials, RS256, at `/token`",
        _client_credentials("/token", "BACKEND", "RS256"),
        ours_only=True,
        beside=("ours", RS256),
    ),
    "delegation": Scenario(
        "delegation (exchange with an actor)", _delegation, ours_only=True, beside=("stock", EXCHANGE)
    ),
    "api": Scenario("`GET /api/test`", _api, ours_only=True),
    EXCHANGE_20: _exchange_with(20),
    EXCHANGE_1000: _exchange_with(1000),
}
