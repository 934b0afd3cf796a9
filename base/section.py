"""What every page has, unless the section that keeps it says otherwise, and what mail tells, on
which all stand.
"""

from correo.gauges import gauges

from .presentation import Presentation
from .sections import Section

SECTION = Section(presentations=(Presentation,), gauges=(gauges,))
