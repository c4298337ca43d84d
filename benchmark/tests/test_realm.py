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


class PermitsTest(unittest.TestCase):
    def setUp(self):
        self.shipped = realm.derive(stock=False)
        self.more = realm.with_permits(self.shipped, 20)

    def test_realm_has_so_many_permits(self):
        self.assertEqual(20, realm.permits(self.more))
        self.assertEqual("notebook-20-permits", self.more["realm"])
        self.assertLess(realm.permits(self.shipped), 20)

    def test_each_further_permit_is_for_an_existing_client_of_its_own(self):
        profiles = self.more["clientProfiles"]["profiles"][len(self.shipped["clientProfiles"]["profiles"]) :]
        requesters = [one["executors"][0]["configuration"]["requesters"] for one in profiles]
        clients = [one["clientId"] for one in self.more["clients"][len(self.shipped["clients"]) :]]
        self.assertEqual([[client] for client in clients], requesters)
        self.assertEqual(len(clients), len(set(clients)))

    def test_each_permit_is_selected_by_one_policy(self):
        selected = [name for policy in self.more["clientPolicies"]["policies"] for name in policy["profiles"]]
        self.assertEqual(sorted(one["name"] for one in self.more["clientProfiles"]["profiles"]), sorted(selected))

    def test_permits_come_after_those_of_the_shipped_realm(self):
        shipped, more = (
            next(policy["profiles"] for policy in one["clientPolicies"]["policies"] if policy["name"] == "token-exchange")
            for one in (self.shipped, self.more)
        )
        self.assertEqual(shipped, more[: len(shipped)])


class EnvironmentTest(unittest.TestCase):
    def test_urls_are_those_of_the_server(self):
        values = realm.environment("http://127.0.0.1:1234")
        self.assertEqual("http://127.0.0.1:1234", values["OAUTH2_SERVER_URL"])
        self.assertEqual("http://127.0.0.1:1234/callback", values["FRONTEND_REDIRECT_URI"])
        self.assertEqual("backend", values["BACKEND_CLIENT_ID"])


if __name__ == "__main__":
    unittest.main()
