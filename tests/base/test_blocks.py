"""The blocks of bodies of text, as editors use them and citizens read them."""

import pytest
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import RichText

from base.models import PortalDocument, PortalImage, PortalSettings
from directorio.bloques import CuerpoBlock
from home.models import HomePage, StandardPage
from tests.factories import make_document, make_image, make_noticia, make_page, publish
from tests.reading import block_errors, filled_form, soup, text

BLOCKS = list(StandardPage._meta.get_field("cuerpo").stream_block.child_blocks.values())
ACCESOS = list(HomePage._meta.get_field("accesos").stream_block.child_blocks.values())
PORTADA = list(HomePage._meta.get_field("bloques").stream_block.child_blocks.values())


def test_a_body_offers_at_most_ten_blocks():
    assert 0 < len(BLOCKS) <= 10
    assert 0 < len(PORTADA) <= 10


@pytest.mark.parametrize("block", [*BLOCKS, *ACCESOS, *PORTADA], ids=lambda block: block.name)
def test_an_editor_sees_icon_description_and_preview_of(block, as_editor):
    assert block.meta.icon not in ("", "placeholder")
    assert str(block.get_description())
    assert block.is_previewable
    response = as_editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    assert soup(response).body.get_text().strip()


@pytest.mark.parametrize("offered", [BLOCKS, PORTADA])
def test_no_two_blocks_look_alike(offered):
    assert len({block.meta.icon for block in offered}) == len(offered)
    assert len({str(block.label) for block in offered}) == len(offered)


def save(browser, page, cuerpo):
    """Submit ``page`` for moderation, which refuses unfinished blocks."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = filled_form(browser.get(url), cuerpo=cuerpo, **{"action-submit": "1"})
    return browser.post(url, data)


@pytest.mark.on_both_databases
@pytest.mark.parametrize("linktype", ["page", "document"])
@pytest.mark.parametrize("pk", ["99999999999999999999", "abc", "-1", ""])
def test_a_link_to_an_impossible_object_is_none(alfa, linktype, pk):
    forged = f'<p>Vea <a linktype="{linktype}" id="{pk}">la página</a></p>'
    page = make_page(alfa, "Enlaces", cuerpo=[("texto", RichText(forged))])
    response = alfa.get(page.url)
    assert response.status_code == 200
    assert "Vea la página" in text(response)


CALL = {
    "titulo": "Pague aquí",
    "texto": "",
    "enlace_texto": "Pagar",
    "pagina": "",
    "direccion": "https://www.ejemplo.cu/pagar",
}


def test_a_call_to_action_leads_to_an_address(as_editor, alfa):
    page = make_page(alfa, "Pagos")
    assert save(as_editor, page, [("llamada", CALL)]).status_code == 302


def test_a_call_to_action_leads_to_a_page(as_editor, alfa):
    page = make_page(alfa, "Pagos")
    call = CALL | {"pagina": str(alfa.noticias.pk), "direccion": ""}
    assert save(as_editor, page, [("llamada", call)]).status_code == 302


@pytest.mark.parametrize("which", ["none", "both"])
def test_a_call_to_action_needs_exactly_one_target(as_editor, alfa, which):
    page = make_page(alfa, "Pagos")
    target = {"pagina": "", "direccion": ""} if which == "none" else {"pagina": str(alfa.home.pk)}
    response = save(as_editor, page, [("llamada", CALL | target)])
    assert response.status_code == 200
    assert "solo una de las dos" in block_errors(response)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "pagar"])
def test_a_call_to_action_refuses_what_is_no_address(as_editor, alfa, url):
    page = make_page(alfa, "Pagos")
    assert save(as_editor, page, [("llamada", CALL | {"direccion": url})]).status_code == 200


CONTACT = {"nombre": "Oficina", "telefono": "", "correo": "", "direccion": "", "horario": ""}


@pytest.mark.parametrize("telefono", ["llame al vecino", "22", "123456789012345678", "<b>22</b>"])
def test_a_contact_refuses_a_telephone_that_nobody_could_dial(as_editor, alfa, telefono):
    page = make_page(alfa, "Contactos")
    response = save(as_editor, page, [("contacto", CONTACT | {"telefono": telefono})])
    assert response.status_code == 200
    assert "Escriba solo el número" in block_errors(response)


@pytest.mark.parametrize(
    ("telefono", "enlace"),
    [
        ("22 686868", "tel:+53-22-686868"),
        ("+53 22 686868", "tel:+53-22-686868"),
        ("5 123 4567", "tel:+53-5-1234567"),
        ("106", "tel:106"),
    ],
)
def test_a_contact_dials_from_a_telephone_as_people_write_it(as_editor, alfa, telefono, enlace):
    page = make_page(alfa, "Contactos")
    assert (
        save(as_editor, page, [("contacto", CONTACT | {"telefono": telefono})]).status_code == 302
    )
    page.refresh_from_db()
    page.get_latest_revision().publish()
    link = soup(alfa.get("/contactos/")).find("main").find("a", string=telefono)
    assert link["href"] == enlace


def settings_form(browser, alfa, **changes):
    url = reverse("wagtailsettings:edit", args=["base", "portalsettings", alfa.site.pk])
    data = {
        "correo": "",
        "direccion": "",
        "horario": "",
        "telefonos-count": "0",
        "redes-count": "0",
        **changes,
    }
    return browser.post(url, data)


def network(red, url):
    return {
        "redes-count": "1",
        "redes-0-deleted": "",
        "redes-0-order": "0",
        "redes-0-type": "red",
        "redes-0-value-red": red,
        "redes-0-value-url": url,
    }


@pytest.mark.parametrize(
    ("red", "url"),
    [
        ("telegram", "https://t.me/alfa"),
        ("facebook", "https://www.facebook.com/alfa"),
        ("x", "https://x.com/alfa"),
        ("x", "https://twitter.com/alfa"),
        ("whatsapp", "https://wa.me/5350000000"),
        ("youtube", "https://www.youtube.com/@alfa"),
    ],
)
def test_a_network_accepts_its_own_addresses(as_editor, alfa, committed, red, url):
    with committed():
        assert settings_form(as_editor, alfa, **network(red, url)).status_code == 302
    footer = soup(alfa.get()).find("footer")
    assert url in [a["href"] for a in footer.find_all("a", href=True)]


@pytest.mark.parametrize(
    ("red", "url"),
    [
        ("telegram", "https://www.facebook.com/alfa"),
        ("facebook", "https://facebook.com.ejemplo.net/alfa"),
        ("facebook", "https://notfacebook.com/alfa"),
        ("x", "https://ejemplo.net/?u=https://x.com/alfa"),
        ("telegram", "https://t.me@ejemplo.net/alfa"),
    ],
)
def test_a_network_refuses_a_foreign_address(as_editor, alfa, red, url):
    response = settings_form(as_editor, alfa, **network(red, url))
    assert response.status_code == 200
    assert "Esta dirección no es de" in block_errors(response)
    assert not PortalSettings.objects.get(slug="alfa").redes


def test_a_network_refuses_an_address_that_runs_code(as_editor, alfa):
    response = settings_form(as_editor, alfa, **network("x", "javascript://x.com/%0aalert(1)"))
    assert response.status_code == 200


@pytest.fixture
def complete_page(alfa):
    """A published page with one block of every kind."""
    image = make_image("Parque", description="Un parque con árboles", credito="Ana López")
    document = make_document("Acta de mayo")
    photo = {"imagen": {"image": image.pk, "alt_text": "Niños jugando", "decorative": False}}
    values = {
        "encabezado": {"texto": "Requisitos", "nivel": "3"},
        "texto": "<p>Lleve <b>su carné</b>.</p>",
        "imagen": photo | {"pie": "El parque en mayo"},
        "galeria": {
            "titulo": "Más fotos",
            "fotos": [photo | {"pie": "Primera"}, photo | {"pie": "Segunda"}],
        },
        "cita": {"texto": "Vale la pena.", "autor": "Una vecina"},
        "documentos": {"titulo": "Actas", "documentos": [document.pk]},
        "tabla": {
            "titulo": "Horario de atención",
            "tabla": {
                "columns": [
                    {"type": "texto", "heading": "Día"},
                    {"type": "numero", "heading": "Turnos"},
                ],
                "rows": [{"values": ["Lunes", "1250"]}],
                "caption": "",
            },
        },
        "video": {
            "titulo": "Cómo se hace",
            "url": "https://www.youtube.com/watch?v=1",
            "descripcion": "",
        },
        "llamada": CALL | {"pagina": None},
        "contacto": CONTACT | {"telefono": "22 686868", "correo": "oficina@ejemplo.cu"},
    }
    assert set(values) == {block.name for block in BLOCKS}
    page = make_page(alfa, "De todo", cuerpo=[])
    page.cuerpo = StandardPage._meta.get_field("cuerpo").to_python(
        [{"type": name, "value": value} for name, value in values.items()]
    )
    publish(page)
    return page


def test_every_block_reaches_the_citizen(complete_page, alfa):
    response = alfa.get("/de-todo/")
    page, main = text(response), soup(response).main
    for words in (
        "Requisitos",
        "su carné",
        "El parque en mayo",
        "Ana López",
        "Más fotos",
        "Vale la pena.",
        "Una vecina",
        "Acta de mayo",
        "Horario de atención",
        "Lunes",
        "Cómo se hace",
        "Pague aquí",
        "oficina@ejemplo.cu",
    ):
        assert words in page
    assert main.find("h3", string="Requisitos")
    assert main.find("table").caption.get_text() == "Horario de atención"
    hrefs = [a["href"] for a in main.find_all("a", href=True)]
    assert "https://www.ejemplo.cu/pagar" in hrefs
    assert "mailto:oficina@ejemplo.cu" in hrefs
    assert "https://www.youtube.com/watch?v=1" in hrefs
    assert not main.find("iframe")


def test_pictures_come_small_with_size_and_alternative_text(complete_page, alfa):
    pictures = soup(alfa.get("/de-todo/")).main.find_all("picture")
    assert len(pictures) == 3
    for picture in pictures:
        assert picture.find("source", type="image/webp")
        assert "360w" in str(picture)
        assert picture.img["alt"] == "Niños jugando"
        assert picture.img["loading"] == "lazy"
        assert int(picture.img["width"])
        assert int(picture.img["height"])


def test_a_cover_comes_with_its_own_description_and_credit(alfa):
    image = make_image("IMG_2034", description="La plaza vacía", credito="Ana López")
    make_page(alfa, "La plaza", imagen_portada=image)
    response = alfa.get("/la-plaza/")
    assert soup(response).main.img["alt"] == "La plaza vacía"
    assert "IMG_2034" not in text(response)
    assert "Ana López" in text(response)


def test_the_search_finds_the_words_inside_blocks(complete_page, alfa):
    assert "De todo" in text(alfa.get("/buscar/", {"q": "Requisitos carné"}))


def test_a_block_value_that_no_longer_exists_does_not_break_the_page(complete_page, alfa):
    PortalDocument.objects.all().delete()
    PortalImage.objects.all().delete()
    response = alfa.get("/de-todo/")
    assert response.status_code == 200
    assert "Requisitos" in text(response)


def test_a_call_to_a_page_that_was_deleted_does_not_break_the_page(alfa, committed):
    target = make_page(alfa, "Destino")
    page = make_page(alfa, "Origen")
    page.cuerpo = StandardPage._meta.get_field("cuerpo").to_python(
        [{"type": "llamada", "value": CALL | {"pagina": target.pk, "direccion": ""}}]
    )
    publish(page)
    assert "Pagar" in text(alfa.get("/origen/"))
    with committed():
        Page.objects.get(pk=target.pk).delete()
    response = alfa.get("/origen/")
    assert response.status_code == 200
    assert "Pague aquí" in text(response)


def test_the_body_block_is_the_one_of_every_page_type():
    for model in (HomePage, StandardPage):
        assert isinstance(model._meta.get_field("cuerpo").stream_block, CuerpoBlock)


def test_a_draft_may_wait_for_the_target_of_its_call_to_action(as_editor, alfa):
    page = make_page(alfa, "Pagos")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    cuerpo = [("llamada", CALL | {"direccion": ""})]
    response = as_editor.post(url, filled_form(as_editor.get(url), cuerpo=cuerpo))
    assert response.status_code == 302


def compared(browser, page):
    """Return the comparison of the last two versions of ``page``."""
    after, before = page.revisions.order_by("-pk")[:2]
    args = [page.pk, before.pk, after.pk]
    return browser.get(reverse("wagtailadmin_pages:revisions_compare", args=args))


def test_drafts_whose_picture_is_still_missing_can_be_compared(alfa, as_editor):
    page = make_noticia(alfa, "Con un hueco")
    for caption in ("Antes", "Después"):
        page.cuerpo = [("imagen", {"imagen": None, "pie": caption})]
        page.save_revision(clean=False)
    shown = text(compared(as_editor, page))
    assert "Después" in shown
    assert "None" not in shown


def test_a_comparison_says_in_words_what_changed_of_a_picture(alfa, as_editor):
    page = make_noticia(alfa, "Con una foto")
    picture = make_image("Plaza", collection=alfa.collection)
    for decorative in (False, True):
        value = {"image": picture.pk, "alt_text": "La plaza", "decorative": decorative}
        raw = {"type": "imagen", "value": {"imagen": value, "pie": ""}, "id": "uno"}
        page.cuerpo = StreamValue(CuerpoBlock(), [raw], is_lazy=True)
        page.save_revision()
    shown = soup(compared(as_editor, page))
    assert [tag.get_text() for tag in shown.select("dd .deletion")] == ["No", "La plaza"]
    assert [tag.get_text() for tag in shown.select("dd .addition")] == ["Sí"]
    assert len(shown.select("dd img[src]")) == 1


def test_the_comparison_of_a_new_gallery_shows_its_pictures(alfa, as_editor):
    page = make_noticia(alfa, "Con una galería")
    pictures = [make_image(title, collection=alfa.collection) for title in ("Parque", "Río")]
    fotos = [{"imagen": picture, "pie": f"Pie de {picture.title}"} for picture in pictures]
    page.cuerpo = [("galeria", {"titulo": "Fiesta", "fotos": fotos})]
    page.save_revision()
    new = soup(compared(as_editor, page)).select_one(".addition")
    assert len(new.select("img[src]")) == 2
    assert "Pie de Río" in new.get_text()
