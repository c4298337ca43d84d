import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from load import realm


class DeriveTest(unittest.TestCase):
    def setUp(self):
        self.ours = realm.derive(stock=False, saved_events=False)
        self.stock = realm.derive(stock=True, saved_events=False)

    def test_stock_knows_nothing_of_ours(self):
        text = json.dumps(self.stock)
        for own in (*realm.OWN_MAPPERS, *realm.OWN_EXECUTORS, "loginTheme"):
            self.assertNotIn(own, text)
        self.assertEqual([], self.stock["clientPolicies"]["policies"])

    def test_ours_keeps_all_of_its_own(self):
        text = json.dumps(self.ours)
        for own in (*realm.OWN_MAPPERS, *realm.OWN_EXECUTORS, "loginTheme"):
            self.assertIn(own, text)

    def test_nothing_else_differs(self):
        realm._drop_what_is_ours(self.ours)
        self.assertEqual(self.stock, self.ours)

    def test_es256_client_is_a_twin_of_the_backend(self):
        twin = next(one for one in self.ours["clients"] if one["clientId"] == realm.ES256_CLIENT)
        backend = realm._client(self.ours, "BACKEND_CLIENT_ID")
        self.assertEqual(backend["secret"], twin["secret"])
        self.assertEqual({"access.token.signed.response.alg": "ES256"} | backend["attributes"], twin["attributes"])
        self.assertNotIn("access.token.signed.response.alg", backend["attributes"])

    def test_events_are_saved_only_if_asked_for(self):
        self.assertFalse(self.ours["eventsEnabled"] or self.ours["adminEventsEnabled"])
        self.assertTrue(realm.derive(stock=False, saved_events=True)["eventsEnabled"])


class EnvironmentTest(unittest.TestCase):
    def test_urls_are_those_of_the_server(self):
        values = realm.environment("http://127.0.0.1:1234")
        self.assertEqual("http://127.0.0.1:1234", values["OAUTH2_SERVER_URL"])
        self.assertEqual("http://127.0.0.1:1234/callback", values["FRONTEND_REDIRECT_URI"])
        self.assertEqual("backend", values["BACKEND_CLIENT_ID"])

    def test_comments_and_empty_lines_are_skipped(self):
        with TemporaryDirectory() as folder:
            file = Path(folder) / "env"
            file.write_text("# A=1\n\nB=2=3\nC=\n")
            values = realm.environment("http://127.0.0.1", file)
        self.assertEqual(("2=3", "", False), (values["B"], values["C"], "A" in values))


if __name__ == "__main__":
    unittest.main()
