"""Fields that are not translated, such as dates and figures, follow the original."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from avisos.models import AvisoPage
from directorio.models import EntidadPage
from tests.documentos.making import make_documento, section
from tests.factories import (
    make_aviso,
    make_entidad,
    make_image,
    make_page,
    publish,
    publish_in_english,
)
from tests.reading import links, soup, text
from tests.traducir import english, translate, translate_the_rest

pytestmark = pytest.mark.on_both_databases

WORDS = {"Corte": "Power cut", "Texto de Corte": "No power", "Resumen de Corte": "No power"}


@pytest.fixture(scope="module")
def en_dos(once):
    """Alfa has its front page, its avisos and its directory in English too."""
    once(lambda portales: publish_in_two_languages(portales.alfa))


def publish_in_two_languages(alfa):
    publish_in_english(alfa)
    translate(alfa.avisos, {"Avisos": "Alerts"})
    translate(alfa.directorio, {"Directorio": "Directory"})
    aviso = make_aviso(alfa, "Corte", termina=timezone.now() + timedelta(days=3))
    translate_whole(aviso, WORDS)


@pytest.fixture
def aviso(en_dos, alfa):
    return AvisoPage.objects.child_of(alfa.avisos).get(title="Corte")


@pytest.fixture
def alert(aviso):
    return aviso.get_translation(english())


def again(page):
    return Page.objects.get(pk=page.pk).specific


def address(page):
    return again(page).get_url_parts()[2]


def translate_whole(page, words):
    target = translate(page, words)
    translate_the_rest(Translation.objects.get(source__object_id=page.translation_key))
    publish(target)
    return target


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


def test_a_telephone_that_changed_is_called_in_english(alfa, en_dos, committed):
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


@pytest.mark.parametrize("is_brought", [False, True], ids=["", "brought to another language"])
def test_it_is_so_too_when_a_translation_waited_with_the_one_before(
    is_brought, alfa, en_dos, committed
):
    entidad = make_entidad(alfa, "Registro", contactos=[("telefono", "22 000000")])
    office = translate_whole(entidad, {"Registro": "Registry"})
    publish(translate(entidad, {}, publish=False))
    draft = again(office)
    draft.save_revision()
    entidad = EntidadPage.objects.get(pk=entidad.pk)
    [contacto] = entidad.contactos.all()
    contacto.valor = "22 111111"
    entidad.contactos.set([contacto])
    with committed():
        publish(entidad)
    assert "22 000000" in text(alfa.get(address(office)))
    if is_brought:
        TranslationSource.objects.get(object_id=entidad.translation_key).update_from_db()
    with committed():
        again(office).get_latest_revision().publish()
    said = text(alfa.get(address(office)))
    assert "22 111111" in said
    assert "22 000000" not in said


def rename(page, slug, title):
    page = again(page)
    page.slug, page.title = slug, title
    publish(page)


def test_an_office_that_is_called_otherwise_is_found_at_its_new_address(alfa, en_dos, committed):
    entidad = make_entidad(alfa, "Registro")
    office = translate_whole(entidad, {"Registro": "Registry"})
    with committed():
        rename(entidad, "registro-civil", "Registro Civil")
    assert address(office).endswith("/registro-civil/")
    assert "Registry" in text(alfa.get(address(office)))


def test_who_searches_in_english_finds_a_document_by_its_new_number(alfa, committed):
    publish_in_english(alfa)
    translate(section(alfa), {"Transparencia": "Transparency"})
    acuerdo = make_documento(alfa, "Acuerdo", numero="Enramadas")
    agreement = translate_whole(acuerdo, {"Acuerdo": "Agreement"})
    acuerdo = again(acuerdo)
    acuerdo.title, acuerdo.numero = (
        "Acuerdo del agua",
        "Aguilera",
    )  # the title still waits for a translator
    with committed():
        publish(acuerdo)
    found = links(alfa.get("/en/buscar/", {"q": "aguilera"}), within="main")
    assert address(agreement) in found.values()


def test_an_address_that_another_page_has_in_english_is_not_taken_twice(alfa, en_dos, committed):
    first, second = make_entidad(alfa, "Uno"), make_entidad(alfa, "Dos")
    one, two = (translate_whole(page, {}) for page in (first, second))
    Translation.objects.filter(source__object_id=second.translation_key).update(enabled=False)
    with committed():
        rename(second, "tres", "Tres")
        rename(first, "dos", "Otro")
    assert again(one).slug != again(two).slug


def test_another_picture_is_not_said_to_show_what_the_one_before_it_did(alfa, committed):
    publish_in_english(alfa)
    fields = {"imagen_portada": make_image("Parque"), "alt_portada": "Un parque"}
    page = make_page(alfa, "Contactos", **fields)
    there = translate_whole(page, {"Contactos": "Contacts", "Un parque": "A park"})
    page = again(page)
    page.imagen_portada = make_image("Puerto", description="Un puerto")
    page.alt_portada = "Un puerto"
    with committed():
        publish(page)
    shown = soup(alfa.get(address(there))).main.find("img")
    assert (shown["alt"], shown["lang"]) == ("Un puerto", "es-CU")
