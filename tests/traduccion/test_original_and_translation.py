"""What a translation takes from its original, from the admin to the reader."""

import json

import pytest
from django.urls import reverse
from wagtail_localize.models import OverridableSegment, TranslationSource

from avisos.models import AvisoPage
from base.models import PortalSettings
from home.models import StandardPage
from noticias.models import NoticiaPage, NoticiaRelacionada
from tests.factories import (
    get_categoria,
    make_aviso,
    make_image,
    make_noticia,
    make_page,
    make_tramite,
    publish,
    publish_in_english,
)
from tests.reading import filled_form, links, meta, soup, text
from tests.traducir import texts_to_translate, translate
from tramites.models import TramiteDestacado


@pytest.fixture(scope="module")
def sections(once):
    once(translate_the_sections)


def translate_the_sections(portales):
    for portal in (portales.provincia, portales.alfa):
        publish_in_english(portal)
        for section, title in ((portal.noticias, "News"), (portal.tramites, "Procedures")):
            translate(section, {section.title: title, section.slug: section.slug})


TABLE = {
    "columns": [
        {"type": "texto", "heading": "Día"},
        {"type": "numero", "heading": "Turnos"},
        {"type": "texto_enriquecido", "heading": ""},
    ],
    "rows": [
        {"values": ["Lunes", "1250", "<p>Vea <a href='https://ejemplo.cu/'>la nota</a>.</p>"]},
        {"values": ["Lunes", "30", ""]},
    ],
    "caption": "",
}
IN_ENGLISH = {"Día": "Day", "Turnos": "Places", "Lunes": "Monday"}


def with_body(portal, title, *blocks):
    page = make_page(portal, title, cuerpo=[])
    page.cuerpo = StandardPage._meta.get_field("cuerpo").to_python(
        [{"type": name, "value": value} for name, value in blocks]
    )
    publish(page)
    return page


def cells(table):
    return [" ".join(cell.get_text().split()) for cell in table.find_all(["th", "td"])]


def test_a_table_is_translated_cell_by_cell_and_a_row_more_takes_nothing_away(
    sections, alfa, as_administrator, committed
):
    page = with_body(alfa, "Horarios", ("tabla", {"titulo": "Turnos por día", "tabla": TABLE}))
    assert {"Día", "Lunes", 'Vea <a id="a1">la nota</a>.'} <= texts_to_translate(page)
    words = IN_ENGLISH | {'Vea <a id="a1">la nota</a>.': 'See <a id="a1">the note</a>.'}
    target = translate(page, words)
    editor = as_administrator.get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    assert "Monday" in editor.content.decode()
    table = soup(alfa.get("/en/horarios/")).table
    assert cells(table)[:6] == ["Day", "Places", "", "Monday", "1,250", "See the note."]
    assert cells(table)[6:] == ["Monday", "30", ""]
    assert table.a["href"] == "https://ejemplo.cu/"
    more = TABLE | {"rows": [{"values": ["Sábado", "5", ""]}, *TABLE["rows"]]}
    block = {"titulo": "Turnos por día", "tabla": more}
    page.cuerpo = StandardPage._meta.get_field("cuerpo").to_python(
        [{"type": "tabla", "id": page.cuerpo[0].id, "value": block}]
    )
    with committed():
        publish(page)
        translate(page, {})
    assert cells(soup(alfa.get("/en/horarios/")).table)[3:8] == [
        *("Sábado", "5", ""),
        *("Monday", "1,250"),
    ]


def test_nobody_is_asked_to_translate_a_telephone(sections, alfa):
    contact = {"nombre": "Oficina", "telefono": "22 686868", "correo": "a@ejemplo.cu"}
    page = with_body(
        alfa, "Contactos", ("contacto", contact | {"direccion": "Calle A", "horario": "Lunes"})
    )
    asked = texts_to_translate(page)
    assert {"Oficina", "Lunes"} <= asked
    assert not {"22 686868", "a@ejemplo.cu"} & asked
    offered = OverridableSegment.objects.filter(source__object_id=page.translation_key)
    assert "a@ejemplo.cu" not in [json.loads(segment.data_json) for segment in offered]
    translate(page, {"Oficina": "Office"})
    contact = soup(alfa.get("/en/contactos/")).main
    assert "22 686868" in contact.get_text()
    assert "a@ejemplo.cu" in contact.get_text()


def test_what_an_original_relates_is_taken_over_once_and_given_up_with_it(sections, alfa):
    """The rows name the Spanish pages; readers get links to the pages in their language."""
    other, third = make_noticia(alfa, "La otra"), make_noticia(alfa, "La tercera")
    translate(other, {"La otra": "The other", "la-otra": "the-other"})
    page = make_noticia(alfa, "La noticia")
    for noticia in (other, third):
        page.noticias_relacionadas.add(NoticiaRelacionada(noticia=noticia))
    publish(page)
    for _time in range(3):
        target = translate(page, {"La noticia": "The news", "la-noticia": "the-news"})
    assert [row.noticia for row in target.noticias_relacionadas.all()] == [other, third]
    shown = soup(alfa.get("/en/noticias/the-news/")).find(id="relacionados").find_parent("section")
    assert [a["href"] for a in shown.find_all("a")] == ["/en/noticias/the-other/"]
    page.noticias_relacionadas.set([])
    publish(page)
    assert not translate(page, {}).noticias_relacionadas.exists()


def test_procedures_put_first_are_those_of_the_original(sections, provincia, committed):
    tramite = make_tramite(provincia, "Carné de identidad")
    translate(tramite, {"Carné de identidad": "Identity card"})
    index = provincia.tramites
    index.destacados.add(TramiteDestacado(tramite=tramite))
    publish(index)
    for _time in range(2):
        target = translate(index, {})
    assert target.destacados.count() == 1
    assert "Identity card" in links(provincia.get("/en/"))
    index.destacados.set([])
    publish(index)
    assert not translate(index, {}).destacados.exists()


def test_what_an_original_no_longer_names_its_translation_gives_up(sections, provincia):
    aviso = make_aviso(provincia, "Corte de agua", alcance="municipios")
    aviso.municipios.set(PortalSettings.objects.filter(slug="alfa"))
    publish(aviso)
    translate(provincia.avisos, {})
    target = translate(aviso, {"Corte de agua": "Water cut"})
    assert [datos.slug for datos in target.municipios.all()] == ["alfa"]
    aviso = AvisoPage.objects.get(pk=aviso.pk)
    aviso.municipios.set([])
    aviso.alcance = "portal"
    publish(aviso)
    assert not translate(aviso, {}).municipios.exists()


def test_a_news_item_in_english_has_the_category_of_the_original(sections, alfa, committed):
    noticia = make_noticia(alfa, "Abre el teatro", categoria=get_categoria("cultura"))
    translate(noticia, {"Abre el teatro": "The theatre opens", "abre-el-teatro": "theatre"})
    main = soup(alfa.get("/en/noticias/theatre/")).main
    assert main.find("a", href="/en/noticias/categoria/cultura/").get_text() == "Culture"
    assert "The theatre opens" in text(alfa.get("/en/noticias/categoria/cultura/"))
    noticia.categoria = get_categoria("salud")
    with committed():
        publish(noticia)
        translate(noticia, {})
    main = soup(alfa.get("/en/noticias/theatre/")).main
    assert main.find("a", href="/en/noticias/categoria/salud/").get_text() == "Health"
    noticia.categoria = None
    with committed():
        publish(noticia)
        translate(noticia, {})
    assert NoticiaPage.objects.get(slug="theatre").categoria is None


def test_no_translator_changes_a_fact(provincia):
    page = make_tramite(provincia, "Carné", en_linea="https://ejemplo.cu/")
    source, _created = TranslationSource.update_or_create_from_instance(page)
    assert not source.overridablesegment_set.exists()


@pytest.fixture
def with_cover(alfa):
    return make_noticia(
        alfa,
        "El parque",
        imagen_portada=make_image("IMG_1", description="Un parque con árboles"),
    )


def test_what_is_to_be_seen_on_a_cover_is_a_text_to_translate(sections, with_cover, alfa):
    assert soup(alfa.get("/noticias/el-parque/")).main.img["alt"] == "Un parque con árboles"
    words = {"Un parque con árboles": "A park with trees", "el-parque": "the-park"}
    translate(with_cover, words)
    response = alfa.get("/en/noticias/the-park/")
    assert soup(response).main.img["alt"] == "A park with trees"
    assert "lang" not in soup(response).main.img.attrs
    assert meta(response, "og:image:alt") == "A park with trees"


def test_what_only_the_image_says_of_a_cover_is_told_to_be_spanish(sections, with_cover, alfa):
    target = translate(with_cover, {"El parque": "The park", "el-parque": "the-park"})
    type(target).objects.filter(pk=target.pk).update(alt_portada="")
    response = alfa.get("/en/noticias/the-park/")
    picture = soup(response).main.img
    assert (picture["alt"], picture["lang"]) == ("Un parque con árboles", "es-CU")
    assert meta(response, "og:image:alt") == "The park"


def test_another_cover_is_not_described_as_the_one_before(with_cover, as_editor, alfa):
    url = reverse("wagtailadmin_pages:edit", args=[with_cover.pk])

    def save(**changes):
        assert (
            as_editor.post(url, filled_form(as_editor.get(url), cuerpo=[], **changes)).status_code
            == 302
        )
        page = NoticiaPage.objects.get(pk=with_cover.pk)
        return page.get_latest_revision_as_object().alt_portada

    other = make_image("IMG_2", description="Una plaza", collection=alfa.collection)
    assert save(alt_portada="Un parque en mayo") == "Un parque en mayo"
    assert save(title="El parque nuevo") == "Un parque en mayo"
    assert save(imagen_portada=other.pk) == "Una plaza"
    assert save(imagen_portada="") == ""


def test_a_call_leads_to_the_page_in_the_language_of_the_reader(sections, alfa, committed):
    target = make_page(alfa, "Destino")
    call = {"titulo": "Pague", "texto": "", "enlace_texto": "Pagar", "direccion": ""}
    page = with_body(alfa, "Origen", ("llamada", call | {"pagina": target.pk}))
    with committed():
        translate(page, {"Pagar": "Pay", "origen": "origin"})
    assert links(alfa.get("/en/origin/"))["Pay"] == "/destino/"
    with committed():
        translate(target, {"Destino": "Target", "destino": "target"})
    assert links(alfa.get("/en/origin/"))["Pay"] == "/en/target/"
