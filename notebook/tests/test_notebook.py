"""Checks the committed notebook."""

import ast
import json
import unittest
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "oauth2-flows.ipynb"
NOTEBOOK = json.loads(FILE.read_text(encoding="utf-8"))
CELLS = NOTEBOOK["cells"]
STRIP = "run `jupyter nbconvert --clear-output --inplace notebook/oauth2-flows.ipynb` before you commit"


HINT = "**In the explorer:** "
SENDING_METHODS = {"ask", "connect", "get", "key_for", "post", "wait_for_tokens"}
SENDERS = {"lab", "redirect", "server"}


def sends_requests(cell, functions):
    """Returns whether a cell calls the server, by itself or by one of the functions of earlier cells, which it extends."""
    called = False
    for statement in ast.parse("".join(cell["source"])).body:
        calls = [node.func for node in ast.walk(statement) if isinstance(node, ast.Call)]
        sends = any(
            isinstance(call, ast.Attribute)
            and call.attr in SENDING_METHODS
            and getattr(call.value, "id", None) in SENDERS
            or isinstance(call, ast.Name)
            and call.id in functions
            for call in calls
        )
        if isinstance(statement, ast.FunctionDef):
            if sends:
                functions.add(statement.name)
        else:
            called = called or sends
    return called


def sections():
    """Returns the text of each numbered section, including code."""
    text = "\n".join("".join(cell["source"]) for cell in CELLS)
    return text.split("\n## ")[1:]


class NotebookTest(unittest.TestCase):
    def test_outputs_are_stripped(self):
        for cell in CELLS:
            if cell["cell_type"] == "code":
                self.assertEqual(
                    ([], None), (cell["outputs"], cell["execution_count"]), f"{cell['id']}: {STRIP}"
                )
            self.assertEqual({}, cell["metadata"], f"{cell['id']}: {STRIP}")
            self.assertNotIn("attachments", cell)

    def test_ids_are_unique(self):
        ids = [cell["id"] for cell in CELLS]
        self.assertEqual(len(ids), len(set(ids)))

    def test_sections_are_numbered(self):
        self.assertEqual(
            [str(number) for number in range(1, 10)], [section.split(".")[0] for section in sections()]
        )

    def test_flows_have_a_diagram_and_are_broken_on_purpose(self):
        for section in sections()[1:8]:
            title = section.splitlines()[0]
            self.assertIn("**For:**", section, title)
            self.assertIn("```mermaid", section, title)
            self.assertIn("### Break it", section, title)

    def test_every_break_it_cell_demands_a_refusal(self):
        breaking = [cell for cell in CELLS if cell["cell_type"] == "code" and "-break" in cell["id"]]
        self.assertGreater(len(breaking), 20)
        works_on_purpose = {"cc-break-write", "introspection-break-unknown"}
        for cell in breaking:
            if cell["id"] not in works_on_purpose:
                self.assertRegex("".join(cell["source"]), r"lab\.(refused|client_refuses)\(", cell["id"])

    def test_cells_that_send_requests_say_what_to_look_for_in_the_explorer(self):
        functions = set()
        code = [cell for cell in CELLS if cell["cell_type"] == "code"]
        sending = [cell["id"] for cell in code if sends_requests(cell, functions)]
        self.assertGreater(len(sending), 40)
        hinted = [
            cell["id"]
            for text, cell in zip(CELLS, CELLS[1:])
            if text["cell_type"] == "markdown" and HINT in "".join(text["source"])
        ]
        self.assertEqual(sending, hinted)

    def test_it_calls_nobody_but_the_server(self):
        for cell in CELLS:
            if cell["cell_type"] == "code":
                for word in ("http://", "pip install", "!"):
                    source = "".join(cell["source"]).replace("!=", "")
                    self.assertNotIn(word, source, cell["id"])


if __name__ == "__main__":
    unittest.main()
