import os
import subprocess
import sys
import time
import unittest
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from load.publish import PAGE, replaced
from startup import processes, report
from startup.cases import CASES
from startup.phases import PHASES, phases
from startup.plot import plot
from startup.results import Results, Start, read
from startup.servers import Java

LOG = """\
WARNING: not a line of the log proper
2026-11-27 07:50:26,163 INFO  [io.quarkus] (main) Keycloak 26.7.4 on JVM (powered by Quarkus 3.33.3.2) started in 4.136s.
2026-11-27 07:50:27,000 INFO  [...] (executor-thread-1) Initializing database schema. Using changelog META-INF/...
2026-11-27 07:50:30,500 INFO  [org.infinispan.CONTAINER] (executor-thread-1) ISPN000556: Starting user marshaller
2026-11-27 07:50:34,000 INFO  [...] (executor-thread-1) Bootstrap completed in 8.315000 seconds
"""


def start(case, server, pair, seconds, java=17, cpu_seconds=20.0, memory_mb=500.0, parts=None):
    return Start(case, java, server, pair, seconds, cpu_seconds, memory_mb, parts or {"Java and Quarkus": seconds})


def results(*starts, image_mb=None, missing=()):
    machine = dict.fromkeys(("date", "CPU", "cores", "memory", "JVM", "Keycloak", "wrk"), "some")
    return Results(machine, list(starts), image_mb or {}, list(missing))


class PhasesTest(unittest.TestCase):
    def test_a_phase_ends_where_the_next_one_begins(self):
        began = datetime(2026, 11, 27, 7, 50, 22, tzinfo=timezone.utc).timestamp()
        found = phases(LOG, began, 12.5, utc=True)
        self.assertEqual(
            ["Java and Quarkus", "Keycloak's services", "database schema", "caches", "first token"], list(found)
        )
        for expected, seconds in zip((4.163, 0.837, 3.5, 3.5, 0.5), found.values(), strict=True):
            self.assertAlmostEqual(expected, seconds, places=3)

    def test_without_a_log_everything_is_the_first_phase(self):
        self.assertEqual({"Java and Quarkus": 9.0}, phases("", 0.0, 9.0))


class ResultsTest(unittest.TestCase):
    def test_divides_within_each_pair(self):
        sample = results(
            start("fresh", "stock", 1, 20.0),
            start("fresh", "ours", 1, 10.0),
            start("fresh", "stock", 2, 30.0),
            start("fresh", "ours", 2, 12.0, cpu_seconds=5.0),
            start("fresh", "ours", 3, 99.0),
            start("restart", "ours", 1, 99.0),
        )
        self.assertEqual([0.5, 0.4], sample.ratios("fresh", 17))
        self.assertEqual([1.0, 0.25], sample.ratios("fresh", 17, "cpu_seconds"))
        self.assertEqual([], sample.ratios("fresh", 25))

    def test_later_runs_replace_only_what_they_measure(self):
        with TemporaryDirectory() as folder:
            self.assertIsNone(read(Path(folder)))
            results(start("fresh", "ours", 1, 1.0), start("restart", "ours", 1, 2.0)).write(Path(folder))
            kept = read(Path(folder))
        kept.forget("fresh", 17)
        self.assertEqual([start("restart", "ours", 1, 2.0)], kept.starts)


class ReportTest(unittest.TestCase):
    def test_targets_depend_on_java(self):
        pairs = [("stock", 10.0), ("ours", 6.0)]
        starts = [start("restart", server, 1, seconds, java=java) for java in (17, 25) for server, seconds in pairs]
        text = report.markdown(results(*starts))
        self.assertIn("| restart, Java 17: seconds, ours / stock | ≤ 0.7 | 0.60 | met |", text)
        self.assertIn("| restart, Java 25: seconds, ours / stock | ≤ 0.55 | 0.60 | **not met** |", text)
        self.assertIn("| restart, Java 17: CPU time, ours / stock | – | 1.00 |  |", text)

    def test_memory_and_size_are_differences(self):
        sizes = {"base": 500.0, "stock": 505.0, "ours": 650.0}
        starts = start("image", "stock", 1, 9.0, java=0), start("image", "ours", 1, 5.0, java=0, memory_mb=530.0)
        text = report.markdown(results(*starts, image_mb=sizes))
        self.assertIn("| image, restart with PostgreSQL: more memory than stock | ≤ 40 MB | 30 MB | met |", text)
        self.assertIn("| image: larger than Keycloak's | ≤ 130 MB | 150 MB | **not met** |", text)

    def test_what_is_missing_is_told(self):
        text = report.markdown(results(start("fresh", "stock", 1, 9.0), missing=["Docker is missing."]))
        self.assertIn("Docker is missing.", text)
        self.assertIn("| new database, Java 17 | stock | 9.0 | 20.0 | 500 |", text)


    def test_the_page_has_the_markers_of_the_section(self):
        text = replaced(PAGE.read_text(), report.SECTION, "some text")
        self.assertIn("some text", text)


class PlotTest(unittest.TestCase):
    def test_bars_have_the_length_of_their_phases(self):
        parts = {"Java and Quarkus": 2.0, "Keycloak's services": 6.0}
        text = plot(results(start("fresh", "stock", 1, 8.0, parts=parts), start("fresh", "ours", 1, 4.0)))
        drawn = ElementTree.fromstring(text)
        bars = [bar for bar in drawn.findall(".//{*}rect") if bar.find("{*}title") is not None]
        first, second, third = (float(bar.get("width")) for bar in bars)
        self.assertAlmostEqual(3, second / first, places=1)
        self.assertAlmostEqual(2, third / first, places=1)
        self.assertIn("8.0 s", [text.text for text in drawn.findall(".//{*}text")])

    def test_every_phase_has_a_colour(self):
        legend = ElementTree.fromstring(plot(results()))
        self.assertEqual(len(PHASES), len({rect.get("fill") for rect in legend.findall(".//{*}rect")}))


class ProcessesTest(unittest.TestCase):
    def test_groups_of_the_session_count_and_end_with_the_block(self):
        # As `serve` does: a child in a process group of its own, which ignores that the leader ends.
        script = "set -m; sh -c 'trap \"\" HUP; while :; do :; done' & echo $!; wait"
        with TemporaryDirectory() as folder:
            log = Path(folder, "log")
            with processes.started(["bash", "-c", script], os.environ, Path(folder), log) as process:
                deadline = time.monotonic() + 60
                while processes.usage(process.pid)[0] < 0.1:
                    self.assertLess(time.monotonic(), deadline)
                    time.sleep(0.05)
                self.assertGreater(processes.usage(process.pid)[1], 0)
            child = int(log.read_text())
            while Path(f"/proc/{child}/stat").exists():
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.05)

    def test_version_of_java_comes_from_its_release_file(self):
        with TemporaryDirectory() as folder:
            Path(folder, "release").write_text('IMPLEMENTOR="x"\nJAVA_VERSION="25.0.3"\n')
            self.assertEqual(25, Java(Path(folder)).version)


class CommandTest(unittest.TestCase):
    def run_command(self, *arguments):
        command = [sys.executable, "-m", "startup", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_help_names_every_case(self):
        done = self.run_command("--help")
        self.assertEqual(0, done.returncode)
        for case in CASES:
            self.assertIn(f"{case}:", done.stdout)

    def test_unknown_case_and_java_are_refused(self):
        for arguments in (("--only", "fresh,later"), ("--java", "/nowhere")):
            done = self.run_command(*arguments)
            self.assertEqual(2, done.returncode)
            self.assertIn(arguments[1].split(",")[-1], done.stderr)

    def test_without_results_nothing_is_published(self):
        done = self.run_command("--publish", "--output", "/nowhere")
        self.assertEqual((1, "benchmark: /nowhere has no results.json\n"), (done.returncode, done.stderr))


if __name__ == "__main__":
    unittest.main()
