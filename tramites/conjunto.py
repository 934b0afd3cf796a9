"""The procedures of a portal as open data: those of the province as they hold here, and its own."""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Conjunto
from base.frame import Frame

from . import catalogo
from .campos import CAMPOS
from .models import TramitesIndexPage


def registros(request):
    index = Frame.for_request(request).seccion(TramitesIndexPage)
    return map(catalogo.as_texts, catalogo.registros(index, request)) if index else ()


TRAMITES = Conjunto(
    "tramites",
    _("Trámites"),
    _("Qué hace falta, quién responde, cuánto cuesta y demora cada trámite, y si se hace aquí."),
    CAMPOS,
    registros,
)
