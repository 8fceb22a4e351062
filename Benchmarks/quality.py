#!/usr/bin/env python3
"""How right the scored pass is: open orders against payments without an order number, truth known.

usage: quality.py --rows 10000 --seeds 21 22 23 [--history 11 12] [--sure 200] [--check] --work DIRECTORY
Needs numpy and polars for the generator (gen_link.py). Prints a line per kind of data and seed, and how true
probabilities are; with the truth of other seeds as history, the same once more by what that teaches, offered or not.
With --sure the first stage says so many hundredths of its log odds, of history and judged data alike. With --check it fails where a figure falls below FLOORS: the same data, the same figures."""
import argparse
import json
import pathlib
import subprocess
import sys

import driver

HERE = pathlib.Path(__file__).resolve().parent
# Days of 100,000 rows; fewer rows lie as close to each other in fewer days.
KINDS = {"easy": ([], 30), "hard": (["--hard"], 7)}
FLOORS = {
    "easy": {"f1": .995, "recall_999": .99, "blocking": .99, "confirmed_precision": .999},
    "hard": {"f1": .97, "recall_999": .86, "blocking": .98, "confirmed_precision": .999},
}
# How far a bucket's true share may be from what its probabilities say, and how many standard errors an interval is
# wide. A bucket is judged where its interval is no wider than what is allowed; smaller ones are taken together with
# the next, over all seeds, until theirs is.
CALIBRATED, ERRORS = .03, 1.96


def wilson(right, pairs):
    """The interval of a share (Wilson 1927)."""
    square, share = ERRORS ** 2, right / pairs
    middle = (share + square / (2 * pairs)) / (1 + square / pairs)
    half = ERRORS / (1 + square / pairs) * (share * (1 - share) / pairs + square / (4 * pairs ** 2)) ** .5
    return middle - half, middle + half


def pools(buckets):
    """Tenths, each with its pairs, what they say in all and how many are right, until their interval is narrow enough;
    what is left at the end joins the last."""
    made, open_ = [], None
    for place, (pairs, said, right) in enumerate(buckets):
        first, *sums = open_ or (place, 0, 0, 0)
        open_ = (first, place, sums[-3] + pairs, sums[-2] + said, sums[-1] + right)
        if open_[2]:
            low, high = wilson(open_[4], open_[2])
            if (high - low) / 2 <= CALIBRATED:
                made.append(open_)
                open_ = None
    if open_ and open_[2] and made:
        first, _, *sums = made.pop()
        made.append((first, open_[1], *(a + b for a, b in zip(sums, open_[2:]))))
    elif open_ and open_[2]:
        made.append(open_)
    return made


def calibration(kind, found):
    """How much more each pool of tenths says than is true, over all seeds; answers what is surely outside: no true share
    of its interval is within what is allowed."""
    buckets = []
    for place in range(10):
        own = [one["calibration"][place] for one in found]
        buckets.append((sum(pairs for _, _, pairs in own), sum(said * pairs for said, _, pairs in own) / 1000,
                        sum(right for _, right, _ in own)))
    print(f"\n| {kind}: probability, % | pairs | said | true | interval | said less true, points |\n" + "|---" * 6 + "|")
    outside = []
    for first, last, pairs, said, right in pools(buckets):
        low, high = wilson(right, pairs)
        said /= pairs
        print(f"| {10 * first}–{10 * last + 10} | {pairs:,} | {said:.4f} | {right / pairs:.4f} "
              f"| {low:.4f}–{high:.4f} | {100 * (said - right / pairs):+.1f} |")
        if low > said + CALIBRATED or high < said - CALIBRATED:
            outside.append(f"{kind}: pairs of {10 * first} to {10 * last + 10} % say {said:.3f}, "
                           f"{low:.3f} to {high:.3f} are true")
    print("", flush=True)
    return outside

def generate(data, kind, rows, seed):
    options, days = KINDS[kind]
    if not (data / "right.csv").exists():
        subprocess.run(
            [sys.executable, str(HERE / "gen_link.py"), str(rows), str(data), "--seed", str(seed),
             "--days", str(days * rows / 100_000), *options], check=True, stdout=subprocess.DEVNULL)


def row(kind, seed, found):
    print(f"| {kind} | {seed} | {found['blocking']:.4f} | {found['f1']:.4f} "
          f"| {found['precision']:.4f} | {found['recall']:.4f} | {found['recall_999']:.4f} "
          f"| {found['confirmed_precision']:.5f} | {found['confirmed_recall']:.4f} "
          f"| {found['cpu']:.2f} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[21, 22, 23])
    parser.add_argument("--kinds", nargs="+", default=list(KINDS), choices=KINDS)
    parser.add_argument("--history", type=int, nargs="*", default=[])
    parser.add_argument("--sure", type=int, default=100)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--work", required=True)
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work).resolve() / "quality"
    work.mkdir(parents=True, exist_ok=True)
    program = driver.build(work, "scored")
    print("| data | seed | blocking | F1 | precision | recall | R at P ≥ .999 "
          "| confirmed: P | confirmed: R | CPU s |\n" + "|---" * 10 + "|")
    faults = []
    for kind in arguments.kinds:
        def made(seed):
            data = work / f"{kind}-{arguments.rows}-{seed}"
            generate(data, kind, arguments.rows, seed)
            return str(data)
        history = [made(seed) for seed in arguments.history]
        options = ["--history", str(arguments.sure), *history] if history else []
        all_found, corrected = [], []
        for seed in arguments.seeds:
            lines = subprocess.run(
                [str(program), made(seed), *options], check=True, capture_output=True, text=True).stdout.splitlines()
            found = json.loads(lines[0])
            all_found.append(found)
            row(kind, seed, found)
            faults += [
                f"{kind}, seed {seed}: {name} is {found[name]:.4f}, expected at least {least}"
                for name, least in FLOORS[kind].items() if found[name] < least]
            if history:
                corrected.append(json.loads(lines[1]))
                row(kind + ", corrected", seed, corrected[-1])
        faults += calibration(kind, all_found)
        if history:
            calibration(kind + ", corrected", corrected)
            print(json.dumps(corrected[0]["history"]), flush=True)
    if arguments.check and faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
