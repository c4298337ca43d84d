"""Renders results as Markdown, for people and for docs/performance.md."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from statistics import median

from .measure import MAIN_CONNECTIONS
from .results import Results
from .scenarios import ES256, EXCHANGE_20, EXCHANGE_1000, RS256, SCENARIOS
from .servers import SERVERS

NOISE = 0.05  # the share of the processors that others may take before it is worth a word

# Heading, member of Row, format
FIGURES = (
    ("requests/s", "per_second", ",.0f"),
    ("p50 ms", "p50_ms", ".2f"),
    ("p99 ms", "p99_ms", ".1f"),
    ("CPU ms", "cpu_ms", ".2f"),
    ("RSS MB", "rss_mb", ",.0f"),
    ("wrk CPU", "wrk_cpu", ".1%"),
    ("start s", "start_seconds", ".1f"),
)


def write(results: Results, folder: Path) -> None:
    """Writes results.json and results.md to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(asdict(results), indent=1) + "\n")
    (folder / "results.md").write_text(markdown(results))


def markdown(results: Results) -> str:
    """All tables: ratios first, for absolute figures are the machine's own."""
    measured = results.options["servers"]
    sections = [
        _measured_on(results),
        _targets(results),
        *(_ratios(results, server, "stock") for server in measured if server != "stock"),
        *(_ratios(results, "ours", server) for server in measured if SERVERS[server].peer),
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


def _measured_on(results: Results) -> str:
    machine, options = results.machine, results.options
    lines = [
        f"Measured on {machine['date']}: Keycloak {machine['Keycloak']}, {machine['JVM']}, on {machine['cores']} cores "
        f"({machine['CPU']}) with {machine['memory']}, load by wrk {machine['wrk']} on the same machine. In turn, each "
        f"{options['pairs']} times: {', '.join(options['servers'])}; started with a fresh database, warmed up for "
        f"{options['warm']} s, measured for {options['seconds']} s a row, or less where each request works only once; "
        "events are not saved."
    ]
    noisy = [row.other_cpu for row in results.rows if row.other_cpu > NOISE]
    if noisy:
        lines.append(
            f"During {len(noisy)} of {len(results.rows)} rows something else on the machine took more than {NOISE:.0%} "
            f"of the CPU, up to {max(noisy):.0%}: measure again while it is idle."
        )
    if results.failures:
        names = ", ".join(f"{row.scenario} of {row.server} ({row.errors} errors)" for row in results.failures)
        lines.append(f"**Failed**, and left out: {names}.")
    return "\n\n".join(lines)


def _targets(results: Results) -> str:
    """What was measured of what the results are held against."""
    rows = []

    def row(text: str, sign: str, target: float, values: list[float], digits: int = 2) -> None:
        if values:
            met = median(values) <= target if sign == "≤" else median(values) >= target
            rows.append([text, f"{sign} {target}", spread(values, digits), "met" if met else "**not met**"])

    def ratios(over: tuple[str, str], under: tuple[str, str], figure: str = "per_second") -> list[float]:
        return results.ratios(over, under, MAIN_CONNECTIONS, figure)

    ours, stock = ("ours", RS256), ("stock", RS256)
    row("RS256 client credentials, signing / stock", "≥", 1.7, ratios(("signing", RS256), stock))
    row("RS256 client credentials, ours / stock", "≥", 1.9, ratios(ours, stock))
    row("ES256 / RS256 client credentials, both ours", "≥", 1.0, ratios(("ours", ES256), ours))
    row("delegation, ours / token exchange, stock", "≥", 1.5, ratios(("ours", "delegation"), ("stock", "exchange")))
    row("`/token` / native path, both ours, block by block", "≥", 0.99, results.alias, digits=3)
    for scenario, target in ((EXCHANGE_20, 1.05), (EXCHANGE_1000, 1.3)):
        text = f"CPU: {SCENARIOS[scenario].title} / as shipped, block by block"
        row(text, "≤", target, results.permits.get(scenario, []))
    row("RS256 client credentials, explorer off / without its jar", "≥", 0.99, ratios(ours, ("no-explorer", RS256)))
    row("RS256 client credentials, explorer on / off", "≥", 0.97, ratios(("explorer", RS256), ours))
    row("RS256 client credentials, explorer on and watched / off", "≥", 0.97, ratios(("watched", RS256), ours))
    row("start-up, ours / stock", "≤", 1.2, ratios(ours, stock, "start_seconds"))
    if not rows:
        return ""
    text = f"Throughput at {MAIN_CONNECTIONS} connections; the median, smallest–largest in brackets."
    return f"### Targets\n\n{text}\n\n" + table(["", "target", "measured", ""], rows)


def _ratios(results: Results, over: str, under: str) -> str:
    """Throughput and CPU time of a server, divided by another one's in the same pair."""
    connections = results.options["connections"]
    main = MAIN_CONNECTIONS if MAIN_CONNECTIONS in connections else connections[-1]
    rows = []
    for scenario in results.options["only"]:
        keys = (over, scenario), (under, scenario)
        ratios = [results.ratios(*keys, count) for count in connections]
        if any(ratios):
            cpu = results.ratios(*keys, main, "cpu_ms")
            rows.append([SCENARIOS[scenario].title, *map(spread, ratios), spread(cpu)])
    if not rows:
        return ""
    header = ["", *(f"requests/s at {count}" for count in connections), f"CPU per request at {main}"]
    return f"### {over} / {under}\n\n" + table(header, rows)


def _absolute(results: Results) -> str:
    """The figures of this machine."""
    rows = []
    for scenario in results.options["only"]:
        for count in results.options["connections"]:
            for server in results.options["servers"]:
                found = results.find(server, scenario, count).values()
                if found:
                    medians = [format(median(getattr(row, name) for row in found), spec) for _, name, spec in FIGURES]
                    rows.append([SCENARIOS[scenario].title, server, str(count), *medians])
    header = ["scenario", "server", "connections", *(heading for heading, _, _ in FIGURES)]
    text = f"The median of the pairs, on the machine above on {results.machine['date']}; on another one, others."
    # Long, so that it is folded where HTML is shown.
    folded = f"<details><summary>Show them</summary>\n\n{table(header, rows)}\n\n</details>"
    return f"### Absolute figures\n\n{text}\n\n{folded}"

