"""The default presentation of pages, and the gauges of ``correo``: that app is below ``base`` and
cannot import ``Section``.
"""

from correo.gauges import gauges

from .presentation import Presentation
from .sections import Section

SECTION = Section(presentations=(Presentation,), gauges=(gauges,))
