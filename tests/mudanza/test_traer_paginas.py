"""A piece of an older portal becomes a draft with its date, pictures and links."""

from datetime import date

import pytest

from base.models import PortalDocument, PortalImage
from home.models import StandardPage
from mudanza.models import Anterior, RutaAnterior
from noticias.models import NoticiaPage
from tests.factories import get_categoria, image_bytes, publish_in_english
from tests.reading import text

pytestmark = pytest.mark.on_both_databases

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def blocks(page):
    page = page.get_latest_revision_as_object()
    return [(block.block_type, block.value) for block in page.cuerpo]


def texts(page):
    return " ".join(value.source for kind, value in blocks(page) if kind == "texto")


def test_news_become_drafts_with_their_first_date(importar, antiguo, alfa, administrador):
    antiguo.piece("7", "Abre la biblioteca", resumen="Abre a las ocho.", autor="Ana", categoria="1")
    said = importar()
    assert "Nuevas: 1" in said
    page = NoticiaPage.objects.child_of(alfa.noticias).get()
    assert (page.title, page.resumen, page.fuente) == (
        "Abre la biblioteca",
        "Abre a las ocho.",
        "Ana",
    )
    assert page.fecha == date(2019, 5, 1)
    assert not page.live
    assert page.first_published_at is None
    assert page.latest_revision.user == administrador
    assert alfa.get("/noticias/abre-la-biblioteca/").status_code == 404


def test_html_becomes_blocks(importar, antiguo):
    antiguo.piece(
        "7",
        "Horario",
        "<h1>Mañana</h1><p>Desde las <b>ocho</b>.</p><ul><li>Uno</li><li>Dos</li></ul>"
        "<table><tr><th>Día</th><th>Hora</th></tr><tr><td>Lunes</td><td>8:00</td></tr></table>",
        categoria="1",
    )
    importar()
    page = NoticiaPage.objects.get()
    assert [kind for kind, _value in blocks(page)] == ["encabezado", "texto", "tabla"]
    assert "<li" in texts(page)


def test_informative_pages_go_below_the_front_page(importar, antiguo, alfa):
    antiguo.category("2", "Historia del municipio")
    antiguo.piece("8", "Fundación", categoria="2")
    importar()
    page = StandardPage.objects.child_of(alfa.home).get(title="Fundación")
    assert not page.live


def test_a_category_of_the_same_name_is_that_of_the_news(importar, antiguo):
    cultura = get_categoria("cultura")
    antiguo.category("3", cultura.nombre.upper())
    antiguo.piece("9", "Concierto", categoria="3")
    importar()
    assert NoticiaPage.objects.get().categoria == cultura


def test_pictures_come_along_each_once(importar, antiguo, alfa):
    antiguo.file("plaza.jpg", image_bytes())
    picture = '<p>Así es.</p><img src="images/plaza.jpg" alt="La plaza con gente"><p>Fin.</p>'
    antiguo.piece("7", "Plaza", picture, categoria="1")
    antiguo.piece("8", "Otra vez", picture.replace('"images', '"/images'), categoria="1")
    importar()
    image = PortalImage.objects.get()
    assert image.collection == alfa.collection
    for page in NoticiaPage.objects.all():
        [value] = [value for kind, value in blocks(page) if kind == "imagen"]
        assert value["imagen"].pk == image.pk
        assert value.alt_text == "La plaza con gente"


def test_a_text_that_only_names_a_file_is_none(importar, antiguo):
    antiguo.file("IMG_0001.jpg", image_bytes())
    antiguo.piece(
        "7", "Plaza", '<img src="/images/IMG_0001.jpg" alt="IMG_0001.jpg">', categoria="1"
    )
    importar()
    [(kind, value)] = blocks(NoticiaPage.objects.get())
    assert (kind, value.alt_text) == ("imagen", "")


def test_many_pictures_are_a_gallery_and_the_cover_stands_once(importar, antiguo):
    for number in range(4):
        antiguo.file(f"foto{number}.jpg", image_bytes((400 + number, 300)))
    pictures = "".join(f'<img src="/images/foto{n}.jpg" alt="Vista {n} del río">' for n in range(4))
    antiguo.piece(
        "7",
        "Río",
        f"<p>{pictures}</p>",
        categoria="1",
        imagen="images/foto3.jpg",
        imagen_alt="El río",
    )
    importar()
    page = NoticiaPage.objects.get()
    [(kind, value)] = blocks(page)
    assert (kind, len(value["fotos"])) == ("galeria", 4)
    assert page.imagen_portada is not None
    assert page.alt_portada == "El río"


def test_links_lead_to_the_new_pages_and_files_are_documents(importar, antiguo, alfa):
    antiguo.file("docs/Plan 2019.pdf", PDF)
    antiguo.piece(
        "7",
        "Primera",
        '<p>Vea <a href="/noticias/8-segunda">la segunda</a>, '
        '<a href="index.php?option=com_content&amp;view=article&amp;id=8:segunda">otra vez</a>, '
        '<a href="https://www.alfa.gob.cu/noticias/8-segunda?start=2">y otra</a>, '
        '<a href="images/docs/Plan%202019.pdf">el plan</a>, '
        '<a href="/ya-no-esta">nada</a> y <a href="https://www.ejemplo.cu/">fuera</a>.</p>',
        categoria="1",
    )
    antiguo.piece("8", "Segunda", categoria="1", alias="segunda", rutas=["/noticias/8-segunda"])
    said = importar()
    second = NoticiaPage.objects.get(title="Segunda")
    document = PortalDocument.objects.get()
    assert document.title == "el plan"
    assert document.collection == alfa.collection
    first = NoticiaPage.objects.get(title="Primera")
    text = texts(first)
    assert (
        text.count(f'<a linktype="page" id="{second.pk}">')
        + text.count(f'<a id="{second.pk}" linktype="page">')
        == 3
    )
    assert f'id="{document.pk}"' in text
    assert 'href="https://www.ejemplo.cu/"' in text
    assert "mudanza.invalid" not in text
    assert ">nada<" not in text
    assert first.revisions.count() == 1, said


def test_what_belonged_to_the_program_is_taken_out_and_listed(importar, antiguo):
    antiguo.piece(
        "7",
        "Programa",
        "<script>alert(1)</script><p onclick='x()'>Antes {loadposition menu} después.</p>"
        "{slide=Requisitos}<p>Uno</p>{/slide}<iframe src='https://www.ejemplo.cu/mapa'></iframe>"
        "<form action='/votar'><input name='a'></form><div class='content_vote'>Votos: 5</div>"
        "<a href='https://pinterest.com/pin/create/button/?url=x'>Pin it</a>"
        "<p>Esta dirección de correo electrónico está siendo protegida contra los robots de spam. "
        "Necesita tener JavaScript habilitado para poder verlo.</p>"
        "<img src='https://contador.ejemplo.com/p.gif' width='1' height='1'>",
        categoria="1",
    )
    said = importar()
    page = NoticiaPage.objects.get()
    body = " ".join(str(value) for _kind, value in blocks(page))
    for gone in ("alert", "onclick", "loadposition", "iframe", "Votos", "Pin it", "robots"):
        assert gone not in body
    assert "Requisitos" in body
    for told in (
        *("scripts", "{loadposition}", "{slide}", "marcos de otros sitios", "formularios"),
        *("votaciones", "botones de redes sociales", "correos protegidos", "cuentan visitas"),
    ):
        assert told in said, told


def test_old_addresses_are_kept_in_one_form(importar, antiguo, alfa):
    antiguo.category("2", "Cultura", alias="cultura", ruta="/Noticias/Cultura/")
    antiguo.piece(
        "7",
        "Canción",
        alias="Cancion",
        categoria="2",
        rutas=["/noticias/7-Canci%C3%B3n/", "/es/noticias/7-cancion", "/"],
    )
    importar()
    page = NoticiaPage.objects.get()
    rows = RutaAnterior.objects.filter(anterior__page=page)
    assert set(rows.values_list("ruta", flat=True)) == {
        "/noticias/7-canción",
        "/es/noticias/7-cancion",
    }
    assert Anterior.objects.get(page=page).alias == "cancion"
    assert RutaAnterior.objects.get(ruta="/noticias/cultura").anterior.page_id == alfa.noticias.pk


def test_a_translation_stands_in_the_tree_of_its_language(importar, antiguo, alfa):
    antiguo.category("2", "Historia")
    antiguo.piece("8", "Foundation", categoria="2", idioma="en-GB", version="a")
    antiguo.piece("7", "Fundación", categoria="2", idioma="es-ES", version="a")
    antiguo.piece("9", "Geschichte", categoria="2", idioma="de-DE")
    antiguo.piece("10", "Símbolos", categoria="2")
    said = importar()
    spanish = StandardPage.objects.get(title="Fundación")
    english = StandardPage.objects.child_of(alfa.home_en).get()
    assert english.translation_key == spanish.translation_key
    assert not english.live
    assert "Geschichte: está en otro idioma (de)" in said
    assert not StandardPage.objects.filter(title="Geschichte").exists()


def test_news_in_another_language_are_listed_in_their_category(importar, antiguo, alfa):
    publish_in_english(alfa)
    index = alfa.noticias.copy_for_translation(alfa.home_en.locale)
    index.save_revision().publish()
    antiguo.category("3", "Cultura")
    for clave in ("1", "2", "3"):
        antiguo.piece(clave, f"Concierto {clave}", categoria="3")
    antiguo.piece("9", "A concert", categoria="3", idioma="en-GB")
    importar()
    NoticiaPage.objects.child_of(index).get().get_latest_revision().publish()
    assert "A concert" in text(alfa.get("/en/noticias/categoria/cultura/"))


def test_the_language_that_most_pieces_say_is_that_of_the_portal(importar, antiguo, alfa):
    antiguo.category("2", "Historia")
    for clave in ("1", "2", "3"):
        antiguo.piece(clave, f"Fundación {clave}", categoria="2", idioma="en-GB")
    antiguo.piece("4", "Sin idioma", categoria="2")
    assert "Nuevas: 4" in importar()
    assert StandardPage.objects.child_of(alfa.home).count() == 4
    assert "Ya traídas, sin cambios: 4" in importar()
