"""The commands that run beside the server print clear messages for operators."""

import os
import signal
import socket
import sqlite3
from contextlib import ExitStack, closing
from datetime import timedelta
from itertools import islice
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from home.management.commands import planificador
from home.models import HomePage
from tests import processes
from tests.ports import free_port
from tests.processes import DEMO

NO_DATABASE = "postgres://nadie:nada@127.0.0.1:1/nada?connect_timeout=2"


def start(tmp_path, *args, **env):
    return processes.start(tmp_path, "manage.py", *args, **DEMO, **env)


def test_preparing_the_demo_says_that_the_database_does_not_answer(tmp_path):
    process = start(tmp_path, "preparar_demo", DATABASE_URL=NO_DATABASE)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "DATABASE_URL" in errors
    assert "Traceback" not in errors


def test_preparing_the_demo_says_that_its_data_are_of_another_version(tmp_path):
    with closing(sqlite3.connect(tmp_path / "portales.sqlite3")) as database, database:
        database.execute("CREATE TABLE django_migrations (id, app, name, applied)")
        database.execute(
            "INSERT INTO django_migrations VALUES (1, 'noticias', '0001_initial', '2026-11-01')"
        )
    process = start(tmp_path, "preparar_demo")
    _out, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "make distclean" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("command", ["crear_portales", "cargar_muestra", "cuentas_muestra"])
def test_an_unmigrated_database_is_told_without_a_traceback(command, tmp_path):
    process = start(tmp_path, command)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "migrate" in errors
    assert "Traceback" not in errors


def test_what_the_data_forbid_is_not_told_as_a_database_that_does_not_answer(tmp_path):
    code = "from django.db import IntegrityError; raise IntegrityError('dos veces')"
    process = start(tmp_path, "shell", "-c", code)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "IntegrityError: dos veces" in errors
    assert "no responde" not in errors


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_scheduler_survives_a_lost_database_and_ends_quietly(tmp_path, number):
    process = start(tmp_path, "planificador", "--cada", "60", DATABASE_URL=NO_DATABASE)
    waited = monotonic() + 30
    first_words = process.stderr.readline()  # the first round has failed and logged it
    assert first_words
    assert monotonic() < waited
    sleep(0.5)
    assert process.poll() is None
    process.send_signal(number)
    process.communicate(timeout=10)
    assert process.returncode == 0


def test_the_scheduler_that_is_told_to_end_begins_no_other_job(db, monkeypatch):
    scheduler = planificador.Command()
    begun = []

    def job(name, **_options):
        begun.append(name)
        scheduler.is_told_to_end.set()

    monkeypatch.setattr(planificador, "call_command", job)
    scheduler.go_round()
    assert begun == planificador.ROUND[:1]


def children(pid):
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:  # it ended
        return []
    return [int(child) for child in listed.split()]


def soon(is_so):
    """Return the first result of ``is_so()`` that is true; fail after a minute."""
    until = monotonic() + 60
    while not (result := is_so()):
        assert monotonic() < until
        sleep(0.1)
    return result


@pytest.fixture
def serving(tmp_path):
    """Return a function that starts `servir` and returns it with its server and their port."""
    with ExitStack() as ends:

        def serving(*program, **env):
            port = free_port()
            env |= DEMO | {"DATABASE_URL": NO_DATABASE, "BIND": f"127.0.0.1:{port}"}
            process = processes.start(tmp_path, *program or ("manage.py", "servir"), **env)
            # A pipe that is full of what the lost database costs would stop the scheduler.
            reader = Thread(target=process.communicate)
            reader.start()
            ends.callback(reader.join)
            ends.callback(process.terminate)
            web = soon(lambda: next((pid for pid in children(process.pid) if children(pid)), None))
            soon(lambda: is_served(port))
            return process, web, port

        yield serving


def is_served(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as response:
            return response.status == 200
    except OSError:
        return False


def scheduler_of(process, web):
    return next((pid for pid in children(process.pid) if pid != web), None)


def is_gone(pid):
    return not Path(f"/proc/{pid}").exists()


def test_a_scheduler_that_is_killed_starts_again_while_the_portals_are_served(serving):
    process, web, port = serving()
    killed = soon(lambda: scheduler_of(process, web))
    os.kill(killed, signal.SIGKILL)
    soon(lambda: is_gone(killed))
    assert is_served(port)
    again = soon(lambda: scheduler_of(process, web))
    assert web in children(process.pid)
    workers = children(web)
    process.terminate()
    assert process.wait(timeout=30) == 0
    assert all(is_gone(pid) for pid in [web, again, *workers])


def test_a_server_that_ends_takes_the_scheduler_along_for_systemd_to_start_both(serving):
    process, web, _port = serving()
    scheduler = soon(lambda: scheduler_of(process, web))
    os.kill(web, signal.SIGTERM)
    assert process.wait(timeout=30) != 0
    assert is_gone(scheduler)


ENDS_SLOWLY = """
import django, signal, sys, time
from pathlib import Path
django.setup()
from django.core.management import call_command
from home.management.commands import servir

def scheduler():
    may_end, is_told = Path(sys.argv[1]), Path(sys.argv[2])
    signal.signal(signal.SIGTERM, lambda *_args: is_told.touch())
    while not may_end.exists():
        time.sleep(0.05)

servir._scheduler = scheduler
call_command("servir")
"""


def test_readers_are_served_until_the_scheduler_has_ended(serving, tmp_path):
    may_end, is_told = tmp_path / "may end", tmp_path / "is told"
    process, web, port = serving("-c", ENDS_SLOWLY, str(may_end), str(is_told))
    soon(lambda: scheduler_of(process, web))
    sleep(1)  # until it listens to signals
    process.terminate()
    soon(is_told.exists)
    sleep(2)  # the server would end in less
    assert is_served(port)
    may_end.touch()
    assert process.wait(timeout=30) == 0
    assert is_gone(web)


ENDS_AT_ONCE = """
import django, os, time
django.setup()
from django.core.management import call_command
from home.management.commands import servir

def web():
    time.sleep(3600)

def scheduler():
    os._exit(1)

servir._PAUSE, servir._web, servir._scheduler = 0, web, scheduler
call_command("servir")
"""


def test_somebody_is_told_once_of_a_scheduler_that_ends_again_and_again(tmp_path):
    env = DEMO | {"DATABASE_URL": NO_DATABASE}
    with processes.start(tmp_path, "-c", ENDS_AT_ONCE, **env) as process:
        ends = (line for line in process.stderr if "it starts again" in line)
        assert len(list(islice(ends, 45))) == 45
        assert any("Nadie recibe alarmas" in line for line in process.stdout)
        process.terminate()
        said, _rest = process.communicate()
    assert "Nadie recibe alarmas" not in said


def test_a_second_machine_serves_without_a_scheduler(serving):
    process, web, _port = serving(PLANIFICADOR="no")
    assert children(process.pid) == [web]


# Starts it as systemd does: the socket, open already, is number 3.
BY_SOCKET = """
import os, socket, sys
host, port = os.environ["BIND"].split(":")
listening = socket.create_server((host, int(port)))
os.dup2(listening.fileno(), 3)
os.set_inheritable(3, True)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execv(sys.executable, [sys.executable, "manage.py", "servir"])
"""


def test_the_server_takes_the_socket_of_systemd_and_tells_it_when_it_is_ready(serving, tmp_path):
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        serving("-c", BY_SOCKET, NOTIFY_SOCKET=address)
        systemd.setblocking(False)
        assert systemd.recv(100).startswith(b"READY=1\n")


COLLECTS = """
import gc, re, django
django.setup()
from pathlib import Path
from django.core.management import call_command
from home.management.commands import servir

def collect(server):
    gc.collect()
    memory = Path("/proc/self/smaps_rollup").read_text()
    print(sum(map(int, re.findall(r"^Private_\\w+:\\s+(\\d+)", memory, re.MULTILINE))), flush=True)

servir.Gunicorn.run = collect
call_command("servir")
"""


def test_what_is_loaded_stays_shared_when_a_process_looks_for_garbage(tmp_path):
    env = DEMO | {"DATABASE_URL": NO_DATABASE, "PLANIFICADOR": "no"}
    private = int(processes.run(tmp_path, "-c", COLLECTS, **env).stdout)
    assert private < 40_000  # kB; everything that is loaded takes 150 000


@pytest.mark.on_both_databases
def test_the_clock_publishes_no_draft(portales):
    """A draft with a past ``go_live_at`` that nobody approved stays a draft."""
    home = HomePage.objects.get(pk=portales.alfa.home_en.pk)
    home.go_live_at = timezone.now() - timedelta(hours=1)
    home.save_revision()
    call_command("publish_scheduled", verbosity=0)
    home.refresh_from_db()
    assert not home.live


@pytest.mark.on_both_databases
def test_the_sample_needs_the_portals_first(db, portales_file):
    with pytest.raises(CommandError, match="crear_portales"):
        call_command("cargar_muestra")
