#!/usr/bin/env python3
"""How fast each kind of statement file is read: `matchbook identify` – which finds the format, hashes the
file and validates every row – beside the fastest readers from PyPI, which give order number, amount and time,
and beside `cat`. Whole processes in interleaved rounds.

usage: reading.py --rows 300000 --rounds 3 --matchbook PATH --work DIRECTORY [--results FILE] [--only a,b]"""
import argparse
import datetime
import json
import os
import pathlib
import random
import statistics
import sys

import formats
import run

HERE = pathlib.Path(__file__).resolve().parent
FILES = {"plain": "plain.csv", "quoted": "quoted.csv", "alipay": "alipay.csv", "wechat": "wechat.csv.gz",
         "unionpay": "INN26060188ZM_898000000000001", "xlsx": "orders.xlsx"}
NAMES = {"plain": "plain CSV", "quoted": "quoted CSV", "alipay": "Alipay bill, GB18030",
         "wechat": "WeChat bill, backticks, gzip", "unionpay": "UnionPay, fixed width", "xlsx": "XLSX"}
PEERS = {"plain": ["polars", "pandas"], "quoted": ["polars", "pandas"], "alipay": ["polars", "pandas"],
         "wechat": ["polars"], "unionpay": ["polars"], "xlsx": ["fastexcel", "openpyxl"]}


def unpacked(path):
    """Megabytes of what is read: of a gzip member what is inside."""
    if path.suffix == ".gz":
        with open(path, "rb") as file:
            file.seek(-4, 2)
            return int.from_bytes(file.read(4), "little") / 1e6
    return path.stat().st_size / 1e6


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--matchbook", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--results")
    arguments = parser.parse_args()
    folder = pathlib.Path(arguments.work).resolve() / f"formats-{arguments.rows}"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"### Reading by format: {arguments.rows:,} rows each, {arguments.rounds} rounds", "",
        f"{datetime.date.today()} · {run.cpu_name()} · {os.cpu_count()} cores · commit {run.commit()}", "",
        "| file | reader | wall s | CPU s | MB/s | thousand rows/s | wall, × Matchbook |",
        "|---|---|--:|--:|--:|--:|--:|"]
    wanted = arguments.only.split(",") if arguments.only else list(FILES)
    for kind in wanted:
        path = folder / FILES[kind]
        if not path.exists():
            formats.FILES[path.name](str(path), arguments.rows, random.Random(f"1/{path.name}"))
        lines += table(kind, path, arguments, folder)
    text = "\n".join(lines) + "\n"
    print(text)
    if arguments.results:
        with open(arguments.results, "a", encoding="utf-8") as file:
            file.write("\n" + text)


def table(kind, path, arguments, folder):
    jobs = {"matchbook": [arguments.matchbook, "identify", str(path)],
            "matchbook 1 thread": [arguments.matchbook, "identify", str(path), "--threads", "1"]}
    for peer in PEERS[kind]:
        jobs[peer] = [sys.executable, str(HERE / "peers/read_formats.py"), kind, peer, str(path)]
    jobs["cat"] = ["cat", str(path)]
    figures = {name: [] for name in jobs}
    answers = {}
    for number in range(arguments.rounds + 1):
        for name, command in jobs.items():
            log = folder / "stdout.txt"
            with open(os.devnull if name == "cat" else log, "wb") as stdout:
                figure = run.measure(command, stdout)
            if figure[3] != 0:
                sys.exit(f"{name} of {kind} ended with {figure[3]}")
            if name in PEERS[kind]:
                answers[name] = json.loads(log.read_text().strip().splitlines()[-1])
            if number > 0:
                figures[name].append(figure)
    if len({json.dumps(answer) for answer in answers.values()}) > 1:
        sys.exit(f"{kind}: readers disagree: {answers}")
    ours = statistics.median(f[0] for f in figures["matchbook"])
    size = unpacked(path)
    rows = []
    for name, runs in figures.items():
        wall, cpu = (statistics.median(f[place] for f in runs) for place in (0, 1))
        rows.append(f"| {NAMES[kind]}, {size:,.0f} MB | {name} | {wall:.3f} | {cpu:.2f} | {size / wall:,.0f} "
                    f"| {arguments.rows / wall / 1e3:,.0f} | {wall / ours:.2f} |")
    return rows


if __name__ == "__main__":
    main()
