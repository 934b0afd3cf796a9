import pytest

from noticias.models import NoticiaPage

from .writing import editor_of, write


@pytest.fixture
def editora(alfa):
    """The editor of Alfa, who may have written the pages of a file."""
    return editor_of(alfa)


@pytest.fixture(scope="module")
def _submitted(once):
    once(submit_as_editor)


def submit_as_editor(portales):
    alfa = portales.alfa
    browser = alfa.signed_in(editor_of(alfa))
    write(browser, alfa, "Abre la biblioteca", **{"action-submit": "1"})


@pytest.fixture
def enviada(_submitted, alfa):
    """A news item that the editor of Alfa has submitted."""
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Abre la biblioteca")
