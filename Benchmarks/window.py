#!/usr/bin/env python3
"""Pairs payments with orders by payer, amount and a day's window: Matchbook's window pass beside Polars'
join_asof, both sides in memory, in interleaved rounds.

usage: window.py --rows 1000000 --rounds 3 --work DIRECTORY [--python PATH] [--results FILE]
Prints medians of wall and CPU seconds, rows a second, and what each answers: how many, how many of them
right, how many orders it gave to two payments, how many it calls ambiguous."""
import argparse
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys

import driver
import run

HERE = pathlib.Path(__file__).resolve().parent
REPEATS = 3


def rounds(command, figures):
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    figures += [json.loads(line) for line in lines[1:]]  # the first only warms


def row(name, figures, wall, cpu, peer):
    times = statistics.median(f[wall] for f in figures)
    used = statistics.median(f[cpu] for f in figures)
    last = figures[-1]
    return (f"| {name} | {times:.3f} | {used:.3f} | {last['rows'] / times / 1e6:.2f} "
            f"| {peer['wall'] / times:.2f} | {peer['cpu'] / used:.2f} | {last['answered']:,} | {last['right']:,} "
            f"| {last['answered'] - last['right']:,} | {last['reused']:,} | {last['ambiguous']:,} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--generator", default=str(HERE / ".build/release/benchgen"))
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--work", required=True)
    parser.add_argument("--data", help="a directory with orders.csv and payments.csv")
    parser.add_argument("--results")
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work).resolve() / "window"
    work.mkdir(parents=True, exist_ok=True)
    data = pathlib.Path(arguments.data or work.parent / f"data-{arguments.rows}")
    if not (data / "counts.json").exists():
        data.mkdir(parents=True, exist_ok=True)
        subprocess.run([arguments.generator, str(arguments.rows), str(data)], check=True)
    program = driver.build(work, "window")
    alone, ours, theirs = [], [], []
    for _ in range(arguments.rounds):
        rounds([str(program), str(data), str(REPEATS + 1), "1"], alone)
        rounds([str(program), str(data), str(REPEATS + 1), str(os.cpu_count())], ours)
        rounds([arguments.python, str(HERE / "peers/polars_window.py"), str(data), str(REPEATS + 1)],
               theirs)
    peer = {of: statistics.median(f[of] for f in theirs) for of in ("wall", "cpu")}
    text = "\n".join([
        f"### Window, {arguments.rows:,} orders with as many payments, in memory, "
        f"{arguments.rounds} × {REPEATS} rounds", "",
        f"{datetime.date.today()} · {run.cpu_name()} · commit {run.commit()}", "",
        "| job | wall s | CPU s | M rows/s | wall, Polars ÷ this | CPU, Polars ÷ this | answered | right "
        "| not right | orders given twice | ambiguous |", "|---|---|---|---|---|---|---|---|---|---|---|",
        row("matchbook, the pass, 1 thread", alone, "wall", "cpu", peer),
        row("matchbook, the pass", ours, "wall", "cpu", peer),
        row("matchbook, the leg with its breaks and statement", ours, "whole_wall", "whole_cpu", peer),
        row("polars join_asof", theirs, "wall", "cpu", peer)]) + "\n"
    print(text)
    if arguments.results:
        with open(arguments.results, "a", encoding="utf-8") as file:
            file.write("\n" + text)


if __name__ == "__main__":
    main()
