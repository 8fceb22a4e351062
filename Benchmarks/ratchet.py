#!/usr/bin/env python3
"""Counts the instructions per row of whole runs and holds them to Benchmarks/instructions.json.

usage: ratchet.py --matchbook PATH --generator PATH --work DIRECTORY [--update]
Callgrind counts them, on one thread and with a fixed seed of hashing: the same program and the same
rows give the same number on any machine, whatever else it does. More than 5 % above a figure fails;
more than 5 % below asks to lower it (make ratchet)."""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FIGURES = HERE / "instructions.json"
ORDERS, SEED = 50_000, 1
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


def count(arguments, folder, *command):
    """Instructions of one whole process. Exit code 1 says that there are breaks, as there are."""
    out = arguments.work / "callgrind.out"
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
                   "SWIFT_DETERMINISTIC_HASHING": "1",
                   "LD_PRELOAD": str((arguments.work / "sigsuspend.so").resolve())}
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.resolve()}",
         str((arguments.work / "matchbook").resolve()), *command], cwd=folder, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if run.returncode > 1:
        sys.exit(f"{' '.join(command)} ended with {run.returncode}\n{run.stderr}")
    found = re.search(r"Collected : (\d+)", run.stderr)
    if not found:
        sys.exit(f"no count of instructions\n{run.stderr}")
    return int(found[1])


def measure(arguments):
    # Valgrind 3.19 does not understand the debug information that Swift writes.
    subprocess.run(["strip", "-g", "-o", str(arguments.work / "matchbook"), arguments.matchbook],
                   check=True)
    subprocess.run(["clang", "-O1", "-shared", "-fPIC", "-o", str(arguments.work / "sigsuspend.so"),
                    str(HERE / "sigsuspend.c")], check=True)
    few, _ = data(arguments, "few", 10)
    many, rows = data(arguments, "many", ORDERS)
    result = arguments.work / "result"
    common = ("--threads", "1", "-q")
    start = count(arguments, few, "reconcile", "full-job.yaml", "--dry-run", *common)
    read = count(arguments, many, "identify", "orders.csv", "payments.csv")
    dry = count(arguments, many, "reconcile", "full-job.yaml", "--dry-run", *common)
    shutil.rmtree(result, ignore_errors=True)
    whole = count(arguments, many, "reconcile", "full-job.yaml", "--out", str(result.resolve()),
                  *common)
    return {
        "start": start,
        "read": round((read - start) / rows),
        "read and match": round((dry - start) / rows),
        "write": round((whole - dry) / rows),
        "whole": round(whole / rows),
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
    for name in kept.keys() | found.keys():
        if kept.get(name, 0) * (1 + TOLERANCE) < found.get(name, 0):
            grown.append(name)
        elif kept.get(name, 0) * (1 - TOLERANCE) > found.get(name, 0):
            fallen.append(name)
    for name, value in found.items():
        note = "more" if name in grown else "fewer: lower it (make ratchet)" if name in fallen else ""
        print(f"{name:>15} {value:>12,} instructions, {kept.get(name, 0):>12,} kept  {note}".rstrip())
    if grown:
        sys.exit(f"{', '.join(sorted(grown))}: more instructions than Benchmarks/instructions.json keeps")


if __name__ == "__main__":
    main()
