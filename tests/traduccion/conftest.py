from functools import partial
from itertools import count

import pytest

from home.models import StandardPage

from .taller import (
    Taller,
    approve,
    english_page,
    filled_value,
    make_files,
    sign_in_translator,
    submit_contacts,
)


@pytest.fixture
def as_translator(alfa):
    return sign_in_translator(alfa)


@pytest.fixture
def taller(as_translator):
    """The editor of translations, used by the translator of Alfa."""
    return Taller(as_translator)


@pytest.fixture(scope="module")
def _contactos(once, request):
    """Submit the page «Contactos», with the ``BODY`` of the file, for translation."""
    once(partial(submit_contacts, request.module.BODY))


@pytest.fixture
def pagina(_contactos, alfa):
    """The Spanish page «Contactos»."""
    return StandardPage.objects.child_of(alfa.home).get(title="Contactos")


@pytest.fixture
def target(pagina):
    """The translation of «Contactos»."""
    return english_page(pagina)


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


@pytest.fixture(scope="module")
def _files(once):
    once(lambda portales: make_files(portales.alfa))


@pytest.fixture
def filled(_files, alfa):
    """Return a function that fills a field with every block; each text is marked as Spanish."""
    return partial(filled_value, alfa, count(1))
