import base64
import hashlib
import hmac
import json
import unittest
from xml.etree import ElementTree

from load import BenchmarkError, balancer, publish, realm, scale, scale_report
from load.results import Point, Scale
from load.rows import Sessions, add_clients


def point(kind, size, **more):
    figures = {"start_seconds": 10.0, "per_second": 2000.0, "cpu_ms": 0.5, "database_cpu_ms": 0.1, "p99_ms": 9.0}
    return Point(kind=kind, size=size, **figures | {"rss_mb": 700.0, "errors": 0} | more)


def results(*points):
    machine = dict.fromkeys(("date", "CPU", "cores", "memory", "JVM", "Keycloak", "wrk"), "some")
    return Scale(machine, {"warm": 40, "seconds": 5}, list(points), [4000.0])


class KindsTest(unittest.TestCase):
    def test_each_kind_has_a_title(self):
        self.assertEqual(list(scale_report.KINDS), list(scale.KINDS))

    def test_realms_are_as_many_as_asked_for_and_differ_in_their_names_only(self):
        first, second, third = realm.with_copies(3)
        self.assertEqual(["notebook", "notebook-1", "notebook-2"], [one["realm"] for one in (first, second, third)])
        self.assertEqual(first, second | {"realm": "notebook"})


class StandIn:
    """Stands in for the clients and the database: a login that has left a session."""

    KEY = b"a secret key"
    CLAIMS = {"sub": "alice", "sid": "first", "jti": "token", "scope": "openid"}

    def __init__(self):
        self.executed = []

    def refresh_tokens(self):
        header = {"alg": "HS512", "kid": "the-key"}
        parts = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, self.CLAIMS))
        return [".".join((*parts, "signature"))]

    def execute(self, _database, *statements):
        self.executed += statements
        return base64.urlsafe_b64encode(self.KEY).decode().rstrip("=")


class SessionsTest(unittest.TestCase):
    def setUp(self):
        self.stand_in = StandIn()
        self.sessions = Sessions(self.stand_in, "point", self.stand_in, 100)

    def test_tokens_are_those_of_the_login_for_other_sessions(self):
        tokens = [token.split(".") for token in self.sessions.refresh_tokens(1000)]
        self.assertEqual(100, len(tokens))
        claims = [json.loads(base64.urlsafe_b64decode(part + "==")) for _, part, _ in tokens]
        self.assertEqual(100, len({one["sid"] for one in claims}))
        self.assertEqual(10, len({one["sub"] for one in claims}))
        self.assertEqual({"openid"}, {one["scope"] for one in claims})

    def test_tokens_are_signed_with_the_key_of_the_realm(self):
        header, claims, signature = next(self.sessions.refresh_tokens(1)).split(".")
        expected = hmac.digest(StandIn.KEY, f"{header}.{claims}".encode(), hashlib.sha512)
        self.assertEqual(expected, base64.urlsafe_b64decode(signature + "=="))
        self.assertIn("the-key", self.stand_in.executed[0])

    def test_only_the_session_of_the_login_is_copied(self):
        self.sessions.add()
        self.assertIn("where offline_client_session.user_session_id = 'first'", self.stand_in.executed[-1])
        self.assertIn("generate_series(0, 100 - 1)", self.stand_in.executed[-1])


class ClientsTest(unittest.TestCase):
    def test_only_the_backend_is_copied(self):
        stand_in = StandIn()
        add_clients(stand_in, "point", 100)
        tables = [statement.split()[2] for statement in stand_in.executed if statement.startswith("insert")]
        self.assertEqual(["client", "client_attributes", "client_scope_client", "user_entity", "user_role_mapping"], tables)
        self.assertIn("client_id = 'backend'", stand_in.executed[0])


class BalancerTest(unittest.TestCase):
    def test_shipped_configuration_is_used_with_other_addresses(self):
        text = balancer.configuration(1234, ["http://127.0.0.1:1", "http://127.0.0.1:2"])
        self.assertIn("bind 127.0.0.1:1234\n", text)
        self.assertEqual(2, text.count("server keycloak 127.0.0.1:1"))
        self.assertEqual(2, text.count("server keycloak-2 127.0.0.1:2"))
        self.assertIn("option httpchk GET /health/ready", text)
        for left in (":8080", "resolvers"):
            self.assertNotIn(left, text)

    def test_one_node_is_alone(self):
        text = balancer.configuration(1234, ["http://127.0.0.1:1"])
        self.assertIn("server keycloak 127.0.0.1:1", text)
        self.assertNotIn("keycloak-2", text)


class ReportTest(unittest.TestCase):
    def test_sizes_come_in_order_and_costs_by_the_thousand(self):
        grown = point("clients", 10_000, cpu_ms=0.55, rss_mb=790.0, start_seconds=10.9)
        text = scale_report.section(results(grown, point("clients", 1_000)))
        small, large = text.index("| 1,000 | 0.500 | 2,000 | 9.0 | 700 |"), text.index("| 10,000 | 0.550 |")
        self.assertLess(small, large)
        self.assertIn("| clients | 1,000–10,000 | +0.0056 | +10.0000 | +0.1000 |", text)

    def test_nodes_have_a_table_of_their_own(self):
        text = scale_report.section(results(*(point("nodes-client-credentials", size) for size in (1, 2))))
        self.assertIn("| client credentials, RS256 | 1 | 0.500 | 2,000 |", text)
        self.assertIn("|  | 2 | 0.500 | 2,000 |", text)

    def test_plot_has_a_point_for_each_figure_and_size(self):
        svg = scale_report.plot(results(point("clients", 100), point("clients", 1_000), point("realms", 1)))
        circles = ElementTree.fromstring(svg).findall(".//{*}g/{*}circle")
        self.assertEqual(3 * 5, len(circles))
        self.assertEqual("100 clients: 0.500", circles[0].findtext("{*}title"))
        for circle in circles:
            self.assertGreaterEqual(float(circle.get("cy")), 0)


class PublishTest(unittest.TestCase):
    PAGE = "before\n<!-- generated: tokens -->\nold\n<!-- end -->\nbetween\n<!-- generated: peers -->\nkept\n<!-- end -->\n"

    def test_only_the_text_of_the_section_is_replaced(self):
        page = publish.replaced(self.PAGE, "tokens", "new \\1")
        self.assertIn("before\n<!-- generated: tokens -->\n\nnew \\1\n\n<!-- end -->\nbetween\n", page)
        self.assertIn("kept", page)
        self.assertNotIn("old", page)

    def test_a_page_without_the_marker_is_an_error(self):
        with self.assertRaisesRegex(BenchmarkError, "generated: scale"):
            publish.replaced(self.PAGE, "scale", "new")

    def test_the_page_has_all_markers(self):
        page = publish.PAGE.read_text()
        for name in publish.SECTIONS:
            publish.replaced(page, name, "")


if __name__ == "__main__":
    unittest.main()
