"""A portal is taken along on a stick: whole, readable without server, and nothing private in it."""

import hashlib
import json
import re
import resource
from contextlib import contextmanager
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import CollectionViewRestriction

from portatil import archivo
from portatil.reescritura import Pagina
from tests.documentos.making import make_documento
from tests.factories import (
    make_document,
    make_image,
    make_noticia,
    make_private,
    prepare,
    publish,
)
from tests.reading import links, text

from .copia import OUTSIDE, Copia, fill

ADDRESS = "/portatil.zip"
WITH_THE_LINK = ("/mapa/", "/sin-conexion/")


@pytest.fixture(scope="module")
def world(once):
    once(fill)


@pytest.fixture(scope="module")
def kept():
    """What the first test has made, for those that only read it."""
    return {}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PORTATIL_ROOT = tmp_path / "portatil"
    return settings.PORTATIL_ROOT


@pytest.fixture
def copia(world, alfa, kept):
    if not kept:
        call_command("preparar_portatil", "alfa")
        kept["alfa"] = Copia(archivo.ruta(alfa.site.hostname).read_bytes())
    return kept["alfa"]


def offered(portal):
    """Return the ZIP that the portal offers, as bytes."""
    return portal.get(ADDRESS).getvalue()


def words(copia, name):
    return " ".join(copia.pages[name].get_text(" ").split())


# --- What is inside -------------------------------------------------------------------------


def test_it_begins_with_an_index_and_says_its_day_on_each_page(copia):
    day = date_format(timezone.localdate(), "DATE_FORMAT")
    assert copia.pages["index.html"].find("a", string="Carné de identidad")
    spanish = [name for name, page in copia.pages.items() if page.html["lang"] == "es-CU"]
    assert len(spanish) > 20
    assert all(f"Copia del {day}." in words(copia, name) for name in spanish)
    assert all(page.body.find(class_="guardado") for page in copia.pages.values())


def test_all_that_everybody_reads_is_inside(copia):
    for title in (
        *("Carné de identidad", "Feria del libro", "Registro Civil"),
        *("Certificación de nacimiento", "Trámites y servicios", "Mapa del sitio"),
    ):
        assert copia.page(title)
    assert "en" in {page.html["lang"].partition("-")[0] for page in copia.pages.values()}
    assert [name for name in copia.names if re.match(r"documentos/\d+-acta-publica.*\.txt$", name)]
    pages = [name for name in copia.pages if "noticias" in name]
    assert "Suceso 0" in " ".join(words(copia, name) for name in pages)  # on the second page


def test_nothing_private_and_nothing_of_another_portal_is_inside(copia):
    everything = " ".join(words(copia, name) for name in copia.pages)
    for kept_out in ("Borrador secreto", "Historia de Beta"):
        assert kept_out not in everything
    assert not [name for name in copia.names if "reservada" in name or "beta" in name.lower()]
    assert "Acta reservada" not in everything
    assert not [name for name in copia.names if "admin" in name]


def test_every_link_to_a_file_leads_to_one(copia):
    found = list(copia.links())
    assert len(found) > 200
    assert {
        (page, link) for page, link in found if copia.at(page, link) not in copia.names
    } == set()


def test_no_page_loads_anything_that_is_not_inside(copia):
    for page, address in copia.loaded():
        if address.startswith("#"):
            assert copia.pages[page].find(id=address[1:]), (page, address)
        else:
            assert copia.at(page, address) in copia.names, (page, address)


def test_links_to_the_outside_say_that_they_need_a_connection(copia, alfa, beta):
    page = copia.pages[copia.page("Carné de identidad")]
    for address in (OUTSIDE, f"{beta.url}/historia-de-beta/"):
        assert "(necesita conexión)" in page.find("a", href=address).get_text()
    ours = copia.pages["index.html"].find("a", string="Noticias")
    assert copia.at("index.html", ours["href"]) in copia.names


def test_forms_only_search_the_copy(copia):
    for name, page in copia.pages.items():
        for form in page.find_all("form"):
            assert "method" not in form.attrs
            assert "buscar" in copia.at(name, form["action"])
    everything = "".join(str(page) for page in copia.pages.values())
    assert "csrfmiddlewaretoken" not in everything
    assert "trabajador" not in everything


def test_it_does_not_say_what_is_open_at_the_hour_of_the_copy(alfa, copia):
    told = re.compile("(Abierto|Cerrado) ahora")
    assert told.search(text(alfa.get("/directorio/registro-civil/")))
    kept = words(copia, copia.page("Registro Civil"))
    assert not told.search(kept)
    assert "Todos los días 8:00 a.m. a 5:00 p.m." in kept


def test_scripts_are_those_that_ask_no_server(copia):
    scripts = {copia.at(*found) for found in copia.loaded() if found[1].endswith(".js")}
    names = ("portal", "abierto", "contenidos", "portatil", "indice-es", "indice-en")
    assert scripts == {f"recursos/{name}.js" for name in names}
    assert scripts == {name for name in copia.names if name.endswith(".js")}
    assert all(not script.string for page in copia.pages.values() for script in page("script"))


def test_pictures_are_of_the_size_of_phones(copia):
    page = copia.page("Carné de identidad")
    picture = copia.pages[page].select_one("main img")
    assert re.fullmatch(r"\.\./fotos/parque.*360.*\.jpg", picture["src"])
    assert len(copia.read(copia.at(page, picture["src"]))) < 40_000


def test_names_are_good_for_every_disk(copia):
    assert len({name.lower() for name in copia.names}) == len(copia.names)
    for name in copia.names:
        assert len(name) < 120
        assert not set(name) & set('?:*"<>|\\')
        assert not any(part.endswith((".", " ")) for part in name.split("/"))


def test_the_index_knows_words_by_their_stems_and_without_accents(copia):
    script = copia.read("recursos/indice-es.js").decode("ascii")
    told = json.loads(script.removeprefix("const INDICE = ").removesuffix(";\n"))
    stem = dict(told["palabras"])["carne"]
    titles, _summaries, _texts = told["raices"][stem]
    found = [told["paginas"][number] for number in titles]
    assert "Carné de identidad" in [title for _file, title, _summary in found]
    pages = [file for file, *_rest in told["paginas"]]
    assert (
        len([file for file in pages if "certificacion-de-nacimiento" in file]) == 1
    )  # not as text
    search_page = copia.page("Buscar")
    assert all(copia.at(search_page, file) in copia.names for file, *_rest in told["paginas"])


# --- Whether somebody changed it -------------------------------------------------------------


def test_the_sums_are_right_and_signed_with_the_key_of_the_portal(copia, alfa):
    sums = copia.read("SUMAS.txt")
    listed = dict(line.split("  ")[::-1] for line in sums.decode().splitlines())
    assert set(listed) == set(copia.names) - {"SUMAS.txt", "SUMAS.firma"}
    for name, total in listed.items():
        assert hashlib.sha256(copia.read(name)).hexdigest() == total
    key = load_pem_public_key(alfa.get("/portatil.pem").content)
    key.verify(copia.read("SUMAS.firma"), sums)
    readme = copia.read("LEAME.txt").decode("utf-8-sig")
    assert f"{alfa.url}/portatil.pem" in readme
    assert "index.html" in readme


def test_its_files_are_beside_it_for_nginx_to_show(alfa, folder):
    for _time in range(2):
        call_command("preparar_portatil", "alfa")
        kept = archivo.carpeta(alfa.site.hostname)
        found = {str(path.relative_to(kept)) for path in kept.rglob("*") if path.is_file()}
        assert found == set(Copia(offered(alfa)).names)
        assert {path.name for path in folder.iterdir()} == {
            kept.name,
            f"{kept.name}.zip",
            f"{kept.name}.marca",
            f"{kept.name}.llevar",
        }


# --- How one takes the place of another --------------------------------------------------------


@contextmanager
def room_for(size):
    """Make the operating system refuse to write more than ``size`` bytes to a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_old_one(alfa, folder):
    old = archivo.ruta(alfa.site.hostname)
    folder.mkdir()
    old.write_bytes(b"the old one")
    with room_for(20_000), pytest.raises(CommandError, match="queda el anterior"):
        call_command("preparar_portatil", "alfa")
    assert old.read_bytes() == b"the old one"
    assert [path.suffix for path in folder.iterdir() if path != old] == [".marca"]


def test_it_is_offered_with_its_size_and_day(alfa, clock, committed):
    for page in WITH_THE_LINK:
        assert "Descargar este portal" not in text(alfa.get(page))
    assert alfa.get(ADDRESS).status_code == 404
    with committed():
        call_command("preparar_portatil", "alfa")
    for page in WITH_THE_LINK:
        shown = links(alfa.get(page), within="main")
        [label] = [label for label in shown if label.startswith("Descargar este portal")]
        assert shown[label] == ADDRESS
        assert re.search(r"\(\d.*[KM]B, de hoy\)", label.replace("\u00a0", " "))
    response = alfa.get(ADDRESS)
    assert response.getvalue() == archivo.ruta(alfa.site.hostname).read_bytes()
    assert "attachment" in response["Content-Disposition"]
    tomorrow = timezone.localtime() + timedelta(days=1)
    clock.shows(tomorrow.replace(tzinfo=None).isoformat())
    assert "de ayer" in text(alfa.get("/sin-conexion/?otra"))


def test_a_portal_offers_its_own_and_nobody_else_has_it(alfa, beta, folder):
    folder.mkdir()
    archivo.ruta(alfa.site.hostname).write_bytes(b"a copy")
    assert alfa.get(ADDRESS).getvalue() == b"a copy"
    assert beta.get(ADDRESS).status_code == 404


def test_only_open_portals_are_made(alfa, committed):
    with committed():
        prepare(alfa)
    with pytest.raises(CommandError):
        call_command("preparar_portatil", "alfa")


# --- What is withdrawn ---


def _unpublish(portal, page):
    page.unpublish()


def _delete(portal, page):
    page.delete()


def _make_private(portal, page):
    make_private(page)


@pytest.mark.parametrize("withdraw", [_unpublish, _delete, _make_private])
def test_what_is_withdrawn_is_offered_no_more_and_a_new_copy_is_made(
    portales, clock, committed, withdraw
):
    alfa, beta = portales.alfa, portales.beta
    with committed():
        page = make_noticia(alfa, "Se publicó por error")
    for slug in ("alfa", "beta"):
        call_command("preparar_portatil", slug)
    assert "se-publico-por-error" in " ".join(Copia(offered(alfa)).names)
    assert "Descargar este portal" in text(alfa.get("/mapa/"))
    with committed():
        withdraw(alfa, page)
    assert alfa.get(ADDRESS).status_code == 404
    assert "Descargar este portal" not in text(alfa.get("/mapa/"))
    assert beta.get(ADDRESS).status_code == 200  # it never showed it
    call_command("preparar_portatil")
    assert alfa.get(ADDRESS).status_code == 404  # who withdraws one page may withdraw others
    clock.shows(f"{timezone.localtime() + timedelta(minutes=11):%Y-%m-%dT%H:%M}")
    call_command("preparar_portatil")
    assert "se-publico-por-error" not in " ".join(Copia(offered(alfa)).names)


def test_a_file_that_is_withdrawn_leaves_the_copy(alfa, committed):
    acta = make_document("Acta con un error", collection=alfa.collection)
    with committed():
        page = make_documento(alfa, "Acta", archivo=acta)
    call_command("preparar_portatil", "alfa")
    assert [name for name in Copia(offered(alfa)).names if "acta-con-un-error" in name]
    page.retirado_el, page.motivo_de_retiro = timezone.localdate(), "Tiene un error"
    with committed():
        publish(page)
    assert alfa.get(ADDRESS).status_code == 404
    call_command("preparar_portatil", "alfa")
    assert not [name for name in Copia(offered(alfa)).names if "acta-con-un-error" in name]


def _delete_file(acta):
    acta.delete()


def _close_folder(acta):
    CollectionViewRestriction.objects.create(collection=acta.collection, restriction_type="login")


def _change_file(acta):
    acta.file = ContentFile(b"%PDF-1.4 another", name="otra.pdf")
    acta.save()


@pytest.mark.parametrize("withdraw", [_delete_file, _close_folder, _change_file])
def test_a_file_that_is_no_longer_public_leaves_the_copies_that_have_it(
    portales, committed, withdraw
):
    alfa, beta = portales.alfa, portales.beta
    acta = make_document("Acta", collection=alfa.collection)
    with committed():
        make_documento(alfa, "Acta", archivo=acta)
    for slug in ("alfa", "beta"):
        call_command("preparar_portatil", slug)
    with committed():
        make_document("Otra acta", collection=alfa.collection)
    assert alfa.get(ADDRESS).status_code == 200
    with committed():
        withdraw(acta)
    assert alfa.get(ADDRESS).status_code == 404
    if withdraw is not _close_folder:
        assert beta.get(ADDRESS).status_code == 200


def test_a_picture_that_is_deleted_leaves_the_copy(alfa, committed):
    picture = make_image("Parque", collection=alfa.collection)
    with committed():
        make_noticia(alfa, "Feria", imagen_portada=picture)
    call_command("preparar_portatil", "alfa")
    with committed():
        picture.delete()
    assert alfa.get(ADDRESS).status_code == 404


def test_what_has_ended_leaves_the_copy_when_it_is_deleted(alfa, committed):
    with committed():
        page = make_noticia(alfa, "Hasta hoy")
    call_command("preparar_portatil", "alfa")
    with committed():
        page.unpublish(set_expired=True)
        page.delete()
    assert alfa.get(ADDRESS).status_code == 404


def test_what_ends_by_itself_deletes_no_copy(alfa, committed):
    with committed():
        page = make_noticia(alfa, "Hasta hoy")
    call_command("preparar_portatil", "alfa")
    with committed():
        page.unpublish(set_expired=True)
    assert alfa.get(ADDRESS).status_code == 200


def test_what_is_withdrawn_while_a_copy_is_made_is_not_in_it(alfa, committed, monkeypatch):
    with committed():
        page = make_noticia(alfa, "Se publicó por error")
    call_command("preparar_portatil", "alfa")
    as_html = Pagina.as_html

    def slow(pagina):
        if "se-publico" in pagina.direccion:
            with committed():
                page.unpublish()
        return as_html(pagina)

    with monkeypatch.context() as slowly:
        slowly.setattr(Pagina, "as_html", slow)
        call_command("preparar_portatil", "alfa")
    assert alfa.get(ADDRESS).status_code == 404


# --- The scheduler ---------------------------------------------------------------------------


@pytest.fixture
def scheduler_comes(clock):
    """Return a function that runs the command as the scheduler does, after ``days``."""
    today = timezone.localdate()

    def come(days, hour, times=1):
        clock.shows(f"{today + timedelta(days=days)}T{hour:02}:00")
        for _time in range(times):
            call_command("preparar_portatil")

    return come


def when_made(portales):
    """Return {slug: when its ZIP was written} of the portals that have one."""
    paths = {portal.slug: archivo.ruta(portal.site.hostname) for portal in portales}
    return {slug: path.stat().st_mtime_ns for slug, path in paths.items() if path.exists()}


def test_each_night_makes_those_in_which_something_was_published(
    portales, scheduler_comes, committed
):
    scheduler_comes(0, hour=12, times=3)
    assert when_made(portales) == {}
    scheduler_comes(2, hour=2)
    assert len(when_made(portales)) == 1
    scheduler_comes(2, hour=2, times=2)
    first = when_made(portales)
    assert set(first) == {"provincia", "alfa", "beta"}
    scheduler_comes(2, hour=3)
    assert when_made(portales) == first
    with committed():
        make_noticia(portales.alfa, "Feria del libro")
    scheduler_comes(4, hour=2, times=3)
    second = when_made(portales)
    assert second["alfa"] > first["alfa"]
    assert second["beta"] == first["beta"]


def test_a_portal_that_closes_is_offered_no_more(alfa, beta, folder, committed):
    folder.mkdir()
    for portal in (alfa, beta):
        archivo.ruta(portal.site.hostname).write_bytes(b"a copy")
    with committed():
        prepare(alfa)
    call_command("preparar_portatil")
    assert not archivo.ruta(alfa.site.hostname).exists()
    assert archivo.ruta(beta.site.hostname).exists()
