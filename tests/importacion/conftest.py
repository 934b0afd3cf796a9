import pytest

from directorio.models import TipoEntidad

from .pantallas import Importar


@pytest.fixture
def tipo():
    """The name of a type of entidad."""
    return TipoEntidad.objects.filter(locale__language_code="es").first().nombre


@pytest.fixture
def importar(as_editor, alfa):
    """The screens for importing entidades, as the editor of Alfa uses them."""
    return Importar(as_editor, alfa.slug)
