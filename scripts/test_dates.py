#!/usr/bin/env python3
"""Runs the tests at rare moments of the calendar.

Needs libfaketime (Debian's package of that name). Each moment takes as long as `make test`, so test
files may be named as arguments. The tests print their failures; at the end comes one line with the
result of each moment.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from servidor import zonas

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = "usr/lib/*/faketime/libfaketimeMT.so.1"
MIDNIGHT = {"hour": 23, "minute": 50}  # the tests run past midnight
FAR = timedelta(days=5 * 366)  # far enough for two clock changes: Cuba skips some years


def moments(now):
    """Return {description: moment} in Havana, all after ``now``."""
    year = now.year + 1
    leap = next(y for y in range(year, year + 9) if y % 4 == 0)
    found = {
        "the end of the year": now.replace(month=12, day=31, **MIDNIGHT),
        "the end of February": now.replace(year=year, month=2, day=28, **MIDNIGHT),
        "the end of February of a leap year": now.replace(year=leap, month=2, day=29, **MIDNIGHT),
        "a Sunday": (now + timedelta(days=7 - now.isoweekday() % 7)).replace(hour=10),
        "a public holiday": now.replace(year=year, month=5, day=1, hour=10),
    }
    for change, _offset in islice(zonas.changes(now, now + FAR), 2):
        moment = change.astimezone(now.tzinfo) - timedelta(minutes=10)
        found[f"a night that changes the clock, {moment:%-d/%-m/%Y}"] = moment
    return found


def run(moment, tests, library):
    """Run the tests as if it were ``moment``; return the exit code."""
    ahead = round((moment - datetime.now(UTC)).total_seconds())
    command = [sys.executable, "-m", "pytest", "--numprocesses", "auto", "--maxprocesses", "4"]
    command += ["--dist", "loadgroup", "--no-loadscope-reorder", "--ignore=tests/e2e", *tests]
    # File dates and pauses are not changed.
    fake = {
        "LD_PRELOAD": str(library),
        "FAKETIME": f"+{ahead}s",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }
    return subprocess.run(command, cwd=ROOT, env=os.environ | fake, check=False).returncode


def main():
    library = next(Path("/").glob(LIBRARIES), None)
    if library is None:
        sys.exit("No se encontró libfaketime:  sudo apt install libfaketime")
    zonas.use_newest()
    now = datetime.now(UTC).astimezone(ZoneInfo(zonas.HAVANA))
    ended = {}
    for what, moment in moments(now.replace(minute=0, second=0, microsecond=0)).items():
        print(f"\n== {what}: {moment:%c %z}", flush=True)
        ended[what] = run(moment, sys.argv[1:], library)
    print()
    for what, code in ended.items():
        print(f"{'bien' if code == 0 else 'FALLA':<6} {what}")
    sys.exit(any(ended.values()))


if __name__ == "__main__":
    main()
