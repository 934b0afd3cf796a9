"""Contributions of the readings to other apps."""

from aislamiento.rules import through
from base.sections import Section

from .models import Lectura, Llegada

SECTION = Section(visible={Lectura: through("page"), Llegada: through("page")})
