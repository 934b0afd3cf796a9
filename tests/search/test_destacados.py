"""Promoted results: each portal has its own, and only of public pages that its search shows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from search.destacados import promovidas
from search.models import Destacado
from tests.bitacora.reading import told
from tests.factories import (
    make_entidad,
    make_local,
    make_page,
    make_private,
    make_tramite,
    make_user,
)
from tests.reading import soup, text

INDEX, ADD = reverse("destacados:index"), reverse("destacados:add")
CHOOSE = reverse("destacable_chooser:choose")


def chosen(browser, page):
    return browser.get(reverse("destacable_chooser:chosen", args=[page.pk])).status_code


def add(browser, page, palabras="ciclón, dónde me evacuo", **fields):
    data = {"palabras": palabras, "pagina": page and page.pk, "orden": 1, **fields}
    return browser.post(ADD, {name: value or "" for name, value in data.items()}, follow=True)


def promoted(portal, texto, language="es"):
    locale = Locale.objects.get(language_code=language)
    return promovidas(texto, site=portal.site, locale=locale)


def promote(portal, page, palabras, **fields):
    return Destacado.objects.create(site=portal.site, pagina=page, palabras=palabras, **fields)


@pytest.fixture
def evacuacion(alfa):
    return make_page(alfa, "Centros de evacuación")


def test_an_editor_promotes_a_page_of_the_portal(
    as_editor, alfa, beta, evacuacion, django_assert_num_queries
):
    assert "No hay resultados destacados" in text(as_editor.get(INDEX))
    assert soup(as_editor.get(ADD)).find(id="id_site") is None  # the editor has only one portal
    listed = text(add(as_editor, evacuacion))
    assert "ciclón, dónde me evacuo" in listed
    assert "Centros de evacuación" in listed
    spanish = evacuacion.locale
    with django_assert_num_queries(1):
        found = promovidas("¿Viene el CICLON?", site=alfa.site, locale=spanish)
    assert found == [evacuacion.pk]
    assert promoted(alfa, "ciclones") == [evacuacion.pk]
    assert promoted(alfa, "donde me evacuo") == [evacuacion.pk]
    for texto in ("dónde", "tramite", "", "?"):
        assert promoted(alfa, texto) == []
    assert promoted(beta, "ciclón") == []
    assert promoted(alfa, "ciclón", "en") == []


def test_all_the_words_of_an_expression_must_be_looked_for(alfa, evacuacion):
    promote(alfa, evacuacion, "licencia de construcción")
    assert promoted(alfa, "licencia") == []
    assert promoted(alfa, "licencia para la construcción de un cuarto") == [evacuacion.pk]


def test_slashes_say_several_expressions(alfa, evacuacion):
    promote(alfa, evacuacion, "refugio, evacuarme/refugiarme del ciclón/huracán")
    assert promoted(alfa, "adónde evacuarme si viene el huracán") == [evacuacion.pk]
    assert promoted(alfa, "evacuarme") == []


def test_few_are_shown_in_the_order_that_people_gave(alfa):
    pages = [make_page(alfa, f"Página {number}") for number in range(5)]
    for page, place in zip(pages, (5, 4, 3, 2, 1), strict=True):
        promote(alfa, page, "agua", orden=place)
    assert promoted(alfa, "agua") == [page.pk for page in pages[:1:-1]]


def test_what_is_no_longer_public_is_not_promoted(as_editor, alfa, committed):
    draft, private, last = (make_page(alfa, title) for title in ("Una", "Otra", "Tercera"))
    for page in (draft, private, last):
        promote(alfa, page, "agua")
    draft.unpublish()
    make_private(private)
    assert promoted(alfa, "agua") == [last.pk]
    assert text(as_editor.get(INDEX)).count("Ahora no se muestra: no es pública.") == 2
    with committed():
        last.delete()
    assert promoted(alfa, "agua") == []
    assert Destacado.objects.count() == 2


def test_a_new_promotion_is_found_at_once_and_ends_when_its_page_does(alfa, clock, committed):
    clock.shows("2030-05-01T12:00:00")
    page = make_page(alfa, "Carnaval", expire_at=timezone.now() + timedelta(seconds=5))
    assert promoted(alfa, "carnaval") == []
    with committed():
        promote(alfa, page, "carnaval")
    assert promoted(alfa, "carnaval") == [page.pk]
    clock.shows("2030-05-01T12:00:10")  # the cached promotions are still used
    assert promoted(alfa, "carnaval") == []


def test_a_portal_promotes_what_the_province_shows_in_it(
    as_editor, provincia, alfa, beta, committed
):
    carne = make_tramite(provincia, "Carné de identidad")
    make_local(alfa, carne)
    serves = make_entidad(provincia, "Aguas de Alfa", municipios=[alfa])
    for_others = make_entidad(provincia, "Aguas de Beta", municipios=[beta])
    of_beta = make_page(beta, "Cosa de Beta")
    listed = as_editor.get(CHOOSE).json()["html"]
    for page in (carne, serves):
        assert page.title in listed
        assert chosen(as_editor, page) == 200
        with committed():
            add(as_editor, page, palabras=page.title)
        assert promoted(alfa, page.title) == [page.pk]
    for page in (for_others, of_beta, make_page(alfa, "Borrador", live=False)):
        assert page.title not in listed
        assert chosen(as_editor, page) == 404
        answer = text(add(as_editor, page))
        assert "Lo que eligió aquí no es de su portal o ya no existe." in answer
        assert page.title not in answer
    assert Destacado.objects.count() == 2


def test_mistakes_are_explained_where_they_are(as_editor, evacuacion):
    assert "Este campo es necesario" in text(add(as_editor, None))
    assert "«¡!» no tiene ninguna palabra." in text(add(as_editor, evacuacion, palabras="a, ¡!"))
    assert "Este campo es necesario" in text(add(as_editor, evacuacion, palabras=""))
    assert not Destacado.objects.exists()
    add(as_editor, evacuacion)
    again = text(add(as_editor, evacuacion, palabras="otra cosa"))
    assert "Esa página ya está destacada: añada allí estas palabras." in again
    assert Destacado.objects.count() == 1


def test_what_belongs_to_another_portal_is_closed(as_editor, as_moderator, beta):
    other = promote(beta, make_page(beta, "Cosa de Beta"), "cosa")
    for name in ("edit", "delete"):
        url = reverse(f"destacados:{name}", args=[other.pk])
        assert as_editor.get(url).status_code == 404
        assert as_editor.post(url, {"palabras": "mía"}).status_code == 404
        assert as_moderator.post(url, {"palabras": "mía"}).status_code == 302
    assert "cosa" not in text(as_editor.get(INDEX))
    assert as_moderator.get(INDEX).status_code == 302
    assert list(Destacado.objects.values_list("palabras", flat=True)) == ["cosa"]


def test_who_works_in_a_second_portal_without_the_right_keeps_nothing_there(alfa, beta, editora):
    """A translator of Beta sees that portal in the admin, but has no right to promote there."""
    other = promote(beta, make_page(beta, "Cosa de Beta"), "cosa")
    editora.groups.add(make_user("otra", groups=["Traductores · Beta"]).groups.get())
    browser = alfa.signed_in(editora)
    assert "cosa" not in text(browser.get(INDEX))
    for name in ("edit", "delete"):
        url = reverse(f"destacados:{name}", args=[other.pk])
        assert browser.post(url, {"palabras": "mía", "orden": 1}).status_code == 404
    assert soup(browser.get(ADD)).find(id="id_site") is None
    other.refresh_from_db()
    assert other.palabras == "cosa"


def test_the_province_says_in_which_portal(as_administrator, alfa, beta, evacuacion):
    of_beta = make_page(beta, "Cosa de Beta")
    wrong = text(add(as_administrator, of_beta, site=alfa.site.pk))
    assert "El portal «Alfa» no muestra esa página: elija otra." in wrong
    add(as_administrator, of_beta, site=beta.site.pk)
    add(as_administrator, evacuacion, site=alfa.site.pk)
    assert {destacado.site for destacado in Destacado.objects.all()} == {alfa.site, beta.site}
    only = text(as_administrator.get(INDEX, {"site": beta.site.pk}))
    assert "Cosa de Beta" in only
    assert "Centros de evacuación" not in only
    assert "Cosa de Beta" in text(as_administrator.get(INDEX, {"q": "cosa"}))


def test_a_promotion_is_changed_and_taken_away_and_the_log_tells(
    as_editor, alfa, evacuacion, committed
):
    add(as_editor, evacuacion)
    url = reverse("destacados:edit", args=[Destacado.objects.get().pk])
    data = {"palabras": "huracán", "pagina": evacuacion.pk, "orden": 2}
    assert as_editor.post(url, data).status_code == 302
    assert promoted(alfa, "ciclón") == []
    assert promoted(alfa, "huracán") == [evacuacion.pk]
    with committed():
        as_editor.post(reverse("destacados:delete", args=[Destacado.objects.get().pk]))
    assert promoted(alfa, "huracán") == []
    coordinator = alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))
    deleted, edited, created = [line for line in told(coordinator) if line.endswith("destacado")]
    assert created == "editora: Se creó · ciclón, dónde me evacuo Resultado destacado"
    assert "Palabras: de «ciclón, dónde me evacuo» a «huracán»" in edited
    assert deleted == "editora: Se eliminó · huracán Resultado destacado"
