import pytest

from base.models import PortalSettings
from tests.factories import make_user


@pytest.fixture
def coordinadora(alfa):
    """The coordinator of Alfa."""
    group = PortalSettings.objects.get(slug="alfa").coordinadores
    return make_user("coordinadora", groups=[group])


@pytest.fixture
def as_coordinator(alfa, coordinadora):
    return alfa.signed_in(coordinadora)
