"""What every page has, unless the section that keeps it says otherwise."""

from .presentation import Presentation
from .sections import Section

SECTION = Section(presentations=(Presentation,))
