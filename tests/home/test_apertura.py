"""A portal before it opens and after its end: who can read it, and what other portals show."""

import json
import tracemalloc
from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from base.models import PortalSettings
from home.apertura.estados import enlace_de, open_portal, renew_link
from home.creacion import create_portales
from servidor.caches.generations import empty
from tests.conftest import GAMMA, PORTALES_TOML
from tests.factories import (
    make_document,
    make_entidad,
    make_image,
    make_noticia,
    make_page,
    make_tramite,
    prepare,
)
from tests.reading import links, soup, text

pytestmark = pytest.mark.on_both_databases


def command(name, *args):
    out = StringIO()
    call_command(name, *args, stdout=out)
    return out.getvalue()


def test_a_new_portal_waits_until_the_province_opens_it(portales, portales_file, settings):
    settings.NEW_PORTALS_ARE_OPEN = False
    portales_file(PORTALES_TOML + GAMMA)
    create_portales(lambda line: None)
    states = dict(PortalSettings.objects.values_list("slug", "estado"))
    assert states == {
        "provincia": "abierto",
        "alfa": "abierto",
        "beta": "abierto",
        "gamma": "preparacion",
    }


def test_who_has_no_link_reads_only_that_it_is_being_prepared(alfa, preparing):
    make_noticia(alfa, "Todavía no")
    for path in ("/", "/noticias/", "/noticias/todavia-no/", "/sitemap.xml", "/noticias/rss/"):
        response = alfa.get(path)
        assert response.status_code == 403
        assert "Este portal se está preparando" in text(response)
        assert "Todavía no</" not in response.content.decode()
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=1"
        assert "noindex" in response["X-Robots-Tag"]
    assert "Disallow: /" in alfa.get("/robots.txt").content.decode().splitlines()


def test_its_link_shows_it_whole_to_one_browser_and_to_no_robot(alfa, preparing, chief):
    make_noticia(alfa, "Todavía no")
    renew_link(preparing, chief)
    address = enlace_de(preparing)
    browser = alfa.browser()
    opened = browser.get(address, follow=True)
    assert opened.status_code == 200
    inside = browser.get("/noticias/")
    assert "Todavía no" in text(inside)
    assert "noindex" in inside["X-Robots-Tag"]
    assert "private" in inside["Cache-Control"]
    assert alfa.get("/noticias/").status_code == 403  # another browser, after this one


def test_another_link_shuts_the_last_one(alfa, preparing, chief, committed):
    renew_link(preparing, chief)
    browser, address = alfa.browser(), enlace_de(preparing)
    browser.get(address)
    with committed():
        renew_link(preparing, chief)
    assert browser.get("/").status_code == 403
    assert alfa.get(address).status_code == 403


@pytest.mark.parametrize("place", ["_preparacion", "_borrador"])
@pytest.mark.parametrize("rest", ["x/", "ñandú/", "%00/", f"{'a' * 500}/", "plan-secreto", "x/y/"])
def test_a_wrong_key_opens_nothing(alfa, preparing, place, rest):
    page = make_page(alfa, "Plan secreto")
    Redirect.objects.create(old_path=f"/{place}/plan-secreto", redirect_page=page, site=alfa.site)
    for path in (f"/{place}/{rest}", f"/{place}/plan-secreto/"):
        response = alfa.get(path)
        assert response.status_code == 403
        assert "noindex" in response["X-Robots-Tag"]
        assert not [word for word in ("Plan secreto", "Noticias") if word in text(response)]


def test_no_page_of_it_is_drawn_where_the_admin_is_not(alfa, preparing, settings):
    settings.ADMIN_HOSTS = ["admin.localhost"]
    make_page(alfa, "Plan secreto")
    response = alfa.get("/admin/plan-secreto/")
    assert response.status_code == 403
    assert "Plan secreto" not in text(response)


def test_its_drafts_are_shown_to_who_writes_them_and_to_who_has_their_link(
    alfa, preparing, as_editor
):
    page = make_noticia(alfa, "Todavía no", live=False)
    whom = {"dias": 7, "para": "La directora"}
    given = as_editor.post(reverse("moderacion:enlaces", args=[page.pk]), whom)
    link = soup(given).find("input", id="enlace-nuevo")["value"]
    shown = alfa.get(link.removeprefix(alfa.url))
    assert (shown.status_code, soup(shown).h1.get_text(strip=True)) == (200, "Todavía no")
    kept = as_editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert (kept.status_code, soup(kept).h1.get_text(strip=True)) == (200, "Todavía no")


def test_its_documents_are_given_nowhere_else(
    alfa, provincia, preparing, chief, committed, settings
):
    settings.WAGTAILDOCS_SERVE_METHOD = "redirect"  # the test storage is in memory
    acta = make_document("Plan secreto", collection=alfa.collection)
    block = {"titulo": "Actas", "documentos": [acta.pk]}
    with committed():
        make_page(alfa, "Sesión", cuerpo=json.dumps([{"type": "documentos", "value": block}]))
    assert alfa.get(acta.url).status_code == 403
    assert provincia.get(acta.url).status_code == 404
    with committed():
        renew_link(preparing, chief)
    browser = alfa.browser()
    browser.get(enlace_de(preparing))
    assert browser.get(acta.url).status_code == 302
    with committed():
        open_portal(preparing, chief)
    assert provincia.get(acta.url).status_code == 302


def test_it_leads_to_the_province_only_if_that_is_open(alfa, provincia, preparing):
    shown = alfa.get("/")
    assert links(shown)["Ir al portal provincial"] == f"{provincia.url}/"
    assert "están en el portal provincial" in text(shown)
    prepare(provincia)
    empty()
    assert "portal provincial" not in text(alfa.get("/"))


def test_the_others_lead_to_it_only_once_it_is_open(
    alfa, beta, provincia, preparing, chief, committed
):
    make_tramite(provincia, "Carné")

    def addresses(portal, path="/"):
        return {link for link in links(portal.get(path)).values() if alfa.host in link}

    assert not addresses(beta)
    assert not addresses(provincia)
    make_noticia(alfa, "Rastro de Alfa")
    assert "Rastro de Alfa" not in text(provincia.get("/buscar/?q=rastro&en=todas"))
    assert not addresses(provincia, "/tramites/carne/")
    with committed():
        open_portal(preparing, chief)
    assert addresses(beta)
    assert addresses(provincia, "/tramites/carne/")
    assert alfa.get("/").status_code == 200
    assert "Rastro de Alfa" in text(provincia.get("/buscar/?q=rastro&en=todas"))


def test_retiring_says_what_will_happen_and_changes_nothing_unasked(alfa):
    make_noticia(alfa, "Una")
    said = command("retirar_portal", "alfa")
    assert "Dejan de verse" in said
    assert "(410)" in said
    assert "--confirmar" in said
    assert alfa.get("/").status_code == 200


def test_a_retired_portal_is_gone_and_leaves_no_trace_in_the_others(
    alfa, beta, provincia, committed
):
    make_noticia(alfa, "Rastro de Alfa", compartir_con_provincia=True)
    record = PortalSettings.objects.get(slug="alfa")
    make_entidad(provincia, "Aguas", municipios=[alfa])
    assert "Rastro de Alfa" in text(provincia.get("/buscar/?q=rastro&en=todas"))
    with committed():
        command("retirar_portal", "alfa", "--confirmar")
    for path in ("/", "/noticias/rastro-de-alfa/", "/no-existe/"):
        gone = alfa.get(path)
        assert gone.status_code == 410
        assert "Este portal ya no existe" in text(gone)
    for portal in (beta, provincia):
        for path in ("/", "/portales/", "/directorio/", "/buscar/?q=rastro&en=todas"):
            response = portal.get(path)
            assert not [link for link in links(response).values() if alfa.host in link]
            assert "Rastro de Alfa" not in text(response)
    assert Page.objects.filter(title="Rastro de Alfa", live=True).exists()
    record.refresh_from_db()
    assert record.estado == "retirado"


def test_its_people_lose_their_rights_in_it_and_get_them_back_with_it(alfa, as_editor):
    url = f"/admin/pages/{alfa.home.pk}/"
    assert as_editor.get(url).status_code == 200
    command("retirar_portal", "alfa", "--confirmar")
    assert as_editor.get(url).status_code in (302, 403, 404)
    command("retirar_portal", "alfa", "--deshacer")
    assert as_editor.get(url).status_code == 200
    assert alfa.get("/").status_code == 200


@pytest.mark.parametrize("with_link", [True, False])
def test_one_that_was_being_prepared_is_given_back_as_it_was(
    alfa, preparing, chief, committed, with_link
):
    if with_link:
        renew_link(preparing, chief)
    browser, address = alfa.browser(), enlace_de(preparing)
    with committed():
        command("retirar_portal", "alfa", "--confirmar")
    assert browser.get(address or "/").status_code == 410
    with committed():
        command("retirar_portal", "alfa", "--deshacer")
    assert alfa.get("/").status_code == 403
    preparing.refresh_from_db()
    assert enlace_de(preparing) == address
    if with_link:
        assert browser.get(address, follow=True).status_code == 200


def test_its_addresses_may_lead_to_another_portal(alfa, beta):
    command("retirar_portal", "alfa", "--lleva-a", "beta", "--confirmar")
    response = alfa.get("/noticias/")
    assert (response.status_code, response["Location"]) == (301, f"{beta.url}/")
    assert response["Cache-Control"] == "public, max-age=3600, s-maxage=1"  # the portal may return


def test_they_lead_to_no_portal_that_nobody_reads_yet(alfa, beta):
    prepare(beta)
    with pytest.raises(CommandError, match="que esté abierto"):
        command("retirar_portal", "alfa", "--lleva-a", "beta", "--confirmar")
    assert alfa.get("/").status_code == 200


def test_making_the_portals_again_brings_no_retired_one_back(alfa, portales_file):
    command("retirar_portal", "alfa", "--confirmar")
    assert "Alfa: retirado" in command("crear_portales")
    assert alfa.get("/").status_code == 410


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["provincia", "--confirmar"], "no se retira"),
        (["nadie"], "No hay un portal"),
        (["alfa", "--lleva-a", "alfa"], "que esté abierto"),
        (["alfa", "--deshacer"], "no está retirado"),
    ],
)
def test_what_cannot_be_is_said(portales, arguments, why):
    with pytest.raises(CommandError, match=why):
        command("retirar_portal", *arguments)


def test_a_portal_that_left_the_data_is_named(portales, portales_file):
    one, _beta = PORTALES_TOML.rsplit("[[portal]]", 1)
    portales_file(one)
    assert "Beta: ya no está en los datos" in command("crear_portales")


def test_a_former_name_of_a_portal_leads_to_the_one_of_today(alfa, portales_file):
    portales_file(PORTALES_TOML)
    record = PortalSettings.objects.get(slug="alfa")
    record.site.hostname = "viejo.localhost"
    record.site.save()
    command("crear_portales")
    response = Client(headers={"host": "viejo.localhost:8000"}).get("/noticias/?page=2")
    assert (response.status_code, response["Location"]) == (301, f"{alfa.url}/noticias/?page=2")
    assert "viejo.localhost" in command("hosts_de_nginx")


def test_a_portal_is_taken_away_whole_even_a_retired_one(alfa, beta, tmp_path):
    page = make_noticia(alfa, "Publicada")
    page.title = "En borrador"
    page.save_revision()
    make_noticia(alfa, "Nunca publicada", live=False).save_revision()
    make_noticia(beta, "De Beta")
    image = make_image("Foto de Alfa", collection=alfa.collection, description="Un parque")
    document = make_document("Acta de Alfa", collection=alfa.collection)
    lost = make_document("Sin archivo", collection=alfa.collection)
    lost.file.storage.delete(lost.file.name)
    make_image("Foto de Beta", collection=beta.collection)
    command("retirar_portal", "alfa", "--confirmar")
    target = tmp_path / "alfa.zip"
    assert "2 archivos" in command("exportar_portal", "alfa", str(target))
    with ZipFile(target) as archive:
        told = [json.loads(line) for line in archive.read("paginas.jsonl").splitlines()]
        files = [json.loads(line) for line in archive.read("archivos.jsonl").splitlines()]
        copied = {
            name.split("/")[1]: archive.read(name)
            for name in archive.namelist()
            if name.startswith("archivos/")
        }
    pages = {one["contenido"]["title"]: one for one in told}
    assert pages["Publicada"]["publicada"]
    assert pages["Publicada"]["borrador"]["title"] == "En borrador"
    assert pages["Nunca publicada"]["borrador"]["title"] == "Nunca publicada"
    assert "De Beta" not in pages
    assert all(one["tipo"] for one in told)
    assert {one["fields"]["title"] for one in files} == {"Foto de Alfa", "Acta de Alfa"}
    assert files[0]["fields"]["description"] == "Un parque"
    with image.file.open("rb") as picture, document.file.open("rb") as text_file:
        assert copied == {"portalimage": picture.read(), "portaldocument": text_file.read()}
    with pytest.raises(CommandError, match="No se pudo escribir"):
        command("exportar_portal", "alfa", str(target))


def test_what_is_lost_on_the_disk_is_named_when_a_portal_is_taken_away(alfa, tmp_path):
    lost = make_document("Acta perdida", collection=alfa.collection)
    lost.file.storage.delete(lost.file.name)
    target, told = tmp_path / "alfa.zip", StringIO()
    call_command("exportar_portal", "alfa", str(target), stdout=StringIO(), stderr=told)
    assert f"«Acta perdida» ({lost.file.name})" in told.getvalue()
    with ZipFile(target) as archive:
        [missing] = map(json.loads, archive.read("faltan.jsonl").splitlines())
    assert missing["fields"]["title"] == "Acta perdida"


def test_taking_a_portal_away_needs_no_memory_for_its_largest_file(alfa, tmp_path):
    size = 24_000_000
    large = make_document("Video", collection=alfa.collection)
    large.file.save("video.mp4", ContentFile(bytes(size)))
    target = tmp_path / "alfa.zip"
    tracemalloc.start()
    command("exportar_portal", "alfa", str(target))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    with ZipFile(target) as archive:
        assert size in {entry.file_size for entry in archive.infolist()}
    assert most < size / 2
