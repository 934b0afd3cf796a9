"""The scheduler processes long files, and the screen shows its progress."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from directorio.models import EntidadPage
from importacion.models import Fila, Importacion

from .libros import xlsx
from .pantallas import rows, text

pytestmark = pytest.mark.on_both_databases


@pytest.fixture(autouse=True)
def long_files(settings):
    settings.IMPORTACION_PAGINAS_EN_EL_ACTO = 1


def book(tipo, calle="Calle 4"):
    return xlsx(
        Entidades=[
            ["Clave", "Nombre", "Tipo", "Resumen", "Calle"],
            ["a", "Uno", tipo, "Resumen.", calle],
            ["b", "Dos", tipo, "Resumen.", calle],
        ]
    )


def attend():
    call_command("atender_importaciones")


def again(importar, screen):
    return importar.browser.get(screen.request["PATH_INFO"])


def test_a_long_file_is_checked_and_saved_by_the_scheduler(importar, tipo, editora):
    screen = importar.upload(book(tipo))
    assert "Comprobándose" in text(screen)
    assert "Actualizar ahora" in text(screen)
    attend()
    screen = again(importar, screen)
    assert rows(screen) == [("Nueva", "Uno"), ("Nueva", "Dos")]
    screen = importar.confirm(screen, moderar="on")
    assert "Guardándose" in text(screen)
    assert not EntidadPage.objects.exists()
    attend()
    assert "Se guardaron 2 páginas" in text(again(importar, screen))
    entidad = EntidadPage.objects.get(title="Dos")
    assert entidad.latest_revision.user == editora
    assert entidad.workflow_in_progress


def test_the_screen_tells_how_far_it_is(importar, tipo):
    screen = importar.upload(book(tipo))
    cache.set(Importacion.objects.get().progress_key, 50)
    assert "va por el 50 %" in text(again(importar, screen))


def test_a_portal_that_changed_is_shown_anew_also_when_the_scheduler_finds_out(importar, tipo):
    importar.confirm(again(importar, _checked(importar, book(tipo))))
    attend()
    screen = importar.confirm(again(importar, _checked(importar, book(tipo, "Calle 5"))))
    entidad = EntidadPage.objects.get(title="Uno")
    entidad.calle = "Calle 6"
    entidad.save()
    entidad.save_revision()
    attend()
    assert "El portal cambió" in text(again(importar, screen))
    assert EntidadPage.objects.get(title="Dos").calle == "Calle 4"


def _checked(importar, content):
    screen = importar.upload(content)
    attend()
    return screen


def test_rights_that_were_taken_away_meanwhile_stop_it(importar, tipo, editora, alfa):
    screen = _checked(importar, book(tipo))
    importar.confirm(again(importar, screen))
    editora.groups.clear()
    attend()
    assert Importacion.objects.get().estado == Importacion.Estado.FALLIDA
    assert not EntidadPage.objects.exists()


def test_a_file_that_breaks_does_not_hold_up_the_next_one(importar, tipo, as_editor):
    broken = importar.upload(book(tipo))
    Fila.objects.filter(importacion=Importacion.objects.get()).update(datos={})
    good = importar.upload(book(tipo))
    attend()
    assert "No se pudo terminar" in text(again(importar, broken))
    assert rows(again(importar, good)) == [("Nueva", "Uno"), ("Nueva", "Dos")]


def test_what_was_sent_long_ago_is_deleted(importar, tipo, settings):
    importar.upload(book(tipo))
    call_command("purgar_importaciones")
    assert Importacion.objects.exists()
    Importacion.objects.update(creada=timezone.now() - timedelta(days=31))
    call_command("purgar_importaciones")
    assert not Importacion.objects.exists()
    assert not Fila.objects.exists()
