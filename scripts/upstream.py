"""Says which replacements of ``santiago/upstream.py`` upstream no longer needs (``make upstream``).

For each it runs the test that the entry names with what upstream has instead. That test must fail;
if it passes, the entry can go. To be run before a release of Django or Wagtail is taken over.
"""

import subprocess
import sys

from santiago.upstream import REPLACEMENTS


def main():
    unneeded = 0
    for each in REPLACEMENTS:
        fails = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-x", "-n", "0"),
                *("-p", "tests.santiago.without", "--without", each.target, each.test),
            ],
            capture_output=True,
        )
        # 1: tests fell. Any other code says nothing of the replacement.
        needed = {1: "needed", 0: "NOT NEEDED"}.get(fails.returncode, f"code {fails.returncode}")
        unneeded += fails.returncode != 1
        print(f"{needed:<12}{each.target}", flush=True)
    return min(unneeded, 1)


if __name__ == "__main__":
    sys.exit(main())
