"""Those who answer the cases of Alfa, and a case of hers."""

import pytest

from equipos.models import Equipo
from tests.factories import make_entidad, make_user

from .recepcion import recibir


@pytest.fixture
def operadora(alfa):
    """Of «Atención · Alfa»: sees and answers the cases of the portal."""
    return make_user("operadora", groups=["Atención · Alfa"], first_name="Olga")


@pytest.fixture
def coordinadora(alfa):
    return make_user("coordinadora", groups=["Coordinador · Alfa"], first_name="Clara")


@pytest.fixture
def acueducto(alfa):
    """An entity of Alfa, with an office below it."""
    entidad = make_entidad(alfa, "Acueducto de Alfa")
    make_entidad(alfa, "Oficina comercial", parent=entidad)
    entidad.refresh_from_db()
    return entidad


@pytest.fixture
def equipo_del_acueducto(acueducto, coordinadora):
    return Equipo.objects.create_for(acueducto, user=coordinadora)


@pytest.fixture
def aguatera(equipo_del_acueducto):
    """Answers the cases of Acueducto, and sees no other of Alfa."""
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
    """A queja of Alfa that nobody has touched."""
    return recibir(alfa)
