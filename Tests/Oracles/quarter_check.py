#!/usr/bin/env python3
"""Drives the program through a quarter of quarter.py and says where it answers otherwise.

    quarter_check.py PROGRAM QUARTER SCRATCH reconcile

`reconcile` compares, for every third day and the last, what one reconciliation of all files so far
finds with what must be open. Prints one line per difference and ends with 1 if there is any.
"""
import collections
import csv
import json
import os
import re
import shutil
import subprocess
import sys

ENVIRONMENT = {"LANG": "en_US.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"}


def fen(text):
    """Exact: a decimal of at most two digits after the point."""
    match = re.fullmatch(r"(-?)(\d+)(?:\.(\d{1,2})0*)?", text)
    if not match:
        raise ValueError(text)
    sign, whole, rest = match.groups()
    return (-1 if sign else 1) * (int(whole) * 100 + int((rest or "").ljust(2, "0")))


def load(*names):
    with open(os.path.join(*names), encoding="utf-8") as file:
        return json.load(file)


class Check:
    def __init__(self, program, quarter, scratch):
        self.program, self.quarter, self.scratch = program, quarter, scratch
        self.plan, self.answers = load(quarter, "plan.json"), load(quarter, "expected.json")
        self.wrong = []

    def say(self, *words):
        self.wrong.append(" ".join(str(word) for word in words))

    def compare(self, title, found, wanted):
        """Two lists, as sets that know how often."""
        found, wanted = collections.Counter(found), collections.Counter(wanted)
        for name, rest in (("lacks", wanted - found), ("has besides", found - wanted)):
            for item in sorted(rest, key=str)[:5]:
                self.say(title, name, item)
            if len(rest) > 5:
                self.say(title, name, len(rest) - 5, "more")

    # All files so far in one reconciliation

    def reconcile(self):
        files, decided = {}, set()
        for index, step in enumerate(self.plan["steps"]):
            for decision in step["decisions"]:
                decided |= {(decision["leg"], name) for name in [decision["reference"]] + decision["further"]}
            for item in step["imports"]:
                files[item["file"]] = True
                if "replaces" in item:
                    files[item["replaces"]] = False
            if index % 3 == 0 or index == len(self.plan["steps"]) - 1:
                self.reconcile_day(index, [name for name, counts in files.items() if counts], decided)

    def reconcile_day(self, index, names, decided):
        day, folder = self.plan["steps"][index]["day"], os.path.join(self.scratch, f"day-{index}")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(os.path.join(folder, "files"))
        for name in names:
            shutil.copy(os.path.join(self.quarter, name), os.path.join(folder, name))
        with open(os.path.join(self.quarter, "definition.yaml"), encoding="utf-8") as file:
            definition = re.sub(r"to: [0-9-]+", "to: " + day, file.read())
        with open(os.path.join(folder, "definition.yaml"), "w", encoding="utf-8") as file:
            file.write(definition)
        out = os.path.join(folder, "out")
        subprocess.run([self.program, "reconcile", os.path.join(folder, "definition.yaml"), "-q", "--out", out],
                       env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        with open(os.path.join(out, "breaks.csv"), encoding="utf-8-sig", newline="") as file:
            found = [(row["leg"], row["class"], row["reference"], fen(row["amount"])) for row in csv.DictReader(file)
                     if (row["leg"], row["reference"]) not in decided]
        wanted = [(leg, name, reference, amount) for leg, name, reference, _, amount, _
                  in self.answers["days"][index]["open"] if name != "expected"]
        self.compare(day, found, wanted)
        with open(os.path.join(out, "problems.csv"), encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                self.say(day, "has a problem", row)
        shutil.rmtree(folder)


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[4] not in ("reconcile",):
        sys.exit(__doc__)
    check = Check(*sys.argv[1:4])
    getattr(check, sys.argv[4])()
    print("\n".join(check.wrong[:100]))
    sys.exit(1 if check.wrong else 0)
