import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

import requests

from lab import Client, NoServer, settings
from lab.server import Server
from tests.test_masking import exchange


class SettingsTest(unittest.TestCase):
    def load(self, shipped, own, environment):
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder, "shipped"), Path(folder, "own")]
            for file, text in zip(files, (shipped, own)):
                if text is not None:
                    file.write_text(text)
            return settings.load(files, environment)

    def test_environment_wins_over_own_file_wins_over_shipped(self):
        self.assertEqual({"A": "3", "B": "2", "C": "1"}, self.load("A=1\nB=1\nC=1", "A=2\nB=2", {"A": "3"}))

    def test_missing_file_is_no_error(self):
        self.assertEqual({"A": "1"}, self.load("A=1", None, {}))

    def test_secrets_are_taken_to_the_letter(self):
        self.assertEqual({"A": "${HOME}$x"}, self.load("A=${HOME}$x", None, {}))

    def test_secret_is_not_printed(self):
        self.assertNotIn("swordfish", repr(Client("backend", "swordfish")))

    def test_no_server_is_one_message_with_the_command(self):
        with self.assertRaises(NoServer) as caught:
            Server({"OAUTH2_SERVER_URL": "http://127.0.0.1:9"})
        shown = caught.exception._render_traceback_()
        self.assertEqual(1, len(shown))
        self.assertIn("./serve", shown[0])

    def test_untrusted_certificate_is_told_apart_from_no_server(self):
        error = requests.exceptions.SSLError("self-signed certificate")
        with patch("requests.request", side_effect=error):
            with self.assertRaisesRegex(NoServer, "REQUESTS_CA_BUNDLE") as caught:
                Server({"OAUTH2_SERVER_URL": "https://localhost:8443"})
        self.assertNotIn("No server answers", str(caught.exception))

    def test_server_that_is_starting_is_one_message(self):
        with patch("requests.request", return_value=exchange("{}", status=503).response):
            with self.assertRaisesRegex(NoServer, "not ready yet"):
                Server({"OAUTH2_SERVER_URL": "http://localhost:8080"})

    def test_client_ids_and_secrets_are_encoded_for_basic(self):
        headers, form = {}, {}
        Client("a:b", "c d").authenticate(form, headers)
        self.assertEqual(({"Authorization": "Basic YSUzQWI6YyUyMGQ="}, {}), (headers, form))

    def test_public_client_says_its_id(self):
        headers, form = {}, {}
        Client("mobile").authenticate(form, headers)
        self.assertEqual(({}, {"client_id": "mobile"}), (headers, form))


if __name__ == "__main__":
    unittest.main()
