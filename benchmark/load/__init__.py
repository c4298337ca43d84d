"""The load benchmark: stock Keycloak and this project's distribution, measured in turn on one machine."""

from pathlib import Path


class BenchmarkError(Exception):
    """Explains in a sentence or two what went wrong, and what to do next."""


PROJECT = Path(__file__).resolve().parents[2]
TARGET = PROJECT / "benchmark" / "target"
