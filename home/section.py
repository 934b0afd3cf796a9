"""What front pages and informative pages have for the rest of the house."""

from base.sections import Section

from .presentations import HomePresentation, StandardPresentation

SECTION = Section(presentations=(HomePresentation, StandardPresentation))
