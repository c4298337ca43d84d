"""The picture: how each server does against stock Keycloak, and how many requests it answers."""

from pathlib import Path
from statistics import median

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .report import main_connections, title
from .results import Results
from .scenarios import SCENARIOS

COLOURS = {"stock": "#8a94a0", "signing": "#e69f00", "ours": "#0072b2"}  # told apart by everyone
INK, QUIET, PALE = "#24292f", "#6e7781", "#d0d7de"
BACKGROUND = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}


def draw(results: Results, file: Path) -> None:
    """Writes an SVG; the same results make the same file."""
    servers = [name for name in COLOURS if name in results.options["servers"]]
    scenarios = results.options["scenarios"]
    style = {"svg.hashsalt": "benchmark", "font.size": 9, "text.color": INK, "axes.edgecolor": PALE}
    style |= {"axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK, "axes.axisbelow": True}
    with matplotlib.rc_context(style):
        figure = Figure(figsize=(10, 1.6 + 0.5 * len(scenarios)), layout="constrained", facecolor="white")
        ratios, absolute = figure.subplots(1, 2, sharey=True)
        _draw_ratios(ratios, results, servers, scenarios)
        _draw_absolute(absolute, results, servers, scenarios)
        absolute.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=len(servers), frameon=False)
        figure.savefig(file, format="svg", metadata={"Date": None})


def _draw_ratios(axes: Axes, results: Results, servers: list[str], scenarios: list[str]) -> None:
    count = main_connections(results)
    axes.axvline(1, color=COLOURS["stock"], linewidth=1.5)
    highest: list[float] = []
    for server in servers:
        for row, scenario in enumerate(scenarios):
            ratios = results.ratios((server, scenario), ("stock", scenario), count)
            if ratios and server != "stock":
                highest.append(max(ratios))
                place = row + _offset(server, servers)
                axes.hlines(place, min(ratios), max(ratios), color=COLOURS[server], linewidth=2)
                axes.plot(median(ratios), place, "o", color=COLOURS[server], markersize=6)
                _note(axes, f"{median(ratios):.2f}", max(ratios), place, INK)
    axes.set_xlim(0, 1.2 * max([1, *highest]))
    for row, scenario in enumerate(scenarios):
        if SCENARIOS[scenario].ours_only:
            _note(axes, "not in stock Keycloak", 1, row, QUIET)
    axes.set_ylim(len(scenarios) - 0.4, -0.6)
    axes.set_yticks(range(len(scenarios)), [title(scenario).replace("`", "") for scenario in scenarios])
    _finish(axes, f"throughput / stock's, {count} connections; lines: all pairs")


def _draw_absolute(axes: Axes, results: Results, servers: list[str], scenarios: list[str]) -> None:
    count = main_connections(results)
    for server in servers:
        rows = [list(results.find(server, scenario, count).values()) for scenario in scenarios]
        axes.barh(
            [index + _offset(server, servers) for index in range(len(scenarios))],
            [median(row.per_second for row in found) if found else 0 for found in rows],
            height=0.8 / len(servers),
            color=COLOURS[server],
            label=server,
        )
    axes.tick_params(labelleft=False)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    _finish(axes, f"requests/s on the machine of the tables, {count} connections")


def _note(axes: Axes, text: str, x: float, y: float, colour: str) -> None:
    axes.annotate(text, (x, y), (6, 0), textcoords="offset points", va="center", color=colour, bbox=BACKGROUND)


def _offset(server: str, servers: list[str]) -> float:
    return (servers.index(server) - (len(servers) - 1) / 2) * 0.8 / len(servers)


def _finish(axes: Axes, label: str) -> None:
    axes.set_xlabel(label)
    axes.grid(axis="x", color=PALE, linewidth=0.5)
    axes.tick_params(length=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
