"""Panels of the admin's home page: the pending work of the user who opens it."""

from django.urls import reverse
from django.utils.functional import Promise, cached_property
from wagtail.admin.ui.components import Component

from .alcance import portales_of

SHOWN = 5


class UserPanel(Component):
    """A panel about the user who opens the home page; rendered only if it concerns them."""

    def __init__(self, user):
        self.user = user

    def is_shown(self):
        return True

    def render_html(self, parent_context=None):
        return super().render_html(parent_context) if self.is_shown() else ""


class PendientesPanel(UserPanel):
    """The first rows of the pending work that an app finds for the user, with a link to all.

    The panel of a report (:class:`.reports.ReportViewSet`) has its title and links to it.
    """

    template_name = "tableros/pendientes.html"
    titulo: Promise
    lista: str  # URL name of the list of all; empty if there is none

    def __init__(self, user, informe=None):
        super().__init__(user)
        if informe is not None:
            self.lista = informe.index_name
            self.titulo = getattr(self, "titulo", informe.menu_label)

    def find(self):
        """Return the pending records as a query set, the most urgent first."""
        raise NotImplementedError

    def make_filas(self, found):
        return [self.make_fila(row) for row in found]

    def make_fila(self, row):
        """Return the :class:`.filas.Pendiente` of one record; ``make_filas`` calls this."""
        raise NotImplementedError

    def name_portal(self, page):
        """Return [name of the portal of ``page``]; [] if the user has only one portal."""
        return [self.portales.get_name(page.path)] if len(self.portales) > 1 else []

    @cached_property
    def portales(self):
        return portales_of(self.user)

    @cached_property
    def found(self):
        return list(self.find()[: SHOWN + 1])

    def is_shown(self):
        return bool(self.found)

    def get_context_data(self, parent_context=None):
        return {
            "nombre": self.name,
            "titulo": self.titulo,
            "filas": self.make_filas(self.found[:SHOWN]),
            "hay_mas": len(self.found) > SHOWN,
            "lista_url": reverse(self.lista) if self.lista else "",
        }
