"""A WordPress is read from its export file (WXR)."""

import gzip
import tracemalloc
from datetime import UTC, datetime

import pytest

from mudanza.fuentes.apertura import open_source
from mudanza.fuentes.piezas import MudanzaError

from .viejos import ZERO, attachment, meta, post, save, term, wxr


@pytest.fixture
def opened(tmp_path):
    """Return a function that saves an export and opens it as a source."""

    def open_it(export, folder=None, name="exportación.xml"):
        path = tmp_path / name
        path.write_bytes(export if isinstance(export, bytes) else export.encode())
        return open_source("wordpress", path, folder)

    return open_it


def only(source):
    [piece] = source.piezas()
    return piece


def reasons(source):
    return [f"{problem.que}: {problem.motivo}" for problem in source.problemas]


def test_an_export_in_utf_16_is_read(opened):
    for head in ('<?xml version="1.0" encoding="UTF-16"?>', '<?xml version="1.0"?>'):
        export = wxr(post(1, "Año «nuevo»", "Así " * 20_000), head=head)
        piece = only(opened(export.encode("utf-16")))
        assert piece.titulo == "Año «nuevo»"
        assert piece.html.count("Así") == 20_000


def test_an_export_without_a_channel_is_none(opened):
    export = wxr(post(1, "Uno")).replace("channel>", "canal>")
    with pytest.raises(MudanzaError, match="no es lo que WordPress da"):
        opened(export)


# --- What a post is -------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_a_post_with_all_that_it_has(opened, version):
    more = (
        term("category", "noticias", "Noticias")
        + term("post_tag", "x")
        + term("language", "es_ES")
        + term("post_translations", "pll_5")
        + meta("_thumbnail_id", "9")
    )
    source = opened(
        wxr(
            post(5, "Reabre el «parque»", "<p>a</p>", more=more, is_sticky="1"),
            attachment(9, "/wp-content/uploads/2015/03/parque.jpg", alt="El parque"),
            categories=[(3, "noticias", "Noticias", "")],
            version=version,
        )
    )
    piece = only(source)
    assert (piece.clave, piece.titulo, piece.alias) == ("5", "Reabre el «parque»", "entrada-5")
    assert piece.rutas == ("/2015/03/13/entrada-5/", "/?p=5")
    assert piece.html == "<p>a</p>"
    assert piece.categoria == "3"
    assert piece.fecha == datetime(2015, 3, 13, 12, tzinfo=UTC)
    assert piece.autor == "Ana Reyes"
    assert (piece.es_publica, piece.es_destacada) == (True, True)
    assert (piece.imagen, piece.imagen_alt) == (
        "/wp-content/uploads/2015/03/parque.jpg",
        "El parque",
    )
    assert (piece.idioma, piece.version) == ("es", "pll_5")
    assert source.problemas == []
    assert "secreto" not in repr(vars(source.indice))


def test_a_page_is_known_by_its_own_number_and_the_parts_it_was_cut_into(opened):
    piece = only(
        opened(
            wxr(
                post(
                    7,
                    "Historia",
                    "uno<!--nextpage-->dos",
                    kind="page",
                    link="https://mella.example.cu/el-municipio/historia/",
                )
            )
        )
    )
    assert piece.rutas[:2] == ("/el-municipio/historia/", "/?page_id=7")
    assert "/el-municipio/historia/2" in piece.rutas
    assert piece.html == "<p>unodos</p>"


def test_a_title_is_words_alone(opened):
    assert (
        only(opened(wxr(post(5, "Agua &amp; <em>lu<b>z</b></em>, 1 < 2")))).titulo
        == "Agua & luz, 1 < 2"
    )


@pytest.mark.parametrize("state", ["draft", "pending", "private", "future"])
def test_what_is_not_published_is_not_public(opened, state):
    assert not only(opened(wxr(post(5, "Uno", state=state)))).es_publica


def test_what_asks_for_a_password_is_not_public(opened):
    assert not only(opened(wxr(post(5, "Uno", post_password="abc")))).es_publica


def test_what_nobody_wrote_as_an_article_is_left_out_and_counted(opened):
    source = opened(
        wxr(
            post(1, "Uno"),
            post(2, "menú", kind="nav_menu_item"),
            post(3, "a medias", state="auto-draft"),
            post(4, "borrada", state="trash"),
            post(6, "Concierto", kind="event"),
            post(7, "Feria", kind="event"),
        )
    )
    assert only(source).titulo == "Uno"
    assert reasons(source) == [
        "Papelera: Un artículo estaba en la papelera: no se trae.",
        "event: 2 contenidos de esta clase no son entradas ni páginas: no se traen.",
    ]


def test_a_draft_has_the_date_of_the_clock_of_the_portal(opened):
    piece = only(opened(wxr(post(5, "Uno", post_date_gmt=ZERO, post_date="2015-03-13 08:00:00"))))
    assert piece.fecha == datetime(2015, 3, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize("date", [ZERO, "0000-01-01 00:00:00", "", "ayer"])
def test_a_date_that_is_none_is_told(opened, date):
    source = opened(wxr(post(5, "Uno", post_date_gmt=date, post_date=date)))
    assert only(source).fecha is None
    assert reasons(source) == ["Uno: No tiene una fecha que valga: queda sin ella."]


def test_an_author_is_a_name_and_never_a_mail_or_the_name_to_sign_in(opened):
    export = wxr(post(5, "Uno")).replace("[Ana Reyes]", "[ana@secreto.cu]")
    assert only(opened(export)).autor == ""
    assert only(opened(wxr(post(5, "Uno")).replace("wp:author_login", "wp:x"))).autor == ""


# --- Categories -----------------------------------------------------------------------------------


def test_categories_come_with_those_above_first_and_circles_mended(opened):
    source = opened(
        wxr(
            categories=[
                (3, "cultura", "Cultura", "noticias"),
                (2, "noticias", "Noticias", ""),
                (4, "sola", "Sola", "sola"),
                (5, "a", "A", "b"),
                (6, "b", "B", "a"),
            ]
        )
    )
    found = {one.titulo: one for one in source.categorias()}
    assert [*found].index("Noticias") < [*found].index("Cultura")
    assert (found["Cultura"].padre, found["Cultura"].ruta) == ("2", "/category/noticias/cultura")
    assert found["Sola"].padre == ""
    assert "" in (found["A"].padre, found["B"].padre)
    assert "Sola: La categoría está dentro de sí misma: queda sin otra por encima." in reasons(
        source
    )


def test_the_main_category_is_the_one_that_was_chosen_and_else_not_the_empty_one(opened):
    categories = [(1, "sin-categoria", "Sin categoría", ""), (2, "a", "A", ""), (3, "b", "B", "")]
    terms = term("category", "sin-categoria") + term("category", "a") + term("category", "b")
    chosen = terms + meta("_yoast_wpseo_primary_category", "3")
    found = opened(
        wxr(post(5, "Uno", more=terms), post(6, "Dos", more=chosen), categories=categories)
    ).piezas()
    assert [piece.categoria for piece in found] == ["2", "3"]


def test_a_category_that_the_export_does_not_list_is_made_of_its_post(opened):
    source = opened(wxr(post(5, "Uno", more=term("category", "avisos", "Avisos"))))
    assert only(source).categoria == "avisos"
    assert [(one.clave, one.titulo) for one in source.categorias()] == [("avisos", "Avisos")]


# --- Bodies ---------------------------------------------------------------------------------------


def html(opened, content, *others):
    source = opened(wxr(post(5, "Uno", content), *others))
    return only(source).html.replace("\n", "")


def test_lines_are_paragraphs_as_wordpress_shows_them(opened):
    content = (
        "Uno\ndos\n\n<h2>Título</h2>\nTres\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<pre>x\n\ny</pre>"
    )
    assert html(opened, content) == (
        "<p>Uno<br>dos</p><h2>Título</h2><p>Tres</p><ul><li>a</li><li>b</li></ul><pre>xy</pre>"
    )


def test_blocks_lose_their_signs_and_keep_their_lines(opened):
    content = (
        '<!-- wp:paragraph {"a":"b"} -->\n<p>Uno</p>\n<!-- /wp:paragraph -->\n\n<!--more-->\n'
        "<!-- wp:html -->\ntexto\n<!-- /wp:html -->"
    )
    assert html(opened, content) == "<p>Uno</p>texto"


def test_a_gallery_is_its_pictures(opened):
    pictures = [
        attachment(8, "/wp-content/uploads/a.jpg", alt='Una "a"', caption="Pie de <b>a</b>"),
        attachment(9, "/wp-content/uploads/b.jpg", parent="5"),
    ]
    assert html(opened, '[gallery columns="2" ids="8,7,9"]', *pictures) == (
        '<figure><img src="/wp-content/uploads/a.jpg" alt="Una &quot;a&quot;">'
        "<figcaption>Pie de a</figcaption></figure>"
        '<figure><img src="/wp-content/uploads/b.jpg" alt=""></figure>'
    )
    assert html(opened, "[gallery]", *pictures) == (
        '<figure><img src="/wp-content/uploads/b.jpg" alt=""></figure>'
    )


def test_a_video_that_stands_alone_is_a_link(opened):
    content = "Vea:\n\nhttps://youtu.be/abc?x=1&y=2\n\n[embed]https://vimeo.com/1[/embed]"
    assert html(opened, content) == (
        '<p>Vea:</p><p><a href="https://youtu.be/abc?x=1&amp;y=2">https://youtu.be/abc?x=1&amp;y=2</a>'
        '</p><p><a href="https://vimeo.com/1">https://vimeo.com/1</a></p>'
    )


def test_addresses_of_the_portal_itself_lose_its_host(opened):
    content = (
        '<a href="https://mella.example.cu/historia/">a</a><img src="//mella.example.cu/x.jpg">'
        '<a href="https://otro.cu/">b</a>'
    )
    assert html(opened, content) == (
        '<p><a href="/historia/">a</a><img src="/x.jpg"><a href="https://otro.cu/">b</a></p>'
    )


# --- Files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", ["", "uploads/", "wp-content/uploads/"])
def test_uploads_are_found_wherever_the_copy_begins(opened, tmp_path, root):
    folder = save(tmp_path / "copia", {f"{root}2015/03/a.jpg": b"jpg"})
    source = opened(wxr(post(5, "Uno")), folder)
    for address in [
        "https://mella.example.cu/wp-content/uploads/2015/03/a.jpg",
        "/wp-content/uploads/2015/03/a-300x200.jpg",
    ]:
        assert source.open_file(address).read_bytes() == b"jpg"
    assert source.open_file("/wp-content/uploads/2015/03/b.jpg") is None
    assert source.open_file("/wp-content/uploads/../../../../etc/passwd") is None


# --- Errors ---------------------------------------------------------------------------------------

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE])
def test_a_bomb_of_entities_is_refused(opened, head):
    with pytest.raises(MudanzaError, match="declaraciones XML"):
        opened(wxr(post(5, "&c;"), head=head))


@pytest.mark.parametrize("packed", [False, True])
def test_of_an_export_cut_in_the_middle_the_whole_posts_are_read(opened, packed):
    export = wxr(*(post(number, f"Número {number}") for number in range(1, 400))).encode()
    export = (
        gzip.compress(export)[:-400] if packed else export[: export.index("Número 300".encode())]
    )
    source = opened(export)
    found = [piece.clave for piece in source.piezas()]
    assert found == [str(number) for number in range(1, len(found) + 1)]
    assert len(found) > 100
    assert any("se corta" in reason for reason in reasons(source))


def test_letters_of_other_encodings_and_signs_that_no_xml_may_hold_are_mended(opened):
    export = wxr(post(5, "UNO", "bien\x0b\x00 aquí"), post(6, "DOS", "a"), post(7, "TRES", "a"))
    export = export.encode().replace(b"UNO", "Año".encode("latin-1"))
    export = export.replace(b"DOS", "Información".encode().decode("cp1252").encode())
    source = opened(export)
    assert [piece.titulo for piece in source.piezas()] == ["Año", "Información", "TRES"]
    assert any("letras rotas" in reason for reason in reasons(source))


def test_another_encoding_that_the_export_declares_is_read(opened):
    export = wxr(post(5, "Año"), head='<?xml version="1.0" encoding="ISO-8859-1"?>')
    assert only(opened(export.encode("latin-1"))).titulo == "Año"


def test_five_megabytes_in_one_post(opened):
    text = "Ñandú y ñame\n\n" * 400_000
    assert only(opened(wxr(post(5, "Uno", text)))).html.count("<p>") == 400_000


def test_many_posts_are_read_in_little_memory(tmp_path):
    path = tmp_path / "x.xml"
    path.write_text(wxr(*(post(number, "Uno", "texto " * 1_000) for number in range(2_000))))
    source = open_source("wordpress", path)
    tracemalloc.start()
    count = sum(1 for _piece in source.piezas())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_000
    assert most < 4_000_000


@pytest.mark.parametrize(
    "address", ["http://[", "javascript:x", "", "https://mella.example.cu"], ids=str
)
def test_an_address_that_is_none_leaves_the_number(opened, address):
    export = wxr(post(5, "Uno", link="https://LINK/")).replace("https://LINK/", address)
    assert "/?p=5" in only(opened(export)).rutas
