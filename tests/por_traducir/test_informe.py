"""The report «Traducciones»: the state of each page of a portal, and the next step."""

from datetime import date
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from base.models import PortalSettings
from equipos.models import Equipo
from home.models import StandardPage
from search.indice import indexed_at_once
from tests.factories import (
    make_entidad,
    make_evento,
    make_local,
    make_noticia,
    make_page,
    make_tramite,
    make_user,
    publish,
    publish_in_english,
)
from tests.moderacion.writing import editor_of
from tests.reading import links, soup, text
from tests.traducir import begin_to_translate, english, translate_the_rest

from .reading import INFORME, estados, paso, rows

pytestmark = pytest.mark.on_both_databases

RESULTADOS = reverse("wagtail_localize:translations_report_results")
ESTADOS = {
    "Anterior": "Anterior al original",
    "A medias": "En curso",
    "Completa": "Completa, sin enviar",
    "Intacta": "Sin traducir",
    "Enviada": "En moderación",
    "Al día": "Traducida",
}


@pytest.fixture
def traductor(alfa):
    known = get_user_model().objects.filter(username="traductor").first()
    return known or make_translator()


def make_translator():
    return make_user("traductor", groups=["Traductores · Alfa"])


@pytest.fixture
def translator(alfa, traductor):
    """A browser in which a translator of Alfa is signed in."""
    return alfa.signed_in(traductor)


def in_english(page):
    """Translate ``page`` into English and publish it; return the English page."""
    translation = begin_to_translate(page)
    translate_the_rest(translation)
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    target.latest_revision.publish()
    return target


def send(browser, translation):
    page = translation.get_target_instance()
    browser.post(reverse("moderacion:enviar_traduccion", args=[page.pk]))
    return page


def change(page, title):
    page.title = title
    publish(page)


@pytest.fixture(scope="module")
def _in_each_state(once):
    once(make_one_in_each_state)


@pytest.fixture
def de_todos(_in_each_state, alfa):
    """A page of Alfa in each state; return {title: original}."""
    pages = StandardPage.objects.child_of(alfa.home)
    return {title: pages.get(title=title) for title in ESTADOS}


@indexed_at_once()
def make_one_in_each_state(portales):
    alfa = portales.alfa
    translator = alfa.signed_in(make_translator())
    publish_in_english(alfa)
    pages = {title: make_page(alfa, title) for title in ESTADOS}
    in_english(pages["Anterior"])
    change(pages["Anterior"], "Anterior")
    pages["Anterior"].resumen = "Ahora dice otra cosa"
    publish(pages["Anterior"])
    begin_to_translate(pages["A medias"])
    translate_the_rest(begin_to_translate(pages["Completa"]))
    enviada = begin_to_translate(pages["Enviada"])
    translate_the_rest(enviada)
    send(translator, enviada)
    in_english(pages["Al día"])


def fichas(response):
    return {
        " ".join(a.get_text(" ", strip=True).split()): a["href"]
        for a in soup(response).select(".fichas a")
    }


def test_each_page_is_in_its_state_and_what_readers_need_stands_first(translator, de_todos):
    report = translator.get(INFORME)
    found = {title: state for title, state in estados(report).items() if title in ESTADOS}
    assert found == ESTADOS
    assert list(found) == list(ESTADOS)
    home = Page.objects.get(url_path="/portal-alfa/es/")
    assert estados(report)[home.title] == "Traducida"


def test_each_row_leads_to_the_next_step(translator, as_moderator, de_todos):
    def target(title):
        return de_todos[title].get_translation(english()).pk

    source = TranslationSource.objects.get(object=de_todos["Anterior"].translation_key)
    steps = {
        "Anterior": (
            "Actualizar",
            reverse("wagtail_localize:update_translations", args=[source.pk]),
        ),
        "A medias": ("Seguir", reverse("wagtailadmin_pages:edit", args=[target("A medias")])),
        "Completa": (
            "Enviar a moderación",
            reverse("moderacion:enviar_traduccion", args=[target("Completa")]),
        ),
        "Intacta": (
            "Traducir",
            reverse("wagtail_localize:submit_page_translation", args=[de_todos["Intacta"].pk]),
        ),
        "Enviada": None,
        "Al día": None,
    }
    report = translator.get(INFORME)
    assert {title: paso(report, title) for title in ESTADOS} == steps
    for _words, address in filter(None, steps.values()):
        assert translator.get(address).status_code == 200
    words, address = paso(as_moderator.get(INFORME, {"portal": "alfa"}), "Enviada")
    assert words == "Ver y decidir"
    decide = text(as_moderator.get(address))
    assert "traductor espera desde hace" in decide
    assert "Aprobar" in decide


def test_nothing_is_brought_up_to_date_while_another_language_waits(
    translator, traductor, de_todos
):
    source = TranslationSource.objects.get(object=de_todos["Anterior"].translation_key)
    creole = Locale.objects.get(language_code="ht")
    translation = Translation.objects.create(source=source, target_locale=creole)
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    state = target.get_workflow().start(target, traductor)
    assert paso(translator.get(INFORME, {"idioma": "en"}), "Anterior") is None
    state.cancel(user=traductor)
    assert paso(translator.get(INFORME, {"idioma": "en"}), "Anterior")[0] == "Actualizar"


def test_what_was_brought_up_to_date_is_translated_and_sent(translator, de_todos):
    def step():
        return paso(translator.get(INFORME), "Anterior")

    translator.post(step()[1])
    assert step()[0] == "Seguir"
    cells = rows(translator.get(INFORME))["Anterior"]
    assert cells.find(attrs={"data-texto": "Textos que faltan"}).get_text() == "1"
    assert cells.find(attrs={"data-texto": "El original cambió"}).get_text() != "—"
    translate_the_rest(Translation.objects.get(source__object=de_todos["Anterior"].translation_key))
    assert step()[0] == "Enviar a moderación"
    translator.post(step()[1])
    assert step() is None
    assert estados(translator.get(INFORME))["Anterior"] == "En moderación"


def test_who_may_not_translate_is_led_nowhere_where_they_would_be_refused(
    as_editor, as_administrator, de_todos
):
    """Editors write in English too; bringing a translation up to date is for translators."""
    for browser in (as_editor, as_administrator):
        report = browser.get(INFORME, {"portal": "alfa"})
        assert paso(report, "Intacta") is None
        assert paso(report, "Anterior") is None
        assert paso(report, "A medias")[0] == "Seguir"


def test_a_translator_who_does_not_write_the_language_is_only_told(alfa, traductor, de_todos):
    traductor.groups.get().page_permissions.filter(page=alfa.home_en).delete()
    report = alfa.signed_in(traductor).get(INFORME)
    assert estados(report)["Anterior"] == "Anterior al original"
    assert not soup(report).select(".tablero__tabla a.button")


def test_a_translation_kept_as_a_page_of_its_own_is_followed_too(translator, alfa):
    page = make_page(alfa, "Suelta")
    translation = begin_to_translate(page)
    Translation.objects.update(enabled=False)
    report = translator.get(INFORME)
    assert estados(report)["Suelta"] == "En curso"
    assert paso(report, "Suelta")[0] == "Seguir"
    publish(translation.get_target_instance())
    assert estados(translator.get(INFORME))["Suelta"] == "Traducida"


def test_drafts_count_once_somebody_translates_them(translator, alfa):
    draft = make_page(alfa, "Borrador", live=False)
    assert "Borrador" not in rows(translator.get(INFORME))
    begin_to_translate(draft)
    assert estados(translator.get(INFORME))["Borrador"] == "En curso"


def test_it_says_that_nobody_comes_to_what_is_translated_before_the_front_page(translator, alfa):
    make_page(alfa, "Página")
    waits = "Hasta entonces nadie llega a lo traducido."
    assert waits in text(translator.get(INFORME))
    publish_in_english(alfa)
    assert waits not in text(translator.get(INFORME))


def test_news_and_events_count_once_somebody_translates_them(translator, alfa):
    make_evento(alfa, "Feria", date(2026, 12, 1))
    make_noticia(alfa, "Corte")
    begin_to_translate(make_noticia(alfa, "Vacuna"))
    assert {"Feria", "Corte", "Vacuna"} & rows(translator.get(INFORME)).keys() == {"Vacuna"}
    all_of_them = translator.get(INFORME, {"todo": "si"})
    assert {"Feria", "Corte", "Vacuna"} <= rows(all_of_them).keys()
    assert "No se cuentan las noticias" not in text(all_of_them)


def test_a_municipality_translates_what_it_adapts_and_the_province_what_is_canonical(
    translator, alfa, provincia, as_moderator
):
    canonical = make_tramite(provincia, "Carné de identidad")
    make_local(alfa, canonical)
    local = rows(translator.get(INFORME, {"tipo": "tramitelocalpage"}))
    assert len(local) <= 1
    own = rows(translator.get(INFORME))
    assert any("Carné" in title for title in own)
    of_province = rows(as_moderator.get(INFORME, {"portal": "provincia"}))
    assert "Carné de identidad" in of_province
    types = {title: row.select_one(".tablero__datos").get_text() for title, row in own.items()}
    assert not any("Trámite canónico" in kind for kind in types.values())


def test_states_are_counted_and_lead_to_their_pages(translator, de_todos):
    shown = fichas(translator.get(INFORME))
    assert "Anterior al original 1" in shown
    assert "En moderación 1" in shown
    only = translator.get(shown["En curso 1"])
    assert set(rows(only)) == {"A medias"}
    assert fichas(only).keys() == shown.keys()
    assert (
        soup(only)
        .select_one(".fichas [aria-current]")
        .get_text(" ", strip=True)
        .startswith("En curso")
    )


def test_filters_narrow_the_list_together(translator, alfa):
    make_tramite(alfa, "Licencia de construcción")
    make_entidad(alfa, "Oficina de construcción")
    make_page(alfa, "Historia")

    def found(**query):
        return set(rows(translator.get(INFORME, query)))

    assert found(seccion="directorio") == {"Directorio", "Oficina de construcción"}
    assert found(tipo="tramitepage") == {"Licencia de construcción"}
    assert found(q="construccion") == {"Licencia de construcción", "Oficina de construcción"}
    assert found(q="construccion", seccion="directorio") == {"Oficina de construcción"}
    assert found(q="construccion", seccion="directorio", estado="traducida") == set()
    nothing = translator.get(INFORME, {"q": "construccion", "estado": "traducida"})
    assert "Ninguna página coincide." in text(nothing)
    cells = rows(translator.get(INFORME))["Oficina de construcción"]
    assert "Directorio" in cells.select_one(".tablero__datos").get_text()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"idioma": "fr"}, "fr no es una de las opciones disponibles"),
        ({"idioma": "ht"}, "ht no es una de las opciones disponibles"),
        ({"idioma": "es"}, "es no es una de las opciones disponibles"),
        ({"estado": "x"}, "x no es una de las opciones disponibles"),
        ({"seccion": "nada"}, "nada no es una de las opciones disponibles"),
        ({"tipo": "usuario"}, "usuario no es una de las opciones disponibles"),
        ({"todo": "quizás"}, "quizás no es una de las opciones disponibles"),
        ({"p": "0"}, ""),
        ({"p": "999"}, ""),
        ({"q": "«'%_"}, ""),
        ({"locale": "en"}, ""),
    ],
)
def test_what_is_no_choice_is_told(translator, alfa, query, told):
    report = translator.get(INFORME, query)
    assert report.status_code == 200
    assert told in text(report)
    fragment = translator.get(RESULTADOS, query)
    assert fragment.status_code == 200
    assert told in text(fragment)


def test_a_page_of_the_list_that_is_no_number_does_not_exist(translator):
    assert translator.get(INFORME, {"p": "x"}).status_code == 404


def test_a_language_that_the_portal_does_not_offer_is_not_listed(translator, alfa):
    begin_to_translate(make_page(alfa, "Historia"))
    PortalSettings.objects.filter(slug="alfa").update(idiomas=[])
    report = translator.get(INFORME)
    assert "Este portal se ofrece solo en español." in text(report)
    assert not rows(report)
    assert "Este portal" in text(translator.get(INFORME, {"idioma": "en", "estado": "x"}))


def test_the_list_comes_in_pages_that_keep_the_filters(translator, alfa):
    for number in range(60):
        make_page(alfa, f"Página {number}")
    report = translator.get(INFORME, {"estado": "sin-traducir", "tipo": "standardpage"})
    assert len(rows(report)) == 50
    more = soup(report).select_one(".pagination .next a, nav.pagination a[rel=next], .next a")
    assert len(rows(translator.get(INFORME + more["href"].removeprefix(INFORME)))) == 10


def test_more_pages_cost_no_more_queries(
    alfa, translator, as_moderator, django_assert_max_num_queries
):
    def fill(name):
        begin_to_translate(make_page(alfa, f"A medias {name}"))
        translate_the_rest(begin_to_translate(make_page(alfa, f"Completa {name}")))
        translation = begin_to_translate(make_page(alfa, f"Enviada {name}"))
        translate_the_rest(translation)
        send(translator, translation)
        page = make_entidad(alfa, f"Anterior {name}")
        in_english(page)
        change(page, f"Anterior y otra {name}")
        make_tramite(alfa, f"Intacta {name}")

    publish_in_english(alfa)
    for section in (alfa.directorio, alfa.tramites):
        in_english(section)
    for browser, query in (
        (translator, {}),
        (as_moderator, {"portal": "alfa"}),
        (as_moderator, {}),
    ):
        fill(f"{id(query)} 1")
        browser.get(INFORME, query)
        with django_assert_max_num_queries(60) as first:
            browser.get(INFORME, query)
        cost = len(first)
        for number in range(2, 5):
            fill(f"{id(query)} {number}")
        with django_assert_max_num_queries(cost):
            assert browser.get(INFORME, query).status_code == 200


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_list_is_taken_away_as_a_table(translator, de_todos, format):
    response = translator.get(INFORME, {"export": format, "estado": "en-curso"})
    content = b"".join(response.streaming_content)
    if format == "csv":
        lines = [line.split(",") for line in content.decode("utf-8-sig").splitlines()]
    else:
        lines = [list(row) for row in load_workbook(BytesIO(content)).active.values]
    assert lines[0][:2] == ["Página", "Sección"]
    assert [line[0] for line in lines[1:]] == ["A medias"]
    assert str(lines[1][4]) == "3"


# --- Several portals --------------------------------------------------------------------


@pytest.fixture
def en_dos(alfa, beta):
    for portal in (alfa, beta):
        page = make_page(portal, f"Cosa de {portal.slug}")
        begin_to_translate(page)
        make_page(portal, f"Otra de {portal.slug}")


def resumen(response):
    return {
        row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row.find_all("td")]
        for row in soup(response).select(".tablero__tabla tbody tr")
    }


def test_the_province_sees_all_portals_side_by_side(as_moderator, alfa, en_dos):
    in_english(make_page(alfa, "Historia"))
    report = as_moderator.get(INFORME)
    shown = resumen(report)
    assert [name.split(" · ")[0] for name in shown] == ["Provincia", "Alfa", "Beta"]
    assert all(name.endswith("Inglés") for name in shown)
    de_alfa, de_beta = (shown[name] for name in shown if not name.startswith("Provincia"))
    total = int(de_alfa[0])
    assert total == int(de_beta[0]) + 1
    assert de_alfa[1:] == ["0", "1", "0", str(total - 2), "0", "1", f"{100 // total} %"]
    [whole, _overtaken, in_progress, *_others] = (
        link["href"] for link in rows(report)["Alfa · Inglés"].select("td a")
    )
    assert "Cosa de alfa" in rows(as_moderator.get(in_progress))
    assert "Otra de alfa" not in rows(as_moderator.get(in_progress))
    chosen = as_moderator.get(whole)
    assert links(chosen, within="#listing-results")["Todos los portales"] == INFORME
    assert "Cosa de alfa" in rows(chosen)
    assert "Cosa de beta" not in text(chosen)
    assert len(rows(chosen)) == min(total, 50)


def test_the_comparison_is_taken_away_as_a_table(as_moderator, en_dos):
    response = as_moderator.get(INFORME, {"export": "csv"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Portal,Idioma,Páginas")
    assert len(lines) == 4


def test_a_municipality_sees_itself_alone(translator, as_editor, en_dos):
    for browser in (translator, as_editor):
        for query in ({}, {"portal": "alfa"}, {"todo": "si"}, {"q": "Cosa"}):
            for address in (INFORME, RESULTADOS):
                page = browser.get(address, query).content.decode("utf-8-sig")
                assert "Cosa de alfa" in page
                assert "beta" not in page.lower()
        for query in ({"portal": "beta"}, {"portal": "nada"}, {"portal": "1"}):
            for address in (INFORME, RESULTADOS):
                assert browser.get(address, query).status_code == 404
        export = b"".join(browser.get(INFORME, {"export": "csv"}).streaming_content)
        assert b"alfa" in export
        assert b"beta" not in export.lower()


def test_who_works_on_two_portals_compares_those_two(alfa, beta, en_dos):
    groups = ["Traductores · Alfa", "Traductores · Beta"]
    browser = alfa.signed_in(make_user("ambas", groups=groups))
    report = browser.get(INFORME)
    assert [name.split(" · ")[0] for name in resumen(report)] == ["Alfa", "Beta"]
    assert "Cosa de beta" in rows(browser.get(INFORME, {"portal": "beta"}))
    assert browser.get(INFORME, {"portal": "provincia"}).status_code == 404


def test_a_team_sees_its_own_pages(alfa):
    own, other = (make_entidad(alfa, title) for title in ("Policlínico", "Farmacia"))
    in_english(own)
    equipo = Equipo.objects.create_for(own, user=editor_of(alfa))
    make_entidad(alfa, "Consultorio", parent=own)
    report = alfa.signed_in(make_user("enfermera", groups=[equipo.group])).get(INFORME)
    assert estados(report) == {"Policlínico": "Traducida", "Consultorio": "Sin traducir"}
    assert other.title not in text(report)


def test_who_works_on_no_page_does_not_enter(alfa):
    browser = alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))
    for address in (INFORME, RESULTADOS):
        assert browser.get(address).status_code == 302


def test_languages_are_listed_one_by_one(translator, alfa, settings, tmp_path):
    """Creole is offered if the texts of its first catalogue are translated."""
    settings.TEXTOS_PRIMERO = str(tmp_path)
    PortalSettings.objects.filter(slug="alfa").update(idiomas=["en", "ht"])
    begin_to_translate(make_page(alfa, "Historia"))
    assert estados(translator.get(INFORME))["Historia"] == "En curso"
    creole = translator.get(INFORME, {"idioma": "ht"})
    assert estados(creole)["Historia"] == "Sin traducir"
    assert str(Locale.objects.get(language_code="ht")) in text(creole)
