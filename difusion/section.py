"""What announcing has for the rest of the house."""

from base.sections import Section

from .models import Difusion

SECTION = Section(logged=(Difusion,))
