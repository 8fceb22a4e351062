"""The files of the sample day, as `matchbook demo` writes them."""

import contextlib
import glob
import os
import subprocess
import tempfile

# Enough that every planted difference is among them, and the test is about the pages.
ORDERS = 120


@contextlib.contextmanager
def sample_day(program):
    """Paths of the statements; the definition is left out: a book finds out by itself."""
    with tempfile.TemporaryDirectory() as folder:
        # Its exit code says that the day has breaks.
        subprocess.run([program, "demo", folder, "--orders", str(ORDERS), "--quiet"],
                       stdout=subprocess.DEVNULL, check=False)
        yield sorted(path for path in glob.glob(os.path.join(folder, "files", "*"))
                     if not path.endswith(".yaml"))
