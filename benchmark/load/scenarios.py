"""What is measured: each scenario with how it is prepared, which request it is, and how its answer is recognised."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlencode

from . import BenchmarkError
from .oauth import FORM, OIDC, REDIRECT_URI, TOKEN, VERIFIER, Answer, Api, Person, read
from .wrk import Load

URN = "urn:ietf:params:oauth"
ACCESS_TOKEN = f"{URN}:token-type:access_token"
DEVICE_CODE = f"{URN}:grant-type:device_code"
TOKEN_EXCHANGE = f"{URN}:grant-type:token-exchange"

USERS = ("alice", "bob")
SPARE_SESSIONS = 8  # so that a connection never waits for the token that another one is about to get
THREADS = 4  # that prepare codes


class Clients:
    """The clients and users of one running server."""

    def __init__(self, url: str, settings: Mapping[str, str], sessions: int, token_path: str = TOKEN):
        self.url = url
        self.settings = settings
        self.api = Api(url)
        self.token_path = token_path
        self._session_count = sessions

    def form(self, client: str, **parameters: str) -> dict[str, str]:
        """A form with the id and the secret of a client, if it has one."""
        form = {"client_id": self.settings[f"{client}_CLIENT_ID"]}
        secret = self.settings.get(f"{client}_CLIENT_SECRET")
        return form | ({"client_secret": secret} if secret else {}) | parameters

    def client_credentials(self, client: str = "BACKEND") -> dict[str, str]:
        """A client's request for a token of its own."""
        return self.form(client, grant_type="client_credentials", scope="api:read")

    def backend_token(self) -> str:
        """A token of the backend's own."""
        return self.api.granted(self.token_path, self.client_credentials())["access_token"]

    def user_token(self) -> str:
        """A user's token that the frontend got."""
        code = self.sessions[0].code(self.settings["FRONTEND_CLIENT_ID"], "openid api:read")
        return self.api.granted(TOKEN, self.redemption("FRONTEND", code))["access_token"]

    def redemption(self, client: str, code: str) -> dict[str, str]:
        """The request that redeems a code."""
        grant = {"grant_type": "authorization_code", "redirect_uri": REDIRECT_URI, "code_verifier": VERIFIER}
        return self.form(client, **grant, code=code)

    @cached_property
    def sessions(self) -> list[Person]:
        """Users who are signed in, each session with a browser of its own."""
        people = [Person(self.url, name) for name in islice(cycle(USERS), self._session_count)]
        for person in people:  # one after the other: the first of each user consents
            person.code(self.settings["MOBILE_CLIENT_ID"], "openid")
        return people

    def codes(self, count: int) -> list[str]:
        """Codes for the mobile app, from all sessions in turn."""
        shares = [-(-(count - index) // len(self.sessions)) for index in range(len(self.sessions))]

        def of_one(person: Person, share: int) -> list[str]:
            return [person.code(self.settings["MOBILE_CLIENT_ID"], "openid") for _ in range(share)]

        with ThreadPoolExecutor(THREADS) as pool:
            return [code for codes in pool.map(of_one, self.sessions, shares) for code in codes]

    def refresh_tokens(self) -> list[str]:
        """A refresh token of the mobile app for each session."""
        codes = self.codes(len(self.sessions))
        return [self.api.granted(TOKEN, self.redemption("MOBILE", code))["refresh_token"] for code in codes]

    def device_codes(self, count: int) -> list[str]:
        """Device codes that nobody has asked for yet."""
        return [
            self.api.granted(f"{OIDC}/auth/device", self.form("TV", scope="video:read"))["device_code"]
            for _ in range(count)
        ]


@dataclass(frozen=True)
class Scenario:
    """One kind of request. `load` prepares so many of them, if each can be used only once."""

    name: str
    title: str
    load: Callable[[Clients, int], Load]
    recognise: Callable[[dict[str, Any]], bool]  # whether the JSON of an answer is what is to be measured
    ours_only: bool = False
    title_of_stock: str = ""  # if it is called something else there
    rate: int = 0  # how many are prepared for each second, if each can be used only once
    baseline: str = ""  # the scenario with which it is measured in turn, in short blocks


def _client_credentials(clients: Clients, _: int) -> Load:
    return _repeated(clients.token_path, clients.client_credentials())


def _es256(clients: Clients, _: int) -> Load:
    return _repeated(clients.token_path, clients.client_credentials("ES256"))


def _alias(clients: Clients, _: int) -> Load:
    return _repeated("/token", clients.client_credentials())


def _refresh(clients: Clients, _: int) -> Load:
    grant = clients.form("MOBILE", grant_type="refresh_token")
    forms = [grant | {"refresh_token": token} for token in clients.refresh_tokens()]
    return _each_once(TOKEN, forms, '"access_token"', follow="refresh_token")


def _code(clients: Clients, count: int) -> Load:
    forms = [clients.redemption("MOBILE", code) for code in clients.codes(count)]
    return _each_once(TOKEN, forms, '"access_token"')


def _introspection(clients: Clients, _: int) -> Load:
    return _repeated(f"{TOKEN}/introspect", clients.form("BACKEND", token=clients.backend_token()))


def _exchange(clients: Clients, _: int) -> Load:
    return _repeated(TOKEN, _exchange_form(clients, clients.backend_token()))


def _delegation(clients: Clients, _: int) -> Load:
    actor = {"actor_token": clients.backend_token(), "actor_token_type": ACCESS_TOKEN}
    return _repeated(TOKEN, _exchange_form(clients, clients.user_token()) | actor)


def _device_polling(clients: Clients, count: int) -> Load:
    # Keycloak lets a code be asked for once per interval, so that each is asked for once.
    form = clients.form("TV", grant_type=DEVICE_CODE)
    forms = [form | {"device_code": code} for code in clients.device_codes(count)]
    return _each_once(TOKEN, forms, "authorization_pending", status=400)


def _api(clients: Clients, _: int) -> Load:
    return Load("/api/test", headers=(f"Authorization: Bearer {clients.backend_token()}",))


def _exchange_form(clients: Clients, subject: str) -> dict[str, str]:
    return clients.form(
        "BACKEND",
        grant_type=TOKEN_EXCHANGE,
        subject_token=subject,
        subject_token_type=ACCESS_TOKEN,
        audience=clients.settings["DOWNSTREAM_CLIENT_ID"],
        scope="api:read",
    )


def _repeated(path: str, form: Mapping[str, str]) -> Load:
    return Load(path, (urlencode(form),))


def _each_once(
    path: str, forms: Iterable[Mapping[str, str]], text: str, status: int = 200, follow: str = ""
) -> Load:
    return Load(path, tuple(map(urlencode, forms)), once=True, status=status, text=text, follow=follow)


def _signed_with(algorithm: str) -> Callable[[dict[str, Any]], bool]:
    return lambda answer: read(answer["access_token"])[0]["alg"] == algorithm


def _exchanged(answer: dict[str, Any]) -> bool:
    return read(answer["access_token"])[1]["aud"] == "downstream-service"


def _delegated(answer: dict[str, Any]) -> bool:
    return _exchanged(answer) and read(answer["access_token"])[1]["act"]["client_id"] == "backend"


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("client-credentials", "client credentials, RS256", _client_credentials, _signed_with("RS256")),
        Scenario("client-credentials-es256", "client credentials, ES256", _es256, _signed_with("ES256")),
        Scenario("refresh", "refresh", _refresh, lambda answer: "refresh_token" in answer),
        Scenario("code", "redeeming a code", _code, lambda answer: "refresh_token" in answer, rate=300),
        Scenario(
            "introspection",
            "introspection",
            _introspection,
            lambda answer: answer["active"] is True,
        ),
        Scenario(
            "exchange",
            "policied token exchange",
            _exchange,
            _exchanged,
            title_of_stock="token exchange",
        ),
        Scenario(
            "device-polling",
            "polling for a device",
            _device_polling,
            lambda answer: answer["error"] == "authorization_pending",
            rate=1000,
        ),
        # Last, so that the rows before them come after equally much load on all servers.
        Scenario(
            "client-credentials-alias",
            "client credentials, RS256, at `/token`",
            _alias,
            _signed_with("RS256"),
            ours_only=True,
            baseline="client-credentials",
        ),
        Scenario("delegation", "delegation (exchange with an actor)", _delegation, _delegated, ours_only=True),
        Scenario(
            "api",
            "`GET /api/test`",
            _api,
            lambda answer: answer["client"] == "backend",
            ours_only=True,
        ),
    )
}


def verified(scenario: Scenario, clients: Clients, count: int) -> Load:
    """Prepares a load, sends the first request of it, and looks at the answer: nothing wrong is ever measured."""
    load = scenario.load(clients, count + 1)
    headers = dict(header.split(": ", 1) for header in load.headers)
    if load.bodies:
        headers |= FORM
    answer = clients.api.send("POST" if load.bodies else "GET", load.path, next(iter(load.bodies), None), headers)
    if answer.status != load.status or not _recognised(scenario, answer):
        raise BenchmarkError(f"{scenario.name} is not measured, for the server answers {answer.status} {answer.text}")
    return Load(**vars(load) | {"bodies": load.bodies[1:]}) if load.once else load


def _recognised(scenario: Scenario, answer: Answer) -> bool:
    try:
        return scenario.recognise(answer.json)
    except (KeyError, TypeError, ValueError):
        return False
