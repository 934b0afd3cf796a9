"""Internal links in pages, rows and settings are checked without requests to the network."""

from uuid import uuid4

import pytest
from wagtail.rich_text import RichText

from base.models import PortalSettings
from enlaces.models import Direccion, Estado, Lugar
from tests.factories import (
    compose,
    link_list,
    make_document,
    make_entidad,
    make_noticia,
    make_page,
    make_tramite,
    publish,
)


@pytest.fixture
def rotos(revisar):
    """Return a function that checks all links and returns {reason: place} of the broken ones."""

    def rotos():
        revisar()
        found = Lugar.objects.filter(direccion__estado=Estado.ROTO).select_related("direccion")
        return {lugar.direccion.motivo: lugar.lugar for lugar in found}

    return rotos


def linked(kind, key):
    return RichText(f'<p>Lea <a linktype="{kind}" id="{key}">esto</a>.</p>')


NOT_PUBLISHED = "La página a la que lleva no está publicada."
GONE = "La página a la que lleva ya no existe."
NO_FILE = "El documento ya no existe."
NOTHING = "En el portal no hay nada en esa dirección."


@pytest.mark.on_both_databases
def test_a_page_and_a_document_that_went_away(alfa, rotos, pasan):
    target, other = make_page(alfa, "Destino"), make_page(alfa, "Otra")
    document = make_document("Plan", collection=alfa.collection)
    make_page(
        alfa,
        "Con enlaces",
        cuerpo=[
            ("texto", linked("page", target.pk)),
            ("texto", linked("page", other.pk)),
            ("documentos", {"titulo": "", "documentos": [document]}),
        ],
    )
    assert rotos() == {}
    target.unpublish()
    other.delete()
    document.delete()
    pasan(1)
    assert rotos() == {
        NOT_PUBLISHED: "Contenido › 1. Texto",
        GONE: "Contenido › 2. Texto",
        NO_FILE: "Contenido › 3. Documentos › Documentos › 1",
    }
    publish(target)
    pasan(1)
    assert NOT_PUBLISHED not in rotos()


def test_a_page_that_a_block_chose(alfa, rotos, pasan):
    target = make_page(alfa, "Destino")
    compose(alfa, link_list("Sitios", target, ("https://www.ejemplo.cu/", "Ejemplo")))
    assert rotos() == {}
    target.delete()
    pasan(1)
    assert list(rotos()) == [GONE]
    [place] = rotos().values()
    assert place == "Bloques de la portada › 1. Enlaces › Enlaces › 1 › Página del portal"
    assert Direccion.objects.filter(destino="https://www.ejemplo.cu/", es_interna=False).exists()


def test_a_table_is_looked_through(alfa, rotos):
    table = {
        "titulo": "Horario",
        "tabla": {
            "columns": [{"type": "texto_enriquecido", "heading": "Dónde"}],
            "rows": [{"values": ['<p><a href="/no-hay/">Aquí</a></p>']}],
            "caption": "",
        },
    }
    page = make_page(alfa, "Con tabla")
    page.cuerpo = [{"type": "tabla", "value": table, "id": str(uuid4())}]
    page.cuerpo = type(page)._meta.get_field("cuerpo").to_python(page.cuerpo)
    publish(page)
    assert rotos() == {NOTHING: "Contenido › 1. Tabla › Tabla"}


def test_addresses_that_were_written_are_answered_by_the_portal_itself(
    alfa, beta, enlazar, rotos, de
):
    make_noticia(alfa, "Una feria")
    enlazar(
        "/noticias/una-feria/",
        f"{alfa.url}/noticias/una-feria/",
        f"{beta.url}/",
        "../noticias/",
        "/buscar/?q=feria",
        f"{beta.url}/noticias/una-feria/",
    )
    assert list(rotos()) == [NOTHING]
    assert de(f"{beta.url}/noticias/una-feria/").estado == Estado.ROTO
    assert de(f"{alfa.url}/noticias/una-feria/").estado == Estado.BIEN
    assert not Direccion.objects.filter(es_interna=False).exists()


def test_a_place_within_a_page(alfa, enlazar, rotos):
    enlazar("/#contenido", "/#no-hay", "#", "#top")
    assert list(rotos()) == ["La página está, pero no tiene el lugar «no-hay»."]


def test_what_nobody_can_open(enlazar, rotos):
    enlazar("file:///C:/Documentos/plan.doc", "http://intranet/plan", "https://", "http://[x")
    assert set(rotos()) == {
        "Es un archivo de la computadora de quien lo escribió: nadie más lo puede abrir.",
        "La dirección está mal escrita: «intranet» no es el nombre de un sitio.",
        "La dirección está mal escrita: «» no es el nombre de un sitio.",
        "La dirección está mal escrita.",
    }


def test_what_opens_another_program_is_no_link_to_look_at(enlazar, revisar):
    enlazar("/noticias/")
    revisar()
    before = set(Direccion.objects.values_list("destino", flat=True))
    others = ["mailto:a@ejemplo.cu", "tel:+5322000000", "geo:20,-75", "javascript:alert(1)", ""]
    enlazar("/noticias/", *others, title="Otros programas")
    revisar()
    assert set(Direccion.objects.values_list("destino", flat=True)) == before


def test_fields_rows_contacts_and_settings_are_looked_through(alfa, provincia, revisar):
    make_tramite(provincia, "Licencia", en_linea="https://tramites.ejemplo.cu/")
    make_entidad(alfa, "Empresa", contactos=[("web", "https://empresa.ejemplo.cu/")])
    ajustes = PortalSettings.objects.get(site=alfa.site)
    ajustes.redes = [("red", {"red": "telegram", "url": "https://t.me/alfa"})]
    ajustes.save()
    revisar()
    found = {
        lugar.direccion.destino: (lugar.lugar, lugar.page and lugar.page.title)
        for lugar in Lugar.objects.select_related("direccion", "page")
    }
    assert found["https://empresa.ejemplo.cu/"] == ("Contacto 1", "Empresa")
    assert found["https://tramites.ejemplo.cu/"][1] == "Licencia"
    assert found["https://t.me/alfa"] == (
        "Redes sociales › 1. Red social › Dirección del perfil o canal",
        None,
    )


def test_who_mends_a_link_sees_it_gone_at_the_next_call(alfa, enlazar, rotos):
    page = enlazar("/no-hay/")
    assert list(rotos()) == [NOTHING]
    page.cuerpo = [("texto", RichText('<p><a href="/">Inicio</a></p>'))]
    publish(page)
    assert rotos() == {}


def test_drafts_are_not_looked_at(alfa, enlazar, rotos):
    enlazar("/no-hay/", live=False)
    assert rotos() == {}


def test_what_stays_keeps_its_row(alfa, enlazar, revisar, pasan):
    enlazar("/no-hay/", "/tampoco/")
    revisar()
    before = set(Lugar.objects.values_list("pk", flat=True))
    pasan(1)
    revisar()
    assert set(Lugar.objects.values_list("pk", flat=True)) == before


def test_a_trouble_of_the_portal_itself_is_no_broken_link(alfa, enlazar, rotos, de, monkeypatch):
    page = enlazar("/sitios-de-interes/")

    def serve(self, request):
        raise ZeroDivisionError

    monkeypatch.setattr(type(page), "serve", serve)
    assert rotos() == {}
    assert de(page.full_url).estado == Estado.CALLADO
