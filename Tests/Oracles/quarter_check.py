#!/usr/bin/env python3
"""Drives the program through a quarter of quarter.py and says where it answers otherwise.

    quarter_check.py PROGRAM QUARTER SCRATCH reconcile|daily|shuffled|once

`reconcile` compares, for every third day and the last, what one reconciliation of all files so far
finds with what must be open. `daily` keeps a book as a shop would, and looks at it after each day;
`shuffled` imports all files in another order and runs every third day; `once` runs only at the end:
they must end like `daily`. Prints one line per difference and ends with 1 if there is any.
"""
import collections
import csv
import datetime
import json
import os
import re
import shutil
import subprocess
import sys

from book_driver import ENVIRONMENT, Book, Failure

# The identity of a side: what came is what went.
CAME = ("opening_items", "new_entries", "reopened")
WENT = ("matched", "carried", "resolved", "ignored")


def fen(text):
    """Exact: a decimal of at most two digits after the point."""
    match = re.fullmatch(r"(-?)(\d+)(?:\.(\d{1,2})0*)?", text)
    if not match:
        raise ValueError(text)
    sign, whole, rest = match.groups()
    return (-1 if sign else 1) * (int(whole) * 100 + int((rest or "").ljust(2, "0")))


def days(first, last):
    date = datetime.date.fromisoformat(first)
    while date <= datetime.date.fromisoformat(last):
        yield date.isoformat()
        date += datetime.timedelta(days=1)


def load(*names):
    with open(os.path.join(*names), encoding="utf-8") as file:
        return json.load(file)


class Check:
    def __init__(self, program, quarter, scratch):
        self.program, self.quarter, self.scratch = program, quarter, scratch
        self.plan, self.answers = load(quarter, "plan.json"), load(quarter, "expected.json")
        self.wrong, self.carried = [], {}

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
                # What was taken apart is one again where nobody knows of it.
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
                  in self.answers["days"][index]["open"] if name != "expected" and (leg, reference) not in decided]
        self.compare(day, found, wanted)
        with open(os.path.join(out, "problems.csv"), encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                self.say(day, "has a problem", row)
        shutil.rmtree(folder)

    # A book

    def book(self):
        book = Book(self.program, os.path.join(self.scratch, "book"))
        shutil.rmtree(book.folder, ignore_errors=True)
        os.makedirs(self.scratch, exist_ok=True)
        book.init(self.quarter, self.plan["steps"][0]["at"])
        return book

    def decide(self, book, step):
        for decision in step["decisions"]:
            book.decide(decision, step["at"])

    def take(self, book, items, at):
        for item in items:
            book.run(book.imports(self.quarter, item, at))

    def daily(self):
        book = self.book()
        for index, step in enumerate(self.plan["steps"]):
            self.decide(book, step)
            self.take(book, step["imports"], step["at"])
            statement = json.loads(book.run(book.runs(step["day"], step["at"]) + ["--json"], (0, 1, 2)))
            if index % 4 == 3:
                self.run_again(book, step, statement)
            self.chain(index, statement)
            self.look(book, index)
            if step["closes"]:
                book.close(step["day"], step["at"])
        self.end(book)

    def run_again(self, book, step, statement):
        """A run that is taken back and made again says the same."""
        book.undo("run", book.json("status")["last_run"]["run"], step["at"])
        again = json.loads(book.run(book.runs(step["day"], step["at"]) + ["--json"], (0, 1, 2)))
        for key in statement:
            if again.get(key) != statement[key]:
                self.say(step["day"], "was taken back and run again:", key, statement[key], again.get(key))

    def shuffled(self):
        book, last = self.book(), len(self.plan["steps"]) - 1
        self.take(book, self.plan["shuffled"], self.plan["steps"][0]["at"])
        for index, step in enumerate(self.plan["steps"]):
            if index % 3 == 1 or index == last:
                book.run(book.runs(step["day"], step["at"]), (0, 1, 2))
        self.late_decisions(book)

    def once(self):
        book = self.book()
        for step in self.plan["steps"]:
            self.take(book, step["imports"], self.plan["steps"][-1]["at"])
        book.run(book.runs(self.plan["through"], self.plan["steps"][-1]["at"]), (0, 1, 2))
        self.late_decisions(book)

    def late_decisions(self, book):
        """What was decided on the way is decided at the end; one decision is taken back and made again."""
        at, taken_back = self.plan["steps"][-1]["at"], False
        for step in self.plan["steps"]:
            for decision in step["decisions"]:
                book.decide(decision, at)
                if not taken_back:
                    book.undo("decision", max(item["number"] for item in book.json("decisions")), at)
                    book.decide(decision, at)
                    taken_back = True
        # What was taken apart is open once a run has looked at it.
        book.run(book.runs(self.plan["through"], at), (0, 1, 2))
        self.look(book, len(self.plan["steps"]) - 1)
        self.end(book)

    def look(self, book, index):
        """What is open after a day, and what waits."""
        answer = self.answers["days"][index]
        found = [(row["leg"], row["class"], row["reference"], fen(row["amount"]), row["currency"])
                 for row in book.breaks("open")]
        self.compare(answer["day"], found, [
            (leg, name, reference, amount, currency) for leg, name, reference, _, amount, currency in answer["open"]
            if name != "expected"])
        found = [(row["leg"], row["reference"], row["currency"]) for row in book.breaks("expected")]
        self.compare(answer["day"] + " expected", found, [
            (leg, reference, currency) for leg, name, reference, _, _, currency in answer["open"]
            if name == "expected"])

    def chain(self, index, statement):
        """What was carried opens the next day, and every identity closes."""
        day, carried = self.answers["days"][index]["day"], {}
        for leg in statement["legs"]:
            for bridge in leg["bridges"]:
                if bridge["residual"] != "0.00":
                    self.say(day, leg["name"], "leaves a residual of", bridge["residual"])
            for side in leg["sides"]:
                name = f"{leg['name']} {side['side']} {side['currency']}"
                terms = {term: [side[term]["count"], fen(side[term]["amount"])] if term in side else [0, 0]
                         for term in CAME + WENT}
                for place in (0, 1):
                    came = sum(terms[term][place] for term in CAME)
                    went = sum(terms[term][place] for term in WENT)
                    if came != went:
                        self.say(day, name, "does not close:", terms)
                if terms["opening_items"] != self.carried.pop(name, [0, 0]):
                    self.say(day, name, "opens with", terms["opening_items"])
                if terms["carried"][0]:
                    carried[name] = terms["carried"]
        for name, terms in self.carried.items():
            self.say(day, name, "was carried and opens nothing:", terms)
        self.carried = carried
        missing = [(reason["source"], label) for reason in statement["reasons"] if reason["reason"] == "missing_days"
                   for label in days(reason["from"], reason["through"])]
        self.compare(day + " missing days", missing, map(tuple, self.answers["days"][index]["missing"]))
        if (statement["verdict"] == "incomplete") != bool(self.answers["days"][index]["missing"]):
            self.say(day, "is", statement["verdict"], statement["reasons"])
        self.compare(day + " carried", [(name, *terms) for name, terms in carried.items()], [
            (name, *terms) for name, terms in self.answers["days"][index]["carried"].items()])

    def end(self, book):
        book.run(book.arguments("verify"))
        if any(step["decisions"] for step in self.plan["steps"]):
            self.ledger(book)

    def ledger(self, book):
        """The trial balance is zero, and each channel owes what was matched and decided."""
        rows = book.json("ledger")["balances"]
        for currency in sorted({row["currency"] for row in rows}):
            total = sum(fen(row["balance"]) for row in rows if row["currency"] == currency)
            if total:
                self.say("the trial balance is", total, currency)
        found = [(row["account"], fen(row["balance"]), row["currency"]) for row in rows
                 if row["account"].startswith(("Assets:Clearing:", "Expenses:Fees:")) and fen(row["balance"])]
        wanted = []
        for channel, sums in self.answers["clearing"].items():
            label, currency = channel.title(), self.answers["currencies"][channel]
            wanted.append(("Assets:Clearing:" + label, sum(sums.values()), currency))
            if sums["fees"]:
                wanted.append(("Expenses:Fees:" + label, -sums["fees"], currency))
        self.compare("ledger", found, wanted)
        self.journals(book)

    def journals(self, book):
        """Other people's programs accept the journals."""
        for form, command in (("beancount", ["bean-check"]), ("hledger", ["hledger", "check", "--strict", "-f"])):
            tool = shutil.which(command[0], path=self.tools())
            if tool is None:
                print("skipped:", command[0], "is not installed")
                continue
            path = os.path.join(self.scratch, "book." + form)
            with open(path, "w", encoding="utf-8") as file:
                file.write(book.run(book.arguments("ledger", form)))
            done = subprocess.run([tool, *command[1:], path], env=ENVIRONMENT, capture_output=True)
            if done.returncode:
                self.say(command[0], "refuses the journal:", (done.stdout + done.stderr).decode()[:1000])

    def tools(self):
        root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        return os.pathsep.join([os.path.join(root, ".build", "books", "bin"), ENVIRONMENT["PATH"]])


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[4] not in ("reconcile", "daily", "shuffled", "once"):
        sys.exit(__doc__)
    check = Check(*sys.argv[1:4])
    try:
        getattr(check, sys.argv[4])()
    except Failure as failure:
        check.say(failure)
    answers = check.answers
    print("\n".join(check.wrong[:100]) or f"{sys.argv[4]}: {len(answers['days'])} days, {answers['files']} files and "
          f"{len(answers['planted'])} planted events agree")
    sys.exit(1 if check.wrong else 0)
