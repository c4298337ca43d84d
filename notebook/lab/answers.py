"""Checks responses. A cell fails if the response is not the expected one."""

from .exchange import Exchange
from .table import BAD, GOOD, Table


class UnexpectedAnswer(AssertionError):
    """The server, or the client, did not behave as the notebook expects."""


def granted(answer: Exchange, status=200):
    """Returns the response if it is a success; raises UnexpectedAnswer otherwise."""
    if answer.status != status:
        raise UnexpectedAnswer(f"Expected {status}, got:\n\n{answer!r}")
    answer.banner = f"✔ {status}"
    return answer


def refused(answer: Exchange, status, error):
    """Returns the response if it is this refusal; raises UnexpectedAnswer otherwise, in particular for a success."""
    if answer.status != status or answer.json.get("error") != error:
        raise UnexpectedAnswer(f"Expected the error response {status} {error}, got:\n\n{answer!r}")
    reason = answer.json.get("error_description")
    answer.banner = f"✔ Refused as expected: {status} {error}" + (f" – {reason}" if reason else "")
    return answer


def check(**checks):
    """Shows the checks and raises if one fails. Each is name=(whether it passes, what it protects against)."""
    names = [name.replace("_", " ") for name in checks]
    rows = [["✔" if holds else "✘", name, why] for name, (holds, why) in zip(names, checks.values())]
    failed = [name for name, (holds, _) in zip(names, checks.values()) if not holds]
    if failed:
        raise UnexpectedAnswer(f"The client refuses: {', '.join(failed)}")
    return Table(["", "check", "protects against"], rows, marks={index: GOOD for index in range(len(rows))})


def client_refuses(action):
    """Runs an action that the client itself must refuse and shows the refusal; raises if the client accepts it."""
    try:
        action()
    except UnexpectedAnswer as refusal:
        return Table(["", "the client's message"], [["✔", str(refusal)]], marks={0: BAD})
    raise UnexpectedAnswer("The client accepted what it should have refused.")
