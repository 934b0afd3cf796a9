"""Measures quality and speed of the public search, on SQLite and on PostgreSQL.

Quality: shares of the queries in tests/search that find the wanted page first or among the first
three, with the sample content; of held-out queries only the shares are shown. Speed: milliseconds,
queries and plans of searches in a large installation on PostgreSQL; scripts/bench.py measures the
same in its own one. PostgreSQL runs as a temporary server, if it is installed.

SIZE=168,3000,40000,50000   municipalities, procedures, entities and news of the large one
ONLY=sqlite                 or postgresql: only one of the two
"""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.bench import TOLD, read_size, set_up, told  # noqa: E402
from servidor import postgres  # noqa: E402

ONLY = os.environ.get("ONLY")


def main():
    read_size(os.environ.get("SIZE"))
    with ExitStack() as stack:
        for name, part, url in runs(stack):
            print(f"\n== {name}: {part}", flush=True)
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
            # One process for each, because settings are read once.
            subprocess.run([sys.executable, __file__, part, folder], env=env | url, check=True)


def runs(stack):
    """Yield (database, part, environment with its URL) of each measurement."""
    if ONLY in (None, "sqlite"):
        yield "sqlite", "quality", {}
    if ONLY in (None, "postgresql"):
        if not (programs := postgres.find()):
            print("PostgreSQL is not installed: nothing of it is measured.")
            return
        for part, url in stack.enter_context(postgres.cluster(programs, PARTS)).items():
            yield "postgresql", part, {"DATABASE_URL": url}


def quality(folder):
    set_up(folder)
    from scripts import search_quality

    search_quality.write_portales(folder / "portales.toml")
    with told("the sample"):
        search_quality.load()
    search_quality.show(search_quality.ask_all())
    street = search_quality.ask_all(search_quality.STREET)
    search_quality.show(search_quality.seen(street))
    search_quality.tell("of the street, held out", search_quality.unseen(street))
    search_quality.tell("spoken, held out", search_quality.ask_all(search_quality.SPOKEN))


def scale(folder):
    set_up(folder)
    from scripts import large_sample, search_times

    size = read_size(os.environ.get("SIZE"))
    with told(TOLD, size):
        large_sample.grow(folder / "portales.toml", large_sample.Size(*size))
    search_times.settle()
    search_times.show(search_times.measure_all())


PARTS = {"quality": quality, "scale": scale}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        PARTS[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
