"""Runs the commands of a book from outside, as a plan of quarter.py asks for them."""
import json
import os
import subprocess

ENVIRONMENT = {"LANG": "en_US.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"}


class Failure(Exception):
    """A command did not end as it must."""


class Book:
    """A book in a folder. Every command is a list of arguments, so that it can be repeated."""

    def __init__(self, program, folder, key=None):
        """`key`: the master key's file where it is not in the folder, as beside a backup."""
        self.program, self.folder = program, folder
        self.environment = dict(ENVIRONMENT, MATCHBOOK_MASTER_KEY_FILE=key) if key else ENVIRONMENT

    def arguments(self, command, *rest, at=None):
        made = [command, *rest, "--book", self.folder]
        return made + ["--at", at] if at else made

    def start(self, arguments):
        return subprocess.Popen([self.program, *arguments], env=self.environment, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    def output(self, arguments):
        """Answers (exit code, what was printed, what was complained of)."""
        process = self.start(arguments)
        output, errors = process.communicate()
        return process.returncode, output.decode("utf-8", "replace"), errors.decode("utf-8", "replace")

    def run(self, arguments, allowed=(0,)):
        """What was printed; any other exit code is a failure."""
        code, output, errors = self.output(arguments)
        if code not in allowed:
            raise Failure(f"{' '.join(arguments)}: exit code {code}\n{output}{errors}")
        return output

    def json(self, command, *rest):
        return json.loads(self.run(self.arguments(command, *rest, "--json"), (0, 1, 2)))

    # The commands of a plan

    def init(self, quarter, at=None):
        definition = os.path.join(quarter, "definition.yaml")
        made = ["init", self.folder, "--definition", definition, "--zone", "Asia/Shanghai"]
        self.run(made + (["--at", at] if at else []))

    def imports(self, quarter, item, at=None):
        rest = ["--source", item["source"]]
        if "replaces" in item:
            rest += ["--replaces", os.path.basename(item["replaces"])]
        return self.arguments("import", os.path.join(quarter, item["file"]), *rest, at=at)

    def runs(self, day, at=None):
        return self.arguments("run", "--through", day, at=at)

    def breaks(self, state="all"):
        found = self.json("breaks", "--state", state)
        return found["breaks"] if isinstance(found, dict) else found

    def decision(self, item, at=None):
        """The command of a decision on breaks that are open now, or on a match."""
        if item["decision"] == "unmatch":
            rest = ["unmatch", "--with", item["reference"], "--leg", item["leg"], "--as", "wang"]
            return self.arguments("decide", *rest, "--reason", "another customer's", at=at)
        found = [row for row in self.breaks("open") if row["leg"] == item["leg"]]
        names = [item["reference"]] + item["further"]
        rows = [row for name in names for row in found if row["reference"] == name]
        if len(rows) != len(names):
            raise Failure(f"{item['decision']} {names}: {len(rows)} breaks are open")
        rest = [item["decision"].replace("_", "-"), *[row["break"] for row in rows], "--as", "wang"]
        return self.arguments("decide", *rest, "--reason", "agreed with the channel", at=at)

    def approval(self, number, at=None):
        return self.arguments("approve", str(number), "--as", "li", at=at)

    def closing(self, day, at=None):
        """Closes a period; what is open is carried over."""
        rest = [word for row in self.breaks("open") for word in ("--carry", row["break"])]
        return self.arguments("close", "--through", day, "--as", "wang", *rest, at=at)

    def undo(self, subject, number, at=None):
        """Takes back a run or a decision; what moved much money needs a second person again."""
        self.run(self.arguments("undo", subject, str(number), "--as", "wang", at=at))
        self.approve(at)

    def waiting(self):
        """Numbers of the decisions that a second person has not seen yet."""
        return [item["number"] for item in self.json("decisions", "--state", "proposed")]

    def decide(self, item, at=None):
        self.run(self.decision(item, at))
        self.approve(at)

    def close(self, day, at=None):
        self.run(self.closing(day, at))
        self.approve(at)

    def approve(self, at=None):
        for number in self.waiting():
            self.run(self.approval(number, at))
