"""Draws the phases of the starts as an SVG."""

from collections.abc import Iterator
from html import escape
from statistics import median

from .cases import CASES
from .phases import PHASES
from .results import Results

WIDTH, LABEL, BAR, GAP, GROUP, TOP = 880, 190, 18, 6, 30, 64
# Distinguishable also with a colour vision deficiency (Okabe and Ito).
COLOURS = dict(zip(PHASES, ("#0072b2", "#56b4e9", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#7f7f7f"), strict=True))
STYLE = "text{font:13px sans-serif;fill:#1f2328}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}"


def plot(results: Results) -> str:
    """A bar for each case and server: the median seconds of its phases."""
    bars = list(_bars(results))
    longest = max((sum(phases.values()) for *_, phases in bars), default=1.0)
    scale = (WIDTH - LABEL - 60) / longest
    parts, y = [*_legend()], TOP
    for title, server, phases in bars:
        if title:
            y += GROUP
            parts.append(f'<text x="0" y="{y - 8}" font-weight="bold">{escape(title)}</text>')
        parts.append(f'<text x="{LABEL - 10}" y="{y + BAR - 5}" text-anchor="end">{server}</text>')
        x = float(LABEL)
        for phase, seconds in phases.items():
            tip = f"<title>{escape(phase)}: {seconds:.1f} s</title>"
            parts.append(f'<rect x="{x:.1f}" y="{y}" width="{seconds * scale:.1f}" height="{BAR}" fill="{COLOURS[phase]}">{tip}</rect>')
            x += seconds * scale
        parts.append(f'<text x="{x + 6:.1f}" y="{y + BAR - 5}">{sum(phases.values()):.1f} s</text>')
        y += BAR + GAP
    height = y + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="Seconds of each phase of a start"><style>{STYLE}</style>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _bars(results: Results) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Title of a group, with its first bar only; server; seconds of the phases."""
    for name, case in CASES.items():
        for java in results.javas(name):
            title = case.title + (f", Java {java}" if java else "")
            for server in ("stock", "ours"):
                if starts := results.find(name, java, server):
                    shown = {phase for start in starts for phase in start.phases}
                    yield title, server, {
                        phase: median(start.phases.get(phase, 0.0) for start in starts) for phase in PHASES if phase in shown
                    }
                    title = ""


def _legend() -> Iterator[str]:
    for number, (phase, colour) in enumerate(COLOURS.items()):
        x, y = number % 4 * 220, number // 4 * 24 + 4
        yield f'<rect x="{x}" y="{y}" width="14" height="14" fill="{colour}"/><text x="{x + 20}" y="{y + 12}">{escape(phase)}</text>'
