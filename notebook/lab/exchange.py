"""One HTTP request and its response, shown as sent over the wire, with secrets masked."""

import json
from http.client import responses
from urllib.parse import parse_qsl, quote, urlsplit

from . import masking
from .table import GOOD, NOTE, panel, pre

# Headers relevant to the protocol; others (security headers of pages, lengths, dates) are omitted.
SHOWN = (
    "Authorization",
    "Content-Type",
    "Accept",
    "Cache-Control",
    "WWW-Authenticate",
    "Location",
    "Retry-After",
)


class Exchange:
    """Wraps a response of the library requests. `answer["error"]` reads a member of its JSON."""

    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        self.banner = None

    @property
    def json(self):
        """The JSON object in the response; empty if there is none."""
        try:
            data = self.response.json()
        except ValueError:
            return {}
        return data if isinstance(data, dict) else {}

    def __getitem__(self, name):
        return self.json[name]

    def __contains__(self, name):
        return name in self.json

    def request_text(self):
        """The request as text, with one form parameter per line."""
        request = self.response.request
        url = urlsplit(request.url)
        target = url.path + (f"?{url.query}" if url.query else "")
        lines = [
            f"{request.method} {target} HTTP/1.1",
            f"Host: {url.netloc}",
            *self._headers(request.headers),
        ]
        form = [f"{name}={_shown(name, value)}" for name, value in parse_qsl(request.body or "", True)]
        return "\n".join(lines) + ("\n\n" + "\n&".join(form) if form else "")

    def response_text(self):
        """The response as text, with indented JSON."""
        lines = [
            f"HTTP/1.1 {self.status} {responses.get(self.status, '')}",
            *self._headers(self.response.headers),
        ]
        try:
            shown = masking.json_members(self.response.json())
            body = json.dumps(shown, indent=2, ensure_ascii=False)
        except ValueError:
            body = masking.text(self.response.text[:400])
        return "\n".join(lines) + (f"\n\n{body}" if body else "")

    @staticmethod
    def _headers(headers):
        for name in SHOWN:
            if name in headers and headers[name] != "*/*":
                value = headers[name]
                yield f"{name}: {masking.authorization(value) if name == 'Authorization' else value}"

    def _repr_html_(self):
        banner = panel(GOOD, self.banner, "") if self.banner else ""
        return banner + panel(NOTE, "", pre(self.request_text()) + "<hr>" + pre(self.response_text()))

    def __repr__(self):
        banner = f"{self.banner}\n\n" if self.banner else ""
        return f"{banner}{self.request_text()}\n\n{self.response_text()}"


def _shown(name, value):
    """A form value as sent, unless it is masked."""
    masked = masking.value(name, value)
    return quote(value, safe="") if masked == value else masked
