"""A PostgreSQL server that hangs keeps nobody waiting; the tests freeze a real server."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import extensions

from servidor import postgres
from servidor.database import be_patient, waiting


@pytest.fixture(scope="module")
def address():
    programs = postgres.find()
    if programs is None:
        assert "CI" not in os.environ, "PostgreSQL is missing"
        pytest.skip("needs PostgreSQL")
    with postgres.cluster(programs, ["portales"]) as found:
        yield found["portales"].replace("postgres://postgres@/", "host=", 1).rpartition("/")[0]


@pytest.fixture
def patient():
    before = extensions.get_wait_callback()
    be_patient()
    yield
    extensions.set_wait_callback(before)
    time.sleep(2)  # until the pause after a failure is over


def connect(address):
    return psycopg2.connect(f"{address} user=postgres dbname=portales")


@contextmanager
def frozen(process):
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


@contextmanager
def within(seconds):
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < seconds


def test_who_reads_is_told_in_a_moment_and_only_once_waits(address, patient):
    connection = connect(address)
    with frozen(connection.info.backend_pid), waiting(0.5):
        with within(2), pytest.raises(psycopg2.OperationalError, match="did not answer"):
            connection.cursor().execute("select 1")
        assert connection.closed


def test_a_server_that_takes_nobody_in_is_not_waited_for(address, patient):
    connection = connect(address)
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (backend,) = cursor.fetchone()
    stat = Path(f"/proc/{backend}/stat").read_text()
    postmaster = int(stat.rpartition(")")[2].split()[1])
    with frozen(postmaster), waiting(0.5):
        with within(2), pytest.raises(psycopg2.OperationalError):
            connect(address)
        with within(0.3), pytest.raises(psycopg2.OperationalError):
            connect(address)
    # Once the server goes on and the pause is over, everything works again.
    time.sleep(2)
    with waiting(5), connect(address).cursor() as cursor:
        cursor.execute("select 2")
        assert cursor.fetchone() == (2,)


def test_one_slow_answer_keeps_nobody_else_from_asking(address, patient):
    slow, quick = connect(address), connect(address)

    def ask_slowly():
        with waiting(1):
            with pytest.raises(psycopg2.OperationalError):
                slow.cursor().execute("select pg_sleep(3)")
            # The page with the error message would connect like this.
            with within(0.5), pytest.raises(psycopg2.OperationalError):
                connect(address)

    with ThreadPoolExecutor(1) as threads:
        job = threads.submit(ask_slowly)
        for _question in range(30):
            with waiting(1), quick.cursor() as cursor:
                cursor.execute("select 1")
            time.sleep(0.1)
        job.result()


def test_what_a_request_asks_of_the_program_itself_leaves_its_patience(address, patient):
    connection = connect(address)
    with waiting(0.5):
        with waiting(5):
            pass
        with within(2), pytest.raises(psycopg2.OperationalError):
            connection.cursor().execute("select pg_sleep(5)")


def test_commands_wait_as_long_as_it_takes(address, patient):
    connection = connect(address)
    with waiting(0.2):
        pass
    with connection.cursor() as cursor:
        cursor.execute("select pg_sleep(1)")
