"""Tells what is going on, how long it has taken, and how long the rest is going to take."""

import sys
import time


class Progress:
    """Prints a line for each step: what it is at once, what came of it when it is over."""

    def __init__(self, planned_seconds: float = 0):
        self.began = time.monotonic()
        self.planned = planned_seconds  # of the whole
        self.done = 0.0  # of the planned seconds
        self._open = False

    def begin(self, text: str) -> None:
        """Prints the beginning of a line."""
        self.end()
        print(f"{self._clock()}  {text}", end=" ", flush=True)
        self._open = True

    def end(self, text: str = "", planned_seconds: float = 0) -> None:
        """Prints the rest of the line, and counts what was planned for the step as done."""
        self.done += planned_seconds
        if self._open:
            print(text, flush=True)
        self._open = False

    def note(self, text: str) -> None:
        """Prints a line of its own."""
        self.end()
        print(text, flush=True)

    def warn(self, text: str) -> None:
        """Prints a warning."""
        self.end()
        print(f"benchmark: {text}", file=sys.stderr, flush=True)

    def _clock(self) -> str:
        elapsed = time.monotonic() - self.began
        if not self.planned:
            return duration(elapsed)
        # The plan knows the proportions; how fast this machine is shows as it goes.
        pace = elapsed / self.done if self.done > 0.02 * self.planned else 1
        return f"{duration(elapsed)}, {duration(max(self.planned - self.done, 0) * pace)} left"


def duration(seconds: float) -> str:
    """Minutes and seconds, as a clock shows them."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes:2d}:{rest:02d}"
