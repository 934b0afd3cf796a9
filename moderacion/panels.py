"""Base of the home page panels for waiting items other than pages in a workflow."""

from tableros.panels import PendientesPanel

from .queries import moderates


class PorDecidirPanel(PendientesPanel):
    """Subclasses set ``waiting_for(user)``, a query set, and ``rows_of(records, user)``, rows."""

    order = 61
    waiting_for = None
    rows_of = None

    @property
    def lista(self):
        return "moderacion:cola" if moderates(self.user) else ""

    def find(self):
        return self.waiting_for(self.user)

    def make_filas(self, found):
        return self.rows_of(found, self.user)
