import pytest

from .log import Log


@pytest.fixture
def log(tmp_path, settings):
    path = tmp_path / "lecturas.log"
    settings.LECTURAS_LOG = str(path)
    return Log(path)
