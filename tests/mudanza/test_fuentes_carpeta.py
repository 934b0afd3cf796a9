"""Pages that wget or HTTrack saved are read with their texts, dates, categories and addresses."""

import stat
from datetime import UTC, datetime
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from mudanza.fuentes import archivos
from mudanza.fuentes.apertura import open_source
from mudanza.fuentes.piezas import MudanzaError

from .viejos import save, saved_page

TEXT = "<p>El parque de la ciudad reabrió sus puertas tras la obra, con bancos y árboles.</p>" * 4
JSON_LD = '<script type="application/ld+json">{}</script>'
TIME = '<time datetime="2015-03-13T08:00:00-04:00" itemprop="datePublished">13 de marzo</time>'


@pytest.fixture
def web(tmp_path):
    """Return a function that saves {path: content} and opens it as a source."""

    def save_them(pages, folder=None):
        start = {"index.html": saved_page("Inicio", "<p>Bienvenidos</p>")}
        return open_source("carpeta", save(tmp_path / "copia", start | pages), folder)

    return save_them


def only(source):
    [piece] = source.piezas()
    return piece


def reasons(source):
    return [f"{problem.que}: {problem.motivo}" for problem in source.problemas]


# --- What a page is -------------------------------------------------------------------------------


def test_a_page_of_joomla_with_all_that_it_has(web):
    body = (
        f'<div itemprop="articleBody">{TEXT}<h3>Horario</h3><ul><li>Lunes</li></ul>'
        '<table><tr><td>9:00</td></tr></table><img src="../images/parque.jpg" alt="El parque">'
        '<a href="../historia.html">historia</a><a href="https://otro.cu/">otro</a></div>'
    )
    around = (
        f'{TIME}<span itemprop="author"><span itemprop="name">Ana Reyes</span></span>'
        '<a href="x" itemprop="genre">Noticias locales</a>'
    )
    head = '<meta property="og:image" content="http://mella.example.cu/images/parque.jpg">'
    source = web(
        {
            "mella.example.cu/noticias/12-parque.html": saved_page(
                "Reabre el parque",
                body,
                head=head,
                around=around,
                classes="com_content view-article",
            ),
            "mella.example.cu/images/parque.jpg": b"jpg",
        }
    )
    piece = only(source)
    assert piece.clave == "/noticias/12-parque"
    assert piece.rutas == ("/noticias/12-parque", "/noticias/12-parque.html")
    assert (piece.titulo, piece.alias) == ("Reabre el parque", "parque")
    for kept in [
        "<h3>Horario</h3>",
        "<li>Lunes</li>",
        "<td>9:00</td>",
        '<img src="/images/parque.jpg" alt="El parque">',
        '<a href="/historia">historia</a>',
        '<a href="https://otro.cu/">otro</a>',
    ]:
        assert kept in piece.html
    assert "Todos los derechos" not in piece.html
    assert piece.fecha == datetime(2015, 3, 13, 12, tzinfo=UTC)
    assert piece.autor == "Ana Reyes"
    assert piece.idioma == "es"
    assert source.open_file(piece.imagen).read_bytes() == b"jpg"
    [category] = source.categorias()
    assert (category.clave, category.titulo) == (piece.categoria, "Noticias locales")


def test_the_text_of_a_page_that_marks_nothing_is_found(web):
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ["uno", "dos", "tres"])
    piece = only(
        web(
            {
                "parque.html": saved_page(
                    "Reabre el parque",
                    f"{TEXT}<h3>Horario</h3><p>De lunes a viernes, de nueve a cinco.</p>",
                    around=f"<ul class='menu'>{menu}</ul>",
                )
            }
        )
    )
    assert "reabrió sus puertas" in piece.html
    assert "<h3>Horario</h3>" in piece.html
    assert "tres" not in piece.html
    assert "Todos los derechos" not in piece.html
    assert piece.titulo == "Reabre el parque"


@pytest.mark.parametrize(
    ("head", "around"),
    [
        ('<meta property="article:published_time" content="2015-03-13T08:00:00-04:00">', ""),
        (JSON_LD.format('{"@graph":[{"datePublished":"2015-03-13"}]}'), ""),
        (JSON_LD.format("{no es json"), TIME),
        ("", '<span class="fecha">Publicado el viernes, 13 de marzo de 2015 08:00</span>'),
        ("", '<dd class="create">Creado: 13 Marzo 2015</dd>'),
        ("", '<span class="post-date">13/03/2015</span>'),
    ],
)
def test_a_date_is_found_where_programs_and_people_write_it(web, head, around):
    source = web({"a.html": saved_page("A", TEXT, head=head, around=around)})
    assert only(source).fecha.date().isoformat() == "2015-03-13"
    assert not any("fecha" in reason for reason in reasons(source))


def test_the_address_tells_the_day_and_dates_of_other_pages_do_not(web):
    others = (
        '<aside><time datetime="2024-01-01T10:00:00+00:00">1</time><time datetime="2024-01-02">2'
        "</time></aside>"
    )
    source = web(
        {
            "2015/03/13/parque/index.html": saved_page("Parque", TEXT, around=others),
            "b.html": saved_page("B", TEXT, around=others),
        }
    )
    dates = {piece.titulo: piece.fecha for piece in source.piezas()}
    assert dates["Parque"].date().isoformat() == "2015-03-13"
    assert dates["B"] is None


@pytest.mark.parametrize("date", ["0000-00-00", "0000-03-13T00:00:00", "2015-02-31", "ayer"])
def test_a_date_that_is_none_is_told(web, date):
    head = f'<meta property="article:published_time" content="{date}">'
    source = web({"a.html": saved_page("A", TEXT, head=head)})
    assert only(source).fecha is None
    assert "/a: No tiene una fecha que valga: queda sin ella." in reasons(source)


def test_a_title_is_that_of_the_page_and_not_of_the_portal(web):
    pages = {f"{n}.html": saved_page(f"Título {n}", TEXT) for n in range(5)}
    pages["5.html"] = saved_page("Sin encabezado", TEXT).replace("<h2>Sin encabezado</h2>", "")
    found = [piece.titulo for piece in web(pages).piezas()]
    assert found == [*(f"Título {n}" for n in range(5)), "Sin encabezado"]


def test_a_title_that_is_marked_is_believed_before_the_words_of_the_menu(web):
    body = f'<h2 itemprop="headline">Reabre el parque</h2>{TEXT}'
    page = saved_page("Parque", body).replace("<h2>Parque</h2>", "")
    assert only(web({"a.html": page})).titulo == "Reabre el parque"


def test_versions_in_several_languages_are_told(web):
    head = (
        '<link rel="alternate" hreflang="es" href="/es/parque"><link rel="alternate" hreflang="en" '
        'href="/en/park">'
    )
    source = web(
        {
            "es/parque.html": saved_page("Parque", TEXT, head=head),
            "en/park.html": saved_page("Park", TEXT, head=head).replace("es-es", "en-gb"),
        }
    )
    assert [(piece.idioma, piece.version) for piece in source.piezas()] == [
        ("en", "/en/park"),
        ("es", "/en/park"),
    ]


# --- Addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("noticias/parque.html", "/noticias/parque"),
        ("noticias/parque/ver.html", "/noticias/parque/ver"),
        ("index.php?id=5.html", "/?id=5"),
        ("index.php@id=5.html", "/?id=5"),
        ("ver.php%3Fid=5.html", "/ver.php?id=5"),
        ("a%C3%B1o.html", "/año"),
        ("www.mella.cu/parque.html", "/parque"),
        ("mi copia/www.mella.cu+8080/parque.html", "/parque"),
    ],
)
def test_an_address_is_that_of_the_file(tmp_path, name, first):
    source = open_source("carpeta", save(tmp_path / "web", {name: saved_page("Parque", TEXT)}))
    assert only(source).rutas[0] == first


def test_httrack_writes_the_address_into_the_page(tmp_path):
    mark = (
        "<!-- Mirrored from mella.cu/noticias/parque?a=1 by HTTrack Website Copier/3.x [XR&CO] -->"
    )
    page = saved_page("A", TEXT).replace("<head>", f"<head>{mark}")
    source = open_source(
        "carpeta",
        save(
            tmp_path / "web",
            {
                "index.html": "<html>HTTrack",
                "hts-cache/x.html": page,
                "mella.cu/parque9f2.html": page,
            },
        ),
    )
    assert only(source).rutas[0] == "/noticias/parque?a=1"


def test_copies_of_one_page_are_read_once_and_counted(web):
    head = '<link rel="canonical" href="https://mella.example.cu/noticias/parque">'
    page = saved_page("Parque", TEXT, head=head)
    source = web(
        {
            "mella.example.cu/noticias/parque.html": page,
            "mella.example.cu/index.html?p=5.html": page,
            "mella.example.cu/noticias/parque.html?tmpl=component&print=1.html": page,
        }
    )
    assert only(source).clave == "/noticias/parque"
    assert "Copias: 2 archivos son copias de páginas que ya se leyeron." in reasons(source)


def test_a_front_page_as_the_address_of_every_page_is_not_believed(web):
    head = '<link rel="canonical" href="/">'
    pages = {f"{name}.html": saved_page(name, TEXT, head=head) for name in ("uno", "dos")}
    assert [piece.clave for piece in web(pages).piezas()] == ["/dos", "/uno"]


def test_further_parts_of_a_page_are_told(web):
    source = web(
        {
            "historia/index.html": saved_page("Historia", TEXT),
            "historia/2/index.html": saved_page("Historia", TEXT),
        }
    )
    assert only(source).clave == "/historia"
    assert "/historia/2: Es otra parte de una página: se trae solo la primera." in reasons(source)


@pytest.mark.parametrize(
    ("name", "classes", "body"),
    [
        ("noticias.html", "com_content view-category layout-blog", TEXT),
        ("category/deporte/index.html", "archive category", TEXT),
        ("tag/parque/index.html", "", TEXT),
        ("2015/03/index.html", "", TEXT),
        ("noticias/page/2/index.html", "", TEXT),
        ("noticias.html?start=20.html", "", TEXT),
        ("noticias.html", "", "<article><h2><a href='a'>a</a></h2></article>" * 3),
    ],
)
def test_what_lists_other_pages_is_told_and_no_piece(web, name, classes, body):
    source = web({name: saved_page("Noticias", body, classes=classes)})
    assert [*source.piezas()] == []
    lists = [reason for reason in reasons(source) if "lista de otras páginas" in reason]
    assert len(lists) == 2  # this page and the front page


def test_a_category_is_the_folder_where_the_page_names_none(web):
    source = web({"es/noticias-locales/a.html": saved_page("A", TEXT)})
    [category] = source.categorias()
    assert (category.titulo, category.ruta) == ("Noticias locales", "/noticias-locales")
    assert only(source).categoria == category.clave


# --- Hidden mail addresses ------------------------------------------------------------------------

CLOAKED = """<span id="cloak0a1b2c">Esta dirección de correo electrónico está siendo protegida
contra los robots de spam. Necesita tener JavaScript habilitado para poder verlo.</span><script
type='text/javascript'>
 document.getElementById('cloak0a1b2c').innerHTML = '';
 var prefix = '&#109;a' + 'i&#108;' + '&#116;o';
 var path = 'hr' + 'ef' + '=';
 var addy0a1b2c = '&#97;lcald&#105;a' + '&#64;';
 addy0a1b2c = addy0a1b2c + 'm&#101;lla' + '&#46;' + 'g&#111;b' + '&#46;' + 'cu';
 var addy_text0a1b2c = 'Alcaldía';document.getElementById('cloak0a1b2c').innerHTML += '<a ' + path;
</script>"""
HIDDEN = (
    '<joomla-hidden-mail is-link="1" is-email="1" first="YWxjYWxkaWE=" last="bWVsbGEuZ29iLmN1" '
    'text="QWxjYWxkw61h" base="">Esta dirección está siendo protegida.</joomla-hidden-mail>'
)
CLOUDFLARE = (
    '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{}">[email&#160;'
    "protected]</a>"
).format(bytes([42, *(ord(sign) ^ 42 for sign in "alcaldia@mella.gob.cu")]).hex())


@pytest.mark.parametrize(
    ("hidden", "words"),
    [(CLOAKED, "Alcaldía"), (HIDDEN, "Alcaldía"), (CLOUDFLARE, "alcaldia@mella.gob.cu")],
)
def test_a_mail_that_was_hidden_from_robots_is_a_link_again(web, hidden, words):
    piece = only(web({"a.html": saved_page("A", f"{TEXT}<p>Escriba a {hidden} hoy.</p>")}))
    assert f'Escriba a <a href="mailto:alcaldia@mella.gob.cu">{words}</a> hoy.' in piece.html
    assert "protegida" not in piece.html


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var addy1 = 'no es un correo';</script>",
        '<joomla-hidden-mail first="%%" last="x">Protegida</joomla-hidden-mail>',
        '<a data-cfemail="zz00ff">x</a>',
        "<script>var addy1 = '&#60;script&#62;' + '&#64;' + 'x.cu';",
    ],
)
def test_what_hides_no_mail_makes_no_link(web, hidden):
    assert "mailto:" not in only(web({"a.html": saved_page("A", f"{TEXT}<p>{hidden}</p>")})).html


# --- Errors ---------------------------------------------------------------------------------------


def test_scripts_do_not_run_and_letters_are_mended(web):
    page = saved_page("Información", f"{TEXT}<script>alert(1)</script>").encode("cp1252")
    source = web({"a.html": page})
    assert only(source).titulo == "Información"
    assert "alert" not in only(source).html
    assert any("letras rotas" in reason for reason in reasons(source))


def test_a_page_that_is_none_is_told(web):
    source = web(
        {
            "vacia.html": "",
            "foto.html": b"\xff\xd8\xff\xe0\x00\x10JFIF",
            "enorme.html": b"<html>" + b"a" * (8 << 20),
            "nada.html": "<html><body></body></html>",
        }
    )
    assert [*source.piezas()] == []
    told = {problem.que: problem.motivo for problem in source.problemas}
    assert told["vacia.html"] == "Está vacía."
    assert told["foto.html"] == "No es una página, aunque se llame así: no se lee."
    assert told["enorme.html"] == "Pesa demasiado para una página: no se lee."
    assert told["/nada"] == "No se encontró su texto."
    assert source.open_file("/foto.html").read_bytes().startswith(b"\xff\xd8")


def test_five_megabytes_in_one_page(web):
    body = f'<div itemprop="articleBody">{"<p>Ñandú y ñame</p>" * 250_000}</div>'
    assert only(web({"a.html": saved_page("A", body)})).html.count("<p>") == 250_000


def test_deep_and_broken_pages_end_in_a_piece_or_a_reason(web):
    source = web(
        {
            "honda.html": "<html><body>" + "<div>" * 5_000 + "hola" + "</body></html>",
            "rota.html": "<html><body><p <a href='x>" + TEXT,
            "sin.html": "<?xml version='1.0' encoding='latin1'?>" + saved_page("Sin", TEXT),
        }
    )
    found = {piece.clave for piece in source.piezas()}
    assert "/sin" in found
    assert {"/honda", "/rota"} <= found | {problem.que for problem in source.problemas}


def test_nothing_outside_of_the_folder_is_read(web, tmp_path):
    (tmp_path / "secreto.html").write_text(saved_page("Secreto", TEXT))
    copy = tmp_path / "copia"
    copy.mkdir()
    (copy / "enlace.html").symlink_to(tmp_path / "secreto.html")
    source = web({"a.html": saved_page("A", TEXT)})
    assert only(source).titulo == "A"
    assert "enlace.html: Sale de su carpeta: no se lee." in reasons(source)
    for address in ["/../secreto.html", "/%2e%2e/secreto.html", "/enlace.html", "a\x00"]:
        assert source.open_file(address) is None


def test_files_may_lie_in_a_folder_of_their_own(web, tmp_path):
    source = web({"a.html": saved_page("A", TEXT)}, save(tmp_path / "otra", {"images/x.jpg": b"x"}))
    assert source.open_file("/images/x.jpg").read_bytes() == b"x"


# --- A ZIP ----------------------------------------------------------------------------------------


def zipped(path, names):
    with ZipFile(path, "w") as package:
        for name, content in names.items():
            package.writestr(name, content)
    return path


def test_a_zip_that_climbs_out_of_its_folder_is_read_without_that(tmp_path):
    link = ZipInfo("enlace.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = zipped(
        tmp_path / "b.zip",
        {
            "web/a.html": saved_page("A", TEXT),
            "../fuera.html": "x",
            "/raiz.html": "x",
            "..\\otra.html": "x",
            link: "/etc/passwd",
        },
    )
    source = open_source("carpeta", path)
    assert only(source).titulo == "A"
    climbing = [reason for reason in reasons(source) if "Sale de la carpeta del ZIP" in reason]
    assert len(climbing) == 4
    assert not (tmp_path / "fuera.html").exists()


def test_a_zip_goes_when_its_source_goes(tmp_path):
    path = zipped(tmp_path / "b.zip", {"a.html": saved_page("A", TEXT)})
    source = open_source("carpeta", path)
    folder = source.raiz
    assert folder.exists()
    del source
    assert not folder.exists()


@pytest.mark.parametrize(("limit", "value"), [("_MOST_FILES", 1), ("_MOST_BYTES", 100)])
def test_a_zip_with_too_much_is_refused(tmp_path, monkeypatch, limit, value):
    monkeypatch.setattr(archivos, limit, value)
    path = zipped(tmp_path / "b.zip", {"a.html": saved_page("A", TEXT), "b.html": "x"})
    with pytest.raises(MudanzaError, match="demasiado"):
        open_source("carpeta", path)


def test_a_zip_that_swells_more_than_a_portal_does_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archivos, "_ALWAYS_BYTES", 10_000)
    pages = {"a.html": saved_page("A", TEXT)}
    assert only(open_source("carpeta", zipped(tmp_path / "a.zip", pages))).titulo == "A"
    with ZipFile(tmp_path / "b.zip", "w", ZIP_DEFLATED) as package:
        package.writestr("a.html", pages["a.html"])
        package.writestr("b.jpg", bytes(1_000_000))
    with pytest.raises(MudanzaError, match="demasiado"):
        open_source("carpeta", tmp_path / "b.zip")


def test_a_zip_does_not_fill_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(archivos, "disk_usage", lambda place: SimpleNamespace(free=500))
    path = zipped(tmp_path / "b.zip", {"a.html": saved_page("A", TEXT)})
    with pytest.raises(MudanzaError, match="demasiado"):
        open_source("carpeta", path)


def test_a_damaged_zip_loses_what_is_damaged(tmp_path):
    path = zipped(tmp_path / "b.zip", {"a.html": saved_page("A", TEXT), "b.html": "rota" * 50})
    content = path.read_bytes()
    path.write_bytes(content.replace(b"rotarota", b"rotaROTA", 1))
    source = open_source("carpeta", path)
    assert only(source).titulo == "A"
    assert "b.html: Está dañado dentro del ZIP: no se abre." in reasons(source)
