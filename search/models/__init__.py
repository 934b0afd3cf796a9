"""Models of the public search: its index, the failed searches, and the lists that users edit."""

from .busqueda_sin_resultado import BusquedaSinResultado
from .destacado import Destacado
from .ficha import Ficha, Grupo, Palabra
from .sinonimo import Sinonimo

__all__ = ["BusquedaSinResultado", "Destacado", "Ficha", "Grupo", "Palabra", "Sinonimo"]
