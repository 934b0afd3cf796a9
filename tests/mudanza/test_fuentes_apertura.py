"""The kind of a source is detected from its content; other files are refused with their kind."""

import gzip
from os import urandom
from zipfile import ZIP_LZMA, ZipFile

import pytest

from mudanza.fuentes.apertura import open_source, recognize
from mudanza.fuentes.piezas import MudanzaError

from .viejos import article, joomla, post, save, saved_page, wxr


@pytest.fixture
def file(tmp_path):
    def write(content, name="archivo"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def packed(path, names, **options):
    with ZipFile(path, "w", **options) as package:
        for name, content in names.items():
            package.writestr(name, content)
    return path


def test_each_kind_is_told_by_what_is_in_it(file, tmp_path):
    dump, export = joomla([article(1, "Uno")]), wxr(post(1, "Uno"))
    pages = {"index.html": saved_page("Inicio", ""), "a.html": saved_page("A", "<p>a</p>")}
    assert recognize(file(dump, "x.xml")) == "joomla"
    assert recognize(file(gzip.compress(dump))) == "joomla"
    assert recognize(file(export, "x.sql")) == "wordpress"
    assert recognize(packed(tmp_path / "x.zip", {"x.xml": export})) == "wordpress"
    assert recognize(save(tmp_path / "web", pages)) == "carpeta"
    assert recognize(packed(tmp_path / "y.zip", pages)) == "carpeta"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "está vacío"),
        (b"  \n", "está vacío"),
        (b"PK\x05\x06" + bytes(18), "está vacío"),
        (b"%PDF-1.7 ...", "es un PDF"),
        (b"\x89PNG\r\n", "es una imagen"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"Rar!\x1a\x07", "es un RAR"),
        (b"JPA\x00", "Akeeba"),
        (b"a" * 257 + b"ustar", "es un TAR"),
        (b"<!DOCTYPE html><html>", "una sola página web"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "no una exportación de WordPress"),
        (b"hola", "No se entiende qué es"),
        (b"\x1f\x8bno es gzip", "está dañado"),
    ],
)
def test_what_is_no_portal_is_refused_with_what_it_seems_to_be(file, content, said):
    path = file(content)
    for sistema in ("", "joomla", "wordpress", "carpeta"):
        with pytest.raises(MudanzaError, match=said):
            open_source(sistema, path)


def test_what_is_of_another_program_than_was_said_is_refused(file):
    with pytest.raises(MudanzaError, match="no es de «Joomla»: parece de «WordPress»"):
        open_source("joomla", file(wxr(post(1, "Uno"))))


def test_a_folder_without_pages_and_a_path_that_is_not_there(tmp_path):
    with pytest.raises(MudanzaError, match="no hay páginas guardadas"):
        recognize(save(tmp_path / "web", {"a.jpg": b"x"}))
    with pytest.raises(MudanzaError, match="no existe"):
        recognize(tmp_path / "no-esta")
    with pytest.raises(MudanzaError, match="no trae páginas"):
        recognize(packed(tmp_path / "x.zip", {"a.jpg": "x", "b.jpg": "x"}))


def test_files_that_go_with_a_portal_may_be_a_zip_but_nothing_else(file, tmp_path):
    dump = file(joomla([article(1, "Uno")]))
    images = packed(tmp_path / "images.zip", {"images/a.jpg": "jpg", "../fuera.jpg": "jpg"})
    source = open_source("joomla", dump, images)
    assert source.open_file("/images/a.jpg").read_text() == "jpg"
    assert source.open_file("/../fuera.jpg") is None
    assert not (tmp_path / "fuera.jpg").exists()
    with pytest.raises(MudanzaError, match="no es una carpeta ni un ZIP"):
        open_source("joomla", dump, file(b"x", "otra.txt"))


def test_a_part_of_a_zip_that_is_broken_is_named_or_cut(file, tmp_path):
    def broken(name, content):
        path = packed(tmp_path / name, {"a.jpg": content}, compression=ZIP_LZMA)
        data = bytearray(path.read_bytes())
        data[60:100] = bytes(40)
        path.write_bytes(data)
        return path

    dump = joomla([article(number, f"Uno {number}") for number in range(100)])
    source = open_source("joomla", file(dump), broken("images.zip", urandom(1_000)))
    assert source.open_file("/images/a.jpg") is None
    with pytest.raises(MudanzaError, match="está dañado"):
        open_source("joomla", broken("volcado.zip", dump))


def test_a_part_of_a_zip_that_is_packed_in_an_unknown_way_is_named_and_the_rest_is_read(tmp_path):
    path = packed(
        tmp_path / "web.zip",
        {"a.html": saved_page("A", "<p>a</p>" * 50), "grande.html": saved_page("B", "<p>b</p>")},
    )
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 10] = 9  # Deflate64, which Windows uses for big files
    path.write_bytes(data)
    source = open_source("carpeta", path)
    assert [piece.titulo for piece in source.piezas()] == ["A"]
    [problem] = source.problemas
    assert problem.que == "grande.html"
    assert "comprimido de una forma que no se lee" in problem.motivo
