#!/usr/bin/env python3
"""Runs the full job side by side: Matchbook and its peers, whole processes, interleaved rounds.

usage: run.py --rows 1000000 --rounds 5 --matchbook PATH --python PATH --work DIRECTORY [--only a,b]
Prints median, least and greatest wall time, CPU, peak memory, MB/s, rows/s and the ratio to each peer,
and fails if two tools disagree in the count of any class. Appends a table to --results if given."""
import argparse
import csv
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent


def measure(command, stdout, cwd=None):
    """Wall seconds, CPU seconds, peak memory in MB of one whole process (children included)."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL, cwd=cwd)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, code


def matchbook_counts(folder):
    counts = {}
    with open(folder / "breaks.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = "no_key" if row["finding"] == "no_key" else row["class"]
            counts[name] = counts.get(name, 0) + 1
    return counts


def jobs(arguments, data, work):
    python, peers = arguments.python, HERE / "peers"
    out = work / "matchbook"
    all_jobs = {
        "matchbook": ([arguments.matchbook, "reconcile", str(data / "full-job.yaml"), "--out", str(out)],
                      lambda _: matchbook_counts(out)),
        "matchbook 1 thread": (
            [arguments.matchbook, "reconcile", str(data / "full-job.yaml"), "--out", str(out),
             "--threads", "1"], lambda _: matchbook_counts(out)),
        "duckdb": ([python, str(peers / "duckdb_full.py"), str(data), str(work / "duckdb.csv")], last_line),
        "polars streaming": ([python, str(peers / "polars_full.py"), str(data), str(work / "polars.csv"),
                              "streaming"], last_line),
        "polars eager": ([python, str(peers / "polars_full.py"), str(data), str(work / "polars.csv"),
                          "eager"], last_line),
        "pandas": ([python, str(peers / "pandas_full.py"), str(data), str(work / "pandas.csv")], last_line),
        "sqlite": ([str(peers / "sqlite_full.sh"), str(data), str(work / "sqlite.csv")], last_line),
        "cat": (["cat", str(data / "orders.csv"), str(data / "payments.csv")], None),
        "wc -l": (["wc", "-l", str(data / "orders.csv"), str(data / "payments.csv")], None),
    }
    if arguments.only:
        wanted = arguments.only.split(",")
        all_jobs = {name: job for name, job in all_jobs.items() if name in wanted}
    return all_jobs


def last_line(path):
    return json.loads(path.read_text().strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--matchbook", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--generator", default=str(HERE / ".build/release/benchgen"))
    parser.add_argument("--work", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--results")
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work)
    data = work / f"data-{arguments.rows}"
    if not (data / "counts.json").exists():
        data.mkdir(parents=True, exist_ok=True)
        subprocess.run([arguments.generator, str(arguments.rows), str(data)], check=True)
    shutil.copy(HERE / "full-job.yaml", data / "full-job.yaml")
    truth = json.loads((data / "counts.json").read_text())
    rows = truth.pop("left_rows") + truth.pop("right_rows")
    size = sum((data / name).stat().st_size for name in ("orders.csv", "payments.csv")) / 1e6
    table = jobs(arguments, data, work)
    figures = {name: [] for name in table}
    for round_number in range(arguments.rounds + 1):
        for name, (command, counts) in table.items():
            shutil.rmtree(work / "matchbook", ignore_errors=True)
            log = work / "stdout.txt"
            with open(log if counts else os.devnull, "wb") as stdout:
                figure = measure(command, stdout)
            if figure[3] not in (0, 1):
                sys.exit(f"{name} ended with {figure[3]}")
            if counts and (found := counts(log)) != truth:
                sys.exit(f"{name} counts differ: {found} instead of {truth}")
            if round_number > 0:  # the first round only warms the page cache
                figures[name].append(figure)
    report(figures, rows, size, arguments)


def report(figures, rows, size, arguments):
    medians = {name: statistics.median(f[0] for f in runs) for name, runs in figures.items()}
    cpus = {name: statistics.median(f[1] for f in runs) for name, runs in figures.items()}
    ours = medians.get("matchbook")
    lines = [
        f"### {arguments.rows:,} orders: {rows:,} rows, {size:,.0f} MB, {arguments.rounds} rounds",
        "",
        f"{datetime.date.today()} · {cpu_name()} · {os.cpu_count()} cores · commit {commit()}",
        "",
        "| job | wall s (least–greatest) | CPU s | peak MB | MB/s | M rows/s | wall, × Matchbook | CPU, × Matchbook |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, runs in figures.items():
        wall = medians[name]
        memory = statistics.median(f[2] for f in runs)
        ratio = f"{wall / ours:.2f}" if ours else ""
        cpu_ratio = f"{cpus[name] / cpus['matchbook']:.2f}" if ours else ""
        lines.append(
            f"| {name} | {wall:.3f} ({min(f[0] for f in runs):.3f}–{max(f[0] for f in runs):.3f}) "
            f"| {cpus[name]:.2f} | {memory:.0f} | {size / wall:,.0f} | {rows / wall / 1e6:.2f} "
            f"| {ratio} | {cpu_ratio} |")
    text = "\n".join(lines) + "\n"
    print(text)
    if arguments.results:
        with open(arguments.results, "a", encoding="utf-8") as file:
            file.write("\n" + text)


def cpu_name():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def commit():
    result = subprocess.run(["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"],
                            capture_output=True, text=True)
    return result.stdout.strip() or "unknown"


if __name__ == "__main__":
    main()
