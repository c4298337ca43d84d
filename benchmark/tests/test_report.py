import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from load import BenchmarkError, report

from .samples import STARTS, results, row

RS256 = "client-credentials"


class MarkdownTest(unittest.TestCase):
    def test_ratios_come_before_absolute_figures(self):
        text = report.markdown(results(row(1, "stock", RS256, 1000), row(1, "ours", RS256, 2000)))
        self.assertIn("| client credentials, RS256 | 2.00 | 0.50 |", text)
        self.assertIn("| client credentials, RS256 | ours | 8 | 2,000 | 1.50 | 9.5 | 0.50 | 700 | 1.5% |", text)
        self.assertLess(text.index("### ours / stock"), text.index("### Absolute figures"))

    def test_bars_are_met_or_not(self):
        text = report.markdown(
            results(row(1, "stock", RS256, 1000), row(1, "ours", RS256, 2000), starts=STARTS)
        )
        self.assertIn("| throughput: RS256 client credentials, ours / stock | ≥ 1.9 | 2.00 | met |", text)
        self.assertIn("| start-up, ours / stock | ≤ 1.2 | 1.15 (1.10–1.20) | met |", text)
        self.assertIn("| throughput: RS256 client credentials, signing / stock | ≥ 1.7 | – | not measured |", text)
        slow = report.markdown(results(row(1, "stock", RS256, 1000), row(1, "ours", RS256, 1800)))
        self.assertIn("| ≥ 1.9 | 1.80 | **not met** |", slow)

    def test_alias_is_held_against_the_blocks_between_its_own(self):
        alias = row(1, "ours", "client-credentials-alias", 2000, ratios=[0.98, 1.0, 1.01])
        self.assertIn("| ≥ 0.99 | 1.000 | met |", report.markdown(results(alias)))

    def test_failed_rows_and_other_load_are_told(self):
        text = report.markdown(
            results(row(1, "ours", RS256, 2000, errors=7), row(1, "stock", RS256, 1000, other_cpu=0.2))
        )
        self.assertIn("failed: 7 errors", text)
        self.assertIn("During 1 of 2 rows something else", text)

    def test_exchange_has_another_name_at_stock(self):
        self.assertEqual("token exchange", report.title("exchange", "stock"))
        self.assertEqual("policied token exchange", report.title("exchange", "ours"))

    def test_spread_is_median_smallest_and_largest(self):
        self.assertEqual(
            ["–", "1.50", "2.00 (1.00–4.00)"], [report.spread(one) for one in ([], [1.5], [1.0, 2.0, 4.0])]
        )


class PublishTest(unittest.TestCase):
    def test_replaces_what_is_between_the_markers(self):
        with TemporaryDirectory() as folder, patch.object(report, "_draw", return_value=True):
            page = Path(folder) / "performance.md"
            page.write_text(f"# Title\n\n{report.BEGIN}\nold\n{report.END}\n\nMore\n")
            report.publish(results(row(1, "ours", RS256, 2000)), page)
            text = page.read_text()
        self.assertTrue(text.startswith(f"# Title\n\n{report.BEGIN}\n\nMeasured on"))
        self.assertTrue(text.endswith(f"\n{report.END}\n\nMore\n"))
        self.assertIn("(images/performance.svg)", text)
        self.assertNotIn("old", text)

    def test_refuses_what_was_hardly_warmed_up(self):
        with TemporaryDirectory() as folder:
            page = Path(folder) / "performance.md"
            page.write_text(f"{report.BEGIN}\nold\n{report.END}\n")
            quick = results(row(1, "ours", RS256, 2000))
            quick.options["warm"] = 10
            with self.assertRaisesRegex(BenchmarkError, "Not published"):
                report.publish(quick, page)
            self.assertIn("old", page.read_text())

    def test_says_that_the_markers_are_missing(self):
        with TemporaryDirectory() as folder, self.assertRaisesRegex(BenchmarkError, "results:begin"):
            report.publish(results(), Path(folder) / "performance.md")


if __name__ == "__main__":
    unittest.main()
