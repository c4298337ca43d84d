import unittest
from unittest.mock import patch
from urllib.error import HTTPError
from urllib.request import urlopen

from lab import Client, redirect_uri_of
from lab.redirect import Loopback, Pasted, parameters

PAGE = "http://localhost:8080/callback"


class RedirectTest(unittest.TestCase):
    def test_loopback_takes_the_answer_and_stops(self):
        loopback = Loopback({})
        self.assertRegex(loopback.uri, r"^http://127\.0\.0\.1:\d+/callback$")
        page = urlopen(f"{loopback.uri}?code=a%20b&state=s").read()
        self.assertEqual({"code": "a b", "state": "s"}, loopback.wait())
        self.assertNotIn(b"a b", page)
        with self.assertRaises(OSError):
            urlopen(loopback.uri, timeout=5)

    def test_other_paths_are_no_answer(self):
        loopback = Loopback({"SIGN_IN_TIMEOUT": "0.1"})
        with self.assertRaises(HTTPError):
            urlopen(loopback.uri.replace("/callback", "/favicon.ico"))
        with self.assertRaisesRegex(TimeoutError, "No response arrived"):
            loopback.wait()

    def test_repeated_parameter_is_refused(self):
        with self.assertRaises(ValueError):
            parameters(f"{PAGE}?code=a&code=b")

    def test_port_and_address_can_be_set(self):
        first = Loopback({})
        port = first.uri.rsplit(":")[-1].split("/")[0]
        first._http.shutdown()
        first._http.server_close()
        second = Loopback({"LOOPBACK_PORT": port, "LOOPBACK_BIND": "0.0.0.0"})
        self.assertEqual(first.uri, second.uri)
        urlopen(f"{second.uri}?code=c").close()
        self.assertEqual({"code": "c"}, second.wait())

    @patch("lab.redirect.send_person")
    def test_pasted_address_is_read(self, send_person):
        with patch("builtins.input", return_value=f" {PAGE}?code=c&state=s&iss=i "):
            self.assertEqual({"code": "c", "state": "s", "iss": "i"}, Pasted(PAGE).ask("http://server/auth"))
        send_person.assert_called_once()

    @patch("lab.redirect.send_person")
    def test_pasted_address_of_another_page_is_refused(self, send_person):
        with patch("builtins.input", return_value="https://evil.example/callback?code=c"):
            with self.assertRaisesRegex(ValueError, "redirect URI"):
                Pasted(PAGE).ask("http://server/auth")

    def test_pasting_uses_the_callback_page_of_the_frontend_only(self):
        values = {"SIGN_IN": "paste", "FRONTEND_CLIENT_ID": "frontend", "FRONTEND_REDIRECT_URI": PAGE}
        self.assertEqual(PAGE, redirect_uri_of(Client("frontend", "s"), values).uri)
        self.assertRegex(redirect_uri_of(Client("mobile"), values).uri, r"^http://127\.0\.0\.1:")


if __name__ == "__main__":
    unittest.main()
