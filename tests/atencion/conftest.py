"""Users who answer the cases of Alfa, and one case of Alfa."""

import pytest

from directorio.models import EntidadPage
from equipos.models import Equipo
from tests.factories import make_entidad, make_user

from .recepcion import recibir


@pytest.fixture
def operadora(alfa):
    """User of the group «Atención · Alfa»: sees and answers the cases of the portal."""
    return make_user("operadora", groups=["Atención · Alfa"], first_name="Olga")


@pytest.fixture
def coordinadora(alfa):
    return make_user("coordinadora", groups=["Coordinador · Alfa"], first_name="Clara")


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: publish_an_entity(portales.alfa))


def publish_an_entity(alfa):
    entidad = make_entidad(alfa, "Acueducto de Alfa")
    make_entidad(alfa, "Oficina comercial", parent=entidad)


@pytest.fixture
def acueducto(_published, alfa):
    """An entidad of Alfa, with an office below it."""
    return EntidadPage.objects.child_of(alfa.directorio).get(title="Acueducto de Alfa")


@pytest.fixture
def equipo_del_acueducto(acueducto, coordinadora):
    return Equipo.objects.create_for(acueducto, user=coordinadora)


@pytest.fixture
def aguatera(equipo_del_acueducto):
    """User who answers the cases of Acueducto and sees no other case of Alfa."""
    return make_user("aguatera", groups=[equipo_del_acueducto.atencion], first_name="Ana")


@pytest.fixture
def as_operator(alfa, operadora):
    return alfa.signed_in(operadora)


@pytest.fixture
def as_coordinator(alfa, coordinadora):
    return alfa.signed_in(coordinadora)


@pytest.fixture
def as_entity_operator(alfa, aguatera):
    return alfa.signed_in(aguatera)


@pytest.fixture
def caso(alfa):
    """A new queja of Alfa."""
    return recibir(alfa)
