import pytest
from django.core.files.base import ContentFile

from base.models import PortalDocument
from noticias.models import NoticiaPage
from tests.factories import make_image

from . import archivos
from .escribir import editor_of, write


@pytest.fixture
def editora(alfa):
    """The editor of Alfa, who may have written the pages of a file."""
    return editor_of(alfa)


@pytest.fixture(scope="module")
def _submitted(once):
    once(submit_as_editor)


def submit_as_editor(portales):
    alfa = portales.alfa
    browser = alfa.signed_in(editor_of(alfa))
    write(browser, alfa, "Abre la biblioteca", **{"action-submit": "1"})


@pytest.fixture
def enviada(_submitted, alfa):
    """A news item that the editor of Alfa has submitted."""
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Abre la biblioteca")


@pytest.fixture
def on_disk(settings, tmp_path):
    """Store documents on a disk, as in production."""
    disk = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path)},
    }
    settings.STORAGES = {**settings.STORAGES, "default": disk}


@pytest.fixture
def acta(on_disk, alfa):
    return PortalDocument.objects.create(
        title="Acta", file=ContentFile(archivos.ANTES, "acta.pdf"), collection=alfa.collection
    )


@pytest.fixture
def foto(on_disk, alfa):
    return make_image("Parque", collection=alfa.collection, description="Un parque")


@pytest.fixture
def cambio_de_acta(as_editor, alfa, acta):
    archivos.in_list(alfa, acta)
    archivos.change(as_editor, acta, file=archivos.pdf(), title="Acta corregida")
    return acta.cambios.get()


@pytest.fixture
def cambio_de_foto(as_editor, alfa, foto):
    archivos.as_cover(alfa, foto)
    archivos.change(as_editor, foto, file=archivos.red_picture(), description="Un parque rojo")
    return foto.cambios.get()
