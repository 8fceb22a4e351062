#!/usr/bin/env python3
"""Counts the instructions per row of whole runs and holds them to Benchmarks/instructions.json.

usage: ratchet.py --matchbook PATH --generator PATH --work DIRECTORY [--update]
Callgrind counts them (callgrind.py). More than 5 % above a figure fails; more than 5 % below asks to
lower it (make ratchet)."""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys

from callgrind import Counter

HERE = pathlib.Path(__file__).resolve().parent
FIGURES = HERE / "instructions.json"
ORDERS, SEED = 50_000, 1
# Enough for the bulk lane (24 MB and 100,000 plain pairs).
LARGE = 200_000
TOLERANCE = 0.05


def data(arguments, name, orders):
    folder = arguments.work / name
    if not (folder / "payments.csv").exists():
        subprocess.run([arguments.generator, str(orders), str(folder), str(SEED)], check=True,
                       stdout=subprocess.DEVNULL)
    rows = 0
    for file in ("orders.csv", "payments.csv"):
        with open(folder / file, "rb") as lines:
            rows += sum(1 for _ in lines) - 1
    shutil.copy(HERE / "full-job.yaml", folder)
    return folder, rows


def measure(arguments):
    counter = Counter(arguments.matchbook, arguments.work)
    few, _ = data(arguments, "few", 10)
    many, rows = data(arguments, "many", ORDERS)
    large, large_rows = data(arguments, "large", LARGE)
    result = arguments.work / "result"
    common = ("--threads", "1", "-q")
    start = counter.count(["reconcile", "full-job.yaml", "--dry-run", *common], few)
    read = counter.count(["identify", "orders.csv", "payments.csv"], many)
    dry = counter.count(["reconcile", "full-job.yaml", "--dry-run", *common], many)
    shutil.rmtree(result, ignore_errors=True)
    whole = counter.count(
        ["reconcile", "full-job.yaml", "--out", str(result.resolve()), *common], many)
    shutil.rmtree(result, ignore_errors=True)
    lane = counter.count(
        ["reconcile", "full-job.yaml", "--out", str(result.resolve()), *common], large)
    return {
        "start": start,
        "read": round((read - start) / rows),
        "read and match": round((dry - start) / rows),
        "write": round((whole - dry) / rows),
        "whole": round(whole / rows),
        "whole, bulk lane": round((lane - start) / large_rows),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--matchbook", required=True)
    parser.add_argument("--generator", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    found = measure(arguments)
    if arguments.update:
        FIGURES.write_text(json.dumps(found, indent=2) + "\n")
        print(FIGURES.read_text(), end="")
        return
    kept = json.loads(FIGURES.read_text())
    grown, fallen = [], []
    for name in kept.keys() & found.keys():
        if kept[name] * (1 + TOLERANCE) < found[name]:
            grown.append(name)
        elif kept[name] * (1 - TOLERANCE) > found[name]:
            fallen.append(name)
    for name, value in found.items():
        note = "new: keep it (make ratchet)" if name not in kept else ""
        note = "more" if name in grown else "fewer: lower it (make ratchet)" if name in fallen else note
        print(f"{name:>16} {value:>12,} instructions, {kept.get(name, 0):>12,} kept  {note}".rstrip())
    if grown:
        sys.exit(f"{', '.join(sorted(grown))}: more instructions than Benchmarks/instructions.json keeps")


if __name__ == "__main__":
    main()
