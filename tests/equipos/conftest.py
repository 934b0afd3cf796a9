import pytest

from tests.factories import make_user


@pytest.fixture
def coordinadora(portales):
    return make_user("coordinadora", groups=["Coordinador · Alfa"])


@pytest.fixture
def as_coordinator(alfa, coordinadora):
    return alfa.signed_in(coordinadora)


@pytest.fixture
def editor_de_beta(beta):
    return make_user("betina", groups=[beta.editores], first_name="Betina", last_name="Ajena")
