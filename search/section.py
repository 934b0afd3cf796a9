"""What the search has for the rest of the house."""

from base.sections import Section

from .models import Destacado, Sinonimo

SECTION = Section(shown=(Sinonimo, Destacado), logged=(Sinonimo, Destacado))
