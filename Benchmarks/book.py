#!/usr/bin/env python3
"""Whole commands on a book with history beside the same on one without.

usage: book.py --matchbook PATH --bookbench PATH --work DIRECTORY [--entries N] [--rows N] [--rounds N]

A small book is made and copied; `bookbench history` continues the copy until it has N entries. Then
both take the same days, in turn: two imports of half the rows each, and the run. What is compared is
the processor's time and, where `perf` is there, instructions: other work on the machine disturbs them
least. Prints one line of JSON per measurement; ends with 1 where a day costs more than 1.3 times as
much on the book with history."""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

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


def main():
    parser = argparse.ArgumentParser()
    for name in ("matchbook", "bookbench", "work"):
        parser.add_argument("--" + name, type=pathlib.Path, required=True)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    work = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    meter = Meter(work)
    program = str(arguments.matchbook.resolve())
    small, full = work / "small", work / f"full-{arguments.entries}"
    shutil.rmtree(small, ignore_errors=True)
    subprocess.run([program, "init", str(small), "--at", "2020-01-02T00:00:00Z"], check=True, stdout=subprocess.DEVNULL)
    for path in files(work / "files", "2020-01-01", 100, "first"):
        meter.run([program, "import", str(path), "--book", str(small), "--at", "2020-01-02T00:00:00Z"])
    meter.run([program, "run", "--through", "2020-01-01", "--book", str(small), "--at", "2020-01-02T00:00:00Z"], (0, 1, 2))
    if not full.exists():
        shutil.copytree(small, full)
    subprocess.run([str(arguments.bookbench.resolve()), "history", str(arguments.entries), str(full)], check=True)
    found = {"small": [], "full": []}
    # A full book that is used again has had its days: these are later ones.
    began = int(time.time()) % 100_000 * 10
    for number in range(arguments.rounds):
        day = f"2026-{number // 28 + 1:02d}-{number % 28 + 1:02d}"
        orders, payments = files(work / "files", day, arguments.rows // 2, f"{began + number:06d}")
        for name, book in (("small", small), ("full", full)):
            at = ["--book", str(book), "--at", f"{day}T23:59:59Z"]
            spent = [meter.run([program, "import", str(path), *at]) for path in (orders, payments)]
            spent.append(meter.run([program, "run", "--through", day, *at], (0, 1, 2)))
            found[name].append(spent)
            imported = sum(part[0] for part in spent[:2])
            print(json.dumps({
                "measured": "day", "book": name, "round": number + 1, "rows": arguments.rows,
                "import_cpu_seconds": round(imported, 3), "run_cpu_seconds": round(spent[2][0], 3),
                "wall_seconds": round(sum(part[1] for part in spent), 3),
                "import_rows_per_wall_second": round(arguments.rows / sum(part[1] for part in spent[:2])),
                "peak_kilobytes": max(part[2] for part in spent),
                "instructions": sum(part[3] for part in spent) if spent[0][3] is not None else None}), flush=True)
    ratios = {}
    for place, what in ((0, "cpu"), (3, "instructions")):
        if found["small"][0][0][place] is None:
            continue
        for part, steps in (("import", (0, 1)), ("run", (2,)), ("day", (0, 1, 2))):
            sums = {name: statistics.median(sum(spent[step][place] for step in steps) for spent in days)
                    for name, days in found.items()}
            ratios[f"{part}_{what}"] = round(sums["full"] / sums["small"], 3)
    print(json.dumps({"measured": "ratio", "entries": arguments.entries, **ratios}), flush=True)
    subprocess.run([str(arguments.bookbench.resolve()), "trace", str(full)], check=True)
    if ratios.get("day_instructions", ratios["day_cpu"]) > LIMIT or ratios["day_cpu"] > LIMIT:
        sys.exit(f"a day costs more than {LIMIT} times as much on a book of {arguments.entries} entries")


main()
