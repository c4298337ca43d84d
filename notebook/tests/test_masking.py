import unittest

import requests

from lab import masking
from lab.exchange import Exchange

TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl"


def exchange(body, form=None, status=200, content_type="application/json", **headers):
    """Returns an Exchange as the library requests would produce it."""
    response = requests.Response()
    response.request = requests.Request(
        "POST", "http://localhost/token", data=form, headers=headers
    ).prepare()
    response.status_code = status
    response.headers["Content-Type"] = content_type
    response._content = body.encode()
    return Exchange(response)


class MaskingTest(unittest.TestCase):
    def test_no_secret_of_a_request_is_shown(self):
        form = {name: f"{TOKEN}-{name}" for name in masking.SECRET | masking.CREDENTIAL}
        shown = exchange("{}", form, Authorization="Basic YmFja2VuZDpzZWNyZXQ=")
        for text in (repr(shown), shown._repr_html_()):
            self.assertNotIn("c2lnbmF0dXJl", text)
            self.assertNotIn("YmFja2VuZDpzZWNyZXQ", text)

    def test_no_token_of_a_response_is_shown(self):
        body = f'{{"access_token": "{TOKEN}", "deep": [{{"refresh_token": "{TOKEN}"}}]}}'
        for text in (repr(exchange(body)), exchange(body)._repr_html_()):
            self.assertNotIn("c2lnbmF0dXJl", text)

    def test_bearer_token_is_shortened(self):
        text = repr(exchange("{}", Authorization=f"Bearer {TOKEN}"))
        self.assertIn("Authorization: Bearer eyJhbG…", text)
        self.assertNotIn("c2lnbmF0dXJl", text)

    def test_token_in_a_body_that_is_no_json_is_shortened(self):
        self.assertNotIn("c2lnbmF0dXJl", repr(exchange(f"<p>{TOKEN}</p>", content_type="text/html")))

    def test_what_is_no_secret_is_shown_as_it_was_sent(self):
        text = repr(exchange('{"scope": "api:read"}', {"scope": "api:read api:write", "grant_type": "x"}))
        self.assertIn("scope=api%3Aread%20api%3Awrite\n&grant_type=x", text)
        self.assertIn('"scope": "api:read"', text)

    def test_html_of_a_response_is_escaped(self):
        html = exchange('{"error": "<script>alert(1)</script>"}', status=400)._repr_html_()
        self.assertNotIn("<script>", html)
        self.assertIn("&lt;script&gt;", html)


if __name__ == "__main__":
    unittest.main()
