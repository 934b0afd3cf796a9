"""The lists that the province maintains for all portals."""

from datetime import time

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringSegment

from directorio.models import DiaFeriado
from tests.factories import (
    get_categoria,
    get_tipo,
    make_entidad,
    make_noticia,
    make_user,
    publish_in_english,
)
from tests.reading import links, soup, text
from tests.traducir import translate

pytestmark = pytest.mark.on_both_databases


@pytest.mark.django_db
def test_two_entries_of_a_list_do_not_share_an_address(as_administrator):
    url = reverse("wagtailsnippets_noticias_categorianoticia:add")
    taken = get_categoria("cultura")
    response = as_administrator.post(url, {"nombre": "Otra cultura", "slug": taken.slug})
    assert "Ya hay una categoría con este identificador." in text(response)
    assert not type(taken).objects.filter(nombre="Otra cultura").exists()


@pytest.fixture
def cultura(alfa):
    """A category that two news items use."""
    cultura = get_categoria("cultura")
    for title in ("Una", "Otra"):
        make_noticia(alfa, title, categoria=cultura)
    return cultura


def test_a_category_in_use_stays_and_its_pages_are_counted(as_administrator, cultura):
    url = reverse("wagtailsnippets_noticias_categorianoticia:delete", args=[cultura.pk])
    for answer in (as_administrator.get(url), as_administrator.post(url)):
        assert "«Cultura» no se puede eliminar: se usa en 2 páginas." in text(answer)
        assert not soup(answer).find("button", class_="serious")
    assert get_categoria("cultura") == cultura


def test_several_entries_are_deleted_together_only_if_none_is_in_use(as_administrator, cultura):
    args = ["noticias", "categorianoticia", "delete"]
    chosen = f"?id={cultura.pk}&id={get_categoria('salud').pk}"
    answer = as_administrator.get(reverse("wagtail_bulk_action", args=args) + chosen)
    words = text(answer)
    assert "«Cultura» no se puede eliminar: se usa en 2 páginas." in words
    assert "«Salud» se puede eliminar." in words
    assert not soup(answer).find("button", class_="serious")
    usage = reverse("wagtailsnippets_noticias_categorianoticia:usage", args=[cultura.pk])
    assert links(answer)["Ver dónde se usa"].startswith(usage)
    as_administrator.post(reverse("wagtail_bulk_action", args=args) + chosen)
    assert get_categoria("cultura") == cultura
    assert get_categoria("salud")


def test_an_entry_that_nobody_uses_is_deleted(as_administrator, cultura):
    salud = get_categoria("salud")
    url = reverse("wagtailsnippets_noticias_categorianoticia:delete", args=[salud.pk])
    assert as_administrator.post(url).status_code == 302
    assert not type(salud).objects.filter(pk=salud.pk).exists()


@pytest.fixture
def who_keeps_lists(provincia):
    groups = ["Administradores", "Traductores · Provincia"]
    return provincia.signed_in(make_user("quien-lleva-listas", groups=groups))


def english_home(portal):
    publish_in_english(portal)
    translate(portal.noticias, {portal.noticias.title: "News", portal.noticias.slug: "news"})


def test_a_new_entry_is_read_in_spanish_until_the_province_has_translated_it(
    alfa, who_keeps_lists, committed
):
    english_home(alfa)
    add = reverse("wagtailsnippets_noticias_categorianoticia:add")
    who_keeps_lists.post(add, {"nombre": "Ciencia", "slug": "ciencia"})
    ciencia = get_categoria("ciencia")
    noticia = make_noticia(alfa, "Un hallazgo", categoria=ciencia)
    with committed():
        translate(noticia, {"Un hallazgo": "A finding", "un-hallazgo": "a-finding"})

    def shown():
        main = soup(alfa.get("/en/news/a-finding/")).main
        return main.find("a", href="/en/news/categoria/ciencia/")

    assert shown().find("span", lang="es-CU").get_text() == "Ciencia"
    assert soup(alfa.get("/en/news/")).main.select_one(".filtros span[lang=es-CU]")

    submit = reverse(
        "wagtail_localize:submit_snippet_translation",
        args=["noticias", "categorianoticia", ciencia.pk],
    )
    english = Locale.objects.get(language_code="en")
    assert who_keeps_lists.post(submit, {"locales": [english.pk]}).status_code == 302
    entry = ciencia.get_translation(english)
    segment = StringSegment.objects.get(source__object_id=ciencia.translation_key)
    translation = segment.source.translations.get()
    who_keeps_lists.put(
        reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
        "value=Science",
        content_type="application/x-www-form-urlencoded",
    )
    edit = reverse("wagtailsnippets_noticias_categorianoticia:edit", args=[entry.pk])
    assert who_keeps_lists.get(edit).status_code == 200
    with committed():
        who_keeps_lists.post(edit, {"action": "publish"})
    assert shown().get_text() == "Science"
    assert not shown().find("span")


def test_kinds_without_a_name_in_the_language_are_told_to_be_spanish(alfa, committed):
    english_home(alfa)
    translate(alfa.directorio, {alfa.directorio.title: "Directory"})
    oficina = make_entidad(alfa, "Policlínico", tipo=get_tipo("salud"))
    translate(oficina, {"Policlínico": "Health centre"})
    kinds = "/en/directorio/"
    assert "Health" in text(alfa.get(kinds))
    with committed():
        get_tipo("salud").get_translations().get(locale__language_code="en").delete()
    assert soup(alfa.get(kinds)).main.find("span", lang="es-CU").get_text() == "Salud"
    assert soup(alfa.get(f"{kinds}imprimir/")).h2.find("span", lang="es-CU")


def test_a_holiday_is_named_in_spanish_and_told_to_be(alfa):
    english_home(alfa)
    translate(alfa.directorio, {alfa.directorio.title: "Directory"})
    oficina = make_entidad(alfa, "Policlínico", horarios=[("lu-do", time(8), time(16))])
    translate(oficina, {"Policlínico": "Health centre"})
    DiaFeriado.objects.create(fecha=timezone.localdate(), motivo="Fiesta del Fuego")
    main = soup(alfa.get("/en/directorio/policlinico/")).main
    assert main.select_one(".especial [lang=es-CU]").get_text() == "Fiesta del Fuego"
    assert len(main.find_all(string="Fiesta del Fuego")) == 1


@pytest.mark.parametrize(
    "what", ["noticias/categorianoticia", "documentos/obligacion", "indicadores/medida"]
)
def test_the_list_says_in_which_language_each_entry_is(as_administrator, what):
    shown = soup(as_administrator.get(f"/admin/snippets/{what}/"))
    headings = [th.get_text(" ", strip=True) for th in shown.select("table.listing th")]
    place = next(number for number, text in enumerate(headings) if text.startswith("Idioma"))
    languages = {row.select("td")[place].get_text(strip=True) for row in shown.select("tbody tr")}
    assert languages == {"Español", "Inglés"}
