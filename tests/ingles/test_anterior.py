"""A translation is marked when its Spanish original has changed since."""

import pytest

from tests.factories import make_page, publish, publish_in_english
from tests.reading import links, text
from tests.traducir import translate

pytestmark = pytest.mark.django_db

OLDER = "This translation is older than the Spanish original"
WORDS = {"Contactos": "Contacts", "Resumen de Contactos": "How to reach us"}


@pytest.fixture
def contactos(alfa):
    publish_in_english(alfa)
    return make_page(alfa, "Contactos")


def change(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    publish(page)


def read(alfa):
    response = alfa.get("/en/contactos/")
    assert response.status_code == 200
    return response


def test_a_translation_is_marked_from_the_change_of_its_original_to_its_own(
    alfa, contactos, committed
):
    with committed():
        translate(contactos, WORDS)
    assert OLDER not in text(read(alfa))
    with committed():
        change(contactos, resumen="Cómo llegar")
    assert OLDER in text(read(alfa))
    assert links(read(alfa), within="main .mensaje") == {"Read the original": "/contactos/"}
    assert OLDER not in text(alfa.get("/contactos/"))
    with committed():
        translate(contactos, WORDS | {"Cómo llegar": "How to come"})
    assert OLDER not in text(read(alfa))


def test_what_nobody_translates_makes_no_translation_older(alfa, contactos):
    translate(contactos, WORDS)
    change(contactos, show_in_menus=True)
    assert OLDER not in text(read(alfa))


def test_to_publish_the_old_words_again_makes_a_translation_no_newer(alfa, contactos):
    page = translate(contactos, WORDS)
    change(contactos, resumen="Cómo llegar")
    publish(page)
    assert OLDER in text(read(alfa))


def test_nor_does_it_what_its_translators_are_asked_for_afterwards(alfa, contactos, committed):
    page = translate(contactos, WORDS)
    change(contactos, resumen="Cómo llegar")
    publish(page)
    translate(contactos, WORDS | {"Cómo llegar": "How to come"}, publish=False)
    assert OLDER in text(read(alfa))
    with committed():
        publish(page)
    assert OLDER not in text(read(alfa))


def test_an_original_that_takes_its_words_back_is_translated_again(alfa, contactos):
    translate(contactos, WORDS)
    before = contactos.resumen
    change(contactos, resumen="Cómo llegar")
    change(contactos, resumen=before)
    assert OLDER not in text(read(alfa))


def test_it_is_brought_up_to_date_and_published_later(alfa, contactos):
    translate(contactos, WORDS)
    change(contactos, resumen="Cómo llegar")
    translate(contactos, WORDS | {"Cómo llegar": "How to come"}, publish=False)
    assert OLDER in text(read(alfa))


def test_a_procedure_of_the_province_is_marked_in_every_portal(
    alfa, provincia, in_english, certificacion, certificate
):
    change(certificacion, resumen="Prueba su nacimiento.")
    for portal in (provincia, alfa):
        assert OLDER in text(portal.get("/en/tramites/certificacion-de-nacimiento/"))
