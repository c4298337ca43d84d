"""The clients and users of a server: they get what has to be there before the load."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cached_property
from http.client import HTTPConnection
from itertools import cycle, islice
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from . import BenchmarkError
from .person import Person
from .realm import NAME
from .wrk import FORM

OIDC = f"/realms/{NAME}/protocol/openid-connect"
TOKEN = f"{OIDC}/token"
REDIRECT_URI = "http://127.0.0.1/callback"  # nobody listens: the code is taken from the redirect
# The example of RFC 7636, appendix B; one for all is enough here.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
USERS = ("alice", "bob")  # their passwords are their names
URN = "urn:ietf:params:oauth"
ACCESS_TOKEN = f"{URN}:token-type:access_token"
TIMEOUT = 30  # seconds


class Clients:
    """The clients and users of one running server, with so many sessions."""

    def __init__(self, url: str, settings: Mapping[str, str], token_path: str, session_count: int):
        self.url = url
        self.settings = settings
        self.token_path = token_path
        self._session_count = session_count

    def in_realm(self, name: str) -> "Clients":
        """The same clients in another realm of the server."""
        return Clients(self.url, self.settings, TOKEN.replace(f"/{NAME}/", f"/{name}/"), self._session_count)

    def form(self, client: str, **parameters: str) -> dict[str, str]:
        """A form with the id and the secret of a client, if it has one."""
        form = {"client_id": self.settings[f"{client}_CLIENT_ID"]}
        secret = self.settings[f"{client}_CLIENT_SECRET"]
        return form | ({"client_secret": secret} if secret else {}) | parameters

    def client_credentials(self, client: str = "BACKEND") -> dict[str, str]:
        """A client's request for a token of its own."""
        return self.form(client, grant_type="client_credentials", scope="api:read")

    def redemption(self, client: str, code: str) -> dict[str, str]:
        """The request that redeems a code."""
        grant = {"grant_type": "authorization_code", "redirect_uri": REDIRECT_URI, "code_verifier": VERIFIER}
        return self.form(client, **grant, code=code)

    def exchange(self, subject: str) -> dict[str, str]:
        """The backend's request for a token for the downstream service."""
        return self.form(
            "BACKEND",
            grant_type=f"{URN}:grant-type:token-exchange",
            subject_token=subject,
            subject_token_type=ACCESS_TOKEN,
            audience=self.settings["DOWNSTREAM_CLIENT_ID"],
            scope="api:read",
        )

    def backend_token(self) -> str:
        """A token of the backend's own."""
        return self._granted(self.token_path, self.client_credentials())[0]["access_token"]

    def user_token(self) -> str:
        """A user's token that the frontend got."""
        code = self._code(self._sessions[0], "FRONTEND", "openid api:read")
        return self._granted(TOKEN, self.redemption("FRONTEND", code))[0]["access_token"]

    def codes(self, count: int) -> list[str]:
        """Codes for the mobile app, from all sessions in turn."""
        return [self._code(person, "MOBILE", "openid") for person in islice(cycle(self._sessions), count)]

    def refresh_tokens(self) -> list[str]:
        """A refresh token of the mobile app for each session."""
        redemptions = [self.redemption("MOBILE", code) for code in self.codes(self._session_count)]
        return [answer["refresh_token"] for answer in self._granted(TOKEN, *redemptions)]

    def device_codes(self, count: int) -> list[str]:
        """Device codes that nobody has asked for yet."""
        requests = [self.form("TV", scope="video:read")] * count
        return [answer["device_code"] for answer in self._granted(f"{OIDC}/auth/device", *requests)]

    @cached_property
    def _sessions(self) -> list[Person]:
        """Users who sign in when they are first asked for a code, each session with a browser of its own."""
        return [Person(name, name, end=REDIRECT_URI) for name in islice(cycle(USERS), self._session_count)]

    def _code(self, person: Person, client: str, scope: str) -> str:
        query = {
            "response_type": "code",
            "client_id": self.settings[f"{client}_CLIENT_ID"],
            "redirect_uri": REDIRECT_URI,
            "scope": scope,
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        url, status = person.visit(f"{self.url}{OIDC}/auth?{urlencode(query)}")
        code = parse_qs(urlsplit(url).query).get("code")
        if not code:
            raise BenchmarkError(f"The authorization request of {query['client_id']} ended at {url} ({status}).")
        return code[0]

    def _granted(self, path: str, *forms: Mapping[str, str]) -> list[dict[str, Any]]:
        """Posts forms and returns the answers, which have to be successes."""
        answers = list(ask(self.url, path, forms))
        for status, text in answers:
            if status != 200:
                raise BenchmarkError(f"{path} answered {status} {text[:300]} while a load was prepared.")
        return [json.loads(text) for _, text in answers]


def ask(
    url: str, path: str, forms: Iterable[Mapping[str, str]], headers: Mapping[str, str] = FORM
) -> Iterator[tuple[int, str]]:
    """Posts forms one after the other over one connection, or gets the path for an empty one: status and text."""
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT)) as connection:
        for form in forms:
            connection.request("POST" if form else "GET", path, urlencode(form) or None, dict(headers))
            response = connection.getresponse()
            yield response.status, response.read().decode()
