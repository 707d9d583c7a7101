"""The API as a program uses it (spec 8.2): the examples of its page, schemathesis, kills of the server."""

import base64
import hashlib
import hmac
import http.server
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.request

PROGRAM = os.path.abspath(os.environ["BIN"])
ROOT = pathlib.Path(__file__).resolve().parents[2]
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes events, or holds them for as long as `held` is set."""

    taken = []
    held = threading.Event()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Receiver.taken.append((dict(self.headers.items()), body))
        while Receiver.held.is_set():
            time.sleep(0.05)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class Provider:
    """A provider with the sample's registers and calls, and the server that answers programs."""

    def __init__(self, hook):
        self.directory = pathlib.Path(tempfile.mkdtemp())
        self.site = self.directory / "site"
        self.run("init", self.site, "--database", "--quiet", "--description", "Provedor de Teste")
        secret = self.site / "hook.secret"
        secret.write_text(SECRET + "\n")
        secret.chmod(0o600)
        file = self.site / "integration.yml"
        file.write_text(file.read_text().replace("settle_seconds: 60", "settle_seconds: 0")
                        + f"\nwebhooks:\n  - url: {hook}\n    secret_file: hook.secret\n")
        self.run("registry", "import", ROOT / "SampleCDR/registry", "--config", self.site, "--quiet")
        self.run("ranges", "add", "--config", self.site, "--name", "centro", "--area", "5548", "--first", "33334440",
                 "--last", "33334459", "--quiet")
        self.erp = subprocess.Popen([PROGRAM, "erp-simulator", "--port", "0"], stdout=subprocess.PIPE, text=True)
        token = self.site / "ixc.token"
        token.write_text("1:summit\n")
        token.chmod(0o600)
        file.write_text(file.read_text() + f"\nerp: {{host: 127.0.0.1, port: {self.erp.stdout.readline().strip()}, "
                        "tls: false, token_file: ixc.token, product: 10, unit: 1, credit_product: 11}\n")
        (self.site / "cdr").mkdir(exist_ok=True)
        shutil.copy(ROOT / "SampleCDR/cdr/cdr-20261109.csv", self.site / "cdr")
        self.run("import", "--config", self.site, "--quiet")
        self.run("users", "add", "ana", "--role", "admin", "--config", self.site, input="uma senha bem longa\n")
        self.token = self.run("tokens", "add", "teste", "--user", "ana", "--scope", "admin", "--config", self.site)
        self.serve()

    def serve(self):
        self.server = subprocess.Popen([PROGRAM, "serve", "--config", self.site, "--listen", "127.0.0.1:0", "--quiet"],
                                       stdout=subprocess.PIPE, text=True)
        self.url = self.server.stdout.readline().strip().rstrip("/")

    def run(self, *arguments, input=None):
        return subprocess.run([PROGRAM, *map(str, arguments)], check=True, input=input, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.strip()

    def ask(self, method, path, body=None, key=None):
        """Status and JSON."""
        request = urllib.request.Request(f"{self.url}/api/v1/{path}", method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        if key:
            request.add_header("Idempotency-Key", key)
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    def end(self, number=signal.SIGTERM):
        self.server.send_signal(number)
        self.server.wait(30)
        self.server.stdout.close()

    def remove(self):
        self.end()
        self.erp.terminate()
        self.erp.wait(30)
        self.erp.stdout.close()
        shutil.rmtree(self.directory)


class APITest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
        threading.Thread(target=cls.receiver.serve_forever, daemon=True).start()
        cls.provider = Provider(f"http://127.0.0.1:{cls.receiver.server_port}/hook")

    @classmethod
    def tearDownClass(cls):
        Receiver.held.clear()
        cls.provider.remove()
        cls.receiver.shutdown()
        cls.receiver.server_close()

    def wait(self, condition, seconds=60):
        end = time.time() + seconds
        while not condition():
            self.assertLess(time.time(), end, "it did not come")
            time.sleep(0.1)

    def test_1_examples_of_the_page(self):
        text = (ROOT / "docs/api.md").read_text()
        examples = re.findall(r"```sh\n(.*?)```", text, re.S)
        self.assertGreater(len(examples), 4)
        for example in examples:
            subprocess.run(["bash", "-euo", "pipefail", "-c", example], check=True, cwd=self.provider.directory,
                           stdout=subprocess.DEVNULL,
                           env={**os.environ, "URL": self.provider.url, "TOKEN": self.provider.token})
            # What closes cycles is refused beside a run that an example began.
            self.wait(lambda: (self.provider.ask("GET", "integrations/1/job")[1] or {}).get("state") != "running")

    def test_2_an_event_outlives_a_kill(self):
        provider = self.provider
        self.wait(lambda: provider.ask("GET", "integrations/1")[0] == 200)
        time.sleep(3)
        Receiver.taken.clear()
        Receiver.held.set()
        shutil.copy(ROOT / "SampleCDR/cdr/cdr-20261110.csv", provider.site / "cdr")
        status, _ = provider.ask("POST", "integrations/1/runs", {}, key="import-1")
        self.assertEqual(status, 202)
        self.wait(lambda: Receiver.taken)
        provider.end(signal.SIGKILL)
        Receiver.held.clear()
        provider.serve()
        # It is sent again once the claim of the process that was killed has passed; not waiting is asking for it.
        deliveries = provider.ask("GET", "integrations/1/webhook-deliveries")[1]["items"]
        pending = [delivery["id"] for delivery in deliveries if delivery["state"] == "pending"]
        self.assertTrue(pending)
        for delivery in pending:
            self.assertEqual(provider.ask("POST", f"integrations/1/webhook-deliveries/{delivery}/retry")[0], 204)
        held = Receiver.taken[0][0]["webhook-id"]
        self.wait(lambda: [taken[0]["webhook-id"] for taken in Receiver.taken].count(held) == 2)
        self.wait(lambda: all(delivery["state"] == "done" for delivery in
                              provider.ask("GET", "integrations/1/webhook-deliveries")[1]["items"]))
        for headers, body in Receiver.taken:
            self.check_signature(headers, body)
        # What was answered is there, and the key of it still has its answer.
        self.assertEqual(provider.ask("POST", "integrations/1/runs", {}, key="import-1")[0], 202)

    def check_signature(self, headers, body):
        """As the convention Standard Webhooks has it."""
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        key = base64.b64decode(SECRET.removeprefix("whsec_"))
        expected = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
        self.assertEqual(headers["webhook-signature"], expected)
        self.assertLess(abs(time.time() - int(headers["webhook-timestamp"])), 300)

    def test_3_no_write_that_was_answered_is_lost(self):
        provider = self.provider
        for number in range(8):
            answered = []

            def write():
                try:
                    for index in range(1_000):
                        name = f"K{number}-{index}"
                        body = {"cells": {"id": name, "customer": "Eva"}}
                        if provider.ask("POST", "integrations/1/registers/contracts", body, key=name)[0] == 201:
                            answered.append(name)
                except OSError:
                    pass

            writer = threading.Thread(target=write)
            writer.start()
            time.sleep(0.2 + 0.1 * number)
            provider.end(signal.SIGKILL)
            writer.join()
            provider.serve()
            for name in answered:
                self.assertEqual(
                    provider.ask("GET", f"integrations/1/registers/contracts/row?id={name}")[0], 200, name)

    def test_4_schemathesis_finds_nothing(self):
        run = subprocess.run(
            [os.environ["SCHEMATHESIS"], "--config-file", str(ROOT / "dev/api/schemathesis.toml"), "run",
             self.provider.url + "/api/v1/openapi.json", "--url", self.provider.url + "/api/v1",
             "--header", f"Authorization: Bearer {self.provider.token}", "--max-examples",
             os.environ.get("EXAMPLES", "10"), "--no-color", "--seed", "1",
             # What ends the token, or the integration, that the others need.
             "--exclude-operation-id", "revokeToken", "--exclude-operation-id", "removeUser"],
            cwd=self.provider.directory, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        print(run.stdout[-2_000:])
        self.assertEqual(run.returncode, 0, run.stdout)
        self.assertIsNone(self.provider.server.poll(), "the server goes on")


if __name__ == "__main__":
    unittest.main()
