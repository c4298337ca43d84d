"""The authorization server, called with plain HTTP requests."""

from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import quote

import jwt
import requests

from . import settings
from .exchange import Exchange


class NoServer(Exception):
    """No usable server. Shown as a short message instead of a stack trace."""

    def _render_traceback_(self):
        return [str(self)]


@dataclass(frozen=True)
class Client:
    """A client registered with the server. Public clients have no secret (RFC 6749 §2.1)."""

    id: str
    secret: str = field(default="", repr=False)

    def authenticate(self, form, headers):
        """Adds the client's authentication to a request (RFC 6749 §2.3.1)."""
        if self.secret:
            credentials = f"{quote(self.id, safe='')}:{quote(self.secret, safe='')}"
            headers["Authorization"] = f"Basic {b64encode(credentials.encode()).decode()}"
        else:
            form.setdefault("client_id", self.id)


class Server:
    """The server, known by its URL and its metadata (RFC 8414)."""

    def __init__(self, values):
        self.settings = values
        self.url = values["OAUTH2_SERVER_URL"].rstrip("/")
        self.timeout = float(values.get("HTTP_TIMEOUT") or 30)
        self.health = self.get("/health/ready")
        if self.health.status == 503:
            raise NoServer(
                f"{self.url} is running, but not ready yet (503). Wait a moment and run this cell again."
            )
        self.discovery = self.get("/.well-known/oauth-authorization-server")
        if self.discovery.status != 200:
            raise NoServer(
                f"{self.url} answers, but not as an authorization server: {self.discovery.status}."
            )
        self.metadata = self.discovery.json
        self.issuer = self.metadata["issuer"]

    def client(self, name):
        """Returns the client defined by the variables NAME_CLIENT_ID and NAME_CLIENT_SECRET."""
        return Client(self.settings[f"{name}_CLIENT_ID"], self.settings.get(f"{name}_CLIENT_SECRET", ""))

    def post(self, endpoint, form, client=None, token=None):
        """Posts a form to an endpoint from the metadata, e.g. "token_endpoint", or to a path of the server."""
        form = dict(form)
        headers = {"Accept": "application/json"}
        if client:
            client.authenticate(form, headers)
        return self._send("POST", endpoint, headers, token, data=form)

    def get(self, endpoint, token=None):
        """Gets an endpoint from the metadata, or a path of the server."""
        return self._send("GET", endpoint, {"Accept": "application/json"}, token)

    def key_for(self, token):
        """Returns the public key named in the header of a JWT, from the server's key set (RFC 7517)."""
        wanted = jwt.get_unverified_header(token)["kid"]
        keys = self.get("jwks_uri").json["keys"]
        return next(jwt.PyJWK.from_dict(key).key for key in keys if key["kid"] == wanted)

    def _send(self, method, endpoint, headers, token, **more):
        url = self.url + endpoint if endpoint.startswith("/") else self.metadata[endpoint]
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            # A custom auth prevents requests from using credentials in ~/.netrc.
            response = requests.request(
                method,
                url,
                headers=headers,
                auth=lambda request: request,
                timeout=self.timeout,
                allow_redirects=False,
                **more,
            )
        except requests.RequestException as error:
            raise NoServer(self._nobody(error)) from None
        return Exchange(response)

    def _nobody(self, error):
        if isinstance(error, requests.exceptions.SSLError):
            return (
                f"{self.url} answers, but its certificate is not trusted here.\n"
                "Set REQUESTS_CA_BUNDLE to a file with the certificate of its issuer, in the environment of Jupyter,"
                " then restart the kernel.\n"
                f"TLS error: {error}"
            )
        return (
            f"No server answers at {self.url} ({type(error).__name__}).\n"
            "Start one in the project's folder, then run this cell again:\n\n"
            "    ./serve               needs Java and Maven\n"
            "    docker compose up     needs Docker\n\n"
            "If it runs elsewhere, set OAUTH2_SERVER_URL in the environment or in notebook/.env."
        )


def connect():
    """Reads the settings, checks that the server is ready, and returns it."""
    return Server(settings.load())
