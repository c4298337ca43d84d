import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from load import BenchmarkError
from load.results import combine, load

from .samples import STARTS, results, row

PAIRS = (("ours", "code"), ("stock", "code"))


class RatiosTest(unittest.TestCase):
    def test_divides_within_each_pair(self):
        sample = results(
            row(1, "stock", "code", 100),
            row(1, "ours", "code", 200),
            row(2, "stock", "code", 50),
            row(2, "ours", "code", 200),
        )
        self.assertEqual([2.0, 4.0], sample.ratios(*PAIRS, 8))
        self.assertEqual([0.5, 0.25], sample.ratios(*PAIRS, 8, lambda one: one.cpu_ms))

    def test_leaves_out_what_has_no_partner_or_failed(self):
        sample = results(
            row(1, "stock", "code", 100), row(2, "ours", "code", 200), row(2, "stock", "code", 100, errors=1)
        )
        self.assertEqual([], sample.ratios(*PAIRS, 8))
        self.assertEqual(1, len(sample.failures))

    def test_a_row_without_requests_has_failed(self):
        self.assertTrue(row(1, "ours", "code", 100, requests=0, seconds=0.0).failed)

    def test_start_ups_are_divided_within_each_pair(self):
        self.assertEqual([1.1, 1.2], results(starts=STARTS).start_ratios("ours", "stock"))


class CombineTest(unittest.TestCase):
    def test_sums_requests_and_weighs_the_cpu_time(self):
        blocks = [
            row(1, "ours", "alias", 100, requests=100, seconds=1.0, cpu_ms=2.0, p99_ms=5.0),
            row(1, "ours", "alias", 100, requests=300, seconds=1.0, cpu_ms=1.0, p99_ms=7.0, errors=2),
        ]
        combined = combine(blocks, [1.01, 0.99])
        self.assertEqual((400, 200.0, 1.25, 6.0, 2), (
            combined.requests, combined.per_second, combined.cpu_ms, combined.p99_ms, combined.errors
        ))
        self.assertEqual([1.01, 0.99], combined.ratios)


class FileTest(unittest.TestCase):
    def test_comes_back_as_it_was_saved(self):
        sample = results(row(1, "ours", "code", 100), starts=STARTS)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "more" / "results.json"
            sample.save(file)
            self.assertEqual(sample, load(file))

    def test_says_what_is_wrong_with_another_file(self):
        with TemporaryDirectory() as folder:
            file = Path(folder) / "results.json"
            with self.assertRaisesRegex(BenchmarkError, "cannot be read"):
                load(file)
            file.write_text("{}")
            with self.assertRaisesRegex(BenchmarkError, "not the results.json"):
                load(file)


if __name__ == "__main__":
    unittest.main()
