"""What the readings have for the rest of the house."""

from aislamiento.rules import through
from base.sections import Section

from .models import Lectura, Llegada

SECTION = Section(visible={Lectura: through("page"), Llegada: through("page")})
