"""A Joomla is read from a dump of its database, without a server."""

import gzip
import tracemalloc
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest

from mudanza.fuentes.apertura import open_source
from mudanza.fuentes.piezas import MudanzaError
from mudanza.models import Clase

from .viejos import (
    CONTACTS,
    ZERO,
    article,
    category,
    contact,
    item,
    joomla,
    of,
    save,
    table,
)

ASSOCIATIONS = ["id", "context", "key"]
LANGUAGES = ["lang_id", "lang_code", "sef", "published"]
EXTENSIONS = ["extension_id", "element", "enabled", "params"]


@pytest.fixture
def opened(tmp_path):
    """Return a function that saves a dump and opens it as a source."""

    def open_it(dump, folder=None, name="volcado.sql"):
        path = tmp_path / name
        path.write_bytes(dump)
        return open_source("joomla", path, folder)

    return open_it


def pieces(source):
    return {piece.clave: piece for piece in source.piezas()}


def only(source):
    [piece] = source.piezas()
    return piece


def reasons(source):
    return [f"{problem.que}: {problem.motivo}" for problem in source.problemas]


def options(**components):
    rows = [[number, *row] for number, row in enumerate(components.values(), start=1)]
    return table("abc_extensions", EXTENSIONS, rows)


# --- What an article is ---------------------------------------------------------------------------


def test_an_article_with_all_that_it_has(opened):
    images = (
        '{"image_intro":"images\\/parque.jpg#joomlaImage:\\/\\/local\\/parque.jpg",'
        '"image_intro_alt":"El parque"}'
    )
    source = opened(
        joomla(
            [
                article(
                    1,
                    "Reabre el «parque»",
                    introtext="<p>Tras la <b>obra</b>\nreabre.</p>",
                    fulltext='<p>It\'s "todo" \\ bien.</p>',
                    images=images,
                )
            ]
        )
    )
    piece = only(source)
    assert (piece.clave, piece.titulo, piece.alias) == ("1", "Reabre el «parque»", "noticia-1")
    assert piece.html == '<p>Tras la <b>obra</b>\nreabre.</p>\n<p>It\'s "todo" \\ bien.</p>'
    assert piece.resumen == "Tras la obra reabre."
    assert piece.categoria == "8"
    assert piece.fecha == datetime(2015, 3, 13, 8, tzinfo=UTC)
    assert piece.autor == "Ana Reyes"
    assert piece.es_publica
    assert not piece.es_destacada
    assert (piece.imagen, piece.imagen_alt) == ("images/parque.jpg", "El parque")
    assert (piece.idioma, piece.version) == ("", "")
    assert source.problemas == []


def test_columns_are_known_by_their_names_whatever_their_order(opened):
    columns = ["language", "title", "id", "introtext", "extra", "catid", "state", "alias"]
    missing = ["fulltext", "created", "created_by", "created_by_alias", "publish_up"]
    missing += ["publish_down", "images", "metadesc", "access", "featured"]
    values = {"language": "*", "title": "Uno", "id": 7, "introtext": "<p>a</p>", "catid": 8}
    row = of([*columns, *missing], {**values, "state": 1, "alias": "uno", "access": 1})
    dump = joomla([]) + table("abc_content", [*columns, *missing], [row])
    assert only(opened(dump)).titulo == "Uno"


def test_columns_that_an_older_joomla_has_not_are_empty(opened):
    columns = ["id", "title", "alias", "introtext", "state", "catid"]
    row = [7, "Uno", "uno", "<p>a</p>", 1, 8]
    piece = only(opened(joomla([]) + table("abc_content", columns, [row])))
    assert (piece.titulo, piece.html, piece.fecha, piece.es_publica) == (
        "Uno",
        "<p>a</p>",
        None,
        True,
    )


def test_names_of_columns_in_the_insert_and_doubled_quotes_are_read(opened):
    dump = joomla([]).replace(
        b"UNLOCK TABLES;\nDROP TABLE IF EXISTS `abc_content_frontpage`",
        b"INSERT INTO `abc_content` (`id`, `title`, `alias`, `introtext`, `fulltext`, `state`, "
        b"`catid`, `created`, `created_by`, `created_by_alias`, `publish_up`, `publish_down`, "
        b"`images`, `metadesc`, `access`, `featured`, `language`) VALUES\n"
        b"(3, 'It''s', 'its', '', '', 1, 8, NOW(), 42, '', '2015-03-13 08:00:00', "
        b"NULL, NULL, '', 1, 0, '*');\nUNLOCK TABLES;\n"
        b"DROP TABLE IF EXISTS `abc_content_frontpage`",
    )
    assert only(opened(dump)).titulo == "It's"


@pytest.mark.parametrize(
    "values",
    [
        {"state": 0},
        {"access": 2},
        {"publish_down": "2016-01-01 00:00:00"},
        {"catid": 9},
        {"catid": 10},
    ],
    ids=["withdrawn", "for-members", "over", "category-for-members", "below-such-a-category"],
)
def test_what_not_everybody_could_read_is_not_public(opened, values):
    categories = [
        category(8, "Noticias", "noticias"),
        category(9, "Interno", "interno", access=3),
        category(10, "Actas", "actas", parent=9),
    ]
    assert not only(opened(joomla([article(1, "Uno", **values)], categories))).es_publica


def test_what_is_archived_stays_public_and_the_bin_is_counted(opened):
    source = opened(
        joomla([article(1, "A", state=2), article(2, "B", state=-2), article(3, "C", state=-2)])
    )
    assert only(source).es_publica
    assert reasons(source) == ["Papelera: 2 artículos estaban en la papelera: no se traen."]


def test_featured_is_what_is_marked_or_stands_on_the_front_page(opened):
    source = opened(joomla([article(1, "A", featured=1), article(2, "B"), article(3, "C")]))
    assert [piece.es_destacada for piece in source.piezas()] == [True, True, False]


def test_an_author_is_a_name_and_never_a_mail(opened):
    source = opened(
        joomla(
            [
                article(1, "A", created_by_alias="Redacción"),
                article(2, "B", created_by_alias="ana@secreto.cu"),
                article(3, "C", created_by=7),
            ]
        )
    )
    assert [piece.autor for piece in source.piezas()] == ["Redacción", "", ""]
    assert "secreto" not in repr(vars(source.tablas))


def test_versions_in_several_languages_are_told(opened):
    others = table(
        "abc_associations",
        ASSOCIATIONS,
        [[1, "com_content.item", "k1"], [2, "com_content.item", "k1"], [3, "com_menus.item", "k1"]],
    )
    found = pieces(
        opened(
            joomla(
                [
                    article(1, "Uno", language="es-ES"),
                    article(2, "One", language="en-GB"),
                    article(3, "Tres"),
                ],
                others=others,
            )
        )
    )
    assert [(piece.idioma, piece.version) for piece in found.values()] == [
        ("es", "k1"),
        ("en", "k1"),
        ("", ""),
    ]


# --- Categories -----------------------------------------------------------------------------------


def test_categories_come_with_those_above_first(opened):
    source = opened(
        joomla(
            [],
            [
                category(3, "Cultura", "cultura", parent=9),
                category(9, "Noticias", "noticias"),
                category(4, "Enlaces", "enlaces", extension="com_weblinks"),
                category(5, "Borrada", "borrada", published=-2),
            ],
        )
    )
    assert [(one.clave, one.titulo, one.padre) for one in source.categorias()] == [
        ("9", "Noticias", ""),
        ("3", "Cultura", "9"),
    ]


def test_a_category_within_itself_is_mended_and_named(opened):
    categories = [
        category(8, "Noticias", "noticias", parent=8),
        category(9, "A", "a", parent=10),
        category(10, "B", "b", parent=9),
    ]
    source = opened(joomla([article(1, "Uno", catid=9)], categories))
    assert {one.titulo: one.padre for one in source.categorias()} == {
        "Noticias": "",
        "A": "",
        "B": "9",
    }
    assert only(source).rutas
    assert [problem.que for problem in source.problemas] == ["Noticias", "A"]
    assert "dentro de sí misma" in source.problemas[0].motivo


# --- Addresses ------------------------------------------------------------------------------------

TREE = [
    category(8, "Noticias", "noticias"),
    category(9, "Cultura", "cultura", parent=8),
    category(10, "Cine", "cine", parent=9),
]


def rutas(opened, menu, *, options_of_content="{}", others=b"", **values):
    params = options(content=["com_content", 1, options_of_content])
    values = {"alias": "parque", "catid": 10, **values}
    return only(opened(joomla([article(5, "P", **values)], TREE, menu, others + params))).rutas


def test_an_item_of_the_menu_leads_to_an_article(opened):
    menu = [item(101, "el-municipio/parque", "article&id=5")]
    assert rutas(opened, menu)[0] == "/el-municipio/parque"


def test_an_alias_of_the_menu_leads_there_too(opened):
    menu = [
        item(101, "parque", "article&id=5"),
        item(102, "obras/parque", "", type="alias", params='{"aliasoptions":"101"}'),
    ]
    assert rutas(opened, menu)[:2] == ("/parque", "/obras/parque")


def test_the_old_way_has_the_number_of_the_article_and_of_its_category(opened):
    menu = [item(101, "prensa", "category&layout=blog&id=8")]
    found = rutas(opened, menu)
    assert found[0] == "/prensa/10-cultura/cine/5-parque"
    assert "/component/content/article/5-parque" in found


def test_the_nearest_item_of_the_menu_comes_first(opened):
    menu = [item(101, "prensa", "category&id=8"), item(102, "cine", "category&id=10")]
    assert rutas(opened, menu)[0] == "/cine/5-parque"


@pytest.mark.parametrize(
    ("params", "first"),
    [
        ('{"sef_advanced":"1"}', "/prensa/9-cultura/10-cine/5-parque"),
        ('{"sef_advanced":1,"sef_ids":1}', "/prensa/cultura/cine/parque"),
    ],
)
def test_the_new_way_is_first_where_the_portal_uses_it(opened, params, first):
    menu = [item(101, "prensa", "category&id=8")]
    found = rutas(opened, menu, options_of_content=params)
    assert found[0] == first
    assert "/prensa/10-cultura/cine/5-parque" in found


def test_joomla_5_knows_only_the_new_way(opened):
    menu = [item(101, "prensa", "category&id=8")]
    others = table("abc_workflows", ["id", "title"], [[1, "Basic"]])
    found = rutas(opened, menu, options_of_content='{"sef_ids":"1"}', others=others)
    assert found[0] == "/prensa/cultura/cine/parque"


def test_without_a_menu_an_article_is_below_the_component_and_the_front_page(opened):
    found = rutas(opened, [item(1, "inicio", "featured", home=1)])
    assert found[0] == "/component/content/article/10-noticias/cultura/cine/5-parque"
    assert {"/10-noticias/cultura/cine/5-parque", "/component/content/article/5-parque"} <= {*found}


def test_items_that_nobody_sees_lead_nowhere(opened):
    menu = [
        item(101, "oculto", "article&id=5", published=0),
        item(102, "interno", "article&id=5", access=2),
        item(103, "admin", "article&id=5", client_id=1),
    ]
    assert not {"/oculto", "/interno", "/admin"} & {*rutas(opened, menu)}


def test_addresses_have_their_language_where_the_portal_has_several(opened):
    others = table(
        "abc_languages",
        LANGUAGES,
        [[1, "en-GB", "en", 1], [2, "es-ES", "es", 1], [3, "fr-FR", "fr", 0]],
    )
    others += table(
        "abc_extensions",
        EXTENSIONS,
        [[1, "languagefilter", 1, "{}"], [2, "com_languages", 1, '{"site":"es-ES"}']],
    )
    menu = [
        item(1, "prensa", "article&id=5", language="es-ES"),
        item(2, "press", "article&id=6", language="en-GB"),
        item(3, "todo", "article&id=7"),
        item(4, "inicio", "article&id=8", language="es-ES", home=1),
    ]
    articles = [
        article(5, "A", language="es-ES"),
        article(6, "B", language="en-GB"),
        article(7, "C"),
        article(8, "D", language="es-ES"),
    ]
    found = pieces(opened(joomla(articles, TREE, menu, others)))
    assert found["5"].rutas[:2] == ("/es/prensa", "/prensa")
    assert found["6"].rutas[:2] == ("/en/press", "/press")
    assert found["7"].rutas[:3] == ("/es/todo", "/en/todo", "/todo")
    assert found["8"].rutas[:2] == ("/es", "/")


def test_categories_have_the_addresses_of_their_menus(opened):
    menu = [item(101, "prensa", "category&id=8"), item(102, "noticias", "category&id=8")]
    found = {one.titulo: one for one in opened(joomla([], TREE, menu)).categorias()}
    assert found["Noticias"].ruta == "/prensa"
    assert "/noticias" in found["Noticias"].otras_rutas
    assert found["Cine"].ruta == "/prensa/10-cultura/cine"


def test_items_of_the_menu_that_list_other_things_are_told(opened):
    menu = [
        item(100, "inicio", "featured", home=1),
        item(101, "prensa", "category&id=8"),
        item(102, "titulares", "featured"),
        item(103, "archivo", "archive"),
        item(104, "todo", "categories&id=0"),
        item(105, "otros/diarios", "category&id=30", component="com_newsfeeds"),
        item(106, "temas", "tags", component="com_tags"),
        item(107, "quienes", "categories&id=0", component="com_contact"),
        item(108, "intendente", "contact&id=5", component="com_contact"),
        item(109, "entrar", "login", component="com_users"),
        item(110, "secreta", "featured", access=2),
    ]
    told = {lista.rutas: lista.clase for lista in opened(joomla([], TREE, menu)).listas()}
    assert told == {
        ("/titulares",): Clase.CATEGORIA,
        ("/archivo",): Clase.CATEGORIA,
        ("/todo",): Clase.CATEGORIA,
        ("/otros/diarios",): Clase.LISTA,
        ("/temas",): Clase.LISTA,
        ("/quienes",): Clase.CONTACTOS,
    }


# --- Contacts -------------------------------------------------------------------------------------


def test_contacts_are_pages_with_addresses_of_their_own(opened):
    categories = [
        *TREE,
        category(20, "Directorio", "directorio", extension="com_contact"),
        category(21, "Otro", "otro", extension="com_contact"),
        category(22, "Banderas", "banderas", extension="com_banners"),
    ]
    contacts = [
        contact(
            5,
            "Intendencia",
            "intendencia",
            con_position="Intendente: Ana <b>",
            address="Calle 4",
            suburb="Mella",
            telephone="22 62 1234",
            webpage="javascript:alert(1)",
            misc="<p>De lunes a viernes.</p>",
            image="images/ana.jpg",
        ),
        contact(6, "Oculto", "oculto", published=0),
        contact(7, "Interno", "interno", access=2),
    ]
    menu = [item(101, "contactenos", "category&id=20", component="com_contact")]
    others = table("abc_contact_details", CONTACTS, contacts)
    source = opened(joomla([article(5, "Artículo")], categories, menu, others))
    found = pieces(source)
    assert [*found] == ["5", "contacto-5"]
    piece = found["contacto-5"]
    assert piece.titulo == "Intendencia"
    assert piece.rutas[0] == "/contactenos/5-intendencia"
    assert "/component/contact/contact/5-intendencia" in piece.rutas
    assert piece.html == (
        "<ul><li>Cargo: Intendente: Ana &lt;b&gt;</li><li>Dirección: Calle 4, Mella</li>"
        "<li>Teléfono: 22 62 1234</li></ul><p>De lunes a viernes.</p>"
    )
    assert (piece.imagen, piece.categoria) == ("images/ana.jpg", "20")
    # The category itself leads to the directory, wherever its contacts lead.
    assert {one.titulo: one.ruta for one in source.categorias()}["Directorio"] == ""
    [lista] = source.listas()
    assert (lista.clase, lista.rutas[0]) == (Clase.CONTACTOS, "/contactenos")
    assert "/component/contact/category/20-directorio" in lista.rutas
    assert {one.titulo for one in source.categorias()} == {
        "Noticias",
        "Cultura",
        "Cine",
        "Directorio",
    }
    assert "secreto" not in repr([vars(source.tablas), *found.values()])


# --- Files ----------------------------------------------------------------------------------------


def test_files_are_found_in_the_folder_and_nothing_outside(opened, tmp_path):
    folder = save(tmp_path / "copia", {"images/fotos/un día.jpg": b"jpg"})
    (tmp_path / "secreto.txt").write_text("x")
    (folder / "images" / "enlace.jpg").symlink_to(tmp_path / "secreto.txt")
    source = opened(joomla([]), folder)
    assert source.open_file("/images/fotos/un%20d%C3%ADa.jpg?x=1").read_bytes() == b"jpg"
    assert source.open_file("https://mella.cu/images/fotos/un día.jpg") is not None
    for address in [
        "images/no-esta.jpg", "../secreto.txt", "images/../../secreto.txt", "/images/enlace.jpg",
        "images/%2e%2e/%2e%2e/secreto.txt", "..\\secreto.txt", "a\x00b", "x" * 5000, "", "images",
        "http://[", str(tmp_path / "secreto.txt"),
    ]:  # fmt: skip
        assert source.open_file(address) is None, address


def test_the_folder_of_images_alone_does_too(opened, tmp_path):
    folder = save(tmp_path / "images", {"fotos/a.jpg": b"jpg"})
    assert opened(joomla([]), folder).open_file("images/fotos/a.jpg").read_bytes() == b"jpg"


def test_without_a_folder_there_is_no_file(opened):
    assert opened(joomla([])).open_file("images/a.jpg") is None


def test_the_pictures_of_a_folder_are_pictures_and_a_video_is_a_link(opened, tmp_path):
    folder = save(
        tmp_path / "copia",
        {f"images/fotos/{name}": b"x" for name in ("b.JPG", "a.png", "index.html")},
    )
    text = (
        "<p>Vea:</p>{gallery}fotos:200:150{/gallery}<p>{youtube}abc_-12345|600{/youtube}</p>"
        "{gallery}no-esta{/gallery}{gallery}../..{/gallery}{youtube}<b>{/youtube}{slide=x}y{/slide}"
    )
    piece = only(opened(joomla([article(1, "Uno", introtext=text)]), folder))
    watch = "https://www.youtube.com/watch?v=abc_-12345"
    assert piece.html == (
        '<p>Vea:</p><p><img src="/images/fotos/a.png" alt=""></p><p><img src="/images/fotos/b.JPG" '
        f'alt=""></p><p><a href="{watch}">{watch}</a></p>'
        "{gallery}no-esta{/gallery}{gallery}../..{/gallery}{youtube}<b>{/youtube}{slide=x}y{/slide}"
    )


# --- Formats of a dump ----------------------------------------------------------------------------


def test_a_packed_dump_is_read(opened, tmp_path):
    dump = joomla([article(1, "Año nuevo")])
    assert only(opened(gzip.compress(dump), name="v.sql.gz")).titulo == "Año nuevo"
    with ZipFile(tmp_path / "v.zip", "w") as package:
        package.writestr("v.sql", dump)
    assert only(open_source("", tmp_path / "v.zip")).titulo == "Año nuevo"


def test_a_dump_of_the_console_of_windows_is_read(opened):
    dump = joomla([article(1, "Año nuevo")]).decode().encode("utf-16")
    assert only(opened(dump)).titulo == "Año nuevo"


def test_of_two_joomlas_in_one_base_the_one_with_most_text_is_read(opened):
    small = joomla([article(1, "Viejo")], prefix="old_")
    big = joomla([article(number, "Nuevo") for number in range(1, 5)], prefix="new_3_")
    source = opened(small + big)
    assert {piece.titulo for piece in source.piezas()} == {"Nuevo"}
    assert "old_: En el volcado hay otro Joomla, más pequeño: no se lee." in reasons(source)


def test_other_tables_and_programs_of_the_base_are_passed_over(opened):
    others = table(
        "abc_session", ["data"], [["a';INSERT INTO `abc_content` VALUES (1);--"], [None]]
    )
    others += (
        b"/*!50003 CREATE*/ /*!50020 DEFINER=`x`@`%`*/ /*!50003 FUNCTION f() RETURNS int\nBEGIN\n"
        b"  RETURN 'it''s';\nEND */ ;;\nDELIMITER ;\n"
    )
    assert only(opened(joomla([article(1, "Uno")], others=others))).titulo == "Uno"


def test_reading_twice_gives_the_same(opened):
    source = opened(joomla([article(1, "Uno", state=-2), article(2, "Dos")]))
    first = [*source.piezas()], [*source.problemas]
    assert ([*source.piezas()], [*source.problemas]) == first


# --- Errors ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_dump_cut_in_the_middle_the_whole_rows_are_read(opened, packed):
    dump = joomla([article(number, f"Número {number}") for number in range(1, 400)])
    at = dump.index("Texto de Número 300".encode())
    dump = gzip.compress(dump)[:-400] if packed else dump[:at]
    source = opened(dump)
    found = [piece.clave for piece in source.piezas()]
    assert found == [str(number) for number in range(1, len(found) + 1)]
    assert len(found) > 100
    if not packed:
        assert len(found) == 299
    assert any("se corta a la mitad" in reason for reason in reasons(source))


def test_a_packed_dump_of_another_program_that_breaks_off_is_told(opened):
    dump = joomla([article(number, f"Número {number}") for number in range(1, 400)])
    dump = dump.replace(b"-- MySQL dump", b"-- phpMyAdmin SQL Dump")
    whole = dump.replace(b"-- Dump completed", b"--")
    assert reasons(opened(whole)) == []
    # Cut within the checksum of gzip: everything can be read, but not verified.
    source = opened(gzip.compress(whole)[:-4])
    assert len(pieces(source)) == 399
    assert any("se corta a la mitad" in reason for reason in reasons(source))


def test_a_dump_without_its_end_is_told_even_between_two_tables(opened):
    dump = joomla([article(1, "Uno")])
    source = opened(dump[: dump.index(b"DROP TABLE IF EXISTS `abc_menu`")])
    assert only(source).titulo == "Uno"
    assert any("se corta a la mitad" in reason for reason in reasons(source))


def test_a_broken_row_is_told_and_those_of_the_next_statement_are_read(opened):
    one = joomla([article(1, "Uno")])
    broken = one.replace(b",'noticia-1',", b",'noticia-1' 'x' ???\",", 1)
    more = (
        b"INSERT INTO `abc_content` VALUES\n("
        + b",".join(b"'%s'" % str(value).encode() for value in article(2, "Dos"))
        + b");\n"
    )
    dump = broken.replace(
        b"UNLOCK TABLES;\nDROP TABLE IF EXISTS `abc_content_front",
        more + b"UNLOCK TABLES;\nDROP TABLE IF EXISTS `abc_content_front",
    )
    source = opened(dump)
    assert [piece.titulo for piece in source.piezas()] == ["Dos"]
    assert "abc_content: Una fila está dañada: no se lee." in reasons(source)


def test_letters_of_other_encodings_are_mended_and_counted(opened):
    twice = "Información: ¿qué pasó?".encode().decode("cp1252").encode()
    windows = "Reunión de la «Asamblea» – 50 €".encode("cp1252")
    mixed = "Año ".encode() + "Año".encode("latin-1")
    source = opened(
        joomla(
            [article(1, twice), article(2, windows), article(3, mixed), article(4, "São Tomé, Ã")]
        )
    )
    assert [piece.titulo for piece in source.piezas()] == [
        "Información: ¿qué pasó?",
        "Reunión de la «Asamblea» – 50 €",
        "Año Año",
        "São Tomé, Ã",
    ]
    [problem] = [problem for problem in source.problemas if problem.que == "Letras"]
    assert "letras rotas" in problem.motivo


def test_two_articles_with_one_alias_come_both_and_are_named(opened):
    source = opened(joomla([article(1, "A", alias="aviso"), article(2, "B", alias="aviso")]))
    assert len(pieces(source)) == 2
    assert reasons(source) == ["B: Tiene el mismo alias que el artículo 1: se traen los dos."]


@pytest.mark.parametrize(
    "date", [ZERO, "0000-03-12 00:00:00", "0001-01-01 00:00:00", "2015-02-31 10:00:00", "", None]
)
def test_a_date_that_is_none_is_told(opened, date):
    source = opened(joomla([article(1, "Uno", created=date, publish_up=date)]))
    assert only(source).fecha is None
    assert reasons(source) == ["Uno: No tiene una fecha que valga: queda sin ella."]


def test_without_a_day_of_publication_the_one_of_writing_counts(opened):
    source = opened(joomla([article(1, "Uno", publish_up=ZERO)]))
    assert only(source).fecha == datetime(2015, 3, 12, 14, 30, tzinfo=UTC)
    assert source.problemas == []


@pytest.mark.parametrize("images", ["", "no es json", "[1]", '{"image_intro":null}', None])
def test_broken_images_are_none(opened, images):
    assert only(opened(joomla([article(1, "Uno", images=images)]))).imagen == ""


def test_five_megabytes_in_one_article(opened):
    text = "<p>Ñandú 'y' \\ ñame</p>\n" * 230_000
    assert only(opened(joomla([article(1, "Uno", introtext=text)]))).html == text


def test_many_articles_are_read_in_little_memory(tmp_path):
    # Measured by hand: 200,000 articles (566 MB) took 43 s and 40 MB.
    rows = [
        article(number, f"N {number}", introtext="<p>texto</p>" * 500) for number in range(2_000)
    ]
    path = tmp_path / "v.sql"
    path.write_bytes(joomla(rows))
    del rows
    source = open_source("joomla", path)
    tracemalloc.start()
    count = sum(1 for _piece in source.piezas())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_000
    assert path.stat().st_size > 12_000_000
    assert most < 6_000_000


def test_a_dump_without_blanks_between_statements_is_read_in_little_memory(opened):
    names = [f"abc_t{number}" for number in range(1_000)]
    others = b"".join(
        f"DROP TABLE IF EXISTS `{name}`;CREATE TABLE `{name}` (`id` int);"
        f"INSERT INTO `{name}` VALUES ('{'x' * 10_000}');".encode()
        for name in names
    )
    source = opened(joomla([article(1, "Uno")], others=others))
    tracemalloc.start()
    assert only(source).titulo == "Uno"
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 6_000_000


def test_an_odd_number_of_digits_is_a_number_all_the_same(opened):
    dump = joomla([article(1, "Uno", metadesc="0xSIGNO")])
    dump = dump.replace(b"'0xSIGNO'", b"0x9AB")
    assert only(opened(dump)).resumen.endswith("\xab")
    dump = joomla([article(1, "Uno", metadesc="0xSIGNO")]).replace(b"'0xSIGNO'", b"0xSIGNO")
    assert only(opened(dump)).resumen == "0xSIGNO"


def test_a_contact_below_a_category_that_is_not_published_is_not_public(opened):
    categories = [
        category(8, "Noticias", "noticias"),
        category(20, "Oculto", "oculto", extension="com_contact", published=0),
        category(21, "Dentro", "dentro", parent=20, extension="com_contact"),
    ]
    others = table("abc_contact_details", CONTACTS, [contact(5, "Ana", "ana", catid=21)])
    found = pieces(opened(joomla([article(5, "Artículo")], categories, (), others)))
    assert not found["contacto-5"].es_publica


def test_a_dump_without_columns_says_how_to_make_it(opened):
    dump = b"-- MySQL dump 10\nINSERT INTO `abc_users` VALUES (1,'a');\n"
    with pytest.raises(MudanzaError, match="--no-create-info"):
        opened(dump)


@pytest.mark.parametrize(
    ("tables", "said"),
    [(["wp_posts", "wp_options"], "es de un WordPress"), (["node", "users"], "no es de un Joomla")],
)
def test_the_dump_of_another_program_is_refused(opened, tables, said):
    dump = b"-- MySQL dump 10\n" + b"".join(table(name, ["id"], [[1]]) for name in tables)
    with pytest.raises(MudanzaError, match=said):
        opened(dump)
