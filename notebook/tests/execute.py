"""Runs the notebook from top to bottom: execute.py OUTPUT. If a cell fails, exits with its error."""

import re
import sys
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]
NEEDED = (
    "cryptography",
    "dotenv",
    "ipykernel",
    "jwt",
    "matplotlib",
    "nbclient",
    "nbformat",
    "requests",
    "segno",
)
CELL_TIMEOUT = 120  # seconds; the slowest cells wait for a device


def main(output):
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = nbformat.read(FOLDER / "oauth2-flows.ipynb", as_version=4)
    client = NotebookClient(notebook, timeout=CELL_TIMEOUT, resources={"metadata": {"path": FOLDER}})
    try:
        client.execute()
    except CellExecutionError as error:
        raise SystemExit(re.sub(r"\x1b\[[\d;]*m", "", str(error))) from None
    finally:
        nbformat.write(notebook, output)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    executed = [cell for cell in cells if cell.execution_count is not None]
    if len(executed) < len(cells):
        raise SystemExit(f"Only {len(executed)} of {len(cells)} cells were executed")
    print(f"{len(executed)} cells executed")


if __name__ == "__main__":
    missing = [module for module in NEEDED if find_spec(module) is None]
    if missing:
        packages = " ".join((FOLDER / "debian-packages.txt").read_text().split())
        raise SystemExit(
            f"The notebook needs {', '.join(missing)}: apt-get install --no-install-recommends {packages}"
        )
    main(sys.argv[1])
