"""Renders results as Markdown, for people and for docs/performance.md."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from statistics import median

from .results import WITHIN, Ratio, Results
from .scenarios import ALIAS, ES256, EXCHANGE, EXCHANGE_20, EXCHANGE_1000, RS256, SCENARIOS
from .servers import SERVERS

MAIN_CONNECTIONS = 8  # where only one number of connections is looked at
NOISE = 0.05  # the share of the processors that others may take before it is worth a word

# Title, over, under, the least ratio of requests per CPU second
TARGETS = (
    ("RS256, signing / stock", ("signing", RS256), ("stock", RS256), 1.7),
    ("RS256, ours / stock", ("ours", RS256), ("stock", RS256), 1.9),
    ("ES256 / RS256, both ours", ("ours", ES256), ("ours", RS256), 1.0),
    ("introspection, ours / stock", ("ours", "introspection"), ("stock", "introspection"), 1.4),
    ("delegation, ours / token exchange, stock", ("ours", "delegation"), ("stock", EXCHANGE), 1.5),
    ("`/token` / native path, both ours", ("ours", ALIAS), ("ours", RS256), 0.99),
    ("exchange, 20 permits / as shipped", ("permits", EXCHANGE_20), ("permits", EXCHANGE), 1 / 1.05),
    ("exchange, 1,000 permits / as shipped", ("permits", EXCHANGE_1000), ("permits", EXCHANGE), 1 / 1.3),
    ("RS256, explorer off / without its jar", ("ours", RS256), ("no-explorer", RS256), 0.99),
    ("RS256, explorer on / off", ("explorer", RS256), ("ours", RS256), 0.97),
    ("RS256, explorer on and watched / off", ("watched", RS256), ("ours", RS256), 0.97),
    ("RS256, ours / node", ("ours", RS256), ("node", RS256), 1.0),
    ("ES256, ours / node", ("ours", ES256), ("node", ES256), 2.0),
)

# Heading, member of Row, format
FIGURES = (
    ("CPU ms", "cpu_ms", ".3f"),
    ("requests/s", "per_second", ",.0f"),
    ("p50 ms", "p50_ms", ".2f"),
    ("p99 ms", "p99_ms", ".1f"),
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
    sections = [f"### Targets\n\n{EXPLANATION}\n\n{found}" if (found := targets([results])) else "", details(results)]
    return "\n\n".join(section for section in sections if section) + "\n"


EXPLANATION = (
    "How many times as many requests are answered in the same CPU time of the server, and in the same time by the clock, "
    f"at {MAIN_CONNECTIONS} connections: the median of the pairs, in brackets its 95 % interval. A target is met if the "
    "worse end of the interval by CPU time meets it."
)


def targets(runs: Iterable[Results]) -> str:
    """What was measured of what the results are held against, in the first run that has it."""
    rows, seen = [], set()
    for results in runs:
        for title, over, under, least in TARGETS:
            cpu = results.ratio(over, under, MAIN_CONNECTIONS)
            if cpu and title not in seen:
                seen.add(title)
                clock = results.ratio(over, under, MAIN_CONNECTIONS, "per_second")
                met = "met" if cpu.low >= least else "**not met**"
                rows.append([title, f"≥ {least:.2f}", str(cpu), str(clock), met])
    return table(["", "target", "by CPU time", "by the clock", ""], rows) if rows else ""


def details(results: Results) -> str:
    """What was measured how, all ratios, and the absolute figures."""
    measured = results.options["servers"]
    compared = [(server, "stock") for server in measured if server not in ("stock", *_peers(results))]
    compared += [("ours", peer) for peer in _peers(results)]
    sections = [_measured_on(results), *(_ratios(results, *pair) for pair in compared), _absolute(results)]
    return "\n\n".join(section for section in sections if section)


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


def _peers(results: Results) -> list[str]:
    return [server for server in results.options["servers"] if SERVERS[server].peer]


def _measured_on(results: Results) -> str:
    options = results.options
    lines = [
        f"{machine_line(results.machine)} Started side by side ({options['starts']} ×), with fresh databases, "
        f"each warmed up for {options['warm']} s with the first scenario and a quarter of that with each other: "
        f"{', '.join(options['servers'])}. Then measured in turn, for "
        f"{options['seconds']} s each, or less where each request works only once; pair by pair until the intervals were "
        f"within ±{WITHIN:.0%} of the medians, at most {options['pairs']} times. Events are not saved.",
        signatures_line(results.signatures),
    ]
    if wide := _wide(results):
        lines.append(f"Not within ±{WITHIN:.0%} after {options['pairs']} pairs: {', '.join(wide)}.")
    noisy = [row.other_cpu for row in results.rows if row.other_cpu > NOISE]
    if noisy:
        lines.append(
            f"During {len(noisy)} of {len(results.rows)} rows something else on the machine took more than {NOISE:.0%} "
            f"of the CPU, up to {max(noisy):.0%}: measure again while it is idle."
        )
    if results.failures:
        names = ", ".join(f"{row.scenario} of {row.server} ({row.errors} errors)" for row in results.failures)
        lines.append(f"**Failed**, and left out: {names}.")
    return "\n\n".join(line for line in lines if line)


def machine_line(machine: dict[str, str]) -> str:
    """What was measured, and on what."""
    return (
        f"Measured on {machine['date']}: Keycloak {machine['Keycloak']}, {machine['JVM']}, on {machine['cores']} cores "
        f"({machine['CPU']}) with {machine['memory']}, load by wrk {machine['wrk']} on the same machine."
    )


def signatures_line(signatures: list[float]) -> str:
    """What the machine itself did meanwhile."""
    if not signatures:
        return ""
    low, middle, high = min(signatures), median(signatures), max(signatures)
    return (
        f"What the machine itself did meanwhile: `openssl speed rsa2048` ({len(signatures)} ×) before, between and after "
        f"the measurements, made {middle:,.0f} signatures a second on one core ({low:,.0f}–{high:,.0f}), so one took "
        f"{1000 / middle:.2f} ms."
    )


def _wide(results: Results) -> list[str]:
    """The ratios by CPU time whose interval is too wide."""
    servers, found = results.options["servers"], []
    for scenario in results.options["only"]:
        for connections in results.options["connections"]:
            for other in servers:
                ratio = results.ratio(("ours", scenario), (other, scenario), connections)
                if other != "ours" and ratio and not ratio.settled:
                    found.append(f"{SCENARIOS[scenario].title} at {connections}, ours / {other}")
    return found


def _ratios(results: Results, over: str, under: str) -> str:
    """The requests that a server answers, divided by another one's in the same pair."""
    rows = []
    for scenario in results.options["only"]:
        found: list[Ratio | None] = []
        for connections in results.options["connections"]:
            for figure in ("per_cpu_second", "per_second"):
                found.append(results.ratio((over, scenario), (under, scenario), connections, figure))
        if any(found):
            rows.append([SCENARIOS[scenario].title, *(str(ratio or "–") for ratio in found)])
    if not rows:
        return ""
    header = [f"{by} at {count}" for count in results.options["connections"] for by in ("by CPU time", "by the clock")]
    return f"### {over} / {under}\n\n" + table(["", *header], rows)


def _absolute(results: Results) -> str:
    """The figures of this machine."""
    rows = []
    for scenario in results.options["only"]:
        for count in results.options["connections"]:
            for server in results.options["servers"]:
                if found := results.find(server, scenario, count):
                    medians = [format(median(getattr(row, name) for row in found), spec) for _, name, spec in FIGURES]
                    rows.append([SCENARIOS[scenario].title, server, str(count), *medians])
    header = ["scenario", "server", "connections", *(heading for heading, _, _ in FIGURES)]
    text = f"The median of the pairs, on the machine above on {results.machine['date']}; on another one, others."
    # Long, so that it is folded where HTML is shown.
    folded = f"<details><summary>Show them</summary>\n\n{table(header, rows)}\n\n</details>"
    return f"### Absolute figures\n\n{text}\n\n{folded}"
