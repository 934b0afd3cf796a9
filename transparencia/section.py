"""What this app contributes to the other apps (see :mod:`base.sections`)."""

from base.sections import Section

from .presentations import TransparenciaIndexPresentation

SECTION = Section(presentations=(TransparenciaIndexPresentation,))
