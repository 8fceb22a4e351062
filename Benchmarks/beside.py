#!/usr/bin/env python3
"""Time and memory of the scored pass beside splink, and how they grow: whole processes, learning included, in turn.

usage: beside.py --work DIRECTORY [--rows 100000] [--rounds 3] [--seed 21] [--python PATH] [--growth 10000 30000 …]
PATH is a Python with splink 4.0.17 and duckdb 1.4.5. Both read the same two files, learn from them, pair and say how
right they were. Prints medians of the rounds, after one that only warms the page cache. CPU seconds are of all threads
of a process; splink's include Python. Fails where splink is less than LEAST times as slow or as large."""
import argparse
import json
import pathlib
import statistics
import sys

import driver
import quality
import run

PEER = quality.HERE / "peers/splink_link.py"
LEAST = {"wall": 15, "cpu": 15, "memory": 5}


def rounds(jobs, count, out):
    """name → wall, CPU and memory of each round, and what the job printed at last."""
    figures, said = {name: [] for name in jobs}, {}
    for number in range(count + 1):
        for name, command in jobs.items():
            with open(out, "w") as file:
                *figure, code = run.measure(command, file)
            if code:
                sys.exit(f"{name}: exit code {code}")
            said[name] = json.loads(out.read_text().splitlines()[-1])
            if number:
                figures[name].append(figure)
    return figures, said


def middle(figures):
    return [statistics.median(column) for column in zip(*figures)]


def spread(figures, place):
    values = sorted(figure[place] for figure in figures)
    return f"{statistics.median(values):,.2f} ({values[0]:,.2f}–{values[-1]:,.2f})"


def compare(arguments, program, work):
    print("| data | | F1 | wall s | CPU s | peak MB |\n|---|---|--:|--:|--:|--:|")
    faults = []
    for kind in arguments.kinds:
        data = work / f"{kind}-{arguments.rows}-{arguments.seed}"
        quality.generate(data, kind, arguments.rows, arguments.seed)
        figures, said = rounds({"splink": [arguments.python, str(PEER), str(data)],
                                "Matchbook": [str(program), str(data)]}, arguments.rounds, work / "said.txt")
        for name, own in figures.items():
            print(f"| {kind} | {name} | {said[name]['f1']:.4f} | {spread(own, 0)} | {spread(own, 1)} "
                  f"| {middle(own)[2]:,.0f} |")
        ratios = [a / b for a, b in zip(middle(figures["splink"]), middle(figures["Matchbook"]))]
        print(f"| {kind} | splink : Matchbook | | {' | '.join(f'{ratio:.1f}' for ratio in ratios)} |", flush=True)
        faults += [f"{kind}: {name} is 1/{ratio:.1f} of splink's, expected at most 1/{least}"
                   for (name, least), ratio in zip(LEAST.items(), ratios) if ratio < least]
    return faults


def grow(arguments, program, work):
    print("\n| data | a side | candidates | F1 | wall s | CPU s | peak MB | CPU µs a row | bytes a row |\n" + "|---" * 9 + "|")
    for kind in arguments.kinds:
        for rows in arguments.growth:
            data = work / f"{kind}-{rows}-{arguments.seed}"
            quality.generate(data, kind, rows, arguments.seed)
            figures, said = rounds({"own": [str(program), str(data)]}, arguments.rounds, work / "said.txt")
            wall, cpu, memory = middle(figures["own"])
            print(f"| {kind} | {rows:,} | {said['own']['pairs']:,} | {said['own']['f1']:.4f} | {wall:.2f} | {cpu:.2f} "
                  f"| {memory:,.0f} | {cpu / rows * 1e6:.1f} | {memory / rows * 1048576:,.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", required=True)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--kinds", nargs="+", default=list(quality.KINDS), choices=quality.KINDS)
    parser.add_argument("--python", help="without it, only growth is measured")
    parser.add_argument("--growth", type=int, nargs="*", default=[10_000, 30_000, 100_000, 300_000])
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work).resolve() / "quality"
    work.mkdir(parents=True, exist_ok=True)
    program = driver.build(work, "scored")
    faults = compare(arguments, program, work) if arguments.python else []
    grow(arguments, program, work)
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
