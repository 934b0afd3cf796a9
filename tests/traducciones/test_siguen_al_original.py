"""What nobody translates is the same in every language: dates, figures, that it is over."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from avisos.models import AvisoPage
from directorio.models import EntidadPage
from tests.factories import make_aviso, make_entidad, publish, publish_in_english
from tests.reading import text
from tests.traducir import translate, translate_the_rest

WORDS = {"Corte": "Power cut", "Texto de Corte": "No power", "Resumen de Corte": "No power"}


@pytest.fixture
def aviso(alfa):
    publish_in_english(alfa)
    translate(alfa.avisos, {"Avisos": "Alerts"})
    return make_aviso(alfa, "Corte", termina=timezone.now() + timedelta(days=3))


@pytest.fixture
def alert(aviso):
    page = translate(aviso, WORDS)
    translate_the_rest(Translation.objects.get(source__object_id=aviso.translation_key))
    publish(page)
    return page


def again(page):
    return Page.objects.get(pk=page.pk).specific


def test_an_aviso_that_is_over_is_so_in_english(aviso, alert, committed):
    aviso.termina = timezone.now() - timedelta(hours=1)
    with committed():
        publish(aviso)
    assert again(alert).ha_terminado
    assert again(alert).title == "Power cut"


def test_it_is_so_too_when_its_words_changed_with_it(aviso, alert, committed):
    aviso.termina, aviso.texto = timezone.now() - timedelta(hours=1), "Ya hay corriente"
    with committed():
        publish(aviso)
    assert again(alert).ha_terminado
    assert again(alert).texto == "No power"


def test_and_when_another_version_waits(aviso, alert, committed):
    draft = again(alert)
    draft.title = "Nobody has approved this"
    draft.save_revision()
    aviso.termina = timezone.now() - timedelta(hours=1)
    with committed():
        publish(aviso)
    assert again(alert).ha_terminado
    assert again(alert).title == "Power cut"
    with committed():
        again(alert).get_latest_revision().publish()
    assert again(alert).ha_terminado


def test_what_nobody_approved_does_not_come_with_it(aviso, alert, committed):
    StringTranslation.objects.filter(data="Power cut").update(
        data="Nonsense", updated_at=timezone.now() + timedelta(seconds=1)
    )
    aviso.termina = timezone.now() - timedelta(hours=1)
    with committed():
        publish(aviso)
    assert again(alert).ha_terminado
    assert again(alert).title == "Power cut"


def test_what_is_withdrawn_is_so_in_english(alfa, aviso, alert, committed):
    with committed():
        AvisoPage.objects.get(pk=aviso.pk).unpublish()
    assert not again(alert).live
    with committed():
        publish(again(alert))
    assert again(alert).live


def test_what_is_edited_apart_stays(aviso, alert, committed):
    Translation.objects.filter(source__object_id=aviso.translation_key).update(enabled=False)
    aviso.termina = timezone.now() - timedelta(hours=1)
    with committed():
        publish(aviso)
        aviso.unpublish()
    assert again(alert).live
    assert not again(alert).ha_terminado


def test_a_telephone_that_changed_is_called_in_english(alfa, committed):
    publish_in_english(alfa)
    translate(alfa.directorio, {"Directorio": "Directory"})
    entidad = make_entidad(alfa, "Registro", contactos=[("telefono", "22 000000")])
    office = translate(entidad, {"Registro": "Registry"})
    translate_the_rest(Translation.objects.get(source__object_id=entidad.translation_key))
    publish(translate(entidad, {}, publish=False))
    entidad = EntidadPage.objects.get(pk=entidad.pk)
    [contacto] = entidad.contactos.all()
    contacto.valor = "22 111111"
    entidad.contactos.set([contacto])
    with committed():
        publish(entidad)
    said = text(alfa.get(again(office).get_url_parts()[2]))
    assert "22 111111" in said
    assert "22 000000" not in said
