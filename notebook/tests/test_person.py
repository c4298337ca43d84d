"""The form filler, with pages that may change."""

import unittest

from tests.person import filled_in, known_form

ALICE = {"PERSON_NAME": "alice", "PERSON_PASSWORD": "secret"}
LOGIN = """<form method="get" action="/search"><input name="password"></form>
<form method="post" action="/login?a=1&amp;b=2"><input name="username" value=""><input type="password" name="password">
<input type="checkbox" name="rememberMe"><input type="hidden" name="credentialId" value="7">
<button name="login" value="Sign in">Sign in</button></form>"""
CONSENT = """<form method="POST" action="/consent"><input type="hidden" name="code" value="c">
<input type="submit" name="accept" value="Yes"><button name="cancel" value="No">No</button></form>"""
CONFIRM = """<form method="post" action="/device"><input type="hidden" name="device_user_code" value="ABCD-EFGH">
<button>Yes</button></form><a href="/device?no">No</a>"""


class PersonTest(unittest.TestCase):
    def fill(self, html, **environment):
        action, fields = known_form(html)
        return action, filled_in(fields, {**ALICE, **environment})

    def test_login_is_typed_and_hidden_fields_are_kept(self):
        self.assertEqual(
            (
                "/login?a=1&b=2",
                {"username": "alice", "password": "secret", "credentialId": "7", "login": "Sign in"},
            ),
            self.fill(LOGIN),
        )

    def test_one_button_is_pressed(self):
        self.assertEqual(("/consent", {"code": "c", "accept": "Yes"}), self.fill(CONSENT))
        self.assertEqual(
            ("/consent", {"code": "c", "cancel": "No"}), self.fill(CONSENT, PERSON_PRESSES="cancel")
        )

    def test_shown_user_code_is_confirmed(self):
        self.assertEqual(("/device", {"device_user_code": "ABCD-EFGH"}), self.fill(CONFIRM))

    def test_page_without_a_known_form_is_the_end(self):
        self.assertIsNone(known_form('<form method="post"><select name="locale"></select></form>'))


if __name__ == "__main__":
    unittest.main()
