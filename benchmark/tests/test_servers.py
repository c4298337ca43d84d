import unittest

from load import process, servers


class ConfigurationTest(unittest.TestCase):
    def test_stock_has_all_but_our_own_options(self):
        shipped = "# A comment\ndb=dev-file\nspi-realm-restapi-extension--oauth2--root-realm=notebook\n"
        self.assertEqual("# A comment\ndb=dev-file\n", servers.without_own_options(shipped))

    def test_version_and_jvm_options_are_found(self):
        self.assertRegex(servers.KEYCLOAK_VERSION, r"^\d+\.\d+\.\d+$")
        self.assertTrue(servers.JVM_OPTIONS.startswith("-XX:"))

    def test_servers_know_what_they_can_do(self):
        known = {
            name: [scenario for scenario in ("client-credentials", "exchange", "delegation") if server.knows(scenario)]
            for name, server in servers.SERVERS.items()
        }
        self.assertEqual(["client-credentials", "exchange"], known["stock"])
        self.assertEqual(["client-credentials", "exchange", "delegation"], known["ours"])
        self.assertEqual(known["ours"], known["no-explorer"])
        self.assertEqual(["client-credentials"], known["node"])
        self.assertEqual(["client-credentials"], [one for one in known["ours"] if servers.SERVERS["signing"].measures(one)])

    def test_keycloaks_can_run_side_by_side(self):
        homes = [server.home for server in servers.SERVERS.values() if not server.peer]
        self.assertEqual(len(homes), len(set(homes)))

    def test_only_one_server_has_realms_with_more_permits(self):
        for name, server in servers.SERVERS.items():
            for scenario in ("exchange-20-permits", "exchange-1000-permits"):
                self.assertEqual(name == "permits", server.knows(scenario))
        self.assertEqual((20, 1000), servers.SERVERS["permits"].permits)

    def test_usual_servers_are_those_of_the_documentation(self):
        usual = [name for name, server in servers.SERVERS.items() if server.usual]
        self.assertEqual(["stock", "signing", "ours"], usual)

    def test_explorer_is_on_only_where_it_is_measured(self):
        on = [name for name, server in servers.SERVERS.items() if "explorer--mode=local" in server.options]
        self.assertEqual(["explorer", "watched"], on)
        self.assertEqual(["watched"], [name for name, server in servers.SERVERS.items() if server.watch])


class ProcessTest(unittest.TestCase):
    def test_a_command_may_have_any_name(self):
        fields = process.stat_fields("42 (a) (b c) S 1 41 41 0 -1 4194304 100 0 0 0 7 5 0 0 20 0")
        self.assertEqual(("S", "1", "41"), tuple(fields[:3]))
        self.assertEqual(("7", "5"), tuple(fields[11:13]))


if __name__ == "__main__":
    unittest.main()
