import pytest

from tests.factories import make_user, prepare


@pytest.fixture
def preparing(alfa):
    """Alfa in the state «en preparación»."""
    return prepare(alfa)


@pytest.fixture
def chief(portales):
    return make_user("administradora", groups=["Administradores"])
