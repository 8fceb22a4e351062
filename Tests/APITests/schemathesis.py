"""Asks the API of a running server what its OpenAPI document allows, and what it forbids
(schemathesis): no answer is a 5xx, and each is what the document says.

    python schemathesis.py PROGRAM [--cases 500] [--seed 618]

PROGRAM is matchbook. The book is a demonstration day; the account is set up as a person does it,
and its token is for all that an owner may do. Run it with the python of an environment that has
schemathesis (PyPI).
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Oracles"))
from one_time_code import code_of  # noqa: E402

PASSWORD = "twelve green umbrellas"
# What stays true of any answer, whatever was asked.
CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance",
          "response_headers_conformance", "response_schema_conformance", "ignored_auth",
          "negative_data_rejection"]
# They end the token or the account that asks; ServerTests ask them.
LEFT_OUT = ["revokeToken", "changeAccount"]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def make_book(program, folder):
    """A day of a card shop with its differences, reconciled."""
    day, book = os.path.join(folder, "day"), os.path.join(folder, "book")
    # It has breaks, which is what exit code 1 says.
    subprocess.run([program, "demo", day, "--orders", "80", "-q"], stdout=subprocess.DEVNULL)
    run(program, "init", book, "--merchant", "Tea & Books", "-q")
    files = [os.path.join(day, name) for name in sorted(os.listdir(day))
             if os.path.isfile(os.path.join(day, name)) and not name.endswith((".yaml", ".md"))]
    run(program, "import", "--book", book, "-q", *files)
    subprocess.run([program, "run", "--book", book, "-q"], stdout=subprocess.DEVNULL)
    return book


@contextlib.contextmanager
def served(program, book):
    """The server's port, and the link that it prints for the first account."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([program, "serve", "--book", book, "--port", str(port)],
                              stdout=subprocess.PIPE, text=True)
    try:
        # The address, what the link is, the link.
        yield port, [server.stdout.readline().strip() for _ in range(3)][2]
        if server.poll() is not None:
            raise SystemExit(f"the server ended by itself: {server.returncode}")
    finally:
        server.terminate()
        server.wait()


def ask(port, method, path, fields=None):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = urllib.parse.urlencode(fields) if fields else None
    connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def set_up(port, link):
    word = link.split("link=")[1]
    _, page = ask(port, "GET", f"/setup?link={word}")
    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page).group(1).replace(" ", "")
    status, _ = ask(port, "POST", "/setup", {
        "link": word, "name": "robot", "password": PASSWORD, "repetition": PASSWORD,
        "code": code_of(secret, time.time())})
    if status != 200:
        raise SystemExit(f"the account was not set up: {status}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--seed", type=int, default=618)
    asked = parser.parse_args()
    program = os.path.abspath(asked.program)
    tool = os.path.join(os.path.dirname(sys.executable), "schemathesis")
    folder = tempfile.mkdtemp()
    try:
        book = make_book(program, folder)
        with served(program, book) as (port, link):
            set_up(port, link)
            token = run(program, "user", "token", "robot", "--book", book, "--scopes",
                        *SCOPES).strip()
            _, text = ask(port, "GET", "/api/v1/openapi.json")
            operations = sum(len(methods) for methods in json.loads(text)["paths"].values())
            command = [
                tool, "run", f"http://127.0.0.1:{port}/api/v1/openapi.json",
                "--header", f"Authorization: Bearer {token}", "--checks", ",".join(CHECKS),
                "--seed", str(asked.seed), "--workers", "1", "--generation-deterministic",
                "--max-examples", str(-(-asked.cases // operations)), "--no-color"]
            for name in LEFT_OUT:
                command += ["--exclude-operation-id", name]
            ended = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True)
            print(ended.stdout)
            made = re.search(r"(\d+) generated", ended.stdout)
            if ended.returncode != 0:
                raise SystemExit("schemathesis found something")
            if not made or int(made.group(1)) < asked.cases:
                raise SystemExit(f"fewer than {asked.cases} cases were asked")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


SCOPES = ["read", "export", "import", "run", "note", "propose", "approve", "define", "audit",
          "administer"]
if __name__ == "__main__":
    main()
