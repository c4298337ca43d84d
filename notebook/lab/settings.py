"""The variables shared by the server, Compose and the notebook."""

import os
from pathlib import Path

from dotenv import dotenv_values

NOTEBOOK = Path(__file__).resolve().parents[1]

# Later files override earlier ones: the shipped file, then your own file beside the notebook.
FILES = (NOTEBOOK.parent / "realm-config" / "notebook.env", NOTEBOOK / ".env")


def load(files=FILES, environment=os.environ):
    """Returns all variables as a dict. The environment overrides the files; nothing in a file is executed."""
    settings = {}
    for file in files:
        settings.update(dotenv_values(file, interpolate=False))
    settings.update(environment)
    return settings
