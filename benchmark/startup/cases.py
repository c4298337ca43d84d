"""What is measured, and the targets."""

from dataclasses import dataclass

NEWER_JAVA = 25  # has an AOT cache instead of a class archive
MORE_MEMORY_MB = 40
MORE_IMAGE_MB = 130


@dataclass(frozen=True)
class Case:
    """A way to start: from which data, with or without the archive of classes that an earlier run has written."""

    title: str
    target: float | None = None  # ours / stock, at most
    target_of_newer_java: float | None = None

    def target_for(self, java: int) -> float | None:
        """The target with a version of Java."""
        return self.target_of_newer_java if java >= NEWER_JAVA else self.target


CASES = {
    "first": Case("new database, first run of a build"),
    "fresh": Case("new database", 0.45),
    "restart": Case("restart", 0.70, 0.55),
    "image": Case("image, restart with PostgreSQL", 0.65),
}
