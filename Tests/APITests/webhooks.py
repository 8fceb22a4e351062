"""Receives webhooks of a running server and checks them with the library of Standard Webhooks.

    python webhooks.py PROGRAM

PROGRAM is matchbook. The book is a demonstration day that is imported by the command line beside
the server; each message must verify, come once, and name what happened. Run it with the python of
an environment that has standardwebhooks (PyPI).
"""

import http.client
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from schemathesis import SCOPES, run, served, set_up

EVENTS = ["break.opened", "run.finished", "decision.waiting", "decision.applied"]
LONGEST = 300


class Receiver(http.server.BaseHTTPRequestHandler):
    messages = []
    # The first of each is refused: it comes again under the same id.
    seen = set()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        Receiver.messages.append((headers, body))
        is_new = not Receiver.seen
        Receiver.seen.add(headers["webhook-id"])
        self.send_response(500 if is_new else 204)
        self.end_headers()

    def log_message(self, *words):
        pass


def ask(port, token, method, path, value=None):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request(method, "/api/v1" + path, json.dumps(value) if value else None,
                       {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status >= 400:
        raise SystemExit(f"{method} {path}: {answer.status} {text}")
    return json.loads(text)


def fill(program, folder, book):
    """A day's files, a run, and a decision that waits for nobody."""
    day = os.path.join(folder, "day")
    subprocess.run([program, "demo", day, "--orders", "100", "-q"], stdout=subprocess.DEVNULL)
    files = os.path.join(day, "files")
    run(program, "import", "--book", book, "-q",
        *(os.path.join(files, name) for name in sorted(os.listdir(files))
          if name != "definition.yaml"))
    subprocess.run([program, "run", "--book", book, "-q"], stdout=subprocess.DEVNULL)
    found = json.loads(run(program, "breaks", "--book", book, "--json"))
    run(program, "decide", "expected-until", found["breaks"][0]["break"], "--until",
        "2099-01-31", "--reason", "It comes later.", "--book", book, "--as", "Lin", "-q")
    return len(found["breaks"])


def wait(is_so, what):
    end = time.time() + LONGEST
    while not is_so():
        if time.time() > end:
            raise SystemExit(f"it did not come: {what}")
        time.sleep(0.1)


def check(secret, breaks):
    verifier = Webhook(secret)
    told = {}
    for headers, body in Receiver.messages:
        verifier.verify(body, headers)
        told.setdefault(headers["webhook-id"], []).append(json.loads(body)["type"])
        try:
            verifier.verify(body + " ", headers)
            raise SystemExit("a changed body verifies")
        except WebhookVerificationError:
            pass
    kinds = [words[0] for words in told.values()]
    again = sum(len(words) - 1 for words in told.values())
    for event, count in (("run.finished", 1), ("break.opened", breaks)):
        if kinds.count(event) != count:
            raise SystemExit(f"{event}: expected {count}, found {kinds.count(event)}")
    if again != 1:
        raise SystemExit(f"expected 1 message to come again, found {again}")
    print(f"{len(Receiver.messages)} deliveries of {len(told)} messages verify")


def main():
    program = os.path.abspath(sys.argv[1])
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    folder = tempfile.mkdtemp()
    try:
        book = os.path.join(folder, "book")
        run(program, "init", book, "--merchant", "Tea & Books", "-q")
        with served(program, book, "--inner-webhooks", "--plain-webhooks") as (port, link):
            set_up(port, link)
            token = run(program, "user", "token", "robot", "--book", book, "--scopes",
                        *SCOPES).strip()
            made = ask(port, token, "POST", "/webhooks", {
                "address": f"http://127.0.0.1:{receiver.server_port}/", "events": EVENTS})
            breaks = fill(program, folder, book)
            wait(lambda: len(Receiver.seen) >= breaks + 1
                 and all(found["state"] == "delivered" for found in ask(
                     port, token, "GET", "/webhooks/1/deliveries")["items"]), "all messages")
            check(made["secret"], breaks)
    finally:
        receiver.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
