import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from load import report
from load.results import Results, Row

RS256 = "client-credentials"


def row(pair, server, scenario, per_second, **more):
    figures = {
        "start_seconds": 10.0,
        "connections": 8,
        "requests": per_second * 2,
        "seconds": 2.0,
        "p50_ms": 1.5,
        "p99_ms": 9.5,
        "errors": 0,
        "cpu_ms": 1000 / per_second,
        "rss_mb": 700.0,
        "wrk_cpu": 0.015,
        "other_cpu": 0.0,
    }
    return Row(pair=pair, server=server, scenario=scenario, **figures | more)


def results(*rows, alias=(), permits=None):
    machine = dict.fromkeys(("date", "CPU", "cores", "memory", "JVM", "Keycloak", "wrk"), "some")
    options = {"pairs": 2, "warm": 180, "seconds": 6, "servers": ["stock", "ours", "node"], "connections": [8]}
    options["only"] = list(dict.fromkeys(one.scenario for one in rows))
    return Results(machine, options, list(rows), list(alias), permits or {})


class RatiosTest(unittest.TestCase):
    PAIRS = (("ours", "code"), ("stock", "code"), 8)

    def test_divides_within_each_pair(self):
        sample = results(
            row(1, "stock", "code", 100),
            row(1, "ours", "code", 200),
            row(2, "stock", "code", 50),
            row(2, "ours", "code", 200),
        )
        self.assertEqual([2.0, 4.0], sample.ratios(*self.PAIRS))
        self.assertEqual([0.5, 0.25], sample.ratios(*self.PAIRS, "cpu_ms"))

    def test_leaves_out_what_has_no_partner_or_failed(self):
        failed = row(2, "stock", "code", 100, errors=1)
        sample = results(row(1, "stock", "code", 100), row(2, "ours", "code", 200), failed)
        self.assertEqual([], sample.ratios(*self.PAIRS))
        self.assertEqual([failed], sample.failures)

    def test_a_row_without_requests_has_failed(self):
        self.assertTrue(row(1, "ours", "code", 100, requests=0, seconds=0.0).failed)


class MarkdownTest(unittest.TestCase):
    def test_ratios_come_before_absolute_figures(self):
        text = report.markdown(
            results(row(1, "stock", RS256, 1000), row(1, "ours", RS256, 2000), row(1, "node", RS256, 4000))
        )
        ratio, peer, absolute = (text.index(f"### {title}") for title in ("ours / stock", "ours / node", "Absolute"))
        self.assertIn("| client credentials, RS256 | 2.00 | 0.50 |", text[ratio:peer])
        self.assertIn("| client credentials, RS256 | 0.50 | 2.00 |", text[peer:absolute])
        row_of_ours = "| client credentials, RS256 | ours | 8 | 2,000 | 1.50 | 9.5 | 0.50 | 700 | 1.5% | 10.0 |"
        self.assertIn(row_of_ours, text[absolute:])

    def test_targets_are_met_or_not(self):
        text = report.markdown(
            results(
                row(1, "stock", RS256, 1000),
                row(1, "ours", RS256, 1800, start_seconds=12.0),
                alias=(0.98, 1.0, 1.01),
            )
        )
        self.assertIn("| RS256 client credentials, ours / stock | ≥ 1.9 | 1.80 | **not met** |", text)
        self.assertIn("block by block | ≥ 0.99 | 1.000 (0.980–1.010) | met |", text)
        self.assertIn("| start-up, ours / stock | ≤ 1.2 | 1.20 | met |", text)
        self.assertNotIn("signing", text)

    def test_more_permits_may_take_a_little_more_cpu_time(self):
        permits = {"exchange-20-permits": [1.04, 1.06, 1.05], "exchange-1000-permits": [1.31]}
        text = report.markdown(results(row(1, "permits", "exchange", 1000), permits=permits))
        self.assertIn("CPU: token exchange, 20 permits / as shipped, block by block | ≤ 1.05 | 1.05 (1.04–1.06) | met |", text)
        self.assertIn("1,000 permits / as shipped, block by block | ≤ 1.3 | 1.31 | **not met** |", text)

    def test_explorer_is_compared_with_the_same_server_without_it(self):
        text = report.markdown(
            results(
                row(1, "no-explorer", RS256, 2000),
                row(1, "ours", RS256, 2000),
                row(1, "explorer", RS256, 1900),
                row(1, "watched", RS256, 1960),
            )
        )
        self.assertIn("explorer off / without its jar | ≥ 0.99 | 1.00 | met |", text)
        self.assertIn("explorer on / off | ≥ 0.97 | 0.95 | **not met** |", text)
        self.assertIn("explorer on and watched / off | ≥ 0.97 | 0.98 | met |", text)

    def test_failed_rows_and_other_load_are_told(self):
        text = report.markdown(results(row(1, "ours", RS256, 2000, errors=7), row(1, "stock", RS256, 1, other_cpu=0.2)))
        self.assertIn("**Failed**, and left out: client-credentials of ours (7 errors).", text)
        self.assertIn("During 1 of 2 rows something else", text)

    def test_spread_is_median_smallest_and_largest(self):
        shown = [report.spread(values) for values in ([], [1.5], [1.0, 2.0, 4.0])]
        self.assertEqual(["–", "1.50", "2.00 (1.00–4.00)"], shown)

    def test_raw_figures_are_kept(self):
        with TemporaryDirectory() as folder:
            report.write(results(row(1, "ours", RS256, 2000)), Path(folder, "new"))
            kept = json.loads(Path(folder, "new", "results.json").read_text())
        self.assertEqual(4000, kept["rows"][0]["requests"])


if __name__ == "__main__":
    unittest.main()
