#!/usr/bin/env python3
"""How right the scored pass is: open orders against payments without an order number, truth known.

usage: quality.py --rows 10000 --seeds 21 22 23 --work DIRECTORY
Needs numpy and polars for the generator (gen_link.py). Prints a line per kind of data and seed."""
import argparse
import json
import pathlib
import subprocess
import sys

import window

HERE = pathlib.Path(__file__).resolve().parent
KINDS = {"easy": [], "hard": ["--hard", "--days", "7"]}


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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[21, 22, 23])
    parser.add_argument("--work", required=True)
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work).resolve() / "quality"
    work.mkdir(parents=True, exist_ok=True)
    program = build(work)
    print("| data | seed | blocking | F1 | precision | recall | R at P ≥ .999 "
          "| confirmed: P | confirmed: R | CPU s |\n" + "|---" * 10 + "|")
    for kind, options in KINDS.items():
        for seed in arguments.seeds:
            data = work / f"{kind}-{arguments.rows}-{seed}"
            if not (data / "right.csv").exists():
                subprocess.run(
                    [sys.executable, str(HERE / "gen_link.py"), str(arguments.rows), str(data),
                     "--seed", str(seed), *options], check=True, stdout=subprocess.DEVNULL)
            text = subprocess.run(
                [str(program), str(data)], check=True, capture_output=True, text=True).stdout
            found = json.loads(text)
            print(f"| {kind} | {seed} | {found['blocking']:.4f} | {found['f1']:.4f} "
                  f"| {found['precision']:.4f} | {found['recall']:.4f} | {found['recall_999']:.4f} "
                  f"| {found['confirmed_precision']:.5f} | {found['confirmed_recall']:.4f} "
                  f"| {found['cpu']:.2f} |", flush=True)


if __name__ == "__main__":
    main()
