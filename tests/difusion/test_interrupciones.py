"""A worker that is killed while it sends an anuncio neither loses nor repeats it."""

import contextlib
import signal
import socket
import sqlite3
import subprocess
import time
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from difusion.models import Anuncio, Difusion
from tests import processes
from tests.reading import soup

from .espera import later
from .servidores import CALLAR, SECRETO

pytestmark = pytest.mark.on_both_databases

Estado = Anuncio.Estado
IS_SQLITE = connection.vendor == "sqlite"
WORKER = ("manage.py", "db_worker", "--backend=difusion", "--no-startup-delay", "--interval=0.1")


class Base:
    """The database that the processes share; a copy of the test database if that is in memory."""

    def __init__(self, tmp_path):
        self.tmp_path = tmp_path
        if IS_SQLITE:
            self.file = tmp_path / "copia.sqlite3"
            self.file.write_bytes(connection.connection.serialize())  # uncommitted data too

    @property
    def url(self):
        if IS_SQLITE:
            return f"sqlite:///{self.file}"
        given = connection.settings_dict
        who = f"{given['USER']}:{quote(given['PASSWORD'], safe='')}"
        where = f"{given['HOST']}:{given['PORT']}" if given["PORT"] else f"/{given['HOST']}"
        return f"postgres://{who}@{where}/{given['NAME']}"

    def run(self, sql, *values):
        """Run a statement; return the first value of its first row."""
        if IS_SQLITE:
            with contextlib.closing(sqlite3.connect(self.file, timeout=20)) as copy, copy:
                return (copy.execute(sql.replace("%s", "?"), values).fetchone() or [None])[0]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()[0] if cursor.description else None

    def becomes(self, estado):
        """Wait until the only anuncio is in this state; return whether it is."""
        return self._soon("SELECT estado FROM difusion_anuncio", estado)

    def beats(self):
        """Wait until the scheduler begins another round; return whether it does."""
        self.run("DELETE FROM servidor_latido")
        return self._soon("SELECT count(*) FROM servidor_latido", 1)

    def _soon(self, sql, value):
        for _attempt in range(600):
            if self.run(sql) == value:
                return True
            time.sleep(0.1)
        return False

    def hours_pass(self):
        moment = timezone.now() - timedelta(hours=1)
        self.run("UPDATE difusion_anuncio SET momento = %s", str(moment) if IS_SQLITE else moment)

    @contextlib.contextmanager
    def process(self, api, *command):
        """Start a process of the portals, and kill it at the end without cleanup."""
        env = processes.DEMO | {"DATABASE_URL": self.url, "TELEGRAM_API": api}
        env["DIFUSION_PLAZO"] = "60"  # seconds: a slow machine must not end the silence
        with processes.start(self.tmp_path, *command, **env) as process:
            try:
                yield process
            finally:
                process.send_signal(signal.SIGKILL)
                process.communicate()


@contextlib.contextmanager
def nobody_answers():
    """Yield the address of a server whose queue is full: clients that connect have to wait."""
    with (
        socket.create_server(("127.0.0.1", 0), backlog=0) as server,
        contextlib.ExitStack() as queue,
    ):
        for _place in range(4):
            waiting = queue.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(server.getsockname())
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.django_db(transaction=not IS_SQLITE)
def test_killed_before_and_after_the_request_it_arrives_once(bot, en_telegram, publicar, tmp_path):
    publicar()
    base = Base(tmp_path)
    with nobody_answers() as api, base.process(api, *WORKER):
        assert base.becomes(Estado.TOMADO)
    base.hours_pass()

    bot.responder(CALLAR)
    with base.process(bot.url, "manage.py", "planificador"):
        assert bot.llego.wait(60)
        assert base.becomes(Estado.SALIENDO)
    bot.soltar.set()
    base.hours_pass()

    with base.process(bot.url, "manage.py", "atender_anuncios") as scheduler:
        assert scheduler.wait(60) == 0
    assert base.becomes(Estado.DUDOSO)
    assert len(bot.peticiones) == 1


@pytest.mark.django_db(transaction=not IS_SQLITE)
def test_a_silent_receiver_delays_no_round_and_at_the_end_its_answer_is_waited_for(
    bot, en_telegram, publicar, tmp_path
):
    publicar()
    base = Base(tmp_path)
    bot.responder(CALLAR)
    with base.process(bot.url, "manage.py", "planificador", "--cada=1") as scheduler:
        assert bot.llego.wait(60)
        assert base.beats()
        assert base.becomes(Estado.SALIENDO)
        scheduler.terminate()
        with pytest.raises(subprocess.TimeoutExpired):
            scheduler.wait(2)
        bot.soltar.set()
        assert scheduler.wait(60) == 0
    assert base.becomes(Estado.DUDOSO)


def test_what_may_have_arrived_is_sent_again_only_by_somebody_who_has_looked(
    bot, en_telegram, publicar, trabajar, as_editor
):
    publicar()
    Anuncio.objects.update(estado=Estado.SALIENDO, intentos=1)
    trabajar()
    assert Anuncio.objects.get().estado == Estado.SALIENDO  # a worker may still be sending it
    later(hours=1)
    trabajar()
    assert bot.peticiones == []
    screen = as_editor.get("/admin/anuncios/")
    assert "No se sabe si llegó" in screen.text
    assert "Mírelo en el canal antes" in screen.text
    form = soup(screen).select_one("form[action*=repetir]")
    as_editor.post(form["action"])
    trabajar()
    assert len(bot.peticiones) == 1


def test_a_receiver_that_recognizes_it_is_told_again(receptor, alfa, publicar, trabajar):
    ajustes = Difusion.for_site(alfa.site)
    ajustes.webhook_activo = True
    ajustes.webhook_url, ajustes.webhook_secreto = f"{receptor.url}/", SECRETO
    ajustes.save()
    publicar()
    Anuncio.objects.update(estado=Estado.SALIENDO, intentos=1)
    later(hours=1)
    trabajar()
    later(minutes=2)
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.ENVIADO
    assert receptor.peticiones[0].cabeceras["webhook-id"] == str(anuncio.clave)
