import base64
import shutil
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qs

from load import BenchmarkError, wrk
from load.scenarios import readable
from load.wrk import Load

CONNECTIONS = 4


class Handler(BaseHTTPRequestHandler):
    """Takes each token once, and gives another one for it; everything else is an error."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # header and body in one packet

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        token = form.get("token", [""])[0]
        with self.server.lock:
            self.server.seen.append(token)
            self.server.paths.append(self.path)
            good = token and self.server.seen.count(token) == 1
        self._answer(200 if good else 400, f'{{"token":"{token}x"}}' if good else '{"error":"used"}')

    def do_GET(self):
        self._answer(200 if self.headers["X-Test"] == "yes" else 401, "{}")

    def _answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@unittest.skipUnless(shutil.which("wrk"), "wrk is not installed")
class RunTest(unittest.TestCase):
    def setUp(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # wrk hangs up when it is done
        self.server.lock, self.server.seen, self.server.paths = Lock(), [], []
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def run_wrk(self, load, seconds=1):
        return wrk.run(f"http://127.0.0.1:{self.server.server_port}", load, CONNECTIONS, seconds)

    def test_each_form_is_sent_once_and_then_it_is_over(self):
        forms = [{"token": str(index)} for index in range(50)]
        found = self.run_wrk(Load("/", forms, '"token"', once=True), seconds=60)
        self.assertEqual(sorted(map(str, range(50))), sorted(self.server.seen))
        self.assertEqual((50, 0), (found["requests"], found["errors"]))
        self.assertLess(found["seconds"], 30)

    def test_what_is_not_as_expected_is_counted(self):
        a, b, none = {"token": "a"}, {"token": "b"}, {"token": ""}
        for errors, load in (
            (1, Load("/", [a, a], '"token"', once=True)),
            (1, Load("/", [b], "other", once=True)),
            (0, Load("/", [none], "used", status=400, once=True)),
        ):
            self.assertEqual(errors, self.run_wrk(load, seconds=60)["errors"], load)

    def test_what_an_answer_brings_is_used_next(self):
        forms = [{"a": "1", "token": name} for name in "abcdefgh"]
        found = self.run_wrk(Load("/", forms, once=True, follow="token"))
        self.assertEqual(0, found["errors"])
        self.assertGreater(found["requests"], len(forms))
        self.assertEqual(len(set(self.server.seen)), len(self.server.seen))

    def test_the_same_request_is_sent_again_and_again(self):
        found = self.run_wrk(Load("/", headers={"X-Test": "yes"}))
        self.assertEqual(0, found["errors"])
        self.assertGreater(found["requests"], CONNECTIONS)
        self.assertGreater(found["p99_ms"], 0)

    def test_the_same_form_is_sent_again_and_again(self):
        found = self.run_wrk(Load("/", [{"token": "a"}]))
        self.assertEqual({"a"}, set(self.server.seen))
        self.assertEqual(found["requests"] - 1, found["errors"])  # the server takes it once

    def test_forms_with_paths_are_sent_in_turn(self):
        found = self.run_wrk(Load("/", [{"token": "a"}, {"token": "b"}], paths=["/a", "/b"]))
        self.assertEqual({("/a", "a"), ("/b", "b")}, set(zip(self.server.paths, self.server.seen)))
        counts = [self.server.seen.count(token) for token in "ab"]
        self.assertLessEqual(max(counts) - min(counts), CONNECTIONS)
        self.assertEqual(found["requests"] - 2, found["errors"])  # the server takes each once

    def test_shows_what_wrk_said_instead_of_figures(self):
        with self.assertRaisesRegex(BenchmarkError, "unable to connect"):
            wrk.run("http://127.0.0.1:1", Load("/"), 1, 1)


class ReadableTest(unittest.TestCase):
    def test_what_is_in_a_token_is_read(self):
        parts = (b'{"alg":"A"}', b'{"aud":"b"}')
        header, claims = (base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
        shown = readable(f'{{"access_token":"{header}.{claims}.c2ln"}}')
        self.assertIn('"access_token"', shown)
        self.assertIn('"alg":"A"', shown)
        self.assertIn('"aud":"b"', shown)


if __name__ == "__main__":
    unittest.main()
