"""What the Government of a portal agreed, and who its delegates are, as open data."""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Conjunto

from . import delegados, registro
from .campos import ACUERDO, DELEGADO

ACUERDOS = Conjunto(
    "acuerdos",
    _("Acuerdos"),
    _("Qué acordaron los órganos de gobierno, a quién obliga y qué pasó después."),
    ACUERDO,
    registro.registros,
)
DELEGADOS = Conjunto(
    "delegados",
    _("Consejos populares y delegados"),
    _("De cada circunscripción, quién es el delegado o la delegada, dónde y cuándo recibe."),
    DELEGADO,
    delegados.registros,
)
