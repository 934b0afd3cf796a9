"""What people fill in to be attended."""

from .tipos import FORMULARIOS, CasoForm

__all__ = ["FORMULARIOS", "CasoForm"]
