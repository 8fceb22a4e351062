#!/usr/bin/env python3
"""The settlement check side by side: Matchbook and DuckDB, whole processes, interleaved rounds.

usage: settle.py --rows 1000000 --rounds 5 --matchbook PATH --python PATH --work DIRECTORY
Prints median, least and greatest wall time, CPU and peak memory, and fails where a count of either
differs from what the generator planted. DuckDB also adds up the batches; Matchbook does not yet."""
import argparse
import datetime
import json
import pathlib
import shutil
import statistics
import subprocess
import sys

import run

HERE = pathlib.Path(__file__).resolve().parent
FILES = ["settle.yaml", "settle-payments.yaml", "settle-lines.yaml"]


def counts_of(folder):
    counts = run.matchbook_counts(folder)
    # A stranger's line has no order number, so its finding is no_key; its class is what is compared.
    if "no_key" in counts:
        counts["missing_left"] = counts.get("missing_left", 0) + counts.pop("no_key")
    return counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--matchbook", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--generator", default=str(HERE / ".build/release/benchgen"))
    parser.add_argument("--work", required=True)
    parser.add_argument("--results")
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work)
    data = work / f"settle-{arguments.rows}"
    if not (data / "settlement_counts.json").exists():
        data.mkdir(parents=True, exist_ok=True)
        subprocess.run([arguments.generator, str(arguments.rows), str(data)], check=True)
    for name in FILES:
        shutil.copy(HERE / name, data / name)
    truth = json.loads((data / "settlement_counts.json").read_text())
    truth.pop("left_rows")
    truth.pop("right_rows")
    out = work / "settle-out"
    jobs = {
        "matchbook": ([arguments.matchbook, "reconcile", str(data / "settle.yaml"), "--out", str(out)],
                      lambda _: counts_of(out)),
        "duckdb, with batch sums": ([arguments.python, str(HERE / "peers/duckdb_settle.py"), str(data),
                                     str(work / "settle.csv")], run.last_line),
    }
    figures = {name: [] for name in jobs}
    for number in range(arguments.rounds + 1):
        for name, (command, counts) in jobs.items():
            shutil.rmtree(out, ignore_errors=True)
            log = work / "stdout.txt"
            with open(log, "wb") as stdout:
                figure = run.measure(command, stdout)
            if figure[3] not in (0, 1):
                sys.exit(f"{name} ended with {figure[3]}")
            if (found := counts(log)) != truth:
                sys.exit(f"{name} counts differ: {found} instead of {truth}")
            if number > 0:  # the first round only warms the page cache
                figures[name].append(figure)
    text = "\n".join([
        f"### Settlement, {arguments.rows:,} orders, {arguments.rounds} rounds", "",
        f"{datetime.date.today()} · {run.cpu_name()} · commit {run.commit()}", "",
        "| job | wall s (least–greatest) | CPU s | peak MB |", "|---|---|---|---|"] + [
        f"| {name} | {statistics.median(f[0] for f in runs):.3f} ({min(f[0] for f in runs):.3f}–"
        f"{max(f[0] for f in runs):.3f}) | {statistics.median(f[1] for f in runs):.2f} "
        f"| {statistics.median(f[2] for f in runs):.0f} |" for name, runs in figures.items()]) + "\n"
    print(text)
    if arguments.results:
        with open(arguments.results, "a", encoding="utf-8") as file:
            file.write("\n" + text)


if __name__ == "__main__":
    main()
