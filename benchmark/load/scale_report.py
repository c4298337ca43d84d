"""Renders what `scale` measured: Markdown, and a plot as SVG."""

from collections.abc import Iterator
from math import log10

from .report import machine_line, signatures_line, table
from .results import Point, Scale

PLOT = "images/scale.svg"  # beside the page
KINDS = {
    "clients": "clients: each gets a token in turn",
    "permits": "permits: exchanges in a realm that has so many",
    "realms": "realms: a token from each in turn",
    "sessions": "user sessions: random ones are refreshed",
}
NODES = {
    "nodes-client-credentials": "client credentials, RS256",
    "nodes-refresh": "refresh",
}
# Heading, member of Point, format; the first five are plotted
FIGURES = (
    ("CPU ms per request", "cpu_ms", ".3f"),
    ("requests/s", "per_second", ",.0f"),
    ("p99 ms", "p99_ms", ".1f"),
    ("RSS MB", "rss_mb", ",.0f"),
    ("restart, s", "start_seconds", ".1f"),
    ("CPU ms of PostgreSQL", "database_cpu_ms", ".3f"),
)
WIDTH, COLUMNS, PANEL, HEIGHT, MARGIN = 900, 3, 230, 150, 56
# Distinguishable also with a colour vision deficiency (Okabe and Ito).
COLOURS = dict(zip(KINDS, ("#0072b2", "#d55e00", "#009e73", "#cc79a7"), strict=True))
STYLE = (
    "text{font:12px sans-serif;fill:#1f2328}.heading{font-weight:bold}.axis{stroke:#8c959f}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}}"
)


def section(results: Scale) -> str:
    """What was measured, as tables."""
    options = results.options
    parts = [
        f"{machine_line(results.machine)} PostgreSQL ran there, too. Each size was imported into a fresh database; clients "
        "and sessions were multiplied by SQL, from those that an import and a login had left. Then the server was restarted, "
        f"warmed up for {options['warm']} s and measured three times for {options['seconds']} s at 8 connections (medians). "
        "Keycloak keeps up to 10,000 sessions in memory and reads others from the database.",
        signatures_line(results.signatures),
        f"![CPU time, throughput, p99, memory and restart over the number of each kind]({PLOT})",
        _table("", KINDS, results),
        "Two nodes, one core each, against one with both cores, all behind HAProxy, which takes its share of them:",
        _table("nodes", NODES, results),
        extrapolated(results),
    ]
    return "\n\n".join(part for part in parts if part)


def extrapolated(results: Scale) -> str:
    """What a thousand more of each kind cost, by the two largest sizes: how figures continue beyond them."""
    rows = []
    for kind, title in KINDS.items():
        points = _points(results, kind)
        if len(points) > 1:
            before, last = points[-2:]
            more = (last.size - before.size) / 1000
            figures = ("cpu_ms", "rss_mb", "start_seconds")
            slopes = [(getattr(last, name) - getattr(before, name)) / more for name in figures]
            rows.append([title.partition(":")[0], f"{before.size:,}–{last.size:,}", *(f"{slope:+.4f}" for slope in slopes)])
    if not rows:
        return ""
    header = ["", "between", "CPU ms per request", "RSS MB", "restart, s"]
    return "What each thousand more costs, by the two largest sizes; larger ones were not measured:\n\n" + table(header, rows)


def _table(what: str, kinds: dict[str, str], results: Scale) -> str:
    rows = [
        [title if first else "", f"{point.size:,}", *(format(getattr(point, name), spec) for _, name, spec in FIGURES)]
        for kind, title in kinds.items()
        for first, point in zip([True, False, False], _points(results, kind))
    ]
    return table(["", what or "number", *(heading for heading, _, _ in FIGURES)], rows) if rows else ""


def _points(results: Scale, kind: str) -> list[Point]:
    return sorted((point for point in results.points if point.kind == kind), key=lambda point: point.size)


def plot(results: Scale) -> str:
    """A panel for each figure, a line for each kind, over the logarithm of its size."""
    parts = list(_legend())
    for number, (heading, name, spec) in enumerate(FIGURES[:-1]):
        x = number % COLUMNS * (PANEL + MARGIN) + MARGIN
        y = number // COLUMNS * (HEIGHT + 70) + 60
        parts.append(f'<g transform="translate({x} {y})">{"".join(_panel(results, heading, name, spec))}</g>')
    height = 30 + 2 * (HEIGHT + 70)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'aria-label="Figures over the number of clients, permits, realms and sessions"><style>{STYLE}</style>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _panel(results: Scale, heading: str, name: str, spec: str) -> Iterator[str]:
    points = [point for kind in KINDS for point in _points(results, kind)]
    highest = max((getattr(point, name) for point in points), default=0) or 1
    decades = max(1, round(log10(max((point.size for point in points), default=10))))
    yield f'<text class="heading" x="0" y="-10">{heading}</text>'
    yield f'<path class="axis" fill="none" d="M0 0V{HEIGHT}H{PANEL}"/>'
    yield f'<text x="-4" y="10" text-anchor="end">{format(highest, spec)}</text><text x="-4" y="{HEIGHT}" text-anchor="end">0</text>'
    for decade in range(0, decades + 1, 2):
        yield f'<text x="{decade / decades * PANEL:.0f}" y="{HEIGHT + 16}" text-anchor="middle">{10**decade:,}</text>'
    for kind, colour in COLOURS.items():
        places = [
            (log10(point.size) / decades * PANEL, HEIGHT * (1 - getattr(point, name) / highest), point)
            for point in _points(results, kind)
        ]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for x, y, point in places:
            tip = f"<title>{point.size:,} {kind}: {format(getattr(point, name), spec)}</title>"
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}">{tip}</circle>'


def _legend() -> Iterator[str]:
    for number, (kind, colour) in enumerate(COLOURS.items()):
        x = number * 160 + MARGIN
        yield f'<circle cx="{x}" cy="14" r="5" fill="{colour}"/><text x="{x + 12}" y="18">{kind}</text>'
