"""Errors of an older portal are reported, skipped or repaired; no piece is half imported."""

import os
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image

from base.models import PortalDocument, PortalImage, PortalSettings
from home.models import StandardPage
from mudanza.models import Mudanza, RutaAnterior
from mudanza.traer.mirada import Mirador
from noticias.models import NoticiaPage
from tests.factories import image_bytes
from tests.reading import text

pytestmark = pytest.mark.on_both_databases


def body_of(page):
    return [block.block_type for block in page.get_latest_revision_as_object().cuerpo]


def test_two_pieces_with_one_alias_have_addresses_of_their_own(importar, antiguo):
    for clave in ("1", "2"):
        antiguo.piece(clave, "Aviso", categoria="1", alias="aviso", rutas=["/noticias/aviso"])
    said = importar()
    slugs = set(NoticiaPage.objects.values_list("slug", flat=True))
    assert slugs == {"aviso", "aviso-2"}
    assert "otra página tenía la misma dirección: /noticias/aviso" in said
    assert RutaAnterior.objects.get(ruta="/noticias/aviso").anterior.clave == "1"


def test_an_address_that_the_portal_uses_is_not_taken(importar, antiguo, alfa):
    antiguo.category("2", "Historia")
    antiguo.piece("1", "Buscar", categoria="2", alias="admin")
    importar()
    assert StandardPage.objects.child_of(alfa.home).get(title="Buscar").slug == "admin-2"


def test_a_picture_that_is_missing_is_named_and_the_page_comes_without(importar, antiguo):
    antiguo.piece(
        "1", "Plaza", '<p>a</p><img src="/images/no-esta.jpg" alt="La plaza">', categoria="1"
    )
    said = importar()
    assert said.count("Plaza: /images/no-esta.jpg: no está entre los archivos") == 2
    assert body_of(NoticiaPage.objects.get()) == ["texto"]


def test_a_picture_of_forty_megabytes_is_made_small(importar, antiguo):
    buffer = BytesIO()
    Image.effect_noise((3700, 3700), 120).convert("RGB").save(buffer, "BMP")
    content = buffer.getvalue()
    assert len(content) > 40_000_000
    antiguo.file("grande.bmp", content)
    antiguo.piece(
        "1", "Plaza", '<p>a</p><img src="/images/grande.bmp" alt="La plaza">', categoria="1"
    )
    importar()
    image = PortalImage.objects.get()
    assert image.width == 2400
    assert image.file_size < 10_000_000
    assert image.filename.endswith(".jpg")


def test_pictures_that_cannot_be_drawn_are_named(importar, antiguo):
    buffer = BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    antiguo.file("bomba.png", buffer.getvalue())
    antiguo.file("rota.jpg", image_bytes()[:2000])
    antiguo.file("texto.jpg", b"<?php echo 1;")
    pictures = "".join(f'<img src="/images/{n}">' for n in ("bomba.png", "rota.jpg", "texto.jpg"))
    antiguo.piece("1", "Plaza", f"<p>a</p>{pictures}", categoria="1")
    said = importar()
    assert "bomba.png: es demasiado grande" in said
    assert "rota.jpg: está dañada" in said
    assert "texto.jpg: no es de una clase que los navegadores muestren" in said
    assert not PortalImage.objects.exists()
    assert body_of(NoticiaPage.objects.get()) == ["texto"]


def test_a_file_that_is_not_what_its_name_says_is_no_document(importar, antiguo):
    antiguo.file("acta.pdf", b"MZ\x90\x00")
    antiguo.file("lista.doc", b"\xd0\xcf")
    links = '<p><a href="/images/acta.pdf">acta</a> <a href="/images/lista.doc">lista</a></p>'
    antiguo.piece("1", "Acta", links, categoria="1")
    said = importar()
    assert "acta.pdf: Este archivo no es un PDF" in said
    assert "lista.doc: de esa clase no se guardan archivos" in said
    assert not PortalDocument.objects.exists()


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "palabra " * 650_000 + "</p>",
        "<p>x</p>" * 2 + "<h2>t</h2><p>x</p>" * 400,
        "<div>" * 5000 + "hondo",
    ],
    ids=["five megabytes", "many blocks", "deep"],
)
def test_what_no_form_holds_is_named_and_skipped(importar, antiguo, html):
    antiguo.piece("1", "Enorme", html, categoria="1", rutas=["/enorme"])
    antiguo.piece("2", "Normal", categoria="1")
    said = importar()
    assert "No se pueden traer: 1" in said
    assert "Enorme: El texto es demasiado largo" in said
    assert [page.title for page in NoticiaPage.objects.all()] == ["Normal"]
    assert not RutaAnterior.objects.filter(ruta="/enorme").exists()


def test_a_picture_written_into_the_text_makes_no_text_too_long(importar, antiguo):
    from base64 import b64encode

    written = b64encode(image_bytes((1200, 900), format="BMP")).decode()
    html = f'<p>a</p><img src="data:image/bmp;base64,{written}" alt="Un parque">'
    assert len(html) > 4_000_000
    antiguo.piece("1", "Parque", html, categoria="1")
    importar()
    assert body_of(NoticiaPage.objects.get()) == ["texto", "imagen"]


def test_html_that_is_broken_is_mended(importar, antiguo):
    html = (
        '<p>Uno <b>dos <a href="https://www.ejemplo.cu/?a=1&b="x>tres</p><td>cuatro'
        '<img src="/images/<p>cinco</p><SCRIPT>alert("1")</SCRIPT seis\x00\x0b <svg onload=x()>'
    )
    antiguo.piece("1", "Roto", html, categoria="1")
    importar()
    page = NoticiaPage.objects.get().get_latest_revision_as_object()
    assert "alert" not in str(page.cuerpo)
    assert "Uno" in str(page.cuerpo)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/a&#1;b">x</a>',
        '<joomla-hidden-mail first="AA==" last="Yg=="></joomla-hidden-mail>',
        '<hr class="system-pagebreak" title="A&#2;B">',
        '<iframe src="https://www.youtube.com/embed/a&#1;b"></iframe>',
        '<img src="mudanza-inline:5">',
        '<p "x="&#1;">x</p>',
    ],
    ids=["link", "mail", "page break", "video", "inline picture", "broken attribute"],
)
def test_signs_that_no_text_holds_are_left_out(importar, antiguo, html):
    antiguo.piece("1", "Rara", f"<p>antes</p>{html}<p>después</p>", categoria="1")
    assert "Nuevas: 1" in importar()
    page = NoticiaPage.objects.get().get_latest_revision_as_object()
    assert "antes" in str(page.cuerpo)
    assert "después" in str(page.cuerpo)
    page.full_clean()


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>a</title></head></html>",
        '<html><frameset cols="*"><frame src="a.html"></frameset></html>',
    ],
    ids=["head", "frames"],
)
def test_a_page_without_a_body_comes_empty(importar, antiguo, html):
    antiguo.piece("1", "Vacía", html, categoria="1")
    assert "Nuevas: 1" in importar()


def test_whatever_one_piece_does_the_others_come(importar, antiguo, monkeypatch):
    for clave in ("1", "2"):
        antiguo.piece(clave, f"Noticia {clave}", categoria="1", rutas=[f"/{clave}"])
    digest = Mirador._digest

    def break_down(self, mirada):
        if mirada.pieza.clave == "1":
            raise RuntimeError
        return digest(self, mirada)

    monkeypatch.setattr(Mirador, "_digest", break_down)
    said = importar()
    assert said.count("Noticia 1: no se pudo traer: avise a quien lleva el servidor") == 2
    assert [page.title for page in NoticiaPage.objects.all()] == ["Noticia 2"]


def test_a_category_that_is_its_own_parent(importar, antiguo):
    antiguo.category("2", "Vuelta", padre="2")
    antiguo.category("3", "Una", padre="4")
    antiguo.category("4", "Otra", padre="3")
    for clave in ("2", "3", "4", "que-no-hay"):
        antiguo.piece(clave, f"De {clave}", categoria=clave)
    importar()
    names = Mudanza.objects.get().destinos.filter(total__gt=0).values_list("titulo", flat=True)
    assert list(names) == ["Vuelta", "Otra › Una", "Una › Otra", ""]
    assert (
        NoticiaPage.objects.count() + StandardPage.objects.filter(title__startswith="De ").count()
        == 4
    )


@pytest.mark.parametrize("fecha", [None, "0001-01-01T00:00:00"])
def test_without_a_date_it_is_that_of_today(importar, antiguo, fecha):
    antiguo.piece("1", "Sin día", categoria="1", fecha=fecha)
    assert "Sin día: no tiene fecha: lleva la de hoy" in importar()
    assert NoticiaPage.objects.get().fecha == timezone.localdate()


def test_what_was_not_public_there_does_not_come(importar, antiguo):
    antiguo.piece("1", "Borrador viejo", categoria="1", es_publica=False)
    assert "Sin publicar en el portal anterior: no se traen: 1" in importar()
    assert not NoticiaPage.objects.exists()


def test_empty_and_endless_names(importar, antiguo):
    antiguo.piece("1", "   ", "", categoria="1")
    antiguo.piece("2", "T" * 900, "<p></p>", categoria="1", alias="a" * 400, resumen="r" * 900)
    antiguo.piece(
        "3", "\x00Nulo", "<p>\x00</p>", categoria="1", alias="\x00", rutas=["/" + "r" * 900]
    )
    assert "Nuevas: 3" in importar()
    titles = sorted(NoticiaPage.objects.values_list("title", flat=True))
    assert titles == ["Nulo", "Sin título", "T" * 255]
    for page in NoticiaPage.objects.all():
        page.get_latest_revision_as_object().full_clean()


def test_a_source_that_cannot_be_read_is_told(importar, antiguo, monkeypatch):
    write = antiguo.write
    monkeypatch.setattr(
        antiguo, "write", lambda: (write(), antiguo.path.write_bytes(b'{"categorias": ['))
    )
    with pytest.raises(CommandError, match="El volcado está cortado"):
        importar()
    assert Mudanza.objects.get().estado == Mudanza.Estado.FALLIDA


def test_the_file_of_a_move_that_failed_is_kept_for_another_attempt(
    antiguo, as_administrator, alfa, settings
):
    portal = PortalSettings.objects.get(slug="alfa").pk
    sent = {"subido": SimpleUploadedFile("volcado.sql", b"{")}
    screen = as_administrator.post(
        "/admin/mudanza/nueva/", {"portal": portal, "sistema": "joomla", **sent}, follow=True
    )
    [path] = settings.MUDANZA_DIR.rglob("*.sql")
    os.utime(path, (0, 0))
    call_command("atender_mudanzas")
    assert "Intentarlo otra vez" in text(as_administrator.get(screen.request["PATH_INFO"]))
    call_command("purgar_mudanzas")
    assert path.exists()


def test_what_the_source_says_of_itself_is_told(importar, antiguo):
    antiguo.problemas.append(["línea 40", "no se entiende"])
    antiguo.piece("1", "Una", categoria="1")
    assert "línea 40: no se entiende" in importar()


def test_the_command_refuses_who_may_not_and_what_is_not_there(
    importar, antiguo, editora, settings
):
    with pytest.raises(CommandError, match="no es una cuenta"):
        importar("--usuario", editora.username)
    with pytest.raises(CommandError, match="ningún portal"):
        importar("--confirmar", portal="no-hay")
