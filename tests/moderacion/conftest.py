import pytest

from .escribir import write


@pytest.fixture
def enviada(as_editor, alfa):
    """A news item that the editor of Alfa has submitted."""
    return write(as_editor, alfa, "Abre la biblioteca", **{"action-submit": "1"})
