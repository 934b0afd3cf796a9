"""What the citizen's search reads and keeps, and the words that people keep for it."""

from .busqueda_sin_resultado import BusquedaSinResultado
from .destacado import Destacado
from .ficha import Ficha, Grupo, Palabra
from .sinonimo import Sinonimo

__all__ = ["BusquedaSinResultado", "Destacado", "Ficha", "Grupo", "Palabra", "Sinonimo"]
