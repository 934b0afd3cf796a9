"""Of which days a report of readings tells."""

from datetime import timedelta

from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tableros.filters import DeLaVistaFilter

from .dias import LATELY


class PeriodoFilter(DeLaVistaFilter):
    """How many days back, of those in ``periods``: {days: its name}."""

    def __init__(self, periods):
        super().__init__(
            label=_("Cuándo"), choices=list(periods.items()), empty_label=None, null_label=None
        )


class DesdeMixin:
    """A report with a :class:`PeriodoFilter` that is called ``dias``."""

    @cached_property
    def desde(self):
        """The last day of which it does not tell."""
        return localdate() - timedelta(days=int(self.chosen("dias") or LATELY))
