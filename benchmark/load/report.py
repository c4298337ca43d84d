"""Renders results: Markdown for people and for docs/performance.md, and the picture."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from . import BenchmarkError
from .results import Results, Row
from .scenarios import SCENARIOS
from .servers import PEER_SCENARIO, PEERS

MAIN_CONNECTIONS = 8  # at which the bars are
INSTALL_MATPLOTLIB = "apt-get install python3-matplotlib, or set BENCHMARK_PYTHON to a Python that has it"
PICTURE = "performance.svg"
BEGIN, END = "<!-- results:begin -->", "<!-- results:end -->"
PUBLISHED_WARM = 120  # seconds; what was measured after less says little
NOISE = 0.05  # the share of the processors that others may take before it is worth a word


@dataclass(frozen=True)
class Bar:
    """What the results are held against."""

    text: str
    values: Callable[[Results], list[float]]  # for each pair; their median counts
    target: float
    at_most: bool = False
    digits: int = 2

    def met(self, value: float) -> bool:
        """Whether a value is good enough."""
        return value <= self.target if self.at_most else value >= self.target


def _throughput(over: tuple[str, str], under: tuple[str, str]) -> Callable[[Results], list[float]]:
    return lambda results: results.ratios(over, under, MAIN_CONNECTIONS)


def _alias(results: Results) -> list[float]:
    rows = results.find("ours", "client-credentials-alias", MAIN_CONNECTIONS)
    return [median(row.ratios) for row in rows.values() if row.ratios]


RS256, ES256 = "client-credentials", "client-credentials-es256"

BARS = (
    Bar(
        "throughput: RS256 client credentials, signing / stock",
        _throughput(("signing", RS256), ("stock", RS256)),
        1.7,
    ),
    Bar("throughput: RS256 client credentials, ours / stock", _throughput(("ours", RS256), ("stock", RS256)), 1.9),
    Bar("throughput: ES256 / RS256 client credentials, both ours", _throughput(("ours", ES256), ("ours", RS256)), 1.0),
    Bar(
        "throughput: delegation, ours / token exchange, stock",
        _throughput(("ours", "delegation"), ("stock", "exchange")),
        1.5,
    ),
    Bar("throughput: `/token` / native path, both ours, block by block", _alias, 0.99, digits=3),
    Bar("start-up, ours / stock", lambda results: results.start_ratios("ours", "stock"), 1.2, at_most=True),
)


def write(results: Results, folder: Path) -> None:
    """Writes results.json, results.md and the picture to a folder."""
    results.save(folder / "results.json")
    (folder / "results.md").write_text(markdown(results, PICTURE if _draw(results, folder / PICTURE) else ""))


def publish(results: Results, page: Path) -> None:
    """Puts the results between the markers of a page, and the picture beside it."""
    before, after = around_results(page)
    if results.options["warm"] < PUBLISHED_WARM:
        raise BenchmarkError(
            f"Not published: the servers were warmed up for {results.options['warm']} s, and their JIT needs longer. "
            f"Measure with --warm {PUBLISHED_WARM} or more."
        )
    picture = page.parent / "images" / PICTURE
    picture.parent.mkdir(exist_ok=True)
    if not _draw(results, picture):
        raise BenchmarkError(f"Nothing is published without the picture; it needs matplotlib: {INSTALL_MATPLOTLIB}")
    page.write_text(f"{before}{BEGIN}\n\n{markdown(results, f'images/{PICTURE}')}\n{END}{after}")


def around_results(page: Path) -> tuple[str, str]:
    """What a page has before and after the results."""
    text = page.read_text() if page.is_file() else ""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise BenchmarkError(f"{page} needs two lines, {BEGIN} and {END}: the results go between them.")
    return before, after


def markdown(results: Results, picture: str = "") -> str:
    """All tables: ratios first, for absolute figures are the machine's own."""
    sections = [
        _measured_on(results),
        _bars(results),
        f"![Throughput against stock Keycloak, and in requests per second]({picture})" if picture else "",
        *(_ratios(results, server) for server in results.options["servers"] if server != "stock"),
        _peers(results),
        _starts(results),
        _absolute(results),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def table(header: list[str], rows: Iterable[list[str]]) -> str:
    """A Markdown table: the first column left, the others right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def spread(values: list[float], digits: int = 2) -> str:
    """The median, and if there are several, the smallest and the largest."""
    if not values:
        return "–"
    text = f"{median(values):.{digits}f}"
    return text if len(values) == 1 else f"{text} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def title(scenario: str, server: str = "ours") -> str:
    """What a scenario is called on a server."""
    known = SCENARIOS[scenario]
    return known.title_of_stock if server == "stock" and known.title_of_stock else known.title


def main_connections(results: Results) -> int:
    """The number of connections to show where only one is: that of the bars, if it was measured."""
    measured = results.options["connections"]
    return MAIN_CONNECTIONS if MAIN_CONNECTIONS in measured else measured[-1]


def _measured_on(results: Results) -> str:
    machine, options = results.machine, results.options
    lines = [
        f"Measured on {machine['date']}: Keycloak {machine['Keycloak']}, {machine['JVM']}, on {machine['cores']} cores "
        f"({machine['CPU']}) with {machine['memory']}, load by wrk {machine['wrk']} on the same machine. "
        f"In turn, each {options['pairs']} times: {', '.join(options['servers'])}; started with a fresh database, warmed "
        f"up for {options['warm']} s, measured for {options['seconds']} s a row, or less where each request works only "
        f"once; events are {'saved' if options['saved_events'] else 'not saved'}."
    ]
    noisy = [row.other_cpu for row in results.rows if row.other_cpu > NOISE]
    if noisy:
        lines.append(
            f"During {len(noisy)} of {len(results.rows)} rows something else on the machine took more than {NOISE:.0%} "
            f"of the CPU, up to {max(noisy):.0%}: measure again while it is idle."
        )
    if results.failures:
        lines.append(f"**{len(results.failures)} rows failed** and are left out of the ratios.")
    return "\n\n".join(lines)


def _bars(results: Results) -> str:
    rows = []
    for bar in BARS:
        values = bar.values(results)
        verdict = "not measured" if not values else "met" if bar.met(median(values)) else "**not met**"
        target = f"{'≤' if bar.at_most else '≥'} {bar.target}"
        rows.append([bar.text, target, spread(values, bar.digits), verdict])
    connections = f"At {MAIN_CONNECTIONS} connections; the median of the pairs, smallest–largest in brackets."
    return f"### Bars\n\n{connections}\n\n" + table(["", "target", "measured", ""], rows)


def _ratios(results: Results, server: str) -> str:
    """Throughput and CPU time of a server, divided by stock's in the same pair."""
    connections = results.options["connections"]
    rows = []
    for scenario in results.options["scenarios"]:
        keys = (server, scenario), ("stock", scenario)
        ratios = [results.ratios(*keys, count) for count in connections]
        cpu = results.ratios(*keys, main_connections(results), lambda row: row.cpu_ms)
        if any(ratios):
            rows.append([title(scenario), *map(spread, ratios), spread(cpu)])
    if not rows:
        return ""
    header = ["", *(f"requests/s at {count}" for count in connections)]
    header.append(f"CPU per request at {main_connections(results)}")
    return f"### {server} / stock\n\n" + table(header, rows)


def _peers(results: Results) -> str:
    """Our throughput and CPU time, divided by those of other servers, which are measured once, after the pairs."""
    rows = []
    count = main_connections(results)
    ours = list(results.find("ours", PEER_SCENARIO, count).values())
    for peer in PEERS:
        theirs = list(results.find(peer, PEER_SCENARIO, count).values())
        if ours and theirs:
            throughput = median(row.per_second for row in ours) / theirs[0].per_second
            cpu = median(row.cpu_ms for row in ours) / theirs[0].cpu_ms
            rows.append([f"{title(PEER_SCENARIO)}, ours / {peer}", f"{throughput:.2f}", f"{cpu:.2f}"])
    if not rows:
        return ""
    text = f"At {count} connections. These servers have one client, one key and no sessions, and save nothing."
    return f"### ours / others\n\n{text}\n\n" + table(["", "requests/s", "CPU per request"], rows)


def _starts(results: Results) -> str:
    servers = dict.fromkeys(start.server for start in results.starts)
    rows = [[name, spread([one.seconds for one in results.starts if one.server == name], 1)] for name in servers]
    text = "From the start of the process to the first token, with a fresh database and the realm to import."
    return f"### Start-up, in seconds\n\n{text}\n\n" + table(["server", "seconds"], rows)


def _absolute(results: Results) -> str:
    """The figures of this machine."""
    header = ["scenario", "server", "connections", "requests/s", "p50 ms", "p99 ms", "CPU ms", "RSS MB", "wrk CPU"]
    rows = []
    servers = [*results.options["servers"], *PEERS]
    for scenario in results.options["scenarios"]:
        for count in results.options["connections"]:
            for server in servers:
                found = list(results.find(server, scenario, count).values())
                if found:
                    rows.append([title(scenario, server), server, str(count), *_medians(found)])
    failed = [
        [title(row.scenario, row.server), row.server, str(row.connections), f"failed: {row.errors} errors", *[""] * 5]
        for row in results.failures
    ]
    text = f"The median of the pairs, on the machine above on {results.machine['date']}; on another one, others."
    shown = table(header, rows + failed)
    # Long, so that it is folded where HTML is shown.
    return f"### Absolute figures\n\n{text}\n\n<details><summary>Show them</summary>\n\n{shown}\n\n</details>"


def _medians(rows: list[Row]) -> list[str]:
    figures: tuple[tuple[Callable[[Row], float], str], ...] = (
        (lambda row: row.per_second, ",.0f"),
        (lambda row: row.p50_ms, ".2f"),
        (lambda row: row.p99_ms, ".1f"),
        (lambda row: row.cpu_ms, ".2f"),
        (lambda row: row.rss_mb, ",.0f"),
        (lambda row: row.load_cpu, ".1%"),
    )
    return [format(median(map(figure, rows)), spec) for figure, spec in figures]


def _draw(results: Results, file: Path) -> bool:
    """Draws the picture if matplotlib is there."""
    try:
        from . import plot
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "matplotlib":
            raise
        return False
    plot.draw(results, file)
    return True
