#!/usr/bin/env python3
"""How right the scored pass is: open orders against payments without an order number, truth known.

usage: quality.py --rows 10000 --seeds 21 22 23 [--check] --work DIRECTORY
Needs numpy and polars for the generator (gen_link.py). Prints a line per kind of data and seed, and how true
probabilities are. With --check it fails where a figure falls below FLOORS: the same data, the same figures."""
import argparse
import json
import pathlib
import subprocess
import sys

import window

HERE = pathlib.Path(__file__).resolve().parent
# Days of 100,000 rows; fewer rows lie as close to each other in fewer days.
KINDS = {"easy": ([], 30), "hard": (["--hard"], 7)}
FLOORS = {
    "easy": {"f1": .995, "recall_999": .99, "blocking": .99, "confirmed_precision": .999},
    "hard": {"f1": .97, "recall_999": .86, "blocking": .98, "confirmed_precision": .999},
}
# A bucket's true share may be so far from what its probabilities say, and besides so many standard errors of a
# share among so many pairs: of twenty buckets one is beyond two by chance alone.
CALIBRATED, ERRORS = .03, 3


def build(work, driver="scored"):
    flags = window.FLAGS + [
        part for name in window.FEATURES for part in ("-enable-upcoming-feature", name)]
    for room in ("Records", "Matching"):
        subprocess.run(
            ["swiftc", *flags, "-parse-as-library", "-module-name", room, "-emit-module",
             "-emit-module-path", f"{room}.swiftmodule", "-I", ".", "-c", *window.sources(room),
             "-o", f"{room}.o"], cwd=work, check=True)
    # The driver is a script with statements of its own, which is named main.swift.
    (work / "main.swift").write_text((HERE / f"drivers/{driver}.swift").read_text())
    flags = [{"6": "5"}.get(flag, flag) for flag in window.FLAGS]  # globals of a script
    subprocess.run(
        ["swiftc", *flags, "-I", ".", "main.swift", "Records.o", "Matching.o", "-o",
         driver], cwd=work, check=True)
    return work / driver


def calibration(kind, found):
    """How much more each tenth says than is true, over all seeds, and which are outside of what is allowed."""
    shares, outside = [], []
    for place in range(10):
        buckets = [one["calibration"][place] for one in found]
        pairs = sum(pairs for _, _, pairs in buckets)
        said, true = (
            sum(bucket[what] * bucket[2] for bucket in buckets) / 1000 / max(1, pairs) for what in (0, 1))
        shares.append(f"{100 * (said - true):+.1f}")
        if abs(said - true) > CALIBRATED + ERRORS * (said * (1 - said) / max(1, pairs)) ** .5:
            outside.append(f"{kind}: pairs of {10 * place} to {10 * place + 10} % say {said:.3f}, "
                           f"{true:.3f} are true")
    print(f"{kind}: said less true, in points: {' '.join(shares)}", file=sys.stderr)
    return outside


def generate(data, kind, rows, seed):
    options, days = KINDS[kind]
    if not (data / "right.csv").exists():
        subprocess.run(
            [sys.executable, str(HERE / "gen_link.py"), str(rows), str(data), "--seed", str(seed),
             "--days", str(days * rows / 100_000), *options], check=True, stdout=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[21, 22, 23])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--work", required=True)
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work).resolve() / "quality"
    work.mkdir(parents=True, exist_ok=True)
    program = build(work)
    print("| data | seed | blocking | F1 | precision | recall | R at P ≥ .999 "
          "| confirmed: P | confirmed: R | CPU s |\n" + "|---" * 10 + "|")
    faults = []
    for kind in KINDS:
        all_found = []
        for seed in arguments.seeds:
            data = work / f"{kind}-{arguments.rows}-{seed}"
            generate(data, kind, arguments.rows, seed)
            text = subprocess.run(
                [str(program), str(data)], check=True, capture_output=True, text=True).stdout
            found = json.loads(text)
            all_found.append(found)
            print(f"| {kind} | {seed} | {found['blocking']:.4f} | {found['f1']:.4f} "
                  f"| {found['precision']:.4f} | {found['recall']:.4f} | {found['recall_999']:.4f} "
                  f"| {found['confirmed_precision']:.5f} | {found['confirmed_recall']:.4f} "
                  f"| {found['cpu']:.2f} |", flush=True)
            faults += [
                f"{kind}, seed {seed}: {name} is {found[name]:.4f}, expected at least {least}"
                for name, least in FLOORS[kind].items() if found[name] < least]
        faults += calibration(kind, all_found)
    if arguments.check and faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
