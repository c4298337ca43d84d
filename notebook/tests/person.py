"""Acts as the user in the tests: opens a URL, fills in the forms, and presses a button.

Used as $BROWSER, so that the notebook runs unchanged: BROWSER="python3 .../person.py %s". Requires PERSON_NAME
and PERSON_PASSWORD; PERSON_PRESSES names the button on the consent page, accept or cancel. Relies only on the
names of form fields, not on the appearance of the pages.
"""

import os
import sys
from html.parser import HTMLParser
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

PAGES = 8  # more than any flow has
TYPED = {"username": "PERSON_NAME", "password": "PERSON_PASSWORD"}
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


def filled_in(fields, environment):
    """Returns the form data a browser would send: hidden fields kept, credentials typed, one button pressed."""
    data = {name: value for name, value in fields.items() if name not in BUTTONS}
    data.update({name: environment[variable] for name, variable in TYPED.items() if name in fields})
    pressed = environment.get("PERSON_PRESSES", "accept")
    if pressed in fields:
        data[pressed] = fields[pressed]
    return data


class Browser:
    """Keeps cookies and follows redirects."""

    def __init__(self):
        # As in a real browser, http://localhost is a secure context, so it gets cookies marked Secure.
        cookies = CookieJar(DefaultCookiePolicy(secure_protocols=("https", "http")))
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(cookies))

    def open(self, url, fields=None):
        """Returns (URL, status, text) of the last page after a GET, or a POST if there are fields."""
        data = None if fields is None else urlencode(fields).encode()
        request = Request(url, data, {"Accept": "text/html"})
        try:
            response = self._opener.open(request, timeout=30)
        except HTTPError as error:
            response = error
        with response:
            return response.url, response.status, response.read().decode()


def browse(url, environment):
    """Follows pages until one has no known form; returns its URL and status."""
    browser = Browser()
    url, status, text = browser.open(url)
    for _ in range(PAGES):
        form = known_form(text)
        if form is None:
            return url, status
        action, fields = form
        url, status, text = browser.open(urljoin(url, action), filled_in(fields, environment))
    raise SystemExit(f"The server keeps asking, last at {url}")


if __name__ == "__main__":
    last, status = browse(sys.argv[1], os.environ)
    # Denying a device ends at an error page, as intended.
    if status >= 400 and os.environ.get("PERSON_PRESSES") != "cancel":
        raise SystemExit(f"{status} at {last}")
