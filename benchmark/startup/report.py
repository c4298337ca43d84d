"""Renders results as Markdown, for docs/performance.md."""

from pathlib import Path
from statistics import median

from load.publish import PAGE, replaced
from load.report import spread, table

from .cases import CASES, MORE_IMAGE_MB, MORE_MEMORY_MB
from .plot import plot
from .results import Results

PLOT = "start-up.svg"
SECTION = "start-up"  # of docs/performance.md, between its markers


def publish(results: Results) -> None:
    """Writes the section and the plot to the documentation."""
    image = f"![Seconds of each phase of a start](images/{PLOT})"
    section = f"{markdown(results).strip()}\n\n{image}"
    PAGE.write_text(replaced(PAGE.read_text(), SECTION, section))
    (PAGE.parent / "images" / PLOT).write_text(plot(results))


def write(results: Results, folder: Path) -> None:
    """Writes results.md and the plot to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.md").write_text(markdown(results))
    (folder / PLOT).write_text(plot(results))


def markdown(results: Results) -> str:
    """The section on start-up: targets first."""
    sections = [_measured_on(results), _targets(results), _absolute(results)]
    return "\n\n".join(section for section in sections if section) + "\n"


def _measured_on(results: Results) -> str:
    machine = results.machine
    pairs = max((start.pair for start in results.starts), default=0)
    lines = [
        f"Measured on {machine['date']}: Keycloak {machine['Keycloak']} on {machine['cores']} cores ({machine['CPU']}) with "
        f"{machine['memory']}; in turn, each {pairs} times; from the start of the process to the first access token, of "
        "stock Keycloak at its token endpoint, of this distribution at `/token`. The median, smallest–largest in brackets."
    ]
    return "\n\n".join(lines + results.missing)


def _targets(results: Results) -> str:
    rows = []

    def row(text: str, target: float | None, values: list[float], unit: str = "") -> None:
        digits = 0 if unit else 2
        shown = f"≤ {target}{unit}" if target else "–"
        met = "" if target is None else "met" if median(values) <= target else "**not met**"
        rows.append([text, shown, spread(values, digits) + unit, met])

    for name, case in CASES.items():
        for java in results.javas(name):
            if values := results.ratios(name, java):
                row(f"{_title(name, java)}: seconds, ours / stock", case.target_for(java), values)
                row(f"{_title(name, java)}: CPU time, ours / stock", None, results.ratios(name, java, "cpu_seconds"))
    for name in ("restart", "image"):
        for java in results.javas(name):
            if more := [ours.memory_mb - stock.memory_mb for stock, ours in results.pairs(name, java)]:
                row(f"{_title(name, java)}: more memory than stock", MORE_MEMORY_MB, more, " MB")
    if results.image_mb:
        row("image: larger than Keycloak's", MORE_IMAGE_MB, [results.image_mb["ours"] - results.image_mb["base"]], " MB")
    return table(["", "target", "measured", ""], rows)


def _absolute(results: Results) -> str:
    rows = []
    for name in CASES:
        for java in results.javas(name):
            for server in ("stock", "ours"):
                if starts := results.find(name, java, server):
                    figures = [
                        spread([start.seconds for start in starts], 1),
                        spread([start.cpu_seconds for start in starts], 1),
                        spread([start.memory_mb for start in starts], 0),
                    ]
                    rows.append([_title(name, java), server, *figures])
    return table(["", "server", "seconds", "CPU seconds", "memory, MB"], rows)


def _title(case: str, java: int) -> str:
    return CASES[case].title + (f", Java {java}" if java else "")
