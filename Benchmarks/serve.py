#!/usr/bin/env python3
"""`matchbook serve` under load: pages, streams of events and decisions at once.

usage: serve.py --matchbook PATH --bookbench PATH --work DIRECTORY [--entries N] [--breaks N]
                [--seconds N] [--rate N] [--streams N] [--short] [--check] [--results FILE]

A book of N entries with a queue of so many open breaks is made by `bookbench` (and kept by its size;
each run works on a copy of its database). Then, on one server: the overview at `rate` requests a
second as a person who is signed in, the queue's pages (the first, a deep one, filtered ones, words
looked for), and the overview again for `seconds` with so many open streams of events while comments
change the book; memory is read every ten seconds. At last thirty people decide on the same break at
once: what was acknowledged is in the book, and nothing else. Latencies count from when a request
should have been sent (load.py). Prints a line of JSON per measurement; `--check` ends with 1 where one
is beyond the limits of issue 5."""
import argparse
import concurrent.futures
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "Oracles"))
sys.path.insert(0, str(HERE.parent / "Tests" / "APITests"))
from schemathesis import PASSWORD, SCOPES  # noqa: E402
from one_time_code import code_of  # noqa: E402

PEOPLE = 30
# Seconds between two changes of the book while the overview is asked.
CHANGE_EVERY = 5
MEMORY_EVERY = 10
# A stream may end after so many seconds (LivePace.longest, less what passes until it is noticed).
STREAM_AT_LEAST = 595
# Milliseconds; and how much more memory the last minute may take than the second one.
OVERVIEW_P99, QUEUE_P99, GROWTH = 50, 30, 1.05


def say(what, **facts):
    print(json.dumps({"measured": what, **facts}), flush=True)
    return facts


@contextlib.contextmanager
def served(program, book):
    """The server's port, the link for the first account, and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = open(os.path.join(book, "..", "serving.log"), "w")
    process = subprocess.Popen([program, "serve", "--book", book, "--port", str(port)],
                               stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        # The address, what the link is, the link.
        yield port, [process.stdout.readline().strip() for _ in range(3)][2], process.pid
        if process.poll() is not None:
            sys.exit(f"the server ended by itself: {process.returncode}")
    finally:
        start = time.monotonic()
        process.terminate()
        process.wait()
        say("end", seconds=round(time.monotonic() - start, 2))


class Server:
    """A running server, as its people and programs see it."""

    def __init__(self, program, book, port, link, process):
        self.program, self.book, self.port = program, str(book), port
        self.process = process
        self.cookie = self.set_up(link, "owner")
        self.token = self.token_of("owner")

    def ask(self, method, path, value=None, token=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        if token:
            headers["Authorization"] = f"Bearer {token}"
        body = value
        if isinstance(value, dict) and token:
            body, headers["Content-Type"] = json.dumps(value), "application/json"
        elif isinstance(value, dict):
            from urllib.parse import urlencode
            body, headers["Content-Type"] = urlencode(value), "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        return answer.status, text, dict(answer.getheaders())

    def set_up(self, link, name, comes_in=True):
        """The cookie of who came in, where somebody is to come in."""
        word = link.split("link=")[1]
        _, page, _ = self.ask("GET", f"/setup?link={word}")
        secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page).group(1)
        secret = secret.replace(" ", "")
        status, _, _ = self.ask("POST", "/setup", {
            "link": word, "name": name, "password": PASSWORD, "repetition": PASSWORD,
            "code": code_of(secret, time.time())})
        if status != 200:
            sys.exit(f"the account was not set up: {status}")
        if not comes_in:
            return ""
        # A code counts once; the next one counts already.
        status, _, headers = self.ask("POST", "/login", {
            "name": name, "password": PASSWORD, "code": code_of(secret, time.time() + 30)})
        cookie = next((value for key, value in headers.items() if key.lower() == "set-cookie"), "")
        if not cookie:
            sys.exit(f"nobody came in: {status}")
        return cookie.split(";")[0]

    def run(self, *command):
        return subprocess.run([self.program, *command, "--book", self.book], check=True,
                              capture_output=True, text=True).stdout

    def token_of(self, name, *scopes):
        return self.run("user", "token", name, "--scopes", *(scopes or SCOPES)).strip()

    def memory(self):
        """Kilobytes that are in memory now, and at most so far."""
        text = pathlib.Path(f"/proc/{self.process}/status").read_text()
        return [int(re.search(rf"{name}:\s+(\d+)", text).group(1)) for name in ("VmRSS", "VmHWM")]

    def cpu(self):
        fields = pathlib.Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def job(self, **job):
        return json.dumps({"port": self.port, "headers": {
            "Cookie": self.cookie, "Accept-Language": "en", "User-Agent": "load"}, **job}) + "\n"

    def load(self, paths, rate, seconds):
        before = self.cpu()
        done = subprocess.run([sys.executable, str(HERE / "load.py")], text=True, check=True,
                              input=self.job(paths=paths, rate=rate, seconds=seconds),
                              stdout=subprocess.PIPE)
        found = json.loads(done.stdout)
        found["server_cpu"] = round((self.cpu() - before) / found["seconds"], 3)
        return found


class Bench:
    def __init__(self, asked):
        self.asked, self.work = asked, asked.work
        self.work.mkdir(parents=True, exist_ok=True)
        self.program, self.bench = (str(path.resolve()) for path in (asked.matchbook, asked.bookbench))
        self.wrong, self.lines = [], []

    def must(self, name, value, limit):
        if value > limit:
            self.wrong.append(f"{name}: {value}, at most {limit}")

    # What is served.

    def book(self):
        """A copy whose segments and files are the kept book's: a server does not change them."""
        kept = self.work / f"serve-{self.asked.entries}-{self.asked.breaks}"
        if not (kept / "whole").exists():
            shutil.rmtree(kept, ignore_errors=True)
            self.make(kept)
            (kept / "whole").touch()
        copy = self.work / "serving"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for path in sorted(kept.iterdir()):
            if path.name in ("segments", "files"):
                subprocess.run(["cp", "-al", str(path), str(copy / path.name)], check=True)
            elif path.name != "whole":
                subprocess.run(["cp", "-a", str(path), str(copy / path.name)], check=True)
        return copy

    def make(self, book):
        from book import files
        at = ["--at", "2020-01-02T00:00:00Z"]
        run = {"check": False, "stdout": subprocess.DEVNULL}
        subprocess.run([self.program, "init", str(book), *at], **run)
        for path in files(self.work / "files", "2020-01-01", 100, "first"):
            subprocess.run([self.program, "import", str(path), *at, "--book", str(book)], **run)
        subprocess.run(
            [self.program, "run", "--through", "2020-01-01", *at, "--book", str(book)], **run)
        for command, count in (("history", self.asked.entries), ("queue", self.asked.breaks)):
            subprocess.run([self.bench, command, str(count), str(book)], check=True)

    # What is measured.

    def overview(self, server):
        server.load(["/"], 20, 2)
        found = server.load(["/"], self.asked.rate, self.asked.seconds)
        self.must("overview p99", found["p99_ms"], OVERVIEW_P99)
        self.keep("overview", found, f"{self.asked.rate}/s, alone")

    def queue(self, server):
        with sqlite3.connect(self.work / "serving" / "book.db") as database:
            # A page begins after a break, wherever that stands in the queue's order.
            ids = [row[0].lower() for row in database.execute(
                "SELECT hex(break) FROM break_version WHERE current = 1 AND standing = 0 "
                "ORDER BY break LIMIT 40")]
        for name, paths in (
                ("first page", ["/breaks"]), ("deep page", [f"/breaks?after={ids[0]}"]),
                ("pages in turn", [f"/breaks?after={place}" for place in ids]),
                ("oldest first", [f"/breaks?sort=age&after={place}" for place in ids]),
                ("largest first", ["/breaks?sort=amount", f"/breaks?sort=amount&before={ids[1]}"]),
                ("filtered", ["/breaks?severity=high", "/breaks?age=8-30&sort=amount",
                              "/breaks?least=400&most=410",
                              f"/breaks?class=missing_right&after={ids[2]}",
                              f"/breaks?currency=CNY&severity=medium&after={ids[3]}"]),
                ("words looked for", ["/breaks?q=20260101", "/breaks?q=0000", "/breaks?q=payment"])):
            server.load(paths, 10, 1)
            found = server.load(paths, 20, min(self.asked.seconds, 30))
            self.must(f"queue, {name}, p99", found["p99_ms"], QUEUE_P99)
            self.keep(f"queue of {self.asked.breaks:,}: {name}", found, "20/s")

    def crowd(self, server):
        """The overview, streams, changes and memory at once."""
        streams = subprocess.Popen([sys.executable, str(HERE / "load.py")], text=True,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        streams.stdin.write(server.job(streams=self.asked.streams, seconds=self.asked.seconds + 120,
                                       longest=STREAM_AT_LEAST))
        streams.stdin.flush()
        time.sleep(3 + self.asked.streams / 200)
        found, stop, memory, changes = {}, threading.Event(), [], []
        _, text, _ = server.ask("GET", "/api/v1/breaks?limit=100", token=server.token)
        breaks = [item["break"] for item in json.loads(text)["items"]]

        def watch():
            while not stop.wait(MEMORY_EVERY if self.asked.seconds > 60 else 2):
                memory.append(server.memory()[0])

        def change():
            while not stop.wait(CHANGE_EVERY):
                number = len(changes)
                status, text, _ = server.ask(
                    "POST", f"/api/v1/breaks/{breaks[number % len(breaks)]}/notes",
                    {"comment": f"looked at {number}"}, token=server.token,
                    **{"Idempotency-Key": f"note-{number}"})
                changes.append(status)
                if status >= 400:
                    self.wrong.append(f"change: {status} {text}")
        threads = [threading.Thread(target=work, daemon=True) for work in (watch, change)]
        for thread in threads:
            thread.start()
        found = server.load(["/"], self.asked.rate, self.asked.seconds)
        stop.set()
        for thread in threads:
            thread.join()
        # A look at the book, and its event.
        time.sleep(5)
        streams.stdin.write("end\n")
        streams.stdin.flush()
        heard = json.loads(streams.communicate()[0])
        self.must("overview in the crowd, p99", found["p99_ms"], OVERVIEW_P99)
        self.keep(f"overview beside {self.asked.streams:,} streams and a change each "
                  f"{CHANGE_EVERY} s", found, f"{self.asked.rate}/s")
        say("streams", changes=len(changes), **heard)
        for name in ("refused", "ended", "behind"):
            self.must(f"streams {name}", heard[name], 0)
        if heard["least_events"] < 1 + len(changes) // 2:
            self.wrong.append(f"streams heard only {heard['least_events']} events")
        self.lines.append(
            f"| {heard['streams']:,} streams | {len(changes)} changes: each stream heard "
            f"{heard['least_events']}–{heard['most_events']} events, refused {heard['refused']}, "
            f"ended {heard['ended']}, opened again {heard['came_again']}, behind at the end {heard['behind']} | | | | |")
        self.flat(memory)

    def flat(self, memory):
        part = max(1, len(memory) // 10)
        second, last = memory[part:2 * part] or memory, memory[-part:]
        facts = {"second_part_kb": max(second), "last_part_kb": max(last), "most_kb": max(memory),
                 "samples": memory}
        say("memory", **facts)
        self.must("memory, last part to second", round(max(last) / max(second), 3), GROWTH)
        self.lines.append(
            f"| memory MB: second tenth / last tenth / most | {max(second) // 1024} / "
            f"{max(last) // 1024} / {max(memory) // 1024} over {self.asked.seconds} s | | | | |")

    def decide(self, server):
        """Thirty people at once: what is acknowledged stands in the book, once."""
        names = [f"maker{number:02}" for number in range(PEOPLE)]
        tokens = []
        for name in names:
            told = server.run("user", "add", name, "--role", "maker")
            server.set_up(re.search(r"\S*link=\S+", told).group(0), name, comes_in=False)
            # One address may try a password each second.
            time.sleep(1.1)
            tokens.append(server.token_of(name, "read", "propose"))
        # Applied at once, so that the others come too late; waiting for a second person; a day.
        for kind, least in (("ignore manual", 0), ("ignore manual", 100),
                            ("expected_until 2099-01-31", 0)):
            wanted = self.pick(server, least)
            gate = threading.Barrier(PEOPLE)

            def one(number):
                gate.wait()
                start = time.monotonic()
                status, text, _ = server.ask(
                    "POST", "/api/v1/decisions",
                    {"kind": kind, "breaks": [wanted], "reason": f"seen by {names[number]}"},
                    token=tokens[number], **{"Idempotency-Key": f"{wanted}-{number}"})
                return status, text, time.monotonic() - start
            with concurrent.futures.ThreadPoolExecutor(PEOPLE) as pool:
                answers = list(pool.map(one, range(PEOPLE)))
            told = sorted((json.loads(text)["number"], json.loads(text)["maker"])
                          for status, text, _ in answers if status < 300)
            kept = sorted(self.decisions(server, wanted))
            statuses = {}
            for status, _, _ in answers:
                statuses[str(status)] = statuses.get(str(status), 0) + 1
            slowest = round(1000 * max(took for _, _, took in answers))
            say("decisions", kind=kind, least=least, people=PEOPLE, statuses=statuses, acknowledged=len(told),
                in_book=len(kept), slowest_ms=slowest, same=told == kept)
            if told != kept:
                self.wrong.append(f"{kind}: acknowledged {told}, in the book {kept}")
            if not told or set(statuses) - {"201", "409", "422"}:
                self.wrong.append(f"{kind}: {statuses} {answers[0][1]}")
            self.lines.append(
                f"| {PEOPLE} people, one break above {least}, `{kind}` | {len(told)} acknowledged, {len(kept)} in "
                f"the book, {PEOPLE - len(told)} refused; the slowest {slowest} ms | | | | |")

    @staticmethod
    def pick(server, least):
        """An open break of more than so much, that nobody has decided about."""
        cursor = ""
        while True:
            _, text, _ = server.ask(
                "GET", f"/api/v1/breaks?limit=100{cursor}", token=server.token)
            page = json.loads(text)
            for item in page["items"]:
                if abs(float(item["amount"])) > least:
                    return item["break"]
            cursor = "&cursor=" + page["next"]

    def decisions(self, server, wanted):
        found, cursor = [], ""
        while True:
            _, text, _ = server.ask(
                "GET", f"/api/v1/decisions?limit=100{cursor}", token=server.token)
            page = json.loads(text)
            found += [(item["number"], item["maker"]) for item in page["items"]
                      if wanted in item["breaks"]]
            if not page["next"]:
                return found
            cursor = "&cursor=" + page["next"]

    def keep(self, name, found, how):
        say(name, **found)
        bad = {status: count for status, count in found["statuses"].items() if status != "200"}
        if bad:
            self.wrong.append(f"{name}: {bad}")
        self.lines.append(
            f"| {name} | {how}, {found['requests']:,} requests | {found['p50_ms']} | "
            f"{found['p99_ms']} | {found['max_ms']} | {found['server_cpu']} |")

    def run(self):
        book = self.book()
        start = time.monotonic()
        with served(self.program, str(book)) as (port, link, process):
            ready = round(time.monotonic() - start, 2)
            server = Server(self.program, book, port, link, process)
            say("start", ready_seconds=ready, entries=self.asked.entries, breaks=self.asked.breaks)
            first = server.load(["/"], 1, 1)
            say("first overview", max_ms=first["max_ms"], memory_kb=server.memory()[0])
            self.lines.append(
                f"| start | ready after {ready} s, the first overview after {first['max_ms']} ms "
                "| | | | |")
            if "overview" in self.asked.parts:
                self.overview(server)
            if "queue" in self.asked.parts:
                self.queue(server)
            if "crowd" in self.asked.parts:
                self.crowd(server)
            if "decide" in self.asked.parts:
                self.decide(server)
        shutil.rmtree(book, ignore_errors=True)
        if self.asked.results:
            self.write()
        for text in self.wrong:
            print(text, file=sys.stderr)
        if self.wrong and self.asked.check:
            sys.exit(1)

    def write(self):
        day = time.strftime("%Y-%m-%d")
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True,
                                text=True, cwd=HERE).stdout.strip()
        load = " ".join(f"{value:.1f}" for value in os.getloadavg())
        text = (f"\n### `matchbook serve` on a book of {self.asked.entries:,} entries with "
                f"{self.asked.breaks:,} open breaks (`make bench-serve`)\n\n"
                f"{day} · {os.cpu_count()} cores, the load generator among them (load {load} at the "
                f"end) · commit {commit}\n\n"
                "| what | how | p50 ms | p99 ms | max ms | server, cores |\n|---|---|---|---|---|---|\n"
                + "\n".join(self.lines) + "\n")
        with open(self.asked.results, "a") as results:
            results.write(text)


def main():
    parser = argparse.ArgumentParser()
    for name in ("matchbook", "bookbench", "work"):
        parser.add_argument("--" + name, type=pathlib.Path, required=True)
    parser.add_argument("--entries", type=int, default=10_000_000)
    parser.add_argument("--breaks", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--parts", nargs="+", default=["overview", "queue", "crowd", "decide"])
    parser.add_argument("--short", action="store_true", help="a small book and 20 seconds")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--results", type=pathlib.Path)
    asked = parser.parse_args()
    if asked.short:
        asked.entries, asked.breaks = min(asked.entries, 400_000), min(asked.breaks, 20_000)
        asked.seconds = min(asked.seconds, 20)
    Bench(asked).run()


main()
