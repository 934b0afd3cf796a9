import pytest

from tests.factories import make_user, prepare


@pytest.fixture
def preparing(alfa):
    """Alfa while it is being prepared."""
    return prepare(alfa)


@pytest.fixture
def chief(portales):
    return make_user("administradora", groups=["Administradores"])
