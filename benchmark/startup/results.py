"""What was measured, as it is kept in results.json."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Start:
    """One start of a server, up to its first token."""

    case: str  # see cases.py
    java: int  # version of Java; 0 for images, which have their own
    server: str  # "stock" or "ours"
    pair: int
    seconds: float
    cpu_seconds: float
    memory_mb: float  # resident, when the token was there
    phases: dict[str, float]


@dataclass
class Results:
    """One or several runs on one machine."""

    machine: dict[str, str]
    starts: list[Start] = field(default_factory=list)
    image_mb: dict[str, float] = field(default_factory=dict)  # by server
    missing: list[str] = field(default_factory=list)  # what could not be measured, and why

    def find(self, case: str, java: int, server: str) -> list[Start]:
        """The starts of a server, by pair."""
        return [one for one in self.starts if (one.case, one.java, one.server) == (case, java, server)]

    def ratios(self, case: str, java: int, figure: str = "seconds") -> list[float]:
        """A figure of ours divided by stock's, pair by pair: what was measured close together in time."""
        return [getattr(ours, figure) / getattr(stock, figure) for stock, ours in self.pairs(case, java)]

    def pairs(self, case: str, java: int) -> list[tuple[Start, Start]]:
        """Stock's and our start of each pair that has both."""
        stock = {start.pair: start for start in self.find(case, java, "stock")}
        return [(stock[one.pair], one) for one in self.find(case, java, "ours") if one.pair in stock]

    def javas(self, case: str) -> list[int]:
        """The versions of Java that a case was measured with."""
        return sorted({start.java for start in self.starts if start.case == case})

    def forget(self, case: str, java: int) -> None:
        """Removes the starts of a case, before it is measured again."""
        self.starts = [start for start in self.starts if (start.case, start.java) != (case, java)]

    def write(self, folder: Path) -> None:
        """Keeps everything in results.json."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "results.json").write_text(json.dumps(asdict(self), indent=1) + "\n")


def read(folder: Path) -> Results | None:
    """What a folder has from an earlier run."""
    file = folder / "results.json"
    if not file.is_file():
        return None
    kept = json.loads(file.read_text())
    return Results(**kept | {"starts": [Start(**start) for start in kept["starts"]]})
