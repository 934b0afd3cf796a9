"""A PostgreSQL server that lives for minutes: to try a backup, to measure, to test."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

_BIN = Path("/usr/lib/postgresql")
# No data has to survive the program.
_CARELESS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def find():
    """Return the folder with the programs of the newest server, or None."""
    found = sorted(_BIN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    program = shutil.which("initdb")
    return Path(program).resolve().parent if program else None


@contextmanager
def cluster(programs, names, *, within=None, prefix=None):
    """Yield {name: DATABASE_URL} of empty databases, reached by a socket in a temporary folder.

    That folder is ``within`` another one, with a name that begins with ``prefix``, if said so.
    """
    with tempfile.TemporaryDirectory(prefix=prefix, dir=within) as folder:
        socket, data, user = Path(folder) / "socket", Path(folder) / "data", _owner()
        socket.mkdir()
        if user:
            for path in (folder, socket):
                shutil.chown(path, user)

        def run(program, *args):
            line = [programs / program, *args]
            # Output is discarded, because the server would hold the pipe open while it runs.
            subprocess.run(line, check=True, user=user, stdout=subprocess.DEVNULL)

        run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {socket} {_CARELESS}"
        run("pg_ctl", "-D", data, "-w", "-l", Path(folder) / "log", "-o", options, "start")
        try:
            for name in names:
                run("createdb", "-h", socket, "-U", "postgres", name)
            yield {name: f"postgres://postgres@/{socket}/{name}" for name in names}
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")


def _owner():
    """Return the user that runs the server, which refuses to run as root; None if not root."""
    if os.getuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
