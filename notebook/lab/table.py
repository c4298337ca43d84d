"""Tables and panels for JupyterLab, light or dark, and as plain text elsewhere."""

from html import escape

SHORT = 20  # cells of up to this many characters are not wrapped
CELL = "text-align:left;vertical-align:top"
GOOD, BAD, NOTE = "#2e8540", "#c9302c", "#5b6b7b"


def panel(colour, title, inner):
    """Returns a box with a coloured edge as HTML. The title is text, inner is HTML."""
    head = f'<div style="font-weight:600">{escape(title)}</div>' if title else ""
    return (
        f'<div style="border-left:4px solid {colour};padding:2px 0 2px 12px;margin:6px 0">{head}{inner}</div>'
    )


def pre(text):
    """Returns preformatted text as HTML, with long lines wrapped."""
    return f'<pre style="white-space:pre-wrap;overflow-wrap:anywhere;margin:4px 0">{escape(text)}</pre>'


class Table:
    """Rows of text. marks highlights rows: {index: colour}."""

    def __init__(self, header, rows, title="", marks=None):
        self.header = header
        self.rows = [["" if cell is None else str(cell) for cell in row] for row in rows]
        self.title = title
        self.marks = marks or {}

    def _repr_html_(self):
        head = "".join(f'<th style="{CELL}">{escape(cell)}</th>' for cell in self.header)
        body = "".join(self._row(index, row) for index, row in enumerate(self.rows))
        title = f'<caption style="font-weight:600">{escape(self.title)}</caption>' if self.title else ""
        return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _row(self, index, row):
        styles = [
            CELL + (";white-space:nowrap" if len(cell) <= SHORT else ";overflow-wrap:anywhere")
            for cell in row
        ]
        if index in self.marks:
            styles[0] += f";box-shadow:inset 4px 0 {self.marks[index]};padding-left:12px"
        cells = [f'<td style="{style}">{escape(cell)}</td>' for style, cell in zip(styles, row)]
        return f"<tr>{''.join(cells)}</tr>"

    def __repr__(self):
        lines = [" | ".join(row) for row in [self.header, *self.rows]]
        return "\n".join([self.title, *lines] if self.title else lines)
