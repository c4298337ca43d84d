"""The timeline of the tokens."""

import time
from io import BytesIO

from matplotlib.figure import Figure
from matplotlib.patches import Patch

COLOURS = {
    "access token": "#0072b2",
    "refresh token": "#e69f00",
    "id token": "#009e73",
}  # distinguishable with colour blindness
PLANNED = 0.3  # opacity of the part of a lifetime that was cut short or is still to come


def draw(entries, now=None):
    """Returns a figure with a bar per token: solid while it worked, pale for the rest of its lifetime."""
    now = time.time() if now is None else now
    start = min(entry.issued for entry in entries)
    end = max(now, min(entry.expires for entry in entries)) - start + 60
    figure = Figure(figsize=(10, 1.2 + 0.25 * len(entries)), layout="constrained")
    axes = figure.add_subplot()
    for row, entry in enumerate(entries):
        _bar(axes, row, entry, start, now, end)
    axes.axvline(now - start, color="black", linewidth=1, linestyle=":")
    axes.set_xlim(0, end)
    axes.set_ylim(len(entries) - 0.4, -0.6)
    axes.set_yticks(range(len(entries)), [f"{entry.label}: {entry.kind}" for entry in entries], fontsize=8)
    axes.set_xlabel("seconds; solid: worked, pale: rest of the lifetime, ✕: ended early, dotted: now")
    axes.legend(
        handles=[Patch(color=colour, label=kind) for kind, colour in COLOURS.items()],
        loc="lower center",
        bbox_to_anchor=(0.5, 1),
        ncols=len(COLOURS),
        fontsize=8,
    )
    return figure


def _bar(axes, row, entry, start, now, end):
    colour = COLOURS[entry.kind]
    begin, lived = entry.issued - start, min(entry.ended or now, entry.expires) - start
    axes.barh(row, entry.expires - entry.issued, left=begin, color=colour, alpha=PLANNED)
    axes.barh(row, max(lived - begin, 0), left=begin, color=colour)
    if entry.ended:
        axes.plot(lived, row, marker="X", color="black", markersize=6)
        axes.annotate(entry.reason, (lived, row), (8, 0), textcoords="offset points", va="center", fontsize=8)
    if entry.expires - start > end:
        lifetime = f"lifetime {(entry.expires - entry.issued) / 60:.0f} min →"
        axes.annotate(
            lifetime, (end, row), (-4, 0), textcoords="offset points", ha="right", va="center", fontsize=8
        )


class Timeline:
    """Shows the timeline as PNG, with or without a matplotlib backend for notebooks."""

    def __init__(self, entries):
        self.figure = draw(entries)

    def _repr_png_(self):
        picture = BytesIO()
        self.figure.savefig(picture, format="png", dpi=100)
        return picture.getvalue()
