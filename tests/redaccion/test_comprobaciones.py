"""The panel of checks of a page, requested through the form and its preview."""

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text

from directorio.canales import Canal
from noticias.models import NoticiaPage
from redaccion.models import PalabraTecnica
from tests.budgets import told as told_queries
from tests.factories import (
    make_document,
    make_entidad,
    make_image,
    make_local,
    make_noticia,
    make_page,
    make_tramite,
)
from tests.reading import filled_form, soup

from .panel import Panel, Told

LONG = (
    "La Dirección Municipal de Acueducto informa a los habitantes de los repartos que el servicio "
    "será restablecido de manera paulatina en la medida en que concluyan los trabajos de "
    "reparación de la conductora que abastece a toda la zona alta."
)
EASY = "El agua llega el lunes. La pipa pasa por la calle a las ocho. Lleve un cubo limpio. " * 6
# More than a form and a preview need: see test_it_asks_the_database_little.
MOST_QUERIES = 62


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: make_noticia(portales.alfa, "Agua los lunes"))


@pytest.fixture
def noticia(_published, alfa):
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Agua los lunes")


@pytest.fixture
def panel(as_editor, noticia):
    return Panel(as_editor, noticia)


# --- The panel as a whole ------------------------------------------------------------------------


def test_a_page_without_fault_is_told_what_is_right(panel):
    told = panel.write(f"<p>{EASY}</p>")
    assert (told.rows, told.count) == ({}, 0)
    assert "Sin observaciones" in told.text
    assert told.well == [
        "Tiene resumen.",
        "Pesa poco: cabe en el límite.",
        "Se lee bien: muy fácil.",
        "Sin palabras técnicas de la lista de la provincia.",
    ]


def test_the_minutes_are_those_that_the_page_tells(panel, alfa):
    told = panel.write(f"<p>{EASY * 5}</p>")
    assert "Se lee en 3 minutos, como dice la página." in told.text
    assert "como dice la página" not in panel.type(("encabezado", {"texto": "Agua"})).text


def test_what_was_typed_counts_and_nothing_of_it_is_saved(panel, noticia):
    assert "Falta el resumen" in panel.write("<p>Hola.</p>", resumen="").rows
    assert "Falta el resumen" not in panel.write("<p>Hola.</p>", resumen="Hay agua.").rows
    noticia.refresh_from_db()
    assert (noticia.resumen, noticia.revisions.count()) == ("Resumen de Agua los lunes", 1)


def test_a_page_that_was_never_saved_is_checked_too(as_editor, alfa):
    words = ["noticias", "noticiapage", alfa.noticias.pk]
    form = as_editor.get(reverse("wagtailadmin_pages:add", args=words))
    preview = reverse("wagtailadmin_pages:preview_on_add", args=words)
    body = [("texto", rich_text(f"<p>{LONG}</p>"))]
    as_editor.post(preview, filled_form(form, title="Sin agua", cuerpo=body))
    told = Told(as_editor.get(f"{preview}comprobaciones/"))
    assert set(told.rows) == {"Falta el resumen", "Una oración muy larga"}


def test_before_anything_was_sent_it_says_so(panel):
    told = panel.ask()
    assert told.count == 0
    assert "Todavía no se puede comprobar" in told.text


def test_only_who_may_write_the_page_asks(panel, beta, noticia):
    from tests.factories import make_user

    panel.write("<p>Hola.</p>")
    stranger = beta.signed_in(make_user("de-beta", groups=[beta.editores]))
    assert stranger.get(f"{panel.preview}comprobaciones/").status_code == 404
    assert stranger.post(f"{panel.preview}comprobaciones/").status_code in (404, 405)
    assert panel.browser.post(f"{panel.preview}comprobaciones/").status_code == 405
    assert panel.browser.delete(f"{panel.preview}comprobaciones/").status_code == 405
    assert FormState.objects.count() == 1


def test_it_asks_the_database_little(panel):
    panel.write(f"<p>{LONG} <a href='/noticias/'>Noticias</a></p>")
    with CaptureQueriesContext(connection) as context:
        panel.ask()
    found = [query["sql"] for query in context.captured_queries]
    assert len(found) <= MOST_QUERIES, told_queries(found)


def test_the_panel_leads_to_no_foreign_host(panel):
    html = soup(panel.browser.get(panel.form))
    side = html.select_one('[data-side-panel="checks"]')
    assert side.select_one("[data-comprobaciones]")
    assert not [tag for tag in side.select("[href], [src]") if "//" in str(tag)]
    assert "http" not in side.get_text()
    assert side.select_one("[data-content-readability-score]") is None


# --- Readability ---------------------------------------------------------------------------------


def test_long_sentences_are_quoted_the_longest_first(panel):
    other = LONG.replace("La Dirección Municipal de Acueducto", "El Gobierno")
    told = panel.write(f"<p>{other} Hay agua.</p><p>{LONG}</p>")
    row = told.rows["Oraciones muy largas"]
    assert row.index(LONG) < row.index(other)
    assert "(37 palabras)" in row
    assert "Hay agua" not in row


def test_a_hard_text_is_told_its_band(panel):
    hard = "La implementación de procedimientos administrativos requiere autorización."
    told = panel.write(f"<p>{(hard + ' ') * 8}</p>")
    assert "Cuesta leerla: muy difícil" in told.rows
    assert "Muy difícil · como un texto universitario" in told.text


def test_a_short_text_is_not_measured(panel):
    told = panel.write("<p>Mañana llega el agua a todo el pueblo.</p>")
    assert "el texto es muy corto para medirlo" in told.text


def test_names_and_cells_are_no_sentences(panel):
    told = panel.write("<ul><li>Juan Pérez Gómez</li></ul><p>Mañana llega el agua a todos.</p>")
    assert "Con 11 palabras en oraciones" in told.text


def test_another_language_is_not_measured(as_moderator, alfa):
    page = make_page(alfa, "Water", parent=alfa.home_en)
    told = Panel(as_moderator, page).write(f"<p>{LONG}</p>")
    assert "Se mide solo en los textos en español" in told.text
    assert told.rows == {}
    assert "Lo que está bien" in told.text


# --- The province's list of words ----------------------------------------------------------------


def keep(browser, expresion, en_su_lugar):
    data = {"expresion": expresion, "en_su_lugar": en_su_lugar}
    return browser.post(reverse("palabras_tecnicas:add"), data, follow=True)


def test_words_of_the_list_are_found_however_they_are_written(panel, as_administrator):
    keep(as_administrator, "cónyuge", "esposo o esposa")
    keep(as_administrator, "a los efectos de", "para")
    keep(as_administrator, "efecto", "resultado")
    told = panel.write("<p>Vengan los CONYUGES. El cónyuge firma a los efectos de cobrar.</p>")
    row = told.rows["2 palabras técnicas"]
    assert "«CONYUGES»: esposo o esposa (2)" in row
    assert "«a los efectos de»: para" in row
    assert "resultado" not in row


def test_a_part_of_a_word_is_no_word(panel, as_administrator):
    keep(as_administrator, "ente", "oficina")
    assert panel.write("<p>De repente llegó la gente.</p>").rows == {}


def test_the_list_holds_a_word_once_and_says_why(as_administrator):
    keep(as_administrator, "cónyuge", "esposo o esposa")
    for expression, problem in {
        "Conyuges": "Es lo mismo que «cónyuge», que ya está en la lista.",
        "¿?": "Escriba al menos una palabra.",
        "": "Este campo es necesario",
    }.items():
        assert problem in keep(as_administrator, expression, "otra").content.decode()
    assert PalabraTecnica.objects.get().en_su_lugar == "esposo o esposa"


def test_only_the_province_keeps_the_list(as_editor, as_moderator):
    url = reverse("palabras_tecnicas:add")
    for browser in (as_editor, as_moderator):
        browser.post(url, {"expresion": "ente", "en_su_lugar": "oficina"})
    assert not PalabraTecnica.objects.exists()


# --- Links ---------------------------------------------------------------------------------------


def test_links_to_what_nobody_can_read_are_named(as_editor, alfa):
    draft = make_noticia(alfa, "Borrador", live=False)
    file = make_document("Acta", collection=alfa.collection)
    gone = make_document("Otra", collection=alfa.collection)
    html = (
        f'<p><a linktype="page" id="{draft.pk}">la nota</a>'
        f' <a linktype="document" id="{file.pk}">el acta</a>'
        f' <a linktype="document" id="{gone.pk}">la otra</a>'
        ' <a href="/documentos/987654/x.pdf">la de antes</a></p>'
    )
    page = make_noticia(alfa, "Con archivos", cuerpo=[("texto", RichText(html))])
    gone.delete()
    told = Panel(as_editor, page).write(html)
    row = told.rows["3 enlaces no llevan a ninguna parte"]
    assert "«la nota»" in row
    assert "«la otra»" in row
    assert "«la de antes». La página o el archivo no está publicado, o se eliminó." in row
    assert "el acta" not in row
    assert "Acta:" in told.text
    assert "14 bytes" in told.text.replace("\xa0", " ")


def test_addresses_of_the_portals_are_looked_up_and_others_are_not(panel, alfa, beta):
    make_noticia(beta, "En Beta")
    good = [
        "/noticias/",
        "/noticias/en-beta/",  # it is in Beta, the fifth bad link below
        "/buscar/?q=agua",
        f"{beta.url}/noticias/en-beta/",
        f"{alfa.url}/mapa/",
        "https://www.ejemplo.cu/no-existe/",
        "https://www.ejemplo.cu/documentos/987654/ley.pdf",
        "mailto:alguien@ejemplo.cu",
        "tel:+5322000000",
    ]
    bad = [
        "/noticias/en-alfa/",
        f"{beta.url}/nada/",
        "https://ejemplo",
        "#parte",
    ]
    html = "".join(f'<p><a href="{href}">a {href}</a></p>' for href in [*good, *bad])
    row = panel.write(html).rows["5 enlaces no llevan a ninguna parte"]
    for href in [*bad, "/noticias/en-beta/"]:
        assert f"«a {href}»" in row, href


def test_all_broken_links_are_listed_and_those_that_were_not_checked_too(panel):
    many = [f"/noticias/no-hay-{number}/" for number in range(13)]
    told = panel.write("".join(f'<p><a href="{href}">a {href}.</a></p>' for href in many))
    row, rest = told.rows.values()
    assert list(told.rows) == [
        "10 enlaces no llevan a ninguna parte",
        "3 enlaces quedaron sin comprobar",
    ]
    assert "Y 5 más" in row
    for href in many[:10]:
        assert f"«a {href}.»" in row, href
    for href in many[10:]:
        assert f"«a {href}.»" in rest, href


def test_not_all_links_are_said_to_be_good_while_some_were_not_checked(panel):
    months = [f"/noticias/2026/{number}/" for number in range(1, 12)]
    told = panel.write("".join(f'<p><a href="{href}">a {href}</a></p>' for href in months))
    assert list(told.rows) == ["Un enlace quedó sin comprobar"]
    assert not any("Todos los enlaces" in words for words in told.well)


def test_of_files_of_others_only_the_public_ones_are_told(panel, alfa, beta):
    hidden = make_document("Acta interna", collection=beta.collection)
    public = make_document("Acta de todos", collection=beta.collection)
    offered = f'<p><a linktype="document" id="{public.pk}">acta</a></p>'
    make_noticia(beta, "Con acta", cuerpo=[("texto", RichText(offered))])
    told = panel.write(
        f'<p><a href="/documentos/{hidden.pk}/x">una</a>'
        f' <a href="{beta.url}/documentos/{public.pk}/x">otra</a>'
        f' <a href="{alfa.url}/documentos/987654/x">la de antes</a></p>'
    )
    row = told.rows["2 enlaces no llevan a ninguna parte"]
    assert "«la de antes». La página o el archivo no está publicado, o se eliminó." in row
    assert "Acta de todos:" in told.text
    assert "Acta interna" not in told.text
    CollectionViewRestriction.objects.create(
        collection=beta.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    told = panel.ask()
    assert list(told.rows) == ["3 enlaces no llevan a ninguna parte"]
    assert "Acta de todos" not in told.text


def test_a_redirect_counts_in_its_own_portal(panel, alfa, beta):
    moved = Redirect.objects.create(old_path="/vieja", site=beta.site, redirect_link="/mapa/")
    told = panel.write(f'<p><a href="/vieja/">aquí</a> <a href="{beta.url}/vieja/">allá</a></p>')
    row = told.rows["Un enlace no lleva a ninguna parte"]
    assert "«aquí»" in row
    for site in (None, alfa.site):
        Redirect.objects.filter(pk=moved.pk).update(site=site)
        assert "«aquí»" not in str(panel.ask().rows), site


def test_more_links_do_not_ask_for_the_portals_again(panel, beta):
    def asked(*paths):
        panel.write("".join(f'<p><a href="{beta.url}{path}">{path}</a></p>' for path in paths))
        with CaptureQueriesContext(connection) as context:
            assert panel.ask().rows == {}
        return [q["sql"] for q in context.captured_queries if 'FROM "wagtailcore_site"' in q["sql"]]

    asked("/noticias/")  # fills the caches
    assert asked("/noticias/", "/tramites/", "/mapa/", "/buscar/") == asked("/noticias/")


@pytest.mark.parametrize(
    "href", ["http://[", "/%00/", "/documentos/99999999999999999999/x/", "//", "?", "/no/%zz/"]
)
def test_what_is_no_address_does_no_harm(as_editor, alfa, href):
    html = f'<p><a href="{href}">aquí</a></p>'
    page = make_noticia(alfa, "Rara", cuerpo=[("texto", RichText(html))])
    panel = Panel(as_editor, page)
    told = panel.write(html)
    assert told.count <= 1
    assert "Al abrirla" in weights(told)


def test_blocks_that_are_still_empty_do_no_harm(panel):
    empty = [
        ("encabezado", {"texto": "", "nivel": "2"}),
        ("imagen", {"imagen-image": "", "imagen-alt_text": "", "pie": ""}),
        ("cita", {"texto": "", "autor": ""}),
        ("video", {"titulo": "", "url": "", "descripcion": ""}),
        ("llamada", {"titulo": "", "texto": "", "enlace_texto": "", "pagina": ""}),
    ]
    # Only the video is reported, which leads nowhere yet.
    assert list(panel.type(*empty).rows) == ["Un enlace no lleva a ninguna parte"]


def test_a_button_to_a_page_that_was_withdrawn_is_named(panel, alfa):
    draft = make_page(alfa, "Retirada", live=False)
    block = {"titulo": "Venga", "texto": "", "enlace_texto": "Ir", "direccion": ""}
    told = panel.type(("llamada", block | {"pagina": str(draft.pk)}))
    assert "«Retirada»" in told.rows["Un enlace no lleva a ninguna parte"]


def test_an_entity_that_was_withdrawn_from_the_directory_is_named(panel, alfa):
    gone = make_entidad(alfa, "Registro Civil", live=False)
    typed = dict.fromkeys(("nombre", "telefono", "correo", "direccion", "horario"), "")
    told = panel.type(("contacto", typed | {"entidad": str(gone.pk)}))
    assert "«Registro Civil»" in told.rows["Un enlace no lleva a ninguna parte"]


# --- Weight --------------------------------------------------------------------------------------


def weights(told):
    rows = told.html.select(".comprobaciones__peso tr")
    return {row.th.get_text(): row.td.get_text(" ").replace("\xa0", " ") for row in rows}


def test_every_part_is_weighed(panel):
    parts = weights(panel.write("<p>Hola.</p>"))
    assert list(parts) == [
        "Texto",
        "Estilos",
        "Código",
        "Iconos",
        "Sin imágenes",
        "Imágenes (0)",
        "Al abrirla",
        "Leída hasta el final",
    ]
    assert all(parts[name][0] != "0" for name in ("Texto", "Estilos", "Código", "Iconos"))
    assert "de 30,0 KB" in parts["Sin imágenes"]


def test_a_heavy_picture_is_named(panel, alfa, settings):
    image = make_image("Plaza de noche", collection=alfa.collection)
    told = panel.write("<p>Hola.</p>", imagen_portada=str(image.pk))
    assert "Imágenes (1)" in weights(told)
    assert "Plaza de noche" in told.text
    assert told.rows == {}
    for rendition in image.renditions.all():
        heavy = default_storage.open(rendition.file.name, "wb")
        heavy.write(b"x" * 150_000)
        heavy.close()
    row = panel.ask().rows["Las imágenes pesan demasiado"].replace("\xa0", " ")
    assert "Plaza de noche: 147,1 KB" in row
    assert "el límite es 100,0 KB" in row


def test_a_text_without_end_is_told(panel):
    words = " ".join(f"palabra{number * 7919 % 100_000}" for number in range(12_000))
    row = panel.write(f"<p>{words}</p>").rows["El texto de la página pesa demasiado"]
    assert "Divídala en varias páginas" in row


# --- What is missing -----------------------------------------------------------------------------


def test_an_entity_without_contacts_is_told(as_editor, alfa):
    page = make_entidad(alfa, "Oficina")
    told = Panel(as_editor, page).type(("texto", rich_text("<p>Hola.</p>")))
    assert {"Falta cómo comunicarse", "Falta dónde y cuándo atiende"} <= set(told.rows)
    page = make_entidad(
        alfa, "Otra", contactos=[(Canal.TELEFONO, "22 123456")], calle="Calle 4", numero="3"
    )
    told = Panel(as_editor, page).type(("texto", rich_text("<p>Hola.</p>")))
    assert told.rows == {}
    assert "Dice a quién acudir." in told.well


def test_a_procedure_that_nobody_answers_for_is_told(as_moderator, provincia, alfa):
    page = make_tramite(provincia, "Carné")
    assert "Falta la entidad que responde" in Panel(as_moderator, page).type().rows
    local = make_local(alfa, page)
    assert "Falta la entidad que responde" in Panel(as_moderator, local).type().rows
    page.entidad = make_entidad(provincia, "Registro")
    page.save_revision().publish()
    assert "La entidad que responde no tiene contactos" in Panel(as_moderator, page).type().rows


def test_a_title_that_search_engines_cut_is_told(panel):
    assert "El título es muy largo" in panel.write("<p>Hola.</p>", title="Agua " * 20).rows
