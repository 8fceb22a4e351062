"""Instructions of whole processes, counted by callgrind: on one thread and with a fixed seed of hashing
the same program and the same rows give the same number on any machine, whatever else it does."""
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


class Counter:
    """Counts a program from a scratch folder."""

    def __init__(self, program, work):
        self.work = work
        self.program = str((work / "matchbook").resolve())
        # Valgrind 3.19 does not understand the debug information that Swift writes.
        subprocess.run(["strip", "-g", "-o", self.program, program], check=True)
        preload = work / "sigsuspend.so"
        subprocess.run(["clang", "-O1", "-shared", "-fPIC", "-o", str(preload), str(HERE / "sigsuspend.c")],
                       check=True)
        self.environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
                            "SWIFT_DETERMINISTIC_HASHING": "1", "LD_PRELOAD": str(preload.resolve())}

    def count(self, command, folder=None, allowed=(0, 1)):
        """Exit code 1 says that there are breaks."""
        out = (self.work / "callgrind.out").resolve()
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", self.program, *command], cwd=folder,
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if run.returncode not in allowed:
            sys.exit(f"{' '.join(command)} ended with {run.returncode}\n{run.stderr}")
        found = re.search(r"Collected : (\d+)", run.stderr)
        if not found:
            sys.exit(f"no count of instructions\n{run.stderr}")
        return int(found[1])
