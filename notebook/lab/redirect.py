"""Sends the user to the server and receives the authorization response from the browser."""

import os
import threading
import webbrowser
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from IPython.display import HTML, display

from . import settings
from .table import BAD, panel

PATH = "/callback"
PAGE = b"<!doctype html><title>Done</title><p>The notebook has received the response. You may close this tab."


def send_person(url, task, press="accept"):
    """Asks the user to do something at a URL, and opens the URL if this machine has a browser."""
    link = f'<a href="{escape(url)}" target="_blank" rel="noopener">Open the page</a> if no tab opens automatically.'
    display(HTML(panel(BAD, f"Your turn: {task}", link)))
    os.environ["PERSON_PRESSES"] = press  # read by tests/person.py, which acts as the user
    webbrowser.open(url)


class Loopback:
    """Listens on this machine for one authorization response (RFC 8252 §7.3)."""

    def __init__(self, values):
        self._arrived = threading.Event()
        self._answer = None
        self._limit = float(values.get("SIGN_IN_TIMEOUT") or 180)
        # In a container the port is published on the loopback interface of the host.
        address = (values.get("LOOPBACK_BIND") or "127.0.0.1", int(values.get("LOOPBACK_PORT") or 0))
        self._http = ThreadingHTTPServer(address, self._handler())
        self.uri = f"http://127.0.0.1:{self._http.server_port}{PATH}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def ask(self, url, task="sign in and allow it", press="accept"):
        """Sends the user to the authorization endpoint; returns the parameters of the response."""
        send_person(url, task, press)
        return self.wait()

    def wait(self):
        """Returns the parameters of the response; raises TimeoutError if none comes."""
        try:
            if not self._arrived.wait(self._limit):
                raise TimeoutError(
                    f"No response arrived at {self.uri} within {self._limit:.0f} s. Run the cell again."
                )
            return self._answer
        finally:
            self._http.shutdown()
            self._http.server_close()

    def _handler(self):
        loopback = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                known = urlsplit(self.path).path == PATH
                self.send_response(200 if known else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Referrer-Policy", "no-referrer")
                self.end_headers()
                if known:
                    self.wfile.write(PAGE)
                    loopback._answer = parameters(self.path)
                    loopback._arrived.set()

            def log_message(self, *arguments):
                pass  # the log line would contain the code

        return Handler


class Pasted:
    """For a browser on another machine: the user pastes the address at which the browser arrived."""

    def __init__(self, uri):
        self.uri = uri

    def ask(self, url, task="sign in and allow it", press="accept"):
        """Sends the user to the authorization endpoint; returns the parameters of the response."""
        send_person(url, f"{task}, then copy the whole address of the last page", press)
        address = input("Paste the address here: ").strip()
        if not address.startswith(self.uri):
            raise ValueError(f"That is not the redirect URI: it should start with {self.uri}")
        return parameters(address)


def redirect_uri_of(client, values=None):
    """Returns the receiver of a client's responses: a Loopback or, with SIGN_IN=paste, a Pasted."""
    values = settings.load() if values is None else values
    if values.get("SIGN_IN") != "paste":
        return Loopback(values)
    # After a redirect to a port without a listener, the browser shows an error page with the address to copy.
    own_page = client.id == values["FRONTEND_CLIENT_ID"]
    return Pasted(values["FRONTEND_REDIRECT_URI"] if own_page else f"http://127.0.0.1:1{PATH}")


def parameters(url):
    """Returns the query parameters of a URL. A repeated parameter is refused (RFC 6749 §3.1)."""
    found = parse_qs(urlsplit(url).query, keep_blank_values=True)
    twice = [name for name, values in found.items() if len(values) > 1]
    if twice:
        raise ValueError(f"The response repeats {', '.join(twice)}")
    return {name: values[0] for name, values in found.items()}
