import unittest
from unittest.mock import patch

from lab import QrCode, UnexpectedAnswer, wait_for_tokens
from tests.test_masking import exchange

PENDING = exchange('{"error": "authorization_pending"}', status=400)
SLOW_DOWN = exchange('{"error": "slow_down"}', status=400)
TOKENS = exchange('{"access_token": "x"}')
DENIED = exchange('{"error": "access_denied"}', status=400)


class DeviceTest(unittest.TestCase):
    def poll(self, answers, interval=5, expires_in=60):
        """Returns the response, and the second at which each poll was sent."""
        clock, polls, left = [0], [], list(answers)

        def sleep(seconds):
            clock[0] += seconds

        def poll():
            polls.append(clock[0])
            return left.pop(0)

        with patch("lab.device.display"):
            return wait_for_tokens(poll, interval, expires_in, sleep), polls

    def test_polls_at_the_interval(self):
        self.assertEqual((TOKENS, [5, 10, 15]), self.poll([PENDING, PENDING, TOKENS]))

    def test_slows_down_by_five_seconds_for_good(self):
        self.assertEqual((TOKENS, [5, 15, 25, 40]), self.poll([SLOW_DOWN, PENDING, SLOW_DOWN, TOKENS]))

    def test_a_refusal_ends_it(self):
        self.assertEqual((DENIED, [5]), self.poll([DENIED]))

    def test_ends_by_itself_after_the_code_has_expired(self):
        with self.assertRaises(UnexpectedAnswer):
            self.poll([PENDING] * 4, expires_in=10)

    def test_qr_code_is_drawn_here(self):
        html = QrCode("http://localhost:8080/device?user_code=<b>", "code <b>")._repr_html_()
        self.assertIn("<svg", html)
        self.assertIn("code &lt;b&gt;", html)
        self.assertNotIn("<b>", html)


if __name__ == "__main__":
    unittest.main()
