import unittest

import jwt

from lab import Table, compare, explain
from lab.ledger import Ledger
from lab.timeline import draw
from tests.test_masking import exchange

KEY = "a key of at least thirty-two bytes, for HS256"


def token(**claims):
    return jwt.encode({"iat": 1000, "exp": 1300, **claims}, KEY, algorithm="HS256")


class ClaimsTest(unittest.TestCase):
    def test_claims_are_explained(self):
        text = repr(explain(token(act={"client_id": "backend"})))
        self.assertIn('act | {"client_id": "backend"} | Who acts for the subject', text)
        self.assertIn("exp | 1300 (00:21:40 UTC)", text)

    def test_comparison_says_what_changed(self):
        rows = {
            row[0]: row[1:]
            for row in compare(
                a=token(aud="x", sub="s", jti="1"), b=token(aud="y", sub="s", jti="2", act={})
            ).rows
        }
        self.assertEqual(["x", "y", "changed"], rows["aud"])
        self.assertEqual(["s", "s", "same"], rows["sub"])
        self.assertEqual(["–", "{}", "changed"], rows["act"])
        self.assertNotIn("jti", rows)

    def test_tables_are_escaped(self):
        html = Table(["<h>"], [["<b>"]], "<i>")._repr_html_()
        for tag in ("<h>", "<b>", "<i>"):
            self.assertNotIn(tag, html)


class LedgerTest(unittest.TestCase):
    def setUp(self):
        self.ledger = Ledger()
        self.access, self.refresh = token(azp="frontend", aud=["a", "b"], scope="s"), token(
            exp=2800, typ="Refresh"
        )
        self.ledger.add(
            "sign-in", exchange(f'{{"access_token": "{self.access}", "refresh_token": "{self.refresh}"}}')
        )

    def test_tokens_are_noted_without_being_shown(self):
        self.assertEqual(
            ["sign-in", "access token", "frontend", "a, b", "s", "300 s", ""], self.ledger.summary().rows[0]
        )
        self.assertNotIn(self.access, repr(self.ledger.summary()))

    def test_exchanged_id_token_is_an_id_token(self):
        self.ledger.add("exchange", exchange(f'{{"access_token": "{token(typ="ID")}"}}'))
        self.assertEqual("id token", self.ledger.entries[-1].kind)

    def test_picture_is_a_png(self):
        self.assertEqual(b"\x89PNG", self.ledger.plot()._repr_png_()[:4])

    def test_end_is_noted_once(self):
        self.ledger.end("revoked", self.access)
        self.ledger.end("again", self.access, self.refresh)
        self.assertEqual(["revoked", "again"], [row[-1] for row in self.ledger.summary().rows])

    def test_bars_are_full_until_the_end(self):
        self.ledger.entries[0].ended, self.ledger.entries[0].reason = 1060, "revoked"
        axes = draw(self.ledger.entries, now=1100).axes[0]
        self.assertEqual([300, 60, 1800, 100], [bar.get_width() for bar in axes.patches])
        self.assertIn("revoked", [text.get_text() for text in axes.texts])


if __name__ == "__main__":
    unittest.main()
