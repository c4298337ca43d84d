"""Records the tokens of the session: when each was issued, when it expires, and what ended it early."""

import time
from dataclasses import dataclass

from .claims import read
from .table import Table

KINDS = ("access_token", "refresh_token", "id_token")


@dataclass
class Entry:
    """A recorded token. Times are in seconds since the epoch."""

    label: str
    kind: str
    token: str
    claims: dict
    issued: float
    expires: float
    ended: float = None
    reason: str = ""


class Ledger:
    """The tokens, in the order in which they were issued."""

    def __init__(self):
        self.entries = []

    def add(self, label, answer):
        """Records the tokens of a token response, and returns the response."""
        for kind in KINDS:
            if kind in answer:
                claims = read(answer[kind])
                shown = (
                    "id_token" if claims.get("typ") == "ID" else kind
                )  # an exchanged ID token is returned as access_token
                issued = claims["iat"]
                self.entries.append(
                    Entry(
                        label,
                        shown.replace("_", " "),
                        answer[kind],
                        claims,
                        issued,
                        claims.get("exp", issued),
                    )
                )
        return answer

    def end(self, reason, *tokens):
        """Records that tokens no longer work."""
        for entry in self.entries:
            if entry.token in tokens and entry.ended is None:
                entry.ended, entry.reason = time.time(), reason

    def summary(self):
        """Returns a table with one row per token."""
        rows = [
            [
                entry.label,
                entry.kind,
                entry.claims.get("azp"),
                _audience(entry),
                _scope(entry),
                f"{entry.expires - entry.issued:.0f} s",
                entry.reason,
            ]
            for entry in self.entries
        ]
        return Table(["section", "token", "issued to", "audience", "scope", "lifetime", "ended early by"], rows)

    def plot(self):
        """Draws the timeline of the tokens."""
        from .timeline import Timeline  # imported here, so that only this needs matplotlib

        return Timeline(self.entries)


def _audience(entry):
    audience = entry.claims.get("aud", "–")
    return ", ".join(audience) if isinstance(audience, list) else audience


def _scope(entry):
    # The contents of a refresh token concern only the server.
    return "" if entry.kind == "refresh token" else entry.claims.get("scope")
