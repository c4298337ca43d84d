"""The screen of a device without a keyboard."""

import time

import segno
from IPython.display import HTML, display

from .answers import UnexpectedAnswer
from .exchange import Exchange
from .table import GOOD, NOTE, panel

SLOW_DOWN = 5  # seconds more between two polls (RFC 8628 §3.5)


class QrCode:
    """A URL as a QR code, generated locally: no external service sees it."""

    def __init__(self, url, caption=""):
        self.url = url
        self.caption = caption

    def _repr_html_(self):
        # On white, even on a dark page: scanners need the contrast.
        code = segno.make(self.url, error="m").svg_inline(scale=5, light="white")
        return panel(NOTE, self.caption, code)

    def __repr__(self):
        return f"{self.caption} {self.url}"


def wait_for_tokens(poll, interval, expires_in, sleep=time.sleep):
    """Polls as RFC 8628 §3.5 specifies until the response is final.

    poll: sends one token request and returns the Exchange. interval, expires_in: seconds, as in the response.
    Returns the last Exchange: tokens, or a refusal such as access_denied or expired_token.
    """
    screen = display(HTML(""), display_id=True)
    left = expires_in + interval  # the server, not this clock, decides whether a code has expired
    while left > 0:
        for second in range(interval, 0, -1):
            screen.update(HTML(_countdown(second, interval, left)))
            sleep(1)
            left -= 1
        answer = poll()
        if answer.json.get("error") == "slow_down":
            interval += SLOW_DOWN
        elif answer.json.get("error") != "authorization_pending":
            screen.update(HTML(panel(GOOD, "The server has responded.", "")))
            return answer
    raise UnexpectedAnswer("The server neither granted nor refused before the code expired.")


def _countdown(second, interval, left):
    return panel(
        NOTE, f"Next poll in {second} s", f"every {interval} s; the code expires in {max(left, 0)} s"
    )
