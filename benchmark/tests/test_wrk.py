import unittest

from load import BenchmarkError, wrk
from load.wrk import Load

OUTPUT = """\
Running 1s test @ http://127.0.0.1:18999/
  1 threads and 2 connections
Requests/sec:   1428.89
RESULT {"requests":1431,"seconds":1.001477,"p50_ms":1.255,"p99_ms":2.715,"unexpected":0,"socket_errors":3}
"""


class ParseTest(unittest.TestCase):
    def test_reads_the_line_of_the_scripts(self):
        found = wrk.parse(OUTPUT)
        self.assertEqual(1431, found["requests"])
        self.assertEqual(2.715, found["p99_ms"])
        self.assertEqual(3, found["socket_errors"])

    def test_shows_what_wrk_said_instead(self):
        with self.assertRaisesRegex(BenchmarkError, "unable to connect"):
            wrk.parse("unable to connect to 127.0.0.1:1 Connection refused\n")


class LimitsTest(unittest.TestCase):
    def test_load_stays_on_this_machine(self):
        for url in ("http://192.0.2.1:8080", "http://[2001:db8::1]", "http://0.0.0.0"):
            with self.subTest(url), self.assertRaisesRegex(BenchmarkError, "not on this machine"):
                wrk.run(url, Load("/"), 1, 1)

    def test_load_is_bounded(self):
        for connections, seconds in ((0, 1), (100_000, 1), (1, 0), (1, 100_000)):
            with self.subTest(f"{connections}, {seconds}"), self.assertRaisesRegex(BenchmarkError, "limits"):
                wrk.run("http://127.0.0.1:1", Load("/"), connections, seconds)


if __name__ == "__main__":
    unittest.main()
