"""Whole pages are cached for the next visitor, and deleted when anything changes."""

import gzip

import brotli
import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from base.models import PortalSettings
from home.models import HomePage
from noticias.models import NoticiaPage, NoticiasIndexPage
from servidor.caches.fragments import fragment
from tests.budgets import forget_pages
from tests.conftest import GAMMA, PORTALES_TOML
from tests.factories import (
    get_categoria,
    make_image,
    make_noticia,
    make_page,
    make_private,
    publish,
)
from tests.reading import filled_form, soup, text

PUBLIC = [
    "/",
    "/noticias/",
    "/noticias/una-noticia/",
    "/contactos/",
    "/buscar/?q=noticia",
    "/sitemap.xml",
]


@pytest.fixture
def noticia(alfa):
    make_page(alfa, "Contactos")
    return make_noticia(alfa, "Una noticia", categoria=get_categoria("cultura"))


@pytest.mark.parametrize("path", PUBLIC)
def test_the_second_visit_asks_the_database_nothing(alfa, noticia, path, django_assert_num_queries):
    first = alfa.get(path)
    with django_assert_num_queries(0):
        second = alfa.get(path)
    assert second.content == first.content
    assert second.status_code == 200


@pytest.mark.parametrize("path", PUBLIC)
def test_a_browser_that_has_the_page_is_told_so(alfa, noticia, path, django_assert_num_queries):
    etag = alfa.get(path)["ETag"]
    with django_assert_num_queries(0):
        response = alfa.get(path, **{"if-none-match": etag})
    assert response.status_code == 304
    assert response.content == b""


def test_the_mark_of_a_page_changes_with_the_page(alfa, noticia, committed):
    etag = alfa.get("/noticias/una-noticia/")["ETag"]
    noticia.title = "Otra cosa"
    with committed():
        publish(noticia)
    assert alfa.get("/noticias/una-noticia/", **{"if-none-match": etag}).status_code == 200


def test_browsers_of_other_languages_share_the_cached_page(
    alfa, noticia, django_assert_num_queries
):
    alfa.get("/", **{"accept-language": "es-CU,es;q=0.9"})
    with django_assert_num_queries(0):
        response = alfa.get("/", **{"accept-language": "es-ES,es;q=0.8,en;q=0.5"})
    assert response.status_code == 200


def test_compressed_and_plain_answers_are_not_mixed(alfa, noticia):
    packed = alfa.get("/noticias/", **{"accept-encoding": "gzip"})
    plain = alfa.get("/noticias/")
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert "Una noticia" in plain.content.decode()
    assert "Accept-Encoding" in plain["Vary"]


# --- What clears the cache --------------------------------------------------------


def test_publishing_shows_at_once_on_every_list(alfa, noticia, committed):
    for path in ("/", "/noticias/"):
        alfa.get(path)
    with committed():
        make_noticia(alfa, "Recién publicada")
    for path in ("/", "/noticias/"):
        assert "Recién publicada" in text(alfa.get(path))


def test_a_shared_item_shows_at_once_on_the_province(portales, committed):
    portales.provincia.get()
    with committed():
        make_noticia(portales.alfa, "Compartida", compartir_con_provincia=True)
    assert "Compartida" in text(portales.provincia.get())


def test_withdrawing_and_deleting_show_at_once(alfa, noticia, committed):
    assert "Una noticia" in text(alfa.get("/noticias/"))
    with committed():
        noticia.unpublish()
    assert "Una noticia" not in text(alfa.get("/noticias/"))
    assert alfa.get("/noticias/una-noticia/").status_code == 404
    other = make_page(alfa, "Efímera")
    assert alfa.get("/efimera/").status_code == 200
    with committed():
        Page.objects.get(pk=other.pk).delete()
    assert alfa.get("/efimera/").status_code == 404


def test_a_new_address_shows_at_once(alfa, noticia, committed):
    alfa.get("/noticias/una-noticia/")
    noticia.slug = "otra-direccion"
    with committed():
        publish(noticia)
    assert alfa.get("/noticias/una-noticia/").status_code in (301, 404)
    assert alfa.get("/noticias/otra-direccion/").status_code == 200


def test_a_page_that_becomes_private_is_closed_at_once(alfa, noticia, committed):
    assert "Una noticia" in text(alfa.get("/noticias/"))
    alfa.get("/noticias/una-noticia/")
    with committed():
        restriction = make_private(noticia)
    closed = alfa.browser().get("/noticias/una-noticia/", follow=True)
    assert "Resumen de Una noticia" not in text(closed)
    assert "Una noticia" not in text(alfa.get("/noticias/"))
    with committed():
        restriction.delete()
    assert "Una noticia" in text(alfa.get("/noticias/"))


def test_the_settings_of_a_portal_show_at_once(alfa, as_editor, committed):
    alfa.get()
    with committed():
        as_editor.post(
            reverse("wagtailsettings:edit", args=["base", "portalsettings", alfa.site.pk]),
            {
                "correo": "nuevo@ejemplo.cu",
                "direccion": "",
                "horario": "",
                "telefonos-count": "0",
                "redes-count": "0",
            },
        )
    assert "nuevo@ejemplo.cu" in text(alfa.get())


def test_a_portal_that_changes_its_name_shows_it_on_its_sisters_at_once(alfa, beta, committed):
    beta.get()
    datos = PortalSettings.objects.get(slug="alfa")
    datos.nombre = "Alfa la Nueva"
    with committed():
        datos.save()
    assert "Alfa la Nueva" in soup(beta.get()).find("footer").get_text()


def test_a_renamed_category_shows_at_once(alfa, noticia, committed):
    alfa.get("/noticias/")
    categoria = get_categoria("cultura")
    categoria.nombre = "Arte y cultura"
    with committed():
        categoria.save()
    assert "Arte y cultura" in text(alfa.get("/noticias/"))


def test_the_credit_of_an_image_shows_at_once(alfa, committed):
    image = make_image("Parque", description="Un parque", credito="Ana")
    make_page(alfa, "El parque", imagen_portada=image)
    alfa.get("/el-parque/")
    image.credito = "Luis Pérez"
    with committed():
        image.save()
    assert "Luis Pérez" in text(alfa.get("/el-parque/"))


def test_a_page_moved_in_the_menu_shows_at_once(alfa, committed):
    make_page(alfa, "Primera", show_in_menus=True)
    second = make_page(alfa, "Segunda", show_in_menus=True)
    alfa.get()
    second.refresh_from_db()
    with committed():
        second.move(alfa.tramites, pos="left")
    nav = soup(alfa.get()).find("nav", attrs={"aria-label": "Principal"})
    shown = [a.get_text() for a in nav.find_all("a")]
    assert shown[:3] == ["Inicio", "Segunda", "Trámites y servicios"]


def test_a_new_portal_shows_on_its_sisters_at_once(alfa, portales_file, committed):
    alfa.get()
    portales_file(PORTALES_TOML + GAMMA)
    with committed():
        call_command("crear_portales", verbosity=0)
    assert "Gamma" in soup(alfa.get()).find("footer").get_text()


def test_a_draft_forgets_nothing(alfa, noticia, committed, django_assert_num_queries):
    alfa.get()
    noticia.title = "En preparación"
    with committed():
        noticia.save_revision()
    with django_assert_num_queries(0):
        assert "En preparación" not in text(alfa.get())


def test_a_change_that_is_taken_back_forgets_nothing(alfa, noticia, django_assert_num_queries):
    """Until a transaction is committed, the cache still holds what citizens may see."""
    alfa.get()
    noticia.title = "A medias"
    publish(noticia)
    with django_assert_num_queries(0):
        assert "A medias" not in text(alfa.get())


# --- What is never cached ---------------------------------------------------------


def test_the_page_of_one_host_is_never_given_to_another(portales):
    for portal in portales:
        make_noticia(portal, f"Noticia de {portal.slug}")
    for _round in range(2):
        for portal in portales:
            assert f"Noticia de {portal.slug}" in text(portal.get("/noticias/"))
            others = [other.slug for other in portales if other is not portal]
            assert not any(
                f"Noticia de {slug}" in text(portal.get("/noticias/")) for slug in others
            )


_FOREIGN = "otro.example"
POISON = {
    "x-forwarded-host": _FOREIGN,
    "x-host": _FOREIGN,
    "x-forwarded-server": _FOREIGN,
    "x-original-host": _FOREIGN,
    "x-http-host-override": _FOREIGN,
    "x-original-url": f"/{_FOREIGN}/",
    "x-rewrite-url": f"/{_FOREIGN}/",
    "x-forwarded-prefix": f"/{_FOREIGN}",
    "x-forwarded-port": "9999",
    "x-forwarded-proto": "https",
    "x-forwarded-scheme": "nothttps",
    "x-forwarded-for": "192.0.2.77",
    "forwarded": f"host={_FOREIGN};proto=https",
    "x-http-method-override": "POST",
    "x-method-override": "DELETE",
    "accept-language": "en-US,en;q=0.9",
    "accept": "application/json",
    "cookie": "django_language=en; sessionid=envenenada; csrftoken=envenenada; wagtail=1",
    "range": "bytes=0-9",
    "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT",
    "origin": f"https://{_FOREIGN}",
    "referer": f"https://{_FOREIGN}/",
    "user-agent": "<script>envenenada</script>",
    "x-requested-with": "XMLHttpRequest",
    "x-wagtail-preview": "1",
    "pragma": "no-cache",
    "cache-control": "no-cache",
}


@pytest.mark.parametrize("path", ["/", "/noticias/", "/noticias/nada/", "/buscar/?q=noticia"])
@pytest.mark.parametrize("header", POISON)
def test_no_header_of_one_visitor_is_seen_by_the_next(alfa, noticia, header, path):
    clean = alfa.get(path)
    forget_pages()
    poisoned = alfa.get(path, **{header: POISON[header]})
    following = alfa.get(path)
    for response in (poisoned, following):
        assert response.status_code == clean.status_code
        assert response.content == clean.content
    assert not following.cookies
    for name in ("Content-Type", "Content-Language", "Cache-Control", "Location", "Vary"):
        assert following.get(name) == clean.get(name)


@pytest.mark.parametrize("path", [*PUBLIC, "/antes/una-noticia/"])
def test_who_asks_for_the_head_alone_spoils_the_page_for_nobody(alfa, noticia, path):
    whole = alfa.get(path)
    forget_pages()
    first = alfa.browser().head(path)
    page = alfa.get(path)
    kept = alfa.browser().head(path)
    assert page.content == whole.content
    for head in (first, kept):
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert head["ETag"] == page["ETag"]
        assert head["Cache-Control"] == page["Cache-Control"]


def test_the_page_of_another_portal_is_no_copy_of_this_one(alfa, beta):
    make_noticia(beta, "Noticia de beta")
    etag = alfa.get("/noticias/")["ETag"]
    for _made_and_kept in range(2):
        response = beta.get("/noticias/", **{"if-none-match": etag})
        assert response.status_code == 200
        assert "Noticia de beta" in text(response)


def test_the_query_of_an_address_counts(alfa):
    make_page(alfa, "Agua")
    make_page(alfa, "Luz")
    assert "1 resultado para «agua»" in text(alfa.get("/buscar/?q=agua"))
    assert "1 resultado para «luz»" in text(alfa.get("/buscar/?q=luz"))


def test_private_pages_are_never_kept(alfa):
    page = make_page(alfa, "Reservada")
    restriction = make_private(page, password="clave")
    browser = alfa.browser()
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    browser.post(url, {"password": "clave", "return_url": "/reservada/"})
    opened = browser.get("/reservada/")
    assert "Resumen de Reservada" in text(opened)
    assert "no-store" in opened["Cache-Control"] or "no-cache" in opened["Cache-Control"]
    asked = alfa.browser().get("/reservada/", follow=True)
    assert "Esta página pide una contraseña" in text(asked)
    assert "no-store" in asked["Cache-Control"]


def test_the_admin_is_never_kept(alfa, as_editor):
    url = reverse("wagtailadmin_home")
    assert as_editor.get(url).status_code == 200
    assert alfa.get(url).status_code == 302


def test_what_is_not_found_now_is_found_once_it_is_published(
    alfa, committed, django_assert_num_queries
):
    assert alfa.get("/contactos/").status_code == 404
    with django_assert_num_queries(0):
        assert alfa.get("/contactos/").status_code == 404
    with committed():
        make_page(alfa, "Contactos")
    assert alfa.get("/contactos/").status_code == 200


def test_an_answer_that_was_begun_before_a_publication_is_not_given_after_it(
    alfa, noticia, committed, monkeypatch
):
    """A slow response that ends after the change would cache the old page again."""
    serve = NoticiaPage.serve

    def slow(page, request, *args, **kwargs):
        response = serve(page, request, *args, **kwargs).render()
        page = NoticiaPage.objects.get(pk=noticia.pk)
        page.title = "Otro título"
        with committed():
            publish(page)
        return response

    with monkeypatch.context() as context:
        context.setattr(NoticiaPage, "serve", slow)
        assert "Una noticia" in text(alfa.get("/noticias/una-noticia/"))
    assert "Otro título" in text(alfa.get("/noticias/una-noticia/"))


def test_a_part_of_pages_that_was_begun_before_a_publication_is_in_none_after_it(
    noticia, committed
):
    def read():
        return Page.objects.get(pk=noticia.pk).title

    def read_slowly():
        before = read()
        noticia.title = "Otro título"
        with committed():
            publish(noticia)
        return before

    assert fragment("un-titulo", read_slowly) == "Una noticia"
    assert fragment("un-titulo", read) == "Otro título"


def test_what_was_read_before_a_change_is_in_no_part_after_it(alfa, committed, monkeypatch):
    """A response reads its frame at the beginning, and renders its foot at the end."""

    def call(number):
        record = PortalSettings.objects.get(slug="alfa")
        record.telefonos = [("telefono", {"etiqueta": "Central", "numero": number})]
        with committed():
            record.save()

    def serve_slowly(page, *args, **kwargs):
        call("22 999999")
        return serve(page, *args, **kwargs)

    call("22 000001")
    serve = NoticiasIndexPage.serve
    with monkeypatch.context() as slowly:
        slowly.setattr(NoticiasIndexPage, "serve", serve_slowly)
        assert "22 000001" in text(alfa.get("/noticias/"))
    assert "22 999999" in text(alfa.get("/agenda/"))
    assert "22 999999" in text(alfa.get("/noticias/"))


def test_a_part_that_is_kept_while_its_cache_is_emptied_is_given_to_nobody(
    settings, tmp_path, monkeypatch
):
    """A file cache lists all its files first, and deletes them one by one."""
    files = {"BACKEND": "servidor.caches.files.FileCache", "LOCATION": str(tmp_path)}
    settings.CACHES = settings.CACHES | {"pages": files}
    cache = caches["pages"]
    fragment("otra", lambda: "algo")
    delete, begun = cache._delete, []

    def delete_slowly(name):
        if not begun:
            begun.append(fragment("pie", lambda: "el de antes"))
        return delete(name)

    with monkeypatch.context() as slowly:
        slowly.setattr(cache, "_delete", delete_slowly)
        cache.clear()
    assert fragment("pie", lambda: "el de ahora") == "el de ahora"


def test_a_page_travels_as_its_reader_can_read_it(alfa, noticia):
    plain = alfa.get("/noticias/")
    read = {"gzip": gzip.decompress, "br": brotli.decompress}
    for asked, encoding in {"gzip": "gzip", "gzip, deflate, br, zstd": "br"}.items():
        packed = alfa.get("/noticias/", **{"accept-encoding": asked})
        assert packed["Content-Encoding"] == encoding
        assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 3
        assert read[encoding](packed.content) == plain.content
        assert packed["ETag"] == plain["ETag"]


@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000, gzip;q=0", None),
        ("br;q=0.1", "br"),
        ("BR", "br"),
        ("gzip ; q=1.0", "gzip"),
        ("identity", None),
        ("brotli-dictionary, x-gzip", None),
        (",;=, ;q", None),
    ],
)
def test_no_reader_gets_an_encoding_that_was_refused(alfa, noticia, asked, encoding):
    page = alfa.get("/noticias/", **{"accept-encoding": asked})
    assert page.get("Content-Encoding") == encoding


def test_whatever_stands_in_front_is_told_for_how_long_a_page_holds(alfa, as_editor, noticia):
    said = set(alfa.get("/noticias/")["Cache-Control"].split(", "))
    assert {"public", "s-maxage=1", "stale-while-revalidate=30", "stale-if-error=604800"} <= said
    for response in (
        alfa.get("/atencion/escribir/queja/"),
        as_editor.get(reverse("wagtailadmin_home")),
        alfa.get(reverse("wagtailadmin_home")),
    ):
        assert not response.has_header("Cache-Control") or not (
            {"public", "s-maxage=1"} & set(response["Cache-Control"].split(", "))
        )
    assert "private" in alfa.get("/atencion/escribir/queja/")["Cache-Control"]


def _hide(page):
    make_private(page)


def _reserve_for_staff(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def _move(page):
    page.slug = "otra-direccion"
    publish(page)


def _lead_elsewhere(page):
    page.unpublish()
    Redirect.add_redirect("/noticias/una-noticia", redirect_to="/", site=page.get_site())


@pytest.mark.parametrize(
    "change",
    [_hide, _reserve_for_staff, _move, _lead_elsewhere],
    ids=lambda change: change.__name__,
)
def test_whatever_stands_in_front_takes_in_what_comes_in_the_place_of_a_page(
    alfa, noticia, committed, change
):
    """Otherwise the proxy keeps the old page, and serves it whenever the application fails."""
    assert "s-maxage=1" in alfa.get("/noticias/una-noticia/")["Cache-Control"]
    with committed():
        change(noticia)
    answer = alfa.get("/noticias/una-noticia/")
    assert answer.status_code in (301, 302)
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=1"
    assert not answer.cookies
    assert "Una noticia" not in answer.content.decode()


def test_the_preview_of_an_editor_is_never_given_to_a_citizen(alfa, as_editor, noticia):
    url = reverse("wagtailadmin_pages:edit", args=[noticia.pk])
    data = filled_form(as_editor.get(url), streams=["cuerpo"], title="En preparación")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[noticia.pk])
    assert as_editor.post(preview, data).json()["is_valid"]
    assert "En preparación" in text(as_editor.get(preview))
    assert "En preparación" not in text(alfa.get("/noticias/una-noticia/"))


def test_a_kept_page_lives_half_a_minute_at_most(alfa):
    assert "max-age=30" in alfa.get()["Cache-Control"]


def test_the_home_of_an_editor_who_signed_in_is_the_one_of_everybody(alfa, as_editor, noticia):
    assert as_editor.get("/").content == alfa.get("/").content
    assert HomePage.objects.get(pk=alfa.home.pk).live
