from io import StringIO

import pytest
from django.core.management import call_command

from mudanza.traer import servicio

from .antigua import Portal, read


@pytest.fixture(autouse=True)
def own_disk(settings, tmp_path):
    """Store media and locks on a disk, as in production."""
    settings.MUDANZA_DIR = tmp_path / "mudanza"
    settings.MUDANZA_DIR.mkdir()
    media = tmp_path / "media"
    disk = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(media)},
    }
    settings.STORAGES = {**settings.STORAGES, "default": disk}
    return media


@pytest.fixture
def antiguo(settings, monkeypatch):
    """An older portal of Joomla, to which a test adds pieces."""
    monkeypatch.setattr(servicio, "open_source", read)
    portal = Portal(settings.MUDANZA_DIR)
    portal.category("1", "Noticias")
    return portal


@pytest.fixture
def importar(antiguo, administrador):
    """Return a function that imports the older portal into Alfa and returns the output."""

    def run(*options, portal="alfa", sistema="joomla"):
        antiguo.write()
        out = StringIO()
        call_command(
            "importar_portal",
            sistema,
            portal,
            str(antiguo.path),
            "--carpeta",
            str(antiguo.carpeta),
            "--usuario",
            administrador.username,
            *(options or ["--confirmar"]),
            stdout=out,
        )
        return out.getvalue()

    return run
