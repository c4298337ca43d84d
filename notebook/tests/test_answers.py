import unittest

from lab import UnexpectedAnswer, check, client_refuses, granted, refused
from tests.test_masking import exchange


def raises(action):
    raise UnexpectedAnswer("no")


class AnswersTest(unittest.TestCase):
    def test_grant_is_no_refusal(self):
        with self.assertRaises(UnexpectedAnswer):
            refused(exchange('{"access_token": "x"}'), 400, "invalid_grant")

    def test_refusal_for_another_reason_is_not_the_one(self):
        answer = exchange('{"error": "invalid_client"}', status=400)
        with self.assertRaises(UnexpectedAnswer):
            refused(answer, 400, "invalid_grant")
        with self.assertRaises(UnexpectedAnswer):
            refused(answer, 401, "invalid_client")

    def test_refusal_is_no_grant(self):
        with self.assertRaises(UnexpectedAnswer):
            granted(exchange('{"error": "invalid_grant"}', status=400))

    def test_what_was_expected_is_returned_with_a_banner(self):
        answer = exchange('{"error": "invalid_grant", "error_description": "Code not valid"}', status=400)
        self.assertIn("invalid_grant – Code not valid", refused(answer, 400, "invalid_grant").banner)
        self.assertIn("✔ 200", repr(granted(exchange("{}"))))

    def test_one_failed_check_is_enough(self):
        with self.assertRaisesRegex(UnexpectedAnswer, "The client refuses: second one"):
            check(first=(True, "x"), second_one=(False, "y"))

    def test_checks_are_shown(self):
        self.assertIn("first one", repr(check(first_one=(True, "x"))))

    def test_client_must_refuse(self):
        with self.assertRaises(UnexpectedAnswer):
            client_refuses(lambda: None)
        self.assertIn("no", repr(client_refuses(lambda: raises(None))))

    def test_another_failure_is_no_refusal(self):
        with self.assertRaises(ZeroDivisionError):
            client_refuses(lambda: 1 / 0)


if __name__ == "__main__":
    unittest.main()
