"""What a news item shows around its text: corrections, related pages, reading time."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from noticias.models import (
    Correccion,
    EntidadRelacionada,
    NoticiaPage,
    NoticiaRelacionada,
    TramiteRelacionado,
)
from tests.factories import (
    make_entidad,
    make_noticia,
    make_private,
    make_tramite,
    publish,
)
from tests.reading import filled_form, json_ld, soup, text, xml

ATOM = "{http://www.w3.org/2005/Atom}"
ROWS = {
    "correcciones": Correccion,
    "tramites_relacionados": TramiteRelacionado,
    "entidades_relacionadas": EntidadRelacionada,
    "noticias_relacionadas": NoticiaRelacionada,
}


def add_rows(noticia, **rows):
    """Publish ``noticia`` with the given rows, each a dictionary of its fields."""
    for name, fields in rows.items():
        getattr(noticia, name).set(
            [ROWS[name](sort_order=place, **row) for place, row in enumerate(fields)]
        )
    publish(noticia)


def related(response):
    """Return [(text, kind, address)] of the related pages that the page shows."""
    heading = soup(response).find("h2", id="relacionados")
    found = heading.find_parent("section").find_all("a") if heading else []
    return [(a.find("span").get_text(), a.find("small").get_text(), a["href"]) for a in found]


# --- Corrections --------------------------------------------------------------------


@pytest.fixture
def corrected(alfa):
    noticia = make_noticia(alfa, "Abre la biblioteca", fecha=date(2026, 5, 3))
    rows = [
        {"fecha": date(2026, 5, 6), "texto": "Decía tres salas; son dos."},
        {"fecha": date(2026, 5, 4), "texto": "Decía lunes; es el martes."},
    ]
    add_rows(noticia, correcciones=rows)
    return noticia


def test_a_reader_is_told_what_was_corrected_and_when(corrected, alfa):
    response = alfa.get("/noticias/abre-la-biblioteca/")
    section = soup(response).find("h2", string="Correcciones").find_parent("section")
    assert [" ".join(li.get_text(" ").split()) for li in section.find_all("li")] == [
        "4 de mayo de 2026 Decía lunes; es el martes.",
        "6 de mayo de 2026 Decía tres salas; son dos.",
    ]
    assert [time["datetime"] for time in section.find_all("time")] == ["2026-05-04", "2026-05-06"]


def test_programs_are_told_too(corrected, alfa):
    article = json_ld(alfa.get("/noticias/abre-la-biblioteca/"))["NewsArticle"]
    assert [(item["@type"], item["datePublished"]) for item in article["correction"]] == [
        ("CorrectionComment", "2026-05-04"),
        ("CorrectionComment", "2026-05-06"),
    ]
    assert article["correction"][0]["text"] == "Decía lunes; es el martes."


def test_a_reader_of_feeds_gets_what_was_corrected_as_new(corrected, alfa):
    entry = xml(alfa.get("/noticias/atom/")).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}published").startswith("2026-05-03")
    corrected.refresh_from_db()
    updated = datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))
    assert updated == corrected.last_published_at


def test_what_was_never_corrected_says_nothing(alfa):
    make_noticia(alfa, "Sola")
    response = alfa.get("/noticias/sola/")
    assert "Correcciones" not in text(response)
    assert "correction" not in json_ld(response)["NewsArticle"]


# --- Related pages ------------------------------------------------------------------


@pytest.mark.on_both_databases
def test_related_pages_are_read_in_the_portal_of_the_reader(portales):
    alfa, provincia = portales.alfa, portales.provincia
    noticia = make_noticia(alfa, "Nueva oficina")
    add_rows(
        noticia,
        noticias_relacionadas=[{"noticia": make_noticia(alfa, "Obras")}],
        entidades_relacionadas=[
            {"entidad": make_entidad(alfa, "Tránsito de Alfa")},
            {"entidad": make_entidad(provincia, "Correos", municipios=[alfa])},
            {"entidad": make_entidad(provincia, "Puerto", municipios=[portales.beta])},
        ],
        tramites_relacionados=[{"tramite": make_tramite(provincia, "Carné")}],
    )
    assert related(alfa.get("/noticias/nueva-oficina/")) == [
        ("Carné", "Trámite", "/tramites/carne/"),
        ("Tránsito de Alfa", "Entidad", "/directorio/transito-de-alfa/"),
        ("Correos", "Entidad", "/directorio/provincia/correos/"),
        ("Puerto", "Entidad", f"{provincia.url}/directorio/puerto/"),
        ("Obras", "Noticia", "/noticias/obras/"),
    ]
    for _titulo, _tipo, url in related(alfa.get("/noticias/nueva-oficina/")):
        if url.startswith("/"):
            assert alfa.get(url).status_code == 200


@pytest.mark.on_both_databases
def test_related_is_only_what_a_citizen_may_read_and_each_once(alfa):
    noticia = make_noticia(alfa, "Una")
    pages = [make_noticia(alfa, title) for title in ("Pública", "Retirada", "Privada")]
    add_rows(
        noticia, noticias_relacionadas=[{"noticia": page} for page in (noticia, *pages, pages[0])]
    )
    pages[1].unpublish()
    make_private(pages[2])
    assert [row[0] for row in related(alfa.get("/noticias/una/"))] == ["Pública"]


def test_a_draft_is_previewed_with_what_it_will_lead_to(as_editor, alfa):
    noticia = make_noticia(alfa, "Una")
    noticia.noticias_relacionadas.add(NoticiaRelacionada(noticia=make_noticia(alfa, "Otra")))
    noticia.save_revision()
    preview = as_editor.get(reverse("wagtailadmin_pages:view_draft", args=[noticia.pk]))
    assert [row[0] for row in related(preview)] == ["Otra"]
    assert related(alfa.get("/noticias/una/")) == []


def test_each_draft_is_previewed_with_its_own_corrections(as_editor, alfa):
    noticia = make_noticia(alfa, "Una")
    preview = reverse("wagtailadmin_pages:view_draft", args=[noticia.pk])
    for words in ("Decía lunes.", "Decía martes."):
        noticia.correcciones.add(Correccion(fecha=date(2026, 5, 4), texto=words))
        noticia.save_revision()
        assert words in text(as_editor.get(preview))
        assert words not in text(alfa.get("/noticias/una/"))


@pytest.fixture
def save(as_editor, alfa):
    """Return a function that sends the form of a new item of Alfa with rows by relation name."""
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])

    def save(**rows):
        written = {"title": "Una", "slug": "una", "resumen": "Una noticia"}
        data = filled_form(as_editor.get(url), streams=["cuerpo"], **written)
        data |= nested_form_data({name: inline_formset(row) for name, row in rows.items()})
        return as_editor.post(url, data)

    return save


def test_an_editor_relates_what_is_of_the_portal_or_for_all(save, portales):
    entidad = make_entidad(portales.alfa, "Tránsito")
    tramite = make_tramite(portales.provincia, "Carné")
    response = save(
        entidades_relacionadas=[{"entidad": str(entidad.pk)}],
        tramites_relacionados=[{"tramite": str(tramite.pk)}],
        correcciones=[{"fecha": "2026-05-04", "texto": "Decía lunes."}],
    )
    assert response.status_code == 302
    page = NoticiaPage.objects.get(slug="una").get_latest_revision_as_object()
    assert [row.tramite_id for row in page.tramites_relacionados.all()] == [tramite.pk]
    assert [row.entidad_id for row in page.entidades_relacionadas.all()] == [entidad.pk]
    assert [row.texto for row in page.correcciones.all()] == ["Decía lunes."]


@pytest.mark.parametrize(
    ("rows", "field", "make"),
    [
        ("noticias_relacionadas", "noticia", make_noticia),
        ("entidades_relacionadas", "entidad", make_entidad),
        ("tramites_relacionados", "tramite", make_tramite),
    ],
)
def test_nothing_of_another_portal_can_be_related(save, beta, rows, field, make):
    response = save(**{rows: [{field: str(make(beta, "De otro portal").pk)}]})
    assert "no es de su portal" in text(response)
    assert "De otro portal" not in response.content.decode()
    assert not NoticiaPage.objects.filter(slug="una").exists()


def test_a_correction_of_a_day_to_come_is_refused_at_its_field(save):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = save(correcciones=[{"fecha": tomorrow.isoformat(), "texto": "Decía lunes."}])
    field = soup(response).find(attrs={"name": "correcciones-0-fecha"})
    assert "Esa fecha es futura:" in field.find_parent(class_="w-field").get_text()
    assert not NoticiaPage.objects.filter(slug="una").exists()


# --- Time to read -------------------------------------------------------------------


def test_a_page_tells_how_long_it_takes(alfa):
    words = "".join(f"<p>{'palabra ' * 100}</p>" for _ in range(5))
    make_noticia(alfa, "Larga", cuerpo=[("texto", RichText(words))])
    make_noticia(alfa, "Sin texto")
    response = alfa.get("/noticias/larga/")
    assert "3 min de lectura" in text(response)
    assert json_ld(response)["NewsArticle"]["timeRequired"] == "PT3M"
    page = soup(alfa.get("/noticias/sin-texto/"))
    assert "min de lectura" not in page.find(class_="articulo-cabecera").get_text()
