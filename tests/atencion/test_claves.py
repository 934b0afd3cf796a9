"""Encryption keys are replaced without losing data, and a missing key is reported."""

import json
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from atencion.archivos import download
from atencion.casos import add_movimiento, huella
from atencion.models import Adjunto, Caso, Movimiento, Remitente
from servidor.cifrado import decrypt

from .adjuntos import PDF
from .escritos import address, filled
from .recepcion import REMITENTE, recibir

pytestmark = pytest.mark.on_both_databases

OTHER_KEY = Fernet.generate_key().decode()


@pytest.fixture
def caso(alfa):
    caso = recibir(alfa, archivos=[PDF])
    add_movimiento(caso, Movimiento.Tipo.AMPLIADA, texto="Algo más")
    return caso


@pytest.fixture
def new_key(settings):
    """Put a new key before the old one; return a function that removes the old one."""
    old = settings.CIFRADO_CLAVES
    settings.CIFRADO_CLAVES = [OTHER_KEY, *old]

    def take_out():
        settings.CIFRADO_CLAVES = [OTHER_KEY]

    return take_out


def told(*arguments, **options):
    output = StringIO()
    call_command(*arguments, stdout=output, **options)
    return output.getvalue()


def stored(model, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table}")
        return [value for (value,) in cursor.fetchall()]


def test_a_new_key_takes_over_texts_files_and_digests(caso, new_key):
    before = stored(Caso, "asunto")
    assert "1 archivos" in told("recifrar")
    new_key()
    assert stored(Caso, "asunto") != before
    again = Caso.objects.get(pk=caso.pk)
    assert (again.asunto, again.hechos) == (caso.asunto, caso.hechos)
    assert again.remitente.nombre == REMITENTE["nombre"]
    assert again.movimientos.last().texto == "Algo más"
    assert download(Adjunto.objects.get()).content == PDF.contenido
    [digest] = huella("ci", REMITENTE["ci"])
    assert Remitente.objects.filter(huella_ci=digest).exists()


def test_interrupted_or_run_twice_it_does_only_what_is_left(caso, new_key):
    told("recifrar")
    after = stored(Caso, "asunto") + stored(Adjunto, "archivo")
    assert "0 textos, 0 archivos" in told("recifrar")
    assert stored(Caso, "asunto") + stored(Adjunto, "archivo") == after


def test_the_old_file_is_gone_once_the_new_one_is_sure(caso, new_key, committed):
    [adjunto] = Adjunto.objects.all()
    old = adjunto.archivo.name
    with committed():
        told("recifrar")
    assert not adjunto.archivo.storage.exists(old)


def test_a_key_that_was_taken_out_too_early_is_told_so(caso, new_key):
    new_key()
    with pytest.raises(ImproperlyConfigured, match="taken out too early"):
        Caso.objects.get(pk=caso.pk)


def test_a_person_keeps_their_code_while_the_old_key_is_there(alfa, caso, settings):
    codigo = caso.codigo
    settings.CIFRADO_CLAVES = [OTHER_KEY, *settings.CIFRADO_CLAVES]
    data = {"numero": caso.numero, "codigo": codigo}
    assert alfa.browser().post("/atencion/seguimiento/", data).status_code == 302


def test_what_is_sent_again_after_a_new_key_is_still_one_case(alfa, settings):
    browser = alfa.browser()
    data = filled(browser.get(address()))
    browser.post(address(), data)
    settings.CIFRADO_CLAVES = [OTHER_KEY, *settings.CIFRADO_CLAVES]
    assert browser.post(address(), data)["Location"] == "/atencion/acuse/"
    assert Caso.objects.count() == 1


def test_what_is_dumped_is_encrypted_and_loads_again(caso, tmp_path):
    path = tmp_path / "casos.json"
    call_command("dumpdata", "atencion.caso", "atencion.remitente", output=path)
    dumped = path.read_text(encoding="utf-8")
    for secret in (caso.asunto, caso.hechos, *REMITENTE.values()):
        assert secret not in json.loads(dumped).__repr__()
    Remitente.objects.all().delete()
    Caso.objects.update(asunto="")
    call_command("loaddata", path, verbosity=0)
    again = Caso.objects.get(pk=caso.pk)
    assert again.asunto == caso.asunto
    assert again.remitente.ci == REMITENTE["ci"]
    [token] = stored(Caso, "asunto")
    assert decrypt(token.encode()).decode() == caso.asunto


def test_nobody_has_a_stolen_token_read_by_sending_it_as_a_text(alfa, caso):
    [token] = stored(Caso, "hechos")
    browser = alfa.browser()
    browser.post("/atencion/seguimiento/", {"numero": caso.numero, "codigo": caso.codigo})
    for text in (token, f"\0{token}"):
        browser.post("/atencion/seguimiento/anadir/", {"texto": text})
        assert caso.hechos not in [movimiento.texto for movimiento in caso.movimientos.all()]
