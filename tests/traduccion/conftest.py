from itertools import count

import pytest

from tests.aislamiento.streams import raw_value
from tests.factories import make_document, make_image, make_user

from .taller import Taller, approve

ADDRESSES = {"correo", "enlace"}  # the same in every language


@pytest.fixture
def as_translator(alfa):
    """A browser in which a translator of Alfa is signed in."""
    return alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))


@pytest.fixture
def taller(as_translator):
    """The editor of translations, used by the translator of Alfa."""
    return Taller(as_translator)


@pytest.fixture
def let_through(taller, as_moderator, committed):
    """Return a function that submits a complete translation and approves it."""

    def decide(target):
        taller.send(target)
        with committed():
            approve(as_moderator, target)
        target.refresh_from_db()
        assert target.live
        return target

    return decide


@pytest.fixture
def filled(alfa):
    """Return a function that fills a field with every block; each text is marked as Spanish."""
    known = {
        "PortalImage": make_image("Parque", collection=alfa.collection).pk,
        "PortalDocument": make_document("Acta", collection=alfa.collection).pk,
    }
    number = count(1)

    def fill(field):
        raw = raw_value(
            field.stream_block,
            lambda model: known.get(model.__name__, alfa.noticias.pk),
            lambda kind: f"{'sitio' if kind in ADDRESSES else 'español'}{next(number)}",
        )
        return field.to_python(raw)

    return fill
