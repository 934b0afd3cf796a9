import pytest

from tests.factories import make_user

from .taller import Taller


@pytest.fixture
def as_translator(alfa):
    """A browser in which a translator of Alfa has signed in."""
    return alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))


@pytest.fixture
def taller(as_translator):
    """The editor of translations, as the translator of Alfa has it."""
    return Taller(as_translator)
