"""The purge deletes texts, files and personal data of old cases, but not the counted data."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from atencion.casos import add_movimiento, cambiando
from atencion.models import Adjunto, Caso, Movimiento, Remitente
from atencion.purga import archivos_guardados
from tests.reading import text

from .adjuntos import PDF
from .recepcion import recibir

pytestmark = pytest.mark.on_both_databases


@pytest.fixture
def caso(alfa):
    caso = recibir(alfa, archivos=[PDF])
    add_movimiento(caso, Movimiento.Tipo.RESPUESTA, texto="Se arregló", archivos=[PDF])
    return caso


@pytest.fixture(autouse=True)
def privados():
    """The storage of private files, emptied of the files of other tests."""
    storage = Adjunto._meta.get_field("archivo").storage
    for name in list(archivos_guardados(storage)):
        storage.delete(name)
    return storage


def close(caso, days, *, estado=Caso.Estado.CERRADA):
    """Set ``caso`` as closed, or answered, ``days`` days ago."""
    then = timezone.now() - timedelta(days=days)
    with cambiando(caso) as now:
        now.estado, now.respondida_el = estado, then
        now.cerrada_el = then if estado == Caso.Estado.CERRADA else None
        now.movimientos.update(cuando=then)


def purge():
    call_command("purgar_casos", verbosity=0)


def test_after_its_term_nothing_is_left_but_what_is_counted(caso, settings, privados, committed):
    close(caso, settings.ATENCION_DIAS_CONSERVACION + 1)
    assert len(list(archivos_guardados(privados))) == 2
    with committed():
        purge()
    caso.refresh_from_db()
    assert (caso.asunto, caso.hechos, caso.pide) == ("", "", "")
    assert set(caso.movimientos.values_list("texto", flat=True)) == {""}
    assert not Remitente.objects.exists()
    assert not Adjunto.objects.exists()
    assert list(archivos_guardados(privados)) == []
    assert caso.datos_borrados_el == timezone.localdate()
    assert caso.movimientos.count() == 2
    assert (caso.tipo, caso.respondida_el is None) == (Caso.Tipo.QUEJA, False)


@pytest.mark.parametrize("estado", [Caso.Estado.CERRADA, Caso.Estado.RESPONDIDA])
def test_until_then_everything_is_kept(caso, settings, estado):
    close(caso, settings.ATENCION_DIAS_CONSERVACION - 1, estado=estado)
    purge()
    caso.refresh_from_db()
    assert caso.asunto
    assert caso.remitente.nombre


def test_what_was_answered_and_never_closed_has_a_term_too(caso, settings):
    close(caso, settings.ATENCION_DIAS_CONSERVACION + 1, estado=Caso.Estado.RESPONDIDA)
    purge()
    caso.refresh_from_db()
    assert caso.datos_borrados_el


def test_the_term_runs_from_the_last_thing_that_happened(alfa, caso, settings):
    close(caso, settings.ATENCION_DIAS_CONSERVACION + 1, estado=Caso.Estado.RESPONDIDA)
    add_movimiento(caso, Movimiento.Tipo.AMPLIADA, texto="Sigue igual")
    purge()
    caso.refresh_from_db()
    assert caso.asunto


def test_nothing_is_added_to_a_case_that_was_purged(alfa, operadora, caso, settings):
    close(caso, settings.ATENCION_DIAS_CONSERVACION + 1, estado=Caso.Estado.RESPONDIDA)
    browser = alfa.browser()
    browser.post("/atencion/seguimiento/", {"numero": caso.numero, "codigo": caso.codigo})
    purge()
    assert "Añadir información" not in text(browser.get("/atencion/seguimiento/caso/"))
    refused = browser.post("/atencion/seguimiento/anadir/", {"texto": "Otra vez"})
    assert refused.status_code == 409
    note = {"visto": caso.movimientos.last().pk, "texto": "Nota"}
    office = alfa.signed_in(operadora)
    assert office.post(f"/admin/casos/{caso.pk}/anotar/", note).status_code == 409
    assert set(caso.movimientos.values_list("texto", flat=True)) == {""}


def test_a_case_that_waits_for_an_answer_is_never_purged(caso, settings):
    close(caso, settings.ATENCION_DIAS_CONSERVACION + 1, estado=Caso.Estado.INCONFORME)
    purge()
    caso.refresh_from_db()
    assert caso.asunto


def test_the_person_reads_that_it_was_deleted(alfa, caso, settings):
    close(caso, settings.ATENCION_DIAS_CONSERVACION + 1)
    purge()
    browser = alfa.browser()
    data = {"numero": caso.numero, "codigo": caso.codigo}
    shown = text(browser.post("/atencion/seguimiento/", data, follow=True))
    assert "venció el plazo para conservarlos" in shown
    assert "No estoy conforme" not in shown


def test_a_file_that_no_case_names_goes_after_a_day(caso, privados, monkeypatch):
    """Such a file remains if the database fails after the file is saved and before the case is."""
    privados.save("atencion/aa/suelto", ContentFile(b"..."))
    purge()
    assert privados.exists("atencion/aa/suelto")
    tomorrow = timezone.now() + timedelta(days=2)
    monkeypatch.setattr("atencion.purga.timezone.now", lambda: tomorrow)
    purge()
    assert not privados.exists("atencion/aa/suelto")
    assert len(list(archivos_guardados(privados))) == 2


def test_a_case_that_is_deleted_takes_its_files_along(caso, privados, committed):
    with committed():
        caso.delete()
    assert list(archivos_guardados(privados)) == []
