"""Writes the results of runs to docs/performance.md, between its markers."""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from . import PROJECT, BenchmarkError, report, scale_report
from .results import Point, Results, Row, Scale
from .servers import SERVERS

PAGE = PROJECT / "docs" / "performance.md"
SECTIONS = TARGETS, TOKENS, PEERS, SCALE = "targets", "tokens", "peers", "scale"


def main(arguments: list[str]) -> int:
    """Writes the sections of which there are results, and returns the exit status."""
    parser = argparse.ArgumentParser("benchmark/run publish", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR", help="the --output of a run; all at once")
    folders = parser.parse_args(arguments).folders
    runs = [_results(path) for folder in folders if (path := folder / "results.json").is_file()]
    scales = [_scale(path) for folder in folders if (path := folder / "scale.json").is_file()]
    if not runs and not scales:
        raise BenchmarkError("There are no results.json and no scale.json in these folders.")
    sections = {PEERS if _has_peers(run) else TOKENS: report.details(run) for run in runs}
    if runs:
        sections[TARGETS] = f"{report.EXPLANATION}\n\n{report.targets(runs)}"
    for scale in scales:
        sections[SCALE] = scale_report.section(scale)
        (PAGE.parent / scale_report.PLOT).write_text(scale_report.plot(scale))
    page = PAGE.read_text()
    for name, text in sections.items():
        page = replaced(page, name, text)
    PAGE.write_text(page)
    print(f"Written to {PAGE}: {', '.join(sections)}")
    return 0


def replaced(page: str, name: str, text: str) -> str:
    """A page with another text between the markers of a section."""
    begin, end = f"<!-- generated: {name} -->\n", "<!-- end -->"
    section = re.compile(f"{re.escape(begin)}.*?{end}", re.DOTALL)
    page, count = section.subn(lambda _: f"{begin}\n{text}\n\n{end}", page)
    if count != 1:
        raise BenchmarkError(f"{PAGE} has the marker {begin.strip()} {count} times instead of once.")
    return page


def _has_peers(run: Results) -> bool:
    return any(SERVERS[name].peer for name in run.options["servers"])


def _results(path: Path) -> Results:
    kept: dict[str, Any] = json.loads(path.read_text())
    return Results(**kept | {"rows": [Row(**row) for row in kept["rows"]]})


def _scale(path: Path) -> Scale:
    kept: dict[str, Any] = json.loads(path.read_text())
    return Scale(**kept | {"points": [Point(**point) for point in kept["points"]]})
