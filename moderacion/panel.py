"""What waits for a decision, beside pages, on the front page of who moderates or administers."""

from tableros.paneles import PendientesPanel

from .queries import moderates


class PorDecidirPanel(PendientesPanel):
    """``waiting_for`` finds what waits for a person, ``rows_of`` tells it in rows."""

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
