"""An avisado is seen and deleted with the object that it is about."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from aislamiento.scope import scope_of
from correo.models import Avisado
from tests.documentos.ley168 import make_ficha
from tests.factories import make_user

pytestmark = pytest.mark.on_both_databases


@pytest.fixture
def listas(alfa, beta, editora):
    """Lists of two portals with something that lapses today, and the avisados about it."""
    make_user("editora-beta", groups=["Editores · Beta"])
    today = {"enlace": "https://ejemplo.cu/", "hasta": timezone.localdate()}
    listas = [make_ficha(portal, ("planes", today)) for portal in (alfa, beta)]
    call_command("avisar_de_ley168", verbosity=0)
    return listas


def told(listas):
    return [set(lista.publicaciones.get().avisados.all()) for lista in listas]


def test_it_is_seen_with_what_it_was_told_of(listas, editora):
    own, others = told(listas)
    assert len(own) == len(others) == 3
    assert set(scope_of(editora).filter(Avisado.objects.all())) == own


def test_it_goes_with_what_it_was_told_of(listas):
    _own, others = told(listas)
    listas[0].delete()
    assert set(Avisado.objects.all()) == others
