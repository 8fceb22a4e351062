#!/usr/bin/env python3
"""The solver of the subset pass beside counting all sets (up to 22 amounts) and CP-SAT (more): planted sums of
amounts with fees and a cent of noise. Fails where a number of sets is not the peer's, or where one set is called the
only one and is not.

usage: subsets.py --work DIRECTORY [--counted 10000] [--asked 500] [--seed 1]
Needs numpy and ortools. Prints instances by kind, what was answered, and the time of a thousand amounts."""
import argparse
import json
import pathlib
import random
import subprocess
import time

import numpy
from ortools.sat.python import cp_model

import driver

# A tenth of a point of amounts sells at few prices, as in gen_link.py.
PRICES = [100, 300, 600, 648, 990, 999, 1200, 1299, 1800, 1999, 2500, 2999, 3000, 4500, 6800, 9800, 9999, 12800]
FEES = [0, 0, 38, 60, 100]  # ten-thousandths


def instance(rng, rows):
    """Amounts, and the ends of a target: a sum of some of them, a cent off in every tenth, any number in others."""
    spread = rng.choice([50, 1_000, 20_000, 300_000])
    fee = rng.choice(FEES)
    amounts = []
    for _ in range(rows):
        price = rng.choice(PRICES) if rng.random() < .4 else rng.randrange(1, spread)
        amounts.append(max(1, price - (price * fee + 5_000) // 10_000))
    items = rng.randrange(1, min(rows, 60) + 1)
    target = sum(rng.sample(amounts, items))
    if rng.random() < .2:
        target = max(1, target + rng.choice([-1, 1]))
    slack = rng.choice([0, 0, 0, 1, 2])
    return max(1, target - slack), target + slack, amounts


def counted(low, high, amounts):
    """All sets, one by one."""
    sums = numpy.zeros(1, dtype=numpy.int64)
    for amount in amounts:
        sums = numpy.concatenate([sums, sums + amount])
    return int(((sums >= low) & (sums <= high)).sum())


def asked(low, high, amounts):
    """0, 1 or 2 sets by CP-SAT, which must find another one after each; None where it gives up."""
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in amounts]
    total = sum(amount * one for amount, one in zip(amounts, taken))
    model.add(total >= low)
    model.add(total <= high)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 5
    for found in range(2):
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return found
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        model.add_bool_or([one.negated() if solver.value(one) else one for one in taken])
    return 2


def solve(program, path, instances):
    path.write_text("".join(f"{low} {high} {' '.join(map(str, amounts))}\n" for low, high, amounts in instances))
    text = subprocess.run([program, "solve", path], check=True, capture_output=True, text=True).stdout
    rows = [line.split() for line in text.splitlines()]
    assert len(rows) == len(instances)
    return [(verdict.split("(")[0], int(count), floor == "true") for verdict, count, floor in
            ((" ".join(row[:-2]), row[-2], row[-1]) for row in rows)]


def check(name, instances, answers, peer):
    verdicts = {}
    silent = compared = exact = 0
    for (low, high, amounts), (verdict, count, is_floor) in zip(instances, answers):
        verdicts[verdict] = verdicts.get(verdict, 0) + 1
        true = peer(low, high, amounts)
        if true is None:
            silent += 1
            continue
        compared += 1
        where = (name, low, high, amounts, verdict, count, true)
        if verdict == "unique":
            assert true == 1, where
        elif verdict == "none":
            assert true == 0, where
        elif verdict == "several":
            assert true >= 2, where
            if not is_floor and peer is counted:
                assert count == true, where
                exact += 1
            elif is_floor:
                assert peer is not counted or count <= true, where
    told = ", ".join(f"{key} {value:,}" for key, value in sorted(verdicts.items()))
    print(f"| {name} | {len(instances):,} | {told} | {compared:,} ({exact:,} counts of several to the unit) "
          f"| {silent:,} | 0 |", flush=True)


def existence(rows=1_000, target=1_600_000):
    """Whether a sum is made at all, by Python's long numbers as sets of bits: the usual peer's way."""
    rng = random.Random(7)
    amounts = [rng.randrange(1, 6_401) for _ in range(rows)]
    start = time.process_time()
    bits, mask = 1, (1 << target + 1) - 1
    for amount in amounts:
        bits |= bits << amount & mask
    assert bits >> target & 1
    return time.process_time() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", required=True)
    parser.add_argument("--counted", type=int, default=10_000)
    parser.add_argument("--asked", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work).resolve() / "quality"
    work.mkdir(parents=True, exist_ok=True)
    program = driver.build(work, "subsets")
    rng = random.Random(arguments.seed)
    print("| peer | instances | answered | compared | peer gave up | wrongly unique |\n" + "|---" * 6 + "|")
    small = [instance(rng, rng.randrange(2, 23) if place % 20 == 0 else rng.randrange(2, 17))
             for place in range(arguments.counted)]
    check("counting all sets, 2–22 amounts", small, solve(program, work / "subsets.txt", small), counted)
    large = [instance(rng, rng.choice([23, 30, 40, 60, 100, 200, 500, 2_000]) if place % 50 == 0
                      else rng.randrange(20, 60)) for place in range(arguments.asked)]
    check("CP-SAT, 20–2,000 amounts", large, solve(program, work / "subsets.txt", large), asked)
    text = subprocess.run([program, "time", "11"], check=True, capture_output=True, text=True).stdout
    print("\n| a thousand amounts of 1…6,400 against 1,600,000 | CPU ms |\n|---|--:|")
    names = "two ways are seen early", "no way, the whole search", "several, seen at its end"
    for name, line in zip(names, text.splitlines()):
        found = json.loads(line)
        print(f"| Matchbook: {name} ({found['verdict']}) | {1000 * found['cpu']:.2f} |")
    print(f"| Python's long numbers: whether there is a way | {1000 * min(existence() for _ in range(5)):.1f} |")


if __name__ == "__main__":
    main()
