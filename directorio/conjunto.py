"""The directory as open data."""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Conjunto

from . import descargas
from .campos import CAMPOS
from .tarjetas import indice_de


def registros(request):
    index = indice_de(request)
    return descargas.records(request, index) if index else ()


DIRECTORIO = Conjunto(
    "directorio",
    _("Directorio"),
    _(
        "Las entidades y oficinas que atienden a la población: dónde están, cuándo abren y "
        "cómo comunicarse con ellas."
    ),
    CAMPOS,
    registros,
)
