"""``cargar_muestra`` loads the sample without overwriting anything, and removes all of it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from PIL import Image as PillowImage

from atencion.models import Caso
from base.models import PortalSettings
from home.models import HomePage
from identidad.acentos import Acento
from muestra.contenido import read_paisajes
from search.analisis import raiz
from search.models import Palabra
from tests.factories import NO_TASKS, make_image, make_noticia, make_page, publish
from tests.reading import text

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


@pytest.fixture(autouse=True)
def media(tmp_path):
    with files_in(tmp_path / "media"):
        yield tmp_path / "media"


@pytest.fixture
def provincia_sola(db, portales_file):
    portales_file(PROVINCE_ALONE)
    return create_province()


@pytest.mark.parametrize("acento", Acento.values)
def test_every_accent_has_its_landscapes(acento):
    for paisaje in read_paisajes(acento):
        with PillowImage.open(paisaje.archivo) as picture:
            assert picture.size == (1600, 900)
        assert paisaje.descripcion.startswith("Dibujo: ")


def stems_of_vocabulary():
    words = Palabra.objects.values_list("palabra", "idioma")
    return {(raiz(word, idioma), idioma) for word, idioma in words}


def composed_of(portal):
    home = HomePage.objects.get(pk=portal.home.pk)
    return [block.block_type for block in home.bloques]


# --- What is left alone ------------------------------------------------------------------


def test_what_people_typed_is_not_overwritten(provincia_sola, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("cuentas_muestra", stdout=StringIO())
    PortalSettings.objects.filter(slug="provincia").update(correo="gobierno@ejemplo.cu")
    home = HomePage.objects.get(pk=provincia_sola.home.pk)
    home.lema = "Lo nuestro"
    home.bloques = [("agenda", None)]
    publish(home)
    make_page(provincia_sola, "La última del menú", show_in_menus=True)  # beside the five sections

    load()

    datos = PortalSettings.objects.get(slug="provincia")
    assert datos.correo == "gobierno@ejemplo.cu"
    assert datos.direccion
    assert datos.presencia_publica
    home.refresh_from_db()
    assert home.lema == "Lo nuestro"
    assert composed_of(provincia_sola) == ["agenda"]
    assert home.get_children().in_menu().count() == 6
    # All other pages belong to the sample editor, whose account existed before.
    theirs = "La última del menú"
    sample = [page for page in sample_pages(provincia_sola) if page.title != theirs]
    assert {str(page.owner) for page in sample} == {"editor-provincia"}

    load("--quitar")

    datos.refresh_from_db()
    home.refresh_from_db()
    assert (datos.correo, datos.direccion, len(datos.telefonos)) == ("gobierno@ejemplo.cu", "", 0)
    assert not datos.presencia_publica
    assert (home.lema, len(home.accesos), len(home.cuerpo)) == ("Lo nuestro", 0, 0)
    assert composed_of(provincia_sola) == ["agenda"]
    assert home.get_children().in_menu().count() == 6


def test_a_home_with_a_draft_in_waiting_is_not_published(provincia_sola, settings):
    settings.TASKS = NO_TASKS
    home = HomePage.objects.get(pk=provincia_sola.home.pk)
    home.lema = "Todavía no"
    home.save_revision()

    load()

    home.refresh_from_db()
    assert home.has_unpublished_changes
    assert home.lema == ""


# --- What is removed ---------------------------------------------------------------------


@pytest.mark.on_both_databases
def test_quitar_leaves_nothing_behind_and_the_sample_can_return(provincia_sola, media, committed):
    image = make_image("De verdad", collection=provincia_sola.collection)
    make_noticia(provincia_sola, "Noticia de verdad", imagen_portada=image)
    before, stems = row_counts(), stems_of_vocabulary()
    blocks = composed_of(provincia_sola)
    with committed():
        load()
    assert {"destacadas", "portales", "enlaces"} <= set(composed_of(provincia_sola))
    provincia_sola.get()  # creates renditions
    assert len(files(media)) > 8

    assert Caso.objects.exists()

    with committed():
        load("--quitar")

    assert [page.title for page in sample_pages(provincia_sola)] == ["Noticia de verdad"]
    after = row_counts()
    ignored = {"wagtailcore.Revision", "wagtailcore.ModelLogEntry", "base.PortalRendition"}
    # «aviso» may remain: for the search it is one word with «avisos», the name of a section.
    changed = {name for name in before if after[name] != before[name]} - {"search.Palabra"}
    assert changed <= ignored
    assert stems_of_vocabulary() == stems
    # Wagtail shortens the name of a rendition to append its filter.
    left = {path.name.split(".")[0] for path in files(media)}
    assert {stem for stem in left if not "de-verdad".startswith(stem)} == set()
    assert "de-verdad" in left
    assert NOTICE not in text(provincia_sola.get())
    assert composed_of(provincia_sola) == blocks

    with committed():
        load()

    assert find("Informes y planes").live
    assert NOTICE in text(provincia_sola.get())


# --- Bad input ---------------------------------------------------------------------------


def test_portals_that_are_missing_are_named(db, portales_file):
    with pytest.raises(CommandError, match=r"«Provincia».*crear_portales"):
        load()
    assert load("--quitar")[0] == "Provincia: 0 páginas fuera"
