"""Asks a server over HTTP as its clients and its users do: what has to be prepared or looked at before the load."""

import base64
import hashlib
import http.client
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from . import BenchmarkError
from .realm import NAME

OIDC = f"/realms/{NAME}/protocol/openid-connect"
TOKEN = f"{OIDC}/token"
REDIRECT_URI = "http://127.0.0.1/callback"  # nobody listens: the code is taken from the redirect
VERIFIER = secrets.token_urlsafe(32)  # PKCE (RFC 7636); one for all is enough here
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TIMEOUT = 30  # seconds
HOPS = 10


@dataclass(frozen=True)
class Answer:
    """A response of the server."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def json(self) -> dict[str, Any]:
        """The JSON object of the response; empty if there is none."""
        try:
            data = json.loads(self.text)
        except ValueError:
            return {}
        return data if isinstance(data, dict) else {}


class Api:
    """A connection to the server, kept alive."""

    def __init__(self, url: str):
        self.url = url
        address = urlsplit(url)
        if not ip_address(address.hostname or "").is_loopback:
            raise BenchmarkError(f"{url} is not on this machine, and the load stays on it.")
        self._connection = http.client.HTTPConnection(address.hostname, address.port, timeout=TIMEOUT)

    def send(
        self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Sends a request, on a new connection if the server has closed the one that was kept."""
        kept = self._connection.sock is not None
        try:
            self._connection.request(method, path, body, dict(headers or {}))
            response = self._connection.getresponse()
            return Answer(response.status, response.headers, response.read().decode())
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            if kept and isinstance(error, ConnectionError):
                return self.send(method, path, body, headers)
            raise

    def post(self, path: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        """Posts a form."""
        return self.send("POST", path, urlencode(form), FORM | dict(headers or {}))

    def granted(self, path: str, form: Mapping[str, str]) -> dict[str, Any]:
        """Posts a form and returns the members of the response, which has to be a success."""
        answer = self.post(path, form)
        if answer.status != 200:
            raise BenchmarkError(f"{path} answered {answer.status} {answer.text[:300]} while a load was prepared.")
        return answer.json


class Person:
    """A user at a browser without JavaScript: keeps cookies, signs in, consents."""

    def __init__(self, url: str, name: str):
        self.name = name
        self._api = Api(url)
        self._cookies: dict[str, str] = {}

    def code(self, client: str, scope: str) -> str:
        """Runs an authorization request and returns its code. Signs in and consents if asked to."""
        query = {
            "response_type": "code",
            "client_id": client,
            "redirect_uri": REDIRECT_URI,
            "scope": scope,
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        url, answer = self._open("GET", f"{self._api.url}{OIDC}/auth?{urlencode(query)}")
        for _ in range(HOPS):
            if url.startswith(REDIRECT_URI):
                break
            url, answer = self._fill_in(url, answer)
        code = parse_qs(urlsplit(url).query).get("code")
        if not code:
            raise BenchmarkError(f"The authorization request of {client} ended at {url} ({answer.status}).")
        return code[0]

    def _fill_in(self, url: str, page: Answer) -> tuple[str, Answer]:
        """Submits the form of a page: the login form (Keycloak's passwords are the names here) or the consent."""
        forms = Forms(page.text).forms
        for action, fields in forms:
            if "password" in fields:
                return self._open("POST", urljoin(url, action), fields | {"username": self.name, "password": self.name})
            if "accept" in fields:
                fields.pop("cancel", None)
                return self._open("POST", urljoin(url, action), fields)
        raise BenchmarkError(f"{url} ({page.status}) asks for something that the benchmark does not know.")

    def _open(self, method: str, url: str, form: Mapping[str, str] | None = None) -> tuple[str, Answer]:
        """Follows redirects until there is a page, or the redirect URI."""
        for _ in range(HOPS):
            address = urlsplit(url)
            # Like a browser, takes this machine for a secure context and sends cookies marked Secure.
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            headers = {"Cookie": cookies} if cookies else {}
            path = f"{address.path}?{address.query}"
            body = urlencode(form) if form else None
            answer = self._api.send(method, path, body, headers | FORM if form else headers)
            self._keep_cookies(answer)
            if answer.status // 100 != 3:
                return url, answer
            method, url, form = "GET", urljoin(url, answer.headers["Location"]), None
            if url.startswith(REDIRECT_URI):
                return url, answer
        raise BenchmarkError(f"Too many redirects, the last one to {url}.")

    def _keep_cookies(self, answer: Answer) -> None:
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            if "max-age=0" in header.lower():
                self._cookies.pop(name, None)
            else:
                self._cookies[name] = value


class Forms(HTMLParser):
    """The forms of a page: each its action, and its fields and buttons with their values."""

    def __init__(self, page: str):
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser."""
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((values.get("action", ""), {}))
        elif tag in ("input", "button") and self.forms and "name" in values:
            self.forms[-1][1][values["name"]] = values.get("value", "")


def read(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The header and the claims of a JWT. Reading is not verifying."""
    header, claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2])
    return header, claims
