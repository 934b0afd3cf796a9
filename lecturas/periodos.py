"""Filter by period for the reports of readings."""

from datetime import timedelta

from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tableros.filters import DeLaVistaFilter

from .dias import LATELY


class PeriodoFilter(DeLaVistaFilter):
    """Filter by a number of days back; ``periods`` is {days: label}."""

    def __init__(self, periods):
        super().__init__(
            label=_("Cuándo"), choices=list(periods.items()), empty_label=None, null_label=None
        )


class DesdeMixin:
    """Mixin of a report whose filter set has a :class:`PeriodoFilter` named ``dias``."""

    @cached_property
    def desde(self):
        """Date of the last day before the period of the report."""
        return localdate() - timedelta(days=int(self.chosen("dias") or LATELY))
