#!/usr/bin/env python3
"""Whole commands on a book with history beside the same on one without.

usage: book.py --matchbook PATH --bookbench PATH --work DIRECTORY [--entries N] [--rows N] [--rounds N]
               [--callgrind]

A small book is made and copied; `bookbench history` continues the copy until it has N entries. Then
both take the same days, in turn: two imports of half the rows each, and the run; then days of ten times
the rows in one command, and look-ups. What is compared is the processor's time and, where `perf` is
there, instructions: other work on the machine disturbs them least. Prints one line of JSON per
measurement; ends with 1 where a day costs more than 1.3 times as much on the book with history.

`--callgrind` counts the instructions of the days alone, which is the same on any machine."""
import argparse
import datetime
import json
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

from callgrind import Counter

LIMIT = 1.3
ENVIRONMENT = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "SWIFT_DETERMINISTIC_HASHING": "1"}


def files(folder, day, rows, name):
    """Orders and payments of a day; one in a thousand has no payment yet."""
    folder.mkdir(parents=True, exist_ok=True)
    orders, payments = folder / f"orders-{name}.csv", folder / f"payments-{name}.csv"
    with open(orders, "w") as left, open(payments, "w") as right:
        left.write("order_id,amount,currency,status,created_at,channel\n")
        right.write("transaction_id,order_id,amount,currency,status,paid_at,channel\n")
        for row in range(rows):
            number = f"{name}{row * 387420489 % 10 ** 12:012d}"
            amount = f"{row % 500 + 1}.{row % 100:02d}"
            second = 36_000 + row % 40_000
            clock = f"{day} {second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
            left.write(f"{number},{amount},CNY,paid,{clock},alipay\n")
            if row % 1000 != 999:
                right.write(f"T{number},{number},{amount},CNY,paid,{clock},alipay\n")
    return orders, payments


class Meter:
    """Runs a command; answers (processor seconds, wall seconds, peak kilobytes, instructions or None)."""

    def __init__(self, work):
        self.counts = work / "perf.out"
        found = shutil.which("perf")
        probe = [found, "stat", "-e", "instructions:u", "true"] if found else ["false"]
        self.perf = subprocess.run(probe, capture_output=True).returncode == 0

    def run(self, command, allowed=(0,)):
        prefix = ["perf", "stat", "-x,", "-e", "instructions:u", "-o", str(self.counts)] if self.perf else []
        start = time.monotonic()
        process = subprocess.Popen(prefix + command, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall, code = time.monotonic() - start, os.waitstatus_to_exitcode(status)
        if code not in allowed:
            sys.exit(f"{' '.join(command)} ended with {code}")
        instructions = None
        if self.perf:
            lines = [line.split(",") for line in self.counts.read_text().splitlines() if "instructions" in line]
            instructions = int(lines[0][0]) if lines and lines[0][0].isdigit() else None
        return used.ru_utime + used.ru_stime, wall, used.ru_maxrss, instructions


class Days:
    """The same days on the two books."""

    def __init__(self, arguments):
        self.arguments, self.work = arguments, arguments.work
        self.work.mkdir(parents=True, exist_ok=True)
        self.program, self.bench = (str(path.resolve()) for path in (arguments.matchbook, arguments.bookbench))
        self.meter = Meter(self.work)
        self.small, self.full = self.work / "small", self.work / f"full-{arguments.entries}"
        self.books = (("small", self.small), ("full", self.full))
        self.began = int(time.time()) % 100_000 * 10
        self.first = datetime.date(2026, 1, 1)

    def make(self):
        shutil.rmtree(self.small, ignore_errors=True)
        at = ["--at", "2020-01-02T00:00:00Z"]
        subprocess.run([self.program, "init", str(self.small), *at], check=True, stdout=subprocess.DEVNULL)
        at += ["--book", str(self.small)]
        for path in files(self.work / "files", "2020-01-01", 100, "first"):
            self.meter.run([self.program, "import", str(path), *at])
        self.meter.run([self.program, "run", "--through", "2020-01-01", *at], (0, 1, 2))
        if not self.full.exists():
            shutil.copytree(self.small, self.full)
        subprocess.run([self.bench, "history", str(self.arguments.entries), str(self.full)], check=True)
        # A full book that is used again has had its days: these are later ones.
        with sqlite3.connect(self.full / "book.db") as database:
            last, = database.execute("SELECT max(through) FROM run").fetchone()
        self.first = max(self.first, datetime.date(1970, 1, 1) + datetime.timedelta(days=last + 1))

    def day(self, number):
        return (self.first + datetime.timedelta(days=number)).isoformat()

    def commands(self, number):
        """Per book the commands of a day."""
        day = self.day(number)
        paths = files(self.work / "files", day, self.arguments.rows // 2, f"{self.began + number:06d}")
        for name, book in self.books:
            at = ["--book", str(book), "--at", f"{day}T23:59:59Z"]
            imports = [["import", str(path.resolve()), *at] for path in paths]
            yield name, [*imports, ["run", "--through", day, *at]]

    def spend(self):
        """Processor time, and what else the system tells of a command."""
        found = {name: [] for name, _ in self.books}
        rows = self.arguments.rows
        for number in range(self.arguments.rounds):
            for name, commands in self.commands(number):
                spent = [self.meter.run([self.program, *command], (0, 1, 2)) for command in commands]
                found[name].append(spent)
                say("day", book=name, round=number + 1, rows=rows,
                    import_cpu_seconds=round(sum(part[0] for part in spent[:2]), 3),
                    run_cpu_seconds=round(spent[2][0], 3),
                    wall_seconds=round(sum(part[1] for part in spent), 3),
                    import_rows_per_wall_second=round(rows / sum(part[1] for part in spent[:2])),
                    peak_kilobytes=max(part[2] for part in spent),
                    instructions=sum(part[3] for part in spent) if spent[0][3] is not None else None)
        ratios = {}
        for place, what in ((0, "cpu"), (3, "instructions")):
            if found["small"][0][0][place] is not None:
                for part, steps in (("import", (0, 1)), ("run", (2,)), ("day", (0, 1, 2))):
                    sums = {name: statistics.median(sum(spent[step][place] for step in steps) for spent in days)
                            for name, days in found.items()}
                    ratios[f"{part}_{what}"] = round(sums["full"] / sums["small"], 3)
        return ratios

    def sustain(self):
        """Twenty files of half a day's rows in one command: what it starts with counts less."""
        folder = self.work / "sustained"
        shutil.rmtree(folder, ignore_errors=True)
        day, rows = self.day(self.arguments.rounds), 0
        for part in range(10):
            files(folder, day, self.arguments.rows // 2, f"{self.began // 10 % 100_000:05d}{part}9")
            rows += self.arguments.rows
        for name, book in self.books:
            cpu, wall, peak, _ = self.meter.run(
                [self.program, "import", str(folder), "--book", str(book), "--at", f"{day}T23:59:59Z"])
            say("sustained_import", book=name, rows=rows, cpu_seconds=round(cpu, 3), wall_seconds=round(wall, 3),
                rows_per_wall_second=round(rows / wall), rows_per_cpu_second=round(rows / cpu), peak_kilobytes=peak)

    def count(self):
        """Instructions as callgrind counts them; the middle day of each book."""
        counter = Counter(self.program, self.work)
        found = {name: [] for name, _ in self.books}
        for number in range(self.arguments.rounds):
            for name, commands in self.commands(number):
                found[name].append(sum(
                    counter.count([*command, "--threads", "1", "-q"], allowed=(0, 1, 2)) for command in commands))
                say("day", book=name, round=number + 1, rows=self.arguments.rows, instructions=found[name][-1])
        return {"day_instructions": round(
            statistics.median(found["full"]) / statistics.median(found["small"]), 3)}


def say(what, **facts):
    print(json.dumps({"measured": what, **facts}), flush=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ("matchbook", "bookbench", "work"):
        parser.add_argument("--" + name, type=pathlib.Path, required=True)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--callgrind", action="store_true")
    arguments = parser.parse_args()
    days = Days(arguments)
    days.make()
    ratios = days.count() if arguments.callgrind else days.spend()
    say("ratio", entries=arguments.entries, **ratios)
    if not arguments.callgrind:
        days.sustain()
        subprocess.run([days.bench, "trace", str(days.full)], check=True)
    for name, ratio in ratios.items():
        if name.startswith("day") and ratio > LIMIT:
            sys.exit(f"{name}: {ratio} times as much on a book of {arguments.entries} entries (limit {LIMIT})")


if __name__ == "__main__":
    main()
