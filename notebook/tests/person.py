"""Acts as the user in the tests: opens a URL, fills in the forms, and presses a button.

Used as $BROWSER, so that the notebook runs unchanged: BROWSER="python3 .../person.py %s". Requires PERSON_NAME
and PERSON_PASSWORD; PERSON_PRESSES names the button on the consent page, accept or cancel. Relies only on the
names of form fields, not on the appearance of the pages. The benchmark uses it as well.
"""

import os
import sys
from html.parser import HTMLParser
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, ProxyHandler, Request, build_opener

PAGES = 8  # more than any flow has
BUTTONS = ("accept", "cancel")


class Forms(HTMLParser):
    """Collects the POST forms of a page: action, and each field with its value."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self._open = attributes.get("method", "").lower() == "post"
            if self._open:
                self.found.append((attributes.get("action") or "", {}))
        elif self._open and tag in ("input", "button") and attributes.get("name"):
            checkbox = attributes.get("type") in ("checkbox", "radio") and "checked" not in attributes
            if not checkbox:
                self.found[-1][1][attributes["name"]] = attributes.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = False


def known_form(html):
    """Returns the form that a user would fill in (login, consent or user code), or None."""
    known = [
        form for form in Forms(html).found if {"password", "accept", "device_user_code"} & form[1].keys()
    ]
    return known[0] if known else None


class Redirects(HTTPRedirectHandler):
    """Follows redirects, except to URLs that begin with `end`."""

    def __init__(self, end):
        self._end = end

    def redirect_request(self, request, file, code, message, headers, url):
        if self._end and url.startswith(self._end):
            return None
        return super().redirect_request(request, file, code, message, headers, url)


class Person:
    """A user with a browser: without JavaScript, but with cookies, which last from one visit to the next.

    A visit ends before a redirect to a URL that begins with `end`: a redirect URI on which nothing listens.
    """

    def __init__(self, name, password, presses="accept", end=None):
        self._typed = {"username": name, "password": password}
        self._presses = presses
        # As in a real browser: http://localhost is a secure context, so it gets cookies marked Secure.
        cookies = CookieJar(DefaultCookiePolicy(secure_protocols=("https", "http")))
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(cookies), Redirects(end))

    def visit(self, url):
        """Follows pages until one has no known form; returns its URL and status."""
        url, status, text = self._open(url)
        for _ in range(PAGES):
            form = known_form(text)
            if form is None:
                return url, status
            action, fields = form
            url, status, text = self._open(urljoin(url, action), self.filled_in(fields))
        raise RuntimeError(f"The server keeps asking, last at {url}")

    def filled_in(self, fields):
        """Returns the form data a browser would send: hidden fields kept, credentials typed, one button pressed."""
        data = {name: value for name, value in fields.items() if name not in BUTTONS}
        data.update({name: text for name, text in self._typed.items() if name in fields})
        if self._presses in fields:
            data[self._presses] = fields[self._presses]
        return data

    def _open(self, url, fields=None):
        """Returns (URL, status, text) of the last page after a GET, or a POST if there are fields."""
        data = None if fields is None else urlencode(fields).encode()
        request = Request(url, data, {"Accept": "text/html"})
        try:
            response = self._opener.open(request, timeout=30)
        except HTTPError as error:
            response = error
        with response:
            # A redirect that was not followed is where the user has arrived.
            url = urljoin(response.url, response.headers.get("Location", ""))
            return url, response.status, response.read().decode()


if __name__ == "__main__":
    pressed = os.environ.get("PERSON_PRESSES", "accept")
    last, status = Person(os.environ["PERSON_NAME"], os.environ["PERSON_PASSWORD"], pressed).visit(sys.argv[1])
    # Denying a device ends at an error page, as intended.
    if status >= 400 and pressed != "cancel":
        raise SystemExit(f"{status} at {last}")
