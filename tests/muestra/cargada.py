"""Helpers that load, count and find the sample content."""

from importlib import import_module
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from wagtail.models import Page, PageLogEntry

from home.contenido.creacion import create_contents
from home.creacion import create_portales
from home.models import PaginaInicial
from inicios.declaracion import in_order
from muestra.marcas import marks
from tests.conftest import PORTALES_TOML, portal_fixture

NOTICE = "Contenido de muestra:"
# One portal is enough to test what all portals do in the same way.
PROVINCE_ALONE = PORTALES_TOML.partition('[[portal]]\nslug = "alfa"')[0]


def load(*args):
    """Run the command; return the lines of its output."""
    output = StringIO()
    call_command("cargar_muestra", *args, stdout=output)
    return output.getvalue().splitlines()


def create_province():
    create_portales(lambda line: None)
    create_contents(lambda line: None)
    return portal_fixture("provincia")


def files_in(folder):
    """Return a context that stores files in ``folder``, where tests see files left behind."""
    import_module(settings.ROOT_URLCONF)  # it reads MEDIA_ROOT once: before the override
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    storages = settings.STORAGES | {"default": on_disk}
    return override_settings(MEDIA_ROOT=str(folder), STORAGES=storages)


def files(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def sample_pages(portal):
    """Return the pages without sections, and without initial pages that the sample did not fill."""
    sections = [seccion.model for seccion in in_order("start_pages")]
    pages = Page.objects.descendant_of(portal.home).not_exact_type(*sections)
    filled = [entry.page_id for entry in marks(Page, portal).values()]
    born_with = PaginaInicial.objects.exclude(page__in=filled).exclude(page=None)
    return list(pages.exclude(pk__in=born_with.values("page")).specific())


def row_counts():
    """Return {model: number of rows}, without the page log, which only grows."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model is not PageLogEntry
    }


def find(title):
    return Page.objects.get(title=title).specific
