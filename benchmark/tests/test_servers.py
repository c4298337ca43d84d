import unittest

from load import servers
from load.oauth import Api, Forms
from load import BenchmarkError, process
from load.progress import duration
from load.servers import SERVERS, Server

CONF = "# A comment\ndb=dev-file\nspi-realm-restapi-extension--oauth2--root-realm=notebook\n"


class ConfigurationTest(unittest.TestCase):
    def test_stock_has_all_but_our_own_options(self):
        self.assertEqual("# A comment\ndb=dev-file\n", servers.configure(CONF, SERVERS["stock"]))

    def test_ours_is_as_shipped(self):
        self.assertEqual(CONF, servers.configure(CONF, SERVERS["ours"]))

    def test_a_server_may_lack_others(self):
        other = Server("other", without=("db=",))
        self.assertEqual(CONF.replace("db=dev-file\n", ""), servers.configure(CONF, other))

    def test_version_comes_from_the_pom(self):
        self.assertRegex(servers.keycloak_version(), r"^\d+\.\d+\.\d+$")


class ProcessTest(unittest.TestCase):
    def test_a_command_may_have_any_name(self):
        fields = process.stat_fields("42 (a) (b c) S 1 41 41 0 -1 4194304 100 0 0 0 7 5 0 0 20 0")
        self.assertEqual(("S", "1", "41"), tuple(fields[:3]))
        self.assertEqual(("7", "5"), tuple(fields[11:13]))


class PagesTest(unittest.TestCase):
    def test_finds_fields_and_buttons_of_each_form(self):
        page = (
            "<form action='/a?x=1&amp;y=2'><input name=q></form>"
            "<form action=/b><input type=hidden><button name=accept value=Yes></form>"
        )
        self.assertEqual([("/a?x=1&y=2", {"q": ""}), ("/b", {"accept": "Yes"})], Forms(page).forms)

    def test_only_this_machine_is_asked(self):
        with self.assertRaisesRegex(BenchmarkError, "not on this machine"):
            Api("http://192.0.2.1:8080")


class ProgressTest(unittest.TestCase):
    def test_duration_is_minutes_and_seconds(self):
        self.assertEqual([" 0:00", " 1:01", "61:40"], [duration(one) for one in (0, 60.7, 3700)])


if __name__ == "__main__":
    unittest.main()
