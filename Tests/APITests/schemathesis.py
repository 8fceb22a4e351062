"""Asks the API of a running server what its OpenAPI document allows, and what it forbids
(schemathesis): no answer is a 5xx, and each is what the document says.

    python schemathesis.py PROGRAM [--cases 500] [--seed N]

PROGRAM is matchbook. The book is a demonstration day; the account is set up as a person does it,
and its token is for all that an owner may do. First whatever the document allows is asked, then
of a break, a decision, a run and a file that are there. Without a seed the cases are always the
same. Run it with the python of an environment that has schemathesis (PyPI).
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
    subprocess.run([program, "demo", day, "--orders", "100", "-q"], stdout=subprocess.DEVNULL)
    run(program, "init", book, "--merchant", "Tea & Books", "-q")
    files = os.path.join(day, "files")
    run(program, "import", "--book", book, "-q",
        *(os.path.join(files, name) for name in sorted(os.listdir(files))
          if name != "definition.yaml"))
    ran = subprocess.run([program, "run", "--book", book, "-q", "--json"], capture_output=True)
    if ran.returncode > 2:
        raise SystemExit(ran.stderr.decode())
    found = json.loads(run(program, "breaks", "--book", book, "--json"))
    run(program, "decide", "expected-until", found["breaks"][0]["break"], "--until",
        "2099-01-31", "--reason", "It comes later.", "--book", book, "--as", "Lin", "-q")
    return book


@contextlib.contextmanager
def served(program, book, *more):
    """The server's port, and the link that it prints for the first account."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([program, "serve", "--book", book, "--port", str(port), *more],
                              stdout=subprocess.PIPE, text=True)
    try:
        # The address, what the link is, the link.
        yield port, [server.stdout.readline().strip() for _ in range(3)][2]
        if server.poll() is not None:
            raise SystemExit(f"the server ended by itself: {server.returncode}")
    finally:
        server.terminate()
        server.wait()


def ask(port, method, path, fields=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = urllib.parse.urlencode(fields) if fields else None
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
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


# A body that is too large is refused before it is looked at.
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428",
            "429", "5xx"]


def write_config(folder, paths=""):
    expected = ", ".join(f'"{status}"' for status in REFUSALS)
    with open(os.path.join(folder, "schemathesis.toml"), "w") as config:
        config.write(f"[checks.negative_data_rejection]\nexpected-statuses = [{expected}]\n{paths}")


def place_what_is_there(port, token, folder):
    """Paths name a break that there is, and the first decision, run, file and account."""
    _, text = ask(port, "GET", "/api/v1/breaks?limit=1", Authorization=f"Bearer {token}")
    found = json.loads(text)["items"][0]["break"]
    write_config(folder, f'[parameters]\n"path.break" = "{found}"\n"path.number" = 1\n'
                         '"path.dialect" = "generic-orders"\n')


def asked_of(port, token, folder, cases, *more):
    """How many cases were asked, none of which was answered wrongly."""
    tool = os.path.join(os.path.dirname(sys.executable), "schemathesis")
    command = [tool, "run", f"http://127.0.0.1:{port}/api/v1/openapi.json",
               "--header", f"Authorization: Bearer {token}", "--no-color",
               "--max-examples", str(cases), *more]
    for name in LEFT_OUT:
        command += ["--exclude-operation-id", name]
    ended = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    # A body may have megabytes.
    print("\n".join(line[:1000] for line in ended.stdout.splitlines()), flush=True)
    if ended.returncode != 0:
        raise SystemExit("schemathesis found something")
    return int(re.search(r"(\d+) generated", ended.stdout).group(1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--seed", type=int)
    asked = parser.parse_args()
    program = os.path.abspath(asked.program)
    order = ["--seed", str(asked.seed)] if asked.seed else ["--generation-deterministic"]
    folder = tempfile.mkdtemp()
    try:
        book = make_book(program, folder)
        with served(program, book) as (port, link):
            set_up(port, link)
            token = run(program, "user", "token", "robot", "--book", book, "--scopes",
                        *SCOPES).strip()
            _, text = ask(port, "GET", "/api/v1/openapi.json")
            operations = sum(len(methods) for methods in json.loads(text)["paths"].values())
            each = -(-asked.cases // operations)
            write_config(folder)
            count = asked_of(port, token, folder, each, *order, "--checks", ",".join(CHECKS))
            place_what_is_there(port, token, folder)
            count += asked_of(
                port, token, folder, each, *order, "--checks", ",".join(CHECKS[:-1]),
                "--phases", "fuzzing", "--mode", "positive")
            if count < asked.cases:
                raise SystemExit(f"only {count} cases were asked")
            print(f"{count} cases, all answered as the document says")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


SCOPES = ["read", "export", "import", "run", "note", "reveal", "propose", "approve", "define",
          "audit", "administer"]
if __name__ == "__main__":
    main()
