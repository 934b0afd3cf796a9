import pytest
from django.core.files.base import ContentFile

from base.models import PortalDocument
from tests.factories import make_image
from tests.moderacion.writing import editor_of

from . import archivos


@pytest.fixture
def editora(alfa):
    """The editor of Alfa, who may have written the pages of a file."""
    return editor_of(alfa)


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
