"""The loaded sample is complete and marked as a sample, and can be edited and removed."""

from io import StringIO

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from base.models import PortalDocument, PortalImage, PortalSettings
from base.portales import portales as read_portales
from difusion.models import Anuncio, Difusion
from home.creacion import create_portales
from home.models import HomePage
from noticias.models import NoticiaPage
from redaccion.models import PalabraTecnica
from search.destacados import promovidas
from search.models import Destacado
from tests.conftest import GAMMA, portal_fixture
from tests.factories import make_noticia, make_page, make_user
from tests.reading import filled_form, links, soup, text
from tramites.models import TramitePage

from .cargada import (
    NOTICE,
    PROVINCE_ALONE,
    create_province,
    files,
    files_in,
    find,
    load,
    row_counts,
    sample_pages,
)

# One process creates the sample for all these tests.
pytestmark = pytest.mark.xdist_group("the sample of the province")


@pytest.fixture(scope="module", autouse=True)
def media(tmp_path_factory):
    folder = tmp_path_factory.mktemp("media")
    with files_in(folder):
        yield folder


@pytest.fixture(scope="module")
def _loaded(media, django_db_setup, django_db_blocker, tmp_path_factory):
    """Create the province with its sample once, and roll it back at the end."""
    path = tmp_path_factory.mktemp("portales") / "portales.toml"
    path.write_text(PROVINCE_ALONE, encoding="utf-8")
    read_portales.cache_clear()
    with (
        django_db_blocker.unblock(),
        override_settings(PORTALES_FILE=str(path)),
        transaction.atomic(),
    ):
        Difusion.objects.create(
            site=create_province().site,
            telegram_activo=True,
            telegram_canal="@provincia",
            telegram_clave="123456789:clave",
        )
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def provincia(_loaded, db, portales_file):
    portales_file(PROVINCE_ALONE)
    return portal_fixture("provincia")


# --- What is loaded ----------------------------------------------------------------------


def test_it_is_announced_nowhere(provincia):
    assert not Anuncio.objects.exists()


def test_the_search_promotes_where_to_complain(provincia):
    page = find("Atención a la Población")
    found = promovidas("Tengo una QUEJA", site=provincia.site, locale=page.locale)
    assert found == [page.pk]


def test_a_row_changed_by_hand_stays_in_its_place(provincia):
    browser = provincia.signed_in(make_user("admin", is_superuser=True))
    page = next(page for page in sample_pages(provincia) if isinstance(page, TramitePage))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = filled_form(browser.get(edit), **{"requisitos-0-texto": "Otra cosa"})
    assert browser.post(edit, data).status_code == 302
    first = soup(browser.get(edit)).select_one("[name=requisitos-0-texto]")
    assert first["value"] == "Otra cosa"
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    assert "Movido" not in text(browser.get(compare))


def test_every_page_says_that_it_is_a_sample_and_could_be_edited(provincia):
    kinds = set()
    for page in sample_pages(provincia):
        assert NOTICE in text(provincia.get(page.get_url())), page.title
        assert page.live
        assert not page.has_unpublished_changes
        assert page.live_revision_id == page.latest_revision_id is not None
        assert page.first_published_at <= page.last_published_at
        # Valid by the rules of the form in the admin.
        page.full_clean()
        if hasattr(page, "cuerpo"):
            page.cuerpo.stream_block.clean(page.cuerpo)
            kinds |= {block.block_type for block in page.cuerpo}
    home = HomePage.objects.get(pk=provincia.home.pk)
    for stream in (home.accesos, home.bloques):
        stream.stream_block.clean(stream)
    assert kinds == set(NoticiaPage._meta.get_field("cuerpo").stream_block.child_blocks)


def test_the_sample_editor_of_the_portal_is_in_charge_of_it(provincia, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("cuentas_muestra", stdout=StringIO())

    browser = provincia.signed_in(make_user("ana", groups=["Administradores"]))
    nobodys = text(browser.get("/admin/moderacion/paginas/sin-persona/?portal=provincia"))
    assert "Todas las páginas tienen a alguien a cargo." in nobodys
    assert {str(page.owner) for page in sample_pages(provincia)} == {"editor-provincia"}
    assert HomePage.objects.get(pk=provincia.home.pk).owner is None


def test_who_took_charge_of_a_sample_page_keeps_it(provincia, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    page = sample_pages(provincia)[0]
    page.owner = make_user("otra", groups=[provincia.editores])
    page.save()
    call_command("cuentas_muestra", stdout=StringIO())
    page.refresh_from_db()
    assert str(page.owner) == "otra"


def test_the_sample_is_found_and_followed(provincia):
    found = text(provincia.get("/buscar/", {"q": "quejas peticiones"}))
    assert "Quejas y peticiones : cómo presentarlas" in found  # the matching words are highlighted
    image = PortalImage.objects.get(title__startswith="Paisaje de muestra 2")
    assert ReferenceIndex.get_references_to(image).exists()
    assert image.description
    assert image.credito == "Ilustración de muestra"
    for url in links(provincia.get(), within="main").values():
        if url.startswith("/"):
            assert provincia.get(url).status_code == 200, url


def test_documents_are_what_they_say(provincia):
    document = PortalDocument.objects.get(title__startswith="Informe de muestra")
    content = document.file.read()
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    assert content.startswith(b"%PDF-1.")
    assert content[start:].startswith(b"xref")
    assert document.file_size == len(content)


def test_an_eleventh_portal_gets_its_own(provincia, portales_file):
    portales_file(PROVINCE_ALONE + GAMMA)
    create_portales(lambda line: None)

    said = load()

    assert said[0] == "Provincia: ya tenía su muestra"
    gamma = portal_fixture("gamma")
    assert NOTICE in text(gamma.get())
    assert any(gamma.site.portalsettings.sede in page.title for page in sample_pages(gamma))
    [notice] = [page for page in sample_pages(gamma) if "mantenimientos" in page.title]
    contact = soup(gamma.get(notice.get_url())).select_one(".contacto")
    assert contact.h2.a["href"].startswith("/directorio/empresa-electrica")
    assert "Averías" in contact.get_text()


def test_a_second_run_changes_nothing(provincia, media):
    before, stored = row_counts(), files(media)

    assert load() == ["Provincia: ya tenía su muestra"]
    assert row_counts() == before
    assert files(media) == stored


def test_a_page_that_somebody_deleted_stays_deleted(provincia):
    find("Informes y planes").delete()

    load()

    assert not Page.objects.filter(title="Informes y planes").exists()


def test_quitar_keeps_what_people_changed_and_the_entrance_is_a_sample_no_more(provincia):
    edited = find("Historia y tradiciones")
    edited.resumen = "Lo que cuentan nuestros abuelos."
    edited.save_revision(log_action=True)
    image = PortalImage.objects.get(title__startswith="Paisaje de muestra 4")
    make_noticia(provincia, "Noticia de verdad", imagen_portada=image)
    make_page(provincia, "Comisiones", parent=find("Informes y planes"))
    PortalSettings.objects.filter(slug="provincia").update(horario="De lunes a sábado")
    assert "no llega a ninguna oficina de verdad" in text(provincia.get("/atencion/"))

    said = load("--quitar")
    # No commit, which would delete the files that other tests need.
    for cache in caches.all():
        cache.clear()

    entrance = provincia.get("/atencion/")
    assert entrance.status_code == 200
    assert "muestra" not in soup(entrance).main.get_text()
    assert not Destacado.objects.exists()

    kept = {page.title for page in sample_pages(provincia)}
    assert kept == {
        "Noticia de verdad",
        "Historia y tradiciones",
        "La provincia",
        "Informes y planes",
        "Comisiones",
    }
    assert PortalSettings.objects.get(slug="provincia").horario == "De lunes a sábado"
    # The landscapes of «La provincia», which is kept for its child page, and the one in use.
    assert PortalImage.objects.count() == 3
    told = "\n".join(said)
    for line in (
        "se conserva «Historia y tradiciones»: alguien la cambió",
        "se conserva «La provincia»: tiene dentro páginas que se conservan",
        "se conserva «Informes y planes»: tiene dentro páginas que se conservan",
        f"se conserva «{image.title}»: está en uso",
        "alguien lo cambió",
    ):
        assert line in told

    load()

    assert Page.objects.filter(title="Historia y tradiciones").count() == 1
    assert Page.objects.filter(title="Informes y planes").count() == 1
    assert PortalImage.objects.count() == 6


def test_the_words_to_avoid_say_that_they_are_a_sample(provincia):
    words = PalabraTecnica.objects.all()
    assert len(words) >= 5
    assert all("muestra" in word.en_su_lugar for word in words)
