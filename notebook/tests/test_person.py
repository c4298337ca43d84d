"""The form filler, with pages that may change."""

import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from tests.person import Person, known_form

END = "http://127.0.0.1:9/callback"
LOGIN = """<form method="get" action="/search"><input name="password"></form>
<form method="post" action="/login?a=1&amp;b=2"><input name="username" value=""><input type="password" name="password">
<input type="checkbox" name="rememberMe"><input type="hidden" name="credentialId" value="7">
<button name="login" value="Sign in">Sign in</button></form>"""
CONSENT = """<form method="POST" action="/consent"><input type="hidden" name="code" value="c">
<input type="submit" name="accept" value="Yes"><button name="cancel" value="No">No</button></form>"""
CONFIRM = """<form method="post" action="/device"><input type="hidden" name="device_user_code" value="ABCD-EFGH">
<button>Yes</button></form><a href="/device?no">No</a>"""


class PersonTest(unittest.TestCase):
    def fill(self, html, **presses):
        action, fields = known_form(html)
        return action, Person("alice", "secret", **presses).filled_in(fields)

    def test_login_is_typed_and_hidden_fields_are_kept(self):
        self.assertEqual(
            (
                "/login?a=1&b=2",
                {"username": "alice", "password": "secret", "credentialId": "7", "login": "Sign in"},
            ),
            self.fill(LOGIN),
        )

    def test_one_button_is_pressed(self):
        self.assertEqual(("/consent", {"code": "c", "accept": "Yes"}), self.fill(CONSENT))
        self.assertEqual(("/consent", {"code": "c", "cancel": "No"}), self.fill(CONSENT, presses="cancel"))

    def test_shown_user_code_is_confirmed(self):
        self.assertEqual(("/device", {"device_user_code": "ABCD-EFGH"}), self.fill(CONFIRM))

    def test_page_without_a_known_form_is_the_end(self):
        self.assertIsNone(known_form('<form method="post"><select name="locale"></select></form>'))


class Site(BaseHTTPRequestHandler):
    """Asks for a password, takes it, and sends who has a cookie on to the redirect URI."""

    def do_GET(self):
        if self.headers["Cookie"] == "session=1":
            self.answer(302, {"Location": END + "?code=c"})
        else:
            self.answer(200, {}, LOGIN.replace("/login", "/"))

    def do_POST(self):
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if "password=secret" in form:
            self.answer(302, {"Location": "/", "Set-Cookie": "session=1; Path=/; Secure"})

    def answer(self, status, headers, text=""):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


class VisitTest(unittest.TestCase):
    def test_signed_in_person_arrives_where_nobody_listens(self):
        site = HTTPServer(("127.0.0.1", 0), Site)
        self.addCleanup(site.server_close)
        self.addCleanup(site.shutdown)
        Thread(target=site.serve_forever, daemon=True).start()
        person = Person("alice", "secret", end=END)
        for _ in range(2):
            self.assertEqual((END + "?code=c", 302), person.visit(f"http://127.0.0.1:{site.server_port}/"))


if __name__ == "__main__":
    unittest.main()
