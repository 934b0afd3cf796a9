"""``comprobar_mudanza`` reports which old addresses arrive, from lists in many formats."""

import csv
import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex

from mudanza.models import Clase
from noticias.models import NoticiaPage
from tests.factories import make_image, make_noticia, make_page, make_private

from .anteriores import joomla, was

LIST = """\
# De la hoja de la directora
/noticias/123-inauguran\tInauguran el policlínico
/es/123-inauguran;Abre el policlínico - Portal de Alfa
https://www.alfa.gob.cu/noticias/123-inauguran,Abre el policlínico
/nada
/el-municipio
"""


@pytest.fixture(scope="module")
def _moved(once):
    once(lambda portales: move_here(portales.alfa))


def move_here(alfa):
    joomla(alfa, make_noticia(alfa, "Abre el policlínico", slug="abre-el-policlinico"))
    make_page(alfa, "El municipio")


@pytest.fixture
def moved(_moved, alfa):
    return NoticiaPage.objects.child_of(alfa.noticias).get(slug="abre-el-policlinico")


@pytest.fixture
def check(tmp_path, capsys, portales):
    """Return a function that runs the command on a text and returns (output, exit status)."""

    def run(text, *options, name="lista.txt", portal="alfa"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        chosen = ["--portal", portal] if portal else []
        try:
            call_command("comprobar_mudanza", str(path), *chosen, *options)
        except CommandError as error:
            return f"{capsys.readouterr().out}{error}", error.returncode
        return capsys.readouterr().out, 0

    return run


@pytest.mark.on_both_databases
def test_it_tells_where_each_address_leads_and_what_share_arrives(check, moved, tmp_path):
    said, status = check(LIST, "--csv", str(tmp_path / "salida.csv"))
    assert status == 1
    assert "Direcciones: 5 (llega: 3, llega a otro título: 1, no está: 1)" in said
    assert "Llega el 60,0 %: menos del 98 %" in said
    assert "no está: /nada" in said
    assert "«Inauguran el policlínico», «Abre el policlínico»" in said
    with (tmp_path / "salida.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5
    assert rows[1] == {
        "direccion": "/es/123-inauguran",
        "resultado": "llega",
        "estado": "200",
        "lleva_a": "/noticias/abre-el-policlinico/",
        "saltos": "1",
        "titulo_esperado": "Abre el policlínico - Portal de Alfa",
        "titulo": "Abre el policlínico",
    }


def test_what_arrives_enough_is_no_error(check, moved):
    said, status = check(LIST, "--minimo", "60")
    assert status == 0
    assert "Llega el 60,0 %." in said


def test_without_a_title_the_page_that_was_taken_over_is_expected(check, moved):
    _said, status = check("/noticias/123-inauguran\n")
    assert status == 0


def test_an_address_that_was_taken_over_and_leads_elsewhere_does_not_arrive(check, alfa, moved):
    Redirect.objects.create(
        old_path="/noticias/123-inauguran",
        site=alfa.site,
        redirect_page=make_page(alfa, "Otra página"),
    )
    said, status = check("/noticias/123-inauguran\n")
    assert status == 1
    assert "llega a otro título: /noticias/123-inauguran → /otra-pagina/" in said


def test_what_leads_to_the_front_page_out_or_in_a_circle_does_not_arrive(check, alfa, moved):
    def lead(path, link):
        Redirect.objects.create(old_path=path, site=alfa.site, redirect_link=link)

    lead("/a", f"{alfa.url}/")
    lead("/b", "https://www.ejemplo.cu/")
    lead("/c", f"{alfa.url}/d")
    lead("/d", f"{alfa.url}/c")
    private = make_page(alfa, "Reservada")
    make_private(private)
    said, _status = check("/a\n/b\n/c\n/\n/es/\n/reservada/\n")
    for line in (
        "lleva a la portada: /a → /",
        "sale a otro sitio: /b",
        "da vueltas sin fin: /c",
        "es reservada: /reservada/",
    ):
        assert line in said
    assert "Direcciones: 6 (llega: 2," in said


def test_lists_arrive_at_lists_and_pages_do_not(check, alfa, moved):
    was(alfa, "20", alfa.directorio, "/contactenos", clase=Clase.CONTACTOS)
    was(alfa, "contacto-3", None, "/contactenos/3-intendencia", alias="intendencia")
    lists = [
        "/noticias/salud\tSalud - Portal de Alfa",
        "/nuestra-gente/41-cultura",
        "/contactenos\tContáctenos",
        "/tag/policlinico/",
        "/2013/01/",
        "/index.php?option=com_content&view=category&id=41",
        "/component/contact/category/20-gobierno",
        "/component/newsfeeds/newsfeed/2-granma",
    ]
    said, status = check("\n".join(lists))
    assert (status, f"Direcciones: 8 (llega a su lista: {len(lists)})" in said) == (0, True)
    Redirect.objects.create(old_path="/se-perdio", site=alfa.site, redirect_page=alfa.noticias)
    pages = ["/contactenos/3-intendencia", "/contactenos/99-otra\tOtra", "/se-perdio\tSe perdió"]
    said, status = check("\n".join(pages))
    assert (status, "Direcciones: 3 (lleva a una lista: 3)" in said) == (1, True)
    assert "lleva a una lista: /se-perdio → /noticias/" in said
    # An address that is a list in both portals arrives.
    said, status = check("/noticias/\n/es/noticias\n/index.php/es/directorio\tDirectorio\n")
    assert (status, "Direcciones: 3 (llega: 3)" in said) == (0, True)


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://www.alfa.gob.cu/es/123-inauguran</loc></url>
<url><loc>https://www.alfa.gob.cu/index.php?option=com_content&amp;view=article&amp;id=123</loc></url>
<url><loc>ftp://www.alfa.gob.cu/x</loc></url>
</urlset>"""

LOG = """\
1.2.3.4 - - [10/Oct/2025:13:55:36 -0400] "GET /es/123-inauguran HTTP/1.1" 200 2326
1.2.3.4 - - [10/Oct/2025:13:55:36 -0400] "GET /es/123-inauguran HTTP/1.1" 200 2326 "-" "Mozilla"
1.2.3.4 - - [10/Oct/2025:13:55:37 -0400] "GET /templates/a/css/x.css HTTP/1.1" 200 2326
1.2.3.4 - - [10/Oct/2025:13:55:38 -0400] "GET /wp-login.php HTTP/1.1" 404 26
1.2.3.4 - - [10/Oct/2025:13:55:38 -0400] "POST /es/123-inauguran HTTP/1.1" 200 26
1.2.3.4 - - [10/Oct/2025:13:55:39 -0400] "GET /noticias/salud?start=20 HTTP/1.1" 304 26
"""

OURS = "\n".join(
    json.dumps({"hora": "1", "host": "www.alfa.gob.cu", "estado": estado, "pagina": pagina})
    for pagina, estado in (
        ("/es/123-inauguran", "200"),
        ("/noticias/salud", "200"),
        ("/wp-login.php", "404"),
    )
)

HTTRACK = (
    "date\tsize'/'remotesize\tflags\tstatuscode\tstatus\tMIME\tEtag\tURL\tlocalfile\n"
    "10:00:00\t5/5\t---M--\t200\tadded\ttext/html\t\thttp://www.alfa.gob.cu/es/123-inauguran\tx\n"
    "10:00:00\t5/5\t---M--\t200\tadded\ttext/html\t\thttp://www.alfa.gob.cu/noticias/salud\tx\n"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SITEMAP, "Direcciones: 2 (llega: 2). Líneas que no se leen: 1."),
        (LOG, "Direcciones: 2 (llega: 1, llega a su lista: 1). Líneas que no se leen: 1."),
        (OURS, "Direcciones: 2 (llega: 1, llega a su lista: 1). Líneas que no se leen: 0."),
        (HTTRACK, "Direcciones: 2 (llega: 1, llega a su lista: 1). Líneas que no se leen: 0."),
    ],
    ids=["site map", "combined log", "our log", "httrack"],
)
def test_it_reads_lists_of_many_forms(check, moved, text, told):
    said, _status = check(text)
    assert told in said


def test_it_reads_the_folder_of_a_crawl_with_its_titles(check, moved, tmp_path, capsys):
    pages = {
        "www.alfa.gob.cu/index.html": "Inicio",
        "www.alfa.gob.cu/es/123-inauguran.html": "Abre el policl&iacute;nico - Alfa",
        "www.alfa.gob.cu/noticias/salud/index.html": "Salud",
        "www.alfa.gob.cu/index.php?option=com_content&view=article&id=123.html": "Otra cosa",
        "www.alfa.gob.cu/el-municipio": "El municipio",
        "www.alfa.gob.cu/images/foto.jpg": "",
    }
    for name, title in pages.items():
        path = tmp_path / "crawl" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!doctype html><html><title>{title}</title>" if title else "JPEG")
    with pytest.raises(CommandError):
        call_command("comprobar_mudanza", str(tmp_path / "crawl"), "--portal", "alfa")
    said = capsys.readouterr().out
    assert "Direcciones: 5" in said
    assert "«Otra cosa», «Abre el policlínico»" in said
    assert "Direcciones: 5 (llega: 3, llega a otro título: 1, llega a su lista: 1)" in said


def test_a_picture_arrives_though_the_web_server_gives_it(check, alfa):
    imagen = make_image("Foto")
    page = make_page(alfa, "Con foto", imagen_portada=imagen)
    ReferenceIndex.create_or_update_for_object(page)
    was(alfa, "1", None, "/images/foto.jpg", clase=Clase.IMAGEN, imagen=imagen)
    said, status = check("/images/foto.jpg\n/images/foto-300x200.jpg\n")
    assert (status, "llega: 2" in said) == (0, True)
    imagen.get_rendition("width-720|format-jpeg").file.delete(save=False)
    assert check("/images/foto.jpg\n")[1] == 1


def test_without_a_portal_each_host_is_asked_for_its_own(check, moved, alfa, beta):
    make_noticia(beta, "De Beta", slug="de-beta")
    said, status = check(
        f"{alfa.url}/es/123-inauguran\n{beta.url}/es/noticias/de-beta\n"
        f"{beta.url}/es/123-inauguran\nhttps://www.ejemplo.cu/x\n/suelta\n",
        portal="",
    )
    assert status == 1
    assert "Direcciones: 3 (llega: 2, no está: 1). Líneas que no se leen: 2." in said
    assert "https" not in said.partition("ningún portal")[0]
    assert "use --portal" in said


BAD = "sin barra\njavascript:alert(1)\n//evil.example/x\n/%\n/\ufeff\x07\n/ok\nhttp://[\n" + (
    "/" + "a" * 30_000 + "\n"
)


def test_bad_lines_are_counted_and_named(check, moved):
    said, status = check(BAD)
    assert status == 1
    assert "Línea 1: no es una dirección" in said
    assert "Línea 7: la dirección está mal escrita" in said
    assert "no está: /ok" in said


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe/\x00a\x00", "no es un texto en UTF-8"),
        (b"", "La lista no tiene ninguna"),
        (b"\n\n# nada\n", "La lista no tiene ninguna"),
        (b"<?xml version='1.0'?><urlset><url><loc>/a</loc>", "cortado"),
        (b"<?xml version='1.0' encoding='klingon'?><urlset/>", "codificación"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><urlset/>", "declara entidades"),
        (b"<!--" + b" " * 70_000 + b"--><!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "declara entidades"),
        (b'{"pagina": 5}\n{]\n', "no es una línea entera"),
    ],
)
def test_what_is_no_list_is_told_so(check, moved, content, told):
    said, status = check(content)
    assert status == 1
    assert told in said


def test_what_is_not_there_is_told_so(portales, tmp_path):
    for arguments in (
        [str(tmp_path / "nada.txt")],
        [str(tmp_path), "--portal", "nadie"],
        [str(tmp_path), "--portal", "alfa", "--csv", str(tmp_path / "no" / "hay.csv")],
    ):
        with pytest.raises(CommandError):
            call_command("comprobar_mudanza", *arguments)


def test_a_title_that_would_run_in_a_spreadsheet_is_guarded(check, moved, tmp_path):
    check("/nada\t=1+1\n", "--csv", str(tmp_path / "salida.csv"))
    assert "'=1+1" in (tmp_path / "salida.csv").read_text(encoding="utf-8")


def test_an_address_copied_from_the_source_of_a_page_is_read_whole(check, moved):
    address = "/index.php?option=com_content&amp;view=article&amp;id=123"
    said, status = check(f"{address};Abre el policlínico\n{address}\tAbre el policlínico\n")
    assert (status, "Direcciones: 1 (llega: 1)" in said) == (0, True)
