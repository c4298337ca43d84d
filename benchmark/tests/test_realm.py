import json
import unittest

from load import realm

OWN = ("oauth2-may-act-mapper", "token-exchange-permit", "loginTheme")


class DeriveTest(unittest.TestCase):
    def setUp(self):
        self.ours, self.stock = realm.derive(stock=False), realm.derive(stock=True)

    def test_only_stock_lacks_what_is_ours(self):
        for own in OWN:
            self.assertIn(own, json.dumps(self.ours))
            self.assertNotIn(own, json.dumps(self.stock))

    def test_nothing_else_differs(self):
        self.assertEqual(self.stock, realm.without_ours(self.ours))

    def test_all_client_policies_of_the_shipped_realm_are_ours(self):
        profiles = realm.shipped()["clientProfiles"]["profiles"]
        executors = {one["executor"] for profile in profiles for one in profile["executors"]}
        self.assertEqual({"token-exchange-permit", "resource-indicators"}, executors)

    def test_es256_client_is_a_twin_of_the_backend(self):
        twin = next(one for one in self.ours["clients"] if one["clientId"] == realm.ES256_CLIENT)
        backend = realm.client(self.ours, "BACKEND")
        self.assertEqual(backend["secret"], twin["secret"])
        self.assertEqual(backend["attributes"] | {"access.token.signed.response.alg": "ES256"}, twin["attributes"])
        self.assertNotIn("access.token.signed.response.alg", backend["attributes"])


class EnvironmentTest(unittest.TestCase):
    def test_urls_are_those_of_the_server(self):
        values = realm.environment("http://127.0.0.1:1234")
        self.assertEqual("http://127.0.0.1:1234", values["OAUTH2_SERVER_URL"])
        self.assertEqual("http://127.0.0.1:1234/callback", values["FRONTEND_REDIRECT_URI"])
        self.assertEqual("backend", values["BACKEND_CLIENT_ID"])


if __name__ == "__main__":
    unittest.main()
