"""Says what an answer has to be. A cell whose answer is another one fails."""

from .exchange import Exchange
from .table import BAD, GOOD, Table


class UnexpectedAnswer(AssertionError):
    """The server, or the client, did something else than the notebook tells."""


def granted(answer: Exchange, status=200):
    """Returns the answer if it is a success; raises if not."""
    if answer.status != status:
        raise UnexpectedAnswer(f"Expected {status}, got:\n\n{answer!r}")
    answer.banner = f"✔ {status}"
    return answer


def refused(answer: Exchange, status, error):
    """Returns the answer if it is this refusal; raises if not. A request that gets through is the worst outcome."""
    if answer.status != status or answer.json.get("error") != error:
        raise UnexpectedAnswer(f"Expected the refusal {status} {error}, got:\n\n{answer!r}")
    reason = answer.json.get("error_description")
    answer.banner = f"✔ Refused, as it should be: {status} {error}" + (f" – {reason}" if reason else "")
    return answer


def check(**checks):
    """Shows the checks and raises if one fails. Each is name=(whether it holds, what it protects from)."""
    names = [name.replace("_", " ") for name in checks]
    rows = [["✔" if holds else "✘", name, why] for name, (holds, why) in zip(names, checks.values())]
    failed = [name for name, (holds, _) in zip(names, checks.values()) if not holds]
    if failed:
        raise UnexpectedAnswer(f"The client refuses: {', '.join(failed)}")
    return Table(["", "check", "protects from"], rows, marks={index: GOOD for index in range(len(rows))})


def client_refuses(action):
    """Runs something that the client itself must refuse, and shows how; raises if the client goes along with it."""
    try:
        action()
    except UnexpectedAnswer as refusal:
        return Table(["", "what the client says"], [["✔", str(refusal)]], marks={0: BAD})
    raise UnexpectedAnswer("The client went along with it, and should have refused.")
