"""The picture of the tokens' lives."""

import time
from io import BytesIO

from matplotlib.figure import Figure
from matplotlib.patches import Patch

COLOURS = {
    "access token": "#0072b2",
    "refresh token": "#e69f00",
    "id token": "#009e73",
}  # told apart by everyone
PLANNED = 0.3  # opacity of the part of a life that was not, or not yet, lived


def draw(entries, now=None):
    """Returns a matplotlib figure: a bar for each token, full where it worked, pale where it would have."""
    now = time.time() if now is None else now
    start = min(entry.issued for entry in entries)
    figure = Figure(figsize=(10, 1.2 + 0.3 * len(entries)), layout="constrained")
    axes = figure.add_subplot()
    horizon = max(now, min(entry.expires for entry in entries)) - start + 60
    for row, entry in enumerate(entries):
        colour = COLOURS[entry.kind]
        begin, lived = entry.issued - start, min(entry.ended or now, entry.expires) - start
        axes.barh(row, entry.expires - entry.issued, left=begin, color=colour, alpha=PLANNED)
        axes.barh(row, max(lived - begin, 0), left=begin, color=colour)
        if entry.ended:
            axes.plot(lived, row, marker="X", color="black", markersize=7)
            axes.annotate(f" {entry.reason}", (lived, row), va="center", fontsize=8)
        if entry.expires - start > horizon:
            axes.annotate(
                f"{(entry.expires - start) / 60:.0f} min → ",
                (horizon, row),
                ha="right",
                va="center",
                fontsize=8,
            )
    axes.axvline(now - start, color="black", linewidth=1, linestyle=":")
    axes.set_xlim(0, horizon)
    axes.set_yticks(range(len(entries)), [f"{entry.label}: {entry.kind}" for entry in entries], fontsize=8)
    axes.invert_yaxis()
    axes.set_xlabel(
        "seconds since the first token; full: worked until now or its end, pale: lifetime, ✕: ended early"
    )
    axes.legend(
        handles=[Patch(color=colour, label=kind) for kind, colour in COLOURS.items()],
        fontsize=8,
        loc="upper right",
    )
    return figure


class Timeline:
    """Shows the picture as PNG, with or without a matplotlib backend for notebooks."""

    def __init__(self, entries):
        self.figure = draw(entries)

    def _repr_png_(self):
        picture = BytesIO()
        self.figure.savefig(picture, format="png", dpi=100)
        return picture.getvalue()
