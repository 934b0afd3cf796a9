"""Older portals of each kind are imported from their files, and old addresses lead to pages."""

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from mudanza.models import Anterior, Destino, Mudanza, RutaAnterior
from mudanza.traer.entidades import make_entidad
from noticias.models import NoticiaPage
from tests.factories import get_tipo, image_bytes

from . import viejos as antigua
from .viejos import save, saved_page

pytestmark = pytest.mark.on_both_databases

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Alfa</title><link>https://www.alfa.gob.cu</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://www.alfa.gob.cu</wp:base_site_url>
<wp:base_blog_url>https://www.alfa.gob.cu</wp:base_blog_url>
<wp:category><wp:term_id>2</wp:term_id><wp:category_nicename>noticias</wp:category_nicename>
<wp:category_parent></wp:category_parent><wp:cat_name>Noticias</wp:cat_name></wp:category>
{items}
</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://www.alfa.gob.cu/2019/05/{name}/</link>
<dc:creator>ana</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{pk}</wp:post_id>
<wp:post_date>2019-05-0{pk} 10:00:00</wp:post_date><wp:post_name>{name}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="noticias"><![CDATA[Noticias]]></category></item>"""


def wxr(*items):
    keys = ("pk", "name", "title", "body")
    written = [ITEM.format(**dict(zip(keys, item, strict=True))) for item in items]
    return WXR.replace("{items}", "".join(written))


def move(sistema, path, administrador, *options):
    out = StringIO()
    command = ["importar_portal", sistema, "alfa", str(path), "--usuario", administrador.username]
    call_command(*command, "--confirmar", *options, stdout=out)
    return out.getvalue()


def publish_all():
    for page in NoticiaPage.objects.all():
        page.get_latest_revision().publish()


def test_an_export_of_wordpress(alfa, administrador, tmp_path):
    uploads = tmp_path / "uploads" / "2019" / "05"
    uploads.mkdir(parents=True)
    (uploads / "plaza.jpg").write_bytes(image_bytes())
    picture = "https://www.alfa.gob.cu/wp-content/uploads/2019/05/plaza.jpg"
    path = tmp_path / "alfa.xml"
    path.write_text(
        wxr(
            (1, "la-plaza", "La plaza", f'Así es.\n\n<img src="{picture}" alt="La plaza">'),
            (2, "la-feria", "La feria", 'Es en <a href="/2019/05/la-plaza/">la plaza</a>.'),
        )
    )
    said = move("wordpress", path, administrador, "--carpeta", str(tmp_path / "uploads"))
    assert "Nuevas: 2" in said
    assert "Ya traídas, sin cambios: 2" in move("wordpress", path, administrador)
    publish_all()
    plaza = NoticiaPage.objects.get(title="La plaza")
    feria = alfa.get(NoticiaPage.objects.get(title="La feria").url).content.decode()
    assert f'<a href="{plaza.url}">la plaza</a>' in feria
    assert 'alt="La plaza"' in alfa.get(plaza.url).content.decode()


def test_a_dump_of_joomla_and_where_its_lists_lead(alfa, administrador, tmp_path):
    categories = [
        antigua.category(8, "Noticias", "noticias"),
        antigua.category(9, "Cultura", "cultura", parent=8),
        antigua.category(20, "Gobierno", "gobierno", extension="com_contact"),
        antigua.category(21, "Archivo", "archivo", extension="com_contact"),
    ]
    contacts = antigua.table(
        "abc_contact_details",
        antigua.CONTACTS,
        [
            antigua.contact(1, "Intendencia", "intendencia", telephone="22 62 1234"),
            antigua.contact(2, "Asamblea", "asamblea"),
            antigua.contact(3, "Vieja", "vieja", catid=21),
        ],
    )
    menu = [
        antigua.item(101, "prensa", "category&id=8"),
        antigua.item(102, "contactenos", "category&id=20", component="com_contact"),
        antigua.item(103, "otros", "newsfeed&id=1", component="com_newsfeeds"),
    ]
    path = tmp_path / "alfa.sql"
    articles = [antigua.article(1, "La plaza"), antigua.article(2, "Un concierto", catid=9)]
    path.write_bytes(antigua.joomla(articles, categories, menu, contacts))
    command = ["importar_portal", "joomla", "alfa", str(path)]
    call_command(*command, "--usuario", administrador.username, stdout=StringIO())
    mudanza = Mudanza.objects.get()
    mudanza.destinos.filter(clave="21").update(adonde=Destino.Adonde.FUERA)
    move("joomla", path, administrador)
    publish_all()
    [propuesta] = mudanza.propuestas.all()
    entidad = make_entidad(propuesta, administrador)
    entidad.resumen, entidad.tipo = "Gobierna.", get_tipo("gobierno")
    entidad.save_revision().publish()
    assembly = Anterior.objects.get(clave="contacto-2").page.specific
    assembly.save_revision().publish()
    expected = {
        "/prensa": "/noticias/",
        "/prensa/9-cultura": "/noticias/categoria/cultura/",
        "/index.php?option=com_content&view=category&id=9": "/noticias/categoria/cultura/",
        "/prensa/1-noticia-1": "/noticias/noticia-1/",
        "/contactenos": "/directorio/",
        "/contactenos/1-intendencia": "/directorio/intendencia/",
        "/contactenos/2-asamblea": "/asamblea/",
        "/component/contact/contact/21-archivo/3-vieja": "/directorio/",
        "/otros": "/noticias/",
        "/otros/1-granma": "/noticias/",
    }
    led = {address: alfa.get(address)["Location"] for address in expected}
    assert led == expected
    assert {alfa.get(address).status_code for address in led.values()} == {200}


def test_a_file_of_another_kind_is_refused_in_words(alfa, administrador, tmp_path):
    path = tmp_path / "alfa.sql"
    path.write_text(wxr((1, "la-plaza", "La plaza", "Así es.")))
    with pytest.raises(CommandError, match="WordPress"):
        move("joomla", path, administrador)
    assert Mudanza.objects.get().estado == Mudanza.Estado.FALLIDA


# --- Saved pages --------------------------------------------------------------------------------

LONG = "<p>El parque de la ciudad reabrió sus puertas tras la obra, con bancos y árboles.</p>" * 4


def saved(tmp_path, pages):
    start = {"index.html": saved_page("Inicio", "<p>Bienvenidos</p>")}
    return save(tmp_path / "copia", start | pages)


def article_page(title, more="", **options):
    return saved_page(title, f'<div itemprop="articleBody">{LONG}{more}</div>', **options)


def test_saved_pages_told_apart_by_their_query_keep_addresses_of_their_own(
    alfa, administrador, tmp_path
):
    link = '<p><a href="noticia.php%3Fid=7.html">la otra</a></p>'
    pages = {
        f"noticia.php?id={number}.html": article_page(f"Noticia {number}", link)
        for number in (5, 6, 7)
    }
    assert "Nuevas: 3" in move("carpeta", saved(tmp_path, pages), administrador)
    made = {page.title: page for page in Page.objects.filter(title__startswith="Noticia ")}
    assert sorted(page.slug for page in made.values()) == ["noticia-5", "noticia-6", "noticia-7"]
    for page in made.values():
        page.get_latest_revision().publish()
    for number in (5, 6, 7):
        page = Page.objects.get(pk=made[f"Noticia {number}"].pk)
        answer = alfa.get(f"/noticia.php?id={number}")
        assert (answer.status_code, answer.url) == (301, urlsplit(page.url).path)
    read = alfa.get(Page.objects.get(pk=made["Noticia 5"].pk).url).content.decode()
    other = Page.objects.get(pk=made["Noticia 7"].pk)
    assert f'{urlsplit(other.url).path}">la otra</a>' in read
    assert alfa.get("/noticia.php?id=99").status_code == 404


def test_signs_that_no_database_keeps_are_left_out_of_addresses(alfa, administrador, tmp_path):
    head = '<link rel="canonical" href="http://viejo.cu/b%00b"><meta charset="utf-8">'
    around = '<a href="x" itemprop="genre">Noti&#1;cias</a>'
    page = article_page("Plaza", head=head, around=around)
    path = saved(tmp_path, {"viejo.cu/plaza.html": page})
    assert "Nuevas: 1" in move("carpeta", path, administrador)
    assert "Ya traídas, sin cambios: 1" in move("carpeta", path, administrador)
    kept = [
        *Anterior.objects.values_list("clave", "alias"),
        *RutaAnterior.objects.values_list("ruta"),
        *Mudanza.objects.get().destinos.values_list("clave", "titulo"),
    ]
    assert ("/bb", "bb") in kept
    assert all(text.isprintable() for row in kept for text in row)
