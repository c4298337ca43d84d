import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from load import report
from load.results import Ratio, Results, Row

RS256 = "client-credentials"


def row(pair, server, scenario, per_second, **more):
    figures = {
        "start": 1,
        "group": scenario,
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


def results(*rows, signatures=()):
    machine = dict.fromkeys(("date", "CPU", "cores", "memory", "JVM", "Keycloak", "wrk"), "some")
    options = {"starts": 2, "pairs": 24, "warm": 180, "seconds": 3, "connections": [8]}
    options["servers"] = list(dict.fromkeys(one.server for one in rows))
    options["only"] = list(dict.fromkeys(one.scenario for one in rows))
    return Results(machine, options, list(rows), list(signatures))


def pairs(*ratios, first=100, scenario=RS256):
    """Pairs of stock and ours, ours with so many times the requests of stock."""
    return [
        one
        for pair, ratio in enumerate(ratios)
        for one in (row(pair, "stock", scenario, first), row(pair, "ours", scenario, round(first * ratio)))
    ]


class RatioTest(unittest.TestCase):
    OURS, STOCK = ("ours", RS256), ("stock", RS256)

    def test_divides_within_each_pair(self):
        slow = row(1, "stock", RS256, 50, cpu_ms=5.0), row(1, "ours", RS256, 200, cpu_ms=2.5)
        sample = results(*pairs(2.0), *slow)
        self.assertEqual(Ratio(3.0, 2.0, 4.0, 2), sample.ratio(self.OURS, self.STOCK, 8, "per_second"))
        self.assertEqual(Ratio(2.0, 2.0, 2.0, 2), sample.ratio(self.OURS, self.STOCK, 8))

    def test_pairs_of_starts_and_groups_are_kept_apart(self):
        ours, stock = row(1, "ours", RS256, 200), row(1, "stock", RS256, 100)
        for other in ({"start": 2}, {"group": "alias"}, {"pair": 2}):
            apart = Row(**vars(stock) | other)
            self.assertIsNone(results(ours, apart).ratio(self.OURS, self.STOCK, 8))
            self.assertEqual(2.0, results(ours, stock, apart).ratio(self.OURS, self.STOCK, 8).median)

    def test_leaves_out_what_has_no_partner_or_failed(self):
        failed = row(2, "stock", RS256, 100, errors=1)
        sample = results(row(1, "stock", RS256, 100), row(2, "ours", RS256, 200), failed)
        self.assertIsNone(sample.ratio(self.OURS, self.STOCK, 8))
        self.assertEqual([failed], sample.failures)

    def test_a_row_without_requests_has_failed(self):
        self.assertTrue(row(1, "ours", RS256, 100, requests=0, seconds=0.0).failed)

    def test_interval_is_that_of_the_median(self):
        # The ranks are those of tables of the sign test at 95 %.
        for count, rank in ((6, 1), (8, 1), (9, 2), (11, 2), (12, 3), (20, 6), (30, 10)):
            ratio = Ratio.of([[float(value) for value in range(1, count + 1)]])
            self.assertEqual((rank, count + 1 - rank), (ratio.low, ratio.high), count)

    def test_interval_contains_the_median_of_each_start(self):
        first, second = [1.0] * 20, [2.0] * 5
        self.assertEqual((1.0, 2.0), (Ratio.of([first, second]).low, Ratio.of([first, second]).high))

    def test_settled_needs_enough_pairs_that_are_close_together(self):
        self.assertFalse(Ratio.of([[1.0] * 5]).settled)
        self.assertTrue(Ratio.of([[1.0] * 6]).settled)
        self.assertTrue(Ratio.of([[1.0] * 5 + [1.04]]).settled)
        self.assertFalse(Ratio.of([[1.0] * 5 + [1.06]]).settled)
        self.assertTrue(Ratio.of([[1.0] * 8 + [1.06]]).settled)
        self.assertFalse(Ratio.of([[1.0] * 20, [0.94] * 5]).settled)


class MarkdownTest(unittest.TestCase):
    def test_cpu_time_comes_first_and_ratios_before_absolute_figures(self):
        text = report.markdown(
            results(
                row(1, "stock", RS256, 1000, cpu_ms=1.5),
                row(1, "ours", RS256, 2000, cpu_ms=0.5),
                row(1, "node", RS256, 4000, cpu_ms=0.25),
            )
        )
        ratio, peer, absolute = (text.index(f"### {title}") for title in ("ours / stock", "ours / node", "Absolute"))
        self.assertIn("|  | by CPU time at 8 | by the clock at 8 |", text[ratio:peer])
        self.assertIn("| client credentials, RS256 | 3.00 | 2.00 |", text[ratio:peer])
        self.assertIn("| client credentials, RS256 | 0.50 | 0.50 |", text[peer:absolute])
        row_of_ours = "| client credentials, RS256 | ours | 8 | 0.500 | 2,000 | 1.50 | 9.5 | 700 | 1.5% | 10.0 |"
        self.assertIn(row_of_ours, text[absolute:])

    def test_worse_end_of_the_interval_has_to_meet_a_target(self):
        for low, met in ((1.9, "met"), (1.89, "**not met**")):
            text = report.markdown(results(*pairs(2.0, 2.0, 2.0, 2.0, 2.0, low)))
            self.assertIn(f"| RS256, ours / stock | ≥ 1.90 | 2.00 ({low:.2f}–2.00) | 2.00 ({low:.2f}–2.00) | {met} |", text)
        self.assertNotIn("signing", text)

    def test_what_is_measured_beside_is_compared(self):
        beside = row(1, "stock", "exchange", 100, group="delegation"), row(1, "ours", "delegation", 160)
        alias = row(1, "ours", RS256, 100, group="client-credentials-alias"), row(1, "ours", "client-credentials-alias", 99)
        text = report.targets([results(*beside), results(*alias)])
        self.assertIn("| delegation, ours / token exchange, stock | ≥ 1.50 | 1.60 | 1.60 | met |", text)
        self.assertIn("| `/token` / native path, both ours | ≥ 0.99 | 0.99 | 0.99 | met |", text)

    def test_explorer_is_compared_with_the_same_server_without_it(self):
        text = report.markdown(
            results(
                row(1, "no-explorer", RS256, 2000),
                row(1, "ours", RS256, 2000),
                row(1, "explorer", RS256, 1900),
                row(1, "watched", RS256, 1960),
            )
        )
        self.assertIn("explorer off / without its jar | ≥ 0.99 | 1.00 | 1.00 | met |", text)
        self.assertIn("explorer on / off | ≥ 0.97 | 0.95 | 0.95 | **not met** |", text)
        self.assertIn("explorer on and watched / off | ≥ 0.97 | 0.98 | 0.98 | met |", text)

    def test_noise_of_the_machine_is_told(self):
        noisy = [*pairs(1.0, 2.0, 3.0, 1.0, 2.0, 3.0), row(1, "stock", "code", 1, other_cpu=0.2)]
        text = report.markdown(results(*noisy, signatures=[2000.0, 4000.0, 3000.0]))
        self.assertIn("Not within ±5% after 24 pairs: client credentials, RS256 at 8, ours / stock.", text)
        self.assertIn("During 1 of 13 rows something else", text)
        self.assertIn("(3 ×) before, between and after the measurements, made 3,000 signatures a second", text)
        self.assertIn("(2,000–4,000), so one took 0.33 ms", text)

    def test_failed_rows_are_told(self):
        text = report.markdown(results(row(1, "ours", RS256, 2000, errors=7)))
        self.assertIn("**Failed**, and left out: client-credentials of ours (7 errors).", text)

    def test_raw_figures_are_kept(self):
        with TemporaryDirectory() as folder:
            report.write(results(row(1, "ours", RS256, 2000)), Path(folder, "new"))
            kept = json.loads(Path(folder, "new", "results.json").read_text())
        self.assertEqual(4000, kept["rows"][0]["requests"])


if __name__ == "__main__":
    unittest.main()
