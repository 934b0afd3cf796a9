"""The sample content: complete, marked as a sample, and gone without a trace when asked."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from base.acentos import Acento
from base.models import PortalDocument, PortalImage, PortalSettings
from base.portales import portales as read_portales
from home.creacion import create_portales
from home.models import HomePage, StandardPage
from home.muestra.paisajes import draw_landscape
from noticias.models import NoticiaPage
from tests.base.test_hosts import GAMMA
from tests.conftest import PORTALES_TOML, portal_fixture
from tests.factories import make_image, make_noticia, make_page, make_user, publish
from tests.reading import links, text
from tramites.models import TramitePage

NOTICE = "Contenido de muestra:"
PROVINCE_ALONE = PORTALES_TOML.partition('[[portal]]\nslug = "alfa"')[0]


def load(*args):
    """Run the command; return what it says, line by line."""
    output = StringIO()
    call_command("cargar_muestra", *args, stdout=output)
    return output.getvalue().splitlines()


def files(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def sample_pages(portal):
    pages = Page.objects.descendant_of(portal.home)
    sections = [portal.noticias.pk, portal.directorio.pk, portal.tramites.pk]
    return list(pages.exclude(pk__in=sections).specific())


def row_counts():
    """Count everything but the history, which only grows."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model is not PageLogEntry
    }


def find(title):
    return Page.objects.get(title=title).specific


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Files on disk, where one that is left behind can be seen."""
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = str(folder)
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    return folder


@pytest.fixture
def provincia_sola(db, portales_file):
    """An installation of one portal, which is enough for what all do alike."""
    portales_file(PROVINCE_ALONE)
    create_portales(lambda line: None)
    return portal_fixture("provincia")


# --- What is loaded ----------------------------------------------------------------------


def test_the_ten_portals_are_filled_with_what_is_true_of_each(db):
    create_portales(lambda line: None)
    said = load()

    portales = read_portales()
    assert [line.partition(":")[0] for line in said] == [portal.etiqueta for portal in portales]
    assert Page.find_problems() == ([], [], [], [], [])
    titles = {}
    for portal in portales:
        datos = PortalSettings.objects.get(slug=portal.slug)
        fixture = portal_fixture(portal.slug)
        noticias = NoticiaPage.objects.child_of(fixture.noticias).live()
        assert noticias.count() == (15 if portal.es_provincial else 9)
        assert noticias.filter(imagen_portada=None).count() <= noticias.count() - 2
        shared = noticias.filter(compartir_con_provincia=True).count()
        assert shared == (0 if portal.es_provincial else 2)
        assert len({noticia.categoria_id for noticia in noticias}) >= 3
        assert len({noticia.fecha.strftime("%Y-%m") for noticia in noticias}) >= 3
        assert all(noticia.fecha <= timezone.localdate() for noticia in noticias)
        titles[portal.slug] = {noticia.title for noticia in noticias}

        for model in (PortalImage, PortalDocument):
            own = model.objects.filter(title__endswith=f"({portal.etiqueta})")
            assert own.exists()
            assert set(own.values_list("collection", flat=True)) == {fixture.collection.pk}

        home = text(fixture.get())
        assert NOTICE in home
        assert datos.correo.endswith("@muestra.invalid")
        assert all(link.value["numero"].startswith("22 00000") for link in datos.telefonos)
        menu = links(fixture.get(), within="header nav")
        assert len(menu) == 7, menu

        territorio = "La provincia" if portal.es_provincial else "El municipio"
        page = StandardPage.objects.child_of(fixture.home).get(title=territorio)
        about = text(fixture.get(page.get_url()))
        assert portal.sede in about
        # The thousands are separated by a space that does not break.
        figure = f"{portal.poblacion:,}".replace(",", " ")
        assert f"{figure} habitantes ({portal.poblacion_anio})" in about
    names = [title for some in titles.values() for title in some]
    assert len(names) == len(set(names)), "two portals tell the same"


def test_every_page_says_that_it_is_a_sample_and_could_be_edited(provincia_sola):
    load()

    kinds = set()
    for page in sample_pages(provincia_sola):
        assert NOTICE in text(provincia_sola.get(page.get_url())), page.title
        assert page.live
        assert not page.has_unpublished_changes
        assert page.live_revision_id == page.latest_revision_id is not None
        assert page.first_published_at <= page.last_published_at
        # Valid as the form of the admin asks it to be.
        page.full_clean()
        if not isinstance(page, TramitePage):
            page.cuerpo.stream_block.clean(page.cuerpo)
            kinds |= {block.block_type for block in page.cuerpo}
    home = HomePage.objects.get(pk=provincia_sola.home.pk)
    home.accesos.stream_block.clean(home.accesos)
    assert kinds == set(NoticiaPage._meta.get_field("cuerpo").stream_block.child_blocks)


@pytest.mark.parametrize(
    "commands", [("cargar_muestra", "cuentas_muestra"), ("cuentas_muestra", "cargar_muestra")]
)
def test_the_sample_editor_of_the_portal_is_in_charge_of_it(
    commands, provincia_sola, settings, tmp_path
):
    settings.VAR_DIR = tmp_path
    for command in commands:
        call_command(command, stdout=StringIO())

    browser = provincia_sola.signed_in(make_user("ana", groups=["Administradores"]))
    nobodys = text(browser.get("/admin/moderacion/paginas/sin-persona/?portal=provincia"))
    assert "Todas las páginas tienen a alguien a cargo." in nobodys
    assert {str(page.owner) for page in sample_pages(provincia_sola)} == {"editor-provincia"}
    assert HomePage.objects.get(pk=provincia_sola.home.pk).owner is None


def test_who_took_charge_of_a_sample_page_keeps_it(provincia_sola, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    load()
    page = sample_pages(provincia_sola)[0]
    page.owner = make_user("otra", groups=[provincia_sola.editores])
    page.save()
    call_command("cuentas_muestra", stdout=StringIO())
    page.refresh_from_db()
    assert str(page.owner) == "otra"


def test_the_sample_is_found_and_followed(provincia_sola):
    load()

    found = text(provincia_sola.get("/buscar/", {"q": "quejas peticiones"}))
    assert "Quejas y peticiones: cómo presentarlas" in found
    image = PortalImage.objects.get(title__startswith="Paisaje de muestra 2")
    assert ReferenceIndex.get_references_to(image).exists()
    assert image.description
    assert image.credito == "Ilustración de muestra"
    for url in links(provincia_sola.get(), within="main").values():
        if url.startswith("/"):
            assert provincia_sola.get(url).status_code == 200, url


def test_documents_are_what_they_say(provincia_sola):
    load()

    document = PortalDocument.objects.get(title__startswith="Informe de muestra")
    content = document.file.read()
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    assert content.startswith(b"%PDF-1.")
    assert content[start:].startswith(b"xref")
    assert document.file_size == len(content)


@pytest.mark.parametrize("acento", Acento.values)
def test_every_accent_has_its_landscape(acento):
    paisaje = draw_landscape(acento, 0, "muestra")
    with PillowImage.open(BytesIO(paisaje.jpeg)) as picture:
        assert picture.size == (1600, 900)
        assert picture.format == "JPEG"
    assert paisaje.descripcion.startswith("Dibujo: ")


def test_an_eleventh_portal_gets_its_own(provincia_sola, portales_file):
    load()
    portales_file(PROVINCE_ALONE + GAMMA)
    create_portales(lambda line: None)

    said = load()

    assert said[0] == "Provincia: ya tenía su muestra"
    gamma = portal_fixture("gamma")
    assert NOTICE in text(gamma.get())
    assert any(gamma.site.portalsettings.sede in page.title for page in sample_pages(gamma))


# --- What is left alone ------------------------------------------------------------------


def test_a_second_run_changes_nothing(provincia_sola, media):
    load()
    before, stored = row_counts(), files(media)

    assert load() == ["Provincia: ya tenía su muestra"]
    assert row_counts() == before
    assert files(media) == stored


def test_what_people_typed_is_not_overwritten(provincia_sola):
    PortalSettings.objects.filter(slug="provincia").update(correo="gobierno@ejemplo.cu")
    home = HomePage.objects.get(pk=provincia_sola.home.pk)
    home.lema = "Lo nuestro"
    publish(home)
    for number in range(3):  # beside the three sections
        make_page(provincia_sola, f"Sección {number}", show_in_menus=True)

    load()

    datos = PortalSettings.objects.get(slug="provincia")
    assert datos.correo == "gobierno@ejemplo.cu"
    assert datos.direccion
    home.refresh_from_db()
    assert home.lema == "Lo nuestro"
    assert home.get_children().in_menu().count() == 6

    load("--quitar")

    datos.refresh_from_db()
    home.refresh_from_db()
    assert (datos.correo, datos.direccion, len(datos.telefonos)) == ("gobierno@ejemplo.cu", "", 0)
    assert (home.lema, len(home.accesos), len(home.cuerpo)) == ("Lo nuestro", 0, 0)
    assert home.get_children().in_menu().count() == 6


def test_a_home_with_a_draft_in_waiting_is_not_published(provincia_sola):
    home = HomePage.objects.get(pk=provincia_sola.home.pk)
    home.lema = "Todavía no"
    home.save_revision()

    load()

    home.refresh_from_db()
    assert home.has_unpublished_changes
    assert home.lema == ""


def test_a_page_that_somebody_deleted_stays_deleted(provincia_sola):
    load()
    find("Accesibilidad").delete()

    load()

    assert not Page.objects.filter(title="Accesibilidad").exists()


# --- What is removed ---------------------------------------------------------------------


def test_quitar_leaves_nothing_behind_and_the_sample_can_return(provincia_sola, media, committed):
    image = make_image("De verdad", collection=provincia_sola.collection)
    make_noticia(provincia_sola, "Noticia de verdad", imagen_portada=image)
    before = row_counts()
    with committed():
        load()
    provincia_sola.get()  # makes renditions
    assert len(files(media)) > 8

    with committed():
        load("--quitar")

    assert [page.title for page in sample_pages(provincia_sola)] == ["Noticia de verdad"]
    after = row_counts()
    ignored = {"wagtailcore.Revision", "wagtailcore.ModelLogEntry", "base.PortalRendition"}
    changed = {name for name in before if after[name] != before[name]}
    assert changed <= ignored
    assert {path.name.split(".")[0] for path in files(media)} == {"de-verdad"}
    assert NOTICE not in text(provincia_sola.get())

    with committed():
        load()

    assert find("Accesibilidad").live
    assert NOTICE in text(provincia_sola.get())


def test_quitar_keeps_what_people_changed_and_says_so(provincia_sola):
    load()
    edited = find("Historia y tradiciones")
    edited.resumen = "Lo que cuentan nuestros abuelos."
    edited.save_revision(log_action=True)
    image = PortalImage.objects.get(title__startswith="Paisaje de muestra 4")
    make_noticia(provincia_sola, "Noticia de verdad", imagen_portada=image)
    make_page(provincia_sola, "Comisiones", parent=find("Gobierno"))
    PortalSettings.objects.filter(slug="provincia").update(horario="De lunes a sábado")

    said = load("--quitar")

    kept = {page.title for page in sample_pages(provincia_sola)}
    assert kept == {
        "Noticia de verdad",
        "Historia y tradiciones",
        "La provincia",
        "Gobierno",
        "Comisiones",
    }
    assert PortalSettings.objects.get(slug="provincia").horario == "De lunes a sábado"
    # The landscapes of «La provincia», which stays for the sake of its child, and the one in use.
    assert PortalImage.objects.count() == 3
    told = "\n".join(said)
    for line in (
        "se conserva «Historia y tradiciones»: alguien la cambió",
        "se conserva «La provincia»: tiene dentro páginas que se conservan",
        "se conserva «Gobierno»: tiene dentro páginas que se conservan",
        f"se conserva «{image.title}»: está en uso",
        "alguien lo cambió",
    ):
        assert line in told

    load()

    assert Page.objects.filter(title="Historia y tradiciones").count() == 1
    assert Page.objects.filter(title="Accesibilidad").count() == 1
    assert PortalImage.objects.count() == 6


# --- Bad input ---------------------------------------------------------------------------


def test_portals_that_are_missing_are_named(db, portales_file):
    with pytest.raises(CommandError, match=r"«Provincia».*crear_portales"):
        load()
    assert load("--quitar")[0] == "Provincia: 0 páginas fuera"
